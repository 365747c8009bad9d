//! The type [`Site`]: everything that rendering needs to know of a site.

use std::sync::OnceLock;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::base::date::PartialDate;
use crate::base::fold::fold;
use crate::base::order::VietnameseOrder;
use crate::model::collections::Collections;
use crate::model::document_index::DocumentIndex;
use crate::model::graph::Graph;
use crate::model::indexes::DocIx;
use crate::model::provision_backlinks::{self, ProvisionBacklinks};
use crate::model::target::DocumentRef;
use crate::site::address::SiteAddress;
use crate::site::programmes::Programmes;
use crate::site::route::{List, RedirectTarget, Route};
use crate::site::sections::Section;

/// A site: its documents, and the address of each page.
#[derive(Debug)]
pub(crate) struct Site {
    /// All documents.
    pub documents: DocumentIndex,
    /// All references.
    pub graph: Graph,
    /// Documents by kind, topic, body, date.
    pub collections: Collections,
    /// Kinds as parts of addresses.
    pub sections: Vec<Section>,
    /// Documents cited or recorded without text, the least cited first: lists show their last entry first.
    pub missing_texts: Vec<DocumentRef>,
    /// The documents that site.yaml names as programmes, with their ledgers.
    pub programmes: Programmes,
    /// The order of Vietnamese text.
    pub order: VietnameseOrder,
    /// The authority of the ids of feeds (RFC 4151).
    pub authority: String,
    /// Former addresses, each with the place that it leads to.
    pub redirects: Vec<RedirectTarget>,
    /// The lists without a page of their own, each with the place where it is read.
    pub list_places: FxHashMap<List, RedirectTarget>,
    /// The day on which each document came to the site, where the list of published addresses tells it.
    pub first_days: Vec<Option<PartialDate>>,
    /// Whether drafts are published with the rest: every page says so, and no robot may read the site.
    pub with_drafts: bool,
    /// Every page, in order of address.
    pub routes: Vec<(SiteAddress, Route)>,
    pub(super) document_addresses: Vec<SiteAddress>,
    pub(super) stubs: Vec<SiteAddress>,
    pub(super) by_route: FxHashMap<Route, usize>,
    /// The position of each page by its folded address, gathered when a link by address is first looked up.
    pub(super) by_folded_address: OnceLock<FxHashMap<String, usize>>,
    /// The backlinks of each document, gathered when a page first shows them, so that the preview waits only for the
    /// document that it shows.
    pub(super) backlinks: Vec<OnceLock<ProvisionBacklinks>>,
}

impl Site {
    /// The citations of a document's provisions in other documents.
    pub(crate) fn backlinks(&self, index: DocIx) -> &ProvisionBacklinks {
        self.backlinks[index.get()].get_or_init(|| provision_backlinks::gather(&self.documents, &self.graph, index))
    }

    /// The address of a document.
    pub(crate) fn address_of(&self, node: DocumentRef) -> &SiteAddress {
        match node {
            DocumentRef::Held(index) => &self.document_addresses[index.get()],
            DocumentRef::Stub(index) => &self.stubs[index.get()],
        }
    }

    /// The address of a page; `None` where the site has no such page.
    pub(crate) fn address(&self, route: Route) -> Option<&SiteAddress> {
        self.by_route.get(&route).map(|position| &self.routes[*position].0)
    }

    /// The page at an address as an editor writes it: in any case, with or without the last `/`.
    pub(crate) fn page_at(&self, path: &str) -> Option<&(SiteAddress, Route)> {
        let known = self.by_folded_address.get_or_init(|| {
            let pages = self.routes.iter().enumerate();
            pages.map(|(at, (address, _))| (fold(address.as_str()), at)).collect()
        });
        let path = fold(path);
        let found = known.get(&path).or_else(|| known.get(&format!("{path}/")));
        found.map(|at| &self.routes[*at])
    }

    /// Sorts the pages of the site by address.
    pub(super) fn take_routes(&mut self, mut routes: Vec<(SiteAddress, Route)>) {
        routes.par_sort_by(|a, b| a.0.cmp(&b.0));
        let positions = routes.iter().enumerate();
        self.by_route = positions.map(|(position, (_, route))| (*route, position)).collect();
        self.routes = routes;
    }

    /// The documents of a list, from the oldest to the newest.
    pub(crate) fn list_items(&self, list: List) -> Vec<DocumentRef> {
        let held =
            |items: &[DocIx]| -> Vec<DocumentRef> { items.iter().map(|index| DocumentRef::Held(*index)).collect() };
        let months = |year| self.collections.by_month.get(&year).into_iter().flatten();
        match list {
            List::Official => held(&self.collections.official),
            List::WriteUps => held(&self.collections.write_ups),
            List::MissingTexts => self.missing_texts.clone(),
            List::Section(section) => self.sections[section].items.clone(),
            List::SectionYear(section, year) => self.sections[section].by_year.get(&year).cloned().unwrap_or_default(),
            List::Topic(topic) => held(&self.collections.by_topic[topic.get()]),
            List::Body(body) => held(&self.collections.by_body[body.get()]),
            List::Year(year) => months(year).flat_map(|(_, items)| held(items)).collect(),
            List::Month(year, month) => {
                let items = months(year).filter(|(known, _)| **known == month);
                items.flat_map(|(_, items)| held(items)).collect()
            }
            List::Undated => held(&self.collections.undated),
        }
    }
}
