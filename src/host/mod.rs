//! The only place that touches disk, clock, network and terminal.
//!
//! Sees the base, the snapshot and the edition, and nothing between them.

mod addresses;
mod atomic_write;
pub mod build;
mod cache;
pub mod check;
pub mod cite;
pub mod explain;
mod fix;
pub mod formats;
pub mod job;
pub mod load;
pub mod preview;
pub mod progress;
pub mod publish;
pub mod report;
mod signals;
