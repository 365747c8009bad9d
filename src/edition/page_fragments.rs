//! Reports links by address whose `#…` is on no place of their page, where that page is no document: a list, the search,
//! a topic. Places of documents are known to the plan; those of other pages are what the theme writes, so that such a page
//! is rendered once.

use std::collections::BTreeMap;

use crate::input::body::html_template::LinkRef;
use crate::messages::code::Code;
use crate::messages::diagnostic::Diagnostic;
use crate::messages::phrase::Phrase;
use crate::model::indexes::DocIx;
use crate::model::site_link::SiteLink;
use crate::model::target::Target;
use crate::output::render::{RenderCache, render};
use crate::output::theme::Theme;
use crate::site::address::SiteAddress;
use crate::site::planned_site::Site;
use crate::site::route::Route;

/// A link to a place of a page, and the document that holds it.
type PlaceLink<'s> = (DocIx, &'s LinkRef, &'s SiteLink, &'s str);

/// The most places that a message names.
const MAX_NAMED: usize = 12;

/// Reports the links of all documents to places that their page does not have.
pub(super) fn check(site: &Site, theme: &Theme) -> Vec<Diagnostic> {
    let mut by_page: BTreeMap<&SiteAddress, (Route, Vec<PlaceLink<'_>>)> = BTreeMap::new();
    for index in site.documents.indexes() {
        let links = &site.documents.document(index).references.links;
        for (link, target) in links.iter().zip(&site.graph.links[index.get()]) {
            if let Target::SiteAddress(written) = target
                && let Some(fragment) = written.fragment.as_deref().filter(|fragment| may_be_lost(fragment))
                && let Some((address, route)) = site.page_at(written.relative_path())
                && is_page(address, *route)
            {
                let links = &mut by_page.entry(address).or_insert_with(|| (*route, Vec::new())).1;
                links.push((index, link, written, fragment));
            }
        }
    }
    if by_page.is_empty() {
        return Vec::new();
    }
    let cache = RenderCache::new(site, theme);
    let pages = by_page.into_iter();
    let lost = pages.flat_map(|(address, (route, links))| {
        let mut bytes = Vec::new();
        // A page that cannot be made is reported where it is made.
        let made = render(site, theme, &cache, (address, route), &mut bytes).is_ok();
        let html = String::from_utf8_lossy(&bytes);
        let places = ids(&html);
        let is_lost = |fragment: &str| made && !fragment.starts_with("ui-") && !places.contains(&fragment);
        let lost = links.into_iter().filter(|(.., fragment)| is_lost(fragment));
        lost.map(|link| diagnostic(site, link, &places)).collect::<Vec<_>>()
    });
    lost.collect()
}

/// Returns whether a fragment names a place that the page may lack: scripts of the theme make some of its own, and
/// `:~:text=` marks words.
fn may_be_lost(fragment: &str) -> bool {
    !fragment.is_empty() && !fragment.eq_ignore_ascii_case("top") && !fragment.starts_with([':', '!'])
}

/// Returns whether a page is neither a document, whose places the plan knows, nor only leads elsewhere.
fn is_page(address: &SiteAddress, route: Route) -> bool {
    address.output_path().ends_with(".html") && !matches!(route, Route::Document(_) | Route::Redirect(_))
}

/// The ids of a page.
fn ids(html: &str) -> Vec<&str> {
    let values = html.split(" id=\"").skip(1);
    values.filter_map(|rest| rest.split('"').next()).collect()
}

fn diagnostic(site: &Site, (index, link, written, fragment): PlaceLink<'_>, places: &[&str]) -> Diagnostic {
    let named: Vec<String> = places
        .iter()
        .filter(|place| !place.starts_with("ui-"))
        .take(MAX_NAMED)
        .map(|place| format!("#{place}"))
        .collect();
    let help = match named.as_slice() {
        [] => Phrase::CheckPath,
        [..] => Phrase::ThereAre(named.join(", ")),
    };
    let place = site.documents.document(index).place(link.occurrence.span);
    let value = format!("{}#{fragment}", written.path);
    Diagnostic::new(Code::BrokenLink, place)
        .with("value", value)
        .with("help", help)
}
