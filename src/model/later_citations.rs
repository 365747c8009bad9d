//! Citations of documents that are later than the citing one: a slip, seen from this file alone.

use crate::input::body::html_template::{PlacedMention, Speaker};
use crate::input::document::Document;
use crate::messages::code::Code;
use crate::messages::diagnostic::Diagnostic;
use crate::model::number_usage::{is_own_number, used_on};

/// Reports the citations whose date is after the date of the citing document.
pub(super) fn later_citations(document: &Document) -> Vec<Diagnostic> {
    // Write-ups are dated by their sources and may be brought up to date.
    let (Some(own), Some(_)) = (used_on(document), document.holding) else {
        return Vec::new();
    };
    let later = |mention: &PlacedMention| {
        let cited = mention
            .number()
            .filter(|_| mention.occurrence.speaker == Speaker::Document)?;
        let date = cited.date.filter(|date| !date.not_after(own))?;
        (!is_own_number(document, cited)).then(|| {
            Diagnostic::new(Code::LaterDocument, document.place(mention.occurrence.span))
                .with("own", own)
                .with("number", cited.number.printed())
                .with("cited", date)
        })
    };
    document.references.mentions.iter().filter_map(later).collect()
}
