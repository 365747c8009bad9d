//! Reports footnotes that would be lost: notes without a mark, marks without a note, two notes of one name.

use std::collections::HashSet;

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

/// The diagnostic of one mark or note.
pub(crate) fn diagnostic(path: &RelPath, label: &str, span: Span, problem: NoteProblem) -> Diagnostic {
    Diagnostic::new(Code::UnmatchedNote, Place::at(path, span))
        .with("mark", format!("[^{label}]"))
        .with("help", Phrase::Note(problem))
}
