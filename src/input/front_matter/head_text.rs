//! Splits a file into head (front matter) and body and parses the head into a tree.
//!
//! The Markdown parser never sees the head: metadata blocks can cost it time out of proportion.

use crate::base::path::RelPath;
use crate::base::span::{LineColumn, Span, line_span, offset_of};
use crate::input::front_matter::control_escapes;
use crate::input::front_matter::delimiters;
use crate::input::front_matter::foreign_head;
use crate::input::front_matter::node::{NodePath, YamlNode};
use crate::input::front_matter::yaml::{self, SyntaxError};
use crate::input::front_matter::yaml_quoting::quote_scalars;
use crate::input::front_matter::yaml_slip::{self, syntax};
use crate::messages::code::Code;
use crate::messages::diagnostic::{Diagnostic, Place};
use crate::messages::phrase::{Phrase, YamlProblem};

/// Maximum length of a head, in bytes.
const MAX_HEAD_BYTES: usize = 64 * 1024;
/// Maximum length of a whole YAML file, in bytes: some eighty thousand bodies with a name each.
const MAX_FILE_BYTES: usize = 4 * 1024 * 1024;
/// Maximum nesting of a head, in levels.
const MAX_HEAD_DEPTH: usize = 24;

/// The text of a head, kept to find the places of its nodes again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeadText {
    span: Span,
    /// The text that was parsed, if quoting changed it.
    quoted: Option<Box<str>>,
}

impl HeadText {
    /// The head that is a whole YAML file.
    pub fn whole(text: &str) -> Self {
        HeadText {
            span: Span::new(0, text.len()),
            quoted: None,
        }
    }

    /// The YAML that was parsed; `text` is the file's.
    fn yaml<'t>(&'t self, text: &'t str) -> &'t str {
        let written = || text.get(self.span.start..self.span.end).unwrap_or("");
        self.quoted.as_deref().unwrap_or_else(written)
    }

    /// The bytes of a node in the file's `text`.
    pub fn span(&self, text: &str, path: &NodePath) -> Span {
        match yaml::locate(self.yaml(text), path) {
            Some(place) => self.scalar_span(text, place),
            None => Span::new(self.span.start, self.span.start),
        }
    }

    /// Where the head ends: the first byte of the line that closes it.
    pub(crate) fn end(&self) -> usize {
        self.span.end
    }

    /// The first line of the head.
    pub fn first_line(&self, text: &str) -> Span {
        line_span(text, self.span.start)
    }

    /// Extends a place to the end of the value that begins there, on its line.
    fn scalar_span(&self, text: &str, place: LineColumn) -> Span {
        let from = self.span.start;
        let yaml = self.yaml(text);
        let quoted = &yaml[offset_of(yaml, place)..];
        let column = offset_of(&text[from..], place);
        let line = line_span(text, from + column);
        let start = start_in_line(&text[line.start..line.end], quoted).map_or(from + column, |at| line.start + at);
        let rest = &text[start..line.end];
        let length = match rest.chars().next() {
            Some(quote @ ('"' | '\'')) if quoted.starts_with(quote) => {
                rest[1..].find(quote).map_or(rest.len(), |close| close + 2)
            }
            Some('[' | '{') if !quoted.starts_with('\'') => bracket_length(rest),
            Some('|' | '>') if !quoted.starts_with('\'') => 1,
            _ if quoted.starts_with('\'') => rest.trim_end().len(),
            _ => plain_length(rest, open_brackets(&text[line.start..start]) > 0),
        };
        Span::new(start, start + length.min(rest.len())).clamped(text)
    }
}

/// The byte of a written line at which a value begins that begins `parsed`, if the line ends with its words: in the
/// line that was parsed, signs before the value may have another length.
fn start_in_line(written: &str, parsed: &str) -> Option<usize> {
    let value = parsed.split('\n').next().unwrap_or("");
    let quoted = value.strip_prefix('\'').and_then(|rest| rest.strip_suffix('\''));
    let ends_with = |value: &str| (!value.is_empty() && written.ends_with(value)).then(|| written.len() - value.len());
    ends_with(value).or_else(|| ends_with(quoted?))
}

/// Length of a plain scalar at the start of `rest`; in brackets commas and brackets end it too.
fn plain_length(rest: &str, in_brackets: bool) -> usize {
    let stops = if in_brackets {
        &[": ", " #", "}", "]", ", "][..]
    } else {
        &[": ", " #"]
    };
    let end = stops
        .iter()
        .filter_map(|stop| rest.find(stop))
        .min()
        .unwrap_or(rest.len());
    let plain = rest[..end].trim_end();
    plain.strip_suffix(':').unwrap_or(plain).len()
}

/// The number of brackets that a piece of a line leaves open.
fn open_brackets(piece: &str) -> usize {
    piece.bytes().fold(0, depth_after)
}

/// The number of open brackets after a byte, by the number before it.
fn depth_after(depth: usize, byte: u8) -> usize {
    match byte {
        b'[' | b'{' => depth + 1,
        b']' | b'}' => depth.saturating_sub(1),
        _ => depth,
    }
}

/// Length of the list or mapping in brackets at the start of `rest`; 1, for the bracket alone, if it continues on the
/// next line.
fn bracket_length(rest: &str) -> usize {
    let closes = |(at, _): &(usize, u8)| open_brackets(&rest[..=*at]) == 0;
    let mut ends = rest
        .bytes()
        .enumerate()
        .take(400)
        .filter(|(_, byte)| matches!(byte, b']' | b'}'));
    ends.find(closes).map_or(1, |(at, _)| at + 1)
}

