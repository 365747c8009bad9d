//! `check --write-addresses`: the list of published addresses, written for the editor to commit.

use std::io::Write;

use crate::base::path::RelPath;
use crate::edition::Edition;
use crate::host::atomic_write::atomic_write;
use crate::host::command::{Ending, Job, machine, say};
use crate::host::report::Style;
use crate::input::snapshot::Snapshot;
use crate::messages::catalogue::Notice;

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
    let path = RelPath::new(PATH).expect("a constant path");
    match atomic_write(&job.source, &path, text.as_bytes()) {
        Ok(()) => {
            say(out, style, Notice::AddressesWritten, &values);
            None
        }
        Err(error) => {
            machine(out, style, &job.source.join(PATH), &error);
            Some(Ending::Machine)
        }
    }
}
