//! Finds out what the output is: vacant, an output of ours, or something that is refused.
//!
//! Only reads. It must not know what will be written.

use std::collections::BTreeSet;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};

use crate::host::publish::disk::{PathKind, path_kind, place};
use crate::host::publish::manifest::{FOLDER, MANIFEST, Manifest};
use crate::host::publish::publish_error::{Fault, Refusal};
use crate::host::system::open_regular;

/// An output folder that a build may write to.
pub(super) enum OutputState {
    /// Missing, empty, or holding nothing but the dot-files and the `CNAME` named here.
    Vacant(Option<BTreeSet<OsString>>),
    /// The output of an earlier build.
    Ours(Manifest),
}

/// Looks at the output.
pub(super) fn inspect(output: &Path) -> Result<OutputState, Fault> {
    match path_kind(output).map_err(Fault::at(output))? {
        PathKind::Nothing => return Ok(OutputState::Vacant(None)),
        PathKind::Link => return Err(Refusal::SymbolicLink(output.to_path_buf()).into()),
        PathKind::File => return Err(Refusal::IsFile(output.to_path_buf()).into()),
        PathKind::Folder => {}
    }
    if let Some(manifest) = read_manifest(output)? {
        return Ok(OutputState::Ours(manifest));
    }
    let mut names = BTreeSet::new();
    for entry in fs::read_dir(output).map_err(Fault::at(output))? {
        names.insert(entry.map_err(Fault::at(output))?.file_name());
    }
    match names.iter().find(|name| !is_placeholder(output, name)) {
        Some(name) => Err(Refusal::NotOurs {
            output: output.to_path_buf(),
            example: output.join(name),
        }
        .into()),
        None => Ok(OutputState::Vacant(Some(names))),
    }
}

/// Refuses an output that is, holds or lies in one of the sources, whatever links and `..` lead there.
pub(super) fn refuse_overlap(output: &Path, sources: &[PathBuf]) -> Result<(), Fault> {
    let real_output = resolved(output).map_err(Fault::at(output))?;
    for source in sources {
        let real_source = resolved(source).map_err(Fault::at(source))?;
        if real_output.starts_with(&real_source) || real_source.starts_with(&real_output) {
            let (output, source) = (output.to_path_buf(), source.clone());
            return Err(Refusal::OverlapsSource { output, source }.into());
        }
    }
    Ok(())
}

/// Gives the path without links and `..`, as far as it exists; beyond that, as it is written.
pub(super) fn resolved(path: &Path) -> io::Result<PathBuf> {
    let mut resolved = PathBuf::new();
    for component in std::path::absolute(path)?.components() {
        match component {
            Component::ParentDir => {
                resolved.pop();
            }
            // A drive without its root would be resolved to the working directory on it.
            Component::Prefix(_) | Component::CurDir => resolved.push(component),
            Component::RootDir | Component::Normal(_) => {
                resolved.push(component);
                resolved = resolved.canonicalize().unwrap_or(resolved);
            }
        }
    }
    Ok(resolved)
}

/// Gives the manifest of the output, if it has one.
fn read_manifest(output: &Path) -> Result<Option<Manifest>, Fault> {
    let folder = output.join(FOLDER);
    match path_kind(&folder).map_err(Fault::at(&folder))? {
        PathKind::Nothing => return Ok(None),
        PathKind::Link => return Err(Refusal::SymbolicLink(folder).into()),
        PathKind::File => return Err(Refusal::ForeignFile(folder).into()),
        PathKind::Folder => {}
    }
    let manifest = place(output, MANIFEST);
    match path_kind(&manifest).map_err(Fault::at(&manifest))? {
        PathKind::Nothing => return Ok(None),
        PathKind::Link => return Err(Refusal::SymbolicLink(manifest).into()),
        PathKind::Folder => return Err(Refusal::UnreadableManifest { manifest, line: 1 }.into()),
        PathKind::File => {}
    }
    let read = || -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        open_regular(&manifest)?.read_to_end(&mut bytes)?;
        Ok(bytes)
    };
    let bytes = read().map_err(Fault::at(&manifest))?;
    let parsed = Manifest::parse(&bytes).map_err(|line| Refusal::UnreadableManifest { manifest, line })?;
    Ok(Some(parsed))
}

/// Whether an entry is of the kind that hosts and version control put into an empty output:
/// `.gitignore`, `.git`, `.well-known`, the `CNAME` of GitHub Pages.
fn is_placeholder(output: &Path, name: &OsStr) -> bool {
    let is_domain_file = || name == "CNAME" && path_kind(&output.join(name)).is_ok_and(|found| found == PathKind::File);
    name.as_encoded_bytes().starts_with(b".") || is_domain_file()
}
