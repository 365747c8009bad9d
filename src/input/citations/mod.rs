//! Which documents and provisions a text names. Pure: it knows the lexicon of kinds, and no other document.

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
