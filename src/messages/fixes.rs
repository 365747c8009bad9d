//! Safe fixes applied to the text of a file: nothing but their own bytes changes.

use std::collections::BTreeSet;

use crate::base::fold::nfc;
use crate::messages::code::Code;
use crate::messages::diagnostic::{Diagnostic, Edit, Fix};

/// A file's text after its safe fixes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Repaired {
    /// The new text.
    pub text: String,
    /// What changed, in order of the text; changes of the whole file come first.
    pub changes: Vec<Change>,
}

/// One change of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Change {
    /// The byte order mark was removed.
    ByteOrderMark,
    /// The number of Windows line ends that became LF.
    LineEnds(usize),
    /// Letters were composed.
    Composed,
    /// Lines changed.
    Lines {
        /// The first line, from 1.
        line: usize,
        /// The lines before.
        before: String,
        /// The lines after.
        after: String,
    },
}

/// Applies the safe fixes of a file's diagnostics; of two that overlap, the first.
///
/// `raw` is the file as it is on disk; the spans of diagnostics refer to it without byte order mark and with LF line
/// ends.
pub(crate) fn repair(raw: &str, diagnostics: &[&Diagnostic]) -> Repaired {
    let has = |code: Code| diagnostics.iter().any(|diagnostic| diagnostic.code == code);
    let mut changes = Vec::new();
    let mut text = raw.to_owned();
    let edits = applicable(diagnostics);
    let removed = RemovedBytes::of(raw);
    for edit in edits.iter().rev() {
        let range = removed.raw_offset(edit.span.start)..removed.raw_offset(edit.span.end);
        if raw.is_char_boundary(range.start) && raw.is_char_boundary(range.end) && range.start <= range.end {
            changes.push(changed_lines(raw, &range, &edit.replacement));
            text.replace_range(range, &edit.replacement);
        }
    }
    changes.reverse();
    let mut whole = Vec::new();
    if has(Code::ByteOrderMark) {
        text = text.trim_start_matches('\u{feff}').to_owned();
        whole.push(Change::ByteOrderMark);
    }
    if has(Code::CarriageReturns) {
        whole.push(Change::LineEnds(text.matches('\r').count()));
        text = text.replace("\r\n", "\n").replace('\r', "\n");
    }
    if has(Code::NotComposed) {
        whole.push(Change::Composed);
        text = nfc(&text).into_owned();
    }
    whole.extend(changes);
    Repaired { text, changes: whole }
}

/// Returns the edits of the safe fixes in order of the text; a fix of which an edit overlaps an earlier fix is left out
/// whole.
fn applicable<'a>(diagnostics: &[&'a Diagnostic]) -> Vec<&'a Edit> {
    let safe = diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.code.is_safely_fixed());
    let mut fixes: Vec<&Fix> = safe.filter_map(|diagnostic| diagnostic.fix.as_deref()).collect();
    fixes.sort_by_key(|fix| fix.edit.span);
    let mut taken = BTreeSet::new();
    let mut edits: Vec<&Edit> = Vec::new();
    for fix in fixes {
        let is_free = |edit: &Edit| {
            let (start, end) = (edit.span.start, edit.span.end);
            let before = taken.range(..=(start, end)).next_back();
            let behind = taken.range((start, end)..).next();
            before.is_none_or(|(_, before)| *before <= start) && behind.is_none_or(|(behind, _)| end <= *behind)
        };
        if fix.edits().all(is_free) {
            taken.extend(fix.edits().map(|edit| (edit.span.start, edit.span.end)));
            edits.extend(fix.edits());
        }
    }
    edits.sort_by_key(|edit| edit.span);
    edits
}

/// Positions of the bytes that reading the file removed, to which no span refers.
struct RemovedBytes {
    byte_order_mark: usize,
    /// For each carriage return before a line feed, the offset of that line feed in the text that spans refer to.
    returns: Vec<usize>,
}

impl RemovedBytes {
    fn of(raw: &str) -> Self {
        let byte_order_mark = raw.len() - raw.trim_start_matches('\u{feff}').len();
        let pairs = raw[byte_order_mark..].match_indices("\r\n");
        let returns = pairs.enumerate().map(|(earlier, (at, _))| at - earlier).collect();
        RemovedBytes {
            byte_order_mark,
            returns,
        }
    }

    /// Returns the byte of the file for a byte of the text that spans refer to.
    fn raw_offset(&self, at: usize) -> usize {
        self.byte_order_mark + at + self.returns.partition_point(|line_feed| *line_feed < at)
    }
}

/// Returns the lines that a change touches, before and after.
fn changed_lines(raw: &str, range: &std::ops::Range<usize>, replacement: &str) -> Change {
    let start = raw[..range.start].rfind('\n').map_or(0, |at| at + 1);
    let end = raw[range.end..].find('\n').map_or(raw.len(), |at| range.end + at);
    let tidy = |text: &str| text.trim_start_matches('\u{feff}').replace('\r', "");
    Change::Lines {
        line: raw[..start].matches('\n').count() + 1,
        before: tidy(&raw[start..end]),
        after: tidy(&[&raw[start..range.start], replacement, &raw[range.end..end]].concat()),
    }
}

#[cfg(test)]
mod tests {
    use super::{Change, repair};
    use crate::base::path::RelPath;
    use crate::base::span::Span;
    use crate::messages::code::Code;
    use crate::messages::diagnostic::{Diagnostic, Place};

    #[test]
    fn only_the_fixed_bytes_change() {
        let path = RelPath::new("content/a.md").expect("a path");
        let at = |code, start: usize, end: usize| Diagnostic::new(code, Place::at(&path, Span::new(start, end)));
        let plain = "một\nhai ƣ\nba\n";
        let span = plain.find('ƣ').expect("there");
        let letter = at(Code::MisusedLetter, span, span + 2).fix(Span::new(span, span + 2), "ư");
        let unsafe_fix = at(Code::WrongSeparator, 0, 1).fix(Span::new(0, 1), "x");
        let raw = format!("\u{feff}{}", plain.replace('\n', "\r\n"));
        let repaired = repair(&raw, &[&letter, &unsafe_fix]);
        assert_eq!(repaired.text, raw.replace('ƣ', "ư"));
        let lines = Change::Lines {
            line: 2,
            before: "hai ƣ".to_owned(),
            after: "hai ư".to_owned(),
        };
        assert_eq!(repaired.changes, [lines]);
        let mark = at(Code::ByteOrderMark, 0, 0);
        let returns = at(Code::CarriageReturns, 0, 1);
        let repaired = repair(&raw, &[&letter, &mark, &returns]);
        assert_eq!(repaired.text, plain.replace('ƣ', "ư"));
        // A fix of two edits is made whole or not at all.
        let moved = at(Code::TabInHead, 0, 1).fix(Span::new(0, "một".len()), "");
        let moved = moved.fix(Span::new(span, span + 2), "x");
        assert_eq!(
            repair(plain, &[&letter, &moved]).text,
            plain.replace("một", "").replace('ƣ', "x")
        );
        let early = at(Code::UnquotedTitle, 0, 1).fix(Span::new(0, 1), "M");
        assert_eq!(repair(plain, &[&early, &moved]).text, plain.replace('m', "M"));
    }
}
