//! Renders one route to bytes: the only way to make a page, both for publishing and for the preview.

use std::io::{self, Write};
use std::sync::OnceLock;

use crate::base::kind::Form;
use crate::messages::diagnostic::Diagnostic;
use crate::model::body_mentions::{self, BodyMention};
use crate::model::indexes::BodyIx;
use crate::model::target::DocumentRef;
use crate::output::drafts_notice::DraftsNotice;
use crate::output::keys::{DocumentKeys, key};
use crate::output::page_context::PageContext;
use crate::output::search::search_index::SearchIndex;
use crate::output::theme::Theme;
use crate::output::views::body_page::body_page;
use crate::output::views::citing_page::citing_page;
use crate::output::views::data_page::data_page;
use crate::output::views::directory_page::{bodies_page, kinds_page, topics_page};
use crate::output::views::document_page::document_page;
use crate::output::views::home_page::home_page;
use crate::output::views::layout::{LayoutCache, layout_at};
use crate::output::views::ledger_page::ledger_page;
use crate::output::views::ledgers_page::ledgers_page;
use crate::output::views::list_page::list_page;
use crate::output::views::not_found_page::not_found_page;
use crate::output::views::print_page::print_page;
use crate::output::views::provision_page::provision_page;
use crate::output::views::redirect_page::redirect_page;
use crate::output::views::search_page::search_page;
use crate::output::views::stub_page::stub_page;
use crate::output::views::timeline_page::timeline_page;
use crate::output::views::topic_page::topic_page;
use crate::output::{data_files, downloads, feeds, policy, sitemap};
use crate::site::address::SiteAddress;
use crate::site::planned_site::Site;
use crate::site::route::{List, Menu, Route};

/// Why a page could not be rendered.
#[derive(Debug)]
pub enum RenderError {
    /// The content or the theme is at fault.
    Content(Box<Diagnostic>),
    /// The writer failed.
    Sink(io::Error),
}

/// Values that are computed once for all pages of a site.
#[derive(Debug)]
pub(crate) struct RenderCache {
    layouts: LayoutCache,
    /// Computed when first used: only data files need the keys of all documents.
    keys: OnceLock<DocumentKeys>,
    /// For each body, the provisions that name it. Computed when the page of a body is first requested, since it reads
    /// every text: a rebuild after an edit does not wait for it.
    mentions: OnceLock<Vec<Vec<BodyMention>>>,
    search_index: SearchIndex,
    /// What each page says where drafts are among them.
    drafts_notice: Option<DraftsNotice>,
}

impl RenderCache {
    /// Returns the keys of all documents.
    pub(crate) fn keys(&self, site: &Site) -> &DocumentKeys {
        self.keys.get_or_init(|| DocumentKeys::new(site))
    }

    /// Prepares a site for rendering.
    pub(crate) fn new(site: &Site, theme: &Theme) -> Self {
        RenderCache {
            layouts: LayoutCache::new(site, &theme.texts),
            keys: OnceLock::new(),
            mentions: OnceLock::new(),
            search_index: SearchIndex::default(),
            drafts_notice: site.with_drafts.then(|| DraftsNotice::new(&theme.texts)),
        }
    }

    /// Sends a page on, with the notice about drafts where there is one.
    fn send(&self, page: Vec<u8>, out: &mut dyn Write) -> Result<(), RenderError> {
        let page = match &self.drafts_notice {
            Some(notice) => notice.insert(page),
            None => page,
        };
        out.write_all(&page).map_err(RenderError::Sink)
    }

    fn mentions(&self, site: &Site, body: BodyIx) -> &[BodyMention] {
        &self.all_mentions(site)[body.get()]
    }

    fn all_mentions(&self, site: &Site) -> &[Vec<BodyMention>] {
        self.mentions.get_or_init(|| body_mentions::gather(&site.documents))
    }
}

