//! What stands around every page: the site, its menu, the page's own title and path.

use serde::Serialize;

use crate::model::indexes::DocIx;
use crate::model::target::DocumentRef;
use crate::output::policy::POLICY;
use crate::output::theme::{Prepared, prepare};
use crate::output::ui_strings::UiStrings;
use crate::output::views::structured_data::StructuredData;
use crate::output::views::{Link, PageContext, document_names};
use crate::site::address::SiteAddress;
use crate::site::pagination::PageOfList;
use crate::site::plan::Site;
use crate::site::route::{FeedOf, LedgerPage, List, Menu, Route};

const MENU: [(Menu, &str); 7] = [
    (Menu::Documents, "documents"),
    (Menu::Topics, "topics"),
    (Menu::Timeline, "timeline"),
    (Menu::Ledger, "ledger"),
    (Menu::Bodies, "bodies"),
    (Menu::Kinds, "kinds"),
    (Menu::About, "about"),
];

#[derive(Serialize)]
struct MenuLink {
    title: String,
    url: String,
    current: bool,
}

/// A part of the programme: its label, heading and address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PartLink {
    /// `I`
    pub label: String,
    /// `MỤC TIÊU`
    pub heading: String,
    /// Its place on the programme's page.
    pub url: String,
}

#[derive(Serialize)]
struct ProgrammeView {
    title: String,
    url: String,
    parts: Vec<PartLink>,
}

#[derive(Serialize)]
struct SiteView {
    name: String,
    description: Option<String>,
    unit: Option<String>,
    contact: Option<String>,
    contact_url: Option<String>,
    lang: String,
    home_url: String,
    about_url: Option<String>,
    data_url: Option<String>,
    search_url: String,
    nav: Vec<MenuLink>,
    programme: Option<ProgrammeView>,
}

/// What a page says of itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PageView {
    /// Name of the template without its ending.
    pub template: &'static str,
    /// For `<title>`.
    pub title: String,
    /// For `<h1>`.
    pub heading: String,
    /// For search engines.
    pub description: Option<String>,
    /// How to get to the top of the site.
    pub root: String,
    /// Where the theme's static files stand.
    pub assets: String,
    /// The page's whole address, where the site's is known.
    pub canonical: Option<String>,
    /// The page's feed, where it has one.
    pub feed: Option<Link>,
    /// What browsers may load for it.
    pub policy: &'static str,
    /// What machines read.
    pub machine: StructuredData,
    /// The way down to this page.
    pub breadcrumbs: Vec<Link>,
}

/// The site's values as pages of each depth and menu entry see them, prepared once.
#[derive(Debug)]
pub struct LayoutCache {
    by_depth: Vec<Vec<Prepared>>,
}

/// Deepest page for which values are prepared.
const DEPTH: usize = 8;

impl LayoutCache {
    /// Prepares the values of a site.
    pub fn new(site: &Site, texts: &UiStrings) -> Self {
        let menus = MENU.iter().map(|(menu, _)| *menu).chain([Menu::Elsewhere]);
        let menus: Vec<Menu> = menus.collect();
        let prepare_depth = |depth: usize| {
            let root = "../".repeat(depth);
            let context = PageContext {
                site,
                texts,
                root: &root,
            };
            menus.iter().map(|menu| prepare(&site_view(context, *menu))).collect()
        };
        LayoutCache {
            by_depth: (0..DEPTH).map(prepare_depth).collect(),
        }
    }

    /// The values for a page of a depth under a menu entry.
    pub fn get(&self, depth: usize, menu: Menu) -> &Prepared {
        let position = MENU.iter().position(|(known, _)| *known == menu).unwrap_or(MENU.len());
        &self.by_depth[depth.min(DEPTH - 1)][position]
    }
}

/// The values of a site for a page that stands anywhere.
pub fn frame_at(context: PageContext<'_>) -> Prepared {
    prepare(&site_view(context, Menu::Elsewhere))
}

/// The page about the site, where there is one.
fn about(site: &Site) -> Option<DocIx> {
    site.register.with_path_key("gioi-thieu").first().copied()
}

