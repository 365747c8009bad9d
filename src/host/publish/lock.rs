//! Lets one build at a time write to an output, also across users, processes and temporary folders.
//!
//! The lock is a file in the output's own `.congbo`. A vacant output is locked beside it too, in a file that is called
//! after it: a build that begins before the output is there and one that begins after it appeared both meet a lock that
//! the other holds. The new tree of a build is locked before it takes the output's place, so that the lock survives the
//! swap. The system frees a lock when the process ends, however it ends; the files are removed while they are locked.
//! Only the owner and the group of a lock file may open it, and therefore hold it.

use std::ffi::{OsStr, OsString};
use std::fs::{self, File, Metadata, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use crate::host::publish::destination;
use crate::host::publish::disk::{PathKind, RealDisk, create_folders, path_kind, remove_created};
use crate::host::publish::manifest::FOLDER;
use crate::host::publish::publish_error::{Fault, Refusal};
use crate::host::system::{regular, without_following};

/// The lock's file in [`FOLDER`].
pub(super) const LOCK: &str = "lock";

/// The locks of an output that a build holds; dropping it frees them and removes their files.
pub(super) struct OutputLock {
    /// The output without links.
    output: PathBuf,
    held: Mutex<Vec<(PathBuf, File)>>,
    /// The folders that were made for a lock.
    created: Mutex<Vec<PathBuf>>,
}

impl OutputLock {
    /// Locks an output that is vacant or ours, or refuses when another build holds it.
    pub(super) fn acquire(output: &Path) -> Result<OutputLock, Fault> {
        let real = destination::resolved(output).map_err(Fault::at(output))?;
        let lock = OutputLock {
            output: real.clone(),
            held: Mutex::default(),
            created: Mutex::default(),
        };
        let exists = path_kind(&real).map_err(Fault::at(output))? == PathKind::Folder;
        match lock.lock_beside(exists) {
            // An output that is there has a lock inside, which is enough where its parent cannot be written to.
            Err(Fault::Machine { .. }) if exists => {}
            result => result?,
        }
        if exists {
            lock.lock_inside(&real)?;
        }
        Ok(lock)
    }

    fn lock_beside(&self, exists: bool) -> Result<(), Fault> {
        let (Some(name), Some(parent)) = (self.output.file_name(), self.output.parent()) else {
            return Ok(());
        };
        if !exists {
            self.remove_later(create_folders(&RealDisk, parent).map_err(Fault::at(parent))?);
        }
        self.take(parent.join(lock_name(name)))
    }

    /// Locks a folder that is the output, or will be.
    pub(super) fn lock_inside(&self, folder: &Path) -> Result<(), Fault> {
        let ours = folder.join(FOLDER);
        create_folders(&RealDisk, &ours).map_err(Fault::at(&ours))?;
        self.take(ours.join(LOCK))
    }

    /// Has folders removed at the end, as far as they are empty then.
    pub(super) fn remove_later(&self, created: Vec<PathBuf>) {
        let mut folders = self.created.lock().unwrap_or_else(PoisonError::into_inner);
        folders.extend(created);
    }

    fn take(&self, path: PathBuf) -> Result<(), Fault> {
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        if held.iter().any(|(_, file)| is_at(file, &path)) {
            return Ok(());
        }
        // A build that ends removes its file, perhaps after it was opened here.
        for _ in 0..MAX_ATTEMPTS {
            let file = open(&path).map_err(Fault::at(&path))?;
            match file.try_lock() {
                Ok(()) if is_at(&file, &path) => {
                    held.push((path, file));
                    return Ok(());
                }
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => break,
                Err(TryLockError::Error(source)) => return Err(Fault::at(&path)(source)),
            }
        }
        Err(Refusal::Busy(self.output.clone()).into())
    }
}

/// Removes the lock files of an output that this process holds, where the lock itself is out of reach.
pub(super) fn remove_files(output: &Path) {
    let beside = output.file_name().map(|name| output.with_file_name(lock_name(name)));
    let inside = output.join(FOLDER);
    let files = [beside, Some(inside.join(LOCK))];
    for path in files.into_iter().flatten() {
        let _ = fs::remove_file(path);
    }
    let _ = fs::remove_dir(inside);
}

/// The name of the lock beside an output.
fn lock_name(output: &OsStr) -> OsString {
    let mut name = OsString::from(".");
    name.push(output);
    name.push(".congbo-lock");
    name
}

/// Attempts to lock a file that other builds remove at the same moment.
const MAX_ATTEMPTS: usize = 16;

impl Drop for OutputLock {
    fn drop(&mut self) {
        let held = self.held.get_mut().unwrap_or_else(PoisonError::into_inner);
        // The lock of a new tree moved with it.
        let inside = self.output.join(FOLDER).join(LOCK);
        for (path, file) in held.drain(..).rev() {
            for path in [&path, &inside].into_iter().filter(|path| is_at(&file, path)) {
                // Nothing locks what remains, and the next build takes it over.
                let _ = fs::remove_file(path);
                let folder = path.parent().filter(|folder| folder.ends_with(FOLDER));
                let _ = folder.map(fs::remove_dir);
            }
        }
        let created = self.created.get_mut().unwrap_or_else(PoisonError::into_inner);
        remove_created(&RealDisk, created);
    }
}

/// Opens a lock's file, without waiting and without following a link.
fn open(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o660);
    }
    regular(without_following(&mut options).open(path)?)
}

/// Returns whether an open file is the one that a path names.
fn is_at(file: &File, path: &Path) -> bool {
    let both = file.metadata().ok().zip(fs::symlink_metadata(path).ok());
    both.is_some_and(|(open, named)| is_same(&open, &named))
}

#[cfg(unix)]
fn is_same(left: &Metadata, right: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    (left.dev(), left.ino()) == (right.dev(), right.ino())
}

/// Where files have no numbers, a file that is locked cannot be replaced.
#[cfg(not(unix))]
fn is_same(left: &Metadata, right: &Metadata) -> bool {
    left.is_file() && right.is_file()
}
