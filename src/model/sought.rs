//! The numbers that documents use, each looked up once among the documents with a file; from those that none bears come
//! the documents known only from citations.

use rayon::prelude::*;

use super::index::DocIx;
use super::lookup::{Bearers, Candidate, Issuers, Meaning, Use};
use super::not_held::{Described, Groups, NotHeldTable};
use super::register::Register;
use super::resolve::{Manner, Wanted, cited_meaning, wanted};
use super::used::{DatesSoFar, is_own_number, number_use};
use crate::base::date::PartialDate;
use crate::base::kind::Form;
use crate::input::body::{LinkTarget, Voice};
use crate::input::document::Document;
use crate::input::mention::NumberedMention;

/// A number that can make a document not held known.
struct Asked<'r> {
    cited: Cited<'r>,
    /// Its date, or the one with which it stood before in the same text.
    date: Option<PartialDate>,
    manner: Manner,
    bearers: Bearers,
    /// Whether it prints number, kind and date as its one bearer does.
    is_just_so: bool,
}

/// A number as a text has it, or read from what an editor wrote.
enum Cited<'r> {
    InText(&'r NumberedMention),
    Written(Box<NumberedMention>),
}

impl Asked<'_> {
    fn cited(&self) -> &NumberedMention {
        match &self.cited {
            Cited::InText(cited) => cited,
            Cited::Written(cited) => cited,
        }
    }

    fn wanted<'a>(&'a self, document: &Document) -> Use<'a> {
        Use {
            date: self.date,
            ..number_use(document, self.cited())
        }
    }
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
    let look_up = |issuers: &mut Issuers, index: &DocIx| numbers_of(register, *index, issuers);
    indexes.par_iter().map_init(Issuers::default, look_up).collect()
}

/// Every number that can make a document not held known: not those of the site's own words.
fn numbers_of<'r>(register: &'r Register, index: DocIx, issuers: &mut Issuers) -> Sought<'r> {
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
        let wanted = number_use(document, cited);
        let alone = cited.date.map(|_| Bearers::with(register, wanted, issuers));
        if is_citing(document, mention.standing.voice) && !dates.is_short(cited) {
            let date = dates.dated(cited);
            let bearers = alone.clone();
            let bearers = bearers.unwrap_or_else(|| Bearers::with(register, Use { date, ..wanted }, issuers));
            found.asked.push(Asked {
                is_just_so: is_just_so(register, &bearers, (cited, date)),
                cited: Cited::InText(cited),
                date,
                manner: Manner::Text,
                bearers,
            });
        }
        found.by_mention.push(alone);
    }
    for cited in written_numbers(register, document) {
        let bearers = Bearers::with(register, number_use(document, &cited), issuers);
        found.asked.push(Asked {
            is_just_so: is_just_so(register, &bearers, (&cited, cited.date)),
            date: cited.date,
            cited: Cited::Written(cited),
            manner: Manner::Written,
            bearers,
        });
    }
    found
}

/// The numbers that an editor wrote into links and relations.
fn written_numbers<'r>(register: &'r Register, document: &'r Document) -> impl Iterator<Item = Box<NumberedMention>> {
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
            Wanted::Number(cited) => Some(cited),
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
        if let (Some(date), Bearers::None) = (asked.date, &asked.bearers) {
            groups.add(asked.cited(), Some(date));
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
    let mut held: Vec<(DocIx, &Asked<'_>)> = Vec::new();
    let mut moved = vec![false; register.entries.len()];
    for Sought { index, asked, .. } in sought {
        let document = register.document(*index);
        for asked in asked {
            let wanted = (asked.wanted(document), &asked.bearers);
            match cited_meaning(register, dated, wanted, asked.manner) {
                Meaning::New => all.add(asked.cited(), asked.date),
                Meaning::One(Candidate::Cited(date)) => all.add(asked.cited(), Some(date)),
                Meaning::One(Candidate::Held(found)) if found != *index => {
                    moved[found.get()] |= !asked.is_just_so;
                    held.push((found, asked));
                }
                Meaning::One(Candidate::Held(_)) | Meaning::Several(_) => {}
            }
        }
    }
    held.retain(|(found, _)| moved[found.get()]);
    held.sort_by_key(|(found, _)| *found);
    let before = held.chunk_by(|(left, _), (right, _)| left == right);
    (all.finish(), before.flat_map(before_file).collect())
}

/// A document with a file as citations alone would know it: by each date.
fn before_file(cited: &[(DocIx, &Asked<'_>)]) -> Vec<(DocIx, Described)> {
    let mut groups = Groups::default();
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

/// Says whether a citation prints number, kind and date as the one document that bears the number does, whose page has
/// the address that follows from these.
fn is_just_so(register: &Register, bearers: &Bearers, (cited, date): (&NumberedMention, Option<PartialDate>)) -> bool {
    let Bearers::One([only]) = bearers else { return false };
    let entry = register.entry(*only);
    date == entry.issued
        && entry.plainly_printed == Some(cited.number.printed_key())
        && cited.kind.as_ref() == Some(&register.kind_of(*only).kind)
}
