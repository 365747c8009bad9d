//! What the preview asks of an edition: which page has an address, where its places stand in the file, and what
//! is held back.

use std::sync::Arc;

use jiff::civil::Date;

use crate::base::path::RelPath;
use crate::base::span::{Span, line_column};
use crate::edition::CompiledSite;
use crate::input::document::Document;
use crate::model::identity::display_name;
use crate::model::target::DocumentRef;
use crate::site::route::Route;

/// Why a document is not published yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// It is a draft (`bản nháp`).
    Draft,
    /// It is to appear later (`đăng từ`): the date, in ISO 8601.
    Until(String),
}

impl Why {
    /// Decides for a document on a day.
    pub(super) fn of(document: &Document, today: Date) -> Option<Why> {
        let today = (today.year(), today.month(), today.day());
        let later = document.head.publish_from.filter(|from| from.order_key() > today);
        match (document.head.draft, later) {
            (true, _) => Some(Why::Draft),
            (false, Some(from)) => Some(Why::Until(from.iso())),
            (false, None) => None,
        }
    }
}

/// A document that is there but not on the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldBack {
    /// Its file.
    pub path: RelPath,
    /// What people call it.
    pub name: String,
    /// Why it is held back.
    pub why: Why,
}

impl HeldBack {
    pub(super) fn new(document: &Document, why: Why) -> Self {
        HeldBack {
            path: document.path.clone(),
            name: display_name(document),
            why,
        }
    }
}

impl CompiledSite {
    /// The documents that are held back from this edition.
    pub fn held_back(&self) -> &[HeldBack] {
        &self.held_back
    }

    /// The position of the page or file at an address from the top of the site (`quyet-dinh/2011/393-qd-tu/`,
    /// empty for home), among [`CompiledSite::files`].
    pub fn find(&self, address: &str) -> Option<usize> {
        let routes = &self.site.routes;
        routes.binary_search_by(|(known, _)| known.as_str().cmp(address)).ok()
    }

    /// The address of a file at a position, from the top of the site.
    pub fn address_at(&self, position: usize) -> &str {
        self.site.routes[position].0.as_str()
    }

    /// The position of the page for addresses that do not exist.
    pub fn not_found(&self) -> Option<usize> {
        self.find("404.html")
    }

    /// The file of the source folder that the file at a position is a copy of.
    pub fn copied_from(&self, position: usize) -> Option<&RelPath> {
        match self.site.routes[position].1 {
            Route::Attachment(attachment) => Some(&self.site.register.attachments[attachment].path),
            _ => None,
        }
    }

    /// The page of a document's file: address and what people call it.
    pub fn page_of(&self, path: &RelPath) -> Option<(String, String)> {
        let index = self.site.register.with_file(path)?;
        let address = self.site.address_of(DocumentRef::Held(index));
        let name = display_name(self.site.register.document(index));
        Some((address.to_string(), name))
    }

    /// The document that the page at a position shows whole.
    fn document_at(&self, position: usize) -> Option<&Document> {
        match self.site.routes[position].1 {
            Route::Document(index) | Route::Provision(index, _) => Some(self.site.register.document(index)),
            _ => None,
        }
    }

    /// Why the document of a page would not be published: for the ribbon of the preview.
    pub fn why_unpublished(&self, position: usize, today: Date) -> Option<Why> {
        Why::of(self.document_at(position)?, today)
    }

    /// The file of a page, and the line (from 1) of each of its places by the place's id.
    pub fn lines(&self, position: usize) -> Option<(RelPath, Vec<(String, usize)>)> {
        let document = self.document_at(position)?;
        let text = document.source();
        let line = |span: Span| line_column(text, span.clamped(text).start).line;
        let rows = document.provisions.iter();
        let places = rows.map(|row| (row.address.to_string(), line(row.span))).collect();
        Some((document.path.clone(), places))
    }

    /// The theme's static files, by name.
    pub fn statics(&self) -> &[(String, Arc<[u8]>)] {
        &self.theme.statics
    }
}
