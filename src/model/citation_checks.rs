//! Cross-document consistency checks: reports documents that different files cite with conflicting dates, titles or
//! number formats, and bases that were already replaced.
//!
//! Each diagnostic is a warning that an editor may accept with a reason: originals contain such slips.

use std::collections::BTreeMap;

use crate::base::date::PartialDate;
use crate::base::fold::name_key;
use crate::base::number::DocNumber;
use crate::base::relation::{Origin, RelationKind};
use crate::input::body::html_template::{PlacedMention, Speaker};
use crate::input::citations::mention::{MentionedThing, NumberedMention};
use crate::input::document::Document;
use crate::input::front_matter::metadata::RelationEntry;
use crate::messages::code::Code;
use crate::messages::diagnostic::{Diagnostic, LabelText, Place};
use crate::model::differing_dates::{are_near, differing_holder, is_day};
use crate::model::document_index::DocumentIndex;
use crate::model::graph::Graph;
use crate::model::identity::display_name;
use crate::model::indexes::DocIx;
use crate::model::link_unit::{DatedCitation, LinkUnit};
use crate::model::number_lookup::{FoundHolders, NumberLookups};
use crate::model::number_usage::{ordinal, used_on};
use crate::model::relations::Edge;
use crate::model::target::{DocumentRef, Target};

/// Numbers with one ordinal that are searched for the long form of a short one.
const MAX_LONG_FORMS: usize = 8;

/// A dated citation of a document not held, and its place.
struct CitationWitness<'a> {
    cited: &'a NumberedMention,
    date: PartialDate,
    place: Place,
}

/// A citation with a title, and its place.
type TitleWitness<'a> = (&'a NumberedMention, &'a str, Place);

/// What one document states about others that other documents may contradict.
#[derive(Default)]
pub(super) struct CitedFacts<'a> {
    dated: Vec<CitationWitness<'a>>,
    titled: Vec<(DocumentRef, TitleWitness<'a>)>,
}

/// Checks the citations of one document by themselves, and collects the facts to compare with other documents.
pub(super) fn check_document<'a>(
    documents: &'a DocumentIndex,
    (targets, lookups): (&[Target], &NumberLookups),
    diagnostics: &mut Vec<Diagnostic>,
) -> CitedFacts<'a> {
    let mut facts = CitedFacts::default();
    let unit = documents.link_unit(lookups.index);
    diagnostics.extend_from_slice(&unit.impossible_dates);
    let of_others = |citation: &DatedCitation| citation.speaker == Speaker::Document && !citation.is_own;
    let citations = unit.citations.iter().zip(&lookups.answers);
    for (citation, answer) in citations.filter(|(citation, _)| of_others(citation)) {
        let target = &targets[citation.mention.get()];
        if let (true, Some(node)) = (citation.has_title, target.node())
            && let cited = unit.cited(citation)
            && let Some(title) = &cited.title
        {
            let place = unit.place(unit.mention(citation).occurrence.span);
            facts.titled.push((node, (cited, title, place)));
        }
        let witness = check_number(documents, unit, (citation, answer, target), diagnostics);
        facts.dated.extend(witness);
    }
    short_before_long(unit, targets, diagnostics);
    facts
}

/// Checks how a citation writes the number and date of its target; gives it if others may date that target differently.
fn check_number<'a>(
    documents: &'a DocumentIndex,
    unit: &'a LinkUnit,
    (citation, answer, target): (&DatedCitation, &FoundHolders, &Target),
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<CitationWitness<'a>> {
    let place = || unit.place(unit.mention(citation).occurrence.span);
    match target {
        Target::Held(found, _) if answer.is_printed_as(*found) => None,
        Target::Held(found, _) => {
            let cited = || unit.cited(citation);
            if documents.entry(*found).printed != Some(citation.printed) {
                diagnostics.extend(separator(documents.document(*found), cited(), &place));
            }
            if citation.is_unique {
                diagnostics.extend(other_date(documents, unit, (cited(), place())));
            }
            None
        }
        Target::Stub(..) => {
            let cited = unit.cited(citation);
            diagnostics.extend(other_system(cited, &place));
            diagnostics.extend(other_date(documents, unit, (cited, place())));
            let date = cited.date?;
            Some(CitationWitness {
                cited,
                date,
                place: place(),
            })
        }
        Target::Ambiguous(_)
        | Target::External(_)
        | Target::SiteAddress(_)
        | Target::File(_)
        | Target::SelfReference
        | Target::Unresolved => None,
    }
}

/// The facts from all documents, by the document that they are about.
#[derive(Default)]
pub(super) struct CrossChecks<'a> {
    dated: BTreeMap<&'a str, Vec<CitationWitness<'a>>>,
    titled: BTreeMap<DocumentRef, Vec<TitleWitness<'a>>>,
}

