//! Writes files that the program makes of itself, such as its man pages.

use std::fs;
use std::path::Path;

use crate::host::command::{ExitStatus, Streams, print_machine_error, print_notice};
use crate::host::report::TerminalStyle;
use crate::messages::notice::Notice;

/// Writes files into a folder, which is made where it is missing, over those of their names.
pub(crate) fn write_program_files(
    folder: &Path,
    files: &[(String, Vec<u8>)],
    style: TerminalStyle,
    streams: &mut Streams<'_>,
) -> ExitStatus {
    if let Err(error) = fs::create_dir_all(folder) {
        return print_machine_error(streams.words, style, folder, &error);
    }
    for (name, bytes) in files {
        let path = folder.join(name);
        if let Err(error) = fs::write(&path, bytes) {
            return print_machine_error(streams.words, style, &path, &error);
        }
        print_notice(streams.words, style, Notice::InitWrote, &[("path", &path.display())]);
    }
    ExitStatus::Fine
}
