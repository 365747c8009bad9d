//! Safe fixes applied to the text of a file: nothing but their own bytes changes.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::base::clean_text::edits;
use crate::base::edit::{Edit, EditKind, EditMap, applied};
use crate::base::fold::nfc;
use crate::messages::code::Code;
use crate::messages::diagnostic::{Diagnostic, Fix, TextEdit};

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
    /// The number of invisible characters that were removed.
    Invisible(usize),
    /// The number of Word's bullets that became list marks.
    Bullets(usize),
    /// The whole file was decoded once more.
    Decoded,
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
/// `raw` is the file as it is on disk; the spans of diagnostics refer to its text after its edits.
pub(crate) fn repair(raw: &str, diagnostics: &[&Diagnostic]) -> Repaired {
    let has = |code: Code| diagnostics.iter().any(|diagnostic| diagnostic.code == code);
    let decodes = |diagnostic: &&&Diagnostic| diagnostic.code == Code::DoubleEncoding;
    if let Some(fix) = diagnostics
        .iter()
        .find(decodes)
        .and_then(|diagnostic| diagnostic.fix.as_deref())
    {
        // What else the file has shows in the letters that were meant.
        return Repaired {
            text: fix.edit.replacement.clone(),
            changes: vec![Change::Decoded],
        };
    }
    let all_edits = edits(raw);
    let map = EditMap::of(&all_edits);
    let mut changes = Vec::new();
    let mut replacements = Vec::new();
    for edit in applicable(diagnostics) {
        let range = map.raw(edit.span.start..edit.span.end);
        if raw.is_char_boundary(range.start) && raw.is_char_boundary(range.end) {
            changes.push(changed_lines(raw, &range, &edit.replacement));
            replacements.push((range, edit.replacement.as_str()));
        }
    }
    let wanted: Vec<&Edit> = all_edits.iter().filter(|edit| has(code_of(edit.kind))).collect();
    let is_free = |edit: &&&Edit| {
        let after = replacements.partition_point(|(range, _)| range.end <= edit.range.start);
        replacements
            .get(after)
            .is_none_or(|(range, _)| edit.range.end <= range.start)
    };
    let free: Vec<&Edit> = wanted.iter().filter(is_free).copied().collect();
    replacements.extend(free.into_iter().map(|edit| (edit.range.clone(), edit.replacement)));
    replacements.sort_by_key(|(range, _)| (range.start, range.end));
    let mut text = replaced(raw, &replacements);
    let mut whole = changes_of_edits(&wanted);
    if has(Code::NotComposed) {
        whole.push(Change::Composed);
        text = nfc(&text).into_owned();
    }
    whole.extend(changes);
    Repaired { text, changes: whole }
}

/// The code that reports edits of a kind.
fn code_of(kind: EditKind) -> Code {
    match kind {
        EditKind::ByteOrderMark => Code::ByteOrderMark,
        EditKind::LineEnd => Code::CarriageReturns,
        EditKind::Unseen => Code::InvisibleLetters,
        EditKind::Bullet => Code::WordBullets,
    }
}

/// One change for each kind of edits.
fn changes_of_edits(edits: &[&Edit]) -> Vec<Change> {
    let count = |kind| {
        let of_kind = edits.iter().filter(move |edit| edit.kind == kind);
        Some(of_kind.map(|edit| edit.letters.1).sum::<usize>()).filter(|count| *count > 0)
    };
    [
        count(EditKind::ByteOrderMark).map(|_| Change::ByteOrderMark),
        count(EditKind::LineEnd).map(Change::LineEnds),
        count(EditKind::Unseen).map(Change::Invisible),
        count(EditKind::Bullet).map(Change::Bullets),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// A text with some ranges replaced, which are in order and do not overlap.
fn replaced(raw: &str, replacements: &[(Range<usize>, &str)]) -> String {
    let mut text = String::with_capacity(raw.len());
    let mut done = 0;
    for (range, replacement) in replacements {
        text.push_str(&raw[done..range.start]);
        text.push_str(replacement);
        done = range.end;
    }
    text.push_str(&raw[done..]);
    text
}

/// Returns the edits of the safe fixes in order of the text; a fix of which an edit overlaps an earlier fix is left out
/// whole.
fn applicable<'a>(diagnostics: &[&'a Diagnostic]) -> Vec<&'a TextEdit> {
    let safe = diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.code.is_safely_fixed());
    let mut fixes: Vec<&Fix> = safe.filter_map(|diagnostic| diagnostic.fix.as_deref()).collect();
    fixes.sort_by_key(|fix| fix.edit.span);
    let mut taken = BTreeSet::new();
    let mut edits: Vec<&TextEdit> = Vec::new();
    for fix in fixes {
        let is_free = |edit: &TextEdit| {
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

/// Returns the lines that a change touches, before and after.
fn changed_lines(raw: &str, range: &Range<usize>, replacement: &str) -> Change {
    let start = raw[..range.start].rfind('\n').map_or(0, |at| at + 1);
    let removes_lines = replacement.is_empty() && start == range.start && raw[..range.end].ends_with('\n');
    let end = match removes_lines {
        true => range.end,
        false => raw[range.end..].find('\n').map_or(raw.len(), |at| range.end + at),
    };
    let tidy = |text: &str| {
        let text = text.replace('\r', "");
        applied(&text, &edits(&text)).trim_end_matches('\n').to_owned()
    };
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
