//! The addresses to publish, each with what identifies its page later: key, digest of the words, places.

use std::collections::{HashMap, HashSet};

use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};

use crate::base::date::PartialDate;
use crate::base::kind::Form;
use crate::base::path::RelPath;
use crate::input::body::provisions::Provision;
use crate::input::document::Document;
use crate::input::front_matter::address_lock::{LockedPage, PublishedPage, PublishedPlace, words_of};
use crate::input::front_matter::old_addresses::OldAddress;
use crate::model::indexes::DocIx;
use crate::model::target::DocumentRef;
use crate::site::address::SiteAddress;
use crate::site::pagination::PageOfList;
use crate::site::planned_site::Site;
use crate::site::route::{List, Route};

/// The addresses to publish: those of today, and those published before that still lead to a page. A line keeps the day
/// on which it was first written; one of before days were written stays without.
pub(crate) fn addresses(site: &Site, locked: &[LockedPage], today: PartialDate) -> Vec<PublishedPage> {
    let mut rows: Vec<PublishedPage> = site.documents.indexes().map(|index| of_document(site, index)).collect();
    let current = rows.clone();
    rows.extend(vocabulary_rows(site));
    for index in site.documents.indexes() {
        for old in &site.documents.document(index).head.old_addresses {
            if let OldAddress::Page(path) = &old.value {
                let now = &current[index.get()];
                rows.push(PublishedPage {
                    address: path.clone(),
                    follow: false,
                    places: Vec::new(),
                    ..now.clone()
                });
            }
        }
    }
    let known: HashSet<String> = rows.iter().map(|row| row.address.clone()).collect();
    let before = locked.iter().filter(|row| !known.contains(&row.page.address));
    rows.extend(before.map(|row| row.page.clone()));
    let days: HashMap<&str, Option<PartialDate>> = locked
        .iter()
        .map(|row| (row.page.address.as_str(), row.page.since))
        .collect();
    for row in &mut rows {
        row.since = days.get(row.address.as_str()).copied().unwrap_or(Some(today));
    }
    rows
}

/// The addresses of today that the list of published ones must have: of documents, topics and bodies.
pub(super) fn current_addresses(site: &Site) -> impl Iterator<Item = &str> {
    let documents = site
        .documents
        .indexes()
        .map(|index| site.address_of(DocumentRef::Held(index)));
    let topics = site.documents.topic_indexes();
    let topics = topics.filter(|index| site.documents.topics[index.get()].at.is_some());
    let bodies = site.documents.body_indexes();
    let bodies = bodies.filter(|index| site.documents.bodies[index.get()].at.is_some());
    let lists = topics.map(List::Topic).chain(bodies.map(List::Body));
    let lists = lists.filter_map(|list| site.address(Route::List(list, PageOfList::Latest)));
    documents.chain(lists).map(SiteAddress::as_str)
}

/// The addresses of topics and bodies that a vocabulary declares.
fn vocabulary_rows(site: &Site) -> Vec<PublishedPage> {
    let documents = &site.documents;
    let topics = documents.topic_indexes().filter_map(|index| {
        let topic = &documents.topics[index.get()];
        let file = documents
            .vocabulary
            .topics
            .file
            .as_ref()
            .filter(|_| topic.at.is_some())?;
        vocabulary_row(site, List::Topic(index), &file.0, &topic.name)
    });
    let bodies = documents.body_indexes().filter_map(|index| {
        let body = &documents.bodies[index.get()];
        let file = documents
            .vocabulary
            .bodies
            .file
            .as_ref()
            .filter(|_| body.at.is_some())?;
        vocabulary_row(site, List::Body(index), &file.0, &body.name)
    });
    topics.chain(bodies).collect()
}

fn vocabulary_row(site: &Site, list: List, file: &RelPath, name: &str) -> Option<PublishedPage> {
    let address = site.address(Route::List(list, PageOfList::Latest))?;
    Some(PublishedPage {
        address: address.as_str().to_owned(),
        file: file.to_string(),
        key: name.to_owned(),
        words: String::new(),
        follow: false,
        since: None,
        places: Vec::new(),
    })
}

fn of_document(site: &Site, index: DocIx) -> PublishedPage {
    let document = site.documents.document(index);
    PublishedPage {
        address: site.address_of(DocumentRef::Held(index)).as_str().to_owned(),
        file: document.path.to_string(),
        key: key(document),
        words: page_digest(document),
        follow: document.head.follow && document.has_own_text(),
        since: None,
        places: places(document),
    }
}

/// The key that identifies a document besides its address: its number, with its date where one is known; else its title.
pub(crate) fn key(document: &Document) -> String {
    let date = document.head.date.as_ref().map(|date| date.value.iso());
    match (&document.head.number, date) {
        (Some(number), Some(date)) => format!("{}@{date}", number.value),
        (Some(number), None) => number.value.to_string(),
        (None, _) => document.title_text.clone().unwrap_or_default(),
    }
}

/// The places of an official text. Those of the site's own pages are not promised to stay.
pub(super) fn places(document: &Document) -> Vec<PublishedPlace> {
    if document.kind.form != Form::Official || !document.has_own_text() {
        return Vec::new();
    }
    let rows = document.provisions.iter().filter(|row| !row.repeats_parent());
    let own = rows.map(|row| (row.address.to_string(), place_digest(row)));
    let old = document.places.old().iter().map(|(old, index)| {
        let row = &document.provisions[*index];
        (old.to_string(), place_digest(row))
    });
    let place = |(address, words): (String, String)| PublishedPlace { address, words };
    own.chain(old).map(place).collect()
}

/// The digest of the words of a place.
pub(super) fn place_digest(row: &Provision) -> String {
    digest(&words_of(&row.words), PLACE_DIGEST_BYTES)
}

/// Bytes of a digest that distinguish the places of one text.
const PLACE_DIGEST_BYTES: usize = 4;

/// Bytes of a digest that distinguish all pages of a site.
const PAGE_DIGEST_BYTES: usize = 8;

/// The digest of the words of a page; empty where it has none.
pub(crate) fn page_digest(document: &Document) -> String {
    let rows = document.provisions.iter().filter(|row| !row.repeats_parent());
    let words: String = rows.map(|row| words_of(&row.words)).collect();
    if words.is_empty() {
        return String::new();
    }
    digest(&words, PAGE_DIGEST_BYTES)
}

fn digest(words: &str, bytes: usize) -> String {
    HEXLOWER.encode(&Sha256::digest(words.as_bytes())[..bytes])
}
