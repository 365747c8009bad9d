//! Groups the citations of documents without a file by the documents that they mean, and turns the groups into stubs.
//!
//! Takes the numbers of all documents, looked up; gives the stubs, and what citations alone would say of held documents.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::base::date::PartialDate;
use crate::input::citations::mention::NumberedMention;
use crate::model::differing_dates::differing_holder;
use crate::model::document_index::DocumentIndex;
use crate::model::indexes::DocIx;
use crate::model::key_table::Holders;
use crate::model::number_lookup::{NumberLookups, QuerySource, StubQuery};
use crate::model::number_resolution::{Candidate, Resolution, new_group};
use crate::model::stub_issuers::{IssuerGroup, IssuerScope, StubIssuers};
use crate::model::stubs::{CitationGroups, CitedDescription, CitedGroup, StubTable};

/// Groups the dated citations of documents without a file: undated ones are decided by them.
pub(super) fn group_dated<'a>(documents: &'a DocumentIndex, lookups: &'a [NumberLookups]) -> CitationGroups<'a> {
    let mut groups = CitationGroups::default();
    groups.issuers = stub_issuers(documents, lookups);
    let mut sources: BTreeMap<(&str, PartialDate), DateSource<'_>> = BTreeMap::new();
    let mut without_issuer: Vec<(&NumberedMention, PartialDate)> = Vec::new();
    for (index, query) in open_queries(documents, lookups) {
        let Holders::None = &query.answer.holders else { continue };
        let cited = query.cited();
        let has_issuers = groups.issuers.has(cited.number.folded());
        let issuer = query.issuer().map(|issuer| &**issuer);
        match groups.issuers.scope(documents, cited.number.folded(), issuer) {
            IssuerScope::Any if has_issuers => without_issuer.extend(query.date.map(|date| (cited, date))),
            scope if has_issuers || query.date.is_some() => groups.add(
                cited,
                CitedGroup {
                    date: query.date,
                    issuer: scope.group(),
                },
            ),
            IssuerScope::Any | IssuerScope::Of(_) => {}
        }
        if let Some(date) = query.date {
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
    for (cited, date) in without_issuer {
        let agrees = |group: CitedGroup| group.date.is_some_and(|known| known.agrees_with(date));
        if !groups.of_number(cited.number.folded()).any(agrees) {
            let issuer = IssuerGroup::default();
            groups.add(
                cited,
                CitedGroup {
                    date: Some(date),
                    issuer,
                },
            );
        }
    }
    groups.drop_vague();
    groups.drop_undated();
    groups
}

/// The issuers that tell documents with one number apart.
fn stub_issuers(documents: &DocumentIndex, lookups: &[NumberLookups]) -> StubIssuers {
    let named = open_queries(documents, lookups).filter_map(|(_, query)| {
        let is_open = matches!(query.answer.holders, Holders::None) && !query.is_unique();
        let issuer = query.issuer().filter(|_| is_open)?;
        Some((query.cited().number.folded(), &**issuer))
    });
    StubIssuers::of(documents, named)
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
        let document = documents.document(index);
        match query.meaning(documents, dated, document) {
            Resolution::New => all.add(query.cited(), new_group(documents, dated, query.wanted(document))),
            Resolution::One(Candidate::Cited(group)) => all.add(query.cited(), group),
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
        let group = CitedGroup {
            date: query.date,
            issuer: IssuerGroup::default(),
        };
        groups.add(query.cited(), group);
    }
    groups.drop_vague();
    groups.drop_undated();
    let found = cited.first().map(|(found, _)| *found);
    let descriptions = groups.descriptions();
    descriptions.filter_map(|described| Some((found?, described))).collect()
}
