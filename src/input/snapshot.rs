//! Every input of a site at one moment: two equal snapshots give the same bytes.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;

use crate::base::path::RelPath;
use crate::input::source::SourceFile;
use crate::messages::diagnostic::Diagnostic;

/// A file that is published as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    /// Where it stands, under `content/`.
    pub path: RelPath,
    /// Length in bytes.
    pub length: u64,
    /// SHA-256 of its bytes, in lower-case hexadecimal.
    pub sha256: String,
}

/// The site's folder, read once.
#[derive(Clone, Debug)]
pub struct Snapshot {
    /// Markdown files, sorted by path.
    pub documents: Arc<Vec<SourceFile>>,
    /// `content/site.yaml`, where there is one.
    pub site: Option<SourceFile>,
    /// `content/topics.yaml`.
    pub topics: Option<SourceFile>,
    /// `content/bodies.yaml`.
    pub bodies: Option<SourceFile>,
    /// `content/addresses.lock`.
    pub addresses: Option<SourceFile>,
    /// All other files of `content/`, sorted by path.
    pub attachments: Vec<Attachment>,
    /// Files of the folders of `themes/`, by their path under it.
    pub themes: BTreeMap<String, Arc<[u8]>>,
    /// Documents that are treated as if they could not be read: they are not shown, and what refers to them
    /// is no mistake. Only the preview leaves files out.
    pub left_out: BTreeSet<RelPath>,
    /// What the folder held that cannot be read, such as symbolic links.
    pub findings: Vec<Diagnostic>,
    /// Today's civil date (UTC+7); decides on `đăng từ` and nothing else.
    pub today: Date,
}

impl Snapshot {
    /// The text of a file, for the excerpt of a message.
    pub fn text_of(&self, path: &RelPath) -> Option<&str> {
        let vocabularies = [&self.site, &self.topics, &self.bodies, &self.addresses]
            .into_iter()
            .flatten();
        if let Some(file) = vocabularies.into_iter().find(|file| &file.path == path) {
            return Some(&file.text);
        }
        let found = self.documents.binary_search_by(|file| file.path.cmp(path)).ok()?;
        Some(&self.documents[found].text)
    }
}
