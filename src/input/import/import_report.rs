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
