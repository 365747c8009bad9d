//! Disks that do not do what they are asked, or tell of it. None waits for bytes to be on the disk.

use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use congbo::internals::host::{Disk, RealDisk};

/// A change that a build wants to make.
#[derive(Clone, Copy)]
pub enum Change<'a> {
    Create(&'a Path),
    CreateFolder(&'a Path),
    Rename(&'a Path, &'a Path),
    RemoveFile(&'a Path),
    RemoveFolder(&'a Path),
    Sync,
    SyncAll,
}

/// Makes each change after asking.
pub struct Asking<F>(F);

impl<F: Fn(Change) -> io::Result<()> + Sync> Disk for Asking<F> {
    fn create(&self, path: &Path) -> io::Result<File> {
        (self.0)(Change::Create(path))?;
        RealDisk.create(path)
    }
    fn create_folder(&self, path: &Path) -> io::Result<()> {
        (self.0)(Change::CreateFolder(path))?;
        RealDisk.create_folder(path)
    }
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        (self.0)(Change::Rename(from, to))?;
        RealDisk.rename(from, to)
    }
    fn remove_file(&self, path: &Path) -> io::Result<()> {
        (self.0)(Change::RemoveFile(path))?;
        RealDisk.remove_file(path)
    }
    fn remove_folder(&self, path: &Path) -> io::Result<()> {
        (self.0)(Change::RemoveFolder(path))?;
        RealDisk.remove_folder(path)
    }
    fn sync(&self, _: &File) -> io::Result<()> {
        (self.0)(Change::Sync)
    }
    fn sync_all(&self, _: &Path) -> io::Result<()> {
        (self.0)(Change::SyncAll)
    }
}

/// What a mount point, another file system or a folder without write permission makes impossible.
#[derive(Clone, Copy, Debug)]
pub enum Refused {
    Nothing,
    /// The folder that the output lies in cannot be written to.
    Beside,
    /// The output cannot be renamed.
    FolderRename,
    /// The output is on another file system than what is beside it.
    RenameFromBeside,
}

impl Refused {
    fn check(self, change: Change) -> io::Result<()> {
        let is_beside = |path: &Path| path.iter().any(|part| part == ".out.congbo-new");
        match (self, change) {
            (Refused::Beside, Change::CreateFolder(path)) if is_beside(path) => Err(ErrorKind::PermissionDenied.into()),
            (Refused::FolderRename, Change::Rename(from, _)) if from.is_dir() => Err(ErrorKind::ResourceBusy.into()),
            (Refused::RenameFromBeside, Change::Rename(from, to)) if is_beside(from) && !is_beside(to) => {
                Err(ErrorKind::CrossesDevices.into())
            }
            _ => Ok(()),
        }
    }
}

/// A disk on which something is impossible.
pub fn refusing(refused: Refused) -> Asking<impl Fn(Change) -> io::Result<()> + Sync> {
    Asking(move |change: Change| refused.check(change))
}

/// A disk that puts so many staged files into place, and no more.
pub fn stuck_after(files: usize) -> Asking<impl Fn(Change) -> io::Result<()> + Sync> {
    let placed = AtomicUsize::new(0);
    Asking(move |change: Change| match change {
        Change::Rename(from, _) if from.iter().any(|part| part == "stage") => {
            match placed.fetch_add(1, Ordering::SeqCst) < files {
                true => Ok(()),
                false => Err(ErrorKind::PermissionDenied.into()),
            }
        }
        _ => Ok(()),
    })
}

/// A disk on which every change is impossible.
pub fn read_only() -> Asking<impl Fn(Change) -> io::Result<()> + Sync> {
    dying(0, Refused::Nothing)
}

/// A disk that makes so many changes, tears the next one, and then makes none, as if the process
/// were killed.
pub fn dying(steps: usize, refused: Refused) -> Asking<impl Fn(Change) -> io::Result<()> + Sync> {
    let asked = AtomicUsize::new(0);
    Asking(move |change: Change| {
        let before = asked.fetch_add(1, Ordering::SeqCst);
        match change {
            _ if before < steps => return refused.check(change),
            Change::Create(path) if before == steps && steps > 0 && !path.exists() => {
                fs::write(path, "torn")?;
            }
            _ => {}
        }
        Err(io::Error::other("killed"))
    })
}

/// A disk that writes down each change, with paths from the output on.
pub fn recording(log: &Mutex<Vec<String>>) -> Asking<impl Fn(Change) -> io::Result<()> + Sync> {
    let inside = |path: &Path| {
        let text = path.to_str().expect("UTF-8").replace('\\', "/");
        text.split_once("/out/")
            .map_or(text.clone(), |(_, inside)| inside.to_owned())
    };
    Asking(move |change: Change| {
        let line = match change {
            Change::Create(path) => format!("create {}", inside(path)),
            Change::CreateFolder(path) => format!("create folder {}", inside(path)),
            Change::Rename(from, to) => format!("rename {} {}", inside(from), inside(to)),
            Change::RemoveFile(path) => format!("remove {}", inside(path)),
            Change::RemoveFolder(path) => format!("remove folder {}", inside(path)),
            Change::Sync => "sync".to_owned(),
            Change::SyncAll => "sync all".to_owned(),
        };
        log.lock().expect("no panic").push(line);
        Ok(())
    })
}

/// A disk that creates files and takes no byte into them.
pub struct Full;

impl Disk for Full {
    fn create(&self, path: &Path) -> io::Result<File> {
        RealDisk.create(path)?;
        File::open(path)
    }
    fn create_folder(&self, path: &Path) -> io::Result<()> {
        RealDisk.create_folder(path)
    }
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        RealDisk.rename(from, to)
    }
    fn remove_file(&self, path: &Path) -> io::Result<()> {
        RealDisk.remove_file(path)
    }
    fn remove_folder(&self, path: &Path) -> io::Result<()> {
        RealDisk.remove_folder(path)
    }
    fn sync(&self, _: &File) -> io::Result<()> {
        Ok(())
    }
    fn sync_all(&self, _: &Path) -> io::Result<()> {
        Ok(())
    }
}
