//! Splits a file into head and body and reads the head as a tree.
//!
//! The head is split by us, never by the Markdown parser (metadata blocks can cost it time out of
//! proportion), and mended before YAML sees it where people write titles as they speak.

use std::sync::{Arc, LazyLock};

use regex::Regex;

use super::fields::{Field, ValueType, field_named};
use super::node::{Node, NodePath};
use super::yaml;
use crate::base::code::Code;
use crate::base::diagnostic::{Diagnostic, Place};
use crate::base::path::RelPath;
use crate::base::phrase::{Phrase, YamlProblem};
use crate::base::span::{LineColumn, Span, line_span, offset_of};

/// Longest head, in bytes, and deepest nesting that is read.
const HEAD_BYTES: usize = 64 * 1024;
const HEAD_DEPTH: usize = 24;

/// A head as text, kept to find places in it again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeadText {
    yaml: Arc<str>,
    start: usize,
}

impl HeadText {
    /// A head that is a whole YAML file.
    pub fn whole(text: &str) -> Self {
        HeadText {
            yaml: text.into(),
            start: 0,
        }
    }

    /// The bytes of the file's `text` at which a node stands.
    pub fn span(&self, text: &str, path: &NodePath) -> Span {
        let place = yaml::locate(&self.yaml, path);
        place.map_or(Span::new(self.start, self.start), |place| self.scalar_span(text, place))
    }

    /// Extends a found place to the end of the scalar that begins there.
    fn scalar_span(&self, text: &str, place: LineColumn) -> Span {
        let start = self.start + offset_of(&text[self.start..], place);
        let line_end = line_span(text, start).end;
        let rest = &text[start..line_end];
        let mended = &self.yaml[offset_of(&self.yaml, place)..];
        let length = match rest.chars().next() {
            Some(quote @ ('"' | '\'')) if mended.starts_with(quote) => {
                rest[1..].find(quote).map_or(rest.len(), |close| close + 2)
            }
            Some('[' | '{' | '|' | '>') => 1,
            _ if mended.starts_with('\'') => rest.trim_end().len(),
            _ => plain_length(rest),
        };
        Span::new(start, start + length.min(rest.len())).clamped(text)
    }
}

/// Length of a plain scalar at the start of `rest`, in block or flow context.
fn plain_length(rest: &str) -> usize {
    let stops = [": ", " #", "}", "]", ", "];
    let end = stops
        .iter()
        .filter_map(|stop| rest.find(stop))
        .min()
        .unwrap_or(rest.len());
    let plain = rest[..end].trim_end();
    plain.strip_suffix(':').unwrap_or(plain).len()
}

/// A file's head and where its body begins.
#[derive(Debug)]
pub struct FrontMatter {
    /// The fields in written order; `None` where the file has no head or an unreadable one.
    pub entries: Option<Vec<(String, Node)>>,
    /// To find places in the head again.
    pub head: HeadText,
    /// First byte of the body.
    pub body: usize,
    /// What was found on the way.
    pub findings: Vec<Diagnostic>,
}

/// Splits and reads the head of a Markdown file.
pub fn read(path: &RelPath, text: &str) -> FrontMatter {
    let opening = text.find('\n').map_or(text.len(), |newline| newline + 1);
    let nothing = HeadText {
        yaml: "".into(),
        start: 0,
    };
    if text[..opening].trim_end() != "---" {
        let finding = Diagnostic::new(Code::NoFrontMatter, Place::at(path, Span::new(0, 0)));
        return FrontMatter {
            entries: Some(Vec::new()),
            head: nothing,
            body: 0,
            findings: vec![finding],
        };
    }
    let Some((end, body)) = closing(text, opening) else {
        let finding = Diagnostic::new(Code::UnclosedFrontMatter, Place::at(path, Span::new(0, 3)));
        return FrontMatter {
            entries: None,
            head: nothing,
            body: text.len(),
            findings: vec![finding],
        };
    };
    let mut findings = Vec::new();
    let (entries, head) = read_head(path, text, Span::new(opening, end), &mut findings);
    FrontMatter {
        entries,
        head,
        body,
        findings,
    }
}

/// Finds the line that closes the head: (end of the head, start of the body).
fn closing(text: &str, opening: usize) -> Option<(usize, usize)> {
    let mut at = opening;
    for line in text[opening..].split_inclusive('\n') {
        if matches!(line.trim_end(), "---" | "...") && !line.starts_with(' ') {
            return Some((at, at + line.len()));
        }
        at += line.len();
    }
    None
}

