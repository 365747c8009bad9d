//! The diagnostics that the preview shows over a page: their texts, and the line that each is about.

use serde::Serialize;

use crate::base::path::RelPath;
use crate::base::span::{line_column, line_span};
use crate::input::snapshot::Snapshot;
use crate::messages::catalogue::Language;
use crate::messages::diagnostic::{Diagnostic, Place};
use crate::messages::message::message;

/// The most diagnostics in a panel.
const MAX_PANEL_ROWS: usize = 50;

/// The longest part of a line that is shown on each side of the marked words, in characters.
const MAX_CONTEXT: usize = 160;

/// A diagnostic as a panel shows it; or why the folder cannot be read, which has a title alone.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub(super) struct PanelRow {
    title: String,
    severity: String,
    /// `content/a.md:10:5`, counted from 1.
    place: String,
    excerpt: Option<Excerpt>,
    why: String,
    help: String,
    code: String,
}

/// The line of a diagnostic, with the words that it is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct Excerpt {
    before: String,
    marked: String,
    after: String,
}

impl PanelRow {
    /// Why a folder cannot be read.
    pub(super) fn unread(reason: &str) -> Self {
        PanelRow {
            title: reason.to_owned(),
            ..PanelRow::default()
        }
    }
}

/// The rows of the first diagnostics; those of the file that was saved last come first.
pub(super) fn panel_rows<'d>(
    disk: &Snapshot,
    diagnostics: impl Iterator<Item = &'d Diagnostic>,
    saved: Option<&RelPath>,
    language: Language,
) -> Vec<PanelRow> {
    let (first, others): (Vec<&Diagnostic>, Vec<&Diagnostic>) =
        diagnostics.partition(|found| saved == Some(&found.place.path));
    let shown = first.into_iter().chain(others).take(MAX_PANEL_ROWS);
    shown.map(|found| panel_row(disk, found, language)).collect()
}

fn panel_row(disk: &Snapshot, diagnostic: &Diagnostic, language: Language) -> PanelRow {
    let words = message(diagnostic, language);
    let (place, excerpt) = shown_place(disk, &diagnostic.place);
    PanelRow {
        title: words.title,
        severity: diagnostic.severity().text(language).to_owned(),
        place,
        excerpt,
        why: words.why,
        help: words.help,
        code: diagnostic.code.name().to_owned(),
    }
}

/// The place in words and the first line of its span; the path alone for a whole file.
fn shown_place(disk: &Snapshot, place: &Place) -> (String, Option<Excerpt>) {
    let (Some(text), Some(span)) = (disk.text_of(&place.path), place.span) else {
        return (place.path.to_string(), None);
    };
    let at = line_column(text, span.start);
    let line = line_span(text, span.start);
    let marked = &text[span.start..span.end.clamp(span.start, line.end.max(span.start))];
    let before: Vec<char> = text[line.start..span.start].chars().collect();
    let cut = before.len().saturating_sub(MAX_CONTEXT);
    let rest = &text[span.start + marked.len()..line.end.max(span.start + marked.len())];
    let excerpt = Excerpt {
        before: before[cut..].iter().collect(),
        marked: marked.chars().take(MAX_CONTEXT).collect(),
        after: rest.chars().take(MAX_CONTEXT).collect(),
    };
    (format!("{}:{}:{}", place.path, at.line, at.column), Some(excerpt))
}
