//! Bytes become typed values, one file at a time.
//!
//! Takes the snapshot of a site's folder and the lexicon of kinds; gives parsed documents and
//! vocabularies. Must not know any other file than the one it reads.

pub mod body;
pub mod citations;
pub mod document;
pub mod front_matter;
pub mod lookup_keys;
pub mod snapshot;
pub mod source;
