//! Reads typed values from YAML nodes; a value of the wrong type becomes a diagnostic at its place.

use std::ops::RangeInclusive;

use crate::base::date::{DateError, PartialDate};
use crate::base::file_name::is_device_name;
use crate::base::fold::nfc;
use crate::base::path::RelPath;
use crate::base::slug::slug;
use crate::base::span::Span;
use crate::input::front_matter::fields::{Field, FieldId};
use crate::input::front_matter::head_text::HeadText;
use crate::input::front_matter::node::{Located, NodePath, YamlNode};
use crate::input::front_matter::typed_quotation::typed_quotation;
use crate::input::front_matter::yaml_quoting::written_value;
use crate::messages::code::Code;
use crate::messages::diagnostic::{Argument, Diagnostic, Place};
use crate::messages::phrase::{OddDateReason, Phrase, ValueShape};

/// Reads the fields of one head and collects its diagnostics.
pub(crate) struct FieldReader<'a> {
    /// The file.
    pub path: &'a RelPath,
    /// Its text.
    pub text: &'a str,
    /// Its head.
    pub head: &'a HeadText,
    /// The diagnostics so far.
    pub diagnostics: Vec<Diagnostic>,
    /// Entries with a part of an unknown name: a missing part is not reported there, since it may be the misspelt one.
    pub(super) misnamed: Vec<NodePath>,
}

/// The years of which documents and reports are.
const PROBABLE_YEARS: RangeInclusive<i16> = 1900..=2099;

/// Maximum number of diagnostics of one head that are shown at their exact place.
const MAX_EXACT_PLACES: usize = 300;

impl<'a> FieldReader<'a> {
    /// Creates the reader of a head.
    pub(crate) fn new(path: &'a RelPath, text: &'a str, head: &'a HeadText, diagnostics: Vec<Diagnostic>) -> Self {
        FieldReader {
            path,
            text,
            head,
            diagnostics,
            misnamed: Vec::new(),
        }
    }

    /// The place of a node; after `MAX_EXACT_PLACES` diagnostics the first line of the head.
    ///
    /// Finding a place parses the head again, so thousands of places would take quadratic time.
    pub(crate) fn place(&self, at: &NodePath) -> Place {
        let span = match self.diagnostics.len() {
            0..=MAX_EXACT_PLACES => self.head.span(self.text, at),
            _ => self.head.first_line(self.text),
        };
        Place::at(self.path, span)
    }

