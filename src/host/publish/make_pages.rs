//! Has the caller make all files, in parallel, and gathers what became of each.
//!
//! It must not know where the bytes end up: the caller decides.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};

use data_encoding::HEXLOWER;
use rayon::prelude::*;

use crate::base::checksums::checksum_list;
use crate::host::publish::diff_writer::{CHUNK, DiffWriter, WriteOutcome};
use crate::host::publish::publication::{Rank, WritePage};
use crate::host::publish::publish_error::{Fault, PublishError};
use crate::host::publish::publish_job::{Pages, PublishJob};

/// Where the bytes of one file go.
pub(super) struct WriteTarget {
    /// The place that new bytes are written to.
    pub path: PathBuf,
    /// The file that the bytes are compared with first.
    pub existing: Option<File>,
}

/// Makes all files, pages before the others: the search index needs room when pages need the HTML of bodies no more. The
/// result is in their order.
///
/// # Errors
/// The machine's failure with the lowest index, else all pages that failed, so that the order of work does not show.
pub(super) fn make_all<E: Send>(
    job: &PublishJob,
    target: &(dyn Fn(usize) -> io::Result<WriteTarget> + Sync),
    pages: &Pages<E>,
) -> Result<Vec<WriteOutcome>, PublishError<E>> {
    let done = AtomicUsize::new(0);
    let is_list = |index: &usize| job.files[*index].rank == Rank::Checksums;
    let is_page = |index: &usize| job.files[*index].rank == Rank::Page;
    let make = |index| {
        let outcome = make_one(job, index, target, pages.write);
        (pages.progress)(done.fetch_add(1, Ordering::Relaxed) + 1);
        (index, outcome)
    };
    // One by one: a few large files are a good part of the work.
    let all = || (0..job.files.len()).into_par_iter().with_max_len(1);
    let mut outcomes: Vec<_> = all().filter(is_page).map(make).collect();
    outcomes.par_extend(all().filter(|index| !is_page(index) && !is_list(index)).map(make));
    outcomes.sort_by_key(|(index, _)| *index);
    let mut made = all_made(outcomes.into_iter().map(|(_, outcome)| outcome))?;
    for index in (0..job.files.len()).filter(is_list) {
        let others = job.files.iter().filter(|file| file.rank != Rank::Checksums);
        let rows = others
            .zip(&made)
            .map(|(file, made)| (file.path.as_str(), HEXLOWER.encode(&made.content.digest)));
        let list = checksum_list(rows);
        // The sink keeps the error of a write.
        let write = |_: usize, sink: &mut dyn Write| -> Result<(), E> {
            let _ = sink.write_all(list.as_bytes());
            Ok(())
        };
        let outcome = make_one(job, index, target, &write)?;
        made.insert(index, outcome);
        (pages.progress)(done.fetch_add(1, Ordering::Relaxed) + 1);
    }
    Ok(made)
}

/// Gives what became of all files, or the error to report.
fn all_made<E>(
    outcomes: impl ExactSizeIterator<Item = Result<WriteOutcome, PublishError<E>>>,
) -> Result<Vec<WriteOutcome>, PublishError<E>> {
    let mut made = Vec::with_capacity(outcomes.len() + 1);
    let mut failed = Vec::new();
    for outcome in outcomes {
        match outcome {
            Ok(file) => made.push(file),
            Err(PublishError::Page(errors)) => failed.extend(errors),
            Err(
                error @ (PublishError::Machine { .. } | PublishError::Interrupted { .. } | PublishError::Refused(_)),
            ) => {
                return Err(error);
            }
        }
    }
    match failed.is_empty() {
        true => Ok(made),
        false => Err(PublishError::Page(failed)),
    }
}

fn make_one<E>(
    job: &PublishJob,
    index: usize,
    target: &(dyn Fn(usize) -> io::Result<WriteTarget> + Sync),
    write: &WritePage<'_, E>,
) -> Result<WriteOutcome, PublishError<E>> {
    let target = target(index).map_err(|error| Fault::at(&job.place(index))(error))?;
    let mut sink = DiffWriter::new(job.disk, &target.path, target.existing);
    let mut buffered = BufWriter::with_capacity(CHUNK, &mut sink);
    let answer = write(index, &mut buffered);
    // The sink keeps the error of this and of any earlier write.
    let _ = buffered.flush();
    drop(buffered);

    let Err(error) = answer else {
        return Ok(sink.finish().map_err(Fault::at(&target.path))?);
    };
    match sink.failure() {
        Some(failure) => Err(Fault::at(&target.path)(failure).into()),
        None => Err(PublishError::Page(vec![(index, error)])),
    }
}
