//! Writes diagnostics for programs: as JSON lines, or as annotations of GitHub's workflow log.

use std::path::Path;

use serde::Serialize;

use crate::base::path::RelPath;
use crate::base::span::Span;
use crate::host::line_cache::LineCache;
use crate::host::printable::{is_obeyed, json_line};
use crate::input::snapshot::Snapshot;
use crate::messages::catalogue::Language;
use crate::messages::code::Severity;
use crate::messages::diagnostic::{Diagnostic, Place, TextEdit};
use crate::messages::message::message;

/// A diagnostic as one JSON object; fields are added, never renamed.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct DiagnosticRow<'a> {
    code: &'a str,
    severity: &'a str,
    path: String,
    #[serde(flatten)]
    ends: Ends,
    message: String,
    help: String,
    fix: Option<FixRow<'a>>,
}

/// A machine-applicable change: an edit, and those without which it would lose words.
#[derive(Serialize)]
struct FixRow<'a> {
    #[serde(flatten)]
    edit: EditRow<'a>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    further: Vec<EditRow<'a>>,
}

/// The replacement of the text between two positions.
#[derive(Serialize)]
struct EditRow<'a> {
    #[serde(flatten)]
    ends: Ends,
    replacement: &'a str,
}

/// The positions of both ends, counted from 1.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Ends {
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
}

/// Writes diagnostics in a machine format; paths are relative to the repository.
#[derive(Clone, Debug)]
pub(crate) struct MachineFormat<'a> {
    snapshot: &'a Snapshot,
    language: Language,
    /// The prefix of each path: the way from the repository's top to the source folder.
    prefix: String,
    lines: LineCache,
}

impl<'a> MachineFormat<'a> {
    /// Prepares for the diagnostics of a source folder.
    pub(crate) fn new(snapshot: &'a Snapshot, source: &Path, language: Language) -> Self {
        MachineFormat {
            snapshot,
            language,
            prefix: repository_prefix(source),
            lines: LineCache::default(),
        }
    }

    fn path(&self, place: &Place) -> String {
        format!("{}{}", self.prefix, place.path)
    }

    /// The lines and columns of both ends; for a whole file, its first line.
    fn ends(&self, place: &Place) -> Ends {
        let (text, span) = match (self.snapshot.text_of(&place.path), place.span) {
            (Some(text), Some(span)) => (text, span),
            _ => ("", Span::default()),
        };
        let at = |offset| self.lines.line_column(&place.path, text, offset);
        let (start, end) = (at(span.start), at(span.end));
        Ends {
            line: start.line,
            column: start.column,
            end_line: end.line,
            end_column: end.column,
        }
    }

    fn edit<'e>(&self, path: &RelPath, TextEdit { span, replacement }: &'e TextEdit) -> EditRow<'e> {
        let ends = self.ends(&Place::at(path, *span));
        EditRow { ends, replacement }
    }

    /// A diagnostic as one JSON line.
    pub(crate) fn json(&self, diagnostic: &Diagnostic) -> String {
        let words = message(diagnostic, self.language);
        let path = &diagnostic.place.path;
        let fix = diagnostic.fix.as_ref().map(|fix| FixRow {
            edit: self.edit(path, &fix.edit),
            further: fix.further.iter().map(|edit| self.edit(path, edit)).collect(),
        });
        let row = DiagnosticRow {
            code: diagnostic.code.name(),
            severity: severity_name(diagnostic.severity()),
            path: self.path(&diagnostic.place),
            ends: self.ends(&diagnostic.place),
            message: words.title,
            help: words.help,
            fix,
        };
        json_line(&row)
    }

    /// A diagnostic as one line with a workflow command (GitHub, "Workflow commands": error, warning, notice).
    pub(crate) fn github(&self, diagnostic: &Diagnostic) -> String {
        let words = message(diagnostic, self.language);
        let ends = self.ends(&diagnostic.place);
        let command = match diagnostic.severity() {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Hint => "notice",
        };
        let text = format!("{}\n{}\n{}", words.title, words.why, words.help);
        format!(
            "::{command} file={},line={},endLine={},col={},endColumn={},title={}::{}\n",
            property(&self.path(&diagnostic.place)),
            ends.line,
            ends.end_line,
            ends.column,
            ends.end_column,
            property(diagnostic.code.name()),
            data(&text),
        )
    }
}

/// The name of a severity in JSON.
fn severity_name(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Hint => "hint",
    }
}

fn data(text: &str) -> String {
    let is_sent = |letter: char| letter == '\r' || !is_obeyed(letter);
    let text: String = text
        .chars()
        .map(|letter| if is_sent(letter) { letter } else { '\u{fffd}' })
        .collect();
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

/// The way from the top of the repository (the nearest folder above with `.git`) to a folder.
fn repository_prefix(source: &Path) -> String {
    let Ok(source) = source.canonicalize() else {
        return String::new();
    };
    let top = source.ancestors().find(|folder| folder.join(".git").exists());
    let inner = top.and_then(|top| source.strip_prefix(top).ok());
    let parts = inner.into_iter().flat_map(Path::iter);
    parts.map(|part| format!("{}/", part.to_string_lossy())).collect()
}
