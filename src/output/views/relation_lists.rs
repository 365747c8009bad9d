//! The declared relations of a document or provision, in both directions.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::base::html::escaped;
use crate::base::kind::Form;
use crate::base::relation::{Origin, RelationKind};
use crate::model::relations::{Edge, Ground};
use crate::model::target::{DocumentRef, Location, Target};
use crate::output::document_names;
use crate::output::page_context::{Link, PageContext};
use crate::output::views::document_entry::{DocumentEntry, document_entry};
use crate::output::views::links::{html_link, place_link};
use crate::output::views::margin::reading_order;
use crate::output::views::relation_subject::RelationSubject;

/// Relations of one kind and direction.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct RelationGroup {
    /// The legal portals' term: `Theo tinh thần`, `Được vận dụng tại`.
    pub label: String,
    /// English name of the relation.
    pub r#type: &'static str,
    /// The end from which it is read.
    #[serde(skip)]
    pub direction: Direction,
    /// Whether it reads the same from both ends.
    #[serde(skip)]
    pub is_symmetric: bool,
    /// The source of all of them; absent where they differ.
    pub origin_html: Option<String>,
    /// The relations.
    pub items: Vec<RelationItem>,
}

/// One relation, seen from one of its ends.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct RelationItem {
    /// The document at the other end.
    pub entry: DocumentEntry,
    /// The provision of this document.
    pub from: Option<Link>,
    /// The provision of the other one.
    pub to: Option<Link>,
    /// The source of the relation.
    pub origin: &'static str,
    /// The same in words.
    pub origin_html: String,
    /// Details.
    pub detail_html: Option<String>,
}

/// Returns whether a symmetric relation is also stated by the document itself: two files that relate to each other state
/// one relation.
fn is_also_stated_by(context: PageContext<'_>, node: DocumentRef, edge: &Edge) -> bool {
    let DocumentRef::Held(index) = node else {
        return false;
    };
    let provision = |spot: &Option<Location>| match spot {
        Some(Location::Provision(at)) => Some(*at),
        Some(Location::Unchecked(_)) | None => None,
    };
    let mirrors = |own: &Edge| {
        own.kind == edge.kind
            && own.to == DocumentRef::Held(edge.from)
            && own.from_provision == provision(&edge.to_location)
            && provision(&own.to_location) == edge.from_provision
    };
    edge.kind.is_symmetric() && context.site.graph.edges_from(index).any(mirrors)
}

/// A direction in which a relation is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Direction {
    /// As the subject states it.
    Forward,
    /// As it is stated of the subject.
    Inverse,
}

impl Direction {
    /// Returns how a relation is read from the document that it is stated of.
    fn from_object(kind: RelationKind) -> Self {
        if kind.is_symmetric() {
            Direction::Forward
        } else {
            Direction::Inverse
        }
    }
}

/// Returns the declared relations of a subject in both directions, grouped by term.
pub(crate) fn relations(context: PageContext<'_>, subject: RelationSubject<'_>) -> Vec<RelationGroup> {
    relations_where(context, subject, |_, _| true)
}

/// Returns the declared relations of a subject that `keep` accepts.
pub(crate) fn relations_where(
    context: PageContext<'_>,
    subject: RelationSubject<'_>,
    keep: impl Fn(RelationKind, Direction) -> bool,
) -> Vec<RelationGroup> {
    let mut groups: BTreeMap<(RelationKind, Direction), Vec<(DocumentRef, RelationItem)>> = BTreeMap::new();
    // What a text states of its own accord is shown with its citations.
    let is_declared = |edge: &&Edge| edge.origin != Origin::Text;
    let near_end = |edge: &Edge| {
        let provision = edge.from_provision?;
        Some(place_link(
            context,
            DocumentRef::Held(edge.from),
            &Location::Provision(provision),
        ))
    };
    let far_end = |edge: &Edge| edge.to_location.as_ref().map(|spot| place_link(context, edge.to, spot));
    if let DocumentRef::Held(index) = subject.node {
        let declared = context.site.graph.edges_from(index).filter(is_declared);
        for edge in declared.filter(|edge| subject.has_provision(edge.from_provision)) {
            let row = item(context, edge, edge.to, near_end(edge), far_end(edge));
            groups
                .entry((edge.kind, Direction::Forward))
                .or_default()
                .push((edge.to, row));
        }
    }
    let incoming = context.site.graph.edges_to(subject.node).filter(is_declared);
    let incoming = incoming.filter(|edge| !is_also_stated_by(context, subject.node, edge));
    for edge in incoming.filter(|edge| subject.has_location(edge.to_location.as_ref())) {
        let other = DocumentRef::Held(edge.from);
        let row = item(context, edge, other, far_end(edge), near_end(edge));
        groups
            .entry((edge.kind, Direction::from_object(edge.kind)))
            .or_default()
            .push((other, row));
    }
    groups
        .into_iter()
        .filter(|((kind, direction), _)| keep(*kind, *direction))
        .map(|((kind, direction), items)| group(context, kind, direction, items))
        .collect()
}

