//! Recognizes which documents and provisions a text mentions.
//!
//! Takes plain text and the lexicon of kinds; gives mentions with their bytes in the text, unresolved. Must not know
//! the
//! front matter, the Markdown around a text, or which documents exist.

pub(crate) mod anaphora;
pub(crate) mod date_context;
pub(crate) mod dates;
pub(crate) mod laws;
pub(crate) mod lexicon;
pub(crate) mod mention;
pub(crate) mod names;
pub(crate) mod normalized_text;
pub(crate) mod number_context;
pub(crate) mod number_shape;
pub(crate) mod numbers;
pub(crate) mod passage;
pub(crate) mod pointer_chains;
pub(crate) mod pointer_scopes;
pub(crate) mod pointer_units;
pub(crate) mod proper_names;
pub(crate) mod provision_refs;
pub(crate) mod recognizer;
pub(crate) mod reference;
pub(crate) mod sentence;
pub(crate) mod shared_symbols;
pub(crate) mod short_forms;
pub(crate) mod title_candidates;
pub(crate) mod worded_reference;
