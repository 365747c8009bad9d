//! The mark by which a build knows a folder beside the output for its own: a tree that an earlier build made, or the
//! folder that it moved away.
//!
//! The mark names the number that the file system gave to the folder. So no folder of these names that came with the
//! repository is trusted, whatever is in it.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::host::publish::disk::{Disk, PathKind, path_kind, remove_tree, with_parents};
use crate::host::publish::lock::LOCK;
use crate::host::publish::manifest::FOLDER;

/// The mark's file in [`FOLDER`].
const MARK: &str = "mark";

/// Marks a folder.
pub(super) fn write(disk: &dyn Disk, folder: &Path) -> io::Result<()> {
    let path = path(folder);
    remove_tree(disk, &path)?;
    let mut file = with_parents(disk, &path, |path| disk.create(path))?;
    file.write_all(text(folder)?.as_bytes())
}

/// Returns whether a build of ours made or moved a folder.
pub(super) fn is_on(folder: &Path) -> bool {
    let path = path(folder);
    let is_file = path_kind(&path).is_ok_and(|kind| kind == PathKind::File);
    let written = is_file.then(|| fs::read_to_string(&path).ok()).flatten();
    written.is_some() && written == text(folder).ok()
}

/// Returns whether a folder holds nothing but a mark and a lock, whole or not: what a build leaves that is killed at its
/// first or last step.
pub(super) fn is_all(folder: &Path) -> io::Result<bool> {
    for entry in fs::read_dir(folder)? {
        if entry?.file_name() != FOLDER {
            return Ok(false);
        }
    }
    holds_nothing_else(folder)
}

/// Returns whether the `.congbo` of a folder holds nothing but a mark and a lock, or is not there.
pub(super) fn holds_nothing_else(folder: &Path) -> io::Result<bool> {
    let ours = folder.join(FOLDER);
    match path_kind(&ours)? {
        PathKind::Nothing => return Ok(true),
        PathKind::File | PathKind::Link => return Ok(false),
        PathKind::Folder => {}
    }
    for entry in fs::read_dir(ours)? {
        let name = entry?.file_name();
        if name != MARK && name != LOCK {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Removes the mark and the lock of a folder, and its `.congbo` if that is empty then.
pub(super) fn remove(disk: &dyn Disk, folder: &Path) -> io::Result<()> {
    let ours = folder.join(FOLDER);
    if path_kind(&ours)? != PathKind::Folder {
        return Ok(());
    }
    for name in [LOCK, MARK] {
        remove_tree(disk, &ours.join(name))?;
    }
    match fs::read_dir(&ours)?.next() {
        None => disk.remove_folder(&ours),
        Some(_) => Ok(()),
    }
}

/// Gives the place of a folder's mark.
pub(super) fn path(folder: &Path) -> PathBuf {
    folder.join(FOLDER).join(MARK)
}

#[cfg(unix)]
fn text(folder: &Path) -> io::Result<String> {
    use std::os::unix::fs::MetadataExt;
    Ok(format!("congbo {}\n", fs::symlink_metadata(folder)?.ino()))
}

/// Where folders have no numbers, the mark only says that it is one.
#[cfg(not(unix))]
fn text(_: &Path) -> io::Result<String> {
    Ok("congbo\n".to_owned())
}
