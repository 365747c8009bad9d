//! Builds the whole tree next to a vacant output and swaps it in, which is twice as fast as staging each file.
//!
//! With an output `public`, the new tree grows in `.public.congbo-new`. When it is whole, the output is renamed to
//! `.public.congbo-old`, the new tree takes its name, and the dot-files move in. Only renames touch what is not ours,
//! so that at any moment each dot-file is in one of two known places; [`recover`] brings it back from there. Where the
//! system refuses (a mount point, another file system, a parent that cannot be written to), the files go through the
//! stage of `in_place` instead.

use std::collections::BTreeSet;
use std::ffi::{OsStr, OsString};
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use crate::host::publish::changes::folded;
use crate::host::publish::destination;
use crate::host::publish::diff_writer::WriteOutcome;
use crate::host::publish::disk::{
    Disk, PathKind, create_folders, path_kind, place, remove_created, remove_tree, with_parents,
};
use crate::host::publish::in_place;
use crate::host::publish::make_pages::{self, WriteTarget};
use crate::host::publish::manifest::{FOLDER, Manifest};
use crate::host::publish::mark;
use crate::host::publish::publication::PublishSummary;
use crate::host::publish::publish_error::{Fault, PublishError};
use crate::host::publish::publish_job::{Pages, PublishJob};
use crate::host::publish::stage;

/// The two places next to an output that a build uses.
struct Beside {
    new: PathBuf,
    old: PathBuf,
}

impl Beside {
    /// Gives the places, unless the output has no name of its own, as `.` or `/`.
    fn of(output: &Path) -> Option<Beside> {
        let name = output.file_name()?;
        let beside = |suffix: &str| {
            let mut sibling = OsString::from(".");
            sibling.push(name);
            sibling.push(suffix);
            output.with_file_name(sibling)
        };
        Some(Beside {
            new: beside(".congbo-new"),
            old: beside(".congbo-old"),
        })
    }
}

/// Clears up after a build that was killed while it took over an output.
pub(super) fn recover(disk: &dyn Disk, output: &Path) -> Result<(), Fault> {
    let Some(beside) = Beside::of(output) else {
        return Ok(());
    };
    let is_folder = path_kind(&beside.old).map_err(Fault::at(&beside.old))? == PathKind::Folder;
    if is_folder && mark::is_all(&beside.old).map_err(Fault::at(&beside.old))? {
        mark::remove(disk, &beside.old).map_err(Fault::at(&beside.old))?;
        disk.remove_folder(&beside.old).map_err(Fault::at(&beside.old))?;
    } else if is_folder && mark::is_on(&beside.old) {
        match path_kind(output).map_err(Fault::at(output))? {
            PathKind::Nothing => disk.rename(&beside.old, output).map_err(Fault::at(output))?,
            // An output that is refused is not touched.
            PathKind::Folder if destination::inspect(output).is_ok() => move_in(disk, &beside.old, output)?,
            PathKind::Folder | PathKind::File | PathKind::Link => {}
        }
    }
    discard(disk, &beside.new).map_err(Fault::at(&beside.new))
}

/// Fills a vacant output that holds these entries, or that does not exist.
pub(super) fn take_over<E: Send>(
    job: &PublishJob,
    entries: &Option<BTreeSet<OsString>>,
    pages: &Pages<E>,
) -> Result<PublishSummary, PublishError<E>> {
    stage::clear(job.disk, job.output)?;
    let beside = Beside::of(job.output).filter(|_| !may_clash(job, entries));
    let Some((beside, created)) = beside.and_then(|beside| open(job, beside)) else {
        return in_place::update(job, &Manifest::default(), pages);
    };
    let target = |index: usize| {
        Ok(WriteTarget {
            path: place(&beside.new, &job.files[index].path),
            existing: None,
        })
    };
    let outcome = make_pages::make_all(job, &target, pages)
        .and_then(|made| Ok(swap_in_or_adopt(job, &beside, entries.is_some(), &made)?));
    if outcome.is_err() {
        // What cannot be cleared now is cleared by the next build; the first error is the one to report.
        let _ = discard(job.disk, &beside.new);
        let _ = stage::clear(job.disk, job.output);
        remove_created(job.disk, &created);
    }
    outcome
}

/// Whether an entry of the output is where a file of the site or `.congbo` has to go: that
/// needs a closer look than moving it in.
fn may_clash(job: &PublishJob, entries: &Option<BTreeSet<OsString>>) -> bool {
    let first_parts = job.files.iter().filter_map(|file| file.path.split('/').next());
    let taken: BTreeSet<String> = first_parts.chain([FOLDER]).map(folded).collect();
    let is_lock_alone = mark::holds_nothing_else(job.output).unwrap_or(false);
    let entries = entries.iter().flatten();
    let mut entries = entries.filter(|name| !(is_lock_alone && name.as_os_str() == OsStr::new(FOLDER)));
    entries.any(|name| taken.contains(&folded(&name.to_string_lossy())))
}

