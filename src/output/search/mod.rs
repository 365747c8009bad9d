//! The search index: the words, numbers and facets of everything that can be found, in small files.
//!
//! Takes a planned site and the texts of the interface; returns the bytes of the files that the search page's script
//! asks for. A query reads a few files of some ten kilobytes, however large the site.

mod completions;
mod exact_answers;
mod facets;
mod fields;
mod item_parts;
mod manifest;
mod numbers;
mod posting_list;
mod row_files;
pub(crate) mod search_index;
mod search_items;
mod term_reader;
mod text_files;
mod word_files;
pub(crate) mod word_folding;

pub use word_folding::words;
