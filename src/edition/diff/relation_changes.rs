//! Relations and citations that came or went between documents that both sides have.

use std::collections::HashSet;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::base::relation::{Origin, RelationKind};
use crate::edition::diff::difference::RelationChange;
use crate::edition::diff::document_pairs::{DocumentPairs, SiteView};
use crate::input::front_matter::fields::{FieldId, field_row};
use crate::model::indexes::DocIx;
use crate::model::relations::Edge;
use crate::model::target::{DocumentRef, Location};
use crate::output::document_names::{location, place};

/// A relation by what readers see of it: the same on both sides where addresses moved.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct RelationKey {
    from: u32,
    kind: RelationKind,
    origin: Origin,
    to: u32,
    location: Option<u32>,
}

/// Numbers for texts that many relations share.
#[derive(Default)]
struct Numbers<'a>(FxHashMap<&'a str, u32>);

impl<'a> Numbers<'a> {
    fn of(&mut self, text: &'a str) -> u32 {
        let next = u32::try_from(self.0.len()).expect("fewer than four billion addresses");
        *self.0.entry(text).or_insert(next)
    }
}

/// The relations of both sides that the other does not have. Those of a page that came or went are told with the page.
pub(super) fn relation_changes(
    (base, head): (&SiteView<'_>, &SiteView<'_>),
    pairs: &DocumentPairs,
) -> Vec<RelationChange> {
    let mut numbers = Numbers::default();
    let former = keys(base, &mut numbers, |index| {
        let present = pairs.present[index.get()];
        present.map_or_else(|| base.address(index), |present| head.address(present))
    });
    let present = keys(head, &mut numbers, |index| head.address(index));
    let (before, now) = (key_set(&former), key_set(&present));
    let lost = changes(
        base,
        &former,
        &now,
        (false, &|index: DocIx| pairs.present[index.get()].is_some()),
    );
    let gained = changes(
        head,
        &present,
        &before,
        (true, &|index: DocIx| pairs.former[index.get()].is_some()),
    );
    without_moves(lost, gained)
}

fn key_set(keys: &[RelationKey]) -> FxHashSet<RelationKey> {
    keys.iter().copied().collect()
}

/// The keys of all relations of a site, in their order. `address` gives the address of a document in the new site.
fn keys<'a>(view: &SiteView<'a>, numbers: &mut Numbers<'a>, address: impl Fn(DocIx) -> &'a str) -> Vec<RelationKey> {
    let of_node = |node: DocumentRef, numbers: &mut Numbers<'a>| match node {
        DocumentRef::Held(index) => numbers.of(address(index)),
        DocumentRef::Stub(_) => numbers.of(view.site.address_of(node).as_str()),
    };
    let edges = view.site.graph.edges.iter();
    let key = |edge: &'a Edge| {
        let location = edge.to_location.as_ref().map(|location| match (edge.to, location) {
            (DocumentRef::Held(index), Location::Provision(at)) => {
                numbers.of(view.document(index).provisions[*at].address.as_str())
            }
            (_, Location::Unchecked(address)) => numbers.of(address.as_str()),
            (DocumentRef::Stub(_), Location::Provision(_)) => numbers.of(""),
        });
        RelationKey {
            from: of_node(DocumentRef::Held(edge.from), numbers),
            kind: edge.kind,
            origin: edge.origin,
            to: of_node(edge.to, numbers),
            location,
        }
    };
    edges.map(key).collect()
}

/// The relations of a side that the other lacks, each once, where both have the acting document.
fn changes(
    view: &SiteView<'_>,
    keys: &[RelationKey],
    others: &FxHashSet<RelationKey>,
    (is_gained, is_paired): (bool, &dyn Fn(DocIx) -> bool),
) -> Vec<RelationChange> {
    let mut seen: FxHashSet<RelationKey> = FxHashSet::default();
    let edges = view.site.graph.edges.iter().zip(keys);
    let edges = edges.filter(|(edge, key)| !others.contains(key) && is_paired(edge.from));
    let mut found = Vec::new();
    for (edge, key) in edges {
        if seen.insert(*key) {
            found.push(change(view, edge, is_gained));
        }
    }
    found
}

fn change(view: &SiteView<'_>, edge: &Edge, is_gained: bool) -> RelationChange {
    let place = edge.to_location.as_ref().map(|found| match (edge.to, found) {
        (DocumentRef::Held(index), Location::Provision(at)) => place(view.document(index), view.texts, Some(*at)),
        (DocumentRef::Held(_), Location::Unchecked(_)) | (DocumentRef::Stub(_), _) => {
            location(view.context(), edge.to, found)
        }
    });
    RelationChange {
        is_gained,
        kind: edge.kind,
        term: term_of(edge.kind),
        origin: edge.origin,
        from: view.short_name(DocumentRef::Held(edge.from)),
        to: view.short_name(edge.to),
        place: place.filter(|place| !place.is_empty()),
    }
}

/// The Vietnamese term of a relation.
pub(super) fn term_of(kind: RelationKind) -> &'static str {
    field_row(FieldId::Relation(kind)).term
}

/// Drops what came and went alike: a document that is cited under another address is the same for readers.
fn without_moves(lost: Vec<RelationChange>, gained: Vec<RelationChange>) -> Vec<RelationChange> {
    type Seen<'a> = (RelationKind, Origin, &'a str, &'a str, Option<&'a str>);
    fn seen(change: &RelationChange) -> Seen<'_> {
        let place = change.place.as_deref();
        (change.kind, change.origin, &change.from, &change.to, place)
    }
    let (before, now): (HashSet<Seen<'_>>, HashSet<Seen<'_>>) =
        (lost.iter().map(seen).collect(), gained.iter().map(seen).collect());
    let is_left = |change: &&RelationChange| !(before.contains(&seen(change)) && now.contains(&seen(change)));
    lost.iter().chain(&gained).filter(is_left).cloned().collect()
}
