//! Puts the pages of a site into the output folder, whole or not at all.
//!
//! Takes a list of relative paths and a function that makes the bytes of each; gives back how many files were written,
//! left alone and removed. It must not know what a page is, where its content comes from, or how messages are worded.
//!
//! Invariants (docs/ARCHITECTURE.md, "Publishing"):
//! - Until every page is made and written, nothing of the published site changes.
//! - A file that is not in the manifest is never overwritten or removed.
//! - A file whose bytes are already right is not written again, and neither is the manifest.
//! - A build that is killed anywhere leaves whole files, and the next build gives what a clean one
//!   gives.
//! - No symbolic link is followed from the output folder on.
//!
//! The way through: `destination` finds out what the output is; `swap` builds a whole new tree
//! next to a vacant one and swaps it in; `in_place` brings an output of ours up to date, with
//! `ownership` looking for files that are not ours and `changes` deciding what to place and remove.
//! Both have `make_pages` make the pages. All writing goes through `disk`.

mod changes;
mod destination;
mod diff_writer;
mod disk;
mod in_place;
mod lock;
mod make_pages;
mod manifest;
mod mark;
mod ownership;
mod publication;
mod publish_error;
mod publish_job;
mod stage;
mod swap;
mod writable;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

pub use disk::{Disk, RealDisk};
pub use publication::{PlannedFile, Publication, PublishSummary, Rank};
pub(crate) use publication::{Progress, WritePage};
pub use publish_error::{PublishError, Refusal};

use destination::OutputState;
use lock::OutputLock;
use manifest::{ancestors, is_contained};
use publish_error::Fault;
use publish_job::{Pages, PublishJob};

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
    // An output that is refused gets no lock.
    destination::inspect(&output)?;
    let lock = OutputLock::acquire(&output)?;
    swap::recover(disk, &output)?;

    let job = PublishJob {
        disk,
        output: &output,
        files: publication.files,
        with_drafts: publication.with_drafts,
        lock: &lock,
    };
    let pages = Pages { write, progress };
    match destination::inspect(&output)? {
        OutputState::Ours(old) if publication.with_drafts && !old.with_drafts => {
            Err(Fault::from(Refusal::Published(output.clone())).into())
        }
        OutputState::Ours(old) => in_place::update(&job, &old, &pages),
        OutputState::Vacant(entries) => swap::take_over(&job, &entries, &pages),
    }
}

/// Removes what a build of this process has made so far beside its output and in it, where the build itself cannot end:
/// a page is never made. Nothing of the published site has changed by then. What remains is removed by the next build.
pub(crate) fn abandon(output: &Path) {
    let output: PathBuf = output.components().collect();
    let is_usable = destination::inspect(&output).is_ok();
    let _ = swap::recover(&RealDisk, &output);
    if is_usable {
        let _ = stage::clear(&RealDisk, &output);
    }
    lock::remove_files(&output);
}

/// Panics when the caller breaks the promises of [`Publication::files`]: such a path could leave the output folder.
fn assert_sound(files: &[PlannedFile]) {
    let mut paths = BTreeSet::new();
    for file in files {
        assert!(
            is_contained(&file.path),
            "a planned path is relative, in one line, outside .congbo: {:?}",
            file.path
        );
        let is_new = paths.insert(file.path.as_str());
        assert!(is_new, "a path is planned once: {:?}", file.path);
    }
    for folder in paths.iter().flat_map(|path| ancestors(path)) {
        let is_planned = paths.contains(folder);
        assert!(!is_planned, "no file is planned where a folder has to be: {folder:?}");
    }
}
