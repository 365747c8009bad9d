//! Files that exist but are not on the site: drafts, documents with a later publication date, unreadable files.
//!
//! A reference to one of them is no mistake of the page that contains it: it becomes no link, and nothing is reported.

use std::collections::HashSet;
use std::sync::Arc;

use crate::base::fold::{name_key, nfc};
use crate::base::path::RelPath;
use crate::base::slug::slug;
use crate::input::document::Document;

/// Lookup tables of the files that are not on the site.
#[derive(Clone, Debug, Default)]
pub struct Excluded {
    /// Their paths in NFC.
    files: HashSet<String>,
    unreadable: HashSet<RelPath>,
    names: HashSet<Arc<str>>,
    path_keys: HashSet<Arc<str>>,
}

impl Excluded {
    /// Excludes a document that is not published yet.
    pub fn mark_unpublished(&mut self, document: &Document) {
        self.insert_file(&document.path);
        self.names.extend(document.lookup_keys.names.iter().cloned());
        self.path_keys.extend(document.lookup_keys.paths.iter().cloned());
    }

    /// Excludes a file that cannot be read, so that its number and names are unknown.
    pub fn mark_unreadable(&mut self, path: &RelPath) {
        self.insert_file(path);
        self.unreadable.insert(path.clone());
    }

    /// Returns whether a file is excluded.
    pub fn has_file(&self, path: &RelPath) -> bool {
        self.files.contains(&*nfc(path.as_str()))
    }

    fn insert_file(&mut self, path: &RelPath) {
        self.files.insert(nfc(path.as_str()).into_owned());
    }

    /// Returns whether a file is excluded because it cannot be read.
    pub fn has_unreadable(&self, path: &RelPath) -> bool {
        self.unreadable.contains(path)
    }

    /// The files that cannot be read, in no particular order.
    pub(crate) fn unreadable(&self) -> impl Iterator<Item = &RelPath> {
        self.unreadable.iter()
    }

    /// Returns whether a name or key may be that of an excluded file.
    pub fn may_be(&self, name: &str) -> bool {
        let parts = name.trim_matches('/').split('/');
        let key = parts.map(slug).collect::<Vec<_>>().join("/");
        !self.unreadable.is_empty()
            || self.names.contains(name_key(name).as_str())
            || self.path_keys.contains(key.as_str())
    }
}
