//! Has the caller make all files, in parallel, and gathers what became of each.
//!
//! It must not know where the bytes end up: the caller decides.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use crate::host::publish::diff_writer::{CHUNK, DiffWriter, WriteOutcome};
use crate::host::publish::publish_error::PublishError;
use crate::host::publish::publish_job::{Pages, PublishJob};

/// Where the bytes of one file go.
pub(super) struct WriteTarget {
    /// The place that new bytes are written to.
    pub path: PathBuf,
    /// The file that the bytes are compared with first.
    pub existing: Option<File>,
}

/// Why one file was not made.
enum Unmade<E> {
    Machine { path: PathBuf, source: io::Error },
    Page(E),
}

/// Makes all files; the result is in their order.
///
/// # Errors
/// The machine's failure with the lowest index, else all pages that failed, so that the order of work does not show.
pub(super) fn make_all<E: Send>(
    job: &PublishJob,
    target: &(dyn Fn(usize) -> io::Result<WriteTarget> + Sync),
    pages: &Pages<E>,
) -> Result<Vec<WriteOutcome>, PublishError<E>> {
    let done = AtomicUsize::new(0);
    let outcomes: Vec<_> = (0..job.files.len())
        .into_par_iter()
        .map(|index| {
            let outcome = make_one(job, index, target, pages);
            (pages.progress)(done.fetch_add(1, Ordering::Relaxed) + 1);
            outcome
        })
        .collect();

    let mut made = Vec::with_capacity(outcomes.len());
    let mut failed = Vec::new();
    for (index, outcome) in outcomes.into_iter().enumerate() {
        match outcome {
            Ok(file) => made.push(file),
            Err(Unmade::Page(error)) => failed.push((index, error)),
            Err(Unmade::Machine { path, source }) => {
                return Err(PublishError::Machine { path, source });
            }
        }
    }
    if failed.is_empty() {
        Ok(made)
    } else {
        Err(PublishError::Page(failed))
    }
}

fn make_one<E>(
    job: &PublishJob,
    index: usize,
    target: &(dyn Fn(usize) -> io::Result<WriteTarget> + Sync),
    pages: &Pages<E>,
) -> Result<WriteOutcome, Unmade<E>> {
    let target = target(index).map_err(|source| Unmade::Machine {
        path: job.place(index),
        source,
    })?;
    let mut sink = DiffWriter::new(job.disk, &target.path, target.existing);
    let mut buffered = BufWriter::with_capacity(CHUNK, &mut sink);
    let answer = (pages.write)(index, &mut buffered);
    // The sink keeps the error of this and of any earlier write.
    let _ = buffered.flush();
    drop(buffered);

    let machine = |source| Unmade::Machine {
        path: target.path.clone(),
        source,
    };
    match answer {
        Ok(()) => sink.finish().map_err(machine),
        Err(error) => Err(sink.failure().map_or(Unmade::Page(error), machine)),
    }
}
