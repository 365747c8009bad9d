//! The SHA-256 and the length of a file, read in constant memory.

use std::fs::File;
use std::io;
use std::path::Path;

use sha2::{Digest, Sha256};

use crate::host::system::open_regular;

/// Reads the SHA-256 of a file and its length in bytes.
///
/// # Errors
/// The file cannot be read.
pub(super) fn file_digest(path: &Path) -> io::Result<([u8; 32], u64)> {
    digest_of(&mut open_regular(path)?)
}

/// Reads the SHA-256 of an open file and its length in bytes.
///
/// # Errors
/// The file cannot be read.
pub(super) fn digest_of(file: &mut File) -> io::Result<([u8; 32], u64)> {
    copy_with_digest(file, &mut io::sink())
}

/// Copies what is read; gives its SHA-256 and its length in bytes.
///
/// # Errors
/// It cannot be read, or not written.
pub(super) fn copy_with_digest(file: &mut File, out: &mut dyn io::Write) -> io::Result<([u8; 32], u64)> {
    let mut writer = DigestWriter {
        digest: Sha256::new(),
        out,
    };
    let length = io::copy(file, &mut writer)?;
    Ok((writer.digest.finalize().into(), length))
}

struct DigestWriter<'a> {
    digest: Sha256,
    out: &'a mut dyn io::Write,
}

impl io::Write for DigestWriter<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.out.write(bytes)?;
        self.digest.update(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
