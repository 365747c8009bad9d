//! Stub documents: cited but not held, grouped by number and date, described by their citations.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;

use crate::base::date::PartialDate;
use crate::base::fold::name_key;
use crate::base::number::DocNumber;
use crate::input::citations::lexicon::Kind;
use crate::input::citations::mention::NumberedMention;
use crate::model::indexes::StubIx;

/// A document known only from citations.
#[derive(Clone, Debug)]
pub struct Stub {
    /// Its number, as most citations print it.
    pub number: DocNumber,
    /// Its kind, where citations name one.
    pub kind: Option<Kind>,
    /// Its date, where citations name one.
    pub date: Option<PartialDate>,
    /// Issuers as citations name them, in order of name.
    pub issuers: Vec<String>,
    /// Titles as citations quote them, in order of name; one that another shortens is left out.
    pub titles: Vec<String>,
}

/// A document as citations describe it, without its issuers and titles.
#[derive(Clone, Debug)]
pub struct CitedDescription {
    /// Its number, as most citations print it.
    pub number: DocNumber,
    /// Its kind, where citations name one.
    pub kind: Option<Kind>,
    /// Its date, where citations name one.
    pub date: Option<PartialDate>,
}

/// Citations of one site, grouped by folded number and date.
#[derive(Debug, Default)]
pub(crate) struct CitationGroups<'a> {
    by_key: BTreeMap<(&'a str, Option<PartialDate>), Vec<&'a NumberedMention>>,
    /// The dates that are reported as slips, by folded number.
    slips: BTreeSet<(&'a str, PartialDate)>,
}

/// The groups in their final order.
#[derive(Debug, Default)]
pub struct StubTable {
    /// One row for each document.
    pub rows: Vec<Stub>,
    by_number: FxHashMap<Box<str>, Vec<(Option<PartialDate>, StubIx)>>,
}

impl<'a> CitationGroups<'a> {
    /// Adds a citation to the group of its number and date.
    pub(crate) fn add(&mut self, cited: &'a NumberedMention, date: Option<PartialDate>) {
        let key = (cited.number.folded(), date);
        self.by_key.entry(key).or_default().push(cited);
    }

    /// Drops the groups of a year or month if other groups of the number are more precise: they are no documents of
    /// their own.
    pub(crate) fn drop_vague(&mut self) {
        let says_more =
            |vague: PartialDate, date: PartialDate| vague != date && vague.agrees_with(date) && vague < date;
        let keys = self.by_key.keys();
        let known: Vec<(&str, PartialDate)> = keys.filter_map(|(number, date)| Some((*number, (*date)?))).collect();
        self.by_key.retain(|(number, date), _| {
            let Some(vague) = *date else { return true };
            let first = known.partition_point(|(other, _)| other < number);
            let same_number = known[first..].iter().take_while(|(other, _)| other == number);
            !same_number.into_iter().any(|(_, date)| says_more(vague, *date))
        });
    }

    /// Drops the undated groups of numbers that also have a date: their citations joined those.
    pub(crate) fn drop_undated(&mut self) {
        let dated = self.by_key.keys().filter(|(_, date)| date.is_some());
        let dated: Vec<&str> = dated.map(|(number, _)| *number).collect();
        let stays = |number: &str, is_dated: bool| is_dated || dated.binary_search(&number).is_err();
        self.by_key.retain(|(number, date), _| stays(number, date.is_some()));
    }

    /// The dates under which a number is known from citations.
    pub(crate) fn dates_of<'q>(&'q self, folded: &'q str) -> impl Iterator<Item = PartialDate> + use<'q, 'a> {
        let by_key: &BTreeMap<(&'q str, Option<PartialDate>), _> = &self.by_key;
        by_key
            .range((folded, None)..)
            .take_while(move |((number, _), _)| *number == folded)
            .filter_map(|((_, date), _)| *date)
    }

    /// Marks a date as a slip: it stays a group of its own, but no other citation may mean it.
    pub(crate) fn mark_slip(&mut self, folded: &'a str, date: PartialDate) {
        self.slips.insert((folded, date));
    }

    /// Returns whether a date of a number is reported as a slip.
    pub(crate) fn is_slip(&self, folded: &str, date: PartialDate) -> bool {
        self.slips.contains(&(folded, date))
    }

    /// The description of each group's document, from its citations.
    pub(crate) fn descriptions(&self) -> impl Iterator<Item = CitedDescription> {
        self.by_key.iter().map(|((_, date), cited)| describe(cited, *date))
    }

    /// Turns each group into a document.
    pub(crate) fn finish(self) -> StubTable {
        let mut table = StubTable::default();
        for ((folded, date), cited) in self.by_key {
            let key = date;
            let CitedDescription { number, kind, date } = describe(&cited, key);
            let issuers: BTreeSet<&str> = cited.iter().filter_map(|cited| cited.issuer.as_deref()).collect();
            let titles = whole_titles(cited.iter().filter_map(|cited| cited.title.as_deref()));
            let known = table.by_number.entry(folded.into()).or_default();
            known.push((key, StubIx::new(table.rows.len())));
            table.rows.push(Stub {
                number,
                kind,
                date,
                issuers: issuers.into_iter().map(str::to_owned).collect(),
                titles,
            });
        }
        table
    }
}

fn describe(cited: &[&NumberedMention], date: Option<PartialDate>) -> CitedDescription {
    let number = commonest(cited.iter().map(|cited| &cited.number));
    let kind = commonest(cited.iter().filter_map(|cited| cited.kind.as_ref()));
    let number = number.expect("a group has a citation").clone();
    CitedDescription {
        date: date.or_else(|| number.is_unique().then(|| cited_date(cited)).flatten()),
        number,
        kind: kind.cloned(),
    }
}

/// The date that most citations of one document give, the most precise ones first.
fn cited_date(cited: &[&NumberedMention]) -> Option<PartialDate> {
    let dates = || cited.iter().filter_map(|cited| cited.date);
    let days = dates().filter(|date| matches!(date, PartialDate::Day(_)));
    commonest(days).or_else(|| commonest(dates()))
}

impl StubTable {
    /// The document of a group.
    pub fn find(&self, folded: &str, date: Option<PartialDate>) -> Option<StubIx> {
        let known = self.by_number.get(folded)?;
        known.iter().find(|(own, _)| *own == date).map(|(_, index)| *index)
    }

    /// The documents of a number, by date.
    pub fn with_number(&self, folded: &str) -> impl Iterator<Item = StubIx> {
        let known = self.by_number.get(folded).map_or(&[][..], Vec::as_slice);
        known.iter().map(|(_, index)| *index)
    }

    /// Every index, in order.
    pub fn indexes(&self) -> impl Iterator<Item = StubIx> + use<> {
        (0..self.rows.len()).map(StubIx::new)
    }
}

fn whole_titles<'a>(titles: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut keyed: BTreeMap<String, &str> = BTreeMap::new();
    for title in titles {
        keyed.entry(name_key(title)).or_insert(title);
    }
    let is_part = |key: &String| keyed.keys().any(|other| other != key && other.contains(key.as_str()));
    let whole = keyed.iter().filter(|(key, _)| !is_part(key));
    whole.map(|(_, title)| (*title).to_owned()).collect()
}

fn commonest<T: Ord>(values: impl Iterator<Item = T>) -> Option<T> {
    let mut counts: BTreeMap<T, usize> = BTreeMap::new();
    for value in values {
        *counts.entry(value).or_insert(0) += 1;
    }
    let most = counts.values().copied().max()?;
    let first = counts.into_iter().find(|(_, count)| *count == most);
    first.map(|(value, _)| value)
}

/// The part of an address for the kind of a document not held, where its number or a word reveals it.
pub(crate) fn kind_slug(kind: Option<&Kind>) -> &str {
    kind.map_or("van-ban", |kind| &kind.slug)
}
