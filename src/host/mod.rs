//! The only place that touches disk, clock, network and terminal.
//!
//! Sees the base, the messages, the snapshot and the edition, and no layer between them.

pub mod apply_fixes;
mod atomic_write;
pub mod build;
mod cache;
pub mod check;
pub mod cite;
pub mod command;
pub mod explain;
mod file_digest;
pub mod load;
pub mod machine_format;
pub mod preview;
pub mod progress;
pub mod publish;
pub mod report;
mod signals;
pub mod source_files;
pub mod write_addresses;