/// Reads the bytes of a head, or of a whole YAML file.
pub fn read_head(
    path: &RelPath,
    text: &str,
    span: Span,
    findings: &mut Vec<Diagnostic>,
) -> (Option<Vec<(String, Node)>>, HeadText) {
    let raw = &text[span.start..span.end];
    if let Some(finding) = too_large(path, raw, span) {
        findings.push(finding);
        return (
            None,
            HeadText {
                yaml: "".into(),
                start: span.start,
            },
        );
    }
    let before = findings.len();
    let mended = mend(path, text, span, findings);
    let head = HeadText {
        yaml: mended.into(),
        start: span.start,
    };
    if findings[before..].iter().any(Diagnostic::is_error) {
        return (None, head);
    }
    match yaml::parse(&head.yaml) {
        Ok(Node::Map(entries)) => (Some(entries), head),
        Ok(Node::Null) => (Some(Vec::new()), head),
        Ok(Node::Text(_) | Node::List(_)) => {
            findings.push(syntax(path, text, span, YamlProblem::NotMapping, None));
            (None, head)
        }
        Err(_)
            if raw
                .lines()
                .all(|line| line.trim().is_empty() || line.trim().starts_with('#')) =>
        {
            (Some(Vec::new()), head)
        }
        Err(error) => {
            findings.push(syntax(path, text, span, problem(&error.reason), error.place));
            (None, head)
        }
    }
}

/// Reads a whole YAML file whose top is a list.
///
/// # Errors
/// The finding that says why it cannot be read.
pub fn read_list(path: &RelPath, text: &str) -> Result<(Node, HeadText), Box<Diagnostic>> {
    let span = Span::new(0, text.len());
    if let Some(finding) = too_large(path, text, span) {
        return Err(Box::new(finding));
    }
    match yaml::parse(text) {
        Ok(node) => Ok((node, HeadText::whole(text))),
        Err(error) => Err(Box::new(syntax(path, text, span, problem(&error.reason), error.place))),
    }
}

fn too_large(path: &RelPath, raw: &str, span: Span) -> Option<Diagnostic> {
    let mut depth = 0usize;
    let mut deepest = 0usize;
    for letter in raw.bytes() {
        match letter {
            b'[' | b'{' => depth += 1,
            b']' | b'}' => depth = depth.saturating_sub(1),
            b'\n' => depth = 0,
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    let indent = raw
        .lines()
        .map(|line| line.len() - line.trim_start().len())
        .max()
        .unwrap_or(0);
    let finding = |size: String, limit: String| {
        let place = Place::at(path, Span::new(span.start, span.start));
        Some(
            Diagnostic::new(Code::HeadTooLarge, place)
                .with("size", size)
                .with("limit", limit),
        )
    };
    if raw.len() > HEAD_BYTES {
        return finding(format!("{} kB", raw.len() / 1024), format!("{} kB", HEAD_BYTES / 1024));
    }
    if deepest > HEAD_DEPTH || indent > HEAD_DEPTH * 4 {
        return finding(deepest.max(indent / 4).to_string(), HEAD_DEPTH.to_string());
    }
    None
}

fn syntax(path: &RelPath, text: &str, span: Span, problem: YamlProblem, place: Option<LineColumn>) -> Diagnostic {
    let at = place.map_or(span.start, |place| {
        span.start + offset_of(&text[span.start..span.end], place)
    });
    let line = line_span(text, at.min(span.end.saturating_sub(1)));
    let at = at.min(line.end);
    Diagnostic::new(Code::YamlSyntax, Place::at(path, Span::new(at, line.end)))
        .with("reason", Phrase::Yaml(problem.clone()))
        .with("help", Phrase::YamlHelp(problem))
}

/// Tells the parser's commonest complaints apart by their words.
fn problem(reason: &str) -> YamlProblem {
    let signs = [
        ("did not find expected ',' or", YamlProblem::OpenBracket),
        ("mapping values are not allowed", YamlProblem::Colon),
        ("could not find expected ':'", YamlProblem::NoColon),
        ("did not find expected key", YamlProblem::Indent),
        ("found character that cannot start", YamlProblem::SpecialStart),
        ("block sequence entries are not allowed", YamlProblem::Dash),
        ("found unexpected end of stream", YamlProblem::End),
        ("unknown anchor", YamlProblem::Alias),
        ("recursion limit", YamlProblem::Depth),
    ];
    let found = signs.into_iter().find(|(sign, _)| reason.contains(sign));
    let own_words = || YamlProblem::Other(reason.split(" at line ").next().unwrap_or(reason).to_owned());
    found.map_or_else(own_words, |(_, problem)| problem)
}

static TOP_KEY: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r#"^([^\s:#"'\[\]{}\-][^:]*):(.*)$"#).expect("a constant pattern"));
static ADDRESS_AFTER_BLANK: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"[\p{L}\p{N})]( +)#((?:mo-dau|ket|[IVXLC]+|\d+|[a-zđ])(?:\.[\p{L}\p{N}]+)*)\s*(?:[\]}|,].*)?$")
        .expect("a constant pattern")
});

