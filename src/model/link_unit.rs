//! A parsed file plus everything the linker needs that depends on this file alone; computed at parse time, not on
//! every link.

use std::ops::Deref;

use crate::base::date::PartialDate;
use crate::base::fingerprint::{Fingerprint, Fingerprinted};
use crate::base::kind::Form;
use crate::base::position::Position;
use crate::base::relation::RelationKind;
use crate::input::body::html_template::{PlacedMention, Speaker};
use crate::input::citations::lexicon::Kind;
use crate::input::citations::mention::{MentionedThing, NumberedMention};
use crate::input::document::Document;
use crate::input::front_matter::node::Located;
use crate::messages::diagnostic::Diagnostic;
use crate::model::acceptance_lines;
use crate::model::antecedents::points_back;
use crate::model::dated_laws::dated_laws;
use crate::model::impossible_dates::impossible_dates;
use crate::model::issuers_so_far::IssuersSoFar;
use crate::model::law_numbers::{LawNumber, is_amending, law_number};
use crate::model::number_usage::{DatesSoFar, identifying_date, is_own_number};
use crate::model::provision_owners::{ProvisionOwner, ProvisionOwners, provision_owners};
use crate::model::stated_relations::stated_relation;

/// A parsed file, ready to be linked.
#[derive(Debug)]
pub struct LinkUnit {
    document: Document,
    /// Its citations by number, in the order of its mentions.
    pub(super) citations: Box<[DatedCitation]>,
    /// Its mentions in reading order.
    pub(super) steps: Box<[MentionStep]>,
    /// The mentions and links that may become citations, in the order of the file.
    pub(super) possible_citations: Box<[PossibleCitation]>,
    /// The keys by which it is looked up, each with the table that it belongs to.
    pub(super) symbol_keys: Box<[SymbolKey]>,
    /// The keys of its topics, as written.
    pub(super) topics: Box<[Fingerprint]>,
    /// The key of its issuer, as written.
    pub(super) issuer: Option<Fingerprint>,
    is_site_page: bool,
    /// Whether a mention refers back to an earlier one.
    pub(super) points_back: bool,
    /// Whether a provision is named without a document.
    pub(super) has_places: bool,
    /// Whose provisions its provisions name without a document.
    owners: ProvisionOwners,
    /// The numbers that it gives to names of laws.
    pub(super) law_numbers: Box<[LawNumber]>,
    /// The citations of laws that amend the one cited before them.
    pub(super) amending_laws: Box<[Position]>,
    /// The mentions that name a law by its year.
    pub(super) dated_laws: Box<[Position]>,
    /// Diagnostics on citations of documents later than this one.
    pub(super) impossible_dates: Vec<Diagnostic>,
}

/// A key by which a document is looked up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SymbolKey {
    /// Of its number.
    Number(Fingerprint),
    /// Of `kind/slug`.
    Path(Fingerprint),
    /// Of a name.
    Name(Fingerprint),
    /// Of a name that it declares (`tên gọi khác`).
    DeclaredName(Fingerprint),
    /// Of what all spellings of a proper name have in common.
    ProperName(Fingerprint),
    /// Of the beginning of a name.
    Beginning(Fingerprint),
}

/// A citation by number: the data for looking it up, without the words around it.
#[derive(Debug)]
pub(super) struct DatedCitation {
    /// Its position among the mentions.
    pub(super) mention: Position,
    /// The key of the number.
    pub(super) key: Fingerprint,
    /// The key of the number as printed.
    pub(super) printed: Fingerprint,
    pub(super) kind: Option<Kind>,
    /// The key of the issuer in the citation, or in an earlier one of the number.
    pub(super) issuer: Option<Fingerprint>,
    /// The mention that names this issuer.
    issuer_at: Position,
    /// The date in the citation, where the number alone does not identify the document.
    pub(super) date: Option<PartialDate>,
    /// Set if the citation can make a document not held known: its date, or the one with which the same text cited the
    /// number before.
    pub(super) queried: Option<Option<PartialDate>>,
    /// How it is read in the text.
    pub(super) read: MentionReading,
    /// Whether it is the document's own number.
    pub(super) is_own: bool,
    /// Whether the number alone identifies a document.
    pub(super) is_unique: bool,
    /// Whether a provision is named with it.
    pub(super) has_place: bool,
    /// Whether a title is quoted with it.
    pub(super) has_title: bool,
    pub(super) speaker: Speaker,
}

