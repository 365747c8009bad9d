//! Addresses of the former site that lead nowhere in the new one, with what to write so that they do.

use std::collections::BTreeMap;

use crate::base::kind::Form;
use crate::base::path::RelPath;
use crate::edition::diff::difference::LostAddress;
use crate::edition::diff::document_pairs::{DocumentPairs, SiteView};
use crate::edition::diff::provision_pairs::ProvisionPairs;
use crate::input::document::Document;
use crate::input::front_matter::node::Located;
use crate::input::front_matter::old_addresses::OldAddress;
use crate::input::front_matter::vocabulary::TopicRow;
use crate::model::indexes::DocIx;
use crate::output::document_names::place;
use crate::site::address::SiteAddress;
use crate::site::lost_places::declaration;
use crate::site::pagination::PageOfList;
use crate::site::route::{List, RedirectTarget, Route};

/// The addresses that need a redirect: of documents, of places in them, of topics and bodies, of files. Lists that
/// follow from what is on the site are none: they come and go with it.
pub(super) fn lost_addresses((base, head): (&SiteView<'_>, &SiteView<'_>), pairs: &DocumentPairs) -> Vec<LostAddress> {
    let mut below: BTreeMap<DocIx, usize> = BTreeMap::new();
    let mut pages = Vec::new();
    let mut others = Vec::new();
    let routes = base
        .site
        .routes
        .iter()
        .map(|(address, route)| (address.as_str(), *route));
    for (address, route) in routes.filter(|(address, _)| leads_nowhere(head, address)) {
        match route {
            // What cannot be read is an error of its own, and its address is not given up.
            Route::Document(index) if is_unreadable(head, base.document(index)) => {}
            Route::Document(index) => pages.push(lost_page(address, index, head, pairs)),
            Route::Provision(index, _) if is_unreadable(head, base.document(index)) => {}
            Route::Provision(index, _) => *below.entry(index).or_default() += 1,
            Route::List(List::Topic(index), PageOfList::Latest)
                if base.site.documents.topics[index.get()].at.is_some() =>
            {
                others.push(lost_topic(address, &base.site.documents.topics[index.get()].name, head));
            }
            Route::List(List::Body(index), PageOfList::Latest)
                if base.site.documents.bodies[index.get()].at.is_some() =>
            {
                others.push(lost_body(address, &base.site.documents.bodies[index.get()].name, head));
            }
            Route::Redirect(position) if is_of_document(&base.site.redirects[position]) => others.push(lost(address)),
            Route::Ledger | Route::LedgerOf(_) | Route::Attachment(_) => others.push(lost(address)),
            Route::Home
            | Route::Print(_)
            | Route::Download(..)
            | Route::Stub(_)
            | Route::Redirect(_)
            | Route::Citing(..)
            | Route::List(..)
            | Route::Feed(_)
            | Route::Kinds
            | Route::Topics
            | Route::Bodies
            | Route::Years
            | Route::Search
            | Route::SearchFile(_)
            | Route::Data
            | Route::DataFile(_)
            | Route::Sitemap(_)
            | Route::Robots
            | Route::Headers
            | Route::NotFound
            | Route::Checksums
            | Route::Static(_) => {}
        }
    }
    for (index, count) in below {
        let address = format!("/{}", base.address(index));
        match pages.iter_mut().find(|page| page.address == address) {
            Some(page) => page.below = count,
            // The page is there, and no declaration can lead from the pages of its provisions.
            None => pages.push(LostAddress {
                is_kept: true,
                below: count,
                ..lost(base.address(index))
            }),
        }
    }
    pages.extend(lost_places((base, head), pairs));
    pages.append(&mut others);
    pages
}

/// Returns whether an address has no page of its own any more: a page of who cites a document is not its text.
fn leads_nowhere(head: &SiteView<'_>, address: &str) -> bool {
    match head.route_at(address) {
        Some(Route::Stub(_)) | None => true,
        Some(_) => false,
    }
}

fn is_unreadable(head: &SiteView<'_>, document: &Document) -> bool {
    head.site.documents.excluded.has_unreadable(&document.path)
}

/// Returns whether a former address is that of a document: those of lists follow from what is on the site.
fn is_of_document(target: &RedirectTarget) -> bool {
    matches!(target.route, Route::Document(_) | Route::Provision(..))
}