/// Renders one page. An attachment gives no bytes here: the host copies it; nor does the list of digests, which needs
/// the bytes of all others.
///
/// # Errors
/// A diagnostic about content or theme, or the failure of the writer.
pub(crate) fn render(
    site: &Site,
    theme: &Theme,
    cache: &RenderCache,
    (address, route): (&SiteAddress, Route),
    out: &mut dyn Write,
) -> Result<(), RenderError> {
    let root = address.root();
    let context = PageContext {
        site,
        texts: &theme.texts,
        root: &root,
    };
    let renderer = PageRenderer {
        theme,
        cache,
        depth: root.len() / 3,
        menu: menu(site, route),
    };
    match route {
        Route::Home => renderer.render("home.html", &home_page(context, address), out),
        Route::Document(index) => {
            let key = key(site, DocumentRef::Held(index));
            renderer.render("document.html", &document_page(context, index, address, key), out)
        }
        Route::Provision(index, position) => {
            let key = key(site, DocumentRef::Held(index));
            renderer.render(
                "provision.html",
                &provision_page(context, index, position, address, key),
                out,
            )
        }
        Route::Download(index, format) => downloads::write(context, index, format, out).map_err(RenderError::Sink),
        Route::Print(index) => renderer.render("print.html", &print_page(context, index, address), out),
        Route::Stub(index) => renderer.render("stub.html", &stub_page(context, index, address), out),
        Route::Redirect(position) => renderer.render("redirect.html", &redirect_page(context, position, address), out),
        Route::Citing(node, number) => {
            renderer.render("citing.html", &citing_page(context, node, number, address), out)
        }
        Route::List(List::Topic(topic), page) => {
            renderer.render("topic.html", &topic_page(context, topic, page, address), out)
        }
        Route::List(List::Body(body), page) => {
            let mentions = cache.mentions(site, body);
            renderer.render("body.html", &body_page(context, (body, mentions), page, address), out)
        }
        Route::List(list, page) => renderer.render("list.html", &list_page(context, list, page, address), out),
        Route::Years => renderer.render("timeline.html", &timeline_page(context, address), out),
        Route::Kinds => renderer.render("directory.html", &kinds_page(context, address), out),
        Route::Topics => renderer.render("directory.html", &topics_page(context, address), out),
        Route::Bodies => {
            let mentions = cache.all_mentions(site);
            renderer.render("directory.html", &bodies_page(context, mentions, address), out)
        }
        Route::Ledger => match site.programmes.all() {
            [only] => renderer.render("ledger.html", &ledger_page(context, &only.ledger, address), out),
            _ => renderer.render("ledgers.html", &ledgers_page(context, address), out),
        },
        Route::LedgerOf(index) => match site.programmes.of(index) {
            Some(programme) => renderer.render("ledger.html", &ledger_page(context, &programme.ledger, address), out),
            None => unreachable!("only programmes have ledgers"),
        },
        Route::Search => renderer.render("search.html", &search_page(context, address), out),
        Route::SearchFile(file) => {
            let bytes = cache.search_index.file(site, &theme.texts, file);
            out.write_all(&bytes).map_err(RenderError::Sink)
        }
        Route::Data => renderer.render("data.html", &data_page(context, address), out),
        Route::DataFile(file) => data_files::write(site, cache.keys(site), file, out).map_err(RenderError::Sink),
        Route::Feed(of) => feeds::write(context, of, address, out).map_err(RenderError::Sink),
        Route::Sitemap(part) => sitemap::write(site, part, out).map_err(RenderError::Sink),
        Route::Robots => sitemap::robots(site, out).map_err(RenderError::Sink),
        Route::Headers => policy::headers(site, out).map_err(RenderError::Sink),
        Route::NotFound => not_found(site, theme, cache, out),
        Route::Static(position) => out.write_all(&theme.statics[position].1).map_err(RenderError::Sink),
        Route::Attachment(_) | Route::Checksums => Ok(()),
    }
}

/// Returns the path of an address: it stays the same when the site is tried on another host before it is published.
fn path_of(base: &str) -> &str {
    let rest = base.split_once("://").map_or(base, |(_, rest)| rest);
    rest.find('/').map_or("", |start| &rest[start..])
}

/// Renders the page for unknown addresses. It is served at any of them, so its links begin at the top of the site.
fn not_found(site: &Site, theme: &Theme, cache: &RenderCache, out: &mut dyn Write) -> Result<(), RenderError> {
    let base = site.documents.vocabulary.site.base_url.as_deref().unwrap_or("/");
    let root = format!("{}/", path_of(base).trim_end_matches('/'));
    let context = PageContext {
        site,
        texts: &theme.texts,
        root: &root,
    };
    let layout = layout_at(context);
    let view = not_found_page(context);
    let page = theme.render("not_found.html", &layout, &view);
    cache.send(page.map_err(RenderError::Content)?, out)
}

/// Renders a view with the layout values of its depth and menu entry.
struct PageRenderer<'a> {
    theme: &'a Theme,
    cache: &'a RenderCache,
    depth: usize,
    menu: Menu,
}

impl PageRenderer<'_> {
    fn render(
        &self,
        template: &'static str,
        view: &impl serde::Serialize,
        out: &mut dyn Write,
    ) -> Result<(), RenderError> {
        let site = self.cache.layouts.get(self.depth, self.menu);
        let page = self.theme.render(template, site, view);
        self.cache.send(page.map_err(RenderError::Content)?, out)
    }
}

/// Returns the menu entry that a page belongs to: for documents and lists of a kind, that of their form.
fn menu(site: &Site, route: Route) -> Menu {
    let form = match route {
        Route::Document(index) | Route::Print(index) | Route::Provision(index, _)
            if site.programmes.contains(index) =>
        {
            return Menu::Programme;
        }
        Route::Document(index) => site.documents.document(index).kind.form,
        Route::List(List::Section(section) | List::SectionYear(section, _), _) => site.sections[section].form,
        _ => Form::Official,
    };
    match form {
        Form::Official => route.traits().menu,
        Form::Writeup => Menu::WriteUps,
        Form::Page => Menu::About,
    }
}
