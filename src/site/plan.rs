//! The plan of a site: every page's address, claimed in one table.

use std::cell::LazyCell;
use std::collections::HashSet;
use std::sync::OnceLock;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::base::fold::fold;
use crate::base::kind::Form;
use crate::base::order::VietnameseOrder;
use crate::base::path::RelPath;
use crate::base::relation::Origin;
use crate::base::slug::slug;
use crate::input::front_matter::metadata::Holding;
use crate::messages::code::Code;
use crate::messages::diagnostic::{Diagnostic, WithDiagnostics};
use crate::messages::phrase::Phrase;
use crate::model::collections::Collections;
use crate::model::document_index::DocumentIndex;
use crate::model::graph::Graph;
use crate::model::identity::display_name;
use crate::model::indexes::{DocIx, StubIx};
use crate::model::ledger::{self, Ledger};
use crate::model::provision_backlinks::{self, ProvisionBacklinks};
use crate::model::relations::Edge;
use crate::model::resolve::held_document;
use crate::model::target::{DocumentRef, Target};
use crate::site::address::SiteAddress;
use crate::site::attachments::referenced_attachments;
use crate::site::feed_list::{authority, feeds};
use crate::site::ledger_pages::ledger_pages;
use crate::site::pagination::{PageOfList, pages};
use crate::site::redirects::{self, Redirect};
use crate::site::route::{DataFile, List, Route};
use crate::site::search_layout::{self, SearchLayout};
use crate::site::sections::{Section, document_address, gather, not_held_address, year_part};
use crate::site::url_table::UrlTable;

/// The last part of the address of documents without text.
pub(super) const MISSING_TEXTS: &str = "chua-co-toan-van";

/// The first part of addresses of documents whose kind is open.
pub(super) const OPEN_KIND: &str = "van-ban";

/// The most pages that one sitemap may list (sitemaps.org).
pub const SITEMAP_PAGES: usize = 50_000;

/// Citing documents shown on a document's own page; further ones have pages of this size too.
pub const CITING: usize = 100;

/// A site: what it holds and where each page stands.
#[derive(Debug)]
pub struct Site {
    /// All documents.
    pub register: DocumentIndex,
    /// All references.
    pub graph: Graph,
    /// Documents by kind, topic, body, date.
    pub collections: Collections,
    /// Kinds as parts of addresses.
    pub sections: Vec<Section>,
    /// Documents cited or recorded without text, the most cited first.
    pub missing_texts: Vec<DocumentRef>,
    /// The document that site.yaml names as the programme, where it is one.
    pub programme: Option<DocIx>,
    /// The programme's ledger.
    pub ledger: Option<Ledger>,
    /// The order of Vietnamese text.
    pub order: VietnameseOrder,
    /// The name under which ids of feeds are given out.
    pub authority: String,
    /// Former addresses, each with the page that it leads to.
    pub redirects: Vec<Redirect>,
    /// Every page, in order of address.
    pub routes: Vec<(SiteAddress, Route)>,
    documents: Vec<SiteAddress>,
    not_held: Vec<SiteAddress>,
    by_route: FxHashMap<Route, usize>,
    /// What others say of each document, gathered when a page first shows it: after an edit nobody waits for the rest.
    backlinks: Vec<OnceLock<ProvisionBacklinks>>,
}

impl Site {
    /// What others say of a document's provisions.
    pub fn backlinks(&self, index: DocIx) -> &ProvisionBacklinks {
        self.backlinks[index.get()].get_or_init(|| provision_backlinks::gather(&self.register, &self.graph, index))
    }

    /// The address of a document.
    pub fn address_of(&self, node: DocumentRef) -> &SiteAddress {
        match node {
            DocumentRef::Held(index) => &self.documents[index.get()],
            DocumentRef::NotHeld(index) => &self.not_held[index.get()],
        }
    }

    /// The address of a page; `None` where the site has no such page.
    pub fn address(&self, route: Route) -> Option<&SiteAddress> {
        self.by_route.get(&route).map(|position| &self.routes[*position].0)
    }

    fn take_routes(&mut self, mut routes: Vec<(SiteAddress, Route)>) {
        routes.par_sort_by(|a, b| a.0.cmp(&b.0));
        self.by_route = routes
            .iter()
            .enumerate()
            .map(|(position, (_, route))| (*route, position))
            .collect();
        self.routes = routes;
    }

