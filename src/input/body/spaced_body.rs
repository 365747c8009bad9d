//! A body with the line breaks that it lacks, in which the places of the file are found again.

use std::borrow::Cow;
use std::ops::Range;

use crate::input::body::missing_breaks::{Insertion, MissingBreaks};
use crate::input::body::paragraph_breaks::missing_breaks;

/// A body with the line breaks that it lacks.
pub(crate) struct SpacedBody<'a> {
    /// The text with blank lines.
    pub(crate) text: Cow<'a, str>,
    /// What it lacks.
    pub(crate) missing: MissingBreaks,
}

impl<'a> SpacedBody<'a> {
    /// A body as it is.
    pub(crate) fn unchanged(body: &'a str) -> Self {
        SpacedBody {
            text: body.into(),
            missing: MissingBreaks::default(),
        }
    }

    /// Inserts the line breaks that separate the paragraphs of an official text.
    pub(crate) fn of(body: &'a str) -> Self {
        let missing = missing_breaks(body);
        match missing.insertions.is_empty() {
            true => SpacedBody {
                text: body.into(),
                missing,
            },
            false => SpacedBody {
                text: spaced(body, &missing.insertions).into(),
                missing,
            },
        }
    }

    /// The byte of the body for a byte of the text.
    pub(crate) fn original(&self, at: usize) -> usize {
        let (mut low, mut high) = (0, self.missing.insertions.len());
        while low < high {
            let middle = usize::midpoint(low, high);
            match self.missing.insertions[middle].at + middle < at {
                true => low = middle + 1,
                false => high = middle,
            }
        }
        at - low
    }

    /// The range of the body in which something was inserted, and what it becomes.
    pub(crate) fn fix(&self, body: &str) -> Option<(Range<usize>, String)> {
        let range = self.missing.insertions.first()?.at..self.missing.insertions.last()?.at;
        let inner: Vec<Insertion> = self
            .missing
            .insertions
            .iter()
            .map(|own| own.from(range.start))
            .collect();
        Some((range.clone(), spaced(&body[range], &inner)))
    }
}

impl Insertion {
    /// The same insertion in the text from `start` on.
    fn from(self, start: usize) -> Self {
        let at = self.at - start;
        Insertion { at, ..self }
    }
}

/// A text with insertions. A backslash that breaks the line before a new line break has become a blank.
fn spaced(body: &str, insertions: &[Insertion]) -> String {
    let mut out = String::with_capacity(body.len() + insertions.len());
    let mut done = 0;
    for Insertion { at, text } in insertions {
        let before = &body[done..*at];
        match before.strip_suffix("\\\n") {
            Some(line) => out.extend([line, " \n"]),
            None => out.push_str(before),
        }
        out.push_str(text);
        done = *at;
    }
    out.push_str(&body[done..]);
    out
}
