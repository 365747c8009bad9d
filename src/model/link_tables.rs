//! The tables against which references are resolved.

use crate::model::document_index::DocumentIndex;
use crate::model::law_names::LawEditions;
use crate::model::stubs::{CitationGroups, StubTable};

/// The documents that a reference may mean: those with a file, and those known only from citations.
#[derive(Clone, Copy)]
pub(super) struct LinkTables<'r, 't> {
    pub(super) documents: &'r DocumentIndex,
    /// Citations of documents without a file, by number and date.
    pub(super) groups: &'t CitationGroups<'t>,
    /// The documents that these citations make known.
    pub(super) stubs: &'t StubTable,
    /// The editions of laws that texts name.
    pub(super) laws: &'t LawEditions,
}
