//! Compares the addresses published before with the pages of today: a published address must continue to lead to a
//! page.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use rayon::prelude::*;

use crate::base::path::RelPath;
use crate::input::document::Document;
use crate::input::front_matter::address_lock::{LockedPage, PublishedPage};
use crate::input::front_matter::node::Located;
use crate::input::front_matter::old_addresses::OldAddress;
use crate::input::source::ADDRESS_LOCK_PATH;
use crate::messages::code::Code;
use crate::messages::diagnostic::{Diagnostic, LabelText, Place};
use crate::messages::phrase::{Likeness, Phrase};
use crate::model::document_index::DocumentIndex;
use crate::model::indexes::DocIx;
use crate::site::address::SiteAddress;
use crate::site::lost_places::{declaration, first_places, lost_places};
use crate::site::planned_site::Site;
use crate::site::published_urls::{key, page_digest, place_digest, places};
use crate::site::route::Route;
use crate::site::url_table::{fold_path, identity_place};

/// Reports published pages, and places in their texts, that no longer exist. Those of files with an error are not
/// reported: they follow from it.
pub(crate) fn check(site: &Site, locked: &[LockedPage], in_error: &BTreeSet<RelPath>) -> Vec<Diagnostic> {
    let path = RelPath::new(ADDRESS_LOCK_PATH).expect("a constant path");
    if locked.is_empty() {
        return Vec::new();
    }
    let pages = pages(site);
    let mut moves = None;
    let mut found = Vec::new();
    let in_error: HashSet<&str> = in_error.iter().map(RelPath::as_str).collect();
    let has_new_unreadable = has_new_unreadable(site, locked);
    for row in locked.iter().filter(|row| !in_error.contains(row.page.file.as_str())) {
        let address = SiteAddress::file(row.page.address.clone());
        match pages.get(fold_path(&address).as_ref()) {
            Some(route) if !matches!(route, Route::Stub(_)) => {
                let document = document_at(site, *route);
                found.extend(lost_places(document, row, &path));
                found.extend(document.and_then(|document| lost_pages_of_places(document, row, &path)));
            }
            // A file that was renamed and cannot be read may be the one that the page was made from.
            Some(_) | None if has_new_unreadable && !has_file(site, row) => {}
            // A stub page shows citations of a document, not the text that was published there.
            Some(_) | None => {
                let moves = moves.get_or_insert_with(|| MoveDetector::of(site));
                found.extend(lost_page(site, row, moves, &path));
            }
        }
    }
    found
}

/// Returns whether a file that cannot be read is none of those from which pages were published.
fn has_new_unreadable(site: &Site, locked: &[LockedPage]) -> bool {
    let mut unreadable = site.documents.excluded.unreadable().peekable();
    if unreadable.peek().is_none() {
        return false;
    }
    let published: HashSet<&str> = locked.iter().map(|row| row.page.file.as_str()).collect();
    unreadable.any(|path| !published.contains(path.as_str()))
}

/// Returns whether the file of a published page is there.
fn has_file(site: &Site, row: &LockedPage) -> bool {
    let path = RelPath::new(&row.page.file);
    path.is_some_and(|path| site.documents.with_file(&path).is_some() || site.documents.excluded.has_file(&path))
}

/// Reports words that were published under one number and are under another now. It reads every text again, so only
/// `check` calls it.
pub(crate) fn words_that_moved(site: &Site, locked: &[LockedPage]) -> Vec<Diagnostic> {
    let path = RelPath::new(ADDRESS_LOCK_PATH).expect("a constant path");
    let pages = pages(site);
    let moved = |row: &LockedPage| {
        let address = SiteAddress::file(row.page.address.clone());
        let document = document_at(site, *pages.get(fold_path(&address).as_ref())?)?;
        moved_words(document, row, &path)
    };
    locked.par_iter().filter_map(moved).collect()
}

fn pages(site: &Site) -> HashMap<Cow<'_, str>, Route> {
    let routes = site.routes.iter();
    routes.map(|(address, route)| (fold_path(address), *route)).collect()
}

/// Finds the document that a lost page has become.
struct MoveDetector {
    by_file: HashMap<String, DocIx>,
    by_key: HashMap<String, DocIx>,
    by_words: HashMap<String, DocIx>,
    /// The documents that hold a place with these words, by the digest of the words.
    by_place: HashMap<String, BTreeSet<DocIx>>,
}

impl MoveDetector {
    fn of(site: &Site) -> Self {
        let documents = &site.documents;
        let table = |name: &dyn Fn(&Document) -> String| -> HashMap<String, DocIx> {
            let rows = documents
                .indexes()
                .map(|index| (name(documents.document(index)), index));
            rows.filter(|(name, _)| !name.is_empty()).collect()
        };
        MoveDetector {
            by_file: table(&|document| document.path.to_string()),
            by_key: table(&key),
            by_words: table(&page_digest),
            by_place: places_by_words(documents),
        }
    }

    /// The document that a lost page has become, and the evidence: the same file, the same number or name, the same words.
    fn find(&self, lost: &PublishedPage) -> Option<(DocIx, Likeness)> {
        let found = |table: &HashMap<String, DocIx>, name: &str, why| table.get(name).map(|index| (*index, why));
        found(&self.by_file, &lost.file, Likeness::File)
            .or_else(|| found(&self.by_key, &lost.key, Likeness::Key))
            .or_else(|| found(&self.by_words, &lost.words, Likeness::Words))
            .or_else(|| self.by_most_places(lost).map(|index| (index, Likeness::Words)))
    }

