//! Brings an output up to date where it is: stage what is new, announce it, put it into place, remove the rest.
//!
//! The manifest always lists every file of ours that may be in the output, with every content
//! that it may have: the union of old and new is written before the first file moves, the new one
//! after the last. So a build that finds the work half done knows what is ours.

use std::fs::File;
use std::io::{self, ErrorKind};
use std::path::PathBuf;

use crate::host::publish::changes::{Superfluous, placing_order};
use crate::host::publish::diff_writer::WriteOutcome;
use crate::host::publish::disk::{
    PathKind, create_folders, path_kind, place, remove_created, unless_absent, with_parents,
};
use crate::host::publish::make_pages::{self, WriteTarget};
use crate::host::publish::manifest::Manifest;
use crate::host::publish::ownership::{self, FileState};
use crate::host::publish::publication::PublishSummary;
use crate::host::publish::publish_error::{Fault, PublishError};
use crate::host::publish::publish_job::{Pages, PublishJob};
use crate::host::publish::{stage, writable};
use crate::host::system::open_regular;

/// Makes the files, staging those that differ from the files in the output, and settles them.
pub(super) fn update<E: Send>(
    job: &PublishJob,
    old: &Manifest,
    pages: &Pages<E>,
) -> Result<PublishSummary, PublishError<E>> {
    stage::clear(job.disk, job.output)?;
    ownership::check(job, old)?;
    let created = match path_kind(job.output).map_err(Fault::at(job.output))? {
        PathKind::Nothing => {
            let created = create_folders(job.disk, job.output).map_err(Fault::at(job.output))?;
            job.lock.remove_later(created.clone());
            job.lock.lock_inside(job.output)?;
            created
        }
        PathKind::File | PathKind::Folder | PathKind::Link => Vec::new(),
    };
    let target = |index: usize| -> io::Result<WriteTarget> {
        let is_known = old.lists(&job.files[index].path);
        let existing = is_known.then(|| open_existing(job.place(index)));
        Ok(WriteTarget {
            path: stage::slot(job.output, index),
            existing: existing.transpose()?.flatten(),
        })
    };
    let outcome = make_pages::make_all(job, &target, pages).and_then(|made| Ok(settle(job, old, &made)?));
    if outcome.is_err() {
        // What cannot be cleared now is cleared by the next build; the first error is the one to report.
        let _ = stage::clear(job.disk, job.output);
        remove_created(job.disk, &created);
    }
    outcome
}

/// Puts the staged files into place and removes what is superfluous. All files of the job are made.
pub(super) fn settle(job: &PublishJob, old: &Manifest, made: &[WriteOutcome]) -> Result<PublishSummary, Fault> {
    let new = job.manifest(made.iter().map(|file| file.content));
    let union = old.union(&new);
    let superfluous = Superfluous::between(old, job.files);
    let order = placing_order(job.files, |index| made[index].is_new);
    let mut published = PublishSummary {
        written: order.len(),
        unchanged: made.len() - order.len(),
        ..PublishSummary::default()
    };

    if !order.is_empty() {
        // A file may have been put there while the pages were made.
        ownership::check(job, old)?;
    }
    writable::check(job, &order, &superfluous)?;
    if !order.is_empty() && union != *old {
        stage::write_manifest(job.disk, job.output, &union)?;
    }
    if !order.is_empty() {
        // From here on a power cut may come: no file takes its place before its bytes are on the disk.
        job.disk.sync_all(job.output).map_err(Fault::at(job.output))?;
    }
    let mut placed = 0;
    let moved = move_files(job, old, (&superfluous, &order), &mut published, &mut placed);
    moved.map_err(|fault| fault.after(placed, order.len()))?;
    let finish = || -> Result<(), Fault> {
        stage::clear(job.disk, job.output)?;
        if new != *old {
            stage::write_manifest(job.disk, job.output, &new)?;
            job.disk.sync_all(job.output).map_err(Fault::at(job.output))?;
        }
        Ok(())
    };
    finish().map_err(|fault| fault.after(placed, order.len()))?;
    Ok(published)
}

/// Removes and renames files; counts those that are in place.
fn move_files(
    job: &PublishJob,
    old: &Manifest,
    (superfluous, order): (&Superfluous, &[usize]),
    published: &mut PublishSummary,
    placed: &mut usize,
) -> Result<(), Fault> {
    for path in &superfluous.in_the_way {
        // That the others are as written is checked already.
        if ownership::state_in_the_way(job.output, old, path)? == FileState::AsWritten {
            remove_file(job, path, published)?;
        }
    }
    if !superfluous.in_the_way.is_empty() {
        remove_empty_folders(job, &superfluous.folders)?;
    }
    for index in order {
        put_into_place(job, *index)?;
        *placed += 1;
    }
    remove_files(job, old, &superfluous.elsewhere, published)?;
    remove_empty_folders(job, &superfluous.folders)
}

fn put_into_place(job: &PublishJob, index: usize) -> Result<(), Fault> {
    let staged = stage::slot(job.output, index);
    let file = job.place(index);
    with_parents(job.disk, &file, |path| job.disk.rename(&staged, path)).map_err(Fault::at(&file))
}

/// Removes files of the old manifest, but for those that were changed since.
fn remove_files(job: &PublishJob, old: &Manifest, paths: &[&str], published: &mut PublishSummary) -> Result<(), Fault> {
    for path in paths {
        match ownership::file_state(job.output, old, path)? {
            FileState::Gone => {}
            FileState::Changed => published.kept.push(place(job.output, path)),
            FileState::AsWritten => remove_file(job, path, published)?,
        }
    }
    Ok(())
}

fn remove_file(job: &PublishJob, path: &str, published: &mut PublishSummary) -> Result<(), Fault> {
    let file = place(job.output, path);
    job.disk.remove_file(&file).map_err(Fault::at(&file))?;
    published.removed += 1;
    Ok(())
}

/// Removes folders that held only old files, unless something else was put there.
fn remove_empty_folders(job: &PublishJob, folders: &[&str]) -> Result<(), Fault> {
    for path in folders {
        let folder = place(job.output, path);
        if path_kind(&folder).map_err(Fault::at(&folder))? != PathKind::Folder {
            continue;
        }
        match job.disk.remove_folder(&folder) {
            Err(error) if error.kind() == ErrorKind::DirectoryNotEmpty => {}
            result => unless_absent(result).map_err(Fault::at(&folder))?,
        }
    }
    Ok(())
}

fn open_existing(path: PathBuf) -> io::Result<Option<File>> {
    match path_kind(&path)? {
        PathKind::File => open_regular(&path).map(Some),
        PathKind::Nothing | PathKind::Folder | PathKind::Link => Ok(None),
    }
}
