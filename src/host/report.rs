//! Findings as people read them on a terminal. The only user of `annotate-snippets`.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use crate::base::span::{Span, line_column, line_span};
use crate::input::snapshot::Snapshot;
use crate::messages::catalogue::{Language, fill};
use crate::messages::code::{Code, Severity};
use crate::messages::diagnostic::{Diagnostic, Place};
use crate::messages::message::message;
use crate::messages::notice::{Notice, ReportText};

/// How findings are printed.
#[derive(Clone, Copy, Debug)]
pub struct TerminalStyle {
    /// The language of messages.
    pub language: Language,
    /// Whether the terminal shows colours.
    pub colour: bool,
}

/// Errors printed whole by a build; `check` prints all.
const WHOLE: usize = 50;

/// Longest line shown as it is, in bytes; of a longer one only its place is named.
const LONGEST_LINE: usize = 2_000;

/// Prints all findings.
pub fn all(snapshot: &Snapshot, findings: &[Diagnostic], style: TerminalStyle) -> String {
    let mut out = String::new();
    for finding in findings {
        out.push_str(&one(snapshot, finding, style));
        out.push_str("\n\n");
    }
    out.push_str(&totals(findings, style));
    out
}

/// Prints the first errors whole, and warnings as one line for each code.
pub fn short(snapshot: &Snapshot, findings: &[Diagnostic], style: TerminalStyle) -> String {
    let mut out = String::new();
    let errors: Vec<&Diagnostic> = findings.iter().filter(|finding| finding.is_error()).collect();
    for finding in errors.iter().take(WHOLE) {
        out.push_str(&one(snapshot, finding, style));
        out.push_str("\n\n");
    }
    let is_cut = errors.len() > WHOLE;
    if is_cut {
        let more = (errors.len() - WHOLE).to_string();
        let _ = writeln!(out, "{}", fill(ReportText::More.text(style.language), &[("n", more)]));
    }
    let counts = per_code(findings, style, |finding| is_cut || !finding.is_error());
    out.push_str(&counts);
    if !counts.is_empty() {
        let _ = writeln!(out, "{}", ReportText::SeeCheck.text(style.language));
    }
    out
}

/// One line for each code found, errors first, with its count.
fn per_code(findings: &[Diagnostic], style: TerminalStyle, is_counted: impl Fn(&Diagnostic) -> bool) -> String {
    let mut counts: BTreeMap<(Severity, Code), usize> = BTreeMap::new();
    for finding in findings.iter().filter(|finding| is_counted(finding)) {
        *counts.entry((finding.severity(), finding.code)).or_insert(0) += 1;
    }
    let mut out = String::new();
    for ((severity, code), count) in &counts {
        let values = [("n", count.to_string()), ("code", code.name().to_owned())];
        let line = fill(ReportText::PerCode.text(style.language), &values);
        let _ = writeln!(out, "{}: {line}", severity.text(style.language));
    }
    out
}

/// How many findings of each code there are, how many of each weight, and how many a machine may mend.
pub fn totals(findings: &[Diagnostic], style: TerminalStyle) -> String {
    let count = |severity: Severity| {
        findings
            .iter()
            .filter(|finding| finding.severity() == severity)
            .count()
            .to_string()
    };
    let values = [
        ("errors", count(Severity::Error)),
        ("warnings", count(Severity::Warning)),
        ("hints", count(Severity::Hint)),
    ];
    // A single finding needs no table.
    let mut out = if findings.len() > 1 {
        per_code(findings, style, |_| true)
    } else {
        String::new()
    };
    let _ = writeln!(out, "{}", fill(ReportText::Totals.text(style.language), &values));
    let fixable = findings.iter().filter(|finding| finding.is_safely_fixed()).count();
    if fixable > 0 {
        let text = ReportText::Fixable.text(style.language);
        let _ = writeln!(out, "{}", fill(text, &[("n", fixable.to_string())]));
    }
    out
}

/// Prints one finding: what, where with the line and a caret, why, and what to write instead.
pub fn one(snapshot: &Snapshot, finding: &Diagnostic, style: TerminalStyle) -> String {
    let words = message(finding, style.language);
    let level = match finding.severity() {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Hint => Level::INFO,
    };
    let level = level.with_name(finding.severity().text(style.language));
    let mut group = Group::with_title(level.primary_title(&words.title).id(finding.code.name()));
    group = excerpt(group, snapshot, &finding.place, None);
    for label in &finding.labels {
        group = excerpt(group, snapshot, &label.place, Some(label.text.text(style.language)));
    }
    group = group.element(
        Level::NOTE
            .with_name(ReportText::Why.text(style.language))
            .message(&words.why),
    );
    group = group.element(
        Level::HELP
            .with_name(ReportText::Help.text(style.language))
            .message(&words.help),
    );
    let renderer = if style.colour {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    renderer.render(&[group])
}

/// Adds a place to a message: only the lines it shows are given away, since cost grows with the text.
fn excerpt<'a>(group: Group<'a>, snapshot: &'a Snapshot, place: &'a Place, label: Option<&'a str>) -> Group<'a> {
    let path = place.path.as_str();
    let (Some(span), Some(text)) = (place.span, text_of(snapshot, place)) else {
        return match label {
            Some(label) => group
                .element(Origin::path(path))
                .element(Level::NOTE.no_name().message(label)),
            None => group.element(Origin::path(path)),
        };
    };
    let span = span.clamped(text);
    let first = line_span(text, span.start);
    let at = line_column(text, span.start);
    if first.end - first.start > LONGEST_LINE {
        return group.element(Origin::path(path).line(at.line).char_column(at.column));
    }
    let last = line_span(text, span.end.max(span.start));
    let end = if last.end - first.start > LONGEST_LINE {
        first.end
    } else {
        last.end
    };
    let shown = &text[first.start..end];
    let within = Span::new(span.start - first.start, span.end.min(end) - first.start);
    let kind = if label.is_some() {
        AnnotationKind::Context
    } else {
        AnnotationKind::Primary
    };
    let annotation = kind.span(within.start..within.end).label(label);
    group.element(
        Snippet::source(shown)
            .line_start(at.line)
            .path(path)
            .fold(true)
            .annotation(annotation),
    )
}

fn text_of<'a>(snapshot: &'a Snapshot, place: &Place) -> Option<&'a str> {
    snapshot.text_of(&place.path).or_else(|| {
        let inner = place.path.as_str().strip_prefix("themes/")?;
        std::str::from_utf8(snapshot.themes.get(inner)?).ok()
    })
}

/// A notice of the host in words.
pub fn notice(notice: Notice, values: &[(&str, String)], language: Language) -> String {
    fill(notice.text(language), values)
}
