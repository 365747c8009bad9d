//! The type [`Route`]: every page and file that a site can have, with the class, index and menu of each.

use crate::model::indexes::{BodyIx, DocIx, StubIx, TopicIx};
use crate::model::target::DocumentRef;
use crate::site::pagination::PageOfList;
use crate::site::search_layout::SearchFile;

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
    /// The description of each field.
    Readme,
}

/// The formats in which a followed document is downloaded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum DownloadFormat {
    /// Plain text.
    Text,
    /// Office Open XML, for word processors.
    Word,
    /// Akoma Ntoso 3.0, for programs that read law.
    AkomaNtoso,
}

impl DownloadFormat {
    /// Every format, in the order in which readers are offered them.
    pub(crate) const ALL: [DownloadFormat; 3] =
        [DownloadFormat::Word, DownloadFormat::Text, DownloadFormat::AkomaNtoso];

    /// The extension of its files.
    pub(crate) fn extension(self) -> &'static str {
        match self {
            DownloadFormat::Text => "txt",
            DownloadFormat::Word => "docx",
            DownloadFormat::AkomaNtoso => "akn.xml",
        }
    }
}

/// The subject of a feed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum FeedOf {
    /// All documents but the pages of the site about itself.
    Site,
    /// A topic's documents.
    Topic(TopicIx),
    /// A body's documents.
    Body(BodyIx),
    /// The documents that cite a followed provision.
    Provision(DocIx, usize),
}

/// A list of documents: on pages of its own, or part of another page ([`crate::site::list_places`]).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum List {
    /// Official documents.
    Official,
    /// Everything but official documents and pages: models, cases, activities.
    WriteUps,
    /// Documents cited or recorded without text.
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
pub(crate) enum Route {
    /// The home page.
    Home,
    /// A document with a file.
    Document(DocIx),
    /// A whole document for print.
    Print(DocIx),
    /// A whole document as a file.
    Download(DocIx, DownloadFormat),
    /// One of its provisions, by index.
    Provision(DocIx, usize),
    /// A document known only from citations.
    Stub(StubIx),
    /// A former address, by its position among the site's redirects.
    Redirect(usize),
    /// Citing documents beyond the first hundred: page n, from 2.
    Citing(DocumentRef, usize),
    /// A page of a list.
    List(List, PageOfList),
    /// All kinds.
    Kinds,
    /// All topics.
    Topics,
    /// All bodies.
    Bodies,
    /// All years.
    Years,
    /// The ledger of the only programme, or the list of the ledgers of several.
    Ledger,
    /// The ledger of one of several programmes.
    LedgerOf(DocIx),
    /// The search page; without scripts it is an index.
    Search,
    /// A file of the search index.
    SearchFile(SearchFile),
    /// The page that describes the data files.
    Data,
    /// A data file.
    DataFile(DataFile),
    /// A feed.
    Feed(FeedOf),
    /// A part of the list of all pages for search engines; 0 is the list itself.
    Sitemap(usize),
    /// `robots.txt`.
    Robots,
    /// `_headers`: the response headers for hosts that read this file.
    Headers,
    /// `SHA256SUMS`: the digest of every other file.
    Checksums,
    /// The page for addresses that do not exist.
    NotFound,
    /// A static file of the theme, by position.
    Static(usize),
    /// A file of the content that is published unchanged, by position.
    Attachment(usize),
}

/// The place to which a former address leads: a page, and an anchor on it where the old page is only a part of that one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct RedirectTarget {
    /// The page.
    pub route: Route,
    /// The anchor, without `#`.
    pub anchor: Option<String>,
}

impl From<Route> for RedirectTarget {
    fn from(route: Route) -> Self {
        RedirectTarget { route, anchor: None }
    }
}

/// The order in which files are put into place: what pages need first, what links to pages last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// A file that pages use.
    Asset,
    /// A page.
    Page,
    /// A list of pages.
    Index,
    /// The list of all files with their digests.
    Checksums,
}

/// The entries of the menu.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Menu {
    /// The programmes.
    Programme,
    /// Official documents, with their kinds and bodies.
    Documents,
    /// Models, cases and activities.
    WriteUps,
    /// Topics.
    Topics,
    /// By date.
    Timeline,
    /// The page about the site.
    About,
    /// None of these.
    Elsewhere,
}

/// How the rest of the site treats a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct RouteTraits {
    /// When it is put into place.
    pub class: Class,
    /// Whether search engines should index it: not files, not former addresses, not the numbered pages of lists, whose
    /// documents all have pages of their own.
    pub is_indexed: bool,
    /// The menu entry that it is under; that of a document's page depends on its kind.
    pub menu: Menu,
}

impl Route {
    /// The traits of every page, as one table.
    pub(crate) fn traits(self) -> RouteTraits {
        let (class, is_indexed, menu) = match self {
            Route::Home => (Class::Index, true, Menu::Elsewhere),
            Route::Document(_) => (Class::Page, true, Menu::Documents),
            Route::Provision(..) => (Class::Page, true, Menu::Documents),
            Route::Stub(_) => (Class::Page, true, Menu::Documents),
            Route::Print(_) => (Class::Page, false, Menu::Documents),
            Route::Download(..) => (Class::Asset, false, Menu::Elsewhere),
            Route::Citing(..) => (Class::Page, false, Menu::Documents),
            Route::Redirect(_) => (Class::Page, false, Menu::Elsewhere),
            Route::List(list, page) => (Class::Index, page == PageOfList::Latest, list.menu()),
            Route::Kinds => (Class::Index, true, Menu::Documents),
            Route::Topics => (Class::Index, true, Menu::Topics),
            Route::Bodies => (Class::Index, true, Menu::Documents),
            Route::Years => (Class::Index, true, Menu::Timeline),
            Route::Ledger => (Class::Index, true, Menu::Elsewhere),
            Route::LedgerOf(_) => (Class::Index, true, Menu::Elsewhere),
            Route::Search => (Class::Index, true, Menu::Elsewhere),
            Route::Data => (Class::Index, true, Menu::Elsewhere),
            Route::Feed(_) => (Class::Index, false, Menu::Elsewhere),
            Route::Sitemap(_) => (Class::Index, false, Menu::Elsewhere),
            Route::Robots => (Class::Index, false, Menu::Elsewhere),
            Route::Headers => (Class::Index, false, Menu::Elsewhere),
            Route::Checksums => (Class::Checksums, false, Menu::Elsewhere),
            Route::NotFound => (Class::Index, false, Menu::Elsewhere),
            Route::SearchFile(_) => (Class::Asset, false, Menu::Elsewhere),
            Route::DataFile(_) => (Class::Asset, false, Menu::Elsewhere),
            Route::Static(_) => (Class::Asset, false, Menu::Elsewhere),
            Route::Attachment(_) => (Class::Asset, false, Menu::Elsewhere),
        };
        RouteTraits {
            class,
            is_indexed,
            menu,
        }
    }
}

impl List {
    fn menu(self) -> Menu {
        match self {
            List::Official | List::MissingTexts => Menu::Documents,
            List::Section(_) | List::SectionYear(..) | List::Body(_) => Menu::Documents,
            List::WriteUps => Menu::WriteUps,
            List::Topic(_) => Menu::Topics,
            List::Year(_) | List::Month(..) | List::Undated => Menu::Timeline,
        }
    }
}
