//! The folder `.congbo` of an output: files waiting to be put into place, and the manifest.
//!
//! Nothing in it is part of the site. Apart from the manifest, all of it can be thrown away at any time.

use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use crate::host::publish::disk::{Disk, PathKind, path_kind, place, remove_tree, with_parents};
use crate::host::publish::manifest::{FOLDER, MANIFEST, Manifest};
use crate::host::publish::mark;
use crate::host::publish::publish_error::Fault;

/// Gives the place at which the file of this index waits. Flat, because mirroring the folders costs
/// a build more than writing its files.
pub(super) fn slot(output: &Path, index: usize) -> PathBuf {
    folder(output).join(index.to_string())
}

/// Removes what a killed build left here, and the folder itself when there is no manifest in it.
pub(super) fn clear(disk: &dyn Disk, output: &Path) -> Result<(), Fault> {
    for leftover in [folder(output), unfinished_manifest(output), mark::path(output)] {
        remove_tree(disk, &leftover).map_err(Fault::at(&leftover))?;
    }
    let ours = output.join(FOLDER);
    let is_empty = path_kind(&ours).is_ok_and(|found| found == PathKind::Folder)
        && fs::read_dir(&ours).is_ok_and(|mut entries| entries.next().is_none());
    match is_empty {
        true => disk.remove_folder(&ours).map_err(Fault::at(&ours)),
        false => Ok(()),
    }
}

/// Puts a manifest into place, in one step, and on the disk before any file that it announces.
pub(super) fn write_manifest(disk: &dyn Disk, output: &Path, manifest: &Manifest) -> Result<(), Fault> {
    let unfinished = unfinished_manifest(output);
    let write = || -> io::Result<()> {
        let file = with_parents(disk, &unfinished, |path| disk.create(path))?;
        let mut buffered = BufWriter::new(&file);
        manifest.write(&mut buffered)?;
        buffered.flush()?;
        drop(buffered);
        disk.sync(&file)
    };
    write().map_err(Fault::at(&unfinished))?;
    let finished = place(output, MANIFEST);
    disk.rename(&unfinished, &finished).map_err(Fault::at(&finished))
}

fn folder(output: &Path) -> PathBuf {
    output.join(FOLDER).join("stage")
}

fn unfinished_manifest(output: &Path) -> PathBuf {
    output.join(FOLDER).join("manifest.new")
}