    /// The documents of a list, from the oldest to the newest.
    pub fn list_items(&self, list: List) -> Vec<DocumentRef> {
        let held = |items: &[DocIx]| items.iter().map(|index| DocumentRef::Held(*index)).collect();
        let none = Vec::new;
        match list {
            List::Official => held(&self.collections.official),
            List::MissingTexts => self.missing_texts.clone(),
            List::Section(section) => self.sections[section].items.clone(),
            List::SectionYear(section, year) => self.sections[section].by_year.get(&year).cloned().unwrap_or_default(),
            List::Topic(topic) => held(&self.collections.by_topic[topic.get()]),
            List::Body(body) => held(&self.collections.by_body[body.get()]),
            List::Year(year) => {
                let months = self.collections.by_month.get(&year);
                months.map_or_else(none, |months| {
                    months
                        .values()
                        .flatten()
                        .map(|index| DocumentRef::Held(*index))
                        .collect()
                })
            }
            List::Month(year, month) => {
                let items = self
                    .collections
                    .by_month
                    .get(&year)
                    .and_then(|months| months.get(&month));
                items.map_or_else(none, |items| held(items))
            }
            List::Undated => held(&self.collections.undated),
        }
    }
}

/// What a plan needs besides the documents.
pub struct Surroundings<'a> {
    /// The theme's static files.
    pub statics: &'a [&'a str],
    /// The text of a file, to find the place of a finding in it.
    pub texts: &'a dyn Fn(&RelPath) -> String,
    /// The name under which ids of feeds were given out before.
    pub authority: Option<&'a str>,
}

/// Lays out a site.
pub fn plan(
    register: DocumentIndex,
    graph: Graph,
    collections: Collections,
    order: VietnameseOrder,
    surroundings: &Surroundings<'_>,
) -> WithDiagnostics<Site> {
    let (sections, (missing_texts, documents)) = rayon::join(
        || gather(&register, &graph, &collections, &order),
        || {
            let addresses = || -> Vec<SiteAddress> {
                let indexes: Vec<DocIx> = register.indexes().collect();
                let addresses = indexes.par_iter().map(|index| document_address(&register, *index));
                addresses.collect()
            };
            rayon::join(|| missing_texts(&register, &graph, &order), addresses)
        },
    );
    let mut claims = UrlTable::for_pages(2 * documents.len());
    claims.reserve(&register, &documents, &sections);
    let named = register.vocabulary.site.programme.as_ref();
    let programme = named.and_then(|named| held_document(&register, &named.value));
    let backlinks: Vec<OnceLock<ProvisionBacklinks>> = documents.iter().map(|_| OnceLock::new()).collect();
    let ledger = programme.map(|index| {
        let found = backlinks[index.get()].get_or_init(|| provision_backlinks::gather(&register, &graph, index));
        ledger::open(&register, &graph, &order, (index, found))
    });
    let mut site = Site {
        backlinks,
        ledger,
        authority: authority(&register.vocabulary.site, surroundings.authority),
        documents,
        not_held: Vec::new(),
        by_route: FxHashMap::default(),
        routes: Vec::new(),
        register,
        graph,
        collections,
        sections,
        missing_texts,
        programme,
        order,
        redirects: Vec::new(),
    };
    add_pages(&site, &mut claims);
    add_lists(&site, &mut claims);
    for (address, page) in ledger_pages(&site) {
        claims.claim(address, Route::Ledger(page));
    }
    add_files(&site, &mut claims, surroundings.statics);
    add_for_machines(&site, &mut claims);
    let former = redirects::declared(&site, &mut claims, surroundings.texts);
    add_not_held(&mut site, &mut claims);
    add_search(&site, &mut claims);
    site.redirects = redirects::hand_over(&site, &mut claims, former);
    add_sitemap(&site, &mut claims);
    site.take_routes(claims.routes);
    let mut findings = claims.findings;
    check_site_links(&site, &mut findings);
    WithDiagnostics { value: site, findings }
}

fn add_pages(site: &Site, claims: &mut UrlTable) {
    claims.claim(SiteAddress::page::<[&str; 0], _>([]), Route::Home);
    for index in site.register.indexes() {
        let document = site.register.document(index);
        if document.head.follow && document.has_own_text() {
            claims.claim(site.documents[index.get()].below("in"), Route::Print(index));
            for (position, provision) in document.provisions.iter().enumerate() {
                if provision.is_numbered() {
                    let address = site.documents[index.get()].below(&provision.address.path_part());
                    claims.claim(address, Route::Provision(index, position));
                }
            }
        }
        add_citing(site, DocumentRef::Held(index), claims);
    }
}

/// Documents known only from citations take what files, lists and former addresses leave.
fn add_not_held(site: &mut Site, claims: &mut UrlTable) {
    let indexes = || site.graph.not_held.indexes();
    site.not_held = indexes().map(|index| claim_not_held(site, index, claims)).collect();
    for index in site.graph.not_held.indexes() {
        add_citing(site, DocumentRef::NotHeld(index), claims);
    }
}

