//! Files that are there but not on the site: drafts, what is to appear later, what cannot be read.
//!
//! A reference to one of them is no mistake of the page that holds it: it is no link, and nothing is
//! reported on its account.

use std::collections::HashSet;
use std::sync::Arc;

use crate::base::fold::name_key;
use crate::base::path::RelPath;
use crate::base::slug::slug;
use crate::input::document::Document;

/// What is known of the files that are left out.
#[derive(Clone, Debug, Default)]
pub struct Excluded {
    files: HashSet<RelPath>,
    unreadable: HashSet<RelPath>,
    names: HashSet<Arc<str>>,
    path_keys: HashSet<Arc<str>>,
}

impl Excluded {
    /// Leaves out a document that is not to be seen yet.
    pub fn mark_unpublished(&mut self, document: &Document) {
        self.files.insert(document.path.clone());
        self.names.extend(document.called.names.iter().cloned());
        self.path_keys.extend(document.called.paths.iter().cloned());
    }

    /// Leaves out a file that cannot be read: nobody knows what it is.
    pub fn mark_unreadable(&mut self, path: &RelPath) {
        self.files.insert(path.clone());
        self.unreadable.insert(path.clone());
    }

    /// Says whether a file was left out.
    pub fn has_file(&self, path: &RelPath) -> bool {
        self.files.contains(path)
    }

    /// Says whether a file was left out because it cannot be read.
    pub fn has_unreadable(&self, path: &RelPath) -> bool {
        self.unreadable.contains(path)
    }

    /// Says whether a name or key may be that of a file left out.
    pub fn may_be(&self, name: &str) -> bool {
        let key = name
            .trim_matches('/')
            .split('/')
            .map(slug)
            .collect::<Vec<_>>()
            .join("/");
        !self.unreadable.is_empty()
            || self.names.contains(name_key(name).as_str())
            || self.path_keys.contains(key.as_str())
    }
}
