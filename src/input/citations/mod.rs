//! Recognizes which documents and provisions a text mentions.
//!
//! Takes plain text and the lexicon of kinds; gives mentions with their bytes in the text, unresolved. Must not know
//! the
//! front matter, the Markdown around a text, or which documents exist.

pub mod anaphora;
pub mod laws;
pub mod lexicon;
pub mod mention;
pub mod names;
pub mod normalized_text;
pub mod number_context;
pub mod number_shape;
pub mod numbers;
pub mod passage;
pub mod proper_names;
pub mod provision_refs;
pub mod recognizer;
pub mod reference;
pub mod sentence;
pub mod title_candidates;
