//! Finds where the head of a file begins and ends, also where the lines `---` are missing or a word processor has
//! turned them into other signs.

use crate::base::path::RelPath;
use crate::base::slug::field_key;
use crate::base::span::{Span, line_span};
use crate::input::front_matter::blanks::{is_invisible, split_at_colon, trimmed};
use crate::input::front_matter::fields::field_named;
use crate::messages::code::Code;
use crate::messages::diagnostic::{Diagnostic, Place};
use crate::messages::phrase::Phrase;

/// The bounds of a head.
pub(super) struct Bounds {
    /// Its lines, without the delimiters.
    pub(super) head: Span,
    /// First byte of the body.
    pub(super) body: usize,
}

/// A line that may separate the head from the body.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Delimiter {
    /// `---`, or `...` at the end (YAML 1.2, section 9.1.4).
    Plain,
    /// A line of other signs, or an indented one.
    Odd,
}

/// Where a head ends.
enum End {
    /// At a delimiter: the bytes of its line.
    At(Delimiter, Span),
    /// Behind its last field; no delimiter is there.
    Open(usize),
    /// Nothing shows where: no line looks like a field.
    Unknown,
}

/// Fields that only a head has. Others, such as `Số:` and `Nơi nhận:`, also begin lines of printed documents.
const TELLING_FIELDS: [&str; 12] = [
    "loai",
    "so-ky-hieu",
    "trich-yeu",
    "ten-bai",
    "co-quan-ban-hanh",
    "ngay-ban-hanh",
    "toan-van",
    "ban-nhap",
    "kind",
    "number",
    "title",
    "issuer",
];

/// Finds the head of a Markdown file; `Ok(None)` if it has none. Blank lines may precede it.
///
/// # Errors
/// The diagnostic of a head whose end is unknown.
pub(super) fn find(
    path: &RelPath,
    text: &str,
    diagnostics: &mut Vec<Diagnostic>,
) -> Result<Option<Bounds>, Box<Diagnostic>> {
    let is_blank = |letter: char| letter.is_whitespace() || is_invisible(letter);
    let first = text.len() - text.trim_start_matches(is_blank).len();
    let line = line_span(text, first);
    let behind = (line.end + 1).min(text.len());
    let opening = delimiter(&text[line.start..line.end]).filter(|_| text[line.start..line.end] != *"...");
    match opening {
        Some(Delimiter::Plain) => {}
        Some(Delimiter::Odd) if begins_with_field(&text[behind..]) => diagnostics.push(odd_delimiter(path, text, line)),
        Some(Delimiter::Odd) => return Ok(None),
        None => return Ok(unopened(path, text, line.start, diagnostics)),
    }
    let unclosed = |last: usize| {
        let place = Place::at(path, line);
        Diagnostic::new(Code::UnclosedFrontMatter, place).with("last", Phrase::AfterLine(last))
    };
    match end(text, behind) {
        End::At(delimiter, closing) => Ok(Some(closed(path, text, (behind, delimiter, closing), diagnostics))),
        End::Open(at) => {
            let diagnostic = unclosed(text[..at].lines().count());
            diagnostics.push(diagnostic.fix(Span::new(at, at), closing_line(text, at)));
            let head = Span::new(behind, at);
            Ok(Some(Bounds { head, body: at }))
        }
        End::Unknown => Err(Box::new(unclosed(text[..behind].lines().count()))),
    }
}

/// The bounds of a head that a delimiter closes, which is reported if it is an odd one.
fn closed(
    path: &RelPath,
    text: &str,
    (from, delimiter, line): (usize, Delimiter, Span),
    diagnostics: &mut Vec<Diagnostic>,
) -> Bounds {
    if delimiter == Delimiter::Odd {
        diagnostics.push(odd_delimiter(path, text, line));
    }
    Bounds {
        head: Span::new(from, line.start),
        body: (line.end + 1).min(text.len()),
    }
}

fn odd_delimiter(path: &RelPath, text: &str, line: Span) -> Diagnostic {
    let diagnostic = Diagnostic::new(Code::WrongDelimiter, Place::at(path, line));
    diagnostic
        .with("text", text[line.start..line.end].trim_end())
        .fix(line, "---")
}

/// The line that closes a head at a byte, with a blank line behind it.
fn closing_line(text: &str, at: usize) -> String {
    let before = if text[..at].ends_with('\n') { "" } else { "\n" };
    let behind = if text[at..].is_empty() || text[at..].starts_with('\n') {
        ""
    } else {
        "\n"
    };
    format!("{before}---\n{behind}")
}

/// A head without its first delimiter: lines of fields, one of which only a head has.
fn unopened(path: &RelPath, text: &str, from: usize, diagnostics: &mut Vec<Diagnostic>) -> Option<Bounds> {
    begins_with_field(&text[from..]).then_some(())?;
    let end = end(text, from);
    let until = match &end {
        End::At(_, line) => line.start,
        End::Open(at) => *at,
        End::Unknown => return None,
    };
    let keys = text[from..until].lines().filter_map(field_of_line).map(field_key);
    let (mut fields, mut telling) = (0, false);
    for key in keys {
        fields += 1;
        telling |= TELLING_FIELDS.contains(&key.as_str());
    }
    if !telling || fields < 2 && matches!(end, End::Open(_)) {
        return None;
    }
    let place = Place::at(path, line_span(text, from));
    let diagnostic = Diagnostic::new(Code::UnopenedFrontMatter, place).fix(Span::new(from, from), "---\n");
    match end {
        End::At(delimiter, line) => {
            diagnostics.push(diagnostic);
            Some(closed(path, text, (from, delimiter, line), diagnostics))
        }
        End::Open(at) => {
            diagnostics.push(diagnostic.fix(Span::new(at, at), closing_line(text, at)));
            let head = Span::new(from, at);
            Some(Bounds { head, body: at })
        }
        End::Unknown => None,
    }
}

