//! A file of the content replaced as a whole.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

/// Replaces a file, so that a crash leaves the old or the new one; its permissions stay.
pub(super) fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    // Dot-files are no content: what a crash leaves is never published.
    let staged = path.with_file_name(format!(".{name}.congbo-new"));
    let written = write(&staged, bytes)
        .and_then(|()| match fs::metadata(path) {
            Ok(known) => fs::set_permissions(&staged, known.permissions()),
            Err(_) => Ok(()),
        })
        .and_then(|()| fs::rename(&staged, path));
    written.inspect_err(|_| {
        let _ = fs::remove_file(&staged);
    })
}

fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = fs::File::create(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}