/// Makes the folder of the new tree, marked as ours, and the folders that the output lies in. None
/// when the system refuses, or when something else is there.
fn open(job: &PublishJob, beside: Beside) -> Option<(Beside, Vec<PathBuf>)> {
    if path_kind(&beside.old).ok()? != PathKind::Nothing || path_kind(&beside.new).ok()? != PathKind::Nothing {
        return None;
    }
    let created = match beside.new.parent() {
        Some(parent) if parent != Path::new("") => create_folders(job.disk, parent).ok()?,
        _ => Vec::new(),
    };
    let prepare = || -> Result<(), Fault> {
        create_folders(job.disk, &beside.new.join(FOLDER)).map_err(Fault::at(&beside.new))?;
        mark::write(job.disk, &beside.new).map_err(Fault::at(&beside.new))?;
        job.lock.lock_inside(&beside.new)
    };
    match prepare() {
        Ok(()) => Some((beside, created)),
        Err(_) => {
            let _ = discard(job.disk, &beside.new);
            remove_created(job.disk, &created);
            None
        }
    }
}

fn swap_in_or_adopt(
    job: &PublishJob,
    beside: &Beside,
    exists: bool,
    made: &[WriteOutcome],
) -> Result<PublishSummary, Fault> {
    let manifest = job.manifest(made.iter().map(|file| file.content));
    stage::write_manifest(job.disk, &beside.new, &manifest)?;
    if swap(job, beside, exists).is_err() {
        return adopt(job, beside, made);
    }
    let finish = || -> Result<(), Fault> {
        mark::remove(job.disk, job.output).map_err(Fault::at(job.output))?;
        if exists {
            move_in(job.disk, &beside.old, job.output)?;
        }
        job.disk.sync_all(job.output).map_err(Fault::at(job.output))
    };
    finish().map_err(|fault| fault.after(made.len(), made.len()))?;
    Ok(PublishSummary {
        written: made.len(),
        ..PublishSummary::default()
    })
}

/// Renames the old folder away and the new one in. When the system refuses, the old one is where it was.
fn swap(job: &PublishJob, beside: &Beside, exists: bool) -> io::Result<()> {
    job.disk.sync_all(&beside.new)?;
    if exists {
        mark::write(job.disk, job.output)?;
        // The folder may be shared with a web server or a group. Where modes cannot be set, the usual ones do.
        let permissions = fs::metadata(job.output)?.permissions();
        if !permissions.readonly() {
            let _ = fs::set_permissions(&beside.new, permissions);
        }
        job.disk.rename(job.output, &beside.old)?;
    }
    let swapped = job.disk.rename(&beside.new, job.output);
    if swapped.is_err() && exists {
        job.disk.rename(&beside.old, job.output)?;
    }
    swapped
}

/// Takes the files of the new tree through the stage, after the system refused to swap the folders.
fn adopt(job: &PublishJob, beside: &Beside, made: &[WriteOutcome]) -> Result<PublishSummary, Fault> {
    for (index, file) in job.files.iter().enumerate() {
        let staged = stage::slot(job.output, index);
        move_or_copy(job.disk, &place(&beside.new, &file.path), &staged).map_err(Fault::at(&staged))?;
    }
    discard(job.disk, &beside.new).map_err(Fault::at(&beside.new))?;
    job.lock.lock_inside(job.output)?;
    in_place::settle(job, &Manifest::default(), made)
}

fn move_or_copy(disk: &dyn Disk, from: &Path, to: &Path) -> io::Result<()> {
    if with_parents(disk, to, |path| disk.rename(from, path)).is_ok() {
        return Ok(());
    }
    let mut copy = with_parents(disk, to, |path| disk.create(path))?;
    io::copy(&mut File::open(from)?, &mut copy)?;
    Ok(())
}

/// Moves the entries of the old output into the new one. An entry that is there already stays, and
/// so does the one that would replace it.
fn move_in(disk: &dyn Disk, old: &Path, output: &Path) -> Result<(), Fault> {
    for entry in fs::read_dir(old).map_err(Fault::at(old))? {
        let name = entry.map_err(Fault::at(old))?.file_name();
        if name == FOLDER {
            continue;
        }
        let to = output.join(&name);
        if path_kind(&to).map_err(Fault::at(&to))? == PathKind::Nothing {
            disk.rename(&old.join(&name), &to).map_err(Fault::at(&to))?;
        }
    }
    if !mark::is_all(old).map_err(Fault::at(old))? {
        return Ok(());
    }
    mark::remove(disk, old).map_err(Fault::at(old))?;
    disk.remove_folder(old).map_err(Fault::at(old))
}

/// Removes a new tree, if it is one: a folder that is empty or marked. The mark goes last, so that
/// a killed removal is taken up again.
fn discard(disk: &dyn Disk, new: &Path) -> io::Result<()> {
    if path_kind(new)? != PathKind::Folder || !(mark::is_on(new) || mark::is_all(new)?) {
        return Ok(());
    }
    let ours = new.join(FOLDER);
    for folder in [new, &ours] {
        if path_kind(folder)? != PathKind::Folder {
            continue;
        }
        let names: io::Result<Vec<OsString>> = fs::read_dir(folder)?.map(|entry| Ok(entry?.file_name())).collect();
        let paths = names?.into_iter().map(|name| folder.join(name));
        for path in paths.filter(|path| *path != ours && *path != mark::path(new)) {
            remove_tree(disk, &path)?;
        }
    }
    mark::remove(disk, new)?;
    disk.remove_folder(new)
}
