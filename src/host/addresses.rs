//! `check --write-addresses`: the list of published addresses, written for the editor to commit.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use super::job::{Ending, Job, machine, say};
use super::report::Style;
use crate::base::catalogue::Notice;
use crate::edition::Edition;
use crate::input::snapshot::Snapshot;

/// Where the list stands, from the source folder.
pub(super) const PATH: &str = "content/addresses.lock";

/// Writes the list; an ending only where the machine failed.
pub(super) fn write(
    job: &Job,
    edition: &Edition,
    snapshot: &Snapshot,
    style: Style,
    out: &mut dyn Write,
) -> Option<Ending> {
    let (text, count, added) = edition.addresses();
    let values = [
        ("path", PATH.to_owned()),
        ("count", count.to_string()),
        ("added", added.to_string()),
    ];
    if snapshot.addresses.as_ref().is_some_and(|file| *file.text == *text) {
        say(out, style, Notice::AddressesUnchanged, &values);
        return None;
    }
    let path = job.source.join(PATH);
    match replace(&path, text.as_bytes()) {
        Ok(()) => {
            say(out, style, Notice::AddressesWritten, &values);
            None
        }
        Err(error) => {
            machine(out, style, &path, &error);
            Some(Ending::Machine)
        }
    }
}

/// Replaces a file as a whole, so that a crash leaves the old or the new one.
fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    // Dot-files are no content: what a crash leaves is never published.
    let staged = path.with_file_name(".addresses.lock.congbo-new");
    let mut file = fs::File::create(&staged)?;
    let written = file.write_all(bytes).and_then(|()| file.sync_all());
    written.and_then(|()| fs::rename(&staged, path)).inspect_err(|_| {
        let _ = fs::remove_file(&staged);
    })
}
