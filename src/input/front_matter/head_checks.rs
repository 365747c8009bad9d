//! Compares the fields of one head with each other: dates in their order, the year of a number, its separators.

use crate::base::date::PartialDate;
use crate::input::front_matter::field_reader::FieldReader;
use crate::input::front_matter::fields::{FieldId, field_row};
use crate::input::front_matter::metadata::Metadata;
use crate::input::front_matter::node::NodePath;
use crate::messages::code::Code;
use crate::messages::diagnostic::Diagnostic;
use crate::messages::phrase::{OddDateReason, Phrase};

/// Reports dates and numbers of a head that contradict each other.
pub(super) fn check(reader: &mut FieldReader<'_>, head: &Metadata) {
    check_separators(reader, head);
    let issued = head.date.as_ref().map(|date| date.value);
    for (id, date) in [(FieldId::Effective, head.effective), (FieldId::Expires, head.expires)] {
        check_order(reader, head, (id, date), (FieldId::Date, issued));
    }
    let (effective, expires) = ((FieldId::Effective, head.effective), (FieldId::Expires, head.expires));
    if issued.is_none_or(|issued| head.expires.is_none_or(|expires| issued.not_after(expires))) {
        check_order(reader, head, expires, effective);
    }
    let year = head.number.as_ref().and_then(|number| number.value.year());
    if let (Some(year), Some(date), Some(number)) = (year, &head.date, &head.number)
        && year != date.value.year()
    {
        let reason = OddDateReason::Number(number.value.to_string());
        report(reader, date.value, reason, &date.at);
    }
}

/// Reports a date that is before another which it follows by its nature.
fn check_order(
    reader: &mut FieldReader<'_>,
    head: &Metadata,
    (id, date): (FieldId, Option<PartialDate>),
    (earlier, first): (FieldId, Option<PartialDate>),
) {
    let (Some(date), Some(first)) = (date, first) else {
        return;
    };
    if first.not_after(date) {
        return;
    }
    let key = head.written.iter().find(|(field, _)| *field == id);
    if let Some((_, key)) = key {
        let value = NodePath {
            on_key: false,
            ..key.clone()
        };
        let reason = OddDateReason::Before(field_row(earlier).term, first.to_string());
        report(reader, date, reason, &value);
    }
}

fn report(reader: &mut FieldReader<'_>, date: PartialDate, reason: OddDateReason, at: &NodePath) {
    let values = vec![
        ("value", date.to_string().into()),
        ("reason", Phrase::OddDate(reason).into()),
    ];
    reader.report(Code::OddDate, at, values);
}

/// Reports a number in the form of the other numbering system, as citations of it are reported.
fn check_separators(reader: &mut FieldReader<'_>, head: &Metadata) {
    let Some(number) = &head.number else { return };
    let Some(own) = number.value.in_its_system() else {
        return;
    };
    let place = reader.place(&number.at);
    let mut diagnostic = Diagnostic::new(Code::WrongSeparator, place.clone())
        .with("cited", number.value.to_string())
        .with("own", &own);
    if let Some(span) = place.span {
        diagnostic = diagnostic.fix(span, own);
    }
    reader.diagnostics.push(diagnostic);
}
