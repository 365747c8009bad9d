//! The editions of laws: names that a law shares with those before and after it, each with the numbers that texts give it.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use crate::base::date::PartialDate;
use crate::base::fingerprint::Fingerprint;
use crate::input::body::html_template::Speaker;
use crate::model::document_index::DocumentIndex;
use crate::model::indexes::DocIx;
use crate::model::law_numbers::{LawNumber, split_year};
use crate::model::link_unit::LinkUnit;
use crate::model::number_lookup::NumberLookups;
use crate::model::stubs::StubTable;
use crate::model::target::DocumentRef;

/// Returns whether the key of a proper name is that of a law.
pub(super) fn is_law(key: &str) -> bool {
    ["luật ", "bộ luật ", "pháp lệnh "]
        .iter()
        .any(|word| key.starts_with(word))
}

/// The editions of laws that the documents of a site name, besides those that it holds under that name.
#[derive(Debug, Default)]
pub(super) struct LawEditions(FxHashMap<Fingerprint, BTreeMap<DocumentRef, PartialDate>>);

impl LawEditions {
    /// Gathers the numbers that all documents give to names of laws.
    pub(super) fn of(documents: &DocumentIndex, lookups: &[NumberLookups], stubs: &StubTable) -> Self {
        let mut editions = LawEditions::default();
        for lookups in lookups {
            let unit = documents.link_unit(lookups.index);
            for named in &unit.law_numbers {
                let citation = &unit.citations[named.citation as usize];
                let node = match lookups.answers[named.citation as usize].only() {
                    Some(found) => Some(DocumentRef::Held(found)),
                    None => stub_of(unit, stubs, named),
                };
                let date = node.and_then(|node| edition_date(documents, stubs, node));
                if let (Some(node), Some(date), Speaker::Document) = (node, date, citation.speaker) {
                    editions.0.entry(named.name).or_default().insert(node, date);
                }
            }
        }
        editions
    }

    /// The documents with a name of a law, with their dates.
    fn with_name(&self, name: Fingerprint) -> impl Iterator<Item = (DocumentRef, PartialDate)> {
        let found = self.0.get(&name).into_iter().flatten();
        found.map(|(node, date)| (*node, *date))
    }
}

/// The document not held that a citation names by number.
fn stub_of(unit: &LinkUnit, stubs: &StubTable, named: &LawNumber) -> Option<DocumentRef> {
    let cited = unit.cited(&unit.citations[named.citation as usize]);
    let mut known = stubs.with_number(cited.number.folded());
    match (known.next(), known.next()) {
        (Some(only), None) => Some(DocumentRef::Stub(only)),
        _ => None,
    }
}

/// The documents with a file that have the name of a law, with its kind in their title or without.
pub(super) fn held_with_name<'r>(documents: &'r DocumentIndex, name: &str) -> impl Iterator<Item = &'r DocIx> {
    let proper = documents.with_proper_name(name).iter();
    proper.chain(documents.with_name(name))
}

/// The date of an edition: that of the document, or the year in its number.
pub(super) fn edition_date(documents: &DocumentIndex, stubs: &StubTable, node: DocumentRef) -> Option<PartialDate> {
    let year = |number: Option<i16>| number.map(PartialDate::Year);
    match node {
        DocumentRef::Held(index) => documents.entry(index).issued,
        DocumentRef::Stub(index) => {
            let row = &stubs.rows[index.get()];
            row.date.or_else(|| year(row.number.year()))
        }
    }
}

/// What a name of a law means at a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Edition {
    /// No document of the site has the name.
    Unknown,
    /// The documents that have it are later, or it is not known which of them was in force.
    Unclear,
    /// This one.
    One(DocumentRef),
}

/// A name of a law in a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct LawName<'a> {
    /// The key of the name, perhaps with a year.
    pub(super) key: &'a str,
    /// The day after which its document cannot be adopted.
    pub(super) bound: Option<PartialDate>,
}

/// Finds the edition of a law that a name means: that of its year, else the last one before a date.
pub(super) fn edition(
    documents: &DocumentIndex,
    (editions, stubs): (&LawEditions, &StubTable),
    LawName { key, bound }: LawName<'_>,
) -> Edition {
    let (name, year) = split_year(key);
    let held = held_with_name(documents, name).chain(documents.with_proper_name(key));
    let held = held.map(|index| DocumentRef::Held(*index));
    let dated = |node| Some((node, edition_date(documents, stubs, node)?));
    let mut known: BTreeMap<DocumentRef, PartialDate> = held.filter_map(dated).collect();
    known.extend(editions.with_name(Fingerprint::of(name)));
    if known.is_empty() {
        return Edition::Unknown;
    }
    let is_of_year = |date: PartialDate| year.is_none_or(|year| date.year() == year);
    let is_before = |date: PartialDate| bound.is_none_or(|bound| date.not_after(bound));
    known.retain(|_, date| is_of_year(*date) && is_before(*date));
    let mut known: Vec<(DocumentRef, PartialDate)> = known.into_iter().collect();
    known.sort_by_key(|(_, date)| date.order_key());
    match (known.as_slice(), bound) {
        ([], _) => Edition::Unclear,
        ([(only, _)], _) => Edition::One(*only),
        ([.., (last, date)], Some(bound)) if !is_new(*date, bound) => Edition::One(*last),
        ([..], _) => Edition::Unclear,
    }
}

/// Months within which a law that was adopted may not be in force yet.
const MONTHS_UNTIL_FORCE: i16 = 12;

/// Returns whether a law of a date may not have been in force at another.
fn is_new(date: PartialDate, at: PartialDate) -> bool {
    let months =
        |(year, month, _): (i16, i8, i8), unknown: i16| year * 12 + if month == 0 { unknown } else { i16::from(month) };
    months(at.order_key(), 1) - months(date.order_key(), 12) < MONTHS_UNTIL_FORCE
}

#[cfg(test)]
mod tests {
    use super::{is_law, is_new, split_year};
    use crate::base::date::PartialDate;

    #[test]
    fn the_year_of_a_law_is_no_part_of_its_name() {
        assert_eq!(split_year("luật đất đai 2013"), ("luật đất đai", Some(2013)));
        assert_eq!(split_year("luật đất đai"), ("luật đất đai", None));
        assert!(is_law("bộ luật dân sự") && !is_law("nghị quyết đại hội đảng 11"));
    }

    #[test]
    fn a_law_is_in_force_some_months_after_its_day() {
        let date = |text: &str| PartialDate::parse(text).expect("a date");
        assert!(is_new(date("18/1/2024"), date("5/3/2024")));
        assert!(!is_new(date("18/1/2024"), date("5/3/2025")));
        assert!(is_new(date("2024"), date("5/3/2025")));
    }
}
