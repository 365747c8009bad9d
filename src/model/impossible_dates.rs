//! Citations with an impossible date: of documents that are later than the citing one, or of a year that cannot be
//! right. Slips that are seen from this file alone.

use std::ops::RangeInclusive;

use crate::base::date::PartialDate;
use crate::input::body::html_template::{PlacedMention, Speaker};
use crate::input::citations::mention::DateDoubt;
use crate::input::document::Document;
use crate::messages::code::Code;
use crate::messages::diagnostic::Diagnostic;
use crate::messages::phrase::{OddDateReason, Phrase};
use crate::model::number_usage::{is_own_number, used_on};

/// The years of documents that a page may cite: earlier and later ones are slips of writing.
const LIKELY_YEARS: RangeInclusive<i16> = 1900..=2100;

/// Reports the citations whose date cannot be right.
pub(super) fn impossible_dates(document: &Document) -> Vec<Diagnostic> {
    let mut found = unlikely_years(document);
    found.extend(dates_of_no_calendar(document));
    found.extend(later_citations(document));
    found
}

/// Reports the citations whose year cannot be right, whoever writes them.
fn unlikely_years(document: &Document) -> Vec<Diagnostic> {
    let unlikely = |mention: &PlacedMention| {
        let cited = mention.number()?;
        let year = cited.date.map(PartialDate::year)?;
        (!LIKELY_YEARS.contains(&year)).then(|| {
            Diagnostic::new(Code::UnlikelyYear, document.place(mention.occurrence.span))
                .with("number", cited.number.printed())
                .with("year", format!("{year:04}"))
        })
    };
    document.references.mentions.iter().filter_map(unlikely).collect()
}

/// Reports the citations with a date that no calendar has.
fn dates_of_no_calendar(document: &Document) -> impl Iterator<Item = Diagnostic> {
    let impossible = |mention: &PlacedMention| match &mention.number()?.doubt {
        Some(DateDoubt::Impossible(words)) => {
            let place = document.place(mention.occurrence.span);
            let reason = Phrase::OddDate(OddDateReason::Calendar);
            let found = Diagnostic::new(Code::OddDate, place).with("value", &**words);
            Some(found.with("reason", reason))
        }
        Some(DateDoubt::Nearby(_)) | None => None,
    };
    document.references.mentions.iter().filter_map(impossible)
}

/// Reports the citations whose date is after the date of the citing document.
fn later_citations(document: &Document) -> Vec<Diagnostic> {
    // Write-ups are dated by their sources and may be brought up to date.
    let (Some(own), Some(_)) = (used_on(document), document.holding) else {
        return Vec::new();
    };
    let later = |mention: &PlacedMention| {
        let cited = mention
            .number()
            .filter(|_| mention.occurrence.speaker == Speaker::Document)?;
        let is_likely = |date: &PartialDate| LIKELY_YEARS.contains(&date.year());
        let date = cited.date.filter(|date| !date.not_after(own) && is_likely(date))?;
        (!is_own_number(document, cited)).then(|| {
            Diagnostic::new(Code::LaterDocument, document.place(mention.occurrence.span))
                .with("own", own)
                .with("number", cited.number.printed())
                .with("cited", date)
        })
    };
    document.references.mentions.iter().filter_map(later).collect()
}
