//! Looks at the folders in which a build will rename and remove files, before it touches the first one.
//!
//! Only reads.

use std::collections::BTreeSet;
use std::path::Path;

use crate::host::publish::changes::Superfluous;
use crate::host::publish::disk::{PathKind, path_kind, place};
use crate::host::publish::manifest::ancestors;
use crate::host::publish::publish_error::Fault;
use crate::host::publish::publish_job::PublishJob;
use crate::host::system::check_writable;

/// Fails at the first folder that the system would not let a build change: no file of the site is touched then.
pub(super) fn check(job: &PublishJob, order: &[usize], superfluous: &Superfluous) -> Result<(), Fault> {
    let placed = order.iter().map(|index| job.files[*index].path.as_str());
    let removed = superfluous.in_the_way.iter().chain(&superfluous.elsewhere).copied();
    let folders: BTreeSet<&str> = placed
        .chain(removed)
        .map(|path| ancestors(path).next().unwrap_or(""))
        .collect();
    for folder in folders {
        let nearest = std::iter::once(folder)
            .chain(ancestors(folder))
            .find(|folder| is_there(job.output, folder));
        let path = match nearest {
            None | Some("") => job.output.to_path_buf(),
            Some(inner) => place(job.output, inner),
        };
        check_writable(&path).map_err(Fault::at(&path))?;
    }
    Ok(())
}

fn is_there(output: &Path, folder: &str) -> bool {
    !folder.is_empty() && path_kind(&place(output, folder)).is_ok_and(|kind| kind == PathKind::Folder)
}
