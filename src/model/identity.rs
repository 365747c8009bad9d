//! What makes a document this one and no other: its number, kind and date, its names, its file.

use crate::base::span::Span;
use crate::input::document::Document;
use crate::messages::code::Code;
use crate::messages::diagnostic::{Diagnostic, LabelText, Place};

/// Two files are one document when number (or, without any, address) and kind are the same and their dates do
/// not differ.
pub(super) fn same_document(left: &Document, right: &Document) -> bool {
    if left.head.number.is_some() != right.head.number.is_some() {
        return false;
    }
    let date = |document: &Document| document.head.date.as_ref().map(|date| date.value);
    let dates = match (date(left), date(right)) {
        (Some(left), Some(right)) => left.agrees_with(right),
        _ => true,
    };
    left.kind.slug == right.kind.slug && dates
}

/// Reports two files that are one document, with both places.
pub(super) fn duplicate(first: &Document, second: &Document, path_key: &str) -> Diagnostic {
    let place = |document: &Document| match (&document.head.number, &document.head.title) {
        (Some(number), _) => document.head_place(&number.at),
        (None, Some(title)) => document.head_place(&title.at),
        (None, None) => Place::at(&document.path, Span::new(0, 0)),
    };
    let key = second
        .head
        .number
        .as_ref()
        .map_or_else(|| path_key.to_owned(), |number| number.value.to_string());
    Diagnostic::new(Code::DuplicateDocument, place(second))
        .with("key", key)
        .label(place(first), LabelText::FirstHere)
}

/// What messages call a document: its number, else its name, else its file.
pub fn display_name(document: &Document) -> String {
    shown_name(document).to_owned()
}

/// The same, as it stands in the file.
pub(super) fn shown_name(document: &Document) -> &str {
    let number = document.head.number.as_ref().map(|number| number.value.printed());
    number
        .or(document.title_text.as_deref())
        .unwrap_or_else(|| document.path.as_str())
}
