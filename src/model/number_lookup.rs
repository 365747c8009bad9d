//! Resolves every cited number once against the document index. Numbers without a match become stub documents.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::base::date::PartialDate;
use crate::base::fingerprint::Fingerprint;
use crate::input::body::html_template::LinkTarget;
use crate::input::citations::lexicon::Kind;
use crate::input::citations::mention::NumberedMention;
use crate::input::document::Document;
use crate::model::differing_dates::differing_holder;
use crate::model::document_index::DocumentIndex;
use crate::model::document_specifier::DocumentSpecifier;
use crate::model::holders::NumberQuery;
use crate::model::indexes::DocIx;
use crate::model::issuer_matching::Issuers;
use crate::model::key_table::Holders;
use crate::model::link_unit::{DatedCitation, LinkUnit};
use crate::model::number_resolution::{Candidate, ReferenceSource, Resolution, resolve_number};
use crate::model::number_usage::{NumberUse, identifying_date, number_use};
use crate::model::stubs::{CitationGroups, CitedDescription, StubTable};

/// The documents with a file that a citation may mean.
pub(super) struct FoundHolders {
    holders: Holders,
    /// The date with which they were looked up; `None` if none were.
    looked_up: Option<Option<PartialDate>>,
    /// Whether it prints number, kind and date as its one holder does, whose page has the address that follows from
    /// these.
    prints_alike: bool,
}

impl FoundHolders {
    /// The holders of a citation, which prints a number, a kind and a date, and the date with which they were looked up.
    fn new(
        documents: &DocumentIndex,
        holders: Holders,
        (printed, kind, date): (Fingerprint, Option<&Kind>, Option<PartialDate>),
        looked_up: Option<PartialDate>,
    ) -> Self {
        let is_alike = |only: DocIx| {
            let entry = documents.entry(only);
            date == entry.issued
                && entry.plainly_printed == Some(printed)
                && kind == Some(&documents.kind_of(only).kind)
        };
        FoundHolders {
            prints_alike: matches!(holders, Holders::One([only]) if is_alike(only)),
            looked_up: Some(looked_up),
            holders,
        }
    }

    /// The document, if there is just one.
    pub(super) fn only(&self) -> Option<DocIx> {
        match self.holders {
            Holders::One([only]) => Some(only),
            Holders::None | Holders::Several(_) => None,
        }
    }

    /// Returns whether the number means a document and is printed as that document prints it.
    pub(super) fn is_printed_as(&self, found: DocIx) -> bool {
        self.prints_alike && matches!(self.holders, Holders::One([only]) if only == found)
    }

    /// The holders of the number on a date, if they were looked up with it.
    pub(super) fn holders_on(&self, date: Option<PartialDate>) -> Option<&Holders> {
        (self.looked_up == Some(date)).then_some(&self.holders)
    }
}

/// The numbers of one document.
pub(super) struct NumberLookups {
    pub(super) index: DocIx,
    /// For each citation by number.
    pub(super) answers: Vec<FoundHolders>,
    /// For each number that an editor wrote.
    written: Vec<(Box<NumberedMention>, FoundHolders)>,
    /// Whether a number has no holder, or several: other citations then matter for it.
    has_open: bool,
    /// The documents that a number means and that print it differently.
    otherwise: Vec<DocIx>,
}

/// A number that can make a document not held known.
#[derive(Clone, Copy)]
struct StubQuery<'s> {
    cited: QuerySource<'s>,
    /// Its date, or the one with which the same text cited it before.
    date: Option<PartialDate>,
    answer: &'s FoundHolders,
}

/// A number from the text, or from a reference that an editor wrote.
#[derive(Clone, Copy)]
enum QuerySource<'s> {
    InText(&'s LinkUnit, &'s DatedCitation),
    Written(&'s NumberedMention),
}

impl<'s> StubQuery<'s> {
    fn cited(self) -> &'s NumberedMention {
        match self.cited {
            QuerySource::InText(unit, citation) => unit.cited(citation),
            QuerySource::Written(cited) => cited,
        }
    }

    /// Returns whether the number alone identifies the document.
    fn is_unique(self) -> bool {
        match self.cited {
            QuerySource::InText(_, citation) => citation.is_unique,
            QuerySource::Written(cited) => cited.number.is_unique(),
        }
    }

    /// The one document with the number on its date; no other citation matters then.
    fn only_holder(self) -> Option<DocIx> {
        match &self.answer.holders {
            Holders::One([only]) if self.date.is_some() || self.is_unique() => Some(*only),
            Holders::None | Holders::One(_) | Holders::Several(_) => None,
        }
    }

    fn meaning(self, documents: &DocumentIndex, groups: &CitationGroups<'_>, document: &Document) -> Resolution {
        let wanted = NumberUse {
            date: self.date,
            ..number_use(document, self.cited())
        };
        let source = match self.cited {
            QuerySource::InText(..) => ReferenceSource::Text,
            QuerySource::Written(_) => ReferenceSource::Written,
        };
        resolve_number(documents, groups, (wanted, &self.answer.holders), source)
    }
}

