//! Resolves every cited number once against the document index. Numbers without a match become stub documents.

use rayon::prelude::*;

use crate::base::date::PartialDate;
use crate::base::fingerprint::Fingerprint;
use crate::input::body::html_template::LinkTarget;
use crate::input::citations::lexicon::Kind;
use crate::input::citations::mention::NumberedMention;
use crate::input::document::Document;
use crate::model::document_index::DocumentIndex;
use crate::model::document_specifier::DocumentSpecifier;
use crate::model::holders::{Holders, NumberQuery};
use crate::model::indexes::DocIx;
use crate::model::issuer_matching::Issuers;
use crate::model::link_unit::{DatedCitation, LinkUnit};
use crate::model::number_resolution::{Candidate, ReferenceSource, Resolution, resolve_number};
use crate::model::number_usage::{NumberUse, number_use};
use crate::model::stubs::{CitationGroups, Described, NotHeldTable};

/// The documents with a file that a citation may mean.
pub(super) struct Answer {
    bearers: Holders,
    /// The date with which they were looked up; `None` if none were.
    looked_up: Option<Option<PartialDate>>,
    /// Whether it prints number, kind and date as its one holder does.
    is_just_so: bool,
}

impl Answer {
    /// Returns whether the number means a document and is printed as that document prints it.
    pub(super) fn is_just(&self, found: DocIx) -> bool {
        self.is_just_so && matches!(self.bearers, Holders::One([only]) if only == found)
    }

    /// The holders of the number on a date, if they were looked up with it.
    pub(super) fn bearers_on(&self, date: Option<PartialDate>) -> Option<&Holders> {
        (self.looked_up == Some(date)).then_some(&self.bearers)
    }
}

/// The numbers of one document.
pub(super) struct NumberLookups {
    pub(super) index: DocIx,
    /// For each citation by number.
    pub(super) answers: Vec<Answer>,
    /// For each number that an editor wrote.
    written: Vec<(Box<NumberedMention>, Answer)>,
    /// Whether a number has no holder, or several: other citations then matter for it.
    has_open: bool,
    /// The documents that a number means and that print it differently.
    otherwise: Vec<DocIx>,
}

/// A number that can make a document not held known.
#[derive(Clone, Copy)]
struct Query<'s> {
    cited: QueriedCitation<'s>,
    /// Its date, or the one with which the same text cited it before.
    date: Option<PartialDate>,
    answer: &'s Answer,
}

/// A number from the text, or from a reference that an editor wrote.
#[derive(Clone, Copy)]
enum QueriedCitation<'s> {
    InText(&'s LinkUnit, &'s DatedCitation),
    Written(&'s NumberedMention),
}

impl<'s> Query<'s> {
    fn cited(self) -> &'s NumberedMention {
        match self.cited {
            QueriedCitation::InText(object, citation) => object.cited(citation),
            QueriedCitation::Written(cited) => cited,
        }
    }

    /// The one document with the number on its date; no other citation matters then.
    fn only_bearer(self) -> Option<DocIx> {
        match (self.date, &self.answer.bearers) {
            (Some(_), Holders::One([only])) => Some(*only),
            _ => None,
        }
    }

    fn meaning(self, register: &DocumentIndex, groups: &CitationGroups<'_>, document: &Document) -> Resolution {
        let wanted = NumberUse {
            date: self.date,
            ..number_use(document, self.cited())
        };
        let manner = match self.cited {
            QueriedCitation::InText(..) => ReferenceSource::Text,
            QueriedCitation::Written(_) => ReferenceSource::Written,
        };
        resolve_number(register, groups, (wanted, &self.answer.bearers), manner)
    }
}

impl NumberLookups {
    /// The numbers that can make a document not held known: not those of the site's own words.
    fn asked<'s>(&'s self, object: &'s LinkUnit) -> impl Iterator<Item = Query<'s>> {
        let citations = object.citations.iter().zip(&self.answers);
        let in_text = citations.filter_map(move |(citation, answer)| {
            Some(Query {
                date: citation.asked?,
                cited: QueriedCitation::InText(object, citation),
                answer,
            })
        });
        let written = self.written.iter().map(|(cited, answer)| Query {
            date: cited.date,
            cited: QueriedCitation::Written(cited),
            answer,
        });
        in_text.chain(written)
    }
}

