//! The identity of a document: when two files are the same document, and what messages call one.

use crate::base::span::Span;
use crate::input::document::Document;
use crate::messages::code::Code;
use crate::messages::diagnostic::{Diagnostic, LabelText, Place};

/// Returns whether two files are one document: number (or, without any, address) and kind are the same and the dates
/// do not differ. Numbers begin anew with each term: where a date is not known, different periods tell two apart.
pub(super) fn same_document(left: &Document, right: &Document) -> bool {
    if left.head.number.is_some() != right.head.number.is_some() {
        return false;
    }
    let date = |document: &Document| document.head.date.as_ref().map(|date| date.value);
    let dates = match (date(left), date(right)) {
        (Some(left), Some(right)) => left.agrees_with(right),
        _ => !differ_in_period(left, right),
    };
    left.kind.slug == right.kind.slug && dates
}

/// Returns whether two documents state periods (giai đoạn) that have no year in common.
fn differ_in_period(left: &Document, right: &Document) -> bool {
    match (period_years(left), period_years(right)) {
        (Some(left), Some(right)) => left.1 < right.0 || right.1 < left.0,
        _ => false,
    }
}

/// Returns whether a document without a date can be of a year, as far as the period that it states shows: it is issued
/// in its period or shortly before.
pub(super) fn can_be_of_year(document: &Document, year: i16) -> bool {
    period_years(document).is_none_or(|(first, last)| (first - YEARS_BEFORE_PERIOD..=last).contains(&year))
}

/// How many years before its period a document may be issued.
const YEARS_BEFORE_PERIOD: i16 = 2;

/// The first and the last year of the period that a document states.
fn period_years(document: &Document) -> Option<(i16, i16)> {
    let period = document.head.period.as_deref()?;
    let numbers = period.split(|letter: char| !letter.is_ascii_digit());
    let years: Vec<i16> = numbers
        .filter(|number| number.len() == 4)
        .filter_map(|year| year.parse().ok())
        .collect();
    Some((*years.iter().min()?, *years.iter().max()?))
}

/// Reports two files that are one document, with both places.
pub(super) fn duplicate(first: &Document, second: &Document, path_key: &str) -> Diagnostic {
    let place = |document: &Document| match (&document.head.number, &document.head.title) {
        (Some(number), _) => document.head_place(&number.at),
        (None, Some(title)) => document.head_place(&title.at),
        (None, None) => Place::at(&document.path, Span::new(0, 0)),
    };
    let number = second.head.number.as_ref().map(|number| number.value.printed());
    let key = number.unwrap_or(path_key);
    Diagnostic::new(Code::DuplicateDocument, place(second))
        .with("key", key)
        .label(place(first), LabelText::FirstHere)
}

/// The name of a document in messages: its number, else its title, else its file.
pub(crate) fn display_name(document: &Document) -> String {
    shown_name(document).to_owned()
}

/// The same, borrowed from the document.
pub(super) fn shown_name(document: &Document) -> &str {
    let number = document.head.number.as_ref().map(|number| number.value.printed());
    number
        .or(document.title_text.as_deref())
        .unwrap_or_else(|| document.path.as_str())
}
