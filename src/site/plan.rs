//! Plans a site: decides which pages exist and reserves the address of each in one table.

use std::sync::OnceLock;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::base::address::Address;
use crate::base::checksums::CHECKSUMS;
use crate::base::date::PartialDate;
use crate::base::kind::Form;
use crate::base::order::VietnameseOrder;
use crate::base::path::RelPath;
use crate::base::slug::slug;
use crate::input::body::html_template::LinkRef;
use crate::input::document::Document;
use crate::input::front_matter::address_lock::AddressLock;
use crate::input::redirects_file::WrittenRedirect;
use crate::messages::code::Code;
use crate::messages::diagnostic::{Diagnostic, WithDiagnostics};
use crate::messages::phrase::Phrase;
use crate::model::collections::Collections;
use crate::model::document_index::DocumentIndex;
use crate::model::graph::Graph;
use crate::model::indexes::{DocIx, StubIx};
use crate::model::provision_backlinks::ProvisionBacklinks;
use crate::model::reference_diagnostics::missing_provision;
use crate::model::site_link::SiteLink;
use crate::model::target::{DocumentRef, Target};
use crate::site::address::SiteAddress;
use crate::site::attachments::referenced_attachments;
use crate::site::citing_documents::{CITING_DOCUMENTS_PER_PAGE, citing_documents};
use crate::site::feed_list::{authority, feeds};
use crate::site::list_redirects::{reserve_lists, reserve_short_lists, reserve_written};
use crate::site::missing_texts::missing_texts;
use crate::site::news::first_days;
use crate::site::pagination::MAX_SITEMAP_PAGES;
use crate::site::planned_site::Site;
use crate::site::programmes::{self, Programmes};
use crate::site::redirects;
use crate::site::route::{DataFile, DownloadFormat, Route};
use crate::site::search_layout::{self, SearchLayout};
use crate::site::sections::{document_address, gather, not_held_address};
use crate::site::url_table::UrlTable;

/// What [`plan`] needs besides the documents.
pub(crate) struct PlanInputs<'a> {
    /// The theme's static files.
    pub statics: &'a [&'a str],
    /// The path of a static file in the site's own theme; `None` for one of the embedded theme.
    pub theme_file: &'a dyn Fn(&str) -> Option<RelPath>,
    /// The text of a file, to find the place of a diagnostic in it.
    pub texts: &'a dyn Fn(&RelPath) -> String,
    /// What was published before: addresses, and the authority of the ids of feeds.
    pub lock: &'a AddressLock,
    /// The redirects that the site's file lists.
    pub redirects: &'a [WrittenRedirect],
    /// Whether drafts are among the documents.
    pub with_drafts: bool,
}

/// Plans a site.
pub(crate) fn plan(
    documents: DocumentIndex,
    graph: Graph,
    collections: Collections,
    order: VietnameseOrder,
    inputs: &PlanInputs<'_>,
) -> WithDiagnostics<Site> {
    let (sections, (missing_texts, document_addresses)) = rayon::join(
        || gather(&documents, &graph, &collections, &order),
        || {
            rayon::join(
                || missing_texts(&documents, &graph, &order),
                || document_addresses(&documents),
            )
        },
    );
    let named = programmes::find(&documents, inputs.texts);
    let backlinks: Vec<OnceLock<ProvisionBacklinks>> = document_addresses.iter().map(|_| OnceLock::new()).collect();
    let programmes = Programmes::open(&documents, &graph, &backlinks, named.value);
    let mut site = Site {
        backlinks,
        authority: authority(&documents.vocabulary.site, inputs.lock.authority.as_deref()),
        document_addresses,
        stubs: Vec::new(),
        by_route: FxHashMap::default(),
        by_folded_address: OnceLock::new(),
        routes: Vec::new(),
        documents,
        graph,
        collections,
        sections,
        missing_texts,
        programmes,
        order,
        redirects: Vec::new(),
        list_places: FxHashMap::default(),
        first_days: Vec::new(),
        with_drafts: inputs.with_drafts,
    };
    site.first_days = first_days(&site, &inputs.lock.pages);
    let mut diagnostics = named.diagnostics;
    diagnostics.append(&mut reserve_all(&mut site, inputs));
    check_site_links(&site, &mut diagnostics);
    WithDiagnostics {
        value: site,
        diagnostics,
    }
}

