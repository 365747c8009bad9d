//! What the caller hands over: the files to publish and the functions that make them; and what it gets back.

use std::io::Write;
use std::path::{Path, PathBuf};

/// One file of the output: where it goes, and when it is put into place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlannedFile {
    /// The path below the output folder, `/`-separated; unique in its publication under NFC and case folding.
    pub path: String,
    /// Which files of the publication are in place before this one.
    pub rank: Rank,
}

/// The order in which files are put into place: what a page needs is there before the page, and
/// what lists pages comes after them (docs/ARCHITECTURE.md, "Publishing").
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rank {
    /// Stylesheets, images, attachments.
    Asset,
    /// A page.
    Page,
    /// A page, feed or data file that lists other pages.
    Index,
    /// The list of all other files with their digests, which is made here.
    Checksums,
}

/// What to publish, and where.
#[derive(Clone, Copy, Debug)]
pub struct Publication<'a> {
    /// The output folder. It need not exist.
    pub output: &'a Path,
    /// The folders of content and themes, which need not exist: the output may not be, hold or lie in one of them.
    pub sources: &'a [PathBuf],
    /// All files of the site. No path may lie below another file's path or in `.congbo`.
    pub files: &'a [PlannedFile],
    /// Whether unpublished texts are among the files: they take no place of a published site.
    pub with_drafts: bool,
}

/// Makes the bytes of the file with the given index. Called from several threads, once for each file.
///
/// When the sink fails, the function may return any error or none: the machine's failure is what gets reported.
pub(crate) type WritePage<'a, E> = dyn Fn(usize, &mut dyn Write) -> Result<(), E> + Sync + 'a;

/// Receives the number of files made so far. Called from several threads, so the numbers may come out of order.
pub(crate) type Progress<'a> = dyn Fn(usize) + Sync + 'a;

/// What a publication did to the output folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PublishSummary {
    /// Files that are new or have new bytes.
    pub written: usize,
    /// Files that already had the right bytes and were not touched.
    pub unchanged: usize,
    /// Files of earlier builds that the site no longer has.
    pub removed: usize,
    /// Files of earlier builds that the site no longer has, but whose bytes were changed since. They
    /// are left where they are, belong to whoever changed them, and are not reported again.
    pub kept: Vec<PathBuf>,
}