/// How a number is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum MentionReading {
    /// As short for an earlier number.
    Short,
    /// With a date, if one is known: its own, or that of an earlier citation of the number.
    With(Option<PartialDate>),
}

/// A mention, as the linker goes through the text.
#[derive(Clone, Copy, Debug)]
pub(super) struct MentionStep {
    /// Its position among the mentions.
    pub(super) mention: Position,
    /// Which sort of mention it is: enough to decide most of them.
    pub(super) what: MentionKind,
}

/// The sort of a mention.
#[derive(Clone, Copy, Debug)]
pub(super) enum MentionKind {
    /// A number, by its position among the citations.
    Number(Position),
    /// Words that may begin with a name: the key of the first words.
    Words(Fingerprint),
    /// Something else, or a proper name.
    Other,
}

impl MentionKind {
    /// The position of a number among the citations.
    pub(super) fn number(self) -> Option<Position> {
        match self {
            MentionKind::Number(at) => Some(at),
            MentionKind::Words(_) | MentionKind::Other => None,
        }
    }
}

/// A mention or link in the document's own words.
#[derive(Clone, Copy, Debug)]
pub(super) struct PossibleCitation {
    /// Which one.
    pub(super) source: CitationSource,
    /// The paragraph that contains it.
    pub(super) provision: Option<Position>,
    /// What the words around it state of the document that it names.
    pub(super) states: RelationKind,
}

/// A mention or a link, by its position.
#[derive(Clone, Copy, Debug)]
pub(super) enum CitationSource {
    /// A mention.
    Mention(Position),
    /// A link by hand.
    Link(Position),
}

impl LinkUnit {
    /// Makes a parsed file ready to be linked.
    pub fn new(document: Document) -> Self {
        let citations = citations(&document);
        let key = |name: &Located<String>| Fingerprint::of(&name.value);
        let (head, mut mentions) = (&document.head, document.references.mentions.iter());
        let mut impossible_dates = impossible_dates(&document);
        acceptance_lines::add_of(&document, &mut impossible_dates);
        let has_places =
            mentions.any(|mention| matches!(mention.what, MentionedThing::Place(_) | MentionedThing::This(_)));
        LinkUnit {
            steps: steps(&document, &citations),
            possible_citations: possible_citations(&document),
            points_back: points_back(&document),
            is_site_page: is_site_page(&document),
            symbol_keys: symbol_keys(&document),
            topics: head.topics.iter().map(key).collect(),
            issuer: head.issuer.as_ref().map(key),
            owners: if has_places {
                provision_owners(&document)
            } else {
                Box::default()
            },
            law_numbers: law_numbers(&document, &citations),
            amending_laws: amending_laws(&document, &citations),
            dated_laws: dated_laws(&document, |speaker| is_citing(&document, speaker)),
            has_places,
            impossible_dates,
            citations,
            document,
        }
    }

    /// Returns whether it is a page of the site about itself.
    pub(super) fn is_site_page(&self) -> bool {
        self.is_site_page
    }

    /// Whose provision a mention names that names no document.
    pub(super) fn owner(&self, mention: &PlacedMention) -> ProvisionOwner {
        let owner = mention.occurrence.provision.and_then(|row| self.owners.get(row));
        owner.copied().unwrap_or(ProvisionOwner::Own)
    }

    /// A citation as the text has it.
    pub(super) fn mention(&self, citation: &DatedCitation) -> &PlacedMention {
        &self.document.references.mentions[citation.mention.get()]
    }

