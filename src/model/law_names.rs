//! The editions of laws: names that a law shares with those before and after it, each with the numbers that texts give it.

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::base::date::PartialDate;
use crate::base::fingerprint::Fingerprint;
use crate::input::body::html_template::{PlacedMention, Speaker};
use crate::model::document_index::DocumentIndex;
use crate::model::indexes::{DocIx, StubIx};
use crate::model::law_numbers::{LAW_KINDS, split_year};
use crate::model::link_unit::{DatedCitation, LinkUnit};
use crate::model::number_lookup::NumberLookups;
use crate::model::number_usage::used_on;
use crate::model::stubs::StubTable;
use crate::model::target::DocumentRef;

/// The editions of laws that the documents of a site name, besides those that it holds under that name.
#[derive(Debug, Default)]
pub(super) struct LawEditions {
    by_name: FxHashMap<Fingerprint, BTreeMap<DocumentRef, NamedEdition>>,
    /// Laws that amend others: some texts call them by the name of the law that they amend.
    amending: FxHashSet<DocumentRef>,
}

/// An edition of a law that documents name by number.
#[derive(Clone, Copy, Debug)]
struct NamedEdition {
    /// Its date.
    date: PartialDate,
    /// The date of the last document that names it: until then no later edition took its place.
    last_named: Option<PartialDate>,
}

impl NamedEdition {
    fn of(date: PartialDate) -> Self {
        NamedEdition { date, last_named: None }
    }

    /// Adds a document that names it.
    fn see(&mut self, used_on: Option<PartialDate>) {
        let is_later = |used: &PartialDate| self.last_named.is_none_or(|last| last.not_after(*used));
        self.last_named = used_on.filter(is_later).or(self.last_named);
    }
}

impl LawEditions {
    /// Gathers the numbers that all documents give to names of laws.
    pub(super) fn of(documents: &DocumentIndex, lookups: &[NumberLookups], stubs: &StubTable) -> Self {
        let mut editions = LawEditions::default();
        for lookups in lookups {
            let unit = documents.link_unit(lookups.index);
            if let (Some(name), Some(date)) = (issued_name(unit), used_on(unit)) {
                let known = editions.by_name.entry(name).or_default();
                let known = known.entry(DocumentRef::Held(lookups.index));
                known.or_insert(NamedEdition::of(date));
            }
            let laws = unit.amending_laws.iter().map(|at| &unit.citations[at.get()]);
            let stubs_of = laws.filter_map(|citation| only_stub(unit, stubs, citation));
            editions.amending.extend(stubs_of.map(DocumentRef::Stub));
            for named in &unit.law_numbers {
                let citation = &unit.citations[named.citation.get()];
                let node = match lookups.answers[named.citation.get()].only() {
                    Some(found) => Some(DocumentRef::Held(found)),
                    None => only_stub(unit, stubs, citation).map(DocumentRef::Stub),
                };
                let date = node.and_then(|node| edition_date(documents, stubs, node));
                if let (Some(node), Some(date), Speaker::Document) = (node, date, citation.speaker) {
                    let known = editions.by_name.entry(named.name).or_default();
                    let known = known.entry(node).or_insert(NamedEdition::of(date));
                    if !named.has_ended {
                        known.see(used_on(unit));
                    }
                }
            }
        }
        editions
    }

    /// Adds a law that texts name by its year alone.
    pub(super) fn add_named(&mut self, name: &str, (index, year): (StubIx, i16)) {
        let known = self.by_name.entry(Fingerprint::of(name)).or_default();
        let edition = NamedEdition::of(PartialDate::Year(year));
        known.insert(DocumentRef::Stub(index), edition);
    }

    /// The documents with a name of a law, with their dates.
    fn with_name(&self, name: Fingerprint) -> impl Iterator<Item = (DocumentRef, PartialDate)> {
        let found = self.by_name.get(&name).into_iter().flatten();
        found.map(|(node, named)| (*node, named.date))
    }