    /// Reports a diagnostic at a node.
    pub(crate) fn report(&mut self, code: Code, at: &NodePath, values: Vec<(&'static str, Argument)>) {
        let mut diagnostic = Diagnostic::new(code, self.place(at));
        diagnostic.arguments = values.into();
        self.diagnostics.push(diagnostic);
    }

    /// Reports that a value has the wrong shape; `name` is that of its field, for a part of an entry with the part's.
    pub(crate) fn wrong_type(
        &mut self,
        (field, name): (&Field, &str),
        expected: ValueShape,
        node: &YamlNode,
        at: &NodePath,
    ) {
        let values = vec![
            ("field", name.into()),
            ("expected", Phrase::Shape(expected).into()),
            ("found", Phrase::Shape(shape_of(node)).into()),
            ("example", field.example.into()),
        ];
        self.report(Code::WrongType, at, values);
    }

    /// Reports that an entry lacks some parts.
    pub(crate) fn missing_parts(&mut self, field: &Field, parts: &[&str], at: &NodePath) {
        if self.misnamed.contains(at) {
            return;
        }
        let names: Vec<String> = parts.iter().map(|part| format!("“{part}”")).collect();
        let values = vec![
            ("field", field.term.into()),
            ("part", names.join(", ").into()),
            ("example", field.example.into()),
        ];
        self.report(Code::MissingPart, at, values);
    }

    /// Reports a value outside a fixed set.
    pub(crate) fn unknown_value(&mut self, field: &Field, written: &Located<String>, choices: &[&str]) {
        self.unknown_value_help(field, written, Phrase::OneOf(choices.join(", ")));
    }

    /// Reports a value that a field does not accept, with the given help.
    pub(crate) fn unknown_value_help(&mut self, field: &Field, written: &Located<String>, help: Phrase) {
        let values = vec![
            ("field", field.term.into()),
            ("value", (&written.value).into()),
            ("help", help.into()),
        ];
        self.report(Code::UnknownValue, &written.at, values);
    }

    /// Reads a text; a mapping of one entry is a text with a colon. `name` is as for `wrong_type`.
    pub(crate) fn text(&mut self, name: (&Field, &str), node: &YamlNode, at: &NodePath) -> Option<Located<String>> {
        let words = match node {
            YamlNode::Text(text) => Some(text.trim()).filter(|text| !text.is_empty()).map(nfc)?.into_owned(),
            YamlNode::Null => return None,
            YamlNode::Map(_) | YamlNode::List(_) => match colon_text(node) {
                Some(words) => words,
                None => {
                    self.wrong_type(name, ValueShape::Text, node, at);
                    return None;
                }
            },
        };
        let words = match typed_quotation(&words, name.0.id) {
            Some(inner) => self.without_marks(name, &words, inner, at),
            None => words,
        };
        Some(Located::new(words, at.clone()))
    }

    /// Reports marks around a whole value, and returns it without them.
    fn without_marks(&mut self, (field, name): (&Field, &str), words: &str, inner: &str, at: &NodePath) -> String {
        let place = self.place(at);
        let written = written_value(inner, field);
        let mut diagnostic = Diagnostic::new(Code::QuotedValue, place.clone()).with("field", name);
        diagnostic = diagnostic.with("proposal", &written);
        let source = place.span.and_then(|span| self.text.get(span.start..span.end));
        let is_whole = |source: &str| source.trim_matches('\'') == words.trim_matches('\'') || source == words;
        if let (Some(span), true) = (place.span, source.is_some_and(is_whole)) {
            diagnostic = diagnostic.fix(span, written);
        }
        self.diagnostics.push(diagnostic);
        inner.to_owned()
    }

    /// Parses a date of a field from a text that was read.
    pub(crate) fn date(&mut self, field: &Field, written: &Located<String>) -> Option<Located<PartialDate>> {
        let code = match PartialDate::parse(&written.value) {
            Ok(date) => return Some(Located::new(date, written.at.clone())),
            Err(DateError::Form) => Code::BadDate,
            Err(DateError::Impossible) => Code::ImpossibleDate,
        };
        let place = self.place(&written.at);
        let span = place.span;
        let mut diagnostic = Diagnostic::new(code, place).with("value", &written.value);
        if code == Code::BadDate {
            diagnostic = diagnostic.with("help", date_help(field));
        }
        let is_at_span = |span: &Span| self.text.get(span.start..span.end) == Some(written.value.as_str());
        if let (Some(span), Some(date)) = (span.filter(is_at_span), PartialDate::certain(&written.value)) {
            diagnostic = diagnostic.fix(span, date.to_string());
        }
        self.diagnostics.push(diagnostic);
        None
    }

    /// Reports a year in which no document was made that a head could describe. There is no clock here: what a year of
    /// the next decades means is for the editor to know.
    pub(super) fn check_year(&mut self, written: &Located<String>, year: i16) {
        if !PROBABLE_YEARS.contains(&year) {
            let reason = OddDateReason::Year(format!("{year:04}"));
            let values = vec![
                ("value", (&written.value).into()),
                ("reason", Phrase::OddDate(reason).into()),
            ];
            self.report(Code::OddDate, &written.at, values);
        }
    }

    /// Returns whether a value may be part of an address as it is written; else reports what to write. `term` is the
    /// field's name.
    pub(crate) fn is_slug(&mut self, written: &Located<String>, term: &str) -> bool {
        let proposal = slug(&written.value);
        if proposal == written.value {
            return true;
        }
        let value = (&written.value).into();
        let (code, values) = if is_device_name(&written.value) {
            (Code::BadFileName, vec![("name", value), ("proposal", proposal.into())])
        } else {
            let proposal = format!("{term}: {proposal}");
            (Code::BadSlug, vec![("value", value), ("proposal", proposal.into())])
        };
        self.report(code, &written.at, values);
        false
    }
}

/// How to write a date of a field: as the document does, or as the field's own example.
pub(super) fn date_help(field: &Field) -> Phrase {
    let of_document = [FieldId::Date, FieldId::Effective, FieldId::Expires];
    match of_document.contains(&field.id) {
        true => Phrase::DocumentDate,
        false => Phrase::FieldDate(field.example.to_owned()),
    }
}

/// The shape of a value.
pub(crate) fn shape_of(node: &YamlNode) -> ValueShape {
    match node {
        YamlNode::Null => ValueShape::Nothing,
        YamlNode::Text(_) => ValueShape::Text,
        YamlNode::List(_) => ValueShape::List,
        YamlNode::Map(_) => ValueShape::Mapping,
    }
}

/// The words of a mapping of one entry, which is a text with a colon.
fn colon_text(node: &YamlNode) -> Option<String> {
    let YamlNode::Map(entries) = node else { return None };
    match entries.as_slice() {
        [(key, YamlNode::Text(value))] => Some(nfc(&format!("{key}: {value}")).into_owned()),
        _ => None,
    }
}
