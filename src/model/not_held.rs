//! Documents that are cited but not held: grouped by number and date, described by what citations reveal.

use std::collections::BTreeMap;

use super::index::NotHeldIx;
use crate::base::date::PartialDate;
use crate::base::fold::name_key;
use crate::base::number::DocNumber;
use crate::input::lexicon::Kind;
use crate::input::mention::NumberedMention;

/// A document known only from citations.
#[derive(Clone, Debug)]
pub struct NotHeld {
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

/// The groups of one site, by folded number and date.
#[derive(Debug, Default)]
pub struct Groups {
    by_key: BTreeMap<(String, Option<PartialDate>), Vec<Witness>>,
}

#[derive(Debug)]
struct Witness {
    number: DocNumber,
    kind: Option<Kind>,
    issuer: Option<String>,
    title: Option<String>,
}

/// The groups in their final order.
#[derive(Debug, Default)]
pub struct NotHeldTable {
    /// One row for each document.
    pub rows: Vec<NotHeld>,
    by_key: BTreeMap<(String, Option<PartialDate>), NotHeldIx>,
}

impl Groups {
    /// Adds a citation to the group of its number and date.
    pub fn add(&mut self, cited: &NumberedMention, date: Option<PartialDate>) {
        let key = (cited.number.folded().to_owned(), date);
        let witness = Witness {
            number: cited.number.clone(),
            kind: cited.kind.clone(),
            issuer: cited.issuer.clone(),
            title: cited.title.clone(),
        };
        self.by_key.entry(key).or_default().push(witness);
    }

    /// Drops the groups of a year or month where others of the number say more: they are no documents
    /// of their own.
    pub fn drop_vague(&mut self) {
        let says_more =
            |vague: PartialDate, date: PartialDate| vague != date && vague.agrees_with(date) && vague < date;
        let known: Vec<(String, PartialDate)> = self
            .by_key
            .keys()
            .filter_map(|(number, date)| Some((number.clone(), (*date)?)))
            .collect();
        self.by_key.retain(|(number, date), _| {
            let Some(vague) = *date else { return true };
            let first = known.partition_point(|(other, _)| other < number);
            let same_number = known[first..].iter().take_while(|(other, _)| other == number);
            !same_number.into_iter().any(|(_, date)| says_more(vague, *date))
        });
    }

    /// Drops the undated groups of numbers that are also known with a date: they joined those.
    pub fn drop_undated(&mut self) {
        let dated: Vec<String> = self
            .by_key
            .keys()
            .filter(|(_, date)| date.is_some())
            .map(|(number, _)| number.clone())
            .collect();
        self.by_key
            .retain(|(number, date), _| date.is_some() || dated.binary_search(number).is_err());
    }

    /// The dates under which a number is known from citations.
    pub fn dates_of(&self, folded: &str) -> impl Iterator<Item = PartialDate> {
        let from = (folded.to_owned(), None);
        self.by_key
            .range(from..)
            .take_while(move |((number, _), _)| number == folded)
            .filter_map(|((_, date), _)| *date)
    }

    /// Closes the groups: each becomes a document.
    pub fn finish(self) -> NotHeldTable {
        let mut table = NotHeldTable::default();
        for (key, witnesses) in self.by_key {
            let Some(number) = commonest(witnesses.iter().map(|witness| witness.number.clone())) else {
                continue;
            };
            let mut issuers: Vec<String> = witnesses.iter().filter_map(|witness| witness.issuer.clone()).collect();
            issuers.sort();
            issuers.dedup();
            let titles = whole_titles(witnesses.iter().filter_map(|witness| witness.title.as_deref()));
            let kind = commonest(witnesses.iter().filter_map(|witness| witness.kind.clone()));
            table.by_key.insert(key.clone(), NotHeldIx::new(table.rows.len()));
            table.rows.push(NotHeld {
                number,
                kind,
                date: key.1,
                issuers,
                titles,
            });
        }
        table
    }
}

impl NotHeldTable {
    /// The document of a group.
    pub fn find(&self, folded: &str, date: Option<PartialDate>) -> Option<NotHeldIx> {
        self.by_key.get(&(folded.to_owned(), date)).copied()
    }

    /// Every index, in order.
    pub fn indexes(&self) -> impl Iterator<Item = NotHeldIx> + use<> {
        (0..self.rows.len()).map(NotHeldIx::new)
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
    counts
        .into_iter()
        .find(|(_, count)| *count == most)
        .map(|(value, _)| value)
}
