//! The values that the layout of every page shares: the site, its menu, the parts of the programme.

use serde::Serialize;

use crate::input::body::provisions::Provision;
use crate::input::front_matter::theme_settings::{HomeBlock, LinkTarget, MenuEntry, MenuSection, NamedLink};
use crate::model::indexes::DocIx;
use crate::model::target::DocumentRef;
use crate::output::document_names;
use crate::output::page_context::PageContext;
use crate::output::theme::{TemplateValue, prepare};
use crate::output::ui_strings::UiStrings;
use crate::output::views::feedback::contact_url;
use crate::output::views::page_view::{language, site_name};
use crate::site::address::SiteAddress;
use crate::site::planned_site::Site;
use crate::site::route::{List, Menu, Route};
use crate::site::search_layout::{INDEX_FOLDER, completion_files};
use crate::site::settings_links::linked_document;

const MENU: [(Menu, &str); 6] = [
    (Menu::Programme, "programme"),
    (Menu::Documents, "documents"),
    (Menu::WriteUps, "write_ups"),
    (Menu::Topics, "topics"),
    (Menu::Timeline, "timeline"),
    (Menu::About, "about"),
];

#[derive(Serialize)]
struct MenuLink {
    title: String,
    url: String,
    current: bool,
}

#[derive(Serialize)]
struct FooterLine {
    text: String,
    url: Option<String>,
}

/// A part of the programme: its label, heading and address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct PartLink {
    /// `I`
    pub label: String,
    /// `MỤC TIÊU`
    pub heading: String,
    /// Its address on the page of the programme.
    pub url: String,
}

#[derive(Clone, Serialize)]
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
    ledger_url: Option<String>,
    search_url: String,
    /// Where the files of the search index are.
    search_index: String,
    /// What may be typed into the search field: a number and a provision of the site; empty where it has none.
    search_hint: String,
    /// Among how many files completions are divided.
    completion_files: usize,
    nav: Vec<MenuLink>,
    /// Lines of the site's own at the foot of the page.
    footer: Vec<FooterLine>,
    /// The newest of the programmes.
    programme: Option<ProgrammeView>,
    programmes: Vec<ProgrammeView>,
    /// The absolute address of the picture beside shared links, if the site's address is known.
    picture: Option<String>,
}

/// The site's values for pages of each depth and menu entry, converted once.
#[derive(Debug)]
pub(crate) struct LayoutCache {
    by_depth: Vec<Vec<TemplateValue>>,
}

/// The number of depths for which values are prepared.
const MAX_DEPTH: usize = 8;

impl LayoutCache {
    /// Prepares the values of a site.
    pub(crate) fn new(site: &Site, texts: &UiStrings) -> Self {
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
            by_depth: (0..MAX_DEPTH).map(prepare_depth).collect(),
        }
    }

    /// Returns the values for a page at a depth, under a menu entry.
    pub(crate) fn get(&self, depth: usize, menu: Menu) -> &TemplateValue {
        let position = MENU.iter().position(|(known, _)| *known == menu).unwrap_or(MENU.len());
        &self.by_depth[depth.min(MAX_DEPTH - 1)][position]
    }
}

/// Returns the values of a site for a page that is served at any address.
pub(crate) fn layout_at(context: PageContext<'_>) -> TemplateValue {
    prepare(&site_view(context, Menu::Elsewhere))
}

/// Returns the page about the site, if there is one.
fn about(site: &Site) -> Option<DocIx> {
    site.documents.with_path_key("gioi-thieu").first().copied()
}

/// Returns the printed label of a provision without the mark behind it: `II`.
pub(crate) fn label_of(row: &Provision) -> &str {
    row.label.trim_end_matches(['.', '-', '/', ')'])
}

/// Returns the parts of a document: its outermost numbered headings.
pub(crate) fn parts(context: PageContext<'_>, index: DocIx) -> Vec<PartLink> {
    let document = context.document(index);
    let url = context.document_url(DocumentRef::Held(index));
    let top = document
        .provisions
        .iter()
        .filter(|row| row.parent().is_none() && row.is_numbered());
    top.filter_map(|row| {
        let heading = row.heading()?.to_owned();
        Some(PartLink {
            label: label_of(row).to_owned(),
            heading,
            url: format!("{url}#{}", row.address),
        })
    })
    .collect()
}

/// Returns where the menu leads for programmes: to the only one, or to several on the home page.
fn programmes_url(context: PageContext<'_>) -> Option<String> {
    let newest = context.site.programmes.newest()?;
    let home = context.site.documents.vocabulary.site.look.home_blocks();
    Some(
        if context.site.programmes.are_several() && home.contains(&HomeBlock::Programme) {
            format!("{}#ui-programmes", context.url(&SiteAddress::file("")))
        } else {
            context.document_url(DocumentRef::Held(newest.document))
        },
    )
}