/// Finds the end of a head whose first line begins at `from`.
fn end(text: &str, from: usize) -> End {
    // Nearly every head ends at the first `---`, with no blank line or other sign before it.
    let mut lines = Lines::default();
    let mut at = from;
    for line in text[from..].split_inclusive('\n') {
        let words = line.strip_suffix('\n').unwrap_or(line);
        let span = Span::new(at, at + words.len());
        at += line.len();
        match delimiter(words) {
            Some(Delimiter::Plain) => return lines.closed_at(Delimiter::Plain, span),
            Some(Delimiter::Odd) if lines.last_field.is_some() && !lines.is_in_block(words) => {
                return lines.closed_at(Delimiter::Odd, span);
            }
            Some(Delimiter::Odd) | None => lines.add(words, at),
        }
    }
    lines.last_field.map_or(End::Unknown, End::Open)
}

/// The lines of a head so far.
#[derive(Default)]
struct Lines {
    /// The end of the last line that is certainly one of the head.
    last_field: Option<usize>,
    /// Whether a blank line follows that line.
    detached: bool,
    /// Whether a line behind a blank one is no line of a head.
    in_body: bool,
    /// Whether the last field holds a block of text.
    block: bool,
}

impl Lines {
    fn add(&mut self, line: &str, end: usize) {
        let words = trimmed(line);
        if words.is_empty() {
            self.detached = true;
        } else if let Some(key) = field_of_line(line) {
            // Printed documents have lines such as `Nơi nhận:` too, with a capital letter.
            if !self.in_body || key.starts_with(char::is_lowercase) {
                (self.last_field, self.detached, self.in_body) = (Some(end), false, false);
                self.block = words.ends_with(['|', '>']) || words.ends_with("|-") || words.ends_with(">-");
            }
        } else if self.is_nested(line) {
            if !self.in_body {
                (self.last_field, self.detached) = (self.last_field.map(|_| end), false);
            }
        } else if self.detached && !words.starts_with('#') && !is_like_field(line) {
            self.in_body = true;
        }
    }

    /// Returns whether a line belongs to the field above it: an item of a list, or an indented line.
    fn is_nested(&self, line: &str) -> bool {
        match self.detached {
            true => self.block && line.starts_with(' ') || line.starts_with("  - "),
            false => line.starts_with([' ', '\t', '-', '}', ']', '•', '+']),
        }
    }

    fn is_in_block(&self, line: &str) -> bool {
        self.block && line.starts_with([' ', '\t'])
    }

    /// The end of the head if a delimiter follows the lines: a delimiter behind words of the body is a rule in them.
    fn closed_at(&self, delimiter: Delimiter, line: Span) -> End {
        match self.last_field {
            Some(end) if self.in_body => End::Open(end),
            Some(_) | None => End::At(delimiter, line),
        }
    }
}

fn begins_with_field(text: &str) -> bool {
    let first = text.lines().find(|line| !trimmed(line).is_empty());
    first.and_then(field_of_line).is_some()
}

/// Returns whether a line may be a field whose name is misspelt: a few words in lower case before a colon.
fn is_like_field(line: &str) -> bool {
    let key = split_at_colon(line).map_or("", |(key, _, _)| key);
    key.starts_with(char::is_lowercase) && key.split(' ').count() <= 5
}

/// The name of a known field at the beginning of a line.
fn field_of_line(line: &str) -> Option<&str> {
    let first = line.chars().next()?;
    let (key, _, _) = (first.is_alphabetic() || first == '*').then(|| split_at_colon(line))??;
    let key = key.trim_matches('*').trim();
    field_named(key).map(|_| key)
}

/// The signs of rules, with the least number of them that makes one.
const RULES: [(&[char], usize); 4] = [
    (&['—', '–', '―', '─', '━', '−', '‒'], 1),
    (&['-', '‐', '‑', '—', '–', '―'], 2),
    (&['…'], 1),
    (&['_', '*', '=', '~', '+', '.'], 3),
];

/// Returns what a line is as a delimiter.
fn delimiter(line: &str) -> Option<Delimiter> {
    if matches!(line.trim_end(), "---" | "...") {
        return Some(Delimiter::Plain);
    }
    // No letter is longer than three bytes, and no rule that people type as a delimiter is longer than a line.
    let words = trimmed(line);
    let first = words.chars().next().filter(|_| words.len() <= 360)?;
    if first.is_alphanumeric() {
        return None;
    }
    let is_rule = |(signs, least): &(&[char], usize)| {
        let count = words.chars().filter(|letter| signs.contains(letter)).count();
        count >= *least
            && words
                .chars()
                .all(|letter| signs.contains(&letter) || letter.is_whitespace())
    };
    RULES.iter().any(is_rule).then_some(Delimiter::Odd)
}

#[cfg(test)]
mod tests {
    use super::{Delimiter, delimiter};

    #[test]
    fn rules_of_other_signs_are_delimiters() {
        for line in ["---", "---  ", "..."] {
            assert!(delimiter(line) == Some(Delimiter::Plain), "{line}");
        }
        for line in [
            "—",
            "–",
            "--",
            "-–",
            "----",
            "- - -",
            "___",
            "***",
            "* * *",
            " ---",
            "———",
            "===",
            "…",
        ] {
            assert!(delimiter(line) == Some(Delimiter::Odd), "{line}");
        }
        for line in ["", "-", "*", "**", "_", "- a", "1", "— a", "#"] {
            assert!(delimiter(line).is_none(), "{line}");
        }
    }
}
