//! The files of the search index, made together when the first of them is asked for.

use std::borrow::Cow;
use std::sync::OnceLock;

use crate::base::thread_chunks::beside;
use crate::output::page_context::PageContext;
use crate::output::search::search_items::SearchItem;
use crate::output::search::text_files::TextShares;
use crate::output::search::word_files::WordFiles;
use crate::output::search::{completions, exact_answers, facets, manifest, numbers, row_files, search_items};
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
    items: Vec<SearchItem>,
    shares: TextShares,
    head: Vec<u8>,
    words: WordFiles,
    numbers: Vec<Vec<u8>>,
    rows: Vec<Vec<u8>>,
    provisions: Vec<u8>,
    completions: Vec<Vec<u8>>,
    facets: [Vec<u8>; 3],
}

impl SearchIndex {
    /// Returns the bytes of a file of the index. Words and texts are written each time: the terms and the documents are
    /// kept.
    pub(crate) fn file(&self, site: &Site, texts: &UiStrings, file: SearchFile) -> Cow<'_, [u8]> {
        let files = self.0.get_or_init(|| IndexFiles::new(site, texts));
        let kept: &[u8] = match file {
            SearchFile::Head => &files.head,
            SearchFile::Words(number) => return files.words.file(number).into(),
            SearchFile::Numbers(number) => &files.numbers[number],
            SearchFile::Rows(number) => &files.rows[number],
            SearchFile::Texts(number) => {
                let context = PageContext { site, texts, root: "" };
                return files.shares.file(context, &files.items, number).into();
            }
            SearchFile::Provisions => &files.provisions,
            SearchFile::Completions(number) => &files.completions[number],
            SearchFile::Facet(facet) => &files.facets[facet as usize],
        };
        kept.into()
    }
}

impl IndexFiles {
    fn new(site: &Site, texts: &UiStrings) -> IndexFiles {
        let layout = SearchLayout::of(&site.documents, &site.graph);
        let items: Vec<SearchItem> = search_items::all(site);
        let shares = TextShares::new(site, &items);
        let context = PageContext { site, texts, root: "" };
        let words = || WordFiles::new(context, layout.words, &items);
        let others = || {
            let provisions = exact_answers::write(context);
            let completions = completions::write(context, layout.completions, &items);
            (row_files::write(context, &items, &shares), provisions, completions)
        };
        let (words, (rows, provisions, completions)) = beside(words, others);
        IndexFiles {
            head: manifest::write(site, layout),
            words,
            numbers: numbers::write(site, layout.numbers, &items),
            rows,
            provisions,
            completions,
            facets: facets::write(site, &items),
            items,
            shares,
        }
    }
}
