//! Stub documents: cited but not held, grouped by number, date and issuer, described by their citations.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;

use crate::base::date::PartialDate;
use crate::base::fold::name_key;
use crate::base::number::DocNumber;
use crate::input::citations::lexicon::Kind;
use crate::input::citations::mention::NumberedMention;
use crate::model::indexes::StubIx;
use crate::model::named_law::NamedLaw;
use crate::model::stub_issuers::{IssuerGroup, StubIssuers};

/// A document known only from citations.
#[derive(Clone, Debug)]
pub struct Stub {
    /// Its number, as most citations print it, or the name and year of a law that no citation numbers.
    pub identity: StubIdentity,
    /// Its kind, where citations name one.
    pub kind: Option<Kind>,
    /// Its date, where citations name one.
    pub date: Option<PartialDate>,
    /// Issuers as citations name them, in order of name.
    pub issuers: Vec<String>,
    /// Titles as citations quote them, in order of name; one that another shortens is left out.
    pub titles: Vec<String>,
    /// Whether bodies of several places issued documents with its number, so that its issuer is a part of its identity.
    pub is_of_place: bool,
}

/// What identifies a document that is known only from citations.
#[derive(Clone, Debug)]
pub enum StubIdentity {
    /// A number.
    Number(DocNumber),
    /// The name of a law and its year.
    Law(NamedLaw),
}

impl Stub {
    /// Its number; `None` for a law that is cited by its name alone.
    pub fn number(&self) -> Option<&DocNumber> {
        match &self.identity {
            StubIdentity::Number(number) => Some(number),
            StubIdentity::Law(_) => None,
        }
    }

    /// What names it in lists without its kind: the number, or `Luật Đất đai năm 2013`.
    pub fn designation(&self) -> String {
        match &self.identity {
            StubIdentity::Number(number) => number.to_string(),
            StubIdentity::Law(law) => law.full_name(),
        }
    }

    /// The last part of its address.
    pub fn slug(&self) -> String {
        match &self.identity {
            StubIdentity::Number(number) => number.slug(),
            StubIdentity::Law(law) => law.slug(),
        }
    }

    /// The year of its date, or else of its number or name.
    pub fn year(&self) -> Option<i16> {
        self.date.map(PartialDate::year).or_else(|| match &self.identity {
            StubIdentity::Number(number) => number.year(),
            StubIdentity::Law(law) => Some(law.year),
        })
    }

    /// Its title, where its name does not contain it already.
    pub fn subject(&self) -> Option<&str> {
        let title = self.titles.first().map(String::as_str);
        title.filter(|_| self.number().is_some())
    }
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

/// What distinguishes documents with one number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct CitedGroup {
    /// The date, where citations give one.
    pub(crate) date: Option<PartialDate>,
    /// The issuer, where bodies of several places use the number.
    pub(crate) issuer: IssuerGroup,
}