/// Looks up the numbers of every document.
pub(super) fn look_up_all(register: &DocumentIndex) -> Vec<NumberLookups> {
    let indexes: Vec<DocIx> = register.indexes().collect();
    let look_up = |issuers: &mut Issuers, index: &DocIx| numbers_of(register, *index, issuers);
    indexes.par_iter().map_init(Issuers::default, look_up).collect()
}

fn numbers_of(register: &DocumentIndex, index: DocIx, issuers: &mut Issuers) -> NumberLookups {
    let object = register.object(index);
    let answers = object.citations.iter();
    let answers = answers
        .map(|citation| answer(register, object, citation, issuers))
        .collect();
    let written = written_numbers(register, object).map(|cited| {
        let bearers = Holders::with(register, number_use(object, &cited), issuers);
        let answer = Answer {
            is_just_so: is_just_so(
                register,
                &bearers,
                (cited.number.printed_key(), cited.kind.as_ref(), cited.date),
            ),
            looked_up: Some(cited.date),
            bearers,
        };
        (cited, answer)
    });
    let sought = NumberLookups {
        index,
        answers,
        written: written.collect(),
        has_open: false,
        otherwise: Vec::new(),
    };
    let (mut has_open, mut otherwise) = (false, Vec::new());
    for asked in sought.asked(object) {
        match asked.only_bearer() {
            None => has_open = true,
            Some(only) if only != index && !asked.answer.is_just_so => otherwise.push(only),
            Some(_) => {}
        }
    }
    NumberLookups {
        has_open,
        otherwise,
        ..sought
    }
}

/// Looks a citation up: with the date of an earlier one where it may make a document known, else with its own alone.
fn answer(register: &DocumentIndex, object: &LinkUnit, citation: &DatedCitation, issuers: &mut Issuers) -> Answer {
    let own = citation.date.filter(|_| !citation.is_own).map(Some);
    let Some(date) = citation.asked.or(own) else {
        return Answer {
            bearers: Holders::None,
            looked_up: None,
            is_just_so: false,
        };
    };
    let signs = NumberQuery {
        key: citation.key,
        kind: citation.kind.as_ref(),
        date,
        issuer: citation.issuer,
    };
    let bearers = Holders::by(register, signs, issuers, || object.cited(citation).issuer.as_ref());
    Answer {
        is_just_so: is_just_so(register, &bearers, (citation.printed, citation.kind.as_ref(), date)),
        looked_up: Some(date),
        bearers,
    }
}

/// The numbers that an editor wrote into links and relations.
fn written_numbers<'r>(
    register: &'r DocumentIndex,
    document: &'r Document,
) -> impl Iterator<Item = Box<NumberedMention>> {
    let links = document.tables.links.iter().filter_map(|link| match &link.target {
        LinkTarget::Wiki(reference) | LinkTarget::Quote(reference) => reference.document.as_deref(),
        LinkTarget::Address(_) => None,
    });
    let relations = document
        .head
        .relations
        .iter()
        .filter_map(|entry| entry.target.value.document.as_deref());
    let lexicon = &register.vocabulary.lexicon;
    links
        .chain(relations)
        .filter_map(move |text| match DocumentSpecifier::parse(text, lexicon) {
            DocumentSpecifier::Number(cited) => Some(cited),
            DocumentSpecifier::Name(_) => None,
        })
}

/// Groups the dated citations of documents without a file: undated ones are decided by them.
pub(super) fn gather<'a>(register: &'a DocumentIndex, sought: &'a [NumberLookups]) -> CitationGroups<'a> {
    let mut groups = CitationGroups::default();
    for (_, asked) in open(register, sought) {
        if let (Some(date), Holders::None) = (asked.date, &asked.answer.bearers) {
            groups.add(asked.cited(), Some(date));
        }
    }
    groups.drop_vague();
    groups
}