/// A file's head and where its body begins.
#[derive(Debug)]
pub(crate) struct FrontMatter {
    /// The fields in written order, none if the file has no head; `None` if the head is unreadable.
    pub entries: Option<Vec<(String, YamlNode)>>,
    /// The text of the head, to find places in it.
    pub head: HeadText,
    /// First byte of the body.
    pub body: usize,
    /// The diagnostics of the head.
    pub diagnostics: Vec<Diagnostic>,
}

/// Splits off and parses the head of a Markdown file. Blank lines may precede it.
pub(crate) fn read(path: &RelPath, text: &str) -> FrontMatter {
    let mut diagnostics = Vec::new();
    let without = |entries, body, diagnostics| {
        let head = HeadText::whole("");
        FrontMatter {
            entries,
            head,
            body,
            diagnostics,
        }
    };
    let bounds = match delimiters::find(path, text, &mut diagnostics) {
        Ok(Some(bounds)) => bounds,
        Ok(None) => {
            let first = text.len() - text.trim_start().len();
            let line = line_span(text, first);
            if let Some(diagnostic) = foreign_head::toml(path, line, text) {
                return without(None, text.len(), vec![diagnostic]);
            }
            let place = Place::at(path, line);
            return without(Some(Vec::new()), 0, vec![Diagnostic::new(Code::NoFrontMatter, place)]);
        }
        Err(diagnostic) => {
            diagnostics.push(*diagnostic);
            return without(None, text.len(), diagnostics);
        }
    };
    let (entries, head) = read_head(path, text, bounds.head, &mut diagnostics);
    let foreign = entries
        .as_ref()
        .and_then(|entries| foreign_head::check(path, text, bounds.head, entries));
    if let Some(diagnostic) = foreign {
        return without(None, text.len(), vec![diagnostic]);
    }
    FrontMatter {
        entries,
        head,
        body: bounds.body,
        diagnostics,
    }
}

/// Parses the bytes of a head, or of a whole YAML file.
pub(crate) fn read_head(
    path: &RelPath,
    text: &str,
    span: Span,
    diagnostics: &mut Vec<Diagnostic>,
) -> (Option<Vec<(String, YamlNode)>>, HeadText) {
    let raw = &text[span.start..span.end];
    let head = HeadText { span, quoted: None };
    let is_comment = |line: &str| line.trim().is_empty() || line.trim().starts_with('#');
    if raw.lines().all(is_comment) {
        return (Some(Vec::new()), head);
    }
    let is_file = raw.len() == text.len();
    let (most, help) = match is_file {
        true => (MAX_FILE_BYTES, Phrase::ShortenFile),
        false => (MAX_HEAD_BYTES, Phrase::ShortenHead),
    };
    if let Some(diagnostic) = too_large(path, raw, span, most) {
        diagnostics.push(diagnostic.with("help", help));
        return (None, head);
    }
    if let Some(at) = control_escapes::first(raw) {
        let at = span.start + at;
        let place = Span::new(at, line_span(text, at).end);
        diagnostics.push(yaml_slip::diagnostic(path, place, YamlProblem::Escape));
        return (None, head);
    }
    let before = diagnostics.len();
    let quoted = quote_scalars(path, text, span, diagnostics);
    let head = HeadText {
        quoted: (quoted != raw).then(|| quoted.into()),
        ..head
    };
    if diagnostics[before..].iter().any(Diagnostic::is_error) {
        return (None, head);
    }
    let error = match yaml::parse(head.yaml(text)) {
        Ok(YamlNode::Map(entries)) => return (Some(entries), head),
        Ok(YamlNode::Null) => return (Some(Vec::new()), head),
        Ok(YamlNode::Text(_) | YamlNode::List(_)) => SyntaxError::not_mapping(),
        Err(error) => error,
    };
    diagnostics.push(syntax(path, text, span, &error));
    (None, head)
}

/// Parses a whole YAML file whose root is a list.
///
/// # Errors
/// The diagnostic of a file that is too large or not YAML.
pub(crate) fn read_list(path: &RelPath, text: &str) -> Result<(YamlNode, HeadText), Box<Diagnostic>> {
    let span = Span::new(0, text.len());
    if let Some(diagnostic) = too_large(path, text, span, MAX_FILE_BYTES) {
        return Err(Box::new(diagnostic.with("help", Phrase::ShortenFile)));
    }
    match yaml::parse(text) {
        Ok(node) => Ok((node, HeadText::whole(text))),
        Err(error) => Err(Box::new(syntax(path, text, span, &error))),
    }
}

/// Returns the diagnostic of a head or file that has more than `most` bytes, or is nested too deep in brackets or by
/// indentation, at its line.
fn too_large(path: &RelPath, raw: &str, span: Span, most: usize) -> Option<Diagnostic> {
    let diagnostic = |at: usize, size: Phrase| {
        let place = Place::at(path, Span::new(span.start + at, span.start + at));
        Diagnostic::new(Code::HeadTooLarge, place).with("size", size)
    };
    if raw.len() > most {
        let size = Phrase::Kilobytes(raw.len().div_ceil(1024), most / 1024);
        return Some(diagnostic(0, size));
    }
    let mut at = 0;
    for line in raw.split_inclusive('\n') {
        let indent = line.len() - line.trim_start_matches(' ').len();
        let brackets = line.bytes().scan(0, |depth, byte| {
            *depth = depth_after(*depth, byte);
            Some(*depth)
        });
        let levels = brackets.max().unwrap_or(0).max(indent / 4);
        if levels > MAX_HEAD_DEPTH {
            return Some(diagnostic(at + indent, Phrase::Levels(levels, MAX_HEAD_DEPTH)));
        }
        at += line.len();
    }
    None
}
