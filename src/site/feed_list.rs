//! Which feeds exist: of the site, and of each topic, body and followed provision that has something dated.

use std::collections::BTreeSet;

use crate::base::slug::slug;
use crate::input::document::Document;
use crate::input::front_matter::address_lock::is_authority;
use crate::input::front_matter::site_config::SiteConfig;
use crate::model::indexes::DocIx;
use crate::model::last_modified::changed;
use crate::model::relations::Edge;
use crate::model::target::{DocumentRef, Location};
use crate::site::address::SiteAddress;
use crate::site::pagination::PageOfList;
use crate::site::plan::Site;
use crate::site::route::{FeedOf, List, Route};

/// Every feed with its address.
pub(super) fn feeds(site: &Site) -> Vec<(SiteAddress, FeedOf)> {
    let register = &site.register;
    let is_dated = |index: &DocIx| changed(register.document(*index)).is_some();
    let mut found = Vec::new();
    if site.collections.all.iter().any(is_dated) {
        found.push((SiteAddress::file("feed.xml"), FeedOf::Site));
    }
    for index in register.topic_indexes() {
        if site.collections.by_topic[index.get()].iter().any(is_dated) {
            let slug = &register.topics[index.get()].slug;
            found.push((
                SiteAddress::file(format!("chu-de/{slug}/feed.xml")),
                FeedOf::Topic(index),
            ));
        }
    }
    for index in register.body_indexes() {
        if site.collections.by_body[index.get()].iter().any(is_dated) {
            let slug = &register.bodies[index.get()].slug;
            found.push((
                SiteAddress::file(format!("co-quan/{slug}/feed.xml")),
                FeedOf::Body(index),
            ));
        }
    }
    let followed = |index: &DocIx| {
        let document = register.document(*index);
        document.head.follow && document.has_own_text()
    };
    for index in register.indexes().filter(followed) {
        let named: BTreeSet<usize> = site
            .graph
            .edges_to(DocumentRef::Held(index))
            .filter(|edge| edge.from != index && is_dated(&edge.from))
            .filter_map(|edge| numbered(register.document(index), edge))
            .collect();
        found.extend(named.into_iter().map(|position| {
            let address = &register.document(index).provisions[position].address;
            let page = site.address_of(DocumentRef::Held(index)).below(&address.path_part());
            let feed = SiteAddress::file(format!("{}feed.xml", page.as_str()));
            (feed, FeedOf::Provision(index, position))
        }));
    }
    found
}

/// The numbered provision of a document at which an edge ends: a paragraph stands for the item that holds it.
fn numbered(document: &Document, edge: &Edge) -> Option<usize> {
    let Some(Location::Provision(position)) = edge.to_location else {
        return None;
    };
    let row = &document.provisions[position];
    let position = if row.is_paragraph() { row.parent? } else { position };
    document.provisions[position].is_numbered().then_some(position)
}

/// The documents of a feed, each once.
pub fn members(site: &Site, of: FeedOf) -> Vec<DocIx> {
    match of {
        FeedOf::Site => site.collections.all.clone(),
        FeedOf::Topic(topic) => site.collections.by_topic[topic.get()].clone(),
        FeedOf::Body(body) => site.collections.by_body[body.get()].clone(),
        FeedOf::Provision(index, position) => {
            let document = site.register.document(index);
            let edges = site.graph.edges_to(DocumentRef::Held(index));
            let ends_here = |edge: &&Edge| edge.from != index && numbered(document, edge) == Some(position);
            let found: BTreeSet<DocIx> = edges.filter(ends_here).map(|edge| edge.from).collect();
            found.into_iter().collect()
        }
    }
}

/// The page whose feed it is.
pub fn page_of(of: FeedOf) -> Route {
    match of {
        FeedOf::Site => Route::Home,
        FeedOf::Topic(topic) => Route::List(List::Topic(topic), PageOfList::Front),
        FeedOf::Body(body) => Route::List(List::Body(body), PageOfList::Front),
        FeedOf::Provision(index, position) => Route::Provision(index, position),
    }
}

/// Names without an owner end so (RFC 2606).
const NOBODYS: &str = ".invalid";

/// The name under which ids of feeds are given out: the one of before, so that ids outlive the site's name and
/// address; else the site's host; a name of nobody's while no host is known.
pub(super) fn authority(config: &SiteConfig, before: Option<&str>) -> String {
    let somebodys = before.filter(|name| !name.ends_with(NOBODYS)).map(str::to_owned);
    let known = somebodys.or_else(|| config.base_url.as_deref().and_then(host));
    known.or_else(|| before.map(str::to_owned)).unwrap_or_else(|| {
        let name = config.name.as_deref().map(slug).filter(|name| !name.is_empty());
        format!("{}{NOBODYS}", name.as_deref().unwrap_or("congbo"))
    })
}

/// The host of a web address, without port and user.
fn host(base: &str) -> Option<String> {
    let rest = base.split_once("://")?.1;
    let authority = rest.split(['/', '?', '#']).next()?;
    let host = authority.rsplit('@').next()?.split(':').next()?.to_ascii_lowercase();
    is_authority(&host).then_some(host)
}
