//! Reports hidden files of the content that look like texts: documents that a slip has hidden, and what editors leave.
//!
//! Folders and files that programs keep for themselves (`.git`, `.gitkeep`, `.DS_Store`) hold no text of the site, and
//! are passed over.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::base::file_sort::{FileSort, of_name};
use crate::base::path::RelPath;
use crate::host::source_files::CONTENT;
use crate::host::walked_names::{relative, shown_name};
use crate::messages::code::Code;
use crate::messages::diagnostic::{Argument, Diagnostic, Place};
use crate::messages::phrase::Phrase;

/// The most files of a folder that are named; the others are counted.
const MAX_NAMED: usize = 5;

/// The hidden files that were met, by folder.
#[derive(Debug, Default)]
pub(super) struct HiddenFiles(BTreeMap<PathBuf, Vec<String>>);

impl HiddenFiles {
    /// Notes a hidden file if it looks like a text.
    pub(super) fn meet(&mut self, file: &Path) {
        let name = file.file_name().unwrap_or_default();
        if is_text(&name.to_string_lossy().to_lowercase()) {
            let folder = file.parent().unwrap_or(Path::new("")).to_owned();
            self.0.entry(folder).or_default().push(shown_name(name));
        }
    }

    /// One diagnostic for each folder: a disk of another system can leave a hidden file beside every other.
    pub(super) fn diagnostics(&self, source: &Path) -> impl Iterator<Item = Diagnostic> {
        self.0.iter().map(move |(folder, names)| {
            let mut names = names.clone();
            names.sort();
            let content = || RelPath::new(CONTENT).expect("a constant path");
            let path = relative(source, folder).unwrap_or_else(content);
            let more = names.len().saturating_sub(MAX_NAMED);
            names.truncate(MAX_NAMED);
            let names = names.join(", ");
            let names: Argument = match more {
                0 => names.into(),
                more => Phrase::MoreFiles(names, more.to_string()).into(),
            };
            Diagnostic::new(Code::HiddenFile, Place::file(&path)).with("names", names)
        })
    }
}

/// Returns whether the name of a hidden file is one of a text, an earlier text or a lock.
fn is_text(name: &str) -> bool {
    let is_of_editor = [".#", "._", ".~"].iter().any(|start| name.starts_with(start)) || name.ends_with('~');
    let is_document = name.ends_with(".md") || name.ends_with(".markdown");
    is_of_editor || is_document || of_name(name) == FileSort::Backup
}
