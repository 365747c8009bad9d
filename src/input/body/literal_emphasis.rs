//! Decides which asterisks that Markdown reads as bold or italic are signs of the text: marks of a note in brackets,
//! `(*)`, and signs of arithmetic, `3*4*5`.
//!
//! CommonMark (section 6.2) pairs them, and the page would lose the marks and print `345`.

use std::ops::Range;

/// The most signs of a run that are looked at; no emphasis has more than three.
const MAX_SIGNS: usize = 4;

/// What is around a run of signs.
struct Run {
    length: usize,
    before: char,
    after: char,
}

impl Run {
    /// The run of equal signs that contains some bytes.
    fn around(body: &str, signs: &Range<usize>) -> Run {
        let bytes = body.as_bytes();
        let sign = bytes[signs.start];
        let is_same = |byte: &&u8| **byte == sign;
        let before = bytes[..signs.start].iter().rev().take(MAX_SIGNS);
        let behind = bytes[signs.end..].iter().take(MAX_SIGNS);
        let start = signs.start - before.take_while(is_same).count();
        let end = signs.end + behind.take_while(is_same).count();
        Run {
            length: end - start,
            before: body[..start].chars().next_back().unwrap_or('\n'),
            after: body[end..].chars().next().unwrap_or('\n'),
        }
    }

    fn is_mark(&self) -> bool {
        is_mark(self.before, self.after)
    }

    fn is_inside_word(&self) -> bool {
        (self.before.is_alphanumeric() || self.before == ')') && (self.after.is_alphanumeric() || self.after == '(')
    }

    fn is_between_figures(&self) -> bool {
        (self.before.is_ascii_digit() || self.before == ')') && self.after.is_ascii_digit()
    }
}

/// Returns whether a run of signs between two letters is the mark of a note: `(*)`.
pub(crate) fn is_mark(before: char, after: char) -> bool {
    before == '(' && after == ')'
}

/// Returns whether `length` signs at each end of some bytes, which Markdown reads as bold or italic, belong to the text.
pub(crate) fn is_literal(body: &str, range: &Range<usize>, length: usize) -> bool {
    let Some(close) = range.end.checked_sub(length).filter(|close| *close > range.start) else {
        return false;
    };
    let opening = Run::around(body, &(range.start..range.start + length));
    let closing = Run::around(body, &(close..range.end));
    if opening.is_mark() || closing.is_mark() {
        return true;
    }
    let is_single = opening.length == 1 && closing.length == 1;
    let are_inside = opening.is_inside_word() && closing.is_inside_word();
    is_single && (are_inside || opening.is_between_figures() || closing.is_between_figures())
}
