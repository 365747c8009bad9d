//! Types and functions that every stage uses: paths, spans, dates, numbers of documents, and the folding and order of
//! Vietnamese text.
//!
//! Imports no other layer, and knows nothing of files, sites or pages.

pub(crate) mod address;
pub(crate) mod byte_scan;
pub(crate) mod checksums;
pub(crate) mod clean_text;
pub(crate) mod colour;
pub(crate) mod date;
pub(crate) mod did_you_mean;
pub(crate) mod edit;
pub(crate) mod exact;
pub(crate) mod file_name;
pub(crate) mod file_sort;
pub(crate) mod fingerprint;
pub(crate) mod fold;
pub(crate) mod html;
pub(crate) mod kind;
pub(crate) mod list_marker;
pub(crate) mod number;
pub(crate) mod order;
pub(crate) mod path;
pub(crate) mod pattern;
pub(crate) mod percent;
pub(crate) mod position;
pub(crate) mod relation;
pub(crate) mod roman;
pub(crate) mod shared_str;
pub(crate) mod slug;
pub(crate) mod span;
pub(crate) mod syllable;
pub(crate) mod thread_chunks;
pub(crate) mod unseen;
mod vietnamese_collation;
pub(crate) mod web_address;
pub(crate) mod word_bullets;
pub(crate) mod word_diff;
pub(crate) mod word_list;