/// Goes over the lines of a head before YAML does: finds what YAML would misread silently, and
/// quotes one-line texts that hold a colon or begin with a quotation mark.
fn mend(path: &RelPath, text: &str, span: Span, findings: &mut Vec<Diagnostic>) -> String {
    let raw = &text[span.start..span.end];
    let mut out = String::with_capacity(raw.len() + 16);
    let mut at = span.start;
    let mut block: Option<usize> = None;
    for line in raw.split_inclusive('\n') {
        let content = line.trim_end_matches('\n');
        let indent = content.len() - content.trim_start_matches(' ').len();
        if block.is_some_and(|outer| !content.trim().is_empty() && indent <= outer) {
            block = None;
        }
        if block.is_some() || content.trim_start().starts_with('#') {
            out.push_str(line);
        } else {
            let mended = mend_line(path, at, content, findings);
            out.push_str(mended.as_deref().unwrap_or(content));
            out.push_str(&line[content.len()..]);
            let value = content.trim_end();
            if [": |", ": >", ": |-", ": >-", "- |", "- >"]
                .iter()
                .any(|end| value.ends_with(end))
            {
                block = Some(indent);
            }
        }
        at += line.len();
    }
    out
}

fn mend_line(path: &RelPath, at: usize, line: &str, findings: &mut Vec<Diagnostic>) -> Option<String> {
    let place = |from: usize, to: usize| Place::at(path, Span::new(at + from, at + to));
    let indent = line.len() - line.trim_start_matches([' ', '\t']).len();
    if let Some(tab) = line[..indent].find('\t') {
        let fix = Span::new(at, at + indent);
        findings.push(Diagnostic::new(Code::TabInHead, place(tab, tab + 1)).fix(fix, "  ".repeat(indent)));
        return None;
    }
    if let Some(found) = ADDRESS_AFTER_BLANK.captures(line)
        && let (Some(blank), Some(address)) = (found.get(1), found.get(2))
        && !inside_quotes(line, blank.start())
    {
        let written = format!("#{}", address.as_str());
        let proposal = format!("{}{written}", line[..blank.start()].trim_start());
        findings.push(
            Diagnostic::new(Code::BlankBeforeAddress, place(blank.start(), address.end()))
                .with("address", written)
                .with("proposal", proposal)
                .fix(Span::new(at + blank.start(), at + blank.end()), ""),
        );
        return None;
    }
    let found = TOP_KEY.captures(line)?;
    let (key, value) = (found.get(1)?, found.get(2)?);
    let field = field_named(key.as_str());
    if !value.as_str().is_empty() && !value.as_str().starts_with([' ', '\t']) {
        let field = field?;
        let proposal = format!("{}: {}", key.as_str(), value.as_str());
        findings.push(
            Diagnostic::new(Code::KeyWithoutBlank, place(0, key.end() + 1))
                .with("field", field.term)
                .with("proposal", &proposal)
                .fix(Span::new(at, at + line.len()), proposal),
        );
        return None;
    }
    quoted_title(path, at, line, field?, key.end() + 1, findings)
}

fn inside_quotes(line: &str, at: usize) -> bool {
    line[..at].matches('"').count() % 2 == 1 || line[..at].matches('\'').count() % 2 == 1
}

/// Quotes a text that YAML would misread; tells the editor how to write it.
fn quoted_title(
    path: &RelPath,
    at: usize,
    line: &str,
    field: &Field,
    after_colon: usize,
    findings: &mut Vec<Diagnostic>,
) -> Option<String> {
    if field.value != ValueType::Text {
        return None;
    }
    let value = line[after_colon..].trim();
    let start = after_colon + line[after_colon..].find(value)?;
    let whole_quoted =
        |quote: char| value.len() > 1 && value.starts_with(quote) && value[1..].find(quote) == Some(value.len() - 2);
    let opens_quote = value.starts_with(['"', '\'']) && !whole_quoted('"') && !whole_quoted('\'');
    let escaped = value.starts_with('"') && value.ends_with('"') && value.contains("\\\"")
        || value.starts_with('\'') && value.ends_with('\'') && value.contains("''");
    let colon = !value.starts_with(['"', '\'', '{', '[', '|', '>']) && (value.contains(": ") || value.ends_with(':'));
    if value.is_empty() || escaped || !(opens_quote || colon) {
        return None;
    }
    // An opening quote with text after its end is mended; one that never ends is YAML's to report.
    if opens_quote && value[1..].find(value.chars().next()?).is_none() {
        return None;
    }
    let single = format!("'{}'", value.replace('\'', "''"));
    let proposal = format!("{} {single}", &line[..after_colon]);
    findings.push(
        Diagnostic::new(
            Code::UnquotedTitle,
            Place::at(path, Span::new(at + start, at + start + value.len())),
        )
        .with("field", field.term)
        .with("proposal", &proposal)
        .fix(Span::new(at + start, at + start + value.len()), &single),
    );
    Some(format!("{}{single}", &line[..start]))
}
