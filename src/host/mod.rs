//! The only place that touches disk, clock, network and terminal.
//!
//! Sees the base, the messages, the snapshot and the edition, and no layer between them.

#![expect(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "the host is the part that touches the machine"
)]

pub(crate) mod apply_fixes;
mod atomic_write;
pub(crate) mod build;
mod build_timings;
mod cache;
pub(crate) mod check;
pub(crate) mod checked_writer;
pub(crate) mod cite;
pub(crate) mod command;
pub(crate) mod diff;
pub(crate) mod explain;
mod file_digest;
mod forget_address;
mod held_back_list;
mod hidden_files;
pub(crate) mod import;
mod import_report_text;
pub(crate) mod init;
mod line_cache;
pub(crate) mod load;
pub(crate) mod machine_format;
mod markdown_mask;
pub(crate) mod new;
mod pdf_text;
pub(crate) mod preview;
pub(crate) mod printable;
pub(crate) mod program_files;
pub(crate) mod progress;
pub(crate) mod publish;
pub(crate) mod report;
mod signals;
mod site_zip;
pub(crate) mod source_files;
pub(crate) mod start;
mod stated_relation_list;
pub(crate) mod system;
mod template_watch;
pub(crate) mod theme;
pub(crate) mod threads;
pub(crate) mod verify;
mod walked_names;
mod write_addresses;
