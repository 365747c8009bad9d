//! Checks the lines of a head before YAML parses them, since editors write titles without thinking of YAML.
//!
//! Reports lines that YAML would misread silently; quotes one-line texts that YAML would not read as texts.

use crate::base::path::RelPath;
use crate::base::pattern::Pattern;
use crate::base::span::Span;
use crate::input::front_matter::fields::{Field, ValueType, field_named};
use crate::input::front_matter::part_names::is_part_name;
use crate::messages::code::Code;
use crate::messages::diagnostic::{Diagnostic, Place};
use crate::messages::phrase::{Phrase, Sign};

static ADDRESS_AFTER_BLANK: Pattern =
    Pattern::new(r"[\p{L}\p{N})]( +)#((?:mo-dau|ket|[IVXLC]+|[0-9]+|[a-zđ])(?:\.[\p{L}\p{N}]+)*)\s*(?:[\]}|,].*)?$");

/// A line of a head, and its first byte in the file.
#[derive(Clone, Copy)]
struct Line<'a> {
    path: &'a RelPath,
    at: usize,
    text: &'a str,
}

impl Line<'_> {
    fn span(&self, from: usize, to: usize) -> Span {
        Span::new(self.at + from, self.at + to)
    }

    fn place(&self, from: usize, to: usize) -> Place {
        Place::at(self.path, self.span(from, to))
    }
}

/// Returns the lines of a head with texts quoted that YAML would misread.
pub(crate) fn quote_scalars(path: &RelPath, text: &str, span: Span, diagnostics: &mut Vec<Diagnostic>) -> String {
    let raw = &text[span.start..span.end];
    let mut out = String::with_capacity(raw.len() + 16);
    let mut at = span.start;
    let mut block: Option<usize> = None;
    let mut field = None;
    for line in raw.split_inclusive('\n') {
        let content = line.trim_end_matches('\n');
        let indent = content.len() - content.trim_start_matches(' ').len();
        if block.is_some_and(|outer| !content.trim().is_empty() && indent <= outer) {
            block = None;
        }
        if block.is_some() || content.trim_start().starts_with('#') {
            out.push_str(line);
        } else {
            let text = content;
            let quoted = quote_line(Line { path, at, text }, &mut field, diagnostics);
            out.push_str(quoted.as_deref().unwrap_or(content));
            out.push_str(&line[content.len()..]);
            block = begins_block(content).then_some(indent);
        }
        at += line.len();
    }
    out
}

/// Returns whether a line begins a block of text (`|`, `>`).
fn begins_block(line: &str) -> bool {
    let value = line.trim_end().trim_end_matches(['+', '-']);
    [": |", ": >", "- |", "- >"].iter().any(|end| value.ends_with(end))
}

/// Quotes one line if needed; `field` is the field to which the list items below belong.
fn quote_line(line: Line<'_>, field: &mut Option<&'static Field>, diagnostics: &mut Vec<Diagnostic>) -> Option<String> {
    if report_tab(line, diagnostics) || blank_before_address(line, diagnostics) {
        return None;
    }
    if let Some(start) = item_start(line.text) {
        return quoted_item(line.text, start, (*field)?);
    }
    let (key, value) = top_key(line.text)?;
    *field = field_named(key);
    let known = (*field)?;
    if key_without_blank(line, key, value, diagnostics) {
        return None;
    }
    quoted_text(line, known, key.len() + 1, diagnostics)
}

/// Reports the first tab of a head.
fn report_tab(line: Line<'_>, diagnostics: &mut Vec<Diagnostic>) -> bool {
    let indent = line.text.len() - line.text.trim_start_matches([' ', '\t']).len();
    let Some(tab) = line.text[..indent].find('\t') else {
        return false;
    };
    let known = |diagnostic: &Diagnostic| diagnostic.code == Code::TabInHead && diagnostic.place.path == *line.path;
    if !diagnostics.iter().any(known) {
        let diagnostic = Diagnostic::new(Code::TabInHead, line.place(tab, tab + 1));
        diagnostics.push(diagnostic.fix(line.span(0, indent), "  ".repeat(indent)));
    }
    true
}

fn blank_before_address(line: Line<'_>, diagnostics: &mut Vec<Diagnostic>) -> bool {
    if !line.text.contains('#') {
        return false;
    }
    let found = ADDRESS_AFTER_BLANK.captures(line.text);
    let Some((blank, address)) = found.and_then(|found| Some((found.get(1)?, found.get(2)?))) else {
        return false;
    };
    if inside_quotes(line.text, blank.start()) {
        return false;
    }
    let proposal = format!("{}{}", &line.text[..blank.start()], &line.text[blank.end()..]);
    diagnostics.push(
        Diagnostic::new(Code::BlankBeforeAddress, line.place(blank.start(), address.end()))
            .with("address", format!("#{}", address.as_str()))
            .with("proposal", proposal.trim())
            .fix(line.span(blank.start(), blank.end()), ""),
    );
    true
}

