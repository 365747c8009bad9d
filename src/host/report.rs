//! Prints diagnostics for people at a terminal. The only user of `annotate-snippets`.

use std::collections::BTreeMap;
use std::fmt::{Display, Write as _};

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use crate::base::span::{Span, line_span};
use crate::host::line_cache::LineCache;
use crate::host::printable::{printable, printable_in_place, printable_name};
use crate::input::snapshot::Snapshot;
use crate::messages::catalogue::{Language, fill};
use crate::messages::code::{Code, Severity};
use crate::messages::diagnostic::{Diagnostic, Place};
use crate::messages::message::message;
use crate::messages::notice::{Notice, ReportText};

/// How diagnostics are printed.
#[derive(Clone, Copy, Debug)]
pub struct TerminalStyle {
    /// The language of messages.
    pub language: Language,
    /// Whether the terminal shows colours.
    pub colour: bool,
    /// How much is printed.
    pub verbosity: Verbosity,
}

/// How much a command prints for people. What it prints for programs is always the same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Verbosity {
    /// Only what makes the command fail, and what it was asked for.
    Quiet,
    /// What happened, and what to look at.
    #[default]
    Normal,
    /// Every diagnostic in full, and what was done on the way.
    Verbose,
}

/// Number of errors that a build prints in full; `check` prints all.
const MAX_FULL_ERRORS: usize = 50;

/// Longest line that is shown, in bytes; of a longer one only its place is printed.
const MAX_LINE_BYTES: usize = 2_000;

/// Returns all diagnostics in words.
pub fn all(snapshot: &Snapshot, diagnostics: &[Diagnostic], style: TerminalStyle) -> String {
    let mut out = String::new();
    let lines = LineCache::default();
    for diagnostic in diagnostics {
        out.push_str(&one_with(&lines, snapshot, diagnostic, style));
        out.push_str("\n\n");
    }
    out.push_str(&totals(diagnostics, style));
    out
}

/// Returns the first errors in full, and warnings as one line for each code.
pub(crate) fn short(snapshot: &Snapshot, diagnostics: &[Diagnostic], style: TerminalStyle) -> String {
    let mut out = String::new();
    let errors: Vec<&Diagnostic> = diagnostics.iter().filter(|diagnostic| diagnostic.is_error()).collect();
    for diagnostic in errors.iter().take(MAX_FULL_ERRORS) {
        out.push_str(&one(snapshot, diagnostic, style));
        out.push_str("\n\n");
    }
    let is_cut = errors.len() > MAX_FULL_ERRORS;
    if is_cut {
        let more = (errors.len() - MAX_FULL_ERRORS).to_string();
        let _ = writeln!(out, "{}", fill(ReportText::More.text(style.language), &[("n", more)]));
    }
    let counts = per_code(diagnostics, style, |diagnostic| is_cut || !diagnostic.is_error());
    out.push_str(&counts);
    if !counts.is_empty() {
        let _ = writeln!(out, "{}", ReportText::SeeCheck.text(style.language));
    }
    out
}

/// Returns one line for each code, errors first, with its count.
fn per_code(diagnostics: &[Diagnostic], style: TerminalStyle, is_counted: impl Fn(&Diagnostic) -> bool) -> String {
    let mut counts: BTreeMap<(Severity, Code), usize> = BTreeMap::new();
    for diagnostic in diagnostics.iter().filter(|diagnostic| is_counted(diagnostic)) {
        *counts.entry((diagnostic.severity(), diagnostic.code)).or_insert(0) += 1;
    }
    let mut out = String::new();
    for ((severity, code), count) in &counts {
        let values = [("n", count.to_string()), ("code", code.name().to_owned())];
        let line = fill(ReportText::PerCode.text(style.language), &values);
        let _ = writeln!(out, "{}: {line}", severity.text(style.language));
    }
    out
}

/// Returns the number of diagnostics of each code and of each severity, and of those that `--fix` fixes.
pub(crate) fn totals(diagnostics: &[Diagnostic], style: TerminalStyle) -> String {
    let count = |severity: Severity| {
        let same = diagnostics
            .iter()
            .filter(|diagnostic| diagnostic.severity() == severity);
        same.count().to_string()
    };
    let values = [
        ("errors", count(Severity::Error)),
        ("warnings", count(Severity::Warning)),
        ("hints", count(Severity::Hint)),
    ];
    // A single diagnostic needs no table.
    let mut out = per_code(diagnostics, style, |_| diagnostics.len() > 1);
    let _ = writeln!(out, "{}", fill(ReportText::Totals.text(style.language), &values));
    let fixable = diagnostics.iter().filter(|diagnostic| diagnostic.is_safely_fixed());
    let fixable = fixable.count();
    if fixable > 0 {
        let text = ReportText::Fixable.text(style.language);
        let _ = writeln!(out, "{}", fill(text, &[("n", fixable.to_string())]));
    }
    out
}

