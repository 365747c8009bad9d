//! Decides which document a number means: by date, by which documents precede the citing one, by term.

use std::cmp::Ordering;

use crate::base::date::PartialDate;
use crate::base::number::DocNumber;
use crate::model::document_index::DocumentIndex;
use crate::model::identity::can_be_of_year;
use crate::model::indexes::DocIx;
use crate::model::key_table::Holders;
use crate::model::number_usage::NumberUse;
use crate::model::stub_issuers::IssuerScope;
use crate::model::stubs::{CitationGroups, CitedGroup};
use crate::model::target::MAX_CANDIDATES;

/// How far back a number without date may point where no terms are declared: one term of a committee.
const DEFAULT_TERM_YEARS: i16 = 5;

/// A document that a number may mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Candidate {
    /// A document with a file.
    Held(DocIx),
    /// One known from citations.
    Cited(CitedGroup),
}

/// What a number means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Resolution {
    /// One document.
    One(Candidate),
    /// No known document: a group of its own.
    New,
    /// Several; a wrong link costs more than a missing one.
    Several(Vec<Candidate>),
}

/// Where a number was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ReferenceSource {
    /// In running text.
    Text,
    /// By an editor, who means one document.
    Written,
}

/// Decides which document a number means, dated or not.
pub(super) fn resolve_number(
    documents: &DocumentIndex,
    groups: &CitationGroups<'_>,
    (wanted, holders): (NumberUse<'_>, &Holders),
    source: ReferenceSource,
) -> Resolution {
    match (wanted.date, source) {
        (Some(date), _) => dated(documents, groups, (wanted, holders), date),
        (None, ReferenceSource::Text) => undated(documents, wanted, &candidates(documents, groups, wanted, holders)),
        (None, ReferenceSource::Written) => written(documents, wanted, &candidates(documents, groups, wanted, holders)),
    }
}

/// Decides which document a number with a date means: the held document of that date, else the one that other
/// citations date more precisely (`@2011` for one cited with its day).
fn dated(
    documents: &DocumentIndex,
    groups: &CitationGroups<'_>,
    (wanted, holders): (NumberUse<'_>, &Holders),
    date: PartialDate,
) -> Resolution {
    match holders {
        Holders::One([only]) => return Resolution::One(Candidate::Held(*only)),
        Holders::Several(all) => return Resolution::Several(all.iter().copied().map(Candidate::Held).collect()),
        Holders::None => {}
    }
    if let Some(undated) = dated_by_citations(documents, groups, wanted) {
        return Resolution::One(Candidate::Held(undated));
    }
    let mut found = known_groups(documents, groups, wanted);
    found.retain(|group| group.date.is_some_and(|other| other.agrees_with(date)));
    let is_exact = |group: &&CitedGroup| group.date == Some(date);
    let mut exact = found.iter().filter(is_exact);
    match (found.as_slice(), exact.next(), exact.next()) {
        ([], ..) => Resolution::New,
        ([only], ..) | (_, Some(only), None) => Resolution::One(Candidate::Cited(*only)),
        (several, ..) => Resolution::Several(several.iter().copied().map(Candidate::Cited).collect()),
    }
}

/// The documents known from citations that a number may mean, as far as its issuer shows.
fn known_groups(documents: &DocumentIndex, groups: &CitationGroups<'_>, wanted: NumberUse<'_>) -> Vec<CitedGroup> {
    let scope = issuer_scope(documents, groups, wanted);
    let known = groups.of_number(wanted.number.folded());
    known.filter(|group| scope.admits(group.issuer)).collect()
}

/// What the issuer says that a number is used with.
fn issuer_scope(documents: &DocumentIndex, groups: &CitationGroups<'_>, wanted: NumberUse<'_>) -> IssuerScope {
    let issuer = wanted.issuer.map(|issuer| &**issuer);
    groups.issuers.scope(documents, wanted.number.folded(), issuer)
}

/// The group of a number that means no known document.
pub(super) fn new_group(documents: &DocumentIndex, groups: &CitationGroups<'_>, wanted: NumberUse<'_>) -> CitedGroup {
    CitedGroup {
        date: wanted.date,
        issuer: issuer_scope(documents, groups, wanted).group(),
    }
}

/// The only document with a file that has a number, where it has no date and all citations of the number give one: they
/// mean that document.
fn dated_by_citations(documents: &DocumentIndex, groups: &CitationGroups<'_>, wanted: NumberUse<'_>) -> Option<DocIx> {
    let mut dates = known_groups(documents, groups, wanted)
        .into_iter()
        .filter_map(|group| group.date);
    let first = dates.next()?;
    dates
        .all(|other| other.agrees_with(first))
        .then(|| undated_holder(documents, wanted))?
}

/// The only document with a file that has a number, where it has no date and its period does not contradict the cited
/// one.
fn undated_holder(documents: &DocumentIndex, wanted: NumberUse<'_>) -> Option<DocIx> {
    let with_number = documents.with_number(wanted.number);
    let [only] = with_number else { return None };
    documents.entry(*only).issued.is_none().then_some(())?;
    let is_of_year = |date: PartialDate| can_be_of_year(documents.document(*only), date.year());
    wanted.date.is_none_or(is_of_year).then_some(())?;
    let undated = NumberUse { date: None, ..wanted };
    matches!(Holders::of(documents, undated), Holders::One(_)).then_some(*only)
}

/// The first of several held documents as candidates: no message names more of them.
pub(super) fn first_held(several: &[DocIx]) -> Vec<Candidate> {
    let first = several.iter().copied().take(MAX_CANDIDATES);
    first.map(Candidate::Held).collect()
}

/// Decides which document a number without date means, once all dated citations are known.
fn undated(documents: &DocumentIndex, wanted: NumberUse<'_>, all: &[Candidate]) -> Resolution {
    let is_earlier = |candidate: &Candidate| match (date_of(documents, *candidate), wanted.used_on) {
        (Some(_), Some(_)) if wanted.number.is_unique() => true,
        (Some(date), Some(used_on)) => date.not_after(used_on) && same_term(documents, wanted.number, date, used_on),
        (None, _) | (_, None) => true,
    };
    let earlier: Vec<Candidate> = all.iter().copied().filter(is_earlier).collect();
    match earlier.as_slice() {
        [] => Resolution::New,
        [only] => Resolution::One(*only),
        _ => Resolution::Several(earlier),
    }
}

/// Decides which document a number means that an editor wrote on purpose: the only one, else as in a text.
fn written(documents: &DocumentIndex, wanted: NumberUse<'_>, all: &[Candidate]) -> Resolution {
    match all {
        [] => Resolution::New,
        [only] => Resolution::One(*only),
        several => match undated(documents, wanted, all) {
            Resolution::One(candidate) => Resolution::One(candidate),
            Resolution::New | Resolution::Several(_) => Resolution::Several(several.to_vec()),
        },
    }
}

fn candidates(
    documents: &DocumentIndex,
    groups: &CitationGroups<'_>,
    wanted: NumberUse<'_>,
    holders: &Holders,
) -> Vec<Candidate> {
    let held = holders.as_slice();
    let is_held = |date: &PartialDate| {
        let own = |index: &DocIx| documents.entry(*index).issued.is_some_and(|own| own.agrees_with(*date));
        held.iter().any(own)
    };
    let folded = wanted.number.folded();
    if let Some(undated) = dated_by_citations(documents, groups, wanted) {
        return vec![Candidate::Held(undated)];
    }
    let cited = known_groups(documents, groups, wanted).into_iter();
    // A wrong date in one file must not take the links of others.
    let is_slip = |date: &PartialDate| groups.is_slip(folded, *date);
    let cited = cited.filter(|group| group.date.is_none_or(|date| !is_held(&date) && !is_slip(&date)));
    let held = held.iter().copied().map(Candidate::Held);
    held.chain(cited.map(Candidate::Cited)).collect()
}

/// The date of a candidate.
fn date_of(documents: &DocumentIndex, candidate: Candidate) -> Option<PartialDate> {
    match candidate {
        Candidate::Held(index) => documents.entry(index).issued,
        Candidate::Cited(group) => group.date,
    }
}

/// Returns whether two dates are in one term of the body that owns the number's symbol.
pub(super) fn same_term(
    documents: &DocumentIndex,
    number: &DocNumber,
    date: PartialDate,
    used_on: PartialDate,
) -> bool {
    // A number that contains its year (`30/2020/NĐ-CP`) does not start again with a term.
    if number.year().is_some() {
        return true;
    }
    let owner = documents.symbol_owner(number);
    let terms = owner.map_or(&[][..], |body| &documents.bodies[body.get()].terms);
    if terms.is_empty() {
        return within_years(date, used_on, DEFAULT_TERM_YEARS);
    }
    let term = |date: PartialDate| terms.partition_point(|first| *first <= date);
    term(date) == term(used_on)
}

/// Returns whether `later` is at most `years` years after `date`, as far as both are precise.
fn within_years(date: PartialDate, later: PartialDate, years: i16) -> bool {
    let ((year, month, day), (later_year, later_month, later_day)) = (date.order_key(), later.order_key());
    let is_open = |left: i8, right: i8| left == 0 || right == 0;
    match (later_year - year).cmp(&years) {
        Ordering::Less => true,
        Ordering::Greater => false,
        Ordering::Equal if is_open(month, later_month) || month != later_month => {
            is_open(month, later_month) || later_month < month
        }
        Ordering::Equal => is_open(day, later_day) || later_day <= day,
    }
}

#[cfg(test)]
mod tests {
    use super::within_years;
    use crate::base::date::PartialDate;

    #[test]
    fn a_term_of_five_years_ends_with_its_day() {
        let date = |text: &str| PartialDate::parse(text).expect("a date");
        let within = |from: &str, to: &str| within_years(date(from), date(to), 5);
        assert!(within("29/8/2006", "29/8/2011"));
        assert!(!within("28/8/2006", "29/8/2011"));
        assert!(within("1/9/2006", "29/8/2011"));
        assert!(!within("1/1/2006", "29/8/2011"));
        assert!(within("2006", "29/8/2011"));
        assert!(within("8/2006", "29/8/2011"));
        assert!(!within("7/2006", "29/8/2011"));
        assert!(!within("31/12/2005", "1/1/2011"));
    }
}