/// The parts of a document: its outermost headings.
pub fn parts(context: PageContext<'_>, index: DocIx) -> Vec<PartLink> {
    let document = context.site.register.document(index);
    let url = context.url(context.site.address_of(DocumentRef::Held(index)));
    let top = document
        .provisions
        .iter()
        .filter(|row| row.parent.is_none() && row.is_numbered());
    top.filter_map(|row| {
        let heading = row.heading()?.to_owned();
        let label = row.label.trim_end_matches(['.', '-', '/', ')']).to_owned();
        Some(PartLink {
            label,
            heading,
            url: format!("{url}#{}", row.address),
        })
    })
    .collect()
}

fn site_view(context: PageContext<'_>, current: Menu) -> SiteView {
    let config = &context.site.register.vocabulary.site;
    let address = |route: Route| context.site.address(route).map(|address| context.url(address));
    let nav = MENU.iter().filter_map(|(menu, text)| {
        let url = match menu {
            Menu::Documents => address(Route::List(List::Official, PageOfList::Front)),
            Menu::Topics => address(Route::Topics),
            Menu::Timeline => address(Route::Years),
            Menu::Ledger => address(Route::Ledger(LedgerPage::Whole)),
            Menu::Bodies => address(Route::Bodies),
            Menu::Kinds => address(Route::Kinds),
            Menu::About => about(context.site).and_then(|index| address(Route::Document(index))),
            Menu::Elsewhere => None,
        };
        Some(MenuLink {
            title: context.texts.view(text, &[]),
            url: url?,
            current: *menu == current,
        })
    });
    let programme = context.site.programme.map(|index| ProgrammeView {
        title: document_names::short(context.site, context.texts, DocumentRef::Held(index)),
        url: context.url(context.site.address_of(DocumentRef::Held(index))),
        parts: parts(context, index),
    });
    SiteView {
        name: site_name(context.site, context.texts),
        description: config.description.clone(),
        unit: config.unit.clone(),
        contact: config.contact.clone(),
        contact_url: config.contact.as_deref().and_then(contact_url),
        lang: language(context.site).to_owned(),
        home_url: context.url(&SiteAddress::file("")),
        about_url: about(context.site).and_then(|index| address(Route::Document(index))),
        data_url: address(Route::Data),
        search_url: address(Route::Search).unwrap_or_default(),
        nav: nav.collect(),
        programme,
    }
}

/// Where a contact leads that is an address of mail or of the web.
fn contact_url(contact: &str) -> Option<String> {
    let contact = contact.trim();
    let is_one_word = !contact.contains(char::is_whitespace);
    if is_one_word && contact.starts_with("https://") {
        return Some(contact.to_owned());
    }
    (is_one_word && contact.contains('@')).then(|| format!("mailto:{contact}"))
}

/// The name of the site; without configuration, the word for the home page.
pub fn site_name(site: &Site, texts: &UiStrings) -> String {
    site.register
        .vocabulary
        .site
        .name
        .clone()
        .unwrap_or_else(|| texts.view("home", &[]))
}

/// The language of the interface.
pub fn language(site: &Site) -> &str {
    site.register
        .vocabulary
        .site
        .language
        .as_deref()
        .filter(|language| *language == "en")
        .unwrap_or("vi")
}

/// Makes what a page says of itself.
pub fn page(context: PageContext<'_>, template: &'static str, address: &SiteAddress, title: String) -> PageView {
    let base = context.site.register.vocabulary.site.base_url.as_deref();
    PageView {
        template,
        heading: title.clone(),
        title,
        description: None,
        root: context.root.to_owned(),
        assets: format!("{}giao-dien/", context.root),
        canonical: base.map(|base| format!("{}{address}", base.trim_end_matches('/'))),
        feed: feed(context, FeedOf::Site),
        policy: POLICY,
        machine: StructuredData::default(),
        breadcrumbs: Vec::new(),
    }
}

/// The link to a feed, where there is one.
pub fn feed(context: PageContext<'_>, of: FeedOf) -> Option<Link> {
    let address = context.site.address(Route::Feed(of))?;
    Some(context.link(context.texts.view("feed", &[]), address))
}

/// The first breadcrumb.
pub fn home_crumb(context: PageContext<'_>) -> Link {
    context.link(context.texts.view("home", &[]), &SiteAddress::file(""))
}
