//! Puts the pages of a site into the output folder, whole or not at all.
//!
//! Takes a list of relative paths and a function that makes the bytes of each; gives back how many
//! files were written, left alone and removed. It must not know what a page is, where its content
//! comes from, or how messages are worded.
//!
//! Invariants (docs/ARCHITECTURE.md, "Publishing"):
//! - Until every page is made and written, nothing of the published site changes.
//! - A file that is not in the manifest is never overwritten or removed.
//! - A file whose bytes are already right is not written again, and neither is the manifest.
//! - A build that is killed anywhere leaves whole files, and the next build gives what a clean one
//!   gives.
//! - No symbolic link is followed from the output folder on.
//!
//! The way through: `destination` says what stands at the output; `beside` builds a whole new tree
//! next to a vacant one and swaps it in; `in_place` brings an output of ours up to date, with
//! `places` looking for files that are not ours and `changes` deciding what to place and remove.
//! Both have `render` make the pages. All writing goes through `disk`.

mod changes;
mod destination;
mod diff_writer;
mod disk;
mod in_place;
mod lock;
mod make_pages;
mod manifest;
mod ownership;
mod stage;
mod swap;

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

pub use disk::{Disk, RealDisk};

use destination::FoundOutput;
use manifest::{ancestors, is_contained};

/// One file of the output: where it goes, and when it is put into place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlannedFile {
    /// The path below the output folder, `/`-separated; unique in its publication under NFC and
    /// case folding.
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
}

/// What to publish, and where.
#[derive(Clone, Copy, Debug)]
pub struct Publication<'a> {
    /// The output folder. It need not exist.
    pub output: &'a Path,
    /// The folders of content and themes, which need not exist: the output may not be, hold or lie
    /// in one of them.
    pub sources: &'a [PathBuf],
    /// All files of the site. No path may lie below another file's path or in `.congbo`.
    pub files: &'a [PlannedFile],
}

/// Makes the bytes of the file with the given index. Called from several threads, once for each
/// file.
///
/// When the sink fails, the function may return any error or none: the machine's failure is what
/// gets reported.
pub type WritePage<'a, E> = dyn Fn(usize, &mut dyn Write) -> Result<(), E> + Sync + 'a;

/// Hears how many files are made so far. Called from several threads, so the numbers may come out
/// of order.
pub type Progress<'a> = dyn Fn(usize) + Sync + 'a;

/// What a publication did to the output folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PublishSummary {
    /// Files that are new or have new bytes.
    pub written: usize,
    /// Files that already had the right bytes and were not touched.
    pub unchanged: usize,
    /// Files of earlier builds that the site no longer has.
    pub removed: usize,
    /// Files of earlier builds that the site no longer has, but whose bytes somebody changed. They
    /// are left where they are, belong to whoever changed them, and are not reported again.
    pub kept: Vec<PathBuf>,
}

/// Why nothing, or not everything, was published.
#[derive(Debug)]
pub enum PublishError<E> {
    /// The output folder is not one to write to. Nothing was touched.
    Refused(Refusal),
    /// The machine failed. Before the first file is put into place the published site is as it was;
    /// after that, each file is a whole one of the old or the new site, and the next build
    /// finishes the work.
    Machine {
        /// The file or folder at which it failed.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// These files could not be made, sorted by index. The published site is as it was.
    Page(Vec<(usize, E)>),
}

/// What stands in the way of publishing, all of it for a person to decide (docs/ARCHITECTURE.md,
/// "Publishing").
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The output is a file.
    IsFile(PathBuf),
    /// The output is, holds or lies in a folder that the site is made from.
    OverlapsSource {
        /// The output folder, as given.
        output: PathBuf,
        /// The folder of content or themes, as given.
        source: PathBuf,
    },
    /// The output holds files, but no manifest.
    NotOurs {
        /// The output folder.
        output: PathBuf,
        /// The first file or folder that is neither a dot-file nor `CNAME`.
        example: PathBuf,
    },
    /// The manifest cannot be understood: damaged, or written by a later version. Which files are
    /// ours is not known.
    UnreadableManifest {
        /// The manifest.
        manifest: PathBuf,
        /// The first line that is wrong, from 1.
        line: usize,
    },
    /// A symbolic link stands at the output or at a place that a build has to read or write.
    SymbolicLink(PathBuf),
    /// Something that congbo did not write, or a superfluous file that somebody changed, stands
    /// where a file should go.
    ForeignFile(PathBuf),
    /// Another build writes to this output.
    Busy(PathBuf),
}