fn group(
    context: PageContext<'_>,
    kind: RelationKind,
    direction: Direction,
    mut items: Vec<(DocumentRef, RelationItem)>,
) -> RelationGroup {
    items.sort_by_cached_key(|(_, item)| (reading_order(&item.entry), item.entry.url.clone()));
    let first = items.first().map(|(_, item)| item.origin_html.clone());
    let origin_html = first.filter(|first| items.iter().all(|(_, item)| item.origin_html == *first));
    let end = match direction {
        Direction::Forward => "forward",
        Direction::Inverse => "inverse",
    };
    RelationGroup {
        label: context.relation_term(kind, end),
        r#type: kind.name(),
        direction,
        is_symmetric: kind.is_symmetric(),
        origin_html,
        items: items.into_iter().map(|(_, item)| item).collect(),
    }
}

fn item(
    context: PageContext<'_>,
    edge: &Edge,
    other: DocumentRef,
    from: Option<Link>,
    to: Option<Link>,
) -> RelationItem {
    let origin_html = origin_html(context, edge, other);
    let detail = (!edge.details.is_empty()).then(|| escaped(&edge.details.join("; ")));
    RelationItem {
        entry: document_entry(context, other),
        from,
        to,
        origin: edge.origin.name(),
        origin_html,
        detail_html: detail,
    }
}

/// Returns the source of a relation in words.
pub(crate) fn origin_html(context: PageContext<'_>, edge: &Edge, other: DocumentRef) -> String {
    match (edge.origin, &edge.ground) {
        (Origin::Document, _) => escaped(&context.texts.view("origin_document", &[])),
        (Origin::Site, _) => escaped(&classed_by_site(context, edge, other)),
        (Origin::Text, _) => escaped(&context.texts.view("origin_text", &[])),
        (Origin::Other, ground) => {
            let source = ground
                .as_ref()
                .map(|ground| ground_html(context, ground))
                .unwrap_or_default();
            // The words around the source are the interface's own and hold no markup.
            context.texts.view("origin_other", &[("source", &source)])
        }
    }
}

/// Returns the words for a relation that the site itself states. For a write-up classed with a programme they name the
/// provision.
fn classed_by_site(context: PageContext<'_>, edge: &Edge, other: DocumentRef) -> String {
    let documents = &context.site.documents;
    let is_write_up = documents.document(edge.from).kind.form == Form::Writeup;
    let is_programme = match edge.to {
        DocumentRef::Held(index) => context.site.programmes.contains(index),
        DocumentRef::Stub(_) => false,
    };
    let to_programme = other == edge.to && is_programme;
    if edge.kind != RelationKind::SameSubject || !is_write_up || !to_programme || implements(context, edge) {
        return context.texts.view("origin_site", &[]);
    }
    let provision = match &edge.to_location {
        Some(spot) => document_names::location(context, edge.to, spot),
        None => document_names::short(context, edge.to),
    };
    context.texts.view("same_subject_site", &[("provision", &provision)])
}

/// Returns whether a document declares that it implements the other end of an edge.
fn implements(context: PageContext<'_>, edge: &Edge) -> bool {
    let mut own = context.site.graph.edges_from(edge.from);
    own.any(|own| own.kind == RelationKind::Implements && own.to == edge.to)
}

fn ground_html(context: PageContext<'_>, ground: &Ground) -> String {
    let (node, spot) = match ground {
        Ground::Words(words) => return escaped(words),
        Ground::Target(Target::Held(index, spot)) => (DocumentRef::Held(*index), spot.clone()),
        Ground::Target(Target::Stub(index, address)) => {
            (DocumentRef::Stub(*index), address.clone().map(Location::Unchecked))
        }
        Ground::Target(_) => return String::new(),
    };
    let name = document_names::short(context, node);
    let (name, url) = match &spot {
        Some(spot) => {
            let link = place_link(context, node, spot);
            (format!("{}, {name}", link.title), link.url)
        }
        None => (name, context.document_url(node)),
    };
    html_link(&url, &name)
}
