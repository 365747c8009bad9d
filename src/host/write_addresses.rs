//! `check --write-addresses`: writes the list of published addresses, which the editor then commits.

use std::io::Write;

use crate::base::path::RelPath;
use crate::edition::CompiledSite;
use crate::host::atomic_write::atomic_write;
use crate::host::command::{Compiled, ExitStatus, print_machine_error, print_notice};
use crate::host::report::Values;
use crate::host::source_files::ADDRESSES;
use crate::messages::notice::Notice;

/// Writes the list; returns a status only where the machine failed.
pub(super) fn write_addresses(compiled: &Compiled<'_>, site: &CompiledSite, out: &mut dyn Write) -> Option<ExitStatus> {
    let (source, style) = (&compiled.job.source, compiled.style);
    let (text, count, added) = site.addresses(compiled.snapshot.today);
    let values: Values<'_> = &[("path", &ADDRESSES), ("count", &count), ("added", &added)];
    let known = compiled.snapshot.addresses.as_ref();
    if known.is_some_and(|file| *file.text == *text) {
        print_notice(out, style, Notice::AddressesUnchanged, values);
        return None;
    }
    let path = RelPath::new(ADDRESSES).expect("a constant path");
    match atomic_write(source, &path, text.as_bytes()) {
        Ok(()) => {
            print_notice(out, style, Notice::AddressesWritten, values);
            None
        }
        Err(error) => Some(print_machine_error(out, style, &source.join(ADDRESSES), &error)),
    }
}
