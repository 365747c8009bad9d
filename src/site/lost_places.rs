//! Compares the places published in a text with those of today, and says what to write for one that moved.

use std::collections::HashMap;

use crate::base::address::Address;
use crate::base::path::RelPath;
use crate::input::document::Document;
use crate::input::front_matter::address_lock::{LockedPage, PublishedPlace};
use crate::input::front_matter::node::Located;
use crate::input::front_matter::old_addresses::OldAddress;
use crate::messages::code::Code;
use crate::messages::diagnostic::{Diagnostic, Place};
use crate::messages::phrase::Phrase;
use crate::site::address::SiteAddress;
use crate::site::published_urls::place_digest;

/// Reports the places of a text that are gone: those with a number, and apart from them the paragraphs without one,
/// whose addresses are counted and change with each paragraph before them.
pub(super) fn lost_places(document: Option<&Document>, row: &LockedPage, lock: &RelPath) -> Vec<Diagnostic> {
    if document.is_some_and(|document| document.broken) {
        return Vec::new();
    }
    let is_lost = |place: &PublishedPlace| {
        let address = Address::new(&place.address);
        document
            .zip(address)
            .and_then(|(document, address)| document.provision_at(&address))
            .is_none()
    };
    let lost = (0..row.page.places.len()).filter(|at| is_lost(&row.page.places[*at]));
    let (paragraphs, numbered): (Vec<usize>, Vec<usize>) =
        lost.partition(|at| is_paragraph(&row.page.places[*at].address));
    let sorts = [(Code::LostAnchor, numbered), (Code::LostParagraph, paragraphs)];
    let report = |(code, lost): &(Code, Vec<usize>)| lost_places_of(*code, lost, (document, row, lock));
    sorts.iter().filter_map(report).collect()
}

/// Returns whether an address is that of a paragraph without a number: `II.2.3.p2`.
fn is_paragraph(address: &str) -> bool {
    let last = address.rsplit('.').next().unwrap_or(address);
    let count = last.strip_prefix('p');
    count.is_some_and(|count| !count.is_empty() && count.bytes().all(|byte| byte.is_ascii_digit()))
}

fn lost_places_of(
    code: Code,
    lost: &[usize],
    (document, row, lock): (Option<&Document>, &LockedPage, &RelPath),
) -> Option<Diagnostic> {
    let first = lost.first()?;
    let names = lost.iter().map(|at| row.page.places[*at].address.as_str());
    let page = SiteAddress::file(row.page.address.clone());
    let diagnostic = Diagnostic::new(code, Place::at(lock, row.places[*first]))
        .with("places", first_places(names))
        .with("count", lost.len().to_string())
        .with("address", page.to_string());
    let Some(document) = document else {
        let help = Phrase::NoHome(row.page.file.clone(), page.to_string());
        return Some(diagnostic.with("help", help));
    };
    let by_words = addresses_by_words(document);
    let declared = |at: &usize| declared_move(&by_words, &row.page.places[*at]);
    let moved: Vec<String> = lost.iter().filter_map(declared).collect();
    let help = if moved.is_empty() {
        Phrase::PlaceGone(document.path.to_string())
    } else {
        Phrase::PlaceMoved(
            document.path.to_string(),
            declaration(&document.head.old_addresses, &moved.join(", ")),
        )
    };
    Some(diagnostic.with("help", help))
}

/// The present address of each place of a text by the digest of its words; the first, where words are there twice.
fn addresses_by_words(document: &Document) -> HashMap<String, &Address> {
    let rows = document.provisions.iter().rev().filter(|row| !row.repeats_parent());
    rows.map(|row| (place_digest(row), &row.address)).collect()
}

/// The present address of the words of a lost place, as an editor declares it.
fn declared_move(by_words: &HashMap<String, &Address>, lost: &PublishedPlace) -> Option<String> {
    let old = Address::new(&lost.address)?;
    let new = (*by_words.get(&lost.words)?).clone();
    Some(OldAddress::Place { old, new }.to_string())
}

/// The line that an editor should write: the field with its present values and one more.
pub(crate) fn declaration(written: &[Located<OldAddress>], added: &dyn std::fmt::Display) -> String {
    let mut values: Vec<String> = written.iter().map(|old| old.value.to_string()).collect();
    values.push(added.to_string());
    format!("địa chỉ cũ: [{}]", values.join(", "))
}

/// The most places that a message names; it counts the others.
const MAX_NAMED_PLACES: usize = 10;

/// The first places of a list, as a message names them.
pub(super) fn first_places<'a>(mut places: impl Iterator<Item = &'a str>) -> String {
    let first: Vec<&str> = places.by_ref().take(MAX_NAMED_PLACES).collect();
    let more = if places.next().is_some() { " …" } else { "" };
    format!("{}{more}", first.join(", "))
}
