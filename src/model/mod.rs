//! All files together: one document index, one graph of targets and relations.
//!
//! Takes parsed documents and vocabularies; gives side tables keyed by index. Nothing is filled into a document later.
//! Must not know addresses of pages.

pub(crate) mod acceptance_lines;
mod antecedents;
pub(crate) mod body_mentions;
pub(crate) mod build_index;
mod citation_checks;
pub(crate) mod collections;
mod differing_dates;
pub(crate) mod document_index;
mod document_linking;
mod document_specifier;
pub(crate) mod excluded;
pub(crate) mod graph;
mod holders;
pub(crate) mod identity;
mod impossible_dates;
pub(crate) mod indexes;
mod issuer_matching;
mod key_table;
pub(crate) mod last_modified;
mod law_names;
mod law_numbers;
pub(crate) mod ledger;
mod link_tables;
pub(crate) mod link_unit;
pub(crate) mod linker;
mod mention_linking;
mod name_linking;
mod name_matching;
mod number_linking;
mod number_lookup;
mod number_resolution;
mod number_usage;
mod own_provisions;
pub(crate) mod place_table;
mod pointer_linking;
mod pointer_scope;
pub(crate) mod provision_backlinks;
mod provision_owners;
pub(crate) mod reference_diagnostics;
mod relation_checks;
pub(crate) mod relations;
pub(crate) mod resolve;
mod short_resolution;
pub(crate) mod site_link;
mod stated_relations;
mod stub_titles;
pub(crate) mod stubs;
mod superior_circles;
pub(crate) mod suppressions;
pub(crate) mod target;
mod vocabularies;
pub(crate) mod vocabulary_names;