/// A page of a document not held yields to files: it takes the name of its issuer, then a number.
fn claim_not_held(site: &Site, index: StubIx, claims: &mut UrlTable) -> SiteAddress {
    let row = &site.graph.not_held.rows[index.get()];
    let issuer = row.issuers.first().map(|issuer| format!("-{}", slug(issuer)));
    let numbered = (2..).map(|number| format!("-{number}"));
    let suffixes = std::iter::once(String::new()).chain(issuer).chain(numbered);
    for suffix in suffixes {
        let address = not_held_address((row.kind.as_ref(), &row.number, row.date), &suffix);
        if claims.claim(address.clone(), Route::NotHeld(index)) {
            return address;
        }
    }
    unreachable!("numbers do not end")
}

/// The citations of a node that were found in texts.
fn found_citations(graph: &Graph, node: DocumentRef) -> impl Iterator<Item = &Edge> {
    graph.edges_to(node).filter(|edge| edge.origin == Origin::Text)
}

/// The documents whose texts cite a node, in their order, and the number of places where they do.
pub fn citing(graph: &Graph, node: DocumentRef) -> (Vec<DocIx>, usize) {
    let mut citing: Vec<DocIx> = found_citations(graph, node).map(|edge| edge.from).collect();
    let places = citing.len();
    citing.sort_unstable();
    citing.dedup();
    (citing, places)
}

/// The number of documents whose texts cite a node.
pub fn citing_documents(graph: &Graph, node: DocumentRef) -> usize {
    citing(graph, node).0.len()
}

fn add_citing(site: &Site, node: DocumentRef, claims: &mut UrlTable) {
    if site.graph.positions_to(node).len() <= CITING {
        return;
    }
    for page in 2..=citing_documents(&site.graph, node).div_ceil(CITING) {
        let address = site.address_of(node).below("dan-chieu").below(&page.to_string());
        claims.claim(address, Route::Citing(node, page));
    }
}

fn add_lists(site: &Site, claims: &mut UrlTable) {
    let page = |parts: &[&str]| SiteAddress::page(parts);
    claims.claim(page(&["loai"]), Route::Kinds);
    if !site.register.topics.is_empty() {
        claims.claim(page(&["chu-de"]), Route::Topics);
    }
    if !site.register.bodies.is_empty() {
        claims.claim(page(&["co-quan"]), Route::Bodies);
    }
    claims.claim(page(&["thoi-gian"]), Route::Years);
    claims.claim(page(&["du-lieu"]), Route::Data);
    for (address, list) in lists(site) {
        for which in pages(site.list_items(list).len()) {
            let address = match which {
                PageOfList::Front => address.clone(),
                PageOfList::Numbered(number) => address.below("trang").below(&number.to_string()),
            };
            claims.claim(address, Route::List(list, which));
        }
    }
}

/// Every list of documents and its own address.
fn lists(site: &Site) -> Vec<(SiteAddress, List)> {
    let page = |parts: &[&str]| SiteAddress::page(parts);
    let mut found = vec![
        (page(&["van-ban"]), List::Official),
        (page(&["van-ban", MISSING_TEXTS]), List::MissingTexts),
        (page(&["thoi-gian", "chua-ro"]), List::Undated),
    ];
    for (position, section) in site.sections.iter().enumerate() {
        if section.slug != OPEN_KIND {
            found.push((page(&[&section.slug]), List::Section(position)));
        }
        for year in section.by_year.keys().filter(|_| section.form != Form::Page) {
            found.push((
                page(&[&section.slug, &year_part(*year)]),
                List::SectionYear(position, *year),
            ));
        }
    }
    for topic in site.register.topic_indexes() {
        found.push((
            page(&["chu-de", &site.register.topics[topic.get()].slug]),
            List::Topic(topic),
        ));
    }
    for body in site.register.body_indexes() {
        found.push((
            page(&["co-quan", &site.register.bodies[body.get()].slug]),
            List::Body(body),
        ));
    }
    for (year, months) in &site.collections.by_month {
        let address = page(&["thoi-gian", &year.to_string()]);
        let known = months.keys().filter(|month| **month > 0);
        found.extend(known.map(|month| (address.below(&month.to_string()), List::Month(*year, *month))));
        found.push((address, List::Year(*year)));
    }
    found
}

/// The page on which people search, and its index.
fn add_search(site: &Site, claims: &mut UrlTable) {
    claims.claim(SiteAddress::page(["tim-kiem"]), Route::Search);
    for file in SearchLayout::of(&site.register, &site.graph).files() {
        claims.claim(search_layout::address(file), Route::SearchFile(file));
    }
}

