//! All files together: one register, one graph of targets and relations.
//!
//! Takes parsed documents and vocabularies; gives side tables keyed by index. Nothing is filled into
//! a document later. Must not know addresses of pages.

pub mod absent;
pub mod acceptance;
mod antecedents;
mod court;
pub mod echoes;
pub mod graph;
mod identity;
pub mod index;
pub mod ledger;
mod linker;
pub mod lookup;
pub mod mentions;
pub mod names;
pub mod naming;
pub mod not_held;
pub mod object;
pub mod recency;
pub mod register;
pub mod relations;
pub mod resolve;
pub mod shelves;
mod sought;
mod titled;
mod used;
mod vocabularies;
