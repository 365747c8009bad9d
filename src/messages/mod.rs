//! Every text that a person reads, but those of the theme: codes, diagnostics, notices, and their texts in both languages.
//!
//! Takes values; gives text. Must not know where content comes from.

pub mod catalogue;
pub mod code;
pub mod diagnostic;
pub mod explanation;
pub mod fixes;
pub mod message;
pub mod notice;
pub mod phrase;
