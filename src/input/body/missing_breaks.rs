//! What a body lacks to be read as paragraphs: the places that the reading of its lines found.

use crate::input::body::label::PrintedLabel;

/// Maximum number of lines of a body that are reported as possible items.
const MAX_DOUBTFUL: usize = 20;

/// A character that is inserted into a body, one byte long.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Insertion {
    /// The byte of the body before which it is.
    pub(crate) at: usize,
    /// The character.
    pub(crate) text: &'static str,
}

/// The line of a body at a byte, and the label that it begins with.
pub(crate) type LabelledLine = (usize, String);

/// What a body lacks.
#[derive(Debug, Default)]
pub(crate) struct MissingBreaks {
    /// What has to be inserted, in order.
    pub(crate) insertions: Vec<Insertion>,
    /// The first line that begins a provision without a blank line before it.
    pub(crate) first: Option<LabelledLine>,
    /// Lines that begin with the next label in the middle of a sentence, and stay text.
    pub(crate) doubtful: Vec<LabelledLine>,
}

/// What the lines of a body are found to be.
#[derive(Debug, Default)]
pub(crate) struct FoundLines {
    /// Beginnings of items.
    pub(crate) labels: Vec<usize>,
    /// Beginnings of sentences without a label, and whether each certainly begins a paragraph.
    pub(crate) sentences: Vec<(usize, bool)>,
    /// Signs behind numbers that belong to the sentence of the line before.
    pub(crate) numbers: Vec<usize>,
    /// Number of lines that continue the sentence of the line before.
    pub(crate) continued: usize,
    /// The first line that begins a provision without a blank line before it.
    pub(crate) first: Option<LabelledLine>,
    /// Lines that may begin an item, and stay text.
    pub(crate) doubtful: Vec<LabelledLine>,
}

impl FoundLines {
    /// Returns whether nearly every line ends a sentence: that is a paste, and not a text whose lines are wrapped.
    pub(crate) fn is_paste(&self) -> bool {
        let ended = self.labels.len() + self.sentences.len();
        !self.labels.is_empty() && ended >= 3 * self.continued
    }

    /// The line breaks that are missing, where there are no blank lines those between sentences too, and backslashes
    /// before signs that would make an item of a number inside a sentence.
    pub(crate) fn insertions(&self) -> Vec<Insertion> {
        let lacks_breaks = !self.labels.is_empty();
        let certain = self.sentences.iter().filter(|(_, is_certain)| *is_certain);
        let sentences = certain.map(|(at, _)| at).filter(|_| lacks_breaks);
        let breaks = self
            .labels
            .iter()
            .chain(sentences)
            .map(|at| Insertion { at: *at, text: "\n" });
        let escapes = self.numbers.iter().map(|at| Insertion { at: *at, text: "\\" });
        let mut insertions: Vec<Insertion> = breaks.chain(escapes).collect();
        insertions.sort_unstable();
        insertions
    }

    /// Notes a line that looks like an item and stays text.
    pub(crate) fn doubt(&mut self, at: usize, label: &PrintedLabel) {
        if self.doubtful.len() < MAX_DOUBTFUL {
            self.doubtful.push((at, label.printed.clone()));
        }
    }
}
