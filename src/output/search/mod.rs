//! The search index: what is searched, and in which file of the index it stands.
//!
//! Takes a planned site and the words of the interface; gives the bytes of the files that the search page's script
//! asks for. A query reads a few files of some ten kilobytes, however large the site.

mod facets;
pub mod fields;
pub mod manifest;
mod numbers;
mod postings;
mod subjects;
pub mod word_folding;

pub use word_folding::words;

use std::sync::OnceLock;

use crate::output::ui_strings::UiStrings;
use crate::site::planned_site::Site;
use crate::site::search_layout::{SearchFile, SearchLayout};

use subjects::SearchItem;

/// The index of one edition, made when its first file is asked for: a preview that nobody searches never pays for
/// it, and `build` makes it once for all its files. What is kept follows from the site alone, so that whoever asks
/// first changes nothing.
#[derive(Debug, Default)]
pub struct Index(OnceLock<Bundle>);

#[derive(Debug)]
struct Bundle {
    head: Vec<u8>,
    words: Vec<Vec<u8>>,
    numbers: Vec<Vec<u8>>,
    rows: Vec<Vec<u8>>,
    provisions: Vec<u8>,
    facets: [Vec<u8>; 3],
}

impl Index {
    /// The bytes of a file of the index.
    pub fn file(&self, site: &Site, texts: &UiStrings, file: SearchFile) -> &[u8] {
        let bundle = self.0.get_or_init(|| Bundle::new(site, texts));
        match file {
            SearchFile::Head => &bundle.head,
            SearchFile::Words(number) => &bundle.words[number],
            SearchFile::Numbers(number) => &bundle.numbers[number],
            SearchFile::Rows(number) => &bundle.rows[number],
            SearchFile::Provisions => &bundle.provisions,
            SearchFile::Facet(facet) => &bundle.facets[facet as usize],
        }
    }
}

impl Bundle {
    fn new(site: &Site, texts: &UiStrings) -> Bundle {
        let cut = SearchLayout::of(&site.register, &site.graph);
        let subjects: Vec<SearchItem> = subjects::all(site);
        Bundle {
            head: manifest::write(site, cut),
            words: postings::write(site, texts, cut.words, &subjects),
            numbers: numbers::write(site, cut.numbers, &subjects),
            rows: subjects::rows(site, texts, &subjects),
            provisions: manifest::provisions(site, texts),
            facets: facets::write(site, &subjects),
        }
    }
}

/// An array of JSON, one value a line: a change of one is a change of one line.
fn lines<T: serde::Serialize>(values: impl Iterator<Item = T>) -> Vec<u8> {
    let mut out = b"[".to_vec();
    for (at, value) in values.enumerate() {
        out.extend_from_slice(if at == 0 { b"\n" } else { b",\n" });
        serde_json::to_writer(&mut out, &value).expect("texts and numbers are JSON");
    }
    out.extend_from_slice(b"\n]\n");
    out
}
