//! Documents that a text has cited so far: what its short forms, sets and `nêu trên` point back to.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::lookup::kinds_agree;
use super::relations::Node;
use crate::input::lexicon::Kind;
use crate::input::mention::NumberedMention;

/// A document that was cited earlier in the same text.
#[derive(Clone)]
pub(super) struct Antecedent {
    /// Its kind, where it is known.
    pub(super) kind: Option<Kind>,
    /// The ordinal of its number, without leading zeros.
    pub(super) ordinal: Option<String>,
    /// The document.
    pub(super) node: Node,
    /// The mention that cited it.
    pub(super) position: usize,
}

impl Antecedent {
    /// Says whether it is of a kind.
    fn is_of(&self, kind: &Kind) -> bool {
        self.kind.as_ref().is_some_and(|own| kinds_agree(Some(kind), own))
    }
}

/// So many documents of one kind, or of one ordinal, are told apart; nobody means one of more by a short form.
const MOST: usize = 100;

/// The documents cited so far, each once, in the order of their first citation.
#[derive(Default)]
pub(super) struct Antecedents {
    by_kind: BTreeMap<String, Vec<Antecedent>>,
    by_ordinal: HashMap<String, Vec<Antecedent>>,
}

impl Antecedents {
    pub(super) fn push(&mut self, antecedent: Antecedent) {
        if let Some(ordinal) = antecedent.ordinal.clone() {
            shelve(self.by_ordinal.entry(ordinal).or_default(), antecedent.clone());
        }
        if let Some(kind) = &antecedent.kind {
            shelve(self.by_kind.entry(kind.slug.clone()).or_default(), antecedent);
        }
    }

    /// The one document of a kind whose number begins with an ordinal, with the mention that cited it first; with two
    /// of them nobody can tell.
    pub(super) fn short(&self, kind: &Kind, ordinal: &str) -> Option<(Node, usize)> {
        self.short_that(kind, ordinal, |_| true)
    }

    /// The same among the documents that fit.
    pub(super) fn short_that(&self, kind: &Kind, ordinal: &str, fits: impl Fn(Node) -> bool) -> Option<(Node, usize)> {
        let bearers = self.by_ordinal.get(ordinal).map_or(&[][..], Vec::as_slice);
        only(bearers.iter().filter(|before| before.is_of(kind) && fits(before.node)))
    }

    /// The one document of a kind, with the mention that cited it first.
    pub(super) fn above(&self, kind: &Kind) -> Option<(Node, usize)> {
        only(self.of_kind(kind))
    }

    /// All documents of a kind, with the mentions that cited them first, in their order.
    pub(super) fn all(&self, kind: &Kind) -> Vec<(Node, usize)> {
        let mut found: Vec<(Node, usize)> = self
            .of_kind(kind)
            .map(|before| (before.node, before.position))
            .collect();
        found.sort_by_key(|(_, position)| *position);
        let mut seen = BTreeSet::new();
        found.retain(|(node, _)| seen.insert(*node));
        found
    }

    fn of_kind(&self, kind: &Kind) -> impl Iterator<Item = &Antecedent> {
        self.by_kind.values().flatten().filter(|before| before.is_of(kind))
    }
}

fn shelve(shelf: &mut Vec<Antecedent>, antecedent: Antecedent) {
    let same = |before: &Antecedent| before.node == antecedent.node && before.kind == antecedent.kind;
    if shelf.len() < MOST && !shelf.iter().any(same) {
        shelf.push(antecedent);
    }
}

fn only<'a>(mut fitting: impl Iterator<Item = &'a Antecedent>) -> Option<(Node, usize)> {
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

/// The ordinal of a number, without leading zeros.
pub(super) fn ordinal(cited: &NumberedMention) -> String {
    let folded = cited.number.folded();
    folded.split('-').next().unwrap_or(folded).to_owned()
}
