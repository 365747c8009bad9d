//! Writes a report as plain text, with `[-…-]` around words that are gone and `{+…+}` around those that came.

use std::fmt::Write as _;

use crate::edition::diff::Sides;
use crate::host::diff::difference_report::DifferenceReport;
use crate::host::diff::report_line::{Piece, Section};
use crate::host::diff::site_lines::note_entry;
use crate::host::printable::printable;
use crate::messages::catalogue::Language;
use crate::messages::notice::Notice;

/// Writes a report.
pub(super) fn text(report: &DifferenceReport, language: Language) -> String {
    let mut out = String::new();
    for line in report
        .warnings
        .iter()
        .chain([&report.summary])
        .filter(|line| !line.is_empty())
    {
        let _ = writeln!(out, "{line}");
    }
    for section in &report.sections {
        write_section(section, language, &mut out);
    }
    printable(&out).into_owned()
}

fn write_section(section: &Section, language: Language, out: &mut String) {
    let _ = writeln!(out, "\n{}", section.heading.text(language));
    for line in &section.lines {
        let indent = "  ".repeat(line.level + 1);
        let _ = write!(out, "{indent}");
        for piece in &line.pieces {
            let _ = match piece {
                Piece::Text(words) | Piece::Strong(words) | Piece::Code(words) => write!(out, "{words}"),
                Piece::Removed(words) => write!(out, "[-{words}-]"),
                Piece::Added(words) => write!(out, "{{+{words}+}}"),
            };
        }
        out.push('\n');
    }
}

/// Writes the notes that files need, each as the lines of a head under the path of its file.
pub(super) fn notes(sides: &Sides, language: Language) -> String {
    let mut out = String::new();
    let pages = sides.difference.iter().flat_map(|difference| &difference.changed);
    for page in pages {
        if let Some(note) = &page.note {
            let entry = note_entry(&sides.head, note);
            let _ = writeln!(out, "{}\ncập nhật:\n  {entry}\n", page.page.file);
        }
    }
    if out.is_empty() {
        let _ = writeln!(out, "{}", Notice::DiffNoNotes.text(language));
    }
    printable(&out).into_owned()
}
