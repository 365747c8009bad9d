//! What was read of a source folder: files that did not change are not read again.

use std::collections::{HashMap, HashSet};
use std::fs::{self, Metadata};
use std::io;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use super::load::{CONTENT, LoadError, is_text, read, read_attachment};
use crate::base::path::RelPath;
use crate::input::snapshot::Attachment;
use crate::input::source::SourceFile;

/// What a file held.
#[derive(Debug)]
pub(super) enum Content {
    /// A document or vocabulary.
    Text(SourceFile),
    /// A file that is published as it is.
    Attachment(Attachment),
    /// A file of a theme.
    Theme(Arc<[u8]>),
}

/// A file as it was read.
#[derive(Debug)]
pub(super) struct Kept {
    pub(super) path: RelPath,
    pub(super) content: Content,
    stamp: Stamp,
}

/// What the disk says of a file without opening it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Stamp {
    length: u64,
    modified: Option<SystemTime>,
    /// Inode and time of the last change of it, where the system has them.
    identity: (u64, i64, i64),
    /// Whether the file could have changed again without the stamp telling: disks count time in steps.
    is_fresh: bool,
}

/// Files changed no longer ago than this are read again next time.
const FRESH: Duration = Duration::from_millis(40);

impl Stamp {
    fn of(data: &Metadata) -> Self {
        let modified = data.modified().ok();
        let age = modified.and_then(|time| SystemTime::now().duration_since(time).ok());
        Stamp {
            length: data.len(),
            modified,
            identity: identity(data),
            is_fresh: age.is_none_or(|age| age < FRESH),
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

fn content(source: &Path, path: &RelPath) -> Result<Content, LoadError> {
    if !path.as_str().starts_with(CONTENT) {
        return Ok(Content::Theme(read(source, path)?.into()));
    }
    if is_text(path) {
        let bytes = read(source, path)?;
        return Ok(Content::Text(SourceFile::decode(path.clone(), &bytes)));
    }
    Ok(Content::Attachment(read_attachment(source, path.clone())?))
}

/// The old content where the new one is the same: what is one in memory need not be compared later.
fn shared(old: &Content, new: Content) -> Content {
    match (old, &new) {
        (Content::Text(old), Content::Text(read)) if old.text == read.text && old.findings == read.findings => {
            Content::Text(old.clone())
        }
        (Content::Theme(old), Content::Theme(read)) if old == read => Content::Theme(Arc::clone(old)),
        _ => new,
    }
}

/// What was read before, by path.
#[derive(Debug, Default)]
pub(super) struct Cache(HashMap<RelPath, Arc<Kept>>);

impl Cache {
    /// Reads a file, or remembers it; `None` where it vanished in between.
    pub(super) fn read(
        &self,
        source: &Path,
        path: RelPath,
        touched: &HashSet<RelPath>,
    ) -> Result<Option<Arc<Kept>>, LoadError> {
        let full = source.join(path.as_str());
        let failed = |error| LoadError {
            path: full.clone(),
            source: error,
        };
        let data = match fs::symlink_metadata(&full) {
            Ok(data) => data,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(failed(error)),
        };
        let stamp = Stamp::of(&data);
        let known = self.0.get(&path);
        let is_known = known.filter(|kept| kept.stamp.is_same(&stamp) && !touched.contains(&path));
        if let Some(kept) = is_known {
            return Ok(Some(Arc::clone(kept)));
        }
        match content(source, &path) {
            Ok(content) => {
                let content = match known {
                    Some(kept) => shared(&kept.content, content),
                    None => content,
                };
                Ok(Some(Arc::new(Kept { path, content, stamp })))
            }
            Err(error) if error.source.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Keeps what was read, and forgets the rest.
    pub(super) fn renew(&mut self, read: &[Arc<Kept>]) {
        let is_same = |kept: &Arc<Kept>| self.0.get(&kept.path).is_some_and(|known| Arc::ptr_eq(known, kept));
        if self.0.len() == read.len() && read.iter().all(is_same) {
            return;
        }
        if self.0.len() > read.len() {
            let paths: HashSet<&RelPath> = read.iter().map(|kept| &kept.path).collect();
            self.0.retain(|path, _| paths.contains(path));
        }
        for kept in read {
            match self.0.get_mut(&kept.path) {
                Some(known) if Arc::ptr_eq(known, kept) => {}
                Some(known) => *known = Arc::clone(kept),
                None => {
                    self.0.insert(kept.path.clone(), Arc::clone(kept));
                }
            }
        }
    }
}