impl NumberLookups {
    /// The numbers that can make a document not held known: not those of the site's own words.
    fn queries<'s>(&'s self, unit: &'s LinkUnit) -> impl Iterator<Item = StubQuery<'s>> {
        let citations = unit.citations.iter().zip(&self.answers);
        let in_text = citations.filter_map(move |(citation, answer)| {
            Some(StubQuery {
                date: citation.queried?,
                cited: QuerySource::InText(unit, citation),
                answer,
            })
        });
        let written = self.written.iter().map(|(cited, answer)| StubQuery {
            date: identifying_date(cited),
            cited: QuerySource::Written(cited),
            answer,
        });
        in_text.chain(written)
    }
}

/// Looks up the numbers of every document.
pub(super) fn look_up_all(documents: &DocumentIndex) -> Vec<NumberLookups> {
    let indexes: Vec<DocIx> = documents.indexes().collect();
    let look_up = |issuers: &mut Issuers, index: &DocIx| numbers_of(documents, *index, issuers);
    indexes.par_iter().map_init(Issuers::default, look_up).collect()
}

fn numbers_of(documents: &DocumentIndex, index: DocIx, issuers: &mut Issuers) -> NumberLookups {
    let unit = documents.link_unit(index);
    let answers = unit.citations.iter();
    let answers = answers.map(|citation| find_holders(documents, unit, citation, issuers));
    let answers = answers.collect();
    let written = written_numbers(documents, unit).map(|cited| {
        let holders = Holders::with(documents, number_use(unit, &cited), issuers);
        let printed = (cited.number.printed_key(), cited.kind.as_ref(), cited.date);
        let answer = FoundHolders::new(documents, holders, printed, identifying_date(&cited));
        (cited, answer)
    });
    let lookups = NumberLookups {
        index,
        answers,
        written: written.collect(),
        has_open: false,
        otherwise: Vec::new(),
    };
    let (mut has_open, mut otherwise) = (false, Vec::new());
    for query in lookups.queries(unit) {
        match query.only_holder() {
            None => has_open = true,
            Some(only) if only != index && !query.answer.prints_alike => otherwise.push(only),
            Some(_) => {}
        }
    }
    NumberLookups {
        has_open,
        otherwise,
        ..lookups
    }
}

/// Looks a citation up: with the date of an earlier one where it may make a document known, else with its own alone.
fn find_holders(
    documents: &DocumentIndex,
    unit: &LinkUnit,
    citation: &DatedCitation,
    issuers: &mut Issuers,
) -> FoundHolders {
    let own = citation.date.filter(|_| !citation.is_own).map(Some);
    let alone = (citation.is_unique && !citation.is_own).then_some(None);
    let Some(date) = citation.queried.or(own).or(alone) else {
        return FoundHolders {
            holders: Holders::None,
            looked_up: None,
            prints_alike: false,
        };
    };
    let query = NumberQuery {
        key: citation.key,
        kind: citation.kind.as_ref(),
        date,
        issuer: citation.issuer,
    };
    let holders = Holders::by(documents, query, issuers, || unit.cited(citation).issuer.as_ref());
    let cited_date = match citation.is_unique {
        true => unit.cited(citation).date,
        false => date,
    };
    let printed = (citation.printed, citation.kind.as_ref(), cited_date);
    FoundHolders::new(documents, holders, printed, date)
}

/// The numbers that an editor wrote into links and relations.
fn written_numbers<'r>(
    documents: &'r DocumentIndex,
    document: &'r Document,
) -> impl Iterator<Item = Box<NumberedMention>> {
    let links = document.references.links.iter().filter_map(|link| match &link.target {
        LinkTarget::Wiki(reference) | LinkTarget::Quote(reference) => reference.document.as_deref(),
        LinkTarget::Address(_) => None,
    });
    let relations = document.head.relations.iter();
    let relations = relations.filter_map(|entry| entry.target.value.document.as_deref());
    let texts = links.chain(relations);
    texts.filter_map(
        |text| match DocumentSpecifier::parse(text, &documents.vocabulary.lexicon) {
            DocumentSpecifier::Number(cited) => Some(cited),
            DocumentSpecifier::Name(_) => None,
        },
    )
}

