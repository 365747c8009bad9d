//! The work at hand, as all parts of publishing see it.

use std::path::{Path, PathBuf};

use crate::host::publish::disk::{Disk, place};
use crate::host::publish::lock::OutputLock;
use crate::host::publish::manifest::{ContentDigest, Manifest};
use crate::host::publish::publication::{PlannedFile, Progress, WritePage};

/// The work at hand, as all parts of this module see it.
pub(super) struct PublishJob<'a> {
    pub(super) disk: &'a dyn Disk,
    pub(super) output: &'a Path,
    pub(super) files: &'a [PlannedFile],
    pub(super) with_drafts: bool,
    /// The locks that keep other builds away.
    pub(super) lock: &'a OutputLock,
}

impl PublishJob<'_> {
    /// Gives the manifest of the files with their contents, which are in the same order.
    pub(super) fn manifest(&self, contents: impl IntoIterator<Item = ContentDigest>) -> Manifest {
        let mut manifest = Manifest::of(self.files, contents);
        manifest.with_drafts = self.with_drafts;
        manifest
    }

    /// Gives the place of the file with this index in the output.
    pub(super) fn place(&self, index: usize) -> PathBuf {
        place(self.output, &self.files[index].path)
    }
}

/// The two functions of the caller.
pub(super) struct Pages<'a, E> {
    pub(super) write: &'a WritePage<'a, E>,
    pub(super) progress: &'a Progress<'a>,
}
