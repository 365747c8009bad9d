//! Creates or replaces a file of the source folder atomically, and never writes outside that folder.

use std::fs;
use std::io::{self, ErrorKind, Write};
use std::path::Path;

use tempfile::{Builder, NamedTempFile, TempDir};

use crate::base::path::RelPath;

/// Replaces the bytes of a file below a folder. A crash leaves the old file or the new one; its permissions stay.
///
/// The bytes go to a file of a random name beside the target, created anew, which is then renamed: neither a link
/// that waits under a known name nor one in place of the target is written through.
///
/// # Errors
/// A folder on the way to the file is a symbolic link, or the system refuses.
pub(super) fn atomic_write(source: &Path, path: &RelPath, bytes: &[u8]) -> io::Result<()> {
    refuse_linked_folders(source, path)?;
    let target = source.join(path.as_str());
    let staged = stage(target.parent().unwrap_or(source), bytes)?;
    if let Ok(known) = fs::symlink_metadata(&target)
        && known.is_file()
    {
        staged.as_file().set_permissions(known.permissions())?;
    }
    staged.as_file().sync_all()?;
    staged.persist(&target)?;
    Ok(())
}

/// Writes a file that is not there yet below a folder, with the folders on its way. A crash leaves it whole or not at
/// all.
///
/// # Errors
/// Something is already there (`AlreadyExists`), a folder on the way is a symbolic link, or the system refuses.
pub(super) fn create_file(source: &Path, path: &RelPath, bytes: &[u8]) -> io::Result<()> {
    let mut folder = source.to_owned();
    for part in path.folder().split('/').filter(|part| !part.is_empty()) {
        folder.push(part);
        match fs::create_dir(&folder) {
            Err(error) if error.kind() != ErrorKind::AlreadyExists => return Err(error),
            Ok(()) | Err(_) => refuse_link(&folder)?,
        }
    }
    let staged = stage(&folder, bytes)?;
    staged.as_file().sync_all()?;
    staged.persist_noclobber(source.join(path.as_str()))?;
    Ok(())
}

/// Has bytes read from a file of a random name in the system's folder for such files, and deletes it.
///
/// # Errors
/// The system refuses.
pub(super) fn with_temporary_file<T>(bytes: &[u8], read: impl FnOnce(&Path) -> T) -> io::Result<T> {
    let mut file = NamedTempFile::new()?;
    file.write_all(bytes)?;
    Ok(read(file.path()))
}

/// Writes bytes to a file of a random name in a folder.
fn stage(folder: &Path, bytes: &[u8]) -> io::Result<NamedTempFile> {
    // Dot-files are no content: a file that a crash leaves is never published.
    let mut builder = Builder::new();
    builder.prefix(".").suffix(".congbo-new");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let mut staged = builder.tempfile_in(folder)?;
    staged.write_all(bytes)?;
    Ok(staged)
}

/// Makes a folder of a random name that begins so, where the system keeps temporary files. It is removed when it is
/// dropped.
///
/// # Errors
/// The system refuses.
pub(super) fn temporary_folder(prefix: &str) -> io::Result<TempDir> {
    Builder::new().prefix(prefix).tempdir()
}

/// Refuses a path with a symbolic link among its folders.
fn refuse_linked_folders(source: &Path, path: &RelPath) -> io::Result<()> {
    let mut folder = source.to_owned();
    for part in path.folder().split('/').filter(|part| !part.is_empty()) {
        folder.push(part);
        refuse_link(&folder)?;
    }
    Ok(())
}

fn refuse_link(folder: &Path) -> io::Result<()> {
    if fs::symlink_metadata(folder)?.is_symlink() {
        let reason = format!("{} is a symbolic link", folder.display());
        return Err(io::Error::new(ErrorKind::InvalidInput, reason));
    }
    Ok(())
}
