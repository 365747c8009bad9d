//! `init`: writes the files of a new site, a repository of content alone. Never writes over a file.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use crate::edition::new_site_files;
use crate::host::atomic_write::create_file;
use crate::host::command::{ExitStatus, Streams, print_machine_error, print_notice};
use crate::host::report::TerminalStyle;
use crate::messages::notice::Notice;

/// Writes what a folder lacks of a new site, and prints what to do next.
pub(crate) fn init(folder: &Path, style: TerminalStyle, streams: &mut Streams<'_>) -> ExitStatus {
    if let Err(error) = fs::create_dir_all(folder) {
        return print_machine_error(streams.words, style, folder, &error);
    }
    let has_content = folder.join("content").exists();
    for (path, text) in new_site_files() {
        // In a site that is there already, a page of ours would be published unasked.
        if has_content && path.folder() == "content" {
            continue;
        }
        let notice = match create_file(folder, &path, text.as_bytes()) {
            Ok(()) => Notice::InitWrote,
            Err(error) if error.kind() == ErrorKind::AlreadyExists => Notice::InitKept,
            Err(error) => return print_machine_error(streams.words, style, &folder.join(path.as_str()), &error),
        };
        print_notice(streams.words, style, notice, &[("path", &path.as_str())]);
    }
    print_notice(streams.words, style, Notice::InitDone, &[("folder", &folder.display())]);
    ExitStatus::Fine
}
