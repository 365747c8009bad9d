//! Looks every cited number up once in the document index. Numbers without a match become stub documents
//! ([`citation_grouping`](super::citation_grouping)).

use rayon::prelude::*;

use crate::base::date::PartialDate;
use crate::base::fingerprint::{Fingerprint, Fingerprinted};
use crate::input::body::html_template::LinkTarget;
use crate::input::citations::lexicon::Kind;
use crate::input::citations::mention::NumberedMention;
use crate::input::document::Document;
use crate::model::document_index::DocumentIndex;
use crate::model::document_specifier::DocumentSpecifier;
use crate::model::holders::NumberQuery;
use crate::model::indexes::DocIx;
use crate::model::issuer_matching::Issuers;
use crate::model::key_table::Holders;
use crate::model::link_unit::{DatedCitation, LinkUnit};
use crate::model::number_resolution::{ReferenceSource, Resolution, resolve_number};
use crate::model::number_usage::{NumberUse, identifying_date, number_use};
use crate::model::stubs::CitationGroups;

/// The documents with a file that a citation may mean.
pub(super) struct FoundHolders {
    pub(super) holders: Holders,
    /// The date with which they were looked up; `None` if none were.
    looked_up: Option<Option<PartialDate>>,
    /// Whether it prints number, kind and date as its one holder does, whose page has the address that follows from
    /// these.
    pub(super) prints_alike: bool,
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
    pub(super) has_open: bool,
    /// The documents that a number means and that print it differently.
    pub(super) otherwise: Vec<DocIx>,
}

/// A number that can make a document not held known.
#[derive(Clone, Copy)]
pub(super) struct StubQuery<'s> {
    pub(super) cited: QuerySource<'s>,
    /// Its date, or the one with which the same text cited it before.
    pub(super) date: Option<PartialDate>,
    pub(super) answer: &'s FoundHolders,
}

/// A number from the text, or from a reference that an editor wrote.
#[derive(Clone, Copy)]
pub(super) enum QuerySource<'s> {
    InText(&'s LinkUnit, &'s DatedCitation),
    Written(&'s NumberedMention),
}

impl<'s> StubQuery<'s> {
    pub(super) fn cited(self) -> &'s NumberedMention {
        match self.cited {
            QuerySource::InText(unit, citation) => unit.cited(citation),
            QuerySource::Written(cited) => cited,
        }
    }

    /// Returns whether the number alone identifies the document.
    pub(super) fn is_unique(self) -> bool {
        match self.cited {
            QuerySource::InText(_, citation) => citation.is_unique,
            QuerySource::Written(cited) => cited.number.is_unique(),
        }
    }

    /// The one document with the number on its date; no other citation matters then.
    pub(super) fn only_holder(self) -> Option<DocIx> {
        match &self.answer.holders {
            Holders::One([only]) if self.date.is_some() || self.is_unique() => Some(*only),
            Holders::None | Holders::One(_) | Holders::Several(_) => None,
        }
    }

    /// The issuer that it names, or that the same text named with the number before.
    pub(super) fn issuer(self) -> Option<&'s Fingerprinted> {
        match self.cited {
            QuerySource::InText(unit, citation) => unit.issuer_of(citation),
            QuerySource::Written(cited) => cited.issuer.as_ref(),
        }
    }

    /// The number as its document uses it.
    pub(super) fn wanted(self, document: &Document) -> NumberUse<'s> {
        NumberUse {
            date: self.date,
            issuer: self.issuer(),
            ..number_use(document, self.cited())
        }
    }

    pub(super) fn meaning(
        self,
        documents: &DocumentIndex,
        groups: &CitationGroups<'_>,
        document: &Document,
    ) -> Resolution {
        let wanted = self.wanted(document);
        let source = match self.cited {
            QuerySource::InText(..) => ReferenceSource::Text,
            QuerySource::Written(_) => ReferenceSource::Written,
        };
        resolve_number(documents, groups, (wanted, &self.answer.holders), source)
    }
}

impl NumberLookups {
    /// The numbers that can make a document not held known: not those of the site's own words.
    pub(super) fn queries<'s>(&'s self, unit: &'s LinkUnit) -> impl Iterator<Item = StubQuery<'s>> {
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
    let holders = Holders::by(documents, query, issuers, || unit.issuer_of(citation));
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
