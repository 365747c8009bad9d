//! The search index: the words, numbers and facets of everything that can be found, in small files.
//!
//! Takes a planned site and the texts of the interface; returns the bytes of the files that the search page's script
//! asks for. A query reads a few files of some ten kilobytes, however large the site.

mod facets;
mod fields;
mod manifest;
mod numbers;
mod postings;
pub(crate) mod search_index;
mod search_items;
pub(crate) mod word_folding;

pub use word_folding::words;
