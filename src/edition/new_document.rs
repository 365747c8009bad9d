//! The file that `congbo new` writes: a head of a kind, each usual field with its help and an example.

use crate::base::kind::Form;
use crate::base::number::DocNumber;
use crate::base::path::RelPath;
use crate::base::relation::RelationKind;
use crate::base::slug::slug;
use crate::input::citations::lexicon::{Kind, KindMatch};
use crate::input::front_matter::fields::{Field, FieldId, field_row};
use crate::input::front_matter::vocabulary;
use crate::input::front_matter::yaml_quoting::written_value;
use crate::input::snapshot::Snapshot;

/// A file to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct NewDocument {
    /// Where it goes: the folder of its kind.
    pub(crate) path: RelPath,
    /// Its text: a head; the body is empty.
    pub(crate) text: String,
}

/// Why a file cannot be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum NewDocumentProblem {
    /// The site has no such kind.
    UnknownKind {
        /// The kind with the nearest name.
        near: Option<String>,
        /// All kinds of the site.
        known: Vec<String>,
    },
    /// A write-up or a page is known by its title alone.
    NoTitle,
}

/// The usual fields, in the order of a head; each is written where the kind's documents have it.
const USUAL: [FieldId; 24] = [
    FieldId::Number,
    FieldId::Title,
    FieldId::Issuer,
    FieldId::Place,
    FieldId::Date,
    FieldId::SigningForm,
    FieldId::SignerRole,
    FieldId::Signer,
    FieldId::Addressees,
    FieldId::Recipients,
    FieldId::Effective,
    FieldId::Status,
    FieldId::Holding,
    FieldId::Unit,
    FieldId::Locality,
    FieldId::Years,
    FieldId::Results,
    FieldId::Summary,
    FieldId::Topics,
    FieldId::Relation(RelationKind::BasedOn),
    FieldId::Relation(RelationKind::Implements),
    FieldId::Relation(RelationKind::SameSubject),
    FieldId::Sources,
    FieldId::Files,
];

/// The fields of a snippet: those that a person types each time.
const SNIPPET: [FieldId; 8] = [
    FieldId::Number,
    FieldId::Title,
    FieldId::Issuer,
    FieldId::Place,
    FieldId::Date,
    FieldId::Signer,
    FieldId::Locality,
    FieldId::Sources,
];

/// Makes the file of a new document; a title that is a number of a document becomes its number.
///
/// # Errors
/// The kind is not known, or a title is missing.
pub(crate) fn new_document(
    snapshot: &Snapshot,
    kind: &str,
    title: Option<&str>,
) -> Result<NewDocument, NewDocumentProblem> {
    let kind = known_kind(snapshot, kind)?;
    let title = title.map(str::trim).filter(|title| !title.is_empty());
    let number = title.filter(|_| kind.form == Form::Official).and_then(DocNumber::parse);
    if title.is_none() && kind.form != Form::Official {
        return Err(NewDocumentProblem::NoTitle);
    }
    let name = match (&number, title) {
        (Some(number), _) => number.slug(),
        (None, Some(title)) => slug(title),
        (None, None) => String::new(),
    };
    let name = Some(name).filter(|name| !name.is_empty());
    let name = name.unwrap_or_else(|| format!("{}-moi", kind.slug));
    let folder = match kind.form {
        Form::Page => String::new(),
        Form::Official | Form::Writeup => format!("{}/", kind.slug),
    };
    let path = format!("content/{folder}{name}.md");
    Ok(NewDocument {
        path: RelPath::new(&path).expect("slugs make a path"),
        text: head(&kind, number.as_ref(), title),
    })
}

fn known_kind(snapshot: &Snapshot, typed: &str) -> Result<Kind, NewDocumentProblem> {
    let lexicon = vocabulary::read(snapshot.site.as_ref(), None, None, None).value.lexicon;
    let near = match lexicon.find(typed) {
        KindMatch::Known(row) => return Ok(row.kind.clone()),
        KindMatch::Near(row) => Some(row.kind.name.clone()),
        KindMatch::Unknown => None,
    };
    let known = lexicon.rows().iter().map(|row| row.kind.name.clone()).collect();
    Err(NewDocumentProblem::UnknownKind { near, known })
}

/// The head: what is known as fields, everything else as comments, so that no example is published.
fn head(kind: &Kind, number: Option<&DocNumber>, title: Option<&str>) -> String {
    let mut lines = vec![
        "---".to_owned(),
        "# Dòng bắt đầu bằng dấu # là lời dặn và ví dụ: bỏ dấu # rồi sửa theo văn bản; dòng không dùng thì xóa."
            .to_owned(),
        format!("loại: {}", kind.name),
    ];
    for field in usual_fields(kind) {
        let known = match field.id {
            FieldId::Number => number.map(|number| number.printed().to_owned()),
            FieldId::Title if number.is_none() => title.map(|title| written_value(title, field)),
            _ => None,
        };
        match known {
            Some(value) => lines.push(format!("{}: {value}", term(field, kind))),
            None => lines.extend([format!("# {}", field.help), format!("# {}", field.example)]),
        }
    }
    lines.extend([
        "# chưa đăng; viết xong thì xóa dòng dưới đây".to_owned(),
        "bản nháp: có".to_owned(),
        "---".to_owned(),
        String::new(),
    ]);
    lines.join("\n")
}

/// The lines of a head as a snippet for VS Code: a stop for each of the fields that nearly every document of the kind has.
pub(crate) fn snippet(kind: &Kind) -> Vec<String> {
    let stops = usual_fields(kind)
        .filter(|field| SNIPPET.contains(&field.id))
        .enumerate();
    let stops = stops.map(|(index, field)| format!("{}: ${}", term(field, kind), index + 1));
    let first = ["---".to_owned(), format!("loại: {}", kind.name)];
    first
        .into_iter()
        .chain(stops)
        .chain(["---".to_owned(), "$0".to_owned()])
        .collect()
}

/// The usual fields of the documents of a kind, in the order of a head.
pub(super) fn usual_fields(kind: &Kind) -> impl Iterator<Item = &'static Field> {
    let form = kind.form;
    // Write-ups may have them, and hardly ever do.
    let is_rare = move |id: FieldId| {
        use FieldId::{Number, Relation};
        let official = [
            Number,
            Relation(RelationKind::BasedOn),
            Relation(RelationKind::Implements),
        ];
        form != Form::Official && official.contains(&id)
    };
    let rows = USUAL.into_iter().filter(move |id| !is_rare(*id)).map(field_row);
    rows.filter(move |field| field.holders.include(form))
}

/// The name of a field as documents of a kind call it.
fn term(field: &Field, kind: &Kind) -> &'static str {
    match (field.id, kind.form) {
        (FieldId::Title, Form::Writeup | Form::Page) => "tên bài",
        _ => field.term,
    }
}