/// Feeds, and what machines ask for at fixed addresses.
fn add_for_machines(site: &Site, claims: &mut UrlTable) {
    for (address, of) in feeds(site) {
        claims.claim(address, Route::Feed(of));
    }
    claims.claim(SiteAddress::file("404.html"), Route::NotFound);
    claims.claim(SiteAddress::file("robots.txt"), Route::Robots);
    claims.claim(SiteAddress::file("_headers"), Route::Headers);
}

/// The list of pages for search engines, where the whole address of the site is known; in parts where it is
/// longer than sitemaps.org allows.
fn add_sitemap(site: &Site, claims: &mut UrlTable) {
    if site.register.vocabulary.site.base_url.is_none() {
        return;
    }
    let pages = claims
        .routes
        .iter()
        .filter(|(_, route)| route.traits().is_indexed)
        .count();
    claims.claim(SiteAddress::file("sitemap.xml"), Route::Sitemap(0));
    if pages > SITEMAP_PAGES {
        for part in 1..=pages.div_ceil(SITEMAP_PAGES) {
            claims.claim(SiteAddress::file(format!("sitemap-{part}.xml")), Route::Sitemap(part));
        }
    }
}

fn add_files(site: &Site, claims: &mut UrlTable, statics: &[&str]) {
    for (name, file) in [
        ("van-ban.json", DataFile::Documents),
        ("dieu-khoan.json", DataFile::Provisions),
        ("quan-he.json", DataFile::Relations),
        ("van-ban.csv", DataFile::DocumentsCsv),
        ("dieu-khoan.csv", DataFile::ProvisionsCsv),
        ("quan-he.csv", DataFile::RelationsCsv),
        ("README.md", DataFile::Readme),
    ] {
        claims.claim(SiteAddress::file(format!("du-lieu/{name}")), Route::DataFile(file));
    }
    for (position, name) in statics.iter().enumerate() {
        claims.claim(SiteAddress::file(format!("giao-dien/{name}")), Route::Static(position));
    }
    for (position, address) in referenced_attachments(&site.register, &site.graph) {
        if !claims.claim(address.clone(), Route::Attachment(position)) {
            claims.report_attachment(site, position, &address);
        }
    }
}

/// Documents whose text the site does not hold: those that most documents cite first, then those cited in
/// most places, then by number or name.
fn missing_texts(register: &DocumentIndex, graph: &Graph, order: &VietnameseOrder) -> Vec<DocumentRef> {
    let is_missing = |index: &DocIx| register.document(*index).holding == Some(Holding::None);
    let recorded = register.indexes().filter(is_missing).map(DocumentRef::Held);
    let cited = graph.not_held.indexes().map(DocumentRef::NotHeld);
    let rank = |node: DocumentRef| {
        let (documents, places) = citing(graph, node);
        (documents.len(), places)
    };
    let name = |node: DocumentRef| match node {
        DocumentRef::Held(index) => display_name(register.document(index)),
        DocumentRef::NotHeld(index) => graph.not_held.rows[index.get()].number.to_string(),
    };
    let mut all: Vec<((usize, usize), String, DocumentRef)> = recorded
        .chain(cited)
        .map(|node| (rank(node), name(node), node))
        .collect();
    // Lists begin with what is shown last.
    all.sort_by(|(left_rank, left, left_node), (right_rank, right, right_node)| {
        let names = || order.compare(right, left).then(right_node.cmp(left_node));
        left_rank.cmp(right_rank).then_with(names)
    });
    all.into_iter().map(|(_, _, node)| node).collect()
}

/// Links by address (`/van-ban/`) must lead to a page of the site.
fn check_site_links(site: &Site, findings: &mut Vec<Diagnostic>) {
    let known = LazyCell::new(|| -> HashSet<String> {
        let addresses = site.routes.iter();
        addresses.map(|(address, _)| fold(address.as_str())).collect()
    });
    for index in site.register.indexes() {
        let document = site.register.document(index);
        for (link, target) in document.tables.links.iter().zip(&site.graph.links[index.get()]) {
            let Target::SiteAddress(address) = target else { continue };
            let path = address.split('#').next().unwrap_or("").trim_start_matches('/');
            if !known.contains(&fold(path)) && !known.contains(&format!("{}/", fold(path))) {
                let finding = Diagnostic::new(Code::BrokenLink, document.place(link.standing.span));
                findings.push(finding.with("value", address).with("help", Phrase::CheckPath));
            }
        }
    }
}