fn inside_quotes(line: &str, at: usize) -> bool {
    line[..at].matches('"').count() % 2 == 1 || line[..at].matches('\'').count() % 2 == 1
}

fn key_without_blank(line: Line<'_>, key: &str, value: &str, diagnostics: &mut Vec<Diagnostic>) -> bool {
    if value.is_empty() || value.starts_with([' ', '\t']) {
        return false;
    }
    let proposal = format!("{key}: {value}");
    diagnostics.push(
        Diagnostic::new(Code::KeyWithoutBlank, line.place(0, key.len() + 1))
            .with("field", written_key(line.text))
            .with("proposal", &proposal)
            .fix(line.span(0, line.text.len()), proposal),
    );
    true
}

/// Quotes a list item that is a text with colons (`- Lưu: VT, BDV: 2 bản`), as editors mean it.
fn quoted_item(line: &str, start: usize, field: &Field) -> Option<String> {
    let value = line[start..].trim_end();
    let (key, _) = value.split_once(": ")?;
    let is_text = match field.value {
        ValueType::TextList => true,
        ValueType::Entries => !is_part_name(key),
        ValueType::Text | ValueType::Date | ValueType::YesNo | ValueType::AddressMap => false,
    };
    let plain = !value.starts_with(['"', '\'', '[', '{', '|', '>']);
    (is_text && plain).then(|| format!("{}{}", &line[..start], single_quoted(value)))
}

/// The name and the value of a field at the top level of a head.
fn top_key(line: &str) -> Option<(&str, &str)> {
    let is_other = |first: char| first.is_whitespace() || "#\"'[]{}-".contains(first);
    let (key, value) = line.split_once(':')?;
    (!key.is_empty() && !key.starts_with(is_other)).then_some((key, value))
}

/// The byte at which the text of a list item begins; `None` if the line is no list item.
fn item_start(line: &str) -> Option<usize> {
    let words = line.trim_start_matches(' ').strip_prefix("- ")?;
    Some(line.len() - words.trim_start_matches(' ').len())
}

/// The name of a line's field, as written.
fn written_key(line: &str) -> &str {
    line.split(':').next().unwrap_or(line).trim()
}

fn single_quoted(value: &str) -> String {
    format!("'{}'", value.replace('\'', "''"))
}

/// Quotes a text that YAML would misread, and reports how to write it.
fn quoted_text(line: Line<'_>, field: &Field, after_colon: usize, diagnostics: &mut Vec<Diagnostic>) -> Option<String> {
    let behind = &line.text[after_colon..];
    let value = behind.trim();
    let start = after_colon + behind.len() - behind.trim_start().len();
    let sign = misread(value, field.value)?;
    let single = single_quoted(value);
    let proposal = format!("{} {single}", &line.text[..after_colon]);
    let (from, to) = (start, start + value.len());
    diagnostics.push(
        Diagnostic::new(Code::UnquotedTitle, line.place(from, to))
            .with("field", written_key(line.text))
            .with("sign", Phrase::Sign(sign))
            .with("proposal", &proposal)
            .fix(line.span(from, to), &single),
    );
    Some(format!("{}{single}", &line.text[..start]))
}

/// The sign because of which YAML would misread a one-line text.
fn misread(value: &str, expected: ValueType) -> Option<Sign> {
    let first = value.chars().next()?;
    let takes_lists = match expected {
        ValueType::Text => false,
        ValueType::TextList | ValueType::Entries => true,
        ValueType::Date | ValueType::YesNo | ValueType::AddressMap => return None,
    };
    match first {
        '"' | '\'' => misread_quotation(value, first),
        '|' | '>' | '{' => None,
        '[' if takes_lists || value.ends_with(']') => None,
        '[' | '*' | '&' | '!' | '%' | '@' | '`' => Some(Sign::First(first)),
        _ if value.contains(": ") || value.ends_with(':') => Some(Sign::Colon),
        _ => hides_words(value).then_some(Sign::Hash),
    }
}

/// Returns the sign if words follow a quotation; the YAML parser reports a quotation that is not closed.
fn misread_quotation(value: &str, quote: char) -> Option<Sign> {
    let doubled = quote == '\'' && value.ends_with('\'') && value.contains("''");
    let escaped = quote == '"' && value.ends_with('"') && value.contains("\\\"");
    let end = value[1..].find(quote)? + 1;
    let rest = value[end + 1..].trim_start();
    (!doubled && !escaped && !rest.is_empty() && !rest.starts_with('#')).then_some(Sign::Quotation)
}

/// Returns whether ` #` hides words that are not a comment: a comment has a blank after `#`.
fn hides_words(value: &str) -> bool {
    value
        .split(" #")
        .skip(1)
        .any(|behind| behind.starts_with(char::is_alphanumeric))
}
