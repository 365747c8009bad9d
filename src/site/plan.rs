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
use crate::base::slug::slug;
use crate::messages::code::Code;
use crate::messages::diagnostic::{Diagnostic, WithDiagnostics};
use crate::messages::phrase::Phrase;
use crate::model::collections::Collections;
use crate::model::document_index::DocumentIndex;
use crate::model::graph::Graph;
use crate::model::indexes::{DocIx, StubIx};
use crate::model::ledger;
use crate::model::provision_backlinks::{self, ProvisionBacklinks};
use crate::model::relations::DocumentRef;
use crate::model::resolve::{Target, held_document};
use crate::site::address::{MISSING_TEXTS, OPEN_KIND, SiteAddress};
use crate::site::attachments::referenced_attachments;
use crate::site::citing_documents::{CITING_DOCUMENTS_PER_PAGE, citing_documents};
use crate::site::feed_list::{authority, feeds};
use crate::site::ledger_pages::ledger_pages;
use crate::site::missing_texts::missing_texts;
use crate::site::pagination::{MAX_SITEMAP_PAGES, PageOfList, pages};
use crate::site::planned_site::Site;
use crate::site::redirects;
use crate::site::route::{DataFile, List, Route};
use crate::site::search_layout::{self, SearchLayout};
use crate::site::sections::{document_address, gather, not_held_address, year_part};
use crate::site::url_table::UrlTable;

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

fn add_citing(site: &Site, node: DocumentRef, claims: &mut UrlTable) {
    if site.graph.positions_to(node).len() <= CITING_DOCUMENTS_PER_PAGE {
        return;
    }
    for page in 2..=citing_documents(&site.graph, node).div_ceil(CITING_DOCUMENTS_PER_PAGE) {
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
    if pages > MAX_SITEMAP_PAGES {
        for part in 1..=pages.div_ceil(MAX_SITEMAP_PAGES) {
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
            claims.report_attachment(&site.register, position, &address);
        }
    }
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
