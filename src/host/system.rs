//! Calls of the system that the standard library lacks. The only user of `nix`.
//!
//! On other systems than Unix each does what can be done there.

use std::fs::{File, OpenOptions};
use std::io::{self, ErrorKind};
use std::path::Path;

use crate::base::path::RelPath;

/// Opens a file below a folder for reading. Each folder on the way is opened from the one before it, so that nothing
/// that is exchanged meanwhile leads elsewhere; neither links nor pipes are opened.
///
/// # Errors
/// A part of the path is a symbolic link, there is no regular file, or the system refuses.
#[cfg(unix)]
pub(super) fn open_below(root: &Path, path: &RelPath) -> io::Result<File> {
    use std::os::fd::OwnedFd;

    use nix::fcntl::{OFlag, openat};
    use nix::sys::stat::Mode;

    let mut folder: OwnedFd = File::open(root)?.into();
    for part in path.folder().split('/').filter(|part| !part.is_empty()) {
        let flags = OFlag::O_RDONLY | OFlag::O_DIRECTORY | OFlag::O_NOFOLLOW | OFlag::O_CLOEXEC;
        folder = openat(&folder, part, flags, Mode::empty()).map_err(not_followed)?;
    }
    let flags = OFlag::O_RDONLY | OFlag::O_NOFOLLOW | OFlag::O_NONBLOCK | OFlag::O_CLOEXEC;
    let file = openat(&folder, path.name(), flags, Mode::empty()).map_err(not_followed)?;
    regular(file.into())
}

/// Opens a file below a folder for reading, unless a part of its path is a link.
///
/// # Errors
/// A part of the path is a symbolic link, there is no regular file, or the system refuses.
#[cfg(not(unix))]
pub(super) fn open_below(root: &Path, path: &RelPath) -> io::Result<File> {
    let mut full = root.to_owned();
    for part in path.folder().split('/').filter(|part| !part.is_empty()) {
        full.push(part);
        if full.symlink_metadata()?.file_type().is_symlink() {
            return Err(io::Error::new(ErrorKind::InvalidInput, LINK));
        }
    }
    open_regular(&full.join(path.name()))
}

/// Opens a regular file for reading: no link at the end of its path, and no pipe, which would never end.
///
/// # Errors
/// There is no regular file, or the system refuses.
pub(super) fn open_regular(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    regular(without_following(options.read(true)).open(path).map_err(is_link)?)
}

/// Has a file opened without following a link at the end of its path, and without waiting for a pipe's other end.
#[cfg(unix)]
pub(super) fn without_following(options: &mut OpenOptions) -> &mut OpenOptions {
    use std::os::unix::fs::OpenOptionsExt;

    use nix::fcntl::OFlag;

    options.custom_flags((OFlag::O_NOFOLLOW | OFlag::O_NONBLOCK).bits())
}

/// Has a file opened without following a link or another reparse point at the end of its path.
#[cfg(windows)]
pub(super) fn without_following(options: &mut OpenOptions) -> &mut OpenOptions {
    use std::os::windows::fs::OpenOptionsExt;

    /// `FILE_FLAG_OPEN_REPARSE_POINT`: opens the reparse point itself, which is no regular file.
    const OPEN_REPARSE_POINT: u32 = 0x0020_0000;

    options.custom_flags(OPEN_REPARSE_POINT)
}

/// Elsewhere a link is followed.
#[cfg(not(any(unix, windows)))]
pub(super) fn without_following(options: &mut OpenOptions) -> &mut OpenOptions {
    options
}

const LINK: &str = "a symbolic link, which is not followed";

#[cfg(unix)]
fn not_followed(error: nix::errno::Errno) -> io::Error {
    use nix::errno::Errno;

    match error {
        Errno::ELOOP | Errno::EMLINK => io::Error::new(ErrorKind::InvalidInput, LINK),
        other => other.into(),
    }
}

#[cfg(unix)]
fn is_link(error: io::Error) -> io::Error {
    error
        .raw_os_error()
        .map_or(error, |code| not_followed(nix::errno::Errno::from_raw(code)))
}

#[cfg(not(unix))]
fn is_link(error: io::Error) -> io::Error {
    error
}

/// Refuses what is open but no regular file.
pub(super) fn regular(file: File) -> io::Result<File> {
    match file.metadata()?.file_type().is_file() {
        true => Ok(file),
        false => Err(io::Error::new(ErrorKind::InvalidInput, "not a regular file")),
    }
}

/// Waits until everything written to the file system of a folder is on the disk (`syncfs`), so that it outlasts a power
/// cut. Only Linux has such a call; elsewhere the system writes when it sees fit.
///
/// # Errors
/// Bytes could not be written, now or since the folder was opened.
#[cfg(target_os = "linux")]
pub(super) fn sync_file_system(folder: &Path) -> io::Result<()> {
    Ok(nix::unistd::syncfs(File::open(folder)?)?)
}

/// Does nothing: only Linux can wait for a whole file system.
///
/// # Errors
/// None.
#[cfg(not(target_os = "linux"))]
pub(super) fn sync_file_system(_: &Path) -> io::Result<()> {
    Ok(())
}

/// Asks whether entries of a folder may be made, replaced and removed.
///
/// # Errors
/// They may not, with the system's reason.
#[cfg(unix)]
pub(super) fn check_writable(folder: &Path) -> io::Result<()> {
    use nix::unistd::AccessFlags;

    Ok(nix::unistd::access(folder, AccessFlags::W_OK | AccessFlags::X_OK)?)
}

/// Knows nothing where rights are not those of Unix.
///
/// # Errors
/// None.
#[cfg(not(unix))]
pub(super) fn check_writable(_: &Path) -> io::Result<()> {
    Ok(())
}

/// From now on a file that grows beyond the limit of the process (`ulimit -f`) is an error of the write, not a signal
/// that ends the program. To be called before there are threads, which take it over.
pub(crate) fn refuse_file_size_signal() {
    #[cfg(unix)]
    {
        use nix::sys::signal::{SigSet, Signal};

        let mut signals = SigSet::empty();
        signals.add(Signal::SIGXFSZ);
        // Where it cannot be blocked, the signal ends the program as before.
        let _ = signals.thread_block();
    }
}
