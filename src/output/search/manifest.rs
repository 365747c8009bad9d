//! What the search script loads first: into how many files the index is split, and the symbols and kinds that distinguish
//! a document number from words.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::base::fold::fold;
use crate::base::kind::Form;
use crate::model::target::DocumentRef;
use crate::output::search::numbers::number_of;
use crate::site::planned_site::Site;
use crate::site::search_layout::{ROWS_PER_FILE, SearchLayout};

#[derive(Serialize)]
struct SearchManifest {
    subjects: usize,
    documents: usize,
    words: usize,
    numbers: usize,
    rows: usize,
    completions: usize,
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
        documents: layout.documents,
        words: layout.words,
        numbers: layout.numbers,
        rows: ROWS_PER_FILE,
        completions: layout.completions,
        symbols: symbols.collect(),
        kinds: kinds.filter_map(|section| section.name.as_deref()).map(fold).collect(),
    };
    serde_json::to_vec(&manifest).expect("texts and numbers are JSON")
}
