//! Words that every stage uses: paths, spans, diagnostics, dates, numbers of
//! documents, and the folding and order of Vietnamese text.
//!
//! Takes nothing of ours and knows nothing of files, sites or pages.

pub mod address;
pub mod bytes;
pub mod catalogue;
mod catalogue_en;
mod catalogue_vi;
pub mod code;
pub mod date;
pub mod diagnostic;
pub mod excerpt;
pub mod explanation;
pub mod file_name;
pub mod fold;
pub mod html;
pub mod key;
pub mod kind;
mod notices_en;
mod notices_vi;
pub mod number;
pub mod order;
pub mod parts;
pub mod path;
pub mod percent;
pub mod phrase;
mod phrases_en;
mod phrases_vi;
pub mod preview_words;
pub mod relation;
pub mod repair;
pub mod slug;
pub mod span;
