//! The parts of the output: which files are made in the same way.

use crate::site::route::Route;

/// A part of the output, by what its files are made from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OutputPart {
    /// Pages, made of templates.
    Pages,
    /// Files of the search index.
    SearchIndex,
    /// Data files.
    Data,
    /// Whole documents as files.
    Downloads,
    /// Feeds, sitemaps and what hosts and robots read.
    Feeds,
    /// Files of the theme and attachments.
    Copies,
}

impl OutputPart {
    /// All parts, in their order.
    pub(crate) const ALL: [OutputPart; 6] = [
        OutputPart::Pages,
        OutputPart::SearchIndex,
        OutputPart::Data,
        OutputPart::Downloads,
        OutputPart::Feeds,
        OutputPart::Copies,
    ];

    /// The name in reports.
    pub(crate) fn name(self) -> &'static str {
        match self {
            OutputPart::Pages => "pages",
            OutputPart::SearchIndex => "search index",
            OutputPart::Data => "data",
            OutputPart::Downloads => "downloads",
            OutputPart::Feeds => "feeds",
            OutputPart::Copies => "copies",
        }
    }
}

impl Route {
    /// The part of the output that a file belongs to.
    pub(crate) fn part(self) -> OutputPart {
        match self {
            Route::SearchFile(_) => OutputPart::SearchIndex,
            Route::DataFile(_) => OutputPart::Data,
            Route::Download(..) => OutputPart::Downloads,
            Route::Feed(_) | Route::Sitemap(_) | Route::Robots | Route::Headers | Route::Checksums => OutputPart::Feeds,
            Route::Static(_) | Route::Attachment(_) => OutputPart::Copies,
            Route::Home
            | Route::Document(_)
            | Route::Print(_)
            | Route::Provision(..)
            | Route::Stub(_)
            | Route::Redirect(_)
            | Route::Citing(..)
            | Route::List(..)
            | Route::Kinds
            | Route::Topics
            | Route::Bodies
            | Route::Years
            | Route::Ledger
            | Route::LedgerOf(_)
            | Route::Search
            | Route::Data
            | Route::NotFound => OutputPart::Pages,
        }
    }
}