fn lost(address: &str) -> LostAddress {
    LostAddress {
        address: format!("/{address}"),
        home: None,
        declaration: None,
        is_kept: false,
        places: Vec::new(),
        below: 0,
    }
}

fn lost_page(address: &str, index: DocIx, head: &SiteView<'_>, pairs: &DocumentPairs) -> LostAddress {
    let Some(present) = pairs.present[index.get()] else {
        return lost(address);
    };
    let document = head.document(present);
    let line = declaration(&document.head.old_addresses, &SiteAddress::file(address));
    LostAddress {
        home: Some(format!("/{}", head.address(present))),
        declaration: Some((document.path.clone(), line)),
        ..lost(address)
    }
}

/// The page of a topic, which may have another name now.
fn lost_topic(address: &str, name: &str, head: &SiteView<'_>) -> LostAddress {
    let now = &head.site.documents;
    let has_name = |row: &TopicRow| row.name == name || row.other_names.iter().any(|other| other == name);
    let found = now.topic_indexes().find(|index| has_name(&now.topics[index.get()]));
    let found = found.map(|index| (List::Topic(index), now.topics[index.get()].old_addresses.as_slice()));
    lost_list(
        address,
        found,
        now.vocabulary.topics.file.as_ref().map(|(path, _)| path),
        head,
    )
}

/// The page of a body, which may have another name now.
fn lost_body(address: &str, name: &str, head: &SiteView<'_>) -> LostAddress {
    let now = &head.site.documents;
    let found = now.find_body(name);
    let found = found.map(|index| (List::Body(index), now.bodies[index.get()].old_addresses.as_slice()));
    lost_list(
        address,
        found,
        now.vocabulary.bodies.file.as_ref().map(|(path, _)| path),
        head,
    )
}

/// The page of a list, with what to write into the file that declares it, for what it is now.
fn lost_list(
    address: &str,
    found: Option<(List, &[Located<OldAddress>])>,
    file: Option<&RelPath>,
    head: &SiteView<'_>,
) -> LostAddress {
    let home = found.and_then(|(list, written)| {
        let home = head.site.address(Route::List(list, PageOfList::Latest))?;
        Some((home, declaration(written, &SiteAddress::file(address))))
    });
    LostAddress {
        home: home.as_ref().map(|(home, _)| home.to_string()),
        declaration: home.zip(file).map(|((_, line), path)| (path.clone(), line)),
        ..lost(address)
    }
}

/// The numbered places of official texts that are gone, though the page is there.
fn lost_places((base, head): (&SiteView<'_>, &SiteView<'_>), pairs: &DocumentPairs) -> Vec<LostAddress> {
    let documents = base.site.documents.indexes();
    let paired = documents.filter_map(|index| Some((index, pairs.present[index.get()]?)));
    paired.filter_map(|pair| lost_places_of((base, head), pair)).collect()
}

fn lost_places_of(
    (base, head): (&SiteView<'_>, &SiteView<'_>),
    (former, present): (DocIx, DocIx),
) -> Option<LostAddress> {
    let (before, now) = (base.document(former), head.document(present));
    if std::ptr::eq(before, now) || before.kind.form != Form::Official || !before.has_own_text() {
        return None;
    }
    let rows = before.provisions.iter().enumerate();
    let gone: Vec<usize> = rows
        .filter(|(_, row)| row.is_numbered() && now.provision_at(&row.address).is_none())
        .map(|(at, _)| at)
        .collect();
    if gone.is_empty() {
        return None;
    }
    let moves = ProvisionPairs::of(before, now);
    let moved = gone.iter().filter_map(|at| {
        let old = before.provisions[*at].address.clone();
        let new = now.provisions[moves.present_of(*at)?].address.clone();
        Some(OldAddress::Place { old, new }.to_string())
    });
    let moved: Vec<String> = moved.collect();
    let line = || {
        (
            now.path.clone(),
            declaration(&now.head.old_addresses, &moved.join(", ")),
        )
    };
    Some(LostAddress {
        places: gone.iter().map(|at| place(before, base.texts, Some(*at))).collect(),
        declaration: (!moved.is_empty()).then(line),
        is_kept: true,
        ..lost(head.address(present))
    })
}