impl<'a> CrossChecks<'a> {
    /// Adds a document's facts; documents come in their order.
    pub(super) fn add(&mut self, facts: CitedFacts<'a>) {
        for witness in facts.dated {
            let number = witness.cited.number.folded();
            self.dated.entry(number).or_default().push(witness);
        }
        for (node, witness) in facts.titled {
            self.titled.entry(node).or_default().push(witness);
        }
    }

    /// Reports contradictions between documents, once the facts of all were added.
    pub(super) fn report(&self, documents: &DocumentIndex, graph: &Graph, diagnostics: &mut Vec<Diagnostic>) {
        diagnostics.extend(self.dated.values().filter_map(|witnesses| two_dates(witnesses)));
        diagnostics.extend(self.titled.values().filter_map(|witnesses| two_titles(witnesses)));
        if graph
            .edges
            .iter()
            .any(|edge| edge.kind == RelationKind::Replaces && edge.origin != Origin::Text)
        {
            let replaced = |index| replaced_bases(documents, graph, index);
            diagnostics.extend(documents.indexes().flat_map(replaced));
        }
    }
}

fn diagnostic(code: Code, place: &Place, values: &[(&'static str, String)]) -> Diagnostic {
    let with = |diagnostic: Diagnostic, (name, value): &(&'static str, String)| diagnostic.with(name, value);
    values.iter().fold(Diagnostic::new(code, place.clone()), with)
}

/// A number written with separators other than those that the document itself prints.
pub(super) fn separator(document: &Document, cited: &NumberedMention, place: &dyn Fn() -> Place) -> Option<Diagnostic> {
    let own = &document.head.number.as_ref()?.value;
    let signs = |number: &'_ DocNumber| -> Vec<u8> {
        let bytes = number.printed().bytes();
        bytes.filter(|byte| matches!(byte, b'-' | b'/')).collect()
    };
    // Where the head has the slip, it is reported there.
    let is_right = || own.in_its_system().as_deref() == Some(cited.number.printed());
    let differs = signs(own) != signs(&cited.number) && !is_right();
    differs.then(|| {
        let values = [("cited", cited.number.to_string()), ("own", own.to_string())];
        diagnostic(Code::WrongSeparator, &place(), &values)
    })
}

/// A number of a document that the site does not hold, in the form of the other numbering system.
fn other_system(cited: &NumberedMention, place: &dyn Fn() -> Place) -> Option<Diagnostic> {
    let own = cited.number.in_its_system()?;
    let values = [("cited", cited.number.to_string()), ("own", own)];
    Some(diagnostic(Code::WrongSeparator, &place(), &values))
}

/// One document cited with two titles, of which neither is part of the other: reported at the first that differs.
fn two_titles(witnesses: &[TitleWitness<'_>]) -> Option<Diagnostic> {
    let ((_, first, first_place), others) = witnesses.split_first()?;
    let key = name_key(first);
    let differs = |title: &str| {
        let other = name_key(title);
        !key.contains(&other) && !other.contains(&key)
    };
    let (cited, other, place) = others.iter().find(|(_, title, _)| differs(title))?;
    let values = [
        ("number", cited.number.to_string()),
        ("cited", (*other).to_owned()),
        ("other", (*first).to_owned()),
    ];
    Some(diagnostic(Code::TwoTitles, place, &values).label(first_place.clone(), LabelText::FirstHere))
}

/// A short form before its long form: the reader does not yet know what it is short for.
fn short_before_long(document: &LinkUnit, targets: &[Target], diagnostics: &mut Vec<Diagnostic>) {
    let is_short = |mention: &PlacedMention| matches!(mention.what, MentionedThing::Short { .. });
    if !document.points_back || !document.references.mentions.iter().any(is_short) {
        return;
    }
    let mut later: BTreeMap<&str, Vec<&NumberedMention>> = BTreeMap::new();
    for (mention, target) in document.references.mentions.iter().zip(targets).rev() {
        match &mention.what {
            MentionedThing::Number(cited) => {
                let known = later.entry(ordinal(cited)).or_default();
                if known.len() < MAX_LONG_FORMS {
                    known.push(cited);
                }
            }
            MentionedThing::Short { kind, ordinal, .. }
                if *target == Target::Unresolved && mention.occurrence.speaker == Speaker::Document =>
            {
                let of_kind = |cited: &&&NumberedMention| cited.kind.as_ref().is_some_and(|own| own.agrees_with(kind));
                let later = later.get(ordinal.as_str());
                let long = later.and_then(|later| later.iter().rev().find(of_kind));
                diagnostics.extend(long.map(|long| {
                    Diagnostic::new(Code::ShortBeforeLong, document.place(mention.occurrence.span))
                        .with("short", words(document, mention))
                        .with("long", long.number.printed())
                }));
            }
            MentionedThing::Titled(_)
            | MentionedThing::Short { .. }
            | MentionedThing::Above(_)
            | MentionedThing::This(_)
            | MentionedThing::Member { .. }
            | MentionedThing::Place(_) => {}
        }
    }
}

/// A mention as it is written.
fn words<'d>(document: &'d Document, mention: &PlacedMention) -> &'d str {
    let span = mention.occurrence.span;
    document.source().get(span.start..span.end).unwrap_or("")
}

/// A date that differs from that of the one document of the site with this number.
fn other_date(
    documents: &DocumentIndex,
    unit: &LinkUnit,
    (cited, place): (&NumberedMention, Place),
) -> Option<Diagnostic> {
    let date = cited.date.or(cited.nearby_date())?;
    let (holder, own) = differing_holder(documents, cited, date)?;
    let document = documents.document(holder);
    let values = [
        ("number", cited.number.to_string()),
        ("cited", date.to_string()),
        ("own", own.to_string()),
        ("iso", own.iso()),
        (
            "words",
            place
                .span
                .and_then(|span| unit.source().get(span.start..span.end))
                .unwrap_or("")
                .to_owned(),
        ),
    ];
    let found = diagnostic(Code::CitedDateDiffers, &place, &values);
    let written = document.head.date.as_ref()?;
    Some(found.label(document.head_place(&written.at), LabelText::FirstHere))
}

/// One number cited with two days close together: reported once, at the rarer one.
fn two_dates(witnesses: &[CitationWitness<'_>]) -> Option<Diagnostic> {
    let mut days: BTreeMap<PartialDate, Vec<&CitationWitness<'_>>> = BTreeMap::new();
    for witness in witnesses.iter().filter(|witness| is_day(witness.date)) {
        days.entry(witness.date).or_default().push(witness);
    }
    let mut found: Vec<(PartialDate, Vec<&CitationWitness<'_>>)> = days.into_iter().collect();
    let pair = (1..found.len()).find(|at| are_near(found[at - 1].0, found[*at].0))?;
    let (second, first) = (found.swap_remove(pair), found.swap_remove(pair - 1));
    let (rare, common) = match second.1.len() <= first.1.len() {
        true => (second, first),
        false => (first, second),
    };
    let (at, other) = (rare.1.first()?, common.1.first()?);
    let kinds = (at.cited.kind.as_ref(), other.cited.kind.as_ref());
    if matches!(kinds, (Some(left), Some(right)) if !right.agrees_with(left)) {
        return None;
    }
    let values = [
        ("number", at.cited.number.to_string()),
        ("cited", at.date.to_string()),
        ("other", other.date.to_string()),
    ];
    Some(diagnostic(Code::TwoDates, &at.place, &values).label(other.place.clone(), LabelText::FirstHere))
}

/// A basis that another document had replaced before this one was issued.
fn replaced_bases(documents: &DocumentIndex, graph: &Graph, index: DocIx) -> Vec<Diagnostic> {
    let document = documents.document(index);
    let Some(own) = used_on(document) else {
        return Vec::new();
    };
    let replaced = |edge: &Edge| -> Option<Diagnostic> {
        let DocumentRef::Held(basis) = edge.to else { return None };
        let replacing = graph.edges_to(edge.to);
        let replacing = replacing.filter(|edge| edge.kind == RelationKind::Replaces && edge.origin != Origin::Text);
        let (by, date) = replacing
            .filter_map(|edge| Some((documents.document(edge.from), used_on(documents.document(edge.from))?)))
            .find(|(by, date)| by.path != document.path && !own.not_after(*date))?;
        let of_kind = |entry: &&RelationEntry| entry.kind == RelationKind::BasedOn;
        let mut entries = document.head.relations.iter().filter(of_kind);
        let names = |entry: &&RelationEntry| {
            let written = entry.target.value.document.as_deref().and_then(DocNumber::parse);
            let own = documents.document(basis).head.number.as_ref();
            written.is_some_and(|written| own.is_some_and(|own| own.value.folded() == written.folded()))
        };
        let entry = entries.clone().find(names).or_else(|| entries.next())?;
        let diagnostic = Diagnostic::new(Code::ReplacedBasis, document.head_place(&entry.target.at))
            .with("number", display_name(documents.document(basis)))
            .with("by", display_name(by))
            .with("date", date.to_string());
        Some(diagnostic)
    };
    let edges = graph.edges_from(index);
    let bases = edges.filter(|edge| edge.kind == RelationKind::BasedOn && edge.origin != Origin::Text);
    bases.filter_map(replaced).collect()
}