    /// The dates of the documents with the name of a law, `None` for one without.
    pub(super) fn dates_of<'s>(
        &'s self,
        documents: &'s DocumentIndex,
        stubs: &'s StubTable,
        name: &'s str,
    ) -> impl Iterator<Item = Option<PartialDate>> + 's {
        let held = held_with_name(documents, name).map(|index| DocumentRef::Held(*index));
        let named = self.with_name(Fingerprint::of(name)).map(|(node, _)| node);
        held.chain(named).map(move |node| edition_date(documents, stubs, node))
    }

    /// Returns whether documents give a law this name, with its number or where it is issued.
    pub(super) fn have_named(&self, name: &str, node: DocumentRef) -> bool {
        let found = self.by_name.get(&Fingerprint::of(name));
        found.is_some_and(|found| found.contains_key(&node))
    }

    /// Returns whether an edition known only from citations was certainly in force at a date. A document of that time or
    /// later names it by number: otherwise another edition may have taken its place that no document of the site names.
    fn is_of_time(&self, name: Fingerprint, (node, at): (DocumentRef, PartialDate)) -> bool {
        let named = self.by_name.get(&name).and_then(|found| found.get(&node));
        named.is_some_and(|named| {
            named
                .last_named
                .is_some_and(|last| last.year() + YEARS_IN_USE >= at.year())
        })
    }
}

/// The name under which a law is issued, by its own words: `Quốc hội ban hành Luật Giá`.
fn issued_name(unit: &LinkUnit) -> Option<Fingerprint> {
    let is_law = LAW_KINDS.iter().any(|kind| kind.trim_end() == unit.kind.name);
    let issued = |mention: &&PlacedMention| {
        let (words, range) = &mention.occurrence.words;
        words
            .get(..range.start)
            .is_some_and(|before| before.ends_with("Quốc hội ban hành "))
    };
    let mut mentions = unit.references.mentions.iter().filter(|_| is_law);
    let named = mentions.find(issued)?.titled()?.proper.as_ref()?;
    Some(Fingerprint::of(split_year(&named.key).0))
}