/// Returns what may be typed into the search field: the number of the newest programme, else of the newest document, and
/// a provision of it that lies deep.
fn search_hint(context: PageContext<'_>) -> String {
    let newest = context.site.programmes.newest().map(|programme| programme.document);
    let official = context.site.collections.official.iter().rev().copied();
    let is_numbered = |index: &DocIx| context.document(*index).head.number.is_some();
    let Some(index) = newest.into_iter().chain(official).find(is_numbered) else {
        return String::new();
    };
    let document = context.document(index);
    let number = document.head.number.iter().map(|number| number.value.to_string());
    let depth = |row: &Provision| row.address.as_str().split('.').count();
    let numbered = document.provisions.iter().filter(|row| row.is_numbered());
    // Of the deepest the first in the text, but not deeper than readers type.
    let deep = numbered
        .filter(|row| (2..=3).contains(&depth(row)))
        .rev()
        .max_by_key(|row| depth(row));
    let examples: Vec<String> = number.chain(deep.map(|row| row.address.to_string())).collect();
    context
        .texts
        .format("search.examples", &[("examples", &examples.join(", "))])
}

fn programme_view(context: PageContext<'_>, index: DocIx) -> ProgrammeView {
    let node = DocumentRef::Held(index);
    ProgrammeView {
        title: if context.site.programmes.are_several() {
            document_names::full(context, node)
        } else {
            document_names::short(context, node)
        },
        url: context.document_url(node),
        parts: parts(context, index),
    }
}

/// Returns the menu: that of site.yaml, else all parts that the site has.
fn navigation(context: PageContext<'_>, current: Menu) -> Vec<MenuLink> {
    let section = |menu: Menu| section_link(context, menu, current);
    let Some(entries) = &context.site.documents.vocabulary.site.look.menu else {
        return MENU.iter().filter_map(|(menu, _)| section(*menu)).collect();
    };
    let link = |entry: &MenuEntry| match entry {
        MenuEntry::Section(chosen) => section(menu_of(*chosen)),
        MenuEntry::Link(link) => Some(MenuLink {
            title: link.title.clone(),
            url: link_url(context, link)?,
            current: false,
        }),
    };
    entries.iter().filter_map(link).collect()
}

fn menu_of(section: MenuSection) -> Menu {
    match section {
        MenuSection::Programme => Menu::Programme,
        MenuSection::Documents => Menu::Documents,
        MenuSection::WriteUps => Menu::WriteUps,
        MenuSection::Topics => Menu::Topics,
        MenuSection::Timeline => Menu::Timeline,
        MenuSection::About => Menu::About,
    }
}

/// Returns the entry of a part of the site, if the site has it.
fn section_link(context: PageContext<'_>, menu: Menu, current: Menu) -> Option<MenuLink> {
    let has_write_ups = !context.site.collections.write_ups.is_empty();
    let url = match menu {
        Menu::Programme => programmes_url(context),
        Menu::Documents => context.list_url(List::Official),
        Menu::WriteUps => has_write_ups.then(|| context.list_url(List::WriteUps)).flatten(),
        Menu::Topics => context.route_url(Route::Topics),
        Menu::Timeline => context.route_url(Route::Years),
        Menu::About => about(context.site).and_then(|index| context.route_url(Route::Document(index))),
        Menu::Elsewhere => None,
    };
    let (_, text) = MENU.iter().find(|(known, _)| *known == menu)?;
    Some(MenuLink {
        title: context.texts.view(text, &[]),
        url: url?,
        current: menu == current,
    })
}

/// Returns where a link of site.yaml leads; `None` where its document is not published.
fn link_url(context: PageContext<'_>, link: &NamedLink) -> Option<String> {
    match &link.target.as_ref()?.value {
        LinkTarget::Web(url) => Some(url.clone()),
        LinkTarget::Document(_) => {
            let index = linked_document(&context.site.documents, link)?;
            Some(context.document_url(DocumentRef::Held(index)))
        }
    }
}

fn footer(context: PageContext<'_>) -> Vec<FooterLine> {
    let lines = context.site.documents.vocabulary.site.look.footer.iter();
    let line = |link: &NamedLink| FooterLine {
        text: link.title.clone(),
        url: link_url(context, link),
    };
    lines.map(line).collect()
}

fn site_view(context: PageContext<'_>, current: Menu) -> SiteView {
    let config = &context.site.documents.vocabulary.site;
    let programmes = context.site.programmes.documents();
    let programmes: Vec<ProgrammeView> = programmes.map(|index| programme_view(context, index)).collect();
    SiteView {
        name: site_name(context.site, context.texts),
        description: config.description.clone(),
        unit: config.unit.clone(),
        contact: config.contact.clone(),
        contact_url: config.contact.as_deref().and_then(contact_url),
        lang: language(context.site).to_owned(),
        home_url: context.url(&SiteAddress::file("")),
        about_url: about(context.site).and_then(|index| context.route_url(Route::Document(index))),
        data_url: context.route_url(Route::Data),
        ledger_url: context.route_url(Route::Ledger),
        search_url: context.route_url(Route::Search).unwrap_or_default(),
        search_index: format!("{}{INDEX_FOLDER}", context.root),
        search_hint: search_hint(context),
        completion_files: completion_files(&context.site.documents, &context.site.graph),
        nav: navigation(context, current),
        footer: footer(context),
        programme: programmes.first().cloned(),
        programmes,
        picture: config
            .base_url
            .as_deref()
            .map(|base| format!("{}/giao-dien/share.png", base.trim_end_matches('/'))),
    }
}
