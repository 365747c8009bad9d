//! Every text that a person reads, but those of the theme: codes, diagnostics, notices, and their texts in both languages.
//!
//! Takes values; gives text. Must not know where content comes from.

pub(crate) mod catalogue;
pub(crate) mod code;
pub(crate) mod diagnostic;
pub(crate) mod diff_text;
pub(crate) mod explanation;
pub(crate) mod fixes;
pub(crate) mod import_text;
pub(crate) mod message;
pub(crate) mod notice;
pub(crate) mod phrase;
pub(crate) mod relation_problem;
pub(crate) mod stray_reason;
pub(crate) mod window_text;
