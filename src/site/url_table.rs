//! The table of all output paths. Each is reserved once; a clash is reported with both files.

use std::borrow::Cow;
use std::collections::hash_map::Entry;
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::base::fold::nfc;
use crate::base::kind::Form;
use crate::base::path::RelPath;
use crate::base::slug::{name_slug, slug};
use crate::base::span::Span;
use crate::messages::code::Code;
use crate::messages::diagnostic::{Diagnostic, LabelText, Place};
use crate::messages::phrase::Phrase;
use crate::model::document_index::{DocumentIndex, is_reported_twin};
use crate::model::indexes::DocIx;
use crate::site::address::{MISSING_TEXTS, OPEN_KIND, RESERVED, SiteAddress, UNKNOWN_YEAR};
use crate::site::route::Route;
use crate::site::sections::Section;

/// Every output path, with the page that has it.
#[derive(Default)]
pub(super) struct UrlTable {
    pub(super) routes: Vec<(SiteAddress, Route)>,
    /// The page of each path, in the form of [`fold_path`].
    by_path: FxHashMap<Arc<str>, Route>,
    /// The folders of what [`UrlTable::reserve_apart`] reserved, in the same form.
    folders: FxHashSet<String>,
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl UrlTable {
    /// An empty table with room for about `count` pages.
    pub(super) fn with_capacity(count: usize) -> Self {
        let mut urls = UrlTable::default();
        urls.routes.reserve(count);
        urls.by_path.reserve(count);
        urls
    }

    /// Reserves an address; returns `false` when another page has it.
    pub(super) fn reserve(&mut self, address: SiteAddress, route: Route) -> bool {
        let key = match fold_path(&address) {
            Cow::Borrowed(plain) if plain.len() == address.as_str().len() => address.shared(),
            folded => folded.into(),
        };
        match self.by_path.entry(key) {
            Entry::Vacant(place) => {
                place.insert(route);
                self.routes.push((address, route));
                true
            }
            Entry::Occupied(_) => false,
        }
    }

    /// Reserves an address that people chose, and that therefore may need a folder where another path is a file, or the
    /// other way round: `feed.xml/` beside `feed.xml`. Returns `false` when the path cannot be had.
    pub(super) fn reserve_apart(&mut self, address: SiteAddress, route: Route) -> bool {
        let folders: Vec<SiteAddress> = address
            .as_str()
            .match_indices('/')
            .map(|(end, _)| SiteAddress::file(&address.as_str()[..end]))
            .collect();
        let is_below_file = folders.iter().any(|folder| self.holder(folder).is_some());
        if is_below_file || self.folders.contains(fold_path(&address).as_ref()) || !self.reserve(address, route) {
            return false;
        }
        self.folders
            .extend(folders.iter().map(|folder| fold_path(folder).into_owned()));
        true
    }

    /// The page that has an address.
    pub(super) fn holder(&self, address: &SiteAddress) -> Option<Route> {
        self.by_path.get(fold_path(address).as_ref()).copied()
    }

    /// Reserves the addresses of documents; reports clashes.
    pub(super) fn reserve_documents(
        &mut self,
        documents: &DocumentIndex,
        addresses: &[SiteAddress],
        sections: &[Section],
    ) {
        for index in documents.indexes() {
            let address = &addresses[index.get()];
            let document = documents.document(index);
            let first = address.as_str().split('/').next().unwrap_or("");
            let is_kind = document.kind.form == Form::Page && sections.iter().any(|section| section.slug == first);
            let is_reserved = RESERVED.contains(&first) && document.kind.slug != OPEN_KIND;
            if is_kind || is_reserved || is_list(documents, index) {
                let proposal = format!("{}-2", documents.entry(index).slug());
                let diagnostic = Diagnostic::new(Code::ReservedAddress, identity_place(documents, index));
                self.diagnostics
                    .push(diagnostic.with("address", address.as_str()).with("proposal", proposal));
                continue;
            }
            if !self.reserve(address.clone(), Route::Document(index)) {
                self.report_clash(documents, index, address);
            }
        }
    }

    fn report_clash(&mut self, documents: &DocumentIndex, index: DocIx, address: &SiteAddress) {
        let Some(Route::Document(first)) = self.by_path.get(fold_path(address).as_ref()).copied() else {
            return;
        };
        if is_reported_twin(documents, first, index) {
            return;
        }
        let document = documents.document(index);
        let own = documents.entry(index).slug();
        let issuer = document.head.issuer.as_ref().map(|issuer| slug(&issuer.value));
        let file = Some(document.file_slug.clone()).filter(|file| *file != own);
        let suffix = issuer.map(|issuer| format!("{own}-{issuer}"));
        let proposal = suffix.or(file).unwrap_or_else(|| format!("{own}-2"));
        self.diagnostics.push(
            Diagnostic::new(Code::AddressClash, identity_place(documents, index))
                .with("address", address.as_str())
                .with("help", Phrase::SetPageAddress(proposal))
                .label(identity_place(documents, first), LabelText::FirstHere),
        );
    }

    /// Reports a file whose address another one has, if only on disks that ignore capitals.
    pub(super) fn report_file(&mut self, path: &RelPath, first: Option<&RelPath>, address: &SiteAddress) {
        let extension = path.name().rfind('.').map_or("", |dot| &path.name()[dot..]);
        let proposal = format!("{}-2{extension}", name_slug(path.stem()));
        let mut diagnostic = Diagnostic::new(Code::AddressClash, Place::file(path))
            .with("address", address.as_str())
            .with("help", Phrase::RenameFile(proposal));
        if let Some(first) = first {
            diagnostic = diagnostic.label(Place::file(first), LabelText::FirstHere);
        }
        self.diagnostics.push(diagnostic);
    }
}

/// The form in which output paths are compared: NFC, without case, as some file systems do, and a folder in place of
/// its `index.html`.
pub(super) fn fold_path(address: &SiteAddress) -> Cow<'_, str> {
    let path = address.as_str();
    let is_plain = |byte: u8| byte.is_ascii() && !byte.is_ascii_uppercase();
    let folded = if path.bytes().all(is_plain) {
        Cow::Borrowed(path)
    } else {
        Cow::Owned(nfc(path).to_lowercase())
    };
    match folded.strip_suffix("index.html").map(str::len) {
        Some(length) if length == 0 || folded[..length].ends_with('/') => Cow::Owned(folded[..length].to_owned()),
        _ => folded,
    }
}

/// The place in the source that decides a document's address: its slug, its number, or its file.
pub(super) fn identity_place(documents: &DocumentIndex, index: DocIx) -> Place {
    let document = documents.document(index);
    match (&document.head.slug, &document.head.number) {
        (Some(slug), _) => document.head_place(&slug.at),
        (None, Some(number)) => document.head_place(&number.at),
        (None, None) => Place::at(&document.path, Span::new(0, 0)),
    }
}

/// Returns whether a document without number has the address of a list of its kind: `/quyet-dinh/2011/`.
fn is_list(documents: &DocumentIndex, index: DocIx) -> bool {
    let document = documents.document(index);
    if document.kind.form == Form::Page || document.head.number.is_some() {
        return false;
    }
    let slug = documents.entry(index).slug();
    let is_year = slug == UNKNOWN_YEAR || slug.len() == 4 && slug.bytes().all(|byte| byte.is_ascii_digit());
    let is_missing = document.kind.slug == OPEN_KIND && slug == MISSING_TEXTS;
    is_year || is_missing
}