/// Returns one diagnostic in words: what, where with the line and a caret, why, and what to write instead.
pub(crate) fn one(snapshot: &Snapshot, diagnostic: &Diagnostic, style: TerminalStyle) -> String {
    one_with(&LineCache::default(), snapshot, diagnostic, style)
}

fn one_with(lines: &LineCache, snapshot: &Snapshot, diagnostic: &Diagnostic, style: TerminalStyle) -> String {
    let words = message(diagnostic, style.language);
    let [title, why_text, help_text] = [&words.title, &words.why, &words.help].map(|text| printable(text));
    let level = match diagnostic.severity() {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Hint => Level::INFO,
    };
    let level = level.with_name(diagnostic.severity().text(style.language));
    let mut group = Group::with_title(level.primary_title(title).id(diagnostic.code.name()));
    group = excerpt(group, (lines, snapshot), &diagnostic.place, None);
    for label in &diagnostic.labels {
        let text = label.text.text(style.language);
        group = excerpt(group, (lines, snapshot), &label.place, Some(text));
    }
    let why = Level::NOTE.with_name(ReportText::Why.text(style.language));
    let help = Level::HELP.with_name(ReportText::Help.text(style.language));
    group = group.element(why.message(why_text)).element(help.message(help_text));
    let renderer = match style.colour {
        true => Renderer::styled(),
        false => Renderer::plain(),
    };
    renderer.render(&[group])
}

/// Adds a place to a message. The renderer gets only the lines to show, since its cost grows with the text.
fn excerpt<'a>(
    group: Group<'a>,
    (lines, snapshot): (&LineCache, &'a Snapshot),
    place: &'a Place,
    label: Option<&'a str>,
) -> Group<'a> {
    let path = printable_name(place.path.as_str());
    let (Some(span), Some(text)) = (place.span, text_of(snapshot, place)) else {
        let group = group.element(Origin::path(path));
        return match label {
            Some(label) => group.element(Level::NOTE.no_name().message(label)),
            None => group,
        };
    };
    let span = span.clamped(text);
    let first = line_span(text, span.start);
    let at = lines.line_column(&place.path, text, span.start);
    if first.end - first.start > MAX_LINE_BYTES {
        return group.element(Origin::path(path).line(at.line).char_column(at.column));
    }
    let last = line_span(text, span.end.max(span.start));
    let is_long = last.end - first.start > MAX_LINE_BYTES;
    let end = if is_long { first.end } else { last.end };
    let shown = &text[first.start..end];
    let within = Span::new(span.start - first.start, span.end.min(end) - first.start);
    let kind = match label {
        Some(_) => AnnotationKind::Context,
        None => AnnotationKind::Primary,
    };
    let annotation = kind.span(within.start..within.end).label(label);
    let snippet = Snippet::source(printable_in_place(shown))
        .line_start(at.line)
        .path(path);
    group.element(snippet.fold(true).annotation(annotation))
}

fn text_of<'a>(snapshot: &'a Snapshot, place: &Place) -> Option<&'a str> {
    snapshot.text_of(&place.path).or_else(|| {
        let inner = place.path.as_str().strip_prefix("themes/")?;
        std::str::from_utf8(snapshot.themes.get(inner)?).ok()
    })
}

/// Values that fill a text, by name.
pub(crate) type Values<'v> = &'v [(&'v str, &'v dyn Display)];

/// Returns a notice in words.
pub(crate) fn notice(notice: Notice, values: Values<'_>, language: Language) -> String {
    let shown = |name: &str, value: String| match name {
        "path" | "output" | "source" | "example" | "name" => printable_name(&value).into_owned(),
        _ => value,
    };
    let values = values.iter();
    let values: Vec<(&str, String)> = values
        .map(|(name, value)| (*name, shown(name, value.to_string())))
        .collect();
    printable(&fill(notice.text(language), &values)).into_owned()
}
