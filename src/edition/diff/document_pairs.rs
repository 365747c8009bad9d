//! Which document of the new site is which of the former one: by address, file, number or title, or words.

use std::collections::HashMap;
use std::hash::Hash;

use crate::edition::compiled_site::CompiledSite;
use crate::edition::diff::difference::PageName;
use crate::input::document::Document;
use crate::input::snapshot::Snapshot;
use crate::model::indexes::DocIx;
use crate::model::target::DocumentRef;
use crate::output::document_names;
use crate::output::page_context::PageContext;
use crate::output::ui_strings::UiStrings;
use crate::site::planned_site::Site;
use crate::site::published_urls::{key, page_digest};
use crate::site::route::Route;

/// One side as the comparison reads it.
#[derive(Clone, Copy)]
pub(super) struct SiteView<'a> {
    pub(super) snapshot: &'a Snapshot,
    pub(super) compiled: &'a CompiledSite,
    pub(super) site: &'a Site,
    pub(super) texts: &'a UiStrings,
}

impl<'a> SiteView<'a> {
    /// The view of a compiled snapshot.
    pub(super) fn of(snapshot: &'a Snapshot, compiled: &'a CompiledSite) -> Self {
        SiteView {
            snapshot,
            compiled,
            site: compiled.planned(),
            texts: compiled.ui_strings(),
        }
    }

    /// A document with a file.
    pub(super) fn document(&self, index: DocIx) -> &'a Document {
        self.site.documents.document(index)
    }

    /// What names of documents are made from, as on the home page.
    pub(super) fn context(&self) -> PageContext<'a> {
        PageContext {
            site: self.site,
            texts: self.texts,
            root: "",
        }
    }

    /// The name of a document in a list.
    pub(super) fn short_name(&self, node: DocumentRef) -> String {
        document_names::short(self.context(), node)
    }

    /// The address of a document, from the top of the site.
    pub(super) fn address(&self, index: DocIx) -> &'a str {
        self.site.address_of(DocumentRef::Held(index)).as_str()
    }

    /// The page of a document.
    pub(super) fn page_name(&self, index: DocIx) -> PageName {
        let document = self.document(index);
        PageName {
            name: document_names::full(self.context(), DocumentRef::Held(index)),
            subject: document_names::subject(document),
            address: format!("/{}", self.address(index)),
            file: document.path.clone(),
        }
    }

    /// The page or file at an address.
    pub(super) fn route_at(&self, address: &str) -> Option<Route> {
        let position = self.compiled.find(address)?;
        Some(self.site.routes[position].1)
    }
}

/// The documents of both sides that are one.
pub(super) struct DocumentPairs {
    /// For each document of the former site, that of the new one.
    pub(super) present: Vec<Option<DocIx>>,
    /// For each document of the new site, that of the former one.
    pub(super) former: Vec<Option<DocIx>>,
}

impl DocumentPairs {
    /// Finds the pairs. What leads to a document earlier counts more: its address, then its file.
    pub(super) fn of(base: &SiteView<'_>, head: &SiteView<'_>) -> Self {
        let mut pairs = DocumentPairs {
            present: vec![None; base.site.documents.entries.len()],
            former: vec![None; head.site.documents.entries.len()],
        };
        pairs.join((base, head), |view, index| Some(view.address(index).to_owned()));
        pairs.join((base, head), |view, index| Some(view.document(index).path.to_string()));
        pairs.join((base, head), |view, index| not_empty(key(view.document(index))));
        pairs.join((base, head), |view, index| not_empty(page_digest(view.document(index))));
        pairs
    }

    /// Pairs what is still alone and has the same mark, if no other has it.
    fn join<K: Eq + Hash>(
        &mut self,
        (base, head): (&SiteView<'_>, &SiteView<'_>),
        mark: impl Fn(&SiteView<'_>, DocIx) -> Option<K>,
    ) {
        let mut known: HashMap<K, Option<DocIx>> = HashMap::new();
        for index in head.site.documents.indexes() {
            if self.former[index.get()].is_none()
                && let Some(mark) = mark(head, index)
            {
                known
                    .entry(mark)
                    .and_modify(|found| *found = None)
                    .or_insert(Some(index));
            }
        }
        if known.is_empty() {
            return;
        }
        for index in base.site.documents.indexes() {
            if self.present[index.get()].is_some() {
                continue;
            }
            let found = mark(base, index).and_then(|mark| known.get_mut(&mark)?.take());
            if let Some(found) = found {
                self.present[index.get()] = Some(found);
                self.former[found.get()] = Some(index);
            }
        }
    }
}

fn not_empty(text: String) -> Option<String> {
    Some(text).filter(|text| !text.is_empty())
}
