//! All files together: one register, one graph of targets and relations.
//!
//! Takes parsed documents and vocabularies; gives side tables keyed by index. Nothing is filled into
//! a document later. Must not know addresses of pages.

mod antecedents;
pub mod body_mentions;
pub mod build_index;
pub mod citation_checks;
pub mod collections;
pub mod document_index;
pub mod excluded;
pub mod graph;
mod identity;
pub mod indexes;
mod key_table;
pub mod last_modified;
mod later_citations;
pub mod ledger;
pub mod link_unit;
mod linker;
pub mod lookup;
pub mod mention_linking;
pub mod name_matching;
pub mod names;
pub mod number_lookup;
pub mod number_usage;
pub mod provision_backlinks;
pub mod relations;
pub mod resolve;
pub mod stubs;
pub mod suppressions;
pub mod target;
mod vocabularies;
