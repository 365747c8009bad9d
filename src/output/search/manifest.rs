//! What the script knows before it looks anything up: how the index is cut, the symbols and kinds by which a number is
//! told from words; and the places of the programme, which are found by their numbers.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::base::fold::fold;
use crate::base::kind::Form;
use crate::model::target::DocumentRef;
use crate::output::search::numbers::number_of;
use crate::output::ui_strings::UiStrings;
use crate::output::views::document_page::shortened;
use crate::output::views::{PageContext, document_names};
use crate::site::plan::Site;
use crate::site::route::Route;
use crate::site::search_layout::{ROWS, SearchLayout};

/// Letters of a provision that a result shows.
const EXCERPT: usize = 240;

#[derive(Serialize)]
struct Manifest {
    subjects: usize,
    words: usize,
    numbers: usize,
    rows: usize,
    symbols: BTreeSet<String>,
    kinds: BTreeSet<String>,
}

/// Writes the head of the index.
pub(super) fn write(site: &Site, cut: SearchLayout) -> Vec<u8> {
    let held = site.register.indexes().map(DocumentRef::Held);
    let nodes = held.chain(site.graph.not_held.indexes().map(DocumentRef::NotHeld));
    let numbers = nodes.filter_map(|node| number_of(site, node));
    let symbols = numbers.flat_map(|(number, _)| number.symbols()).map(fold);
    let kinds = site.sections.iter().filter(|section| section.form == Form::Official);
    let head = Manifest {
        subjects: cut.subjects,
        words: cut.words,
        numbers: cut.numbers,
        rows: ROWS,
        symbols: symbols.collect(),
        kinds: kinds.filter_map(|section| section.name.as_deref()).map(fold).collect(),
    };
    serde_json::to_vec(&head).expect("texts and numbers are JSON")
}

/// The places of the programme: its name, then address, words, and page of each.
#[derive(Default, Serialize)]
struct Provisions {
    name: String,
    places: Vec<(String, String, String)>,
}

/// Writes the file of the programme's places.
pub(super) fn provisions(site: &Site, texts: &UiStrings) -> Vec<u8> {
    let found = site.programme.map_or_else(Provisions::default, |index| {
        let context = PageContext { site, texts, root: "" };
        let node = DocumentRef::Held(index);
        let rows = site.register.document(index).provisions.iter().enumerate();
        let places = rows.filter(|(_, row)| row.is_numbered()).map(|(position, row)| {
            let own = site.address(Route::Provision(index, position));
            let in_whole = || format!("{}#{}", context.url(site.address_of(node)), row.address);
            let words = shortened(&row.words, EXCERPT);
            (
                row.address.to_string(),
                words,
                own.map_or_else(in_whole, |page| context.url(page)),
            )
        });
        Provisions {
            name: document_names::short(site, texts, node),
            places: places.collect(),
        }
    });
    serde_json::to_vec(&found).expect("texts and numbers are JSON")
}
