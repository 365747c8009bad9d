//! Every change that a build makes to the output folder, as one small set of operations.
//!
//! A build can be stopped between any two of them; the tests do so through [`Disk`]. Reading needs
//! no seam and does not go through here. Nothing here knows of manifests or pages.

use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use crate::host::system::sync_file_system;

/// The operations that change a disk. None follows a symbolic link at the end of the path.
pub trait Disk: Sync {
    /// Creates a file to write to.
    ///
    /// # Errors
    /// When something is there already, or the system refuses.
    fn create(&self, path: &Path) -> io::Result<File>;

    /// Creates one folder; its parent has to exist.
    ///
    /// # Errors
    /// When something is there already, or the system refuses.
    fn create_folder(&self, path: &Path) -> io::Result<()>;

    /// Renames a file or folder. A file at the new path is replaced in one step.
    ///
    /// # Errors
    /// When the system refuses, as for two file systems.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Removes a file, or a link without what it points to.
    ///
    /// # Errors
    /// When there is none, or the system refuses.
    fn remove_file(&self, path: &Path) -> io::Result<()>;

    /// Removes an empty folder.
    ///
    /// # Errors
    /// When there is none, it is not empty, or the system refuses.
    fn remove_folder(&self, path: &Path) -> io::Result<()>;

    /// Waits until the bytes of a file are on the disk, so that they outlast a power cut.
    ///
    /// # Errors
    /// When the system fails to write them.
    fn sync(&self, file: &File) -> io::Result<()>;

    /// Waits until everything on the file system of a folder is on the disk, as far as the system can.
    ///
    /// # Errors
    /// When the system failed to write something.
    fn sync_all(&self, folder: &Path) -> io::Result<()>;
}

/// The disk of this machine.
#[derive(Clone, Copy, Debug)]
pub struct RealDisk;

impl Disk for RealDisk {
    fn create(&self, path: &Path) -> io::Result<File> {
        File::create_new(path)
    }

    fn create_folder(&self, path: &Path) -> io::Result<()> {
        fs::create_dir(path)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    fn remove_folder(&self, path: &Path) -> io::Result<()> {
        fs::remove_dir(path)
    }

    fn sync(&self, file: &File) -> io::Result<()> {
        file.sync_all()
    }

    fn sync_all(&self, folder: &Path) -> io::Result<()> {
        sync_file_system(folder)
    }
}

/// Gives the place of a `/`-separated path below a folder.
pub(super) fn place(folder: &Path, path: &str) -> PathBuf {
    let mut place = folder.to_path_buf();
    place.extend(path.split('/'));
    place
}

/// What is at a path, links not followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PathKind {
    Nothing,
    File,
    Folder,
    Link,
}

/// Looks at a path without following a link at its end.
pub(super) fn path_kind(path: &Path) -> io::Result<PathKind> {
    match fs::symlink_metadata(path) {
        Ok(found) if found.is_symlink() => Ok(PathKind::Link),
        Ok(found) if found.is_dir() => Ok(PathKind::Folder),
        Ok(_) => Ok(PathKind::File),
        Err(error) => unless_absent(Err(error)).map(|()| PathKind::Nothing),
    }
}

/// Takes "there is no such thing" for success.
pub(super) fn unless_absent(result: io::Result<()>) -> io::Result<()> {
    match result {
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => Ok(()),
        result => result,
    }
}

/// Does what creates `path`, and once more after making the folders it lies in if they were missing.
pub(super) fn with_parents<T>(disk: &dyn Disk, path: &Path, create: impl Fn(&Path) -> io::Result<T>) -> io::Result<T> {
    match (create(path), path.parent()) {
        (Err(error), Some(parent)) if error.kind() == ErrorKind::NotFound => {
            create_folders(disk, parent)?;
            create(path)
        }
        (result, _) => result,
    }
}

/// Creates a folder and those it lies in, as far as they are missing; gives the new ones, the outermost first.
pub(super) fn create_folders(disk: &dyn Disk, folder: &Path) -> io::Result<Vec<PathBuf>> {
    match (disk.create_folder(folder), folder.parent()) {
        (Ok(()), _) => Ok(vec![folder.to_path_buf()]),
        // Another thread may have been faster.
        (Err(error), _) if error.kind() == ErrorKind::AlreadyExists => Ok(Vec::new()),
        (Err(error), Some(parent)) if error.kind() == ErrorKind::NotFound && parent != Path::new("") => {
            let mut created = create_folders(disk, parent)?;
            // Only once more: below a dangling link it is never found.
            match disk.create_folder(folder) {
                Ok(()) => created.push(folder.to_path_buf()),
                Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error),
            }
            Ok(created)
        }
        (Err(error), _) => Err(error),
    }
}

/// Removes a file or a folder with all it holds; links are removed, not followed. Nothing there is fine.
pub(super) fn remove_tree(disk: &dyn Disk, path: &Path) -> io::Result<()> {
    match path_kind(path)? {
        PathKind::Nothing => Ok(()),
        PathKind::File | PathKind::Link => disk.remove_file(path),
        PathKind::Folder => {
            for entry in fs::read_dir(path)? {
                remove_tree(disk, &entry?.path())?;
            }
            disk.remove_folder(path)
        }
    }
}

/// Undoes [`create_folders`] as far as the folders are still empty. What remains does no harm.
pub(super) fn remove_created(disk: &dyn Disk, created: &[PathBuf]) {
    for folder in created.iter().rev() {
        let _ = disk.remove_folder(folder);
    }
}
