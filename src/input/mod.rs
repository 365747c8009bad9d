//! Bytes become typed values, one file at a time.
//!
//! Takes the snapshot of a site's folder and the lexicon of kinds; gives parsed documents and
//! vocabularies. Must not know any other file than the one it reads.

pub mod body;
pub mod corrections;
pub mod document;
mod entries;
pub mod fields;
pub mod front_matter;
pub mod head;
mod head_fields;
pub mod label;
pub mod lexicon;
pub mod linked;
pub mod lint;
pub mod markdown;
pub mod mentions;
pub mod node;
pub mod provisions;
mod outline;
pub mod reference;
mod sentence;
pub mod shadow;
pub mod snapshot;
pub mod source;
pub mod values;
pub mod vocabulary;
mod yaml;
