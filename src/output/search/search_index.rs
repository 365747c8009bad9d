//! The files of the search index, made together when the first of them is asked for.

use std::sync::OnceLock;

use crate::output::search::search_items::SearchItem;
use crate::output::search::{facets, manifest, numbers, postings, search_items};
use crate::output::ui_strings::UiStrings;
use crate::site::plan::Site;
use crate::site::search_layout::{SearchFile, SearchLayout};

/// The index of one edition, made when its first file is asked for: a preview that nobody searches never pays for
/// it, and `build` makes it once for all its files. What is kept follows from the site alone, so that whoever asks
/// first changes nothing.
#[derive(Debug, Default)]
pub struct SearchIndex(OnceLock<IndexFiles>);

#[derive(Debug)]
struct IndexFiles {
    head: Vec<u8>,
    words: Vec<Vec<u8>>,
    numbers: Vec<Vec<u8>>,
    rows: Vec<Vec<u8>>,
    provisions: Vec<u8>,
    facets: [Vec<u8>; 3],
}

impl SearchIndex {
    /// The bytes of a file of the index.
    pub fn file(&self, site: &Site, texts: &UiStrings, file: SearchFile) -> &[u8] {
        let bundle = self.0.get_or_init(|| IndexFiles::new(site, texts));
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

impl IndexFiles {
    fn new(site: &Site, texts: &UiStrings) -> IndexFiles {
        let cut = SearchLayout::of(&site.register, &site.graph);
        let subjects: Vec<SearchItem> = search_items::all(site);
        IndexFiles {
            head: manifest::write(site, cut),
            words: postings::write(site, texts, cut.words, &subjects),
            numbers: numbers::write(site, cut.numbers, &subjects),
            rows: search_items::rows(site, texts, &subjects),
            provisions: manifest::provisions(site, texts),
            facets: facets::write(site, &subjects),
        }
    }
}
