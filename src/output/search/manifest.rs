//! What the search script loads first: into how many files the index is split, and the symbols and kinds that distinguish
//! a document number from words. Also the provisions of the programme, which are found by their numbers.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::base::fold::fold;
use crate::base::kind::Form;
use crate::model::target::DocumentRef;
use crate::output::document_names;
use crate::output::page_context::PageContext;
use crate::output::search::numbers::number_of;
use crate::output::views::excerpt::shortened;
use crate::site::planned_site::Site;
use crate::site::route::Route;
use crate::site::search_layout::{ROWS_PER_FILE, SearchLayout};

/// The most characters of a provision that a result shows.
const MAX_EXCERPT: usize = 240;

#[derive(Serialize)]
struct SearchManifest {
    subjects: usize,
    words: usize,
    numbers: usize,
    rows: usize,
    symbols: BTreeSet<String>,
    kinds: BTreeSet<String>,
}

/// Writes the manifest of the index.
pub(super) fn write(site: &Site, layout: SearchLayout) -> Vec<u8> {
    let held = site.documents.indexes().map(DocumentRef::Held);
    let nodes = held.chain(site.graph.stubs.indexes().map(DocumentRef::Stub));
    let numbers = nodes.filter_map(|node| number_of(site, node));
    let symbols = numbers.flat_map(|(number, _)| number.symbols()).map(fold);
    let kinds = site.sections.iter().filter(|section| section.form == Form::Official);
    let manifest = SearchManifest {
        subjects: layout.subjects,
        words: layout.words,
        numbers: layout.numbers,
        rows: ROWS_PER_FILE,
        symbols: symbols.collect(),
        kinds: kinds.filter_map(|section| section.name.as_deref()).map(fold).collect(),
    };
    serde_json::to_vec(&manifest).expect("texts and numbers are JSON")
}

/// The provisions of the programme: its name, then address, first words and page of each.
#[derive(Default, Serialize)]
struct Provisions {
    name: String,
    places: Vec<(String, String, String)>,
}

/// Writes the file of the programme's provisions.
pub(super) fn provisions(context: PageContext<'_>) -> Vec<u8> {
    let site = context.site;
    let found = site.programme.map_or_else(Provisions::default, |index| {
        let node = DocumentRef::Held(index);
        let rows = site.documents.document(index).provisions.iter().enumerate();
        let places = rows.filter(|(_, row)| row.is_numbered()).map(|(position, row)| {
            let own = context.route_url(Route::Provision(index, position));
            let in_whole = || format!("{}#{}", context.url(site.address_of(node)), row.address);
            let words = shortened(&row.words, MAX_EXCERPT);
            (row.address.to_string(), words, own.unwrap_or_else(in_whole))
        });
        Provisions {
            name: document_names::short(context, node),
            places: places.collect(),
        }
    });
    serde_json::to_vec(&found).expect("texts and numbers are JSON")
}
