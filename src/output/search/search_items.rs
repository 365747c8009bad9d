//! Everything that can be found, in the order in which the index numbers it: write-ups of other provinces before the
//! other documents, each from the oldest to the newest, so that a new one changes little; then bodies and topics, the
//! longest names first. Of two items that match a query equally the later one comes first: what is in the province, the
//! newer document, the name that has no other words.

use std::cmp::Reverse;

use crate::model::indexes::{BodyIx, TopicIx};
use crate::model::place_table::PlaceScope;
use crate::model::target::DocumentRef;
use crate::site::planned_site::Site;
use crate::site::sections::sort_key;

/// Something that can be found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum SearchItem {
    /// A topic.
    Topic(TopicIx),
    /// A body.
    Body(BodyIx),
    /// A document, with a file or known from citations.
    Document(DocumentRef),
}

/// Returns all items in the order of the index.
pub(super) fn all(site: &Site) -> Vec<SearchItem> {
    let held = site.documents.indexes().map(DocumentRef::Held);
    let stubs = site.graph.stubs.indexes().map(DocumentRef::Stub);
    let mut nodes: Vec<DocumentRef> = held.chain(stubs).collect();
    nodes.sort_by_cached_key(|node| {
        let key = sort_key(&site.documents, &site.graph, *node);
        (nearness(site, *node), key)
    });
    let (mut bodies, mut topics): (Vec<_>, Vec<_>) = (
        site.documents.body_indexes().collect(),
        site.documents.topic_indexes().collect(),
    );
    bodies.sort_by_key(|body| Reverse(site.documents.bodies[body.get()].name.chars().count()));
    topics.sort_by_key(|topic| Reverse(site.documents.topics[topic.get()].name.chars().count()));
    let bodies = bodies.into_iter().map(SearchItem::Body);
    let topics = topics.into_iter().map(SearchItem::Topic);
    let documents = nodes.into_iter().map(SearchItem::Document);
    documents.chain(bodies).chain(topics).collect()
}

/// Returns how near a document is to the site's province: what is in no other province is in it.
fn nearness(site: &Site, node: DocumentRef) -> u8 {
    let DocumentRef::Held(index) = node else { return 2 };
    let nearness = site.documents.localities(index).iter().map(|place| match place.scope {
        PlaceScope::Own | PlaceScope::Unknown => 2,
        PlaceScope::Former { .. } => 1,
        PlaceScope::Outside => 0,
    });
    nearness.max().unwrap_or(2)
}
