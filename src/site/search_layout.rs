//! Divides the search index into files, and decides which of them holds a word or a number.
//!
//! Their count follows from the number of documents alone, so that every address is known before a word is read. The
//! page's script finds a file by the same arithmetic (`tim-chu.js`); a test compares the two.

use crate::model::document_index::DocumentIndex;
use crate::model::graph::Graph;
use crate::site::address::SiteAddress;

/// A filter of search results.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum SearchFacet {
    /// The kind of a document.
    Kind,
    /// A topic.
    Topic,
    /// The year of a document.
    Year,
}

impl SearchFacet {
    /// Every facet.
    pub(crate) const ALL: [SearchFacet; 3] = [SearchFacet::Kind, SearchFacet::Topic, SearchFacet::Year];

    /// Its name in the query of the search form and in the name of its file.
    pub(crate) fn name(self) -> &'static str {
        match self {
            SearchFacet::Kind => "loai",
            SearchFacet::Topic => "chu-de",
            SearchFacet::Year => "nam",
        }
    }
}

/// A file of the search index.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum SearchFile {
    /// The layout of the index, and the data small enough to load at once.
    Head,
    /// Words and pairs of words, with the documents that hold them.
    Words(usize),
    /// Numbers of documents.
    Numbers(usize),
    /// The texts that results show.
    Rows(usize),
    /// The places of the programme.
    Provisions,
    /// The documents with each value of a facet.
    Facet(SearchFacet),
}

/// Results described in one file.
pub(crate) const ROWS_PER_FILE: usize = 32;

/// The number of files of each sort in the index of a site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct SearchLayout {
    /// Files of words.
    pub words: usize,
    /// Files of numbers.
    pub numbers: usize,
    /// The documents, topics and bodies that a search can find.
    pub subjects: usize,
}

impl SearchLayout {
    /// Divides the index of a site, so that a file has some ten thousand bytes however large the site is.
    pub(crate) fn of(documents: &DocumentIndex, graph: &Graph) -> SearchLayout {
        let texts = documents.entries.len();
        let held_and_stubs = texts + graph.stubs.rows.len();
        SearchLayout {
            words: (texts / 8).next_power_of_two().clamp(8, 4096),
            numbers: (held_and_stubs / 128).next_power_of_two().clamp(1, 1024),
            subjects: held_and_stubs + documents.topics.len() + documents.bodies.len(),
        }
    }

    /// Every file.
    pub(crate) fn files(self) -> Vec<SearchFile> {
        let mut files = vec![SearchFile::Head, SearchFile::Provisions];
        files.extend((0..self.words).map(SearchFile::Words));
        files.extend((0..self.numbers).map(SearchFile::Numbers));
        files.extend((0..self.subjects.div_ceil(ROWS_PER_FILE)).map(SearchFile::Rows));
        files.extend(SearchFacet::ALL.map(SearchFile::Facet));
        files
    }
}

/// The address of a file of the index.
pub(crate) fn address(file: SearchFile) -> SiteAddress {
    let name = match file {
        SearchFile::Head => "dau".to_owned(),
        SearchFile::Words(number) => format!("chu-{number}"),
        SearchFile::Numbers(number) => format!("so-{number}"),
        SearchFile::Rows(number) => format!("hang-{number}"),
        SearchFile::Provisions => "muc".to_owned(),
        SearchFile::Facet(facet) => format!("loc-{}", facet.name()),
    };
    SiteAddress::file(format!("tim-kiem/chi-muc/{name}.json"))
}

/// The start of [`digest`].
pub const DIGEST_SEED: u32 = 0x811c_9dc5;

/// FNV-1a over the bytes of a folded word, or of a pair with a blank between: the file of words is the rest of its
/// division by their number.
pub fn digest(seed: u32, text: &str) -> u32 {
    text.bytes()
        .fold(seed, |sum, byte| (sum ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}