    /// The issuer that a citation names, or that the text named with the number before.
    pub(super) fn issuer_of(&self, citation: &DatedCitation) -> Option<&Fingerprinted> {
        let mention = &self.document.references.mentions[citation.issuer_at.get()];
        mention.number()?.issuer.as_ref()
    }

    /// The number of a citation as the text has it.
    pub(super) fn cited(&self, citation: &DatedCitation) -> &NumberedMention {
        let mention = self.mention(citation);
        mention.number().expect("a citation stands for a mention by number")
    }
}

impl Deref for LinkUnit {
    type Target = Document;

    fn deref(&self) -> &Document {
        &self.document
    }
}

/// Returns whether the words of a mention or link make a citation: not those of the site about a document, nor those
/// of a page of the site about itself.
fn is_citing(document: &Document, speaker: Speaker) -> bool {
    speaker == Speaker::Document && !is_site_page(document)
}

/// Returns whether a file is a page of the site about itself; a page without `loại` may be any content.
fn is_site_page(document: &Document) -> bool {
    document.kind.form == Form::Page && document.head.kind.is_some()
}

fn symbol_keys(document: &Document) -> Box<[SymbolKey]> {
    let lookup_keys = &document.lookup_keys;
    let key = |text: &std::sync::Arc<str>| Fingerprint::of(text);
    let number = document.head.number.iter();
    let number = number.map(|number| SymbolKey::Number(number.value.key()));
    let paths = lookup_keys.paths.iter().map(|path| SymbolKey::Path(key(path)));
    let names = lookup_keys.names.iter().map(|name| SymbolKey::Name(key(name)));
    let declared = lookup_keys.declared_names().iter();
    let declared = declared.map(|name| SymbolKey::DeclaredName(key(name)));
    let proper = lookup_keys.proper.iter().map(|name| SymbolKey::ProperName(key(name)));
    let beginnings = lookup_keys.beginnings.iter().map(|key| SymbolKey::Beginning(*key));
    let number = number.chain(paths).chain(names);
    number.chain(declared).chain(proper).chain(beginnings).collect()
}

/// The mentions in reading order: those of the title come first, wherever the table has them.
fn in_reading_order(document: &Document) -> impl Iterator<Item = usize> {
    let mentions = &document.references.mentions;
    let is_body = |position: &usize| mentions[*position].occurrence.provision.is_some();
    let head = (0..mentions.len()).filter(move |position| !is_body(position));
    head.chain((0..mentions.len()).filter(move |position| is_body(position)))
}

fn steps(document: &Document, citations: &[DatedCitation]) -> Box<[MentionStep]> {
    let step = |position| {
        let mention = Position::new(position);
        let what = match &document.references.mentions[position].what {
            MentionedThing::Number(_) => {
                let at = citations.binary_search_by_key(&mention, |citation| citation.mention);
                MentionKind::Number(Position::new(at.expect("a mention by number is a citation")))
            }
            MentionedThing::Titled(titled) if titled.proper.is_none() => MentionKind::Words(titled.beginning),
            MentionedThing::Titled(_)
            | MentionedThing::Short { .. }
            | MentionedThing::Above(_)
            | MentionedThing::This(_)
            | MentionedThing::Member { .. }
            | MentionedThing::Place(_) => MentionKind::Other,
        };
        MentionStep { mention, what }
    };
    in_reading_order(document).map(step).collect()
}

