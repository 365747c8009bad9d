//! Reports the letters of a file that are not what they should be: those that its reading edits, those of an old
//! encoding, and those that are of no alphabet.

use crate::base::edit::{Edit, EditKind, EditMap};
use crate::base::path::RelPath;
use crate::base::span::Span;
use crate::base::unseen::unreadable;
use crate::input::old_encodings;
use crate::messages::code::Code;
use crate::messages::diagnostic::{Diagnostic, Place};
use crate::messages::phrase::{OldEncoding, Phrase};

/// Reports the edits of a text: one diagnostic for each kind, at the first place.
pub(super) fn report_edits(path: &RelPath, edits: &[Edit], diagnostics: &mut Vec<Diagnostic>) {
    let map = EditMap::of(edits);
    for kind in [
        EditKind::ByteOrderMark,
        EditKind::LineEnd,
        EditKind::Unseen,
        EditKind::Bullet,
    ] {
        let mut of_kind = edits.iter().enumerate().filter(|(_, edit)| edit.kind == kind);
        let Some((index, first)) = of_kind.next() else { continue };
        let written = map.written(index, first);
        let mut letters = vec![first.letters.0];
        let mut count = first.letters.1;
        for (_, edit) in of_kind {
            count += edit.letters.1;
            if !letters.contains(&edit.letters.0) {
                letters.push(edit.letters.0);
            }
        }
        let at =
            |code, length| Diagnostic::new(code, Place::at(path, Span::new(written.start, written.start + length)));
        diagnostics.push(match kind {
            EditKind::ByteOrderMark => at(Code::ByteOrderMark, 0),
            EditKind::LineEnd => at(Code::CarriageReturns, 0),
            EditKind::Unseen => at(Code::InvisibleLetters, first.replacement.len())
                .with("count", count.to_string())
                .with("letters", code_points(&letters)),
            EditKind::Bullet => at(Code::WordBullets, first.replacement.trim_end().len())
                .with("count", count.to_string())
                .with("letters", shown(&letters)),
        });
    }
}

/// The most letters that a message names.
const MAX_NAMED: usize = 3;

fn code_points(letters: &[char]) -> String {
    list(letters, |letter| format!("U+{:04X}", u32::from(letter)))
}

/// Letters as they are; those that fonts alone show, by their code points.
fn shown(letters: &[char]) -> String {
    list(letters, |letter| match letter {
        '\u{e000}'..='\u{f8ff}' => format!("U+{:04X}", u32::from(letter)),
        letter => letter.to_string(),
    })
}

fn list(letters: &[char], name: impl Fn(char) -> String) -> String {
    let named: Vec<String> = letters.iter().take(MAX_NAMED).map(|letter| name(*letter)).collect();
    let more = if letters.len() > MAX_NAMED { ", …" } else { "" };
    named.join(", ") + more
}

/// Reports text in an encoding of before Unicode, or UTF-8 that was read as another encoding; `edits` are those of the
/// whole text.
pub(super) fn old_encoding(path: &RelPath, text: &str, edits: &[Edit]) -> Option<Diagnostic> {
    let found = old_encodings::find(text)?;
    let is_kept = |edit: &&Edit| matches!(edit.kind, EditKind::ByteOrderMark | EditKind::LineEnd);
    let kept: Vec<Edit> = edits.iter().filter(is_kept).cloned().collect();
    let removed: usize = kept
        .iter()
        .filter(|edit| edit.range.end <= found.span.start)
        .map(|edit| edit.range.len() - edit.replacement.len())
        .sum();
    let span = Span::new(found.span.start - removed, found.span.end - removed);
    let place = Place::at(path, span);
    Some(match found.encoding {
        OldEncoding::Twice => {
            let shown = text[found.span.start..found.span.end].to_owned();
            let diagnostic = Diagnostic::new(Code::DoubleEncoding, place).with("text", shown);
            match old_encodings::decoded(text) {
                Some(decoded) => diagnostic.fix(Span::new(0, text.len()), decoded),
                None => diagnostic,
            }
        }
        encoding @ (OldEncoding::Tcvn3 | OldEncoding::Vni) => {
            Diagnostic::new(Code::OldEncoding, place).with("encoding", Phrase::Encoding(encoding))
        }
    })
}

/// Reports letters that are of no alphabet: of the private use area, or lost in a conversion.
pub(super) fn unreadable_letters(path: &RelPath, text: &str) -> Option<Diagnostic> {
    let mut found = unreadable(text);
    let (at, letter) = found.next()?;
    let place = Place::at(path, Span::new(at, at + letter.len_utf8()));
    let diagnostic = Diagnostic::new(Code::UnreadableLetter, place).with("letter", code_points(&[letter]));
    Some(diagnostic.with("count", (1 + found.count()).to_string()))
}
