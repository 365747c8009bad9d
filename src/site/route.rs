//! The pages of a site.

use super::paging::ListPage;
use super::search::SearchFile;
use crate::model::index::{BodyIx, DocIx, NotHeldIx, TopicIx};
use crate::model::relations::Node;

/// The data files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DataFile {
    /// Documents.
    Documents,
    /// Provisions.
    Provisions,
    /// Relations.
    Relations,
    /// Documents for spreadsheets.
    DocumentsCsv,
    /// Provisions for spreadsheets.
    ProvisionsCsv,
    /// Relations for spreadsheets.
    RelationsCsv,
    /// What each field is.
    Readme,
}

/// What a feed is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FeedOf {
    /// Everything but pages of the site about itself.
    Site,
    /// A topic's documents.
    Topic(TopicIx),
    /// A body's documents.
    Body(BodyIx),
    /// What others say of a followed provision.
    Provision(DocIx, usize),
}

/// A page of the ledger.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LedgerPage {
    /// All of it.
    Whole,
    /// What a unit stands behind, by its position among the ledger's units.
    Unit(usize),
    /// The provisions that bear a topic.
    Topic(TopicIx),
    /// What documents of a kind say, by its position among the ledger's kinds.
    Kind(usize),
    /// What is dated up to the end of a year.
    Year(i16),
}

/// A list of documents that has pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum List {
    /// Official documents.
    Official,
    /// Documents cited or recorded without their text.
    MissingTexts,
    /// A kind, by its position among the sections.
    Section(usize),
    /// A kind and a year; `None` for an unknown year.
    SectionYear(usize, Option<i16>),
    /// A topic.
    Topic(TopicIx),
    /// A body's documents.
    Body(BodyIx),
    /// A year.
    Year(i16),
    /// A month of a year.
    Month(i16, i8),
    /// Without date.
    Undated,
}

/// One page or file of the site.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Route {
    /// The home page.
    Home,
    /// A document with a file.
    Document(DocIx),
    /// A whole document for print.
    Print(DocIx),
    /// One of its provisions, by index.
    Provision(DocIx, usize),
    /// A document known only from citations.
    NotHeld(NotHeldIx),
    /// A former address, by its position among the site's redirects.
    Redirect(usize),
    /// Citing documents beyond the first hundred: page n, from 2.
    Citing(Node, usize),
    /// A page of a list.
    List(List, ListPage),
    /// All kinds.
    Kinds,
    /// All topics.
    Topics,
    /// All bodies.
    Bodies,
    /// All years.
    Years,
    /// The programme's ledger.
    Ledger(LedgerPage),
    /// The page on which people search, and which is an index without scripts.
    Search,
    /// A file of the search index.
    SearchFile(SearchFile),
    /// What the data files hold.
    Data,
    /// A data file.
    DataFile(DataFile),
    /// A feed.
    Feed(FeedOf),
    /// A part of the list of all pages for search engines; 0 is the list itself.
    Sitemap(usize),
    /// What robots may read.
    Robots,
    /// What hosts tell browsers.
    Headers,
    /// The page for addresses that do not exist.
    NotFound,
    /// A static file of the theme, by position.
    Static(usize),
    /// A file of the content that is published as it is, by position.
    Attachment(usize),
}

impl Route {
    /// Says whether search engines should know a page: not files, not former addresses, not the numbered pages of
    /// lists, whose documents all have pages of their own.
    pub fn is_indexed(self) -> bool {
        match self {
            Route::Home
            | Route::Document(_)
            | Route::Provision(..)
            | Route::NotHeld(_)
            | Route::Kinds
            | Route::Topics
            | Route::Bodies
            | Route::Years
            | Route::Ledger(_)
            | Route::Search
            | Route::Data => true,
            Route::List(_, page) => page == ListPage::Front,
            Route::Redirect(_)
            | Route::Citing(..)
            | Route::SearchFile(_)
            | Route::DataFile(_)
            | Route::Feed(_)
            | Route::Sitemap(_)
            | Route::Robots
            | Route::Headers
            | Route::Print(_)
            | Route::NotFound
            | Route::Static(_)
            | Route::Attachment(_) => false,
        }
    }
}
