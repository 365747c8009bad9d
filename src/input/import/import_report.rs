//! What an import reports: repairs, doubts, and how each line of the source became a field of the head.

use crate::messages::import_text::{DoubtReason, RepairRule};

/// A change of the source's text that needed no judgement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repair {
    /// Why it was made.
    pub rule: RepairRule,
    /// The line or paragraph of the source, from 1; 0 for the whole source.
    pub line: u32,
    /// The text before, in full where words are lost.
    pub before: String,
    /// The text after; empty where nothing is left.
    pub after: String,
}

/// Something that the editor has to look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doubt {
    /// What is doubtful.
    pub reason: DoubtReason,
    /// The line or paragraph of the source, from 1; 0 for the whole source.
    pub line: u32,
    /// The words of the source that it is about, in full where the file lacks them; may be empty.
    pub text: String,
}

/// A line of the source that became a field of the head, or that pages print by themselves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FoundField {
    /// The line of the source.
    pub(crate) line: u32,
    /// Its words.
    pub(crate) text: String,
    /// The name of the field; `None` where the page prints the line by itself.
    pub(crate) field: Option<&'static str>,
}

/// The report of an import.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct ImportReport {
    /// What was changed.
    pub(crate) repairs: Vec<Repair>,
    /// What the editor has to look at.
    pub(crate) doubts: Vec<Doubt>,
    /// The lines that became fields.
    pub(crate) found: Vec<FoundField>,
}

impl ImportReport {
    /// Sorts what it holds by the lines of the source.
    pub(crate) fn sort(&mut self) {
        self.repairs.sort_by_key(|repair| repair.line);
        self.doubts.sort_by_key(|doubt| doubt.line);
    }
}
