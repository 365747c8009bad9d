//! The documents that a text has cited so far: the candidates for its short forms, sets and `nêu trên`.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;

use crate::input::body::html_template::PlacedMention;
use crate::input::citations::lexicon::Kind;
use crate::input::citations::mention::MentionedThing;
use crate::input::document::Document;
use crate::model::target::{DocumentRef, Target};

/// A document that was cited earlier in the same text.
#[derive(Clone, Copy)]
pub(super) struct Antecedent<'a> {
    /// Its kind, where it is known.
    pub(super) kind: Option<&'a Kind>,
    /// The ordinal of its number, without leading zeros.
    pub(super) ordinal: Option<&'a str>,
    /// The document.
    pub(super) node: DocumentRef,
    /// The mention that cited it.
    pub(super) position: usize,
}

impl Antecedent<'_> {
    /// Returns whether it is of a kind.
    fn is_of(&self, kind: &Kind) -> bool {
        self.kind.is_some_and(|own| own.agrees_with(kind))
    }
}

/// Returns whether a text refers back to what it cited before.
pub(super) fn points_back(document: &Document) -> bool {
    let points_back = |mention: &PlacedMention| match &mention.what {
        MentionedThing::Number(cited) => cited.number.is_bare(),
        MentionedThing::Short { .. } | MentionedThing::Above(_) | MentionedThing::Member { .. } => true,
        MentionedThing::Titled(_) | MentionedThing::This(_) | MentionedThing::Place(_) => false,
    };
    document.references.mentions.iter().any(points_back)
}

/// Documents kept for one kind, or for one ordinal: a short form never means one from further back.
const MAX_ANTECEDENTS: usize = 100;

/// The documents cited so far, each once, in the order of their first citation.
pub(super) struct Antecedents<'a> {
    /// Whether the text refers back at all.
    are_kept: bool,
    by_kind: BTreeMap<&'a str, Vec<Antecedent<'a>>>,
    by_ordinal: FxHashMap<&'a str, Vec<Antecedent<'a>>>,
    /// Kinds of documents that the text named and that are not known.
    unknown: Vec<&'a Kind>,
}

impl<'a> Antecedents<'a> {
    /// Starts with none; where the text does not refer back, none are kept.
    pub(super) fn new(are_kept: bool) -> Self {
        Antecedents {
            are_kept,
            by_kind: BTreeMap::new(),
            by_ordinal: FxHashMap::default(),
            unknown: Vec::new(),
        }
    }

    /// Returns whether any are kept.
    pub(super) fn are_kept(&self) -> bool {
        self.are_kept
    }

    /// Takes note of a short form that leads nowhere: `nêu trên` may mean its document.
    pub(super) fn add_unknown(&mut self, what: &'a MentionedThing, target: &Target) {
        if let (MentionedThing::Short { kind, .. }, Target::Unresolved) = (what, target)
            && !self.unknown.contains(&kind)
        {
            self.unknown.push(kind);
        }
    }

    pub(super) fn push(&mut self, antecedent: Antecedent<'a>) {
        if !self.are_kept {
            return;
        }
        if let Some(ordinal) = antecedent.ordinal {
            insert(self.by_ordinal.entry(ordinal).or_default(), antecedent);
        }
        if let Some(kind) = antecedent.kind {
            insert(self.by_kind.entry(&kind.slug).or_default(), antecedent);
        }
    }

    /// The one document of a kind that fits and whose number begins with an ordinal, with the mention that cited it
    /// first; `None` where two documents fit.
    pub(super) fn short_that(
        &self,
        kind: &Kind,
        ordinal: &str,
        fits: impl Fn(DocumentRef) -> bool,
    ) -> Option<(DocumentRef, usize)> {
        let holders = self.by_ordinal.get(ordinal).map_or(&[][..], Vec::as_slice);
        only(holders.iter().filter(|before| before.is_of(kind) && fits(before.node)))
    }

    /// The one document of a kind, with the mention that cited it first; `None` where the text named one that is not
    /// known.
    pub(super) fn above(&self, kind: &Kind) -> Option<(DocumentRef, usize)> {
        let is_of = |unknown: &&Kind| unknown.agrees_with(kind);
        (!self.unknown.iter().any(is_of))
            .then(|| only(self.of_kind(kind)))
            .flatten()
    }

    /// All documents of a kind, with the mentions that cited them first, in their order.
    pub(super) fn all(&self, kind: &Kind) -> Vec<(DocumentRef, usize)> {
        let found = self.of_kind(kind).map(|before| (before.node, before.position));
        let mut found: Vec<(DocumentRef, usize)> = found.collect();
        found.sort_by_key(|(_, position)| *position);
        let mut seen = BTreeSet::new();
        found.retain(|(node, _)| seen.insert(*node));
        found
    }

    fn of_kind(&self, kind: &Kind) -> impl Iterator<Item = &Antecedent<'a>> {
        self.by_kind.values().flatten().filter(|before| before.is_of(kind))
    }
}

fn insert<'a>(kept: &mut Vec<Antecedent<'a>>, antecedent: Antecedent<'a>) {
    let same = |before: &Antecedent<'_>| before.node == antecedent.node && before.kind == antecedent.kind;
    if kept.len() < MAX_ANTECEDENTS && !kept.iter().any(same) {
        kept.push(antecedent);
    }
}

fn only<'a>(mut fitting: impl Iterator<Item = &'a Antecedent<'a>>) -> Option<(DocumentRef, usize)> {
    let first = fitting.next()?;
    let mut position = first.position;
    for other in fitting {
        if other.node != first.node {
            return None;
        }
        position = position.min(other.position);
    }
    Some((first.node, position))
}