/// Writes the files of a publication into its output folder.
///
/// # Errors
/// See [`PublishError`]: the output is refused, the machine fails, or files cannot be made.
///
/// # Panics
/// When a path of the publication leaves the output, lies in `.congbo`, holds a line break, occurs
/// twice, or lies below another file's path.
pub fn publish<E: Send>(
    publication: &Publication,
    write: &WritePage<E>,
    progress: &Progress,
) -> Result<PublishSummary, PublishError<E>> {
    publish_on(&RealDisk, publication, write, progress)
}

/// Does what [`publish`] does, with every change to the output going through the given disk: the
/// seam at which tests stop a build, or make a machine refuse something.
///
/// # Errors
/// As [`publish`].
///
/// # Panics
/// As [`publish`].
pub fn publish_on<E: Send>(
    disk: &dyn Disk,
    publication: &Publication,
    write: &WritePage<E>,
    progress: &Progress,
) -> Result<PublishSummary, PublishError<E>> {
    assert_sound(publication.files);
    // A trailing slash would make the system follow a link at the output.
    let output: PathBuf = publication.output.components().collect();
    destination::refuse_overlap(&output, publication.sources)?;
    let _held_until_done = lock::acquire(&output)?;
    swap::recover(disk, &output)?;

    let job = PublishJob {
        disk,
        output: &output,
        files: publication.files,
    };
    let pages = Pages { write, progress };
    match destination::inspect(&output)? {
        FoundOutput::Ours(old) => in_place::update(&job, &old, &pages),
        FoundOutput::Vacant(standing) => swap::take_over(&job, &standing, &pages),
    }
}

/// The work at hand, as all parts of this module see it.
struct PublishJob<'a> {
    disk: &'a dyn Disk,
    output: &'a Path,
    files: &'a [PlannedFile],
}

impl PublishJob<'_> {
    /// Gives the place of the file with this index in the output.
    fn place(&self, index: usize) -> PathBuf {
        place(self.output, &self.files[index].path)
    }
}

/// The two functions of the caller.
struct Pages<'a, E> {
    write: &'a WritePage<'a, E>,
    progress: &'a Progress<'a>,
}

/// A [`PublishError`] of the parts that make no pages.
enum Fault {
    Refused(Refusal),
    Machine { path: PathBuf, source: io::Error },
}

impl Fault {
    /// Gives the conversion of a system's error at this path, for `map_err`.
    fn at(path: &Path) -> impl FnOnce(io::Error) -> Fault {
        move |source| Fault::Machine {
            path: path.to_path_buf(),
            source,
        }
    }
}

impl From<Refusal> for Fault {
    fn from(refusal: Refusal) -> Self {
        Fault::Refused(refusal)
    }
}

impl<E> From<Fault> for PublishError<E> {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Refused(refusal) => PublishError::Refused(refusal),
            Fault::Machine { path, source } => PublishError::Machine { path, source },
        }
    }
}

/// Gives the place of a `/`-separated path below a folder.
fn place(folder: &Path, path: &str) -> PathBuf {
    let mut place = folder.to_path_buf();
    place.extend(path.split('/'));
    place
}

/// Panics when the caller breaks the promises of [`Publication::files`]: such a path could leave
/// the output folder.
fn assert_sound(files: &[PlannedFile]) {
    let mut paths = BTreeSet::new();
    for file in files {
        assert!(
            is_contained(&file.path),
            "a planned path is relative, in one line, outside .congbo: {:?}",
            file.path
        );
        assert!(
            paths.insert(file.path.as_str()),
            "a path is planned once: {:?}",
            file.path
        );
    }
    for folder in paths.iter().flat_map(|path| ancestors(path)) {
        assert!(
            !paths.contains(folder),
            "no file is planned where a folder has to be: {folder:?}"
        );
    }
}
