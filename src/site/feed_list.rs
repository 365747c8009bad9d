//! Decides which feeds exist: one for the site, and one for each topic, body and followed provision with a dated
//! entry.

use std::collections::BTreeSet;

use crate::base::slug::slug;
use crate::input::document::Document;
use crate::input::front_matter::address_lock::is_authority;
use crate::input::front_matter::site_config::SiteConfig;
use crate::model::indexes::DocIx;
use crate::model::relations::Edge;
use crate::model::target::{DocumentRef, Location};
use crate::site::address::SiteAddress;
use crate::site::pagination::PageOfList;
use crate::site::planned_site::Site;
use crate::site::route::{FeedOf, List, Route};

/// Every feed with its address.
pub(super) fn feeds(site: &Site) -> Vec<(SiteAddress, FeedOf)> {
    let documents = &site.documents;
    let has_entry = |documents: &[DocIx]| documents.iter().any(|index| is_dated(site, *index));
    let mut found = Vec::new();
    if has_entry(&site.collections.all) {
        found.push((SiteAddress::file("feed.xml"), FeedOf::Site));
    }
    for index in documents.topic_indexes() {
        if has_entry(&site.collections.by_topic[index.get()]) {
            let address = format!("chu-de/{}/feed.xml", documents.topics[index.get()].slug);
            found.push((SiteAddress::file(address), FeedOf::Topic(index)));
        }
    }
    for index in documents.body_indexes() {
        if has_entry(&site.collections.by_body[index.get()]) {
            let address = format!("co-quan/{}/feed.xml", documents.bodies[index.get()].slug);
            found.push((SiteAddress::file(address), FeedOf::Body(index)));
        }
    }
    for index in documents.indexes() {
        found.extend(provision_feeds(site, index));
    }
    found
}

/// The feeds of a followed document's numbered provisions that a dated document cites.
fn provision_feeds(site: &Site, index: DocIx) -> Vec<(SiteAddress, FeedOf)> {
    let document = site.documents.document(index);
    if !(document.head.follow && document.has_own_text()) {
        return Vec::new();
    }
    let cited: BTreeSet<usize> = site
        .graph
        .edges_to(DocumentRef::Held(index))
        .filter(|edge| edge.from != index && is_dated(site, edge.from))
        .filter_map(|edge| cited_provision(document, edge))
        .collect();
    let feed = |position: usize| {
        let address = &document.provisions[position].address;
        let page = site.address_of(DocumentRef::Held(index)).below(&address.path_part());
        let feed = SiteAddress::file(format!("{}feed.xml", page.as_str()));
        (feed, FeedOf::Provision(index, position))
    };
    cited.into_iter().map(feed).collect()
}

fn is_dated(site: &Site, index: DocIx) -> bool {
    site.changed(index).is_some()
}

/// The numbered provision of a document to which an edge leads; for a paragraph, the item that holds it.
fn cited_provision(document: &Document, edge: &Edge) -> Option<usize> {
    let Some(Location::Provision(position)) = edge.to_location else {
        return None;
    };
    let row = &document.provisions[position];
    let position = if row.is_paragraph() { row.parent()? } else { position };
    document.provisions[position].is_numbered().then_some(position)
}

/// The documents of a feed, each once.
pub(crate) fn members(site: &Site, of: FeedOf) -> Vec<DocIx> {
    match of {
        FeedOf::Site => site.collections.all.clone(),
        FeedOf::Topic(topic) => site.collections.by_topic[topic.get()].clone(),
        FeedOf::Body(body) => site.collections.by_body[body.get()].clone(),
        FeedOf::Provision(index, position) => {
            let document = site.documents.document(index);
            let edges = site.graph.edges_to(DocumentRef::Held(index));
            let leads_there = |edge: &&Edge| edge.from != index && cited_provision(document, edge) == Some(position);
            let found: BTreeSet<DocIx> = edges.filter(leads_there).map(|edge| edge.from).collect();
            found.into_iter().collect()
        }
    }
}

/// The page to which a feed belongs.
pub(crate) fn page_of(of: FeedOf) -> Route {
    match of {
        FeedOf::Site => Route::Home,
        FeedOf::Topic(topic) => Route::List(List::Topic(topic), PageOfList::Latest),
        FeedOf::Body(body) => Route::List(List::Body(body), PageOfList::Latest),
        FeedOf::Provision(index, position) => Route::Provision(index, position),
    }
}

/// The ending of names that have no owner (RFC 2606).
const UNOWNED_SUFFIX: &str = ".invalid";

/// The authority of the ids of feeds (RFC 4151): the one used before, so that ids outlive the site's name and address;
/// else the site's host, with its folder on that host; a name without an owner while no host is known.
pub(super) fn authority(config: &SiteConfig, before: Option<&str>) -> String {
    let owned = before.filter(|name| !name.ends_with(UNOWNED_SUFFIX)).map(str::to_owned);
    let known = owned.or_else(|| config.base_url.as_deref().and_then(host));
    known.or_else(|| before.map(str::to_owned)).unwrap_or_else(|| {
        let name = config.name.as_deref().map(slug).filter(|name| !name.is_empty());
        format!("{}{UNOWNED_SUFFIX}", name.as_deref().unwrap_or("congbo"))
    })
}

/// The host of a web address, without port and user, and its folder: two sites on one host have ids of their own.
fn host(base: &str) -> Option<String> {
    let rest = base.split_once("://")?.1;
    let (authority, folder) = rest.split_once('/').unwrap_or((rest, ""));
    let host = authority.rsplit('@').next()?.split(':').next()?.to_ascii_lowercase();
    let parts = folder.split('/').map(slug).filter(|part| !part.is_empty());
    let name = std::iter::once(host).chain(parts).collect::<Vec<_>>().join("/");
    is_authority(&name).then_some(name)
}