/// Citations of one site, grouped by folded number, date and issuer.
#[derive(Debug, Default)]
pub(crate) struct CitationGroups<'a> {
    by_key: BTreeMap<(&'a str, CitedGroup), Vec<&'a NumberedMention>>,
    /// The issuers that tell documents with one number and date apart.
    pub(super) issuers: StubIssuers,
    /// The dates that are reported as slips, by folded number.
    slips: BTreeSet<(&'a str, PartialDate)>,
}

/// The groups in their final order.
#[derive(Debug, Default)]
pub struct StubTable {
    /// One row for each document.
    pub rows: Vec<Stub>,
    by_number: FxHashMap<Box<str>, Vec<(CitedGroup, StubIx)>>,
    /// Laws that are cited by name and year, by their key.
    by_law: FxHashMap<Box<str>, StubIx>,
}

impl<'a> CitationGroups<'a> {
    /// Adds a citation to a group of its number.
    pub(crate) fn add(&mut self, cited: &'a NumberedMention, group: CitedGroup) {
        let key = (cited.number.folded(), group);
        self.by_key.entry(key).or_default().push(cited);
    }

    /// Drops the groups of a year or month if other groups of the number are more precise: they are no documents of
    /// their own.
    pub(crate) fn drop_vague(&mut self) {
        let says_more =
            |vague: PartialDate, date: PartialDate| vague != date && vague.agrees_with(date) && vague < date;
        let keys = self.by_key.keys();
        let known = keys.filter_map(|(number, group)| Some((*number, group.date?, group.issuer)));
        let known: Vec<(&str, PartialDate, IssuerGroup)> = known.collect();
        self.by_key.retain(|(number, group), _| {
            let Some(vague) = group.date else { return true };
            let first = known.partition_point(|(other, ..)| other < number);
            let same_number = known[first..].iter().take_while(|(other, ..)| other == number);
            let mut same_issuer = same_number.filter(|(.., issuer)| *issuer == group.issuer);
            !same_issuer.any(|(_, date, _)| says_more(vague, *date))
        });
    }

    /// Drops the undated groups of numbers and issuers that also have a date: their citations joined those.
    pub(crate) fn drop_undated(&mut self) {
        let dated = self.by_key.keys().filter(|(_, group)| group.date.is_some());
        let dated: BTreeSet<(&str, IssuerGroup)> = dated.map(|(number, group)| (*number, group.issuer)).collect();
        let is_dated = |number, group: &CitedGroup| dated.contains(&(number, group.issuer));
        self.by_key
            .retain(|(number, group), _| group.date.is_some() || !is_dated(*number, group));
    }

    /// The groups under which a number is known from citations.
    pub(crate) fn of_number<'q>(&'q self, folded: &'q str) -> impl Iterator<Item = CitedGroup> + use<'q, 'a> {
        let by_key: &BTreeMap<(&'q str, CitedGroup), _> = &self.by_key;
        let first = CitedGroup {
            date: None,
            issuer: IssuerGroup::default(),
        };
        by_key
            .range((folded, first)..)
            .take_while(move |((number, _), _)| *number == folded)
            .map(|((_, group), _)| *group)
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
        self.by_key
            .iter()
            .map(|((_, group), cited)| describe(cited, group.date))
    }

    /// Turns each group into a document.
    pub(crate) fn finish(self) -> StubTable {
        let mut table = StubTable::default();
        for ((folded, key), cited) in self.by_key {
            let CitedDescription { number, kind, date } = describe(&cited, key.date);
            let issuers: BTreeSet<&str> = cited.iter().filter_map(|cited| cited.issuer.as_deref()).collect();
            let mut issuers: Vec<&str> = issuers.into_iter().collect();
            let is_of_place = key.issuer != IssuerGroup::default();
            if is_of_place {
                // The whole name is part of the address.
                issuers.sort_by_key(|issuer| std::cmp::Reverse(issuer.len()));
            }
            let titles = whole_titles(cited.iter().filter_map(|cited| cited.title.as_deref()));
            let known = table.by_number.entry(folded.into()).or_default();
            known.push((key, StubIx::new(table.rows.len())));
            table.rows.push(Stub {
                identity: StubIdentity::Number(number),
                kind,
                date,
                issuers: issuers.into_iter().map(str::to_owned).collect(),
                titles,
                is_of_place,
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
    pub(crate) fn find(&self, folded: &str, group: CitedGroup) -> Option<StubIx> {
        let known = self.by_number.get(folded)?;
        known.iter().find(|(own, _)| *own == group).map(|(_, index)| *index)
    }

    /// Adds a law that is cited by its name and year.
    pub(super) fn add_law(&mut self, law: NamedLaw, stub: Stub) -> StubIx {
        let index = StubIx::new(self.rows.len());
        self.by_law.insert(law.path_key().into(), index);
        self.rows.push(stub);
        index
    }

    /// The law with the key `luat/dat-dai-2013`.
    pub(super) fn law_with_key(&self, key: &str) -> Option<StubIx> {
        self.by_law.get(key).copied()
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

/// The value that occurs most often, the first of them in order.
pub(super) fn commonest<T: Ord>(values: impl Iterator<Item = T>) -> Option<T> {
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
