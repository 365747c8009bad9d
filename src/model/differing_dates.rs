//! Dates of one number that are so near to each other that one of them is probably a slip.

use crate::base::date::PartialDate;
use crate::base::number::DocNumber;
use crate::input::citations::mention::{DateDoubt, NumberedMention};
use crate::model::document_index::DocumentIndex;
use crate::model::indexes::DocIx;
use crate::model::number_resolution::same_term;
use crate::model::number_usage::{kinds_agree, used_on};

/// Years within which two dates of one number are more likely a slip than two documents: shorter than a term.
const NEAR_YEARS: i16 = 2;

/// Returns whether two dates are so near that one number hardly means two documents.
pub(super) fn are_near(left: PartialDate, right: PartialDate) -> bool {
    (left.year() - right.year()).abs() < NEAR_YEARS
}

/// Returns whether two dates of one number leave it open whether they are those of two documents: they are near, or in
/// one term of the committee whose numbers begin again with each term.
fn may_be_slip(documents: &DocumentIndex, number: &DocNumber, (own, date): (PartialDate, PartialDate)) -> bool {
    let (first, last) = match own.not_after(date) {
        true => (own, date),
        false => (date, own),
    };
    are_near(own, date) || (number.is_of_party() && same_term(documents, number, first, last))
}

/// Returns whether a date names a day.
pub(super) fn is_day(date: PartialDate) -> bool {
    matches!(date, PartialDate::Day(_))
}

/// The one document of the site with a cited number, where it has another day near the cited one.
pub(super) fn differing_holder(
    documents: &DocumentIndex,
    cited: &NumberedMention,
    date: PartialDate,
) -> Option<(DocIx, PartialDate)> {
    let fits = |index: &&DocIx| kinds_agree(cited.kind.as_ref(), &documents.document(**index).kind);
    let mut holders = documents.with_number(&cited.number).iter().filter(fits);
    let (only, None) = (*holders.next()?, holders.next()) else {
        return None;
    };
    let own = used_on(documents.document(only)).filter(|own| is_day(*own))?;
    let is_same_document = || cited.number.is_unique() || may_be_slip(documents, &cited.number, (own, date));
    (is_day(date) && !own.agrees_with(date) && is_same_document()).then_some((only, own))
}

/// Returns whether the words near a number speak against a document with another date; a number that carries its year
/// is that of one document, whatever else is dated.
pub(super) fn is_in_doubt(documents: &DocumentIndex, cited: &NumberedMention, found: DocIx) -> bool {
    match &cited.doubt {
        None => false,
        Some(_) if cited.number.year().is_some() => false,
        Some(DateDoubt::Impossible(_)) => true,
        Some(DateDoubt::Nearby(date)) => documents.entry(found).issued.is_some_and(|own| !own.agrees_with(*date)),
    }
}
