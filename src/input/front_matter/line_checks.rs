//! Reports lines of a head that YAML would misread silently: tabs, blanks before `#`, glued values, merged items.

use crate::base::number::DocNumber;
use crate::base::path::RelPath;
use crate::base::pattern::Pattern;
use crate::base::slug::slug;
use crate::base::span::Span;
use crate::input::front_matter::fields::{Field, FieldId, ValueType};
use crate::input::front_matter::yaml_slip;
use crate::messages::code::Code;
use crate::messages::diagnostic::{Diagnostic, Place};
use crate::messages::phrase::YamlProblem;

static ADDRESS_AFTER_BLANK: Pattern =
    Pattern::new(r"[\p{L}\p{N})]( +)#((?:mo-dau|ket|[IVXLC]+|[0-9]+|[a-zđ])(?:\.[\p{L}\p{N}]+)*)\s*(?:[\]}|,].*)?$");

/// A line of a head, and its first byte in the file.
#[derive(Clone, Copy)]
pub(super) struct Line<'a> {
    /// The file.
    pub(super) path: &'a RelPath,
    /// Its first byte.
    pub(super) at: usize,
    /// Its words.
    pub(super) text: &'a str,
}

impl Line<'_> {
    /// The place of some bytes of it.
    pub(super) fn span(&self, from: usize, to: usize) -> Span {
        Span::new(self.at + from, self.at + to)
    }

    /// The same in its file.
    pub(super) fn place(&self, from: usize, to: usize) -> Place {
        Place::at(self.path, self.span(from, to))
    }
}

/// Reports the tabs of a head at the first one.
pub(super) fn report_tab(line: Line<'_>, diagnostics: &mut Vec<Diagnostic>) -> bool {
    let indent = line.text.len() - line.text.trim_start_matches([' ', '\t']).len();
    let Some(tab) = line.text[..indent].find('\t') else {
        return false;
    };
    let (span, blanks) = (line.span(0, indent), line.text[..indent].replace('\t', "  "));
    let is_first =
        |diagnostic: &&mut Diagnostic| diagnostic.code == Code::TabInHead && diagnostic.place.path == *line.path;
    match diagnostics.iter_mut().find(is_first) {
        Some(first) => first.also_fix(span, blanks),
        None => diagnostics.push(Diagnostic::new(Code::TabInHead, line.place(tab, tab + 1)).fix(span, blanks)),
    }
    true
}

/// Reports a blank that makes an address of a document a comment. Behind other words ` #` is a part of them.
pub(super) fn blank_before_address(line: Line<'_>, field: Option<&Field>, diagnostics: &mut Vec<Diagnostic>) -> bool {
    if !line.text.contains('#') || field.is_some_and(|field| field.value == ValueType::Text && !has_ground(field)) {
        return false;
    }
    let found = ADDRESS_AFTER_BLANK.captures(line.text);
    let Some((blank, address)) = found.and_then(|found| Some((found.get(1)?, found.get(2)?))) else {
        return false;
    };
    let document = line.text[..blank.start()].rsplit([' ', '[', '{', '"', '\'']).next();
    let is_relation = field.is_some_and(|field| matches!(field.id, FieldId::Relation(_)));
    if inside_quotes(line.text, blank.start()) || !is_relation && !document.is_some_and(is_reference) {
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

/// Returns whether a text field may name a document that an address follows.
fn has_ground(field: &Field) -> bool {
    matches!(field.id, FieldId::Status)
}

/// Returns whether a word is a document as references name it: `393-QĐ/TU`, `393-QĐ/TU@2011`, `quy-che/dan-van`.
fn is_reference(word: &str) -> bool {
    let number = word.split('@').next().unwrap_or(word);
    DocNumber::parse(number).is_some() || word.contains('/') && slug(word) == word.replace('/', "-")
}

fn inside_quotes(line: &str, at: usize) -> bool {
    line[..at].matches('"').count() % 2 == 1 || line[..at].matches('\'').count() % 2 == 1
}

/// Reports a name of a field with its value right behind the colon.
pub(super) fn key_without_blank(line: Line<'_>, key: &str, value: &str, diagnostics: &mut Vec<Diagnostic>) -> bool {
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

/// Reports an item that is indented deeper than the text above it, at `above`: YAML would add its words to that text.
pub(super) fn report_merged_item(line: Line<'_>, above: Option<usize>, diagnostics: &mut Vec<Diagnostic>) {
    let indent = line.text.len() - line.text.trim_start_matches(' ').len();
    if item_start(line.text).is_some() && above.is_some_and(|outer| indent > outer) {
        let span = line.span(indent, line.text.len());
        diagnostics.push(yaml_slip::diagnostic(line.path, span, YamlProblem::MergedItem));
    }
}

/// The byte at which the text of a list item begins; `None` if the line is no list item.
pub(super) fn item_start(line: &str) -> Option<usize> {
    let words = line.trim_start_matches(' ').strip_prefix("- ")?;
    Some(line.len() - words.trim_start_matches(' ').len())
}

/// The name of a line's field, as written.
pub(super) fn written_key(line: &str) -> &str {
    line.split(':').next().unwrap_or(line).trim()
}
