//! Reads typed values from YAML nodes; a value of the wrong type becomes a diagnostic at its place.

use crate::base::date::{DateError, PartialDate};
use crate::base::did_you_mean::nearest;
use crate::base::file_name::is_device_name;
use crate::base::fold::nfc;
use crate::base::path::RelPath;
use crate::base::slug::{field_key, slug};
use crate::base::span::Span;
use crate::input::front_matter::fields::Field;
use crate::input::front_matter::head_text::HeadText;
use crate::input::front_matter::node::{Located, NodePath, YamlNode};
use crate::messages::code::Code;
use crate::messages::diagnostic::{Argument, Diagnostic, Place};
use crate::messages::phrase::{Phrase, ValueShape};

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
    misnamed: Vec<NodePath>,
}

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

    /// Reports that a value has the wrong shape.
    pub(crate) fn wrong_type(&mut self, field: &Field, expected: ValueShape, node: &YamlNode, at: &NodePath) {
        self.wrong_part((field, field.term), expected, node, at);
    }

    /// Reports that a part of an entry has the wrong shape; `name` is the part's name with that of its field.
    pub(crate) fn wrong_part(
        &mut self,
        (field, name): (&Field, &str),
        expected: ValueShape,
        node: &YamlNode,
        at: &NodePath,
    ) {
        self.report(
            Code::WrongType,
            at,
            vec![
                ("field", name.into()),
                ("expected", Phrase::Shape(expected).into()),
                ("found", Phrase::Shape(shape_of(node)).into()),
                ("example", field.example.into()),
            ],
        );
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

    /// Reports that an entry lacks a part.
    pub(crate) fn missing_part(&mut self, field: &Field, part: &str, at: &NodePath) {
        self.missing_parts(field, &[part], at);
    }
}

fn shape_of(node: &YamlNode) -> ValueShape {
    match node {
        YamlNode::Null => ValueShape::Nothing,
        YamlNode::Text(_) => ValueShape::Text,
        YamlNode::List(_) => ValueShape::List,
        YamlNode::Map(_) => ValueShape::Mapping,
    }
}

/// Reads a text; a mapping of one entry is a text with a colon (`Lưu: VT`).
pub(crate) fn text(
    reader: &mut FieldReader<'_>,
    field: &Field,
    node: &YamlNode,
    at: &NodePath,
) -> Option<Located<String>> {
    named_text(reader, (field, field.term), node, at)
}

fn named_text(
    reader: &mut FieldReader<'_>,
    name: (&Field, &str),
    node: &YamlNode,
    at: &NodePath,
) -> Option<Located<String>> {
    match node {
        YamlNode::Text(text) if text.trim().is_empty() => None,
        YamlNode::Text(text) => Some(Located::new(nfc(text.trim()).into_owned(), at.clone())),
        YamlNode::Null => None,
        YamlNode::Map(_) | YamlNode::List(_) => {
            let words = colon_text(node);
            if words.is_none() {
                reader.wrong_part(name, ValueShape::Text, node, at);
            }
            words.map(|words| Located::new(words, at.clone()))
        }
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

/// Reads a list of texts; one text is a list of one.
pub(crate) fn texts(
    reader: &mut FieldReader<'_>,
    field: &Field,
    node: &YamlNode,
    at: &NodePath,
) -> Vec<Located<String>> {
    match node {
        YamlNode::List(items) => items
            .iter()
            .enumerate()
            .filter_map(|(index, item)| text(reader, field, item, &at.step(index)))
            .collect(),
        _ => text(reader, field, node, at).into_iter().collect(),
    }
}

/// Reads the entries of a list; one entry is a list of one.
pub(crate) fn entries<'n>(node: &'n YamlNode, at: &NodePath) -> Vec<(&'n YamlNode, NodePath)> {
    match node {
        YamlNode::List(items) => items
            .iter()
            .enumerate()
            .map(|(index, item)| (item, at.step(index)))
            .collect(),
        YamlNode::Null => Vec::new(),
        _ => vec![(node, at.clone())],
    }
}

/// Reads a date.
pub(crate) fn date(
    reader: &mut FieldReader<'_>,
    field: &Field,
    node: &YamlNode,
    at: &NodePath,
) -> Option<Located<PartialDate>> {
    let written = text(reader, field, node, at)?;
    date_of(reader, &written)
}

/// Parses a date from a text that was read.
pub(crate) fn date_of(reader: &mut FieldReader<'_>, written: &Located<String>) -> Option<Located<PartialDate>> {
    match PartialDate::parse(&written.value) {
        Ok(date) => Some(Located::new(date, written.at.clone())),
        Err(error) => {
            let code = match error {
                DateError::Form => Code::BadDate,
                DateError::Impossible => Code::ImpossibleDate,
            };
            let place = reader.place(&written.at);
            let span = place.span;
            let mut diagnostic = Diagnostic::new(code, place).with("value", &written.value);
            let is_at_span = |span: &Span| reader.text.get(span.start..span.end) == Some(written.value.as_str());
            if let (Some(span), Some(date)) = (span.filter(is_at_span), PartialDate::certain(&written.value)) {
                diagnostic = diagnostic.fix(span, date.to_string());
            }
            reader.diagnostics.push(diagnostic);
            None
        }
    }
}

/// Reads `có` or `không`.
pub(crate) fn yes_no(reader: &mut FieldReader<'_>, field: &Field, node: &YamlNode, at: &NodePath) -> bool {
    let Some(written) = text(reader, field, node, at) else {
        return false;
    };
    match field_key(&written.value).as_str() {
        "co" | "yes" | "true" => true,
        "khong" | "no" | "false" => false,
        _ => {
            unknown_value(reader, field, &written, &["có", "không"]);
            false
        }
    }
}

/// Reports a value outside a fixed set.
pub(crate) fn unknown_value(reader: &mut FieldReader<'_>, field: &Field, written: &Located<String>, choices: &[&str]) {
    unknown_value_help(reader, field, written, Phrase::OneOf(choices.join(", ")));
}

/// Reports a value that a field does not accept, with the given help.
pub(crate) fn unknown_value_help(reader: &mut FieldReader<'_>, field: &Field, written: &Located<String>, help: Phrase) {
    let values = vec![
        ("field", field.term.into()),
        ("value", (&written.value).into()),
        ("help", help.into()),
    ];
    reader.report(Code::UnknownValue, &written.at, values);
}

/// A mapping whose parts are looked up by folded names.
pub(crate) struct EntryParts<'n> {
    entries: &'n [(String, YamlNode)],
    at: NodePath,
}

