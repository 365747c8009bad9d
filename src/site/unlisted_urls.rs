//! Compares the pages of today with the list of published addresses: one that is not on it can be lost unseen.

use std::collections::HashSet;

use crate::base::path::RelPath;
use crate::input::front_matter::address_lock::LockedPage;
use crate::input::source::ADDRESS_LOCK_PATH;
use crate::messages::code::Code;
use crate::messages::diagnostic::{Diagnostic, Place};
use crate::messages::phrase::Phrase;
use crate::site::lost_places::first_places;
use crate::site::planned_site::Site;
use crate::site::published_urls::current_addresses;

/// Reports pages that the list of published addresses does not have, in one diagnostic.
///
/// A site without a list is asked for one where it shows that it was published: site.yaml declares its address, or it
/// has a file of redirects. Before that, there is nothing that could be lost.
pub(crate) fn check(site: &Site, listed: Option<&[LockedPage]>, has_redirects: bool) -> Option<Diagnostic> {
    let is_published = has_redirects || site.documents.vocabulary.site.base_url.is_some();
    if listed.is_none() && !is_published {
        return None;
    }
    let known: HashSet<&str> = listed
        .unwrap_or_default()
        .iter()
        .map(|row| row.page.address.as_str())
        .collect();
    let missing: Vec<String> = current_addresses(site)
        .filter(|address| !known.contains(address))
        .map(|address| format!("/{address}"))
        .collect();
    if missing.is_empty() {
        return None;
    }
    let path = RelPath::new(ADDRESS_LOCK_PATH).expect("a constant path");
    let help = if known.is_empty() {
        Phrase::NoList
    } else {
        Phrase::NotListed
    };
    let found = Diagnostic::new(Code::UnlistedAddress, Place::file(&path))
        .with("count", missing.len().to_string())
        .with("addresses", first_places(missing.iter().map(String::as_str)))
        .with("help", help);
    Some(found)
}
