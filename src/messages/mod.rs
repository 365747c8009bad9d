//! Everything that a person reads, but the theme's texts: codes, diagnostics, catalogues in both languages, fixes.
//!
//! Takes values; gives text. Must not know where content comes from.

pub mod catalogue;
pub mod catalogue_en;
pub mod catalogue_vi;
pub mod code;
pub mod diagnostic;
pub mod explanation;
pub mod fixes;
pub mod notices_en;
pub mod notices_vi;
pub mod phrase;
pub mod phrases_en;
pub mod phrases_vi;
pub mod preview_texts;
