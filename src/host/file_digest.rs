//! The SHA-256 and the length of a file, read in constant memory.

use std::fs::File;
use std::io;
use std::path::Path;

use sha2::{Digest, Sha256};

/// Reads the SHA-256 of a file and its length in bytes.
///
/// # Errors
/// The file cannot be read.
pub(super) fn file_digest(path: &Path) -> io::Result<([u8; 32], u64)> {
    let mut digest = Sha256::new();
    let length = io::copy(&mut File::open(path)?, &mut DigestWriter(&mut digest))?;
    Ok((digest.finalize().into(), length))
}

struct DigestWriter<'a>(&'a mut Sha256);

impl io::Write for DigestWriter<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