/// The only document not held that a citation names by number.
fn only_stub(unit: &LinkUnit, stubs: &StubTable, citation: &DatedCitation) -> Option<StubIx> {
    let mut known = stubs.with_number(unit.cited(citation).number.folded());
    match (known.next(), known.next()) {
        (Some(only), None) => Some(only),
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
        DocumentRef::Held(index) => {
            let number = documents.document(index).head.number.as_ref();
            let of_number = || year(number.and_then(|number| number.value.year()));
            documents.entry(index).issued.or_else(of_number)
        }
        DocumentRef::Stub(index) => {
            let row = &stubs.rows[index.get()];
            row.date.or_else(|| year(row.year()))
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
    /// Whether the title of the citing document names it: a document that carries a law out may be older than its force.
    pub(super) is_in_title: bool,
    /// Whether the words before it name the decree that carries it out.
    pub(super) is_carried_out: bool,
}

/// Finds the edition of a law that a name means: that of its year, else the last one before a date.
pub(super) fn edition(
    documents: &DocumentIndex,
    (editions, stubs): (&LawEditions, &StubTable),
    LawName {
        key,
        bound,
        is_in_title,
        is_carried_out,
    }: LawName<'_>,
) -> Edition {
    let (name, year) = split_year(key);
    let held = held_with_name(documents, name).chain(documents.with_proper_name(key));
    let held = held.map(|index| DocumentRef::Held(*index));
    let dated = |node| Some((node, edition_date(documents, stubs, node)?));
    let mut known: BTreeMap<DocumentRef, PartialDate> = held.filter_map(dated).collect();
    let named = editions.with_name(Fingerprint::of(name));
    // Only a year tells a law that amends from the one that it amends.
    known.extend(named.filter(|(node, _)| year.is_some() || !editions.amending.contains(node)));
    if known.is_empty() {
        return Edition::Unknown;
    }
    let is_of_year = |date: PartialDate| year.is_none_or(|year| date.year() == year);
    let is_before = |date: PartialDate| bound.is_none_or(|bound| date.not_after(bound));
    known.retain(|_, date| is_of_year(*date) && is_before(*date));
    let mut known: Vec<(DocumentRef, PartialDate)> = known.into_iter().collect();
    known.sort_by_key(|(_, date)| date.order_key());
    let is_in_use = |node: DocumentRef| match (node, bound, year) {
        // A law that is known by its year alone is meant where the year is given.
        (DocumentRef::Stub(index), _, None) if stubs.rows[index.get()].number().is_none() => false,
        (DocumentRef::Stub(_), Some(at), None) => editions.is_of_time(Fingerprint::of(name), (node, at)),
        (DocumentRef::Held(_), ..) | (DocumentRef::Stub(_), None, _) | (DocumentRef::Stub(_), _, Some(_)) => true,
    };
    // A law that was just adopted is not in force yet: its name means the one before, whether the site knows it or not.
    let is_only = known.len() == 1;
    let is_in_title = is_in_title || (is_carried_out && is_only);
    let months = if is_only {
        MONTHS_UNTIL_FORCE / 2
    } else {
        MONTHS_UNTIL_FORCE
    };
    let is_in_force = |date: PartialDate| match bound {
        Some(bound) => is_in_title || year.is_some() || !is_new((date, bound), months),
        None => is_only,
    };
    match known.as_slice() {
        [_, _, ..] if year.is_some() => only_held(&known),
        [.., (last, date)] if is_in_use(*last) && is_in_force(*date) => Edition::One(*last),
        [] | [..] => Edition::Unclear,
    }
}

/// The only document with a file among several of one name and year: the numbers of the others are slips.
fn only_held(known: &[(DocumentRef, PartialDate)]) -> Edition {
    let mut held = known.iter().filter(|(node, _)| matches!(node, DocumentRef::Held(_)));
    match (held.next(), held.next()) {
        (Some((only, _)), None) => Edition::One(*only),
        (None | Some(_), _) => Edition::Unclear,
    }
}

/// Years after the last document that names a law by number in which its name still means that edition.
const YEARS_IN_USE: i16 = 1;

/// Months within which a law that was adopted may not be in force yet.
const MONTHS_UNTIL_FORCE: i16 = 12;

/// Returns whether a law of a date may not have been in force at another.
fn is_new((date, at): (PartialDate, PartialDate), until_force: i16) -> bool {
    let months =
        |(year, month, _): (i16, i8, i8), unknown: i16| year * 12 + if month == 0 { unknown } else { i16::from(month) };
    months(at.order_key(), 1) - months(date.order_key(), 12) < until_force
}

#[cfg(test)]
mod tests {
    use super::{is_new, split_year};
    use crate::base::date::PartialDate;
    use crate::model::law_numbers::is_law;

    #[test]
    fn the_year_of_a_law_is_no_part_of_its_name() {
        assert_eq!(split_year("luật đất đai 2013"), ("luật đất đai", Some(2013)));
        assert_eq!(split_year("luật đất đai"), ("luật đất đai", None));
        assert!(is_law("bộ luật dân sự") && !is_law("nghị quyết đại hội đảng 11"));
    }

    #[test]
    fn a_law_is_in_force_some_months_after_its_day() {
        let date = |text: &str| PartialDate::parse(text).expect("a date");
        assert!(is_new((date("18/1/2024"), date("5/3/2024")), 12));
        assert!(!is_new((date("18/1/2024"), date("5/3/2025")), 12));
        assert!(!is_new((date("18/1/2024"), date("5/8/2024")), 6));
        assert!(is_new((date("2024"), date("5/3/2025")), 12));
    }
}
