//! Keeps the files of a source folder in memory: files that did not change are not read again.

use std::collections::BTreeMap;
use std::fs::{self, Metadata};
use std::io;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use crate::base::path::RelPath;
use crate::host::hidden_files::HiddenFiles;
use crate::host::source_files::{CONTENT, LoadError, is_text, read, read_attachment};
use crate::input::snapshot::Attachment;
use crate::input::source::SourceFile;
use crate::messages::diagnostic::Diagnostic;
use crate::messages::stray_reason::StrayReason;

/// The content of a file.
#[derive(Clone, Debug)]
pub(super) enum FileContent {
    /// A document or vocabulary.
    Text(SourceFile),
    /// A file that is published unchanged.
    Attachment(Attachment),
    /// A file of a theme.
    Theme(Arc<[u8]>),
    /// A document or vocabulary that is longer than texts are.
    TooLarge,
}

impl FileContent {
    /// Returns whether two reads produced equal content. Shared buffers are compared by pointer.
    fn is_same(&self, other: &FileContent) -> bool {
        match (self, other) {
            (FileContent::Text(left), FileContent::Text(right)) => left.is_same(right),
            (FileContent::Theme(left), FileContent::Theme(right)) => Arc::ptr_eq(left, right) || left == right,
            (FileContent::Attachment(left), FileContent::Attachment(right)) => left == right,
            (FileContent::TooLarge, FileContent::TooLarge) => true,
            (FileContent::Text(_) | FileContent::Theme(_) | FileContent::Attachment(_) | FileContent::TooLarge, _) => {
                false
            }
        }
    }
}

/// A file as it was read.
#[derive(Debug)]
pub(super) struct CachedFile {
    pub(super) path: RelPath,
    pub(super) content: FileContent,
    stamp: Stamp,
}

/// The metadata by which a change of a file is noticed without opening it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Stamp {
    length: u64,
    modified: Option<SystemTime>,
    /// The inode number and its change time, in seconds and nanoseconds, where the system has them.
    identity: (u64, i64, i64),
    /// Whether the file is so new that it could change again and keep this stamp: disks count time in steps.
    is_fresh: bool,
}

/// Files changed less than this ago are read again next time: some disks count time in steps of two seconds (FAT).
const MIN_SETTLED_AGE: Duration = Duration::from_secs(2);

impl Stamp {
    fn of(data: &Metadata) -> Self {
        let modified = data.modified().ok();
        let age = modified.and_then(|time| SystemTime::now().duration_since(time).ok());
        Stamp {
            length: data.len(),
            modified,
            identity: identity(data),
            is_fresh: age.is_none_or(|age| age < MIN_SETTLED_AGE),
        }
    }

    fn is_same(&self, other: &Stamp) -> bool {
        !self.is_fresh
            && self.modified.is_some()
            && (self.length, self.modified, self.identity) == (other.length, other.modified, other.identity)
    }
}

#[cfg(unix)]
fn identity(data: &Metadata) -> (u64, i64, i64) {
    use std::os::unix::fs::MetadataExt;
    (data.ino(), data.ctime(), data.ctime_nsec())
}

#[cfg(not(unix))]
fn identity(_: &Metadata) -> (u64, i64, i64) {
    (0, 0, 0)
}

fn content(source: &Path, path: &RelPath) -> Result<FileContent, LoadError> {
    if !path.as_str().starts_with(CONTENT) {
        return Ok(FileContent::Theme(read(source, path)?.into()));
    }
    if is_text(path) {
        return match read(source, path) {
            Ok(bytes) => Ok(FileContent::Text(SourceFile::decode(path.clone(), &bytes))),
            Err(error) if error.source.kind() == io::ErrorKind::FileTooLarge => Ok(FileContent::TooLarge),
            Err(error) => Err(error),
        };
    }
    Ok(FileContent::Attachment(read_attachment(source, path.clone())?))
}

/// Gives the old content where the new one is equal: a shared buffer is compared by pointer later.
fn shared(old: &FileContent, new: FileContent) -> FileContent {
    if old.is_same(&new) { old.clone() } else { new }
}

/// What walking the folders met besides the files to read.
#[derive(Debug, Default)]
pub(super) struct Walked {
    pub(super) diagnostics: Vec<Diagnostic>,
    pub(super) strays: Vec<(RelPath, StrayReason)>,
    pub(super) hidden_files: HiddenFiles,
}

/// The files read before, by path, and the diagnostics of walking the folders.
#[derive(Debug, Default)]
pub(super) struct Cache {
    files: BTreeMap<RelPath, Arc<CachedFile>>,
    diagnostics: Vec<Diagnostic>,
    strays: Vec<(RelPath, StrayReason)>,
    hidden_files: HiddenFiles,
}

impl Cache {
    /// Gives a file, read again only when it changed; `None` where it vanished in the meantime.
    pub(super) fn read(&self, source: &Path, path: RelPath) -> Result<Option<Arc<CachedFile>>, LoadError> {
        let Some(data) = metadata(source, &path)? else {
            return Ok(None);
        };
        let stamp = Stamp::of(&data);
        let known = self.files.get(&path);
        if let Some(kept) = known.filter(|kept| kept.stamp.is_same(&stamp)) {
            return Ok(Some(Arc::clone(kept)));
        }
        match content(source, &path) {
            Ok(content) => {
                let content = match known {
                    Some(kept) => shared(&kept.content, content),
                    None => content,
                };
                Ok(Some(Arc::new(CachedFile { path, content, stamp })))
            }
            Err(error) if error.source.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Keeps these files, and forgets all others.
    pub(super) fn renew(&mut self, read: Vec<Arc<CachedFile>>, walked: Walked) {
        self.files = read.into_iter().map(|kept| (kept.path.clone(), kept)).collect();
        self.diagnostics = walked.diagnostics;
        self.strays = walked.strays;
        self.hidden_files = walked.hidden_files;
    }

    /// All files, by path.
    pub(super) fn files(&self) -> impl Iterator<Item = &CachedFile> {
        self.files.values().map(|kept| &**kept)
    }

    /// What is in the folders and is not read.
    pub(super) fn strays(&self) -> &[(RelPath, StrayReason)] {
        &self.strays
    }

    /// The hidden files that look like texts.
    pub(super) fn hidden_files(&self) -> &HiddenFiles {
        &self.hidden_files
    }

    /// The diagnostics of walking the folders.
    pub(super) fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }
}

/// The metadata of a file; `None` where there is none.
fn metadata(source: &Path, path: &RelPath) -> Result<Option<Metadata>, LoadError> {
    let full = source.join(path.as_str());
    match fs::symlink_metadata(&full) {
        Ok(data) => Ok(Some(data)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(LoadError::at(&full)(error)),
    }
}
