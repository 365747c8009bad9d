//! The addresses to publish, with what tells their pages again: key, digest of words, places.

use std::collections::HashSet;

use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};

use crate::base::kind::Form;
use crate::base::path::RelPath;
use crate::input::body::provisions::Provision;
use crate::input::document::Document;
use crate::input::front_matter::address_lock::{LockedPage, PublishedPage, PublishedPlace, words_of};
use crate::input::front_matter::old_addresses::OldAddress;
use crate::model::indexes::DocIx;
use crate::model::target::DocumentRef;
use crate::site::pagination::PageOfList;
use crate::site::plan::Site;
use crate::site::route::{List, Route};

/// The addresses to publish: those of today, and those of before that still lead somewhere.
pub fn addresses(site: &Site, locked: &[LockedPage]) -> Vec<PublishedPage> {
    let mut rows: Vec<PublishedPage> = site.register.indexes().map(|index| of_document(site, index)).collect();
    let documents = rows.clone();
    let topics = site.register.topic_indexes().filter_map(|index| {
        let topic = &site.register.topics[index.get()];
        let file = site
            .register
            .vocabulary
            .topics
            .file
            .as_ref()
            .filter(|_| topic.at.is_some())?;
        vocabulary_row(site, List::Topic(index), &file.0, &topic.name)
    });
    let bodies = site.register.body_indexes().filter_map(|index| {
        let body = &site.register.bodies[index.get()];
        let file = site
            .register
            .vocabulary
            .bodies
            .file
            .as_ref()
            .filter(|_| body.at.is_some())?;
        vocabulary_row(site, List::Body(index), &file.0, &body.name)
    });
    rows.extend(topics.chain(bodies));
    for index in site.register.indexes() {
        for old in &site.register.document(index).head.old_addresses {
            if let OldAddress::Page(path) = &old.value {
                let now = &documents[index.get()];
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
    rows
}

fn vocabulary_row(site: &Site, list: List, file: &RelPath, name: &str) -> Option<PublishedPage> {
    let address = site.address(Route::List(list, PageOfList::Front))?;
    Some(PublishedPage {
        address: address.as_str().to_owned(),
        file: file.to_string(),
        key: name.to_owned(),
        words: String::new(),
        follow: false,
        places: Vec::new(),
    })
}

fn of_document(site: &Site, index: DocIx) -> PublishedPage {
    let document = site.register.document(index);
    PublishedPage {
        address: site.address_of(DocumentRef::Held(index)).as_str().to_owned(),
        file: document.path.to_string(),
        key: key(document),
        words: page_digest(document),
        follow: document.head.follow && document.has_own_text(),
        places: places(document),
    }
}

/// What a document is called besides its address: its number, with its date where one is known.
pub(super) fn key(document: &Document) -> String {
    let date = document.head.date.as_ref().map(|date| date.value.iso());
    match (&document.head.number, date) {
        (Some(number), Some(date)) => format!("{}@{date}", number.value),
        (Some(number), None) => number.value.to_string(),
        (None, _) => document.title_text.clone().unwrap_or_default(),
    }
}

/// The places of an official text; those of the site's own pages may come and go.
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
    digest(&words_of(&row.words), PLACE_BYTES)
}

/// Bytes of a digest that tell the places of one text apart, and all pages of a site.
const PLACE_BYTES: usize = 4;
const PAGE_BYTES: usize = 8;

pub(super) fn page_digest(document: &Document) -> String {
    let rows = document.provisions.iter().filter(|row| !row.repeats_parent());
    let words: String = rows.map(|row| words_of(&row.words)).collect();
    if words.is_empty() {
        return String::new();
    }
    digest(&words, PAGE_BYTES)
}

fn digest(words: &str, bytes: usize) -> String {
    HEXLOWER.encode(&Sha256::digest(words.as_bytes())[..bytes])
}