/// The documents with a file that citations alone would describe differently.
pub(super) struct Moved<'s> {
    /// For each document, whether it is one.
    is_moved: Vec<bool>,
    /// The numbers that other citations decided: the document meant, and the number.
    decided: Vec<(DocIx, Query<'s>)>,
}

/// Adds the undated citations that no dated one explains, and turns the groups into stubs.
pub(super) fn finish<'s>(
    register: &'s DocumentIndex,
    sought: &'s [NumberLookups],
    dated: &CitationGroups<'_>,
) -> (NotHeldTable, Moved<'s>) {
    let mut all = CitationGroups::default();
    let mut moved = vec![false; register.entries.len()];
    let mut decided: Vec<(DocIx, Query<'_>)> = Vec::new();
    for found in sought.iter().flat_map(|found| &found.otherwise) {
        moved[found.get()] = true;
    }
    for (index, asked) in open(register, sought) {
        match asked.meaning(register, dated, register.document(index)) {
            Resolution::New => all.add(asked.cited(), asked.date),
            Resolution::One(Candidate::Cited(date)) => all.add(asked.cited(), Some(date)),
            Resolution::One(Candidate::Held(found)) if found != index => {
                moved[found.get()] |= !asked.answer.is_just_so;
                decided.push((found, asked));
            }
            Resolution::One(Candidate::Held(_)) | Resolution::Several(_) => {}
        }
    }
    let moved = Moved {
        is_moved: moved,
        decided,
    };
    (all.finish(), moved)
}

/// Describes documents as their citations alone would: their pages had these addresses before the files were added.
pub(super) fn before_files(
    register: &DocumentIndex,
    sought: &[NumberLookups],
    moved: Moved<'_>,
) -> Vec<(DocIx, Described)> {
    let Moved { is_moved, decided } = moved;
    let mut held = decided;
    // Most documents are cited as they print themselves, so that their citations do not matter here.
    let of_moved = sought.par_iter().flat_map_iter(|citing| {
        let asked = citing.asked(register.object(citing.index));
        let found = asked.filter_map(|asked| Some((asked.only_bearer()?, asked)));
        found.filter(|(found, _)| *found != citing.index && is_moved[found.get()])
    });
    held.par_extend(of_moved);
    held.retain(|(found, _)| is_moved[found.get()]);
    held.sort_by_key(|(found, _)| *found);
    let before: Vec<_> = held.chunk_by(|(left, _), (right, _)| left == right).collect();
    before.into_par_iter().flat_map_iter(before_file).collect()
}

/// The numbers for which other citations matter, each with the document that uses it.
fn open<'s>(register: &'s DocumentIndex, sought: &'s [NumberLookups]) -> impl Iterator<Item = (DocIx, Query<'s>)> {
    let asked = |found: &'s NumberLookups| {
        let asked = found.asked(register.object(found.index));
        asked.map(|asked| (found.index, asked))
    };
    let open = sought.iter().filter(|found| found.has_open).flat_map(asked);
    open.filter(|(_, asked)| asked.only_bearer().is_none())
}

/// A document with a file, as citations alone would describe it: by each date.
fn before_file(cited: &[(DocIx, Query<'_>)]) -> Vec<(DocIx, Described)> {
    let mut groups = CitationGroups::default();
    cited
        .iter()
        .for_each(|(_, asked)| groups.add(asked.cited(), asked.date));
    groups.drop_vague();
    groups.drop_undated();
    let found = cited.first().map(|(found, _)| *found);
    groups
        .described()
        .filter_map(|described| Some((found?, described)))
        .collect()
}

/// Returns whether a citation prints number, kind and date as the one document with the number does, and the address
/// of its page follows from these.
fn is_just_so(
    register: &DocumentIndex,
    bearers: &Holders,
    (printed, kind, date): (Fingerprint, Option<&Kind>, Option<PartialDate>),
) -> bool {
    let Holders::One([only]) = bearers else { return false };
    let entry = register.entry(*only);
    date == entry.issued && entry.plainly_printed == Some(printed) && kind == Some(&register.kind_of(*only).kind)
}