fn document_addresses(documents: &DocumentIndex) -> Vec<SiteAddress> {
    let indexes: Vec<DocIx> = documents.indexes().collect();
    let addresses = indexes.par_iter().map(|index| document_address(documents, *index));
    addresses.collect()
}

/// Reserves the address of every page. The order decides which page keeps an address that two would have.
fn reserve_all(site: &mut Site, inputs: &PlanInputs<'_>) -> Vec<Diagnostic> {
    let mut urls = UrlTable::with_capacity(4 * site.document_addresses.len());
    add_fixed(site, &mut urls);
    urls.reserve_documents(&site.documents, &site.document_addresses, &site.sections);
    add_pages(site, &mut urls);
    add_lists(site, &mut urls);
    add_files(site, &mut urls, inputs);
    add_feeds(site, &mut urls);
    let short_lists = reserve_short_lists(site, &mut urls);
    let mut former = redirects::reserve_declared(site, &mut urls, short_lists, inputs.texts);
    reserve_written(&mut urls, inputs.redirects, &mut former);
    add_not_held(site, &mut urls);
    site.redirects = redirects::reserve_former_stubs(site, &mut urls, former);
    add_sitemap(site, &mut urls);
    site.take_routes(urls.routes);
    urls.diagnostics
}

fn add_pages(site: &Site, urls: &mut UrlTable) {
    for index in site.documents.indexes() {
        let document = site.documents.document(index);
        if document.head.follow && document.has_own_text() {
            urls.reserve(site.document_addresses[index.get()].below("in"), Route::Print(index));
            for (position, provision) in document.provisions.iter().enumerate() {
                if provision.is_numbered() {
                    let address = site.document_addresses[index.get()].below(&provision.address.path_part());
                    urls.reserve(address, Route::Provision(index, position));
                }
            }
        }
        let offered = |format: &DownloadFormat| is_offered(site, document, *format);
        if site.programmes.are_several() && site.programmes.contains(index) {
            let address = site.document_addresses[index.get()].below("so-theo-doi");
            urls.reserve(address, Route::LedgerOf(index));
        }
        for format in DownloadFormat::ALL.into_iter().filter(offered) {
            let name = format!("{}.{}", site.documents.entry(index).slug(), format.extension());
            let folder = site.document_addresses[index.get()].as_str();
            let address = SiteAddress::file(format!("{folder}{name}"));
            urls.reserve(address, Route::Download(index, format));
        }
        add_citing(site, DocumentRef::Held(index), urls);
    }
}

/// Returns whether a document is offered in a format. Akoma Ntoso names a document after its number and whole date, so
/// that one without them has no file in it.
fn is_offered(site: &Site, document: &Document, format: DownloadFormat) -> bool {
    let head = &document.head;
    match format {
        DownloadFormat::Text | DownloadFormat::Word => head.follow && document.has_own_text(),
        DownloadFormat::AkomaNtoso => {
            let has_day = matches!(&head.date, Some(date) if matches!(date.value, PartialDate::Day(_)));
            let is_named = document.kind.form == Form::Official && head.number.is_some() && has_day;
            site.documents.vocabulary.site.akoma_ntoso && is_named && document.has_own_text()
        }
    }
}

/// Documents known only from citations get the addresses that files, lists and former addresses leave free.
fn add_not_held(site: &mut Site, urls: &mut UrlTable) {
    let indexes = || site.graph.stubs.indexes();
    site.stubs = indexes().map(|index| reserve_not_held(site, index, urls)).collect();
    for index in site.graph.stubs.indexes() {
        add_citing(site, DocumentRef::Stub(index), urls);
    }
}

