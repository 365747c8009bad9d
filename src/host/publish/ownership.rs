//! Looks at each place of the old and the new site for what congbo did not put there.
//!
//! Only reads. What it lets pass, `in_place` may replace or remove.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;

use rayon::prelude::*;

use crate::host::file_digest::file_digest;
use crate::host::publish::changes::{Superfluous, folded};
use crate::host::publish::disk::{PathKind, path_kind, place};
use crate::host::publish::manifest::{ContentDigest, Manifest, ancestors};
use crate::host::publish::publish_error::{Fault, Refusal};
use crate::host::publish::publish_job::PublishJob;

/// A superfluous file of the manifest, as it is now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FileState {
    Gone,
    /// Holds what congbo wrote.
    AsWritten,
    /// Holds something else: the work of a person, which is not ours to remove.
    Changed,
}

/// Refuses when something that congbo did not write, or a symbolic link, is where the job has to write or remove.
pub(super) fn check(job: &PublishJob, old: &Manifest) -> Result<(), Fault> {
    let superfluous = Superfluous::between(old, job.files);
    check_folders(job, old)?;
    // The first of the refusals, whichever is found first.
    let checked = job.files.par_iter().map(|file| check_planned(job, old, &file.path));
    checked.find_first(Result::is_err).unwrap_or(Ok(()))?;
    for path in &superfluous.elsewhere {
        refuse_link(job.output, path)?;
    }
    for path in &superfluous.in_the_way {
        refuse_link(job.output, path)?;
        if state_in_the_way(job.output, old, path)? == FileState::Changed {
            return Err(Refusal::ForeignFile(place(job.output, path)).into());
        }
    }
    Ok(())
}

/// Gives the state of a superfluous file that is in the way of a new one. Where case is ignored,
/// the new one itself may answer to the old name: only a file of exactly that name is the old one.
pub(super) fn state_in_the_way(output: &Path, old: &Manifest, path: &str) -> Result<FileState, Fault> {
    match file_state(output, old, path)? {
        FileState::Gone => Ok(FileState::Gone),
        found => {
            let is_exact = is_spelled_exactly(output, path).map_err(Fault::at(&place(output, path)))?;
            Ok(if is_exact { found } else { FileState::Gone })
        }
    }
}

/// Gives the state of a superfluous file.
pub(super) fn file_state(output: &Path, old: &Manifest, path: &str) -> Result<FileState, Fault> {
    let file = place(output, path);
    let look = || -> io::Result<FileState> {
        if path_kind(&file)? != PathKind::File {
            return Ok(FileState::Gone);
        }
        let (digest, length) = file_digest(&file)?;
        let found = ContentDigest { digest, length };
        match old.holds(path, found) {
            true => Ok(FileState::AsWritten),
            false => Ok(FileState::Changed),
        }
    };
    look().map_err(Fault::at(&file))
}

/// Checks the folders that files of the old and the new site lie in, the outer ones first: what
/// lies behind a link is never looked at.
fn check_folders(job: &PublishJob, old: &Manifest) -> Result<(), Fault> {
    let planned: BTreeSet<&str> = job.files.iter().flat_map(|file| ancestors(&file.path)).collect();
    let old_only = old.paths().flat_map(ancestors);
    let folders: BTreeSet<&str> = planned.iter().copied().chain(old_only).collect();
    for folder in folders {
        let path = place(job.output, folder);
        match path_kind(&path).map_err(Fault::at(&path))? {
            PathKind::Link => return Err(Refusal::SymbolicLink(path).into()),
            PathKind::File if planned.contains(folder) && !is_ours(job.output, old, folder)? => {
                return Err(Refusal::ForeignFile(path).into());
            }
            PathKind::File | PathKind::Folder | PathKind::Nothing => {}
        }
    }
    Ok(())
}

/// Checks the place of a file of the new site.
fn check_planned(job: &PublishJob, old: &Manifest, path: &str) -> Result<(), Fault> {
    let file = place(job.output, path);
    match path_kind(&file).map_err(Fault::at(&file))? {
        PathKind::Nothing => Ok(()),
        PathKind::Link => Err(Refusal::SymbolicLink(file).into()),
        PathKind::File if is_ours(job.output, old, path)? => Ok(()),
        PathKind::File => Err(Refusal::ForeignFile(file).into()),
        PathKind::Folder => {
            let old_folders = old.paths().flat_map(ancestors).collect();
            check_folder_in_the_way(&file, path, old, &old_folders)
        }
    }
}

/// Checks that a folder, which has to make room for a file, holds nothing but files and folders of ours.
fn check_folder_in_the_way(
    folder: &Path,
    path: &str,
    old: &Manifest,
    old_folders: &BTreeSet<&str>,
) -> Result<(), Fault> {
    if !old_folders.contains(path) {
        return Err(Refusal::ForeignFile(folder.to_path_buf()).into());
    }
    for entry in fs::read_dir(folder).map_err(Fault::at(folder))? {
        let entry = entry.map_err(Fault::at(folder))?;
        let inner = entry.path();
        let name = entry.file_name();
        let inner_path = name.to_str().map(|name| format!("{path}/{name}")).unwrap_or_default();
        match path_kind(&inner).map_err(Fault::at(&inner))? {
            PathKind::Nothing => {}
            PathKind::Link => return Err(Refusal::SymbolicLink(inner).into()),
            PathKind::Folder => check_folder_in_the_way(&inner, &inner_path, old, old_folders)?,
            PathKind::File if old.lists(&inner_path) => {}
            PathKind::File => return Err(Refusal::ForeignFile(inner).into()),
        }
    }
    Ok(())
}

fn refuse_link(output: &Path, path: &str) -> Result<(), Fault> {
    let file = place(output, path);
    match path_kind(&file).map_err(Fault::at(&file))? {
        PathKind::Link => Err(Refusal::SymbolicLink(file).into()),
        PathKind::Nothing | PathKind::File | PathKind::Folder => Ok(()),
    }
}

/// Whether the file that answers to this path is one that congbo wrote: under this name or, where
/// the file system ignores case, under another.
fn is_ours(output: &Path, old: &Manifest, path: &str) -> Result<bool, Fault> {
    if old.lists(path) {
        return Ok(true);
    }
    let wanted = folded(path);
    let has_alias = old.paths().any(|known| folded(known) == wanted);
    Ok(has_alias && !is_spelled_exactly(output, path).map_err(Fault::at(&place(output, path)))?)
}

/// Whether each part of the path is spelled so on the disk.
fn is_spelled_exactly(output: &Path, path: &str) -> io::Result<bool> {
    let mut folder = output.to_path_buf();
    for part in path.split('/') {
        let names: io::Result<Vec<_>> = fs::read_dir(&folder)?.map(|entry| Ok(entry?.file_name())).collect();
        if !names?.iter().any(|name| name == part) {
            return Ok(false);
        }
        folder.push(part);
    }
    Ok(true)
}
