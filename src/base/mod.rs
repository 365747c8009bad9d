//! Types and functions that every stage uses: paths, spans, dates, numbers of documents, and the folding and order of
//! Vietnamese text.
//!
//! Imports no other layer, and knows nothing of files, sites or pages.

pub mod address;
pub mod byte_scan;
pub mod date;
pub mod did_you_mean;
pub mod file_name;
pub mod fingerprint;
pub mod fold;
pub mod html;
pub mod kind;
pub mod number;
pub mod order;
pub mod path;
pub mod percent;
pub mod relation;
pub mod shared_str;
pub mod slug;
pub mod span;
pub mod thread_chunks;