/// Reserves the address of a document that is not held; where it is taken, one with the name of the issuer or a number
/// behind it.
fn reserve_not_held(site: &Site, index: StubIx, urls: &mut UrlTable) -> SiteAddress {
    let row = &site.graph.stubs.rows[index.get()];
    let issuer = row.issuers.first().map(|issuer| format!("-{}", slug(issuer)));
    let numbered = (2..).map(|number| format!("-{number}"));
    // A number that bodies of several places use is no address by itself.
    let plain = (!row.is_of_place).then(String::new);
    let slug = row.slug();
    for suffix in plain.into_iter().chain(issuer).chain(numbered) {
        let address = not_held_address((row.kind.as_ref(), &slug, row.year()), &suffix);
        if urls.reserve(address.clone(), Route::Stub(index)) {
            return address;
        }
    }
    unreachable!("numbers do not end")
}

fn add_citing(site: &Site, node: DocumentRef, urls: &mut UrlTable) {
    if site.graph.positions_to(node).len() <= CITING_DOCUMENTS_PER_PAGE {
        return;
    }
    for page in 2..=citing_documents(&site.graph, node).div_ceil(CITING_DOCUMENTS_PER_PAGE) {
        let address = site.address_of(node).below("dan-chieu").below(&page.to_string());
        urls.reserve(address, Route::Citing(node, page));
    }
}

fn add_lists(site: &mut Site, urls: &mut UrlTable) {
    let page = |parts: &[&str]| SiteAddress::page(parts);
    urls.reserve(page(&["loai"]), Route::Kinds);
    if !site.documents.topics.is_empty() {
        urls.reserve(page(&["chu-de"]), Route::Topics);
    }
    if !site.documents.bodies.is_empty() {
        urls.reserve(page(&["co-quan"]), Route::Bodies);
    }
    urls.reserve(page(&["thoi-gian"]), Route::Years);
    urls.reserve(page(&["du-lieu"]), Route::Data);
    if site.programmes.newest().is_some() {
        urls.reserve(page(&["so-theo-doi"]), Route::Ledger);
    }
    reserve_lists(site, urls);
}

/// What has the same address on every site: the home page, the search page and its index, and the files that hosts and
/// programs request.
fn add_fixed(site: &Site, urls: &mut UrlTable) {
    urls.reserve(SiteAddress::page::<[&str; 0], _>([]), Route::Home);
    urls.reserve(SiteAddress::file("404.html"), Route::NotFound);
    urls.reserve(SiteAddress::file("robots.txt"), Route::Robots);
    urls.reserve(SiteAddress::file("_headers"), Route::Headers);
    urls.reserve(SiteAddress::file(CHECKSUMS), Route::Checksums);
    urls.reserve(SiteAddress::page(["tim-kiem"]), Route::Search);
    for file in SearchLayout::of(&site.documents, &site.graph).files() {
        urls.reserve(search_layout::address(file), Route::SearchFile(file));
    }
}

fn add_feeds(site: &Site, urls: &mut UrlTable) {
    for (address, of) in feeds(site) {
        urls.reserve(address, Route::Feed(of));
    }
}

/// The sitemap, where the base URL of the site is known; in parts where it is longer than sitemaps.org allows.
fn add_sitemap(site: &Site, urls: &mut UrlTable) {
    if site.documents.vocabulary.site.base_url.is_none() {
        return;
    }
    let pages = urls
        .routes
        .iter()
        .filter(|(_, route)| route.traits().is_indexed)
        .count();
    urls.reserve(SiteAddress::file("sitemap.xml"), Route::Sitemap(0));
    if pages > MAX_SITEMAP_PAGES {
        for part in 1..=pages.div_ceil(MAX_SITEMAP_PAGES) {
            urls.reserve(SiteAddress::file(format!("sitemap-{part}.xml")), Route::Sitemap(part));
        }
    }
}

