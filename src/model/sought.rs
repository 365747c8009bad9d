//! The numbers that documents use, each looked up once among the documents with a file; from those that none bears come
//! the documents known only from citations.

use std::borrow::Cow;

use rayon::prelude::*;

use super::index::DocIx;
use super::lookup::{Bearers, Candidate, Meaning};
use super::not_held::{Described, Groups, NotHeldTable};
use super::register::Register;
use super::resolve::{Manner, Wanted, cited_meaning, wanted};
use super::used::{DatesSoFar, is_own_number, number_use};
use crate::base::kind::Form;
use crate::input::body::{LinkTarget, Voice};
use crate::input::document::Document;
use crate::input::mention::NumberedMention;

/// A number that can make a document not held known.
struct Asked<'r> {
    cited: Cow<'r, NumberedMention>,
    manner: Manner,
    bearers: Bearers,
}

/// The numbers of one document.
pub(super) struct Sought<'r> {
    pub(super) index: DocIx,
    asked: Vec<Asked<'r>>,
    /// For each mention: the bearers of a number that stands with its own date, whatever stands before it.
    pub(super) by_mention: Vec<Option<Bearers>>,
}

/// Looks up the numbers of every document.
pub(super) fn seek(register: &Register) -> Vec<Sought<'_>> {
    let indexes: Vec<DocIx> = register.indexes().collect();
    indexes.par_iter().map(|index| numbers_of(register, *index)).collect()
}

/// Every number that can make a document not held known: not those of the site's own words.
fn numbers_of(register: &Register, index: DocIx) -> Sought<'_> {
    let document = register.document(index);
    let mut found = Sought {
        index,
        asked: Vec::new(),
        by_mention: Vec::with_capacity(document.tables.mentions.len()),
    };
    let mut dates = DatesSoFar::of(document);
    for mention in &document.tables.mentions {
        let Some(cited) = mention.number().filter(|cited| !is_own_number(document, cited)) else {
            found.by_mention.push(None);
            continue;
        };
        let bearers = || Bearers::of(register, number_use(document, cited));
        let alone = cited.date.map(|_| bearers());
        if is_citing(document, mention.standing.voice) && !dates.is_short(cited) {
            let cited = dates.dated(cited);
            let bearers = alone.clone();
            let bearers = bearers.unwrap_or_else(|| Bearers::of(register, number_use(document, &cited)));
            found.asked.push(Asked {
                cited,
                manner: Manner::Text,
                bearers,
            });
        }
        found.by_mention.push(alone);
    }
    let written = written_numbers(register, document).map(|cited| Asked {
        bearers: Bearers::of(register, number_use(document, &cited)),
        cited: Cow::Owned(cited),
        manner: Manner::Written,
    });
    found.asked.extend(written);
    found
}

/// The numbers that an editor wrote into links and relations.
fn written_numbers<'r>(register: &'r Register, document: &'r Document) -> impl Iterator<Item = NumberedMention> {
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
        .filter_map(move |text| match wanted(text, lexicon) {
            Wanted::Number(cited) => Some(*cited),
            Wanted::Name(_) => None,
        })
}

/// Says whether the words of a mention or link make a citation: not those of the site about a document,
/// nor those of a page of the site about itself.
pub(super) fn is_citing(document: &Document, voice: Voice) -> bool {
    voice == Voice::Document && !is_site_page(document)
}

/// Says whether a file is a page of the site about itself; one without `loại` may be anybody's.
pub(super) fn is_site_page(document: &Document) -> bool {
    document.kind.form == Form::Page && document.head.kind.is_some()
}

/// Gathers the dated citations of documents without a file: undated ones are decided against them.
pub(super) fn gather<'a>(sought: &'a [Sought<'_>]) -> Groups<'a> {
    let mut groups = Groups::default();
    for asked in sought.iter().flat_map(|sought| &sought.asked) {
        if let (Some(date), Bearers::None) = (asked.cited.date, &asked.bearers) {
            groups.add(&asked.cited, Some(date));
        }
    }
    groups.drop_vague();
    groups
}

/// Adds the undated citations that nothing explains, and closes the groups; those of documents with a file
/// tell where their pages stood before.
pub(super) fn finish(
    register: &Register,
    sought: &[Sought<'_>],
    dated: &Groups<'_>,
) -> (NotHeldTable, Vec<(DocIx, Described)>) {
    let mut all = Groups::default();
    let mut held: Vec<Vec<&NumberedMention>> = vec![Vec::new(); register.entries.len()];
    for Sought { index, asked, .. } in sought {
        let document = register.document(*index);
        for Asked { cited, manner, bearers } in asked {
            match cited_meaning(register, dated, (number_use(document, cited), bearers), *manner) {
                Meaning::New => all.add(cited, cited.date),
                Meaning::One(Candidate::Cited(date)) => all.add(cited, Some(date)),
                Meaning::One(Candidate::Held(found)) if found != *index => held[found.get()].push(cited),
                Meaning::One(Candidate::Held(_)) | Meaning::Several(_) => {}
            }
        }
    }
    let before = |(index, cited): (DocIx, Vec<&NumberedMention>)| before_file(register, index, &cited);
    let indexes = register.indexes().zip(held);
    let before = indexes.flat_map(before).collect();
    (all.finish(), before)
}

/// A document with a file as citations alone would know it, where its page would have had another address.
fn before_file(register: &Register, index: DocIx, cited: &[&NumberedMention]) -> Vec<(DocIx, Described)> {
    let document = register.document(index);
    if cited.iter().all(|cited| is_just_so(document, cited)) {
        return Vec::new();
    }
    let mut groups = Groups::default();
    cited.iter().for_each(|cited| groups.add(cited, cited.date));
    groups.drop_vague();
    groups.drop_undated();
    groups.described().map(|described| (index, described)).collect()
}

/// Says whether a citation prints number, kind and date as the document does.
fn is_just_so(document: &Document, cited: &NumberedMention) -> bool {
    let head = &document.head;
    head.slug.is_none()
        && document.kind.form != Form::Page
        && head.number.as_ref().is_some_and(|own| own.value == cited.number)
        && cited.kind.as_ref() == Some(&document.kind)
        && cited.date == head.date.as_ref().map(|own| own.value)
}
