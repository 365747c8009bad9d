//! A line of a text as it is in the file, before Markdown is parsed.

use std::borrow::Cow;

use crate::input::body::quotation_marks::is_quotation_mark;

/// A line of words.
pub(crate) struct Line<'l> {
    /// Its first byte.
    pub(crate) start: usize,
    /// All of it.
    pub(crate) whole: &'l str,
    /// Its text without the blanks before it.
    pub(crate) text: &'l str,
}

impl Line<'_> {
    /// The bytes of the blanks before its text.
    pub(crate) fn indent(&self) -> usize {
        self.whole.len() - self.text.len()
    }

    /// The byte before which a line break separates it from the line before. With a deeper indent the line would become
    /// code behind a blank line.
    pub(crate) fn break_at(&self) -> usize {
        let is_code = self.indent() >= 4 || self.whole.starts_with('\t');
        self.start + if is_code { self.indent() } else { 0 }
    }
}

/// The words of a line without signs of bold and italic type around its label.
pub(crate) fn without_emphasis(line: &str) -> Cow<'_, str> {
    match line.starts_with(['*', '_']) {
        true => line
            .replace("**", "")
            .replace("__", "")
            .trim_start_matches(['*', '_'])
            .to_owned()
            .into(),
        false => line.into(),
    }
}

/// Returns whether words begin as a sentence does.
pub(crate) fn begins_sentence(words: &str) -> bool {
    words.starts_with(|first: char| first.is_uppercase() || is_quotation_mark(first) || first == '(')
}
