//! Addresses of lists without a page of their own: each leads to the place where the list is read.

use crate::input::redirects_file::WrittenRedirect;
use crate::messages::code::Code;
use crate::messages::diagnostic::Diagnostic;
use crate::messages::phrase::Phrase;
use crate::site::address::SiteAddress;
use crate::site::list_places::{lists, place_within};
use crate::site::pagination::{PageOfList, pages};
use crate::site::planned_site::Site;
use crate::site::redirects::reserve;
use crate::site::route::{List, RedirectTarget, Route};
use crate::site::url_table::UrlTable;

/// Reserves the pages of lists; remembers the place of each list that has none.
pub(super) fn reserve_lists(site: &mut Site, urls: &mut UrlTable) {
    let mut places = Vec::new();
    for (address, list) in lists(site) {
        if let Some(place) = place_within(site, list) {
            places.push((list, place));
            continue;
        }
        for which in pages(site.list_items(list).len()) {
            let address = match which {
                PageOfList::Latest => address.clone(),
                PageOfList::Numbered(number) => address.below("trang").below(&number.to_string()),
            };
            urls.reserve(address, Route::List(list, which));
        }
    }
    site.list_places.extend(places);
}

/// Reserves the addresses of lists without a page, so that no former address takes them.
pub(super) fn reserve_short_lists(site: &Site, urls: &mut UrlTable) -> Vec<RedirectTarget> {
    let mut redirects = Vec::new();
    for (address, list) in lists(site) {
        if let Some(place) = site.list_places.get(&list) {
            reserve(urls, &mut redirects, address, place.clone());
        }
    }
    redirects
}

/// Reserves the addresses that the site's file of redirects lists.
pub(super) fn reserve_written(urls: &mut UrlTable, written: &[WrittenRedirect], redirects: &mut Vec<RedirectTarget>) {
    for row in written {
        match target(urls, redirects, row) {
            Some(target) => {
                let from = SiteAddress::file(row.from.clone());
                if !reserve(urls, redirects, from.clone(), target) && !is_list(urls, &from) {
                    let diagnostic = Diagnostic::new(Code::OldAddressTaken, row.place.clone())
                        .with("address", format!("/{}", row.from))
                        .with("holder", Phrase::AddressOfOther);
                    urls.diagnostics.push(diagnostic.with("help", Phrase::RemoveRedirect));
                }
            }
            None => {
                let diagnostic = Diagnostic::new(Code::BrokenLink, row.place.clone());
                let diagnostic = diagnostic.with("value", format!("/{}", row.to));
                urls.diagnostics.push(diagnostic.with("help", Phrase::CheckPath));
            }
        }
    }
}

/// Returns whether an address is that of a list, or leads to one: a list that has a page again needs no redirect.
fn is_list(urls: &UrlTable, address: &SiteAddress) -> bool {
    matches!(urls.holder(address), Some(Route::List(..) | Route::Redirect(_)))
}

/// The place that a line names; where its page is a redirect itself, the place to which that leads.
fn target(urls: &UrlTable, redirects: &[RedirectTarget], row: &WrittenRedirect) -> Option<RedirectTarget> {
    match urls.holder(&SiteAddress::file(row.to.clone()))? {
        Route::Redirect(position) => redirects.get(position).cloned(),
        route => Some(RedirectTarget {
            route,
            anchor: row.anchor.clone(),
        }),
    }
}

impl Site {
    /// The page that shows a list, and the anchor on it where the list is only a part of that page.
    pub(crate) fn list_place(&self, list: List) -> Option<RedirectTarget> {
        let own = Route::List(list, PageOfList::Latest);
        match self.address(own) {
            Some(_) => Some(own.into()),
            None => self.list_places.get(&list).cloned(),
        }
    }
}