fn add_files(site: &Site, urls: &mut UrlTable, inputs: &PlanInputs<'_>) {
    for (name, file) in [
        ("van-ban.json", DataFile::Documents),
        ("dieu-khoan.json", DataFile::Provisions),
        ("quan-he.json", DataFile::Relations),
        ("van-ban.csv", DataFile::DocumentsCsv),
        ("dieu-khoan.csv", DataFile::ProvisionsCsv),
        ("quan-he.csv", DataFile::RelationsCsv),
        ("README.md", DataFile::Readme),
    ] {
        urls.reserve(SiteAddress::file(format!("du-lieu/{name}")), Route::DataFile(file));
    }
    for (position, name) in inputs.statics.iter().enumerate() {
        let address = SiteAddress::file(format!("giao-dien/{name}"));
        if !urls.reserve_apart(address.clone(), Route::Static(position)) {
            // One of the two may be the embedded theme's.
            let first = match urls.holder(&address) {
                Some(Route::Static(first)) => (inputs.theme_file)(inputs.statics[first]),
                _ => None,
            };
            match ((inputs.theme_file)(name), first) {
                (Some(own), first) => urls.report_file(&own, first.as_ref(), &address),
                (None, Some(first)) => urls.report_file(&first, None, &address),
                (None, None) => {}
            }
        }
    }
    let attachments = &site.documents.attachments;
    for (position, address) in referenced_attachments(&site.documents, &site.graph) {
        if !urls.reserve_apart(address.clone(), Route::Attachment(position)) {
            let first = match urls.holder(&address) {
                Some(Route::Attachment(first)) => Some(&attachments[first].path),
                _ => None,
            };
            urls.report_file(&attachments[position].path, first, &address);
        }
    }
}

/// Returns the provision that a link names and its document lacks; parts of the page that are the theme's have ids too.
fn lost_fragment(target: &Document, link: &SiteLink) -> Option<Address> {
    let address = Address::new(link.fragment.as_deref()?)?;
    let is_there = target.provision_at(&address).is_some() || address.is_of_theme();
    (target.has_own_text() && !target.broken && !is_there).then_some(address)
}

/// Returns whether an address is that of a file which is not published yet, or may be that of one in error.
fn is_excluded(site: &Site, path: &str) -> bool {
    let mut parts = path.trim_end_matches('/').split('/');
    let (kind, name) = (parts.next().unwrap_or(""), parts.next_back());
    let excluded = &site.documents.excluded;
    name.is_some_and(|name| excluded.may_be(&format!("{kind}/{name}"))) || excluded.may_be(kind)
}

/// Returns whether a link is an image, which no page can be.
fn is_image(document: &Document, link: &LinkRef) -> bool {
    let words = document.source().get(link.occurrence.span.start..);
    words.is_some_and(|words| words.starts_with("!["))
}

/// Reports links by address (`/van-ban/`) that lead to no page of the site, or to no provision of its document.
fn check_site_links(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    for index in site.documents.indexes() {
        let document = site.documents.document(index);
        for (link, target) in document.references.links.iter().zip(&site.graph.links[index.get()]) {
            let Target::SiteAddress(address) = target else { continue };
            let place = || document.place(link.occurrence.span);
            match site.page_at(address.relative_path()) {
                Some((_, route)) if is_image(document, link) && !matches!(route, Route::Attachment(_)) => {
                    let diagnostic = Diagnostic::new(Code::BrokenLink, place());
                    diagnostics.push(diagnostic.with("value", &address.path).with("help", Phrase::CheckPath));
                }
                Some((_, route)) => {
                    let Route::Document(target) = route else { continue };
                    let target = site.documents.document(*target);
                    let lost = lost_fragment(target, address);
                    diagnostics.extend(lost.map(|lost| missing_provision(target, &lost, place())));
                }
                None if is_excluded(site, address.relative_path()) => {}
                None => {
                    let diagnostic = Diagnostic::new(Code::BrokenLink, place());
                    diagnostics.push(diagnostic.with("value", &address.path).with("help", Phrase::CheckPath));
                }
            }
        }
    }
}
