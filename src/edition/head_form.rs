//! The head of a file as a form: its fields from the table, their values, where they are, and what may be chosen.

use crate::base::kind::Form;
use crate::base::path::RelPath;
use crate::edition::head_lines::{HeadLines, texts};
use crate::edition::new_document::usual_fields;
use crate::input::citations::lexicon::{Kind, KindMatch, Lexicon};
use crate::input::front_matter::fields::{FIELDS, Field, FieldId, ValueType, field_named};
use crate::input::front_matter::vocabulary::{self, Vocabulary};
use crate::input::snapshot::Snapshot;

/// The head of a file as a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct HeadForm {
    /// The fields: those that are written and those that such a document usually has, in the order of the table.
    pub(crate) fields: Vec<FormField>,
}

/// A field of the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FormField {
    /// The name under which the head has the field, or would have it.
    pub(crate) name: String,
    /// Its purpose.
    pub(crate) help: &'static str,
    /// An example of a whole entry.
    pub(crate) example: &'static str,
    /// Its texts; `None` where it holds more than texts, and is edited in the file.
    pub(crate) value: Option<Vec<String>>,
    /// The line of the file that it is on, from 1.
    pub(crate) line: Option<usize>,
    /// Whether several texts may be given.
    pub(crate) is_list: bool,
    /// The values that may be chosen.
    pub(crate) choices: Vec<String>,
    /// Whether no other value is accepted.
    pub(crate) is_closed: bool,
}

/// Makes the form of a file; `None` where its head cannot be read.
pub(crate) fn head_form(snapshot: &Snapshot, path: &RelPath, text: &str) -> Option<HeadForm> {
    let lines = HeadLines::read(path, text)?;
    let files = [&snapshot.site, &snapshot.topics, &snapshot.bodies, &snapshot.places];
    let [site, topics, bodies, places] = files.map(Option::as_ref);
    let vocabulary = vocabulary::read(site, topics, bodies, places).value;
    let kind = kind_of(&lines, &vocabulary.lexicon);
    let usual: Vec<FieldId> = usual_fields(&kind).map(|field| field.id).collect();
    let rows = FIELDS.iter().filter(|field| {
        let is_usual = matches!(field.id, FieldId::Kind | FieldId::Draft) || usual.contains(&field.id);
        is_usual || lines.position(field.id).is_some()
    });
    let fields = rows
        .map(|field| form_field(field, &lines, &kind, &vocabulary))
        .collect();
    Some(HeadForm { fields })
}

fn kind_of(lines: &HeadLines<'_>, lexicon: &Lexicon) -> Kind {
    let written = lines.position(FieldId::Kind);
    let written = written.and_then(|index| texts(&lines.entries[index].1)?.into_iter().next());
    match lexicon.find(&written.unwrap_or_default()) {
        KindMatch::Known(row) | KindMatch::Near(row) => row.kind.clone(),
        KindMatch::Unknown => Kind::new("", "", Form::Official),
    }
}

fn form_field(field: &'static Field, lines: &HeadLines<'_>, kind: &Kind, vocabulary: &Vocabulary) -> FormField {
    let position = lines.position(field.id);
    let usual = match (field.id, kind.form) {
        (FieldId::Title, Form::Writeup | Form::Page) => "tên bài",
        _ => field.term,
    };
    let written = position.map(|index| lines.entries[index].0.clone());
    // A name that only folding recognises is no name for an edit.
    let is_exact = |name: &String| {
        field_named(name).is_some_and(|known| known.term == name || known.aliases.contains(&name.as_str()))
    };
    let value = match position {
        Some(index) => texts(&lines.entries[index].1),
        None if lines.is_repeated(field.id) => None,
        None => Some(Vec::new()),
    };
    let (choices, is_closed) = choices(field.id, vocabulary);
    FormField {
        name: written.filter(is_exact).unwrap_or_else(|| usual.to_owned()),
        help: field.help,
        example: field.example,
        is_list: matches!(field.value, ValueType::TextList | ValueType::Entries)
            || value.as_ref().is_some_and(|texts| texts.len() > 1),
        value,
        line: position.map(|index| lines.line_number(index)),
        choices,
        is_closed,
    }
}

/// The values of a field that a site knows, and whether these are all.
fn choices(field: FieldId, vocabulary: &Vocabulary) -> (Vec<String>, bool) {
    let words = |words: &[&str]| (words.iter().map(|word| (*word).to_owned()).collect(), true);
    match field {
        FieldId::Kind => {
            let rows = vocabulary.lexicon.rows().iter();
            (rows.map(|row| row.kind.name.clone()).collect(), true)
        }
        FieldId::Issuer => {
            let rows = vocabulary.bodies.rows.iter();
            (rows.map(|row| row.name.clone()).collect(), false)
        }
        FieldId::Topics => {
            let rows = vocabulary.topics.rows.iter();
            (
                rows.map(|row| row.name.clone()).collect(),
                vocabulary.topics.is_closed(),
            )
        }
        FieldId::Holding => words(&["có", "một phần", "chưa có"]),
        FieldId::System => words(&["đảng", "nhà nước", "mặt trận, đoàn thể"]),
        FieldId::Draft | FieldId::Follow => words(&["có", "không"]),
        _ => (Vec::new(), false),
    }
}
