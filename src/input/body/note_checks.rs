//! Reports footnotes that would be lost: notes without a mark, marks without a note, two notes of one name.

use std::collections::HashSet;
use std::ops::Range;

use crate::base::path::RelPath;
use crate::base::span::Span;
use crate::input::body::blocks::Note;
use crate::input::body::html_template::BodyReferences;
use crate::messages::code::Code;
use crate::messages::diagnostic::{Diagnostic, Place};
use crate::messages::phrase::{NoteProblem, Phrase};

/// Reports the notes of a file whose marks were counted in `references`.
pub(crate) fn report(path: &RelPath, notes: &[Note], references: &BodyReferences, diagnostics: &mut Vec<Diagnostic>) {
    if notes.is_empty() {
        return;
    }
    let marks: HashSet<&str> = references.footnotes.iter().map(|(label, _)| label.as_str()).collect();
    let mut known = HashSet::new();
    for note in notes {
        let problem = match (known.insert(note.label.as_str()), marks.contains(note.label.as_str())) {
            (false, _) => NoteProblem::Twice,
            (true, false) => NoteProblem::NoMark,
            (true, true) => continue,
        };
        let mark = Span::new(note.span.start, note.span.start + note.label.len() + "[^]".len());
        diagnostics.push(diagnostic(path, &note.label, mark, problem));
    }
}

/// Reports marks that stayed text, by their bytes in a body; each name once.
pub(crate) fn report_lone_marks(
    path: &RelPath,
    (body, marks): (&str, &[Range<usize>]),
    span: &impl Fn(&Range<usize>) -> Span,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let label = |mark: &Range<usize>| &body[mark.start + 2..mark.end - 1];
    let mut reported = HashSet::new();
    for mark in marks {
        if let Some(blanks) = blanks_before_colon(body, mark) {
            reported.insert(label(mark).trim().to_lowercase());
            let found = diagnostic(path, label(mark), span(mark), NoteProblem::Blank);
            diagnostics.push(found.fix(span(&blanks), ""));
        }
    }
    for mark in marks {
        if reported.insert(label(mark).trim().to_lowercase()) {
            diagnostics.push(diagnostic(path, label(mark), span(mark), NoteProblem::NoNote));
        }
    }
}

/// The bytes of the blanks before the colon of a note, which keep Markdown from reading it; `None` if it is a mark.
fn blanks_before_colon(body: &str, mark: &Range<usize>) -> Option<Range<usize>> {
    let behind = &body[mark.end..];
    let blanks = behind.len() - behind.trim_start_matches(' ').len();
    if blanks == 0 || !behind[blanks..].starts_with(':') {
        return None;
    }
    let before = body[..mark.start].trim_end_matches([' ', '>']);
    (before.is_empty() || before.ends_with('\n')).then_some(mark.end..mark.end + blanks)
}

/// The diagnostic of one mark or note.
fn diagnostic(path: &RelPath, label: &str, span: Span, problem: NoteProblem) -> Diagnostic {
    Diagnostic::new(Code::UnmatchedNote, Place::at(path, span))
        .with("mark", format!("[^{label}]"))
        .with("help", Phrase::Note(problem))
}
