//! Divides the search index into files, and decides which of them holds a word or a number.
//!
//! Their count follows from the number of documents alone, so that every address is known before a word is read. The
//! page's script finds a file by the same arithmetic (`search-words.js`); a test compares the two.

use crate::model::document_index::DocumentIndex;
use crate::model::graph::Graph;
use crate::model::indexes::DocIx;
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
    /// Words and pairs of words, with the documents and provisions that hold them.
    Words(usize),
    /// Numbers of documents.
    Numbers(usize),
    /// The names of documents, topics and bodies, as results show them.
    Rows(usize),
    /// The texts of documents and provisions, from which results show excerpts.
    Texts(usize),
    /// The provisions of the programme, as exact answers show them.
    Provisions,
    /// What is proposed while somebody types.
    Completions(usize),
    /// The documents with each value of a facet.
    Facet(SearchFacet),
}

/// The folder of the index.
pub(crate) const INDEX_FOLDER: &str = "tim-kiem/chi-muc/";

/// Results described in one file.
pub(crate) const ROWS_PER_FILE: usize = 8;

/// The bytes of content whose texts go into one file, with the documents that begin in it; deflated they are a third. A
/// result needs one such file, five results need five: together they stay below 30 kB.
pub(crate) const TEXT_FILE_BYTES: usize = 8_000;

/// Up to this number of documents, one file holds all completions.
const MAX_DOCUMENTS_OF_ONE_COMPLETION_FILE: usize = 500;

/// The number of files of each sort in the index of a site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct SearchLayout {
    /// Files of words.
    pub words: usize,
    /// Files of numbers.
    pub numbers: usize,
    /// The documents, topics and bodies that a search can find.
    pub subjects: usize,
    /// The documents among them, which come first.
    pub documents: usize,
    /// Files of texts.
    pub texts: usize,
    /// Files of completions.
    pub completions: usize,
}

impl SearchLayout {
    /// Divides the index of a site, so that a file has some thousand bytes however large the site is.
    pub(crate) fn of(documents: &DocumentIndex, graph: &Graph) -> SearchLayout {
        let held = documents.entries.len();
        let held_and_stubs = held + graph.stubs.rows.len();
        let bytes: usize = documents.indexes().map(|index| text_bytes(documents, index)).sum();
        SearchLayout {
            // A query of twelve words looks up eleven pairs: their files are small also where the site is.
            words: (held * 2).next_power_of_two().clamp(8, 8192),
            numbers: (held_and_stubs / 128).next_power_of_two().clamp(1, 1024),
            subjects: held_and_stubs + documents.topics.len() + documents.bodies.len(),
            documents: held_and_stubs,
            texts: bytes / TEXT_FILE_BYTES + 1,
            completions: completion_files(documents, graph),
        }
    }

    /// Every file.
    pub(crate) fn files(self) -> Vec<SearchFile> {
        let mut files = vec![SearchFile::Head, SearchFile::Provisions];
        files.extend((0..self.words).map(SearchFile::Words));
        files.extend((0..self.numbers).map(SearchFile::Numbers));
        files.extend((0..self.subjects.div_ceil(ROWS_PER_FILE)).map(SearchFile::Rows));
        files.extend((0..self.texts).map(SearchFile::Texts));
        files.extend((0..self.completions).map(SearchFile::Completions));
        files.extend(SearchFacet::ALL.map(SearchFile::Facet));
        files
    }
}

/// Returns the number of files of completions, which every page names.
pub(crate) fn completion_files(documents: &DocumentIndex, graph: &Graph) -> usize {
    match documents.entries.len() + graph.stubs.rows.len() {
        0..=MAX_DOCUMENTS_OF_ONE_COMPLETION_FILE => 1,
        more => (more / 16).next_power_of_two().min(512),
    }
}

/// Returns the share of a document in the files of texts. The length of its file is known before its words are read,
/// and its text is no longer than that.
pub(crate) fn text_bytes(documents: &DocumentIndex, index: DocIx) -> usize {
    documents.document(index).source().len()
}

/// The address of a file of the index.
pub(crate) fn address(file: SearchFile) -> SiteAddress {
    SiteAddress::file(match file {
        SearchFile::Head => format!("{INDEX_FOLDER}dau.json"),
        // Numbers in bytes: half the length of the same in JSON.
        SearchFile::Words(number) => format!("{INDEX_FOLDER}chu-{number}.bin"),
        SearchFile::Numbers(number) => format!("{INDEX_FOLDER}so-{number}.json"),
        SearchFile::Rows(number) => format!("{INDEX_FOLDER}hang-{number}.json"),
        // Texts of the whole site: deflated they are a third of it.
        SearchFile::Texts(number) => format!("{INDEX_FOLDER}loi-{number}.bin"),
        SearchFile::Provisions => format!("{INDEX_FOLDER}muc.json"),
        SearchFile::Completions(number) => format!("{INDEX_FOLDER}goi-y-{number}.json"),
        SearchFile::Facet(facet) => format!("{INDEX_FOLDER}loc-{}.json", facet.name()),
    })
}

/// The start of [`digest`].
pub const DIGEST_SEED: u32 = 0x811c_9dc5;

/// FNV-1a over the bytes of a folded word, or of a pair with a blank between: the file of words is the rest of its
/// division by their number.
pub fn digest(seed: u32, text: &str) -> u32 {
    text.bytes()
        .fold(seed, |sum, byte| (sum ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}