fn citations(document: &Document) -> Box<[DatedCitation]> {
    let readings = readings(document);
    let mut dates = DatesSoFar::of(document);
    let mut issuers = IssuersSoFar::default();
    let mut citations = Vec::new();
    for (position, (mention, read)) in document.references.mentions.iter().zip(readings).enumerate() {
        let Some(cited) = mention.number() else { continue };
        let is_own = is_own_number(document, cited);
        let is_queried = !is_own && is_citing(document, mention.occurrence.speaker) && !dates.is_short(cited);
        let issuer_at = issuers.named_with(position, cited);
        let issuer = document.references.mentions[issuer_at].number();
        citations.push(DatedCitation {
            mention: Position::new(position),
            key: cited.number.key(),
            printed: cited.number.printed_key(),
            kind: cited.kind.clone(),
            issuer: issuer.and_then(|cited| cited.issuer.as_ref()).map(Fingerprinted::key),
            issuer_at: Position::new(issuer_at),
            date: identifying_date(cited),
            queried: is_queried.then(|| dates.dated(cited)),
            read,
            is_own,
            is_unique: cited.number.is_unique(),
            has_place: mention.place.is_some(),
            has_title: cited.title.is_some(),
            speaker: mention.occurrence.speaker,
        });
    }
    citations.into()
}

/// The citations by number that also give the name of a law.
fn law_numbers(document: &Document, citations: &[DatedCitation]) -> Box<[LawNumber]> {
    let named = citations.iter().enumerate().filter_map(|(at, citation)| {
        let mention = &document.references.mentions[citation.mention.get()];
        law_number(mention, Position::new(at))
    });
    named.collect()
}

fn amending_laws(document: &Document, citations: &[DatedCitation]) -> Box<[Position]> {
    let mention = |citation: &DatedCitation| &document.references.mentions[citation.mention.get()];
    let all = citations.iter().enumerate();
    let amending = all.filter(|(_, citation)| is_amending(mention(citation)));
    amending.map(|(at, _)| Position::new(at)).collect()
}

/// How the number of each mention is read.
fn readings(document: &Document) -> Vec<MentionReading> {
    let mentions = &document.references.mentions;
    let mut readings = vec![MentionReading::With(None); mentions.len()];
    let mut dates = DatesSoFar::of(document);
    for position in in_reading_order(document) {
        let mention = &mentions[position];
        let Some(cited) = mention.number() else { continue };
        let cited = (cited, is_own_number(document, cited));
        readings[position] = read(&mut dates, mention.occurrence.speaker, cited);
    }
    readings
}

/// Decides how a number is read after the numbers before it.
pub(super) fn read<'d>(
    dates: &mut DatesSoFar<'d>,
    speaker: Speaker,
    (cited, is_own): (&'d NumberedMention, bool),
) -> MentionReading {
    if dates.is_short(cited) {
        MentionReading::Short
    } else if speaker == Speaker::Document && !is_own {
        MentionReading::With(dates.dated(cited))
    } else {
        // The site writes afterwards: its notes may name documents later than the document.
        MentionReading::With(identifying_date(cited))
    }
}

fn possible_citations(document: &Document) -> Box<[PossibleCitation]> {
    let mentions = document.references.mentions.iter().enumerate();
    let mentions = mentions.map(|(at, mention)| (CitationSource::Mention(Position::new(at)), &mention.occurrence));
    let links = document.references.links.iter().enumerate();
    let links = links.map(|(at, link)| (CitationSource::Link(Position::new(at)), &link.occurrence));
    let all = mentions.chain(links);
    let mut all: Vec<_> = all
        .filter(|(_, occurrence)| is_citing(document, occurrence.speaker))
        .collect();
    all.sort_by_key(|(_, occurrence)| occurrence.span.start);
    let possible_citations = all.into_iter().map(|(source, occurrence)| PossibleCitation {
        source,
        provision: occurrence.provision.map(Position::new),
        states: states(document, source),
    });
    possible_citations.collect()
}

/// What the words around a mention state: those of write-ups and pages state nothing.
fn states(document: &Document, source: CitationSource) -> RelationKind {
    match source {
        CitationSource::Mention(at) if document.kind.form == Form::Official => {
            stated_relation(document, &document.references.mentions[at.get()])
        }
        CitationSource::Mention(_) | CitationSource::Link(_) => RelationKind::Cites,
    }
}
