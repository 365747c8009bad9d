//! Bytes become typed values, one file at a time.
//!
//! Takes the snapshot of a site's folder and the lexicon of kinds; gives parsed documents and
//! vocabularies. Must not know any other file than the one it reads.

pub mod address_lock;
mod around;
pub mod blocks;
pub mod body;
pub mod called;
pub mod citations;
pub mod corrections;
pub mod document;
mod emit;
mod entries;
pub mod fields;
pub mod front_matter;
pub mod head;
mod head_fields;
mod head_words;
pub mod label;
mod laws;
pub mod lexicon;
mod lines;
pub mod linked;
pub mod lint;
pub mod markdown;
pub mod markup;
mod mend;
pub mod mention;
pub mod mentions;
mod names;
pub mod node;
mod number_shape;
mod numbers;
pub mod old_addresses;
mod outline;
mod places;
mod pointers;
pub mod proper;
pub mod provisions;
pub mod reference;
mod sections;
mod sentence;
pub mod shadow;
pub mod site_config;
pub mod snapshot;
pub mod source;
mod titled;
pub mod values;
pub mod vocabulary;
mod walk;
mod wiki;
mod words;
mod yaml;