/// Groups the dated citations of documents without a file: undated ones are decided by them.
pub(super) fn group_dated<'a>(documents: &'a DocumentIndex, lookups: &'a [NumberLookups]) -> CitationGroups<'a> {
    let mut groups = CitationGroups::default();
    let mut sources: BTreeMap<(&str, PartialDate), DateSource<'_>> = BTreeMap::new();
    for (index, query) in open_queries(documents, lookups) {
        if let (Some(date), Holders::None) = (query.date, &query.answer.holders) {
            let cited = query.cited();
            groups.add(cited, Some(date));
            let source = match query.cited {
                QuerySource::InText(..) => DateSource::OneText(index, cited),
                QuerySource::Written(_) => DateSource::Several,
            };
            let known = sources.entry((cited.number.folded(), date)).or_insert(source);
            *known = known.and(source);
        }
    }
    for ((number, date), source) in sources {
        if let DateSource::OneText(_, cited) = source
            && differing_holder(documents, cited, date).is_some()
        {
            groups.mark_slip(number, date);
        }
    }
    groups.drop_vague();
    groups
}

/// The documents that cite a number with one date.
#[derive(Clone, Copy)]
enum DateSource<'s> {
    /// The running text of one document, with its first such citation.
    OneText(DocIx, &'s NumberedMention),
    /// Several documents, or an editor, who means what is written.
    Several,
}

impl DateSource<'_> {
    fn and(self, other: Self) -> Self {
        match (self, other) {
            (DateSource::OneText(one, _), DateSource::OneText(two, _)) if one == two => self,
            (DateSource::OneText(..) | DateSource::Several, _) => DateSource::Several,
        }
    }
}

/// The documents with a file that citations alone would describe differently.
pub(super) struct Readdressed<'s> {
    /// For each document, whether it is one.
    is_readdressed: Vec<bool>,
    /// The numbers that other citations decided: the document meant, and the number.
    decided: Vec<(DocIx, StubQuery<'s>)>,
}

/// Adds the undated citations that no dated one explains, and turns the groups into stubs.
pub(super) fn group_stubs<'s>(
    documents: &'s DocumentIndex,
    lookups: &'s [NumberLookups],
    dated: &CitationGroups<'_>,
) -> (StubTable, Readdressed<'s>) {
    let mut all = CitationGroups::default();
    let mut readdressed = Readdressed {
        is_readdressed: vec![false; documents.entries.len()],
        decided: Vec::new(),
    };
    for found in lookups.iter().flat_map(|found| &found.otherwise) {
        readdressed.is_readdressed[found.get()] = true;
    }
    for (index, query) in open_queries(documents, lookups) {
        match query.meaning(documents, dated, documents.document(index)) {
            Resolution::New => all.add(query.cited(), query.date),
            Resolution::One(Candidate::Cited(date)) => all.add(query.cited(), Some(date)),
            Resolution::One(Candidate::Held(found)) if found != index => {
                readdressed.is_readdressed[found.get()] |= !query.answer.prints_alike;
                readdressed.decided.push((found, query));
            }
            Resolution::One(Candidate::Held(_)) | Resolution::Several(_) => {}
        }
    }
    (all.finish(), readdressed)
}

/// Describes documents as their citations alone would: their pages had these addresses before the files were added.
pub(super) fn before_files(
    documents: &DocumentIndex,
    lookups: &[NumberLookups],
    readdressed: Readdressed<'_>,
) -> Vec<(DocIx, CitedDescription)> {
    let (is_readdressed, mut held) = (readdressed.is_readdressed, readdressed.decided);
    // Most documents are cited as they print themselves, so that their citations do not matter here.
    let of_readdressed = lookups.par_iter().flat_map_iter(|citing| {
        let query = citing.queries(documents.link_unit(citing.index));
        let found = query.filter_map(|query| Some((query.only_holder()?, query)));
        found.filter(|(found, _)| *found != citing.index && is_readdressed[found.get()])
    });
    held.par_extend(of_readdressed);
    held.retain(|(found, _)| is_readdressed[found.get()]);
    held.sort_by_key(|(found, _)| *found);
    let before: Vec<_> = held.chunk_by(|(left, _), (right, _)| left == right).collect();
    before.into_par_iter().flat_map_iter(before_file).collect()
}

/// The numbers for which other citations matter, each with the document that uses it.
fn open_queries<'s>(
    documents: &'s DocumentIndex,
    lookups: &'s [NumberLookups],
) -> impl Iterator<Item = (DocIx, StubQuery<'s>)> {
    let query = |found: &'s NumberLookups| {
        let query = found.queries(documents.link_unit(found.index));
        query.map(|query| (found.index, query))
    };
    let open = lookups.iter().filter(|found| found.has_open).flat_map(query);
    open.filter(|(_, query)| query.only_holder().is_none())
}

/// A document with a file, as citations alone would describe it: by each date.
fn before_file(cited: &[(DocIx, StubQuery<'_>)]) -> Vec<(DocIx, CitedDescription)> {
    let mut groups = CitationGroups::default();
    for (_, query) in cited {
        groups.add(query.cited(), query.date);
    }
    groups.drop_vague();
    groups.drop_undated();
    let found = cited.first().map(|(found, _)| *found);
    let descriptions = groups.descriptions();
    descriptions.filter_map(|described| Some((found?, described))).collect()
}
