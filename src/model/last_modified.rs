//! The date when a document last changed: from dates in the files alone, never from a clock.

use crate::base::date::PartialDate;
use crate::input::document::Document;
use crate::input::front_matter::metadata::{Source, Years};

/// The date of a document's newest change note, else of its publication, else its own, else of its newest
/// source; `None` where nothing is dated.
pub(crate) fn changed(document: &Document) -> Option<PartialDate> {
    let head = &document.head;
    let notes = head.updates.iter().map(|update| update.date);
    let own = || head.date.as_ref().map(|date| date.value);
    notes
        .max()
        .or(head.publish_from)
        .or_else(own)
        .or_else(|| head.sources.iter().flat_map(source_dates).max())
        .or_else(|| last_year(&head.years))
}

/// The last of the years that a write-up is about.
pub(super) fn last_year(years: &Years) -> Option<PartialDate> {
    match years {
        Years::Known(years) => years.last().map(|year| PartialDate::Year(*year)),
        Years::Absent | Years::Unknown => None,
    }
}

/// The dates that a source states: of publication and of retrieval.
fn source_dates(source: &Source) -> Vec<PartialDate> {
    let dated = |text: &str| PartialDate::parse(text.trim().trim_start_matches("truy cập").trim()).ok();
    match source {
        Source::Parts { date, retrieved, .. } => {
            let written = [date, retrieved].into_iter().flatten();
            written.filter_map(|text| dated(text)).collect()
        }
        Source::Line(line) => line.value.split([',', ';']).filter_map(dated).collect(),
    }
}
