//! Document numbers, of documents with a file and of cited ones: from them the script answers `393`, `393 qd tu`,
//! `Đề án số 04 – ĐA/TU`.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::base::fold::fold;
use crate::base::number::DocNumber;
use crate::model::target::DocumentRef;
use crate::output::search::search_items::SearchItem;
use crate::site::planned_site::Site;
use crate::site::sections::year_of;

/// A document with a number: its position among the items, the folded symbols (`qd tu`), its year (0 if unknown), its
/// folded kind, the number as printed.
#[derive(Serialize)]
struct NumberHolder<'a>(usize, String, i16, String, &'a str);

/// Writes the files of numbers: ordinal → the documents with it. An ordinal is in the file with the number
/// `ordinal % files`.
pub(super) fn write(site: &Site, files: usize, items: &[SearchItem]) -> Vec<Vec<u8>> {
    let mut tables: Vec<BTreeMap<u32, Vec<NumberHolder<'_>>>> = (0..files).map(|_| BTreeMap::new()).collect();
    for (position, item) in items.iter().enumerate() {
        let SearchItem::Document(node) = item else { continue };
        let Some((number, kind)) = number_of(site, *node) else {
            continue;
        };
        let Some(ordinal) = ordinal(number) else { continue };
        let symbols: Vec<String> = number.symbols().map(fold).collect();
        let year = year_of(&site.documents, &site.graph, *node).unwrap_or(0);
        let holder = NumberHolder(position, symbols.join(" "), year, fold(kind), number.printed());
        tables[ordinal as usize % files]
            .entry(ordinal)
            .or_default()
            .push(holder);
    }
    let write = |table| serde_json::to_vec(table).expect("texts and numbers are JSON");
    tables.iter().map(write).collect()
}

/// Returns the number of a document and the name of its kind.
pub(super) fn number_of(site: &Site, node: DocumentRef) -> Option<(&DocNumber, &str)> {
    match node {
        DocumentRef::Held(index) => {
            let document = site.documents.document(index);
            let number = document.head.number.as_ref()?;
            Some((&number.value, &document.kind.name))
        }
        DocumentRef::Stub(index) => {
            let row = &site.graph.stubs.rows[index.get()];
            Some((row.number()?, row.kind.as_ref().map_or("", |kind| &kind.name)))
        }
    }
}

/// Returns the ordinal of a number: the digits that it begins with.
fn ordinal(number: &DocNumber) -> Option<u32> {
    let folded = number.folded();
    let end = folded
        .find(|letter: char| !letter.is_ascii_digit())
        .unwrap_or(folded.len());
    folded[..end].parse().ok()
}