impl<'n> EntryParts<'n> {
    /// The parts of a mapping; `None` for any other node.
    pub(crate) fn of(node: &'n YamlNode, at: &NodePath) -> Option<Self> {
        match node {
            YamlNode::Map(entries) => Some(EntryParts {
                entries,
                at: at.clone(),
            }),
            YamlNode::Null | YamlNode::Text(_) | YamlNode::List(_) => None,
        }
    }

    /// Finds a part by any of its names.
    pub(crate) fn get(&self, names: &[&str]) -> Option<(&'n YamlNode, NodePath)> {
        let wanted = |key: &str| names.iter().any(|name| field_key(name) == field_key(key));
        let index = self.entries.iter().position(|(key, _)| wanted(key))?;
        Some((&self.entries[index].1, self.at.step(index)))
    }

    /// Reads a part as text.
    pub(crate) fn text(&self, reader: &mut FieldReader<'_>, field: &Field, names: &[&str]) -> Option<Located<String>> {
        let (node, at) = self.get(names)?;
        let name = format!("{} › {}", field.term, names.first().copied().unwrap_or_default());
        named_text(reader, (field, &name), node, &at)
    }

    /// Reports every part whose name is not among the known ones.
    pub(crate) fn only(&self, reader: &mut FieldReader<'_>, field: &Field, known: &[&str]) {
        for (index, (key, _)) in self.entries.iter().enumerate() {
            if !known.iter().any(|name| field_key(name) == field_key(key)) {
                reader.misnamed.push(self.at.clone());
                let nearest = nearest(key, known.iter().copied());
                let help = match nearest {
                    Some(name) => Phrase::DidYouMean(name.to_owned()),
                    None => Phrase::ThereAre(known.join(", ")),
                };
                let name = format!("{} › {key}", field.term);
                reader.report(
                    Code::UnknownField,
                    &self.at.key(index),
                    vec![("field", name.into()), ("help", help.into())],
                );
            }
        }
    }
}

/// Returns whether a value may be part of an address as it is written; else reports what to write. `term` is the
/// field's name.
pub(crate) fn is_slug(reader: &mut FieldReader<'_>, written: &Located<String>, term: &str) -> bool {
    let proposal = slug(&written.value);
    if proposal == written.value {
        return true;
    }
    let value = ("value", (&written.value).into());
    let (code, values) = if is_device_name(&written.value) {
        let name = ("name", (&written.value).into());
        (Code::BadFileName, vec![name, ("proposal", proposal.into())])
    } else {
        (
            Code::BadSlug,
            vec![value, ("proposal", format!("{term}: {proposal}").into())],
        )
    };
    reader.report(code, &written.at, values);
    false
}
