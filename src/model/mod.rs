//! All files together: one document index, one graph of targets and relations.
//!
//! Takes parsed documents and vocabularies; gives side tables keyed by index. Nothing is filled into a document later.
//! Must not know addresses of pages.

mod antecedents;
pub mod body_mentions;
pub mod build_index;
mod citation_checks;
pub mod collections;
pub mod document_index;
mod document_linking;
mod document_specifier;
pub mod excluded;
pub mod graph;
mod holders;
pub mod identity;
pub mod indexes;
mod issuer_matching;
mod key_table;
pub mod last_modified;
mod later_citations;
pub mod ledger;
mod link_tables;
pub mod link_unit;
pub mod linker;
mod mention_linking;
mod name_matching;
mod number_lookup;
mod number_resolution;
mod number_usage;
mod numbered_provision;
mod own_provisions;
pub mod provision_backlinks;
pub mod reference_diagnostics;
pub mod relations;
pub mod resolve;
pub mod stubs;
pub mod suppressions;
pub mod target;
mod vocabularies;
mod vocabulary_names;
