//! What was read of a source folder: files that did not change are not read again.

use std::collections::{BTreeMap, HashSet};
use std::fs::{self, Metadata};
use std::io;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use super::load::{CONTENT, LoadError, THEMES, is_text, read, read_attachment};
use crate::base::diagnostic::Diagnostic;
use crate::base::path::RelPath;
use crate::input::snapshot::Attachment;
use crate::input::source::SourceFile;

/// What a file held.
#[derive(Clone, Debug)]
pub(super) enum Content {
    /// A document or vocabulary.
    Text(SourceFile),
    /// A file that is published as it is.
    Attachment(Attachment),
    /// A file of a theme.
    Theme(Arc<[u8]>),
}

impl Content {
    /// Says whether two readings of a file gave the same; what is one in memory is not compared letter by letter.
    fn is_same(&self, other: &Content) -> bool {
        match (self, other) {
            (Content::Text(left), Content::Text(right)) => left.is_same(right),
            (Content::Theme(left), Content::Theme(right)) => Arc::ptr_eq(left, right) || left == right,
            (Content::Attachment(left), Content::Attachment(right)) => left == right,
            (Content::Text(_) | Content::Theme(_) | Content::Attachment(_), _) => false,
        }
    }
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
    if old.is_same(&new) { old.clone() } else { new }
}

/// What was read before, by path, and what was found while walking the folders.
#[derive(Debug, Default)]
pub(super) struct Cache {
    files: BTreeMap<RelPath, Arc<Kept>>,
    findings: Vec<Diagnostic>,
    version: u64,
}

impl Cache {
    /// Reads a file, or remembers it; `None` where it vanished in between.
    pub(super) fn read(
        &self,
        source: &Path,
        path: RelPath,
        touched: &HashSet<RelPath>,
    ) -> Result<Option<Arc<Kept>>, LoadError> {
        match metadata(source, &path)? {
            Some(data) => self.read_as(source, path, &data, touched),
            None => Ok(None),
        }
    }

    /// The same of a file that the disk has been asked about.
    fn read_as(
        &self,
        source: &Path,
        path: RelPath,
        data: &Metadata,
        touched: &HashSet<RelPath>,
    ) -> Result<Option<Arc<Kept>>, LoadError> {
        let stamp = Stamp::of(data);
        let known = self.files.get(&path);
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

    /// Reads known files again that something happened to. `false` where that does not tell what changed: a file or
    /// folder came, went or got another name; then all folders must be walked.
    pub(super) fn follow(&mut self, source: &Path, touched: &HashSet<RelPath>) -> Result<bool, LoadError> {
        let mut changed = Vec::with_capacity(touched.len());
        for path in touched.iter().filter(|path| is_site_file(path)) {
            let data = match (self.files.contains_key(path), metadata(source, path)?) {
                (true, Some(data)) if data.is_file() => data,
                // An editor's own file that came and went.
                (false, None) if !self.has_folder(path) => continue,
                (true, Some(_) | None) | (false, _) => return Ok(false),
            };
            match self.read_as(source, path.clone(), &data, touched)? {
                Some(kept) => changed.push(kept),
                None => return Ok(false),
            }
        }
        for kept in changed {
            let known = self.files.get(&kept.path);
            let is_same = known.is_some_and(|known| known.content.is_same(&kept.content));
            self.version += u64::from(!is_same);
            self.files.insert(kept.path.clone(), kept);
        }
        Ok(true)
    }

    /// Says whether known files stand below a path.
    fn has_folder(&self, path: &RelPath) -> bool {
        let inside = format!("{path}/");
        let first = RelPath::new(&format!("{inside}\u{1}")).expect("a sound path goes on");
        let next = self.files.range(first..).next();
        next.is_some_and(|(known, _)| known.as_str().starts_with(&inside))
    }

    /// Keeps what was read, and forgets the rest.
    pub(super) fn renew(&mut self, read: Vec<Arc<Kept>>, findings: Vec<Diagnostic>) {
        self.files = read.into_iter().map(|kept| (kept.path.clone(), kept)).collect();
        self.findings = findings;
        self.version += 1;
    }

    /// Another number whenever something may have changed.
    pub(super) fn version(&self) -> u64 {
        self.version
    }

    /// Everything that is known, by path.
    pub(super) fn files(&self) -> impl Iterator<Item = &Kept> {
        self.files.values().map(|kept| &**kept)
    }

    /// What was found while walking the folders.
    pub(super) fn findings(&self) -> &[Diagnostic] {
        &self.findings
    }
}

/// Says whether a path is one that the folders of a site are searched for.
fn is_site_file(path: &RelPath) -> bool {
    let mut parts = path.as_str().split('/');
    let is_inside = parts.next().is_some_and(|first| first == CONTENT || first == THEMES);
    is_inside && parts.all(|part| !part.starts_with('.'))
}

/// What the disk says of a file; `None` where there is none.
fn metadata(source: &Path, path: &RelPath) -> Result<Option<Metadata>, LoadError> {
    let full = source.join(path.as_str());
    match fs::symlink_metadata(&full) {
        Ok(data) => Ok(Some(data)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(LoadError {
            path: full,
            source: error,
        }),
    }
}
