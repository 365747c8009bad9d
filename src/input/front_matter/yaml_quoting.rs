//! Checks the lines of a head before YAML parses them, since editors write titles without thinking of YAML.
//!
//! Reports lines that YAML would misread silently; quotes one-line texts that YAML would not read as texts.

use crate::base::path::RelPath;
use crate::base::span::Span;
use crate::input::front_matter::fields::{Field, FieldId, ValueType, field_named};
use crate::input::front_matter::line_checks::{
    Line, blank_before_address, item_start, key_without_blank, report_merged_item, report_tab, written_key,
};
use crate::input::front_matter::line_signs::{may_be_odd, plain_line};
use crate::input::front_matter::part_names::is_part_name;
use crate::input::front_matter::typed_quotation::typed_quotation;
use crate::messages::code::Code;
use crate::messages::diagnostic::Diagnostic;
use crate::messages::phrase::{Phrase, Sign};

/// What the lines above a line say of it.
#[derive(Clone, Copy, Default)]
struct Above {
    /// The field to which the items of a list below it belong.
    field: Option<&'static Field>,
    /// Whether items of that field may follow, since nothing is behind its colon.
    items: bool,
    /// The indentation of an item or field with a text, to which a deeper line would be added.
    text: Option<usize>,
}

/// Returns the lines of a head with texts quoted that YAML would misread, and in plain signs.
pub(crate) fn quote_scalars(path: &RelPath, text: &str, span: Span, diagnostics: &mut Vec<Diagnostic>) -> String {
    let raw = &text[span.start..span.end];
    let mut out = String::with_capacity(raw.len() + 16);
    let mut at = span.start;
    let mut block: Option<usize> = None;
    let mut above = Above::default();
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
            let read = read_line(Line { path, at, text }, &mut above, diagnostics);
            let read = read.as_deref().unwrap_or(content);
            out.push_str(read);
            out.push_str(&line[content.len()..]);
            block = begins_block(read).then_some(indent);
        }
        at += line.len();
    }
    out
}

/// Reads one line: in plain signs, quoted if needed. `None` if it stays as it is.
fn read_line(line: Line<'_>, above: &mut Above, diagnostics: &mut Vec<Diagnostic>) -> Option<String> {
    let may_be_odd = may_be_odd(line.text, above.items);
    let Some(plain) = may_be_odd.then(|| plain_line(line.text, above.items)).flatten() else {
        let read = quote_line(line, above.field_of(line.text), diagnostics);
        report_merged_item(line, above.text, diagnostics);
        above.step(line.text);
        return read;
    };
    // The line is shown once, as it should be; its quotation comes with it.
    let mut hidden = Vec::new();
    let (text, path, at) = (plain.text.as_str(), line.path, line.at);
    let quoted = quote_line(Line { path, at, text }, above.field_of(text), &mut hidden);
    let proposal = quoted.unwrap_or_else(|| plain.text.clone());
    above.step(&plain.text);
    let diagnostic = Diagnostic::new(Code::MisusedSign, line.place(0, line.text.len()))
        .with("sign", Phrase::HeadSign(plain.sign))
        .with("proposal", proposal.trim_end());
    diagnostics.push(diagnostic.fix(line.span(0, line.text.len()), &proposal));
    let errors = hidden.into_iter().filter(Diagnostic::is_error);
    diagnostics.extend(errors.map(|error| Diagnostic {
        place: line.place(0, line.text.len()),
        fix: None,
        ..error
    }));
    Some(proposal)
}

impl Above {
    /// The field to which a line belongs: its own, or that of the items above.
    fn field_of(&self, line: &str) -> Option<&'static Field> {
        match (item_start(line), top_key(line)) {
            (Some(_), _) | (None, None) => self.field,
            (None, Some((key, _))) => field_named(key),
        }
    }

    /// Takes a line in.
    fn step(&mut self, line: &str) {
        let words = line.trim_start_matches(' ');
        let indent = line.len() - words.len();
        let value = if item_start(line).is_some() {
            &words[2..]
        } else if let Some((key, value)) = top_key(line) {
            self.field = field_named(key);
            let is_list = |field: &Field| matches!(field.value, ValueType::TextList | ValueType::Entries);
            self.items = value.trim().is_empty() && self.field.is_some_and(is_list);
            value
        } else {
            if !words.trim().is_empty() {
                self.text = None;
            }
            return;
        };
        let value = value.trim();
        let is_text = value.starts_with(char::is_alphanumeric) && !value.ends_with(':');
        self.text = is_text.then_some(indent);
    }
}

/// Returns whether a line begins a block of text (`|`, `>`).
fn begins_block(line: &str) -> bool {
    let value = line.trim_end().trim_end_matches(['+', '-']);
    [": |", ": >", "- |", "- >"].iter().any(|end| value.ends_with(end))
}

/// Quotes one line if needed; `field` is the field to which it belongs.
fn quote_line(line: Line<'_>, field: Option<&'static Field>, diagnostics: &mut Vec<Diagnostic>) -> Option<String> {
    if report_tab(line, diagnostics) || blank_before_address(line, field, diagnostics) {
        return None;
    }
    if let Some(start) = item_start(line.text) {
        return quoted_item(line.text, start, field?);
    }
    let (key, value) = top_key(line.text)?;
    let known = field?;
    if key_without_blank(line, key, value, diagnostics) {
        return None;
    }
    quoted_text(line, known, key.len() + 1, diagnostics)
}

/// Quotes a list item that is a text with colons (`- Lưu: VT, BDV: 2 bản`), as editors mean it.
fn quoted_item(line: &str, start: usize, field: &Field) -> Option<String> {
    let value = line[start..].trim_end();
    if value.starts_with('"') && typed_quotation(value, field.id).is_some() {
        return Some(format!("{}{}", &line[..start], single_quoted(value)));
    }
    let key = value.split_once(": ").map(|(key, _)| key);
    if key.is_none() && !hides_words(value) {
        return None;
    }
    let is_text = match field.value {
        ValueType::TextList => true,
        ValueType::Entries => key.is_none_or(|key| !is_part_name(key)),
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

/// A one-line text as it is written behind the name of a field.
pub(crate) fn written_value(value: &str, field: &Field) -> String {
    match misread(value, field) {
        Some(_) => single_quoted(value),
        None => value.to_owned(),
    }
}

fn single_quoted(value: &str) -> String {
    format!("'{}'", value.replace('\'', "''"))
}

/// Quotes a text that YAML would misread, and reports how to write it.
fn quoted_text(line: Line<'_>, field: &Field, after_colon: usize, diagnostics: &mut Vec<Diagnostic>) -> Option<String> {
    let behind = &line.text[after_colon..];
    let value = behind.trim();
    let start = after_colon + behind.len() - behind.trim_start().len();
    let single = single_quoted(value);
    if typed_quotation(value, field.id).is_some() {
        // The reader of the field reports the marks, which go.
        let is_misread = value.starts_with('"') || misread(value, field).is_some();
        return is_misread.then(|| format!("{}{single}", &line.text[..start]));
    }
    let sign = misread(value, field)?;
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
fn misread(value: &str, field: &Field) -> Option<Sign> {
    let first = value.chars().next()?;
    let takes_lists = match field.value {
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
        // A title is words to its end; elsewhere a comment may follow.
        _ if field.id == FieldId::Title => value.contains(" #").then_some(Sign::Hash),
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