    /// The document that holds most places of a lost page, if it holds half of them and more than one.
    fn by_most_places(&self, lost: &PublishedPage) -> Option<DocIx> {
        let mut counts: BTreeMap<DocIx, usize> = BTreeMap::new();
        for index in (lost.places.iter())
            .filter_map(|place| self.by_place.get(&place.words))
            .flatten()
        {
            *counts.entry(*index).or_insert(0) += 1;
        }
        let (index, count) = counts.into_iter().rev().max_by_key(|(_, count)| *count)?;
        (count > 1 && count * 2 >= lost.places.len()).then_some(index)
    }
}

fn places_by_words(documents: &DocumentIndex) -> HashMap<String, BTreeSet<DocIx>> {
    let mut found: HashMap<String, BTreeSet<DocIx>> = HashMap::new();
    for index in documents.indexes() {
        for place in places(documents.document(index)) {
            found.entry(place.words).or_default().insert(index);
        }
    }
    found
}

fn lost_page(site: &Site, row: &LockedPage, moves: &MoveDetector, lock: &RelPath) -> Option<Diagnostic> {
    let lost = &row.page;
    let file = RelPath::new(&lost.file);
    let is_unreadable = |path: &RelPath| site.documents.excluded.has_unreadable(path);
    if file.as_ref().is_some_and(is_unreadable) {
        return None;
    }
    let address = SiteAddress::file(lost.address.clone());
    let diagnostic = Diagnostic::new(Code::LostAddress, Place::at(lock, row.span)).with("address", address.to_string());
    if let Some((index, likeness)) = moves.find(lost) {
        let document = site.documents.document(index);
        let written = declaration(&document.head.old_addresses, &address);
        let help = Phrase::NewHome(likeness, document.path.to_string(), written);
        let home = identity_place(&site.documents, index);
        return Some(diagnostic.with("help", help).label(home, LabelText::NewHome));
    }
    if let Some((path, name, written)) = vocabulary_home(&site.documents, lost) {
        let written = declaration(written, &address);
        let help = Phrase::NewHome(Likeness::Key, format!("{path} (“{name}”)"), written);
        return Some(diagnostic.with("help", help));
    }
    let is_hidden = file.as_ref().is_some_and(|path| site.documents.excluded.has_file(path));
    let help = if is_hidden {
        Phrase::HeldBack(lost.file.clone(), address.to_string())
    } else {
        Phrase::NoHome(lost.file.clone(), address.to_string())
    };
    Some(diagnostic.with("help", help))
}

/// An entry of a vocabulary, by the file that declares it, with its name and former addresses.
type EntryHome<'r> = (&'r RelPath, &'r str, &'r [Located<OldAddress>]);

/// The topic or body that has a lost entry's name.
fn vocabulary_home<'r>(documents: &'r DocumentIndex, lost: &PublishedPage) -> Option<EntryHome<'r>> {
    let has_name = |name: &str, others: &[String]| name == lost.key || others.contains(&lost.key);
    let file = |file: &'r Option<(RelPath, _)>| {
        file.as_ref()
            .map(|(path, _)| path)
            .filter(|path| path.as_str() == lost.file)
    };
    if let Some(path) = file(&documents.vocabulary.topics.file) {
        let topic = documents
            .topics
            .iter()
            .find(|row| has_name(&row.name, &row.other_names))?;
        return Some((path, &topic.name, &topic.old_addresses));
    }
    let path = file(&documents.vocabulary.bodies.file)?;
    let body = documents
        .bodies
        .iter()
        .find(|row| has_name(&row.name, &row.other_names))?;
    Some((path, &body.name, &body.old_addresses))
}

/// The document of the page at an address, or of the page to which it redirects.
fn document_at(site: &Site, route: Route) -> Option<&Document> {
    let route = match route {
        Route::Redirect(position) => site.redirects[position].route,
        route => route,
    };
    match route {
        Route::Document(index) => Some(site.documents.document(index)),
        _ => None,
    }
}

/// Reports the pages of provisions of a document that is no longer followed.
fn lost_pages_of_places(document: &Document, row: &LockedPage, lock: &RelPath) -> Option<Diagnostic> {
    if !row.page.follow || document.head.follow && document.has_own_text() || document.broken {
        return None;
    }
    let page = SiteAddress::file(row.page.address.clone());
    let help = Phrase::FollowAgain(document.path.to_string());
    let diagnostic = Diagnostic::new(Code::LostAddress, Place::at(lock, row.span));
    Some(diagnostic.with("address", format!("{page}muc-…/")).with("help", help))
}

/// Reports words that were published under one number and are under another, while the old number has other words.
fn moved_words(document: &Document, row: &LockedPage, lock: &RelPath) -> Option<Diagnostic> {
    let rows = || document.provisions.iter().filter(|row| !row.repeats_parent());
    let now: HashMap<String, String> = rows().map(|row| (row.address.to_string(), place_digest(row))).collect();
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for words in now.values().chain(row.page.places.iter().map(|place| &place.words)) {
        *counts.entry(words).or_insert(0) += 1;
    }
    let moved: Vec<(usize, String)> = (row.page.places.iter().enumerate())
        .filter(|(_, old)| now.get(&old.address).is_some_and(|words| *words != old.words))
        // Words that occur in several places are no evidence.
        .filter(|(_, old)| counts[old.words.as_str()] == 2)
        .filter_map(|(at, old)| {
            let new = rows().find(|row| now[row.address.as_str()] == old.words)?;
            Some((at, format!("{} → {}", old.address, new.address)))
        })
        .collect();
    let first = moved.first()?.0;
    let page = SiteAddress::file(row.page.address.clone());
    let diagnostic = Diagnostic::new(Code::MovedWords, Place::at(lock, row.places[first]))
        .with("places", first_places(moved.iter().map(|(_, moved)| moved.as_str())))
        .with("address", page.to_string());
    Some(diagnostic.with("file", document.path.to_string()))
}
