//! `check --write-addresses`: the list of published addresses, written for the editor to commit.

use std::io::Write;

use crate::base::path::RelPath;
use crate::edition::CompiledSite;
use crate::host::atomic_write::atomic_write;
use crate::host::command::{CommandOptions, ExitStatus, print_machine_error, print_notice};
use crate::host::report::TerminalStyle;
use crate::input::snapshot::Snapshot;
use crate::messages::notice::Notice;

/// Where the list stands, from the source folder.
pub(super) const PATH: &str = "content/addresses.lock";

/// Writes the list; an ending only where the machine failed.
pub(super) fn write(
    job: &CommandOptions,
    edition: &CompiledSite,
    snapshot: &Snapshot,
    style: TerminalStyle,
    out: &mut dyn Write,
) -> Option<ExitStatus> {
    let (text, count, added) = edition.addresses();
    let values = [
        ("path", PATH.to_owned()),
        ("count", count.to_string()),
        ("added", added.to_string()),
    ];
    if snapshot.addresses.as_ref().is_some_and(|file| *file.text == *text) {
        print_notice(out, style, Notice::AddressesUnchanged, &values);
        return None;
    }
    let path = RelPath::new(PATH).expect("a constant path");
    match atomic_write(&job.source, &path, text.as_bytes()) {
        Ok(()) => {
            print_notice(out, style, Notice::AddressesWritten, &values);
            None
        }
        Err(error) => {
            print_machine_error(out, style, &job.source.join(PATH), &error);
            Some(ExitStatus::Machine)
        }
    }
}
