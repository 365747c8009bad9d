//! One page becomes bytes: the only way to make a page, for publishing and preview alike.

use std::io::{self, Write};
use std::sync::OnceLock;

use crate::base::kind::Form;
use crate::messages::diagnostic::Diagnostic;
use crate::model::body_mentions::{self, BodyMention};
use crate::model::indexes::BodyIx;
use crate::model::target::DocumentRef;
use crate::output::keys::{Keys, key};
use crate::output::search::Index;
use crate::output::theme::Theme;
use crate::output::views::PageContext;
use crate::output::views::directory_pages::directory_page;
use crate::output::views::document_page::document_page;
use crate::output::views::home_page::home_page;
use crate::output::views::layout::{LayoutCache, frame_at};
use crate::output::views::ledger_page::ledger_page;
use crate::output::views::list_pages::list_page;
use crate::output::views::other_pages::{citing_page, data_page, not_found_page, not_held_page};
use crate::output::views::print_page::print_page;
use crate::output::views::provision_page::provision_page;
use crate::output::views::redirect_page::redirect_page;
use crate::output::views::search_page::search_page;
use crate::output::views::timeline_page::timeline_page;
use crate::output::views::vocabulary_pages::{body_page, topic_page};
use crate::output::{data, feeds, policy, sitemap};
use crate::site::address::SiteAddress;
use crate::site::plan::Site;
use crate::site::route::{List, Menu, Route};

/// Why a page could not be made.
#[derive(Debug)]
pub enum RenderError {
    /// Content or theme are at fault.
    Content(Box<Diagnostic>),
    /// The sink is.
    Sink(io::Error),
}

/// What is worked out once for all pages of a site.
#[derive(Debug)]
pub struct RenderCache {
    frames: LayoutCache,
    /// Only data files name all documents by their keys.
    keys: OnceLock<Keys>,
    /// For each body, the provisions that name it. It takes reading every text, so it is worked out when the page of a
    /// body is first asked for: after an edit nobody waits for it.
    naming: OnceLock<Vec<Vec<BodyMention>>>,
    index: Index,
}

impl RenderCache {
    /// The keys of all documents.
    pub fn keys(&self, site: &Site) -> &Keys {
        self.keys.get_or_init(|| Keys::new(site))
    }

    /// Prepares a site for rendering.
    pub fn new(site: &Site, theme: &Theme) -> Self {
        RenderCache {
            frames: LayoutCache::new(site, &theme.texts),
            keys: OnceLock::new(),
            naming: OnceLock::new(),
            index: Index::default(),
        }
    }

    fn naming(&self, site: &Site, body: BodyIx) -> &[BodyMention] {
        &self.naming.get_or_init(|| body_mentions::gather(&site.register))[body.get()]
    }
}

/// Renders one page. Attachments are the host's to copy and make no bytes here.
///
/// # Errors
/// A finding about content or theme, or the failure of the sink.
pub fn render(
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
        Route::Home => renderer.print("home.html", &home_page(context, address), out),
        Route::Document(index) => {
            let key = key(site, DocumentRef::Held(index));
            renderer.print("document.html", &document_page(context, index, address, key), out)
        }
        Route::Provision(index, position) => {
            let key = key(site, DocumentRef::Held(index));
            renderer.print(
                "provision.html",
                &provision_page(context, index, position, address, key),
                out,
            )
        }
        Route::Print(index) => renderer.print("print.html", &print_page(context, index, address), out),
        Route::NotHeld(index) => renderer.print("not_held.html", &not_held_page(context, index, address), out),
        Route::Redirect(position) => renderer.print("redirect.html", &redirect_page(context, position, address), out),
        Route::Citing(node, number) => renderer.print("citing.html", &citing_page(context, node, number, address), out),
        Route::List(List::Topic(topic), page) => {
            renderer.print("topic.html", &topic_page(context, topic, page, address), out)
        }
        Route::List(List::Body(body), page) => {
            let naming = cache.naming(site, body);
            renderer.print("body.html", &body_page(context, (body, naming), page, address), out)
        }
        Route::List(list, page) => renderer.print("list.html", &list_page(context, list, page, address), out),
        Route::Years => renderer.print("timeline.html", &timeline_page(context, address), out),
        Route::Kinds | Route::Topics | Route::Bodies => {
            renderer.print("directory.html", &directory_page(context, route, address), out)
        }
        Route::Ledger(page) => match &site.ledger {
            Some(ledger) => renderer.print("ledger.html", &ledger_page(context, ledger, page, address), out),
            None => unreachable!("a site without a ledger has no page of it"),
        },
        Route::Search => renderer.print("search.html", &search_page(context, address), out),
        Route::SearchFile(file) => {
            let bytes = cache.index.file(site, &theme.texts, file);
            out.write_all(bytes).map_err(RenderError::Sink)
        }
        Route::Data => renderer.print("data.html", &data_page(context, address), out),
        Route::DataFile(file) => data::write(site, cache.keys(site), file, out).map_err(RenderError::Sink),
        Route::Feed(of) => feeds::write(context, of, address, out).map_err(RenderError::Sink),
        Route::Sitemap(part) => sitemap::write(site, part, out).map_err(RenderError::Sink),
        Route::Robots => sitemap::robots(site, out).map_err(RenderError::Sink),
        Route::Headers => policy::headers(out).map_err(RenderError::Sink),
        Route::NotFound => not_found(site, theme, out),
        Route::Static(position) => out.write_all(&theme.statics[position].1).map_err(RenderError::Sink),
        Route::Attachment(_) => Ok(()),
    }
}

/// The path of an address: what a site is called by on any host, where it is tried before it is published.
fn path_of(base: &str) -> &str {
    let rest = base.split_once("://").map_or(base, |(_, rest)| rest);
    rest.find('/').map_or("", |start| &rest[start..])
}

/// The page for addresses that do not exist: served below any of them, so its links begin at the top of the site.
fn not_found(site: &Site, theme: &Theme, out: &mut dyn Write) -> Result<(), RenderError> {
    let base = site.register.vocabulary.site.base_url.as_deref().unwrap_or("/");
    let root = format!("{}/", path_of(base).trim_end_matches('/'));
    let context = PageContext {
        site,
        texts: &theme.texts,
        root: &root,
    };
    let frame = frame_at(context);
    let view = not_found_page(context);
    let written = theme
        .render("not_found.html", &frame, &view, out)
        .map_err(RenderError::Content)?;
    written.map_err(RenderError::Sink)
}

/// What a template needs besides its view.
struct PageRenderer<'a> {
    theme: &'a Theme,
    cache: &'a RenderCache,
    depth: usize,
    menu: Menu,
}

impl PageRenderer<'_> {
    fn print(&self, template: &str, view: &impl serde::Serialize, out: &mut dyn Write) -> Result<(), RenderError> {
        let site = self.cache.frames.get(self.depth, self.menu);
        let written = self
            .theme
            .render(template, site, view, out)
            .map_err(RenderError::Content)?;
        written.map_err(RenderError::Sink)
    }
}

/// The menu entry that a page is under.
fn menu(site: &Site, route: Route) -> Menu {
    let form = match route {
        Route::Document(index) => site.register.document(index).kind.form,
        _ => Form::Official,
    };
    match form {
        Form::Official => route.traits().menu,
        // Write-ups are no documents: the menu reaches them by their kinds.
        Form::Writeup => Menu::Kinds,
        Form::Page => Menu::About,
    }
}
