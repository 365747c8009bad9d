//! The files of the search index, made together when the first of them is asked for.

use std::sync::OnceLock;

use crate::output::page_context::PageContext;
use crate::output::search::search_items::SearchItem;
use crate::output::search::{facets, manifest, numbers, postings, search_items};
use crate::output::ui_strings::UiStrings;
use crate::site::planned_site::Site;
use crate::site::search_layout::{SearchFile, SearchLayout};

/// The search index of a compiled site, made when its first file is requested: a preview without searches never pays
/// for it, and `build` makes it once for all its files. It depends on the site and its texts only, not on which file is
/// requested first.
#[derive(Debug, Default)]
pub(crate) struct SearchIndex(OnceLock<IndexFiles>);

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
    /// Returns the bytes of a file of the index.
    pub(crate) fn file(&self, site: &Site, texts: &UiStrings, file: SearchFile) -> &[u8] {
        let files = self.0.get_or_init(|| IndexFiles::new(site, texts));
        match file {
            SearchFile::Head => &files.head,
            SearchFile::Words(number) => &files.words[number],
            SearchFile::Numbers(number) => &files.numbers[number],
            SearchFile::Rows(number) => &files.rows[number],
            SearchFile::Provisions => &files.provisions,
            SearchFile::Facet(facet) => &files.facets[facet as usize],
        }
    }
}

impl IndexFiles {
    fn new(site: &Site, texts: &UiStrings) -> IndexFiles {
        let layout = SearchLayout::of(&site.documents, &site.graph);
        let items: Vec<SearchItem> = search_items::all(site);
        let context = PageContext { site, texts, root: "" };
        IndexFiles {
            head: manifest::write(site, layout),
            words: postings::write(context, layout.words, &items),
            numbers: numbers::write(site, layout.numbers, &items),
            rows: search_items::rows(context, &items),
            provisions: manifest::provisions(context),
            facets: facets::write(site, &items),
        }
    }
}
