//! `check --write-addresses`: writes the list of published addresses, which the editor then commits.

use std::io::Write;

use crate::base::path::RelPath;
use crate::edition::CompiledSite;
use crate::host::atomic_write::atomic_write;
use crate::host::command::{CommandOptions, ExitStatus, print_machine_error, print_notice};
use crate::host::report::TerminalStyle;
use crate::host::source_files::ADDRESSES;
use crate::input::snapshot::Snapshot;
use crate::messages::notice::Notice;

/// Writes the list; returns a status only where the machine failed.
pub(super) fn write_addresses(
    job: &CommandOptions,
    site: &CompiledSite,
    snapshot: &Snapshot,
    style: TerminalStyle,
    out: &mut dyn Write,
) -> Option<ExitStatus> {
    let (text, count, added) = site.addresses(snapshot.today);
    let values = [
        ("path", ADDRESSES.to_owned()),
        ("count", count.to_string()),
        ("added", added.to_string()),
    ];
    if snapshot.addresses.as_ref().is_some_and(|file| *file.text == *text) {
        print_notice(out, style, Notice::AddressesUnchanged, &values);
        return None;
    }
    let path = RelPath::new(ADDRESSES).expect("a constant path");
    match atomic_write(&job.source, &path, text.as_bytes()) {
        Ok(()) => {
            print_notice(out, style, Notice::AddressesWritten, &values);
            None
        }
        Err(error) => {
            print_machine_error(out, style, &job.source.join(ADDRESSES), &error);
            Some(ExitStatus::Machine)
        }
    }
}
