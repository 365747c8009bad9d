//! All inputs of a site at one moment: equal snapshots give equal output, byte for byte.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;

use crate::base::path::RelPath;
use crate::input::source::SourceFile;
use crate::messages::diagnostic::Diagnostic;
use crate::messages::stray_reason::StrayReason;

/// A file that is published as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    /// Its path, under `content/`.
    pub path: RelPath,
    /// Length in bytes.
    pub length: u64,
    /// SHA-256 of its bytes, in lower-case hexadecimal.
    pub sha256: String,
    /// Width and height in pixels, of an image whose format is known.
    pub image_size: Option<(usize, usize)>,
    /// Its bytes, if it holds a table that is short enough to be shown.
    pub table: Option<Arc<[u8]>>,
    /// Whether a browser or a server would run it, by its name or by what is in it.
    pub is_active: bool,
}

/// The contents of the site's folder, read once.
#[derive(Clone, Debug)]
pub struct Snapshot {
    /// Markdown files, sorted by path.
    pub documents: Arc<Vec<SourceFile>>,
    /// `content/site.yaml`, if it exists.
    pub site: Option<SourceFile>,
    /// `content/topics.yaml`, if it exists.
    pub topics: Option<SourceFile>,
    /// `content/bodies.yaml`, if it exists.
    pub bodies: Option<SourceFile>,
    /// `content/places.yaml`, if it exists.
    pub places: Option<SourceFile>,
    /// `content/addresses.lock`, if it exists.
    pub addresses: Option<SourceFile>,
    /// `content/redirects.txt`, if it exists.
    pub redirects: Option<SourceFile>,
    /// All other files of `content/`, sorted by path.
    pub attachments: Vec<Attachment>,
    /// What lies in `content/` and is neither a document nor an attachment: files that programs left, folders that are
    /// passed over, pipes and devices.
    pub strays: Vec<(RelPath, StrayReason)>,
    /// Files of the folders of `themes/`, by their path under it.
    pub themes: BTreeMap<String, Arc<[u8]>>,
    /// Documents that are treated as unreadable: they are not shown, and references to them are not reported. Only the
    /// preview leaves files out.
    pub left_out: BTreeSet<RelPath>,
    /// The diagnostics of entries that cannot be read, such as symbolic links.
    pub diagnostics: Vec<Diagnostic>,
    /// Today's civil date (UTC+7), which decides on `đăng từ` and nothing else.
    pub today: Date,
}

impl Snapshot {
    /// The files of which a site has one each.
    pub fn singles(&self) -> [&Option<SourceFile>; 6] {
        [
            &self.site,
            &self.topics,
            &self.bodies,
            &self.places,
            &self.addresses,
            &self.redirects,
        ]
    }

    /// The same, to replace them.
    pub fn singles_mut(&mut self) -> [&mut Option<SourceFile>; 6] {
        [
            &mut self.site,
            &mut self.topics,
            &mut self.bodies,
            &mut self.places,
            &mut self.addresses,
            &mut self.redirects,
        ]
    }

    /// The text of a file, for the excerpt of a message.
    pub fn text_of(&self, path: &RelPath) -> Option<&str> {
        let mut singles = self.singles().into_iter().flatten();
        if let Some(file) = singles.find(|file| &file.path == path) {
            return Some(&file.text);
        }
        let found = self.documents.binary_search_by(|file| file.path.cmp(path)).ok()?;
        Some(&self.documents[found].text)
    }
}
