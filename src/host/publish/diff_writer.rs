//! Takes the bytes of one file: compares them with the existing file, and writes only when they differ.
//!
//! Needs a constant amount of memory, however long the file is. It must not know which files there are.

use std::fs::File;
use std::io::{self, ErrorKind, Read, Seek, Write};
use std::path::Path;

use sha2::{Digest, Sha256};

use crate::host::publish::disk::{Disk, with_parents};
use crate::host::publish::manifest::ContentDigest;

/// The number of bytes that are compared or written at once; most pages are shorter.
pub(super) const CHUNK: usize = 64 * 1024;

/// What became of the bytes of one file.
#[derive(Clone, Copy, Debug)]
pub(super) struct WriteOutcome {
    pub content: ContentDigest,
    /// Whether the bytes wait at the target; else they are those of the existing file.
    pub is_new: bool,
}

/// Compares with the existing file as long as the bytes are the same; from the first difference on,
/// writes to the target.
pub(super) struct DiffWriter<'a> {
    disk: &'a dyn Disk,
    target: &'a Path,
    existing: Option<File>,
    written: Option<File>,
    digest: Sha256,
    length: u64,
    failure: Option<io::Error>,
}

impl<'a> DiffWriter<'a> {
    /// Prepares to take a file's bytes; without an existing file all of them are written.
    pub(super) fn new(disk: &'a dyn Disk, target: &'a Path, existing: Option<File>) -> Self {
        DiffWriter {
            disk,
            target,
            existing,
            written: None,
            digest: Sha256::new(),
            length: 0,
            failure: None,
        }
    }

    /// Gives the error of the machine at which writing ended, if it did: whoever wrote may have swallowed it.
    pub(super) fn failure(self) -> Option<io::Error> {
        self.failure
    }

    /// Gives what became of the bytes, once all are here.
    ///
    /// # Errors
    /// When the machine fails, or did so before.
    pub(super) fn finish(mut self) -> io::Result<WriteOutcome> {
        if let Some(failure) = self.failure.take() {
            return Err(failure);
        }
        let is_unchanged = match &mut self.existing {
            Some(existing) => existing.read(&mut [0])? == 0,
            None => false,
        };
        if !is_unchanged {
            self.target_file()?;
        }
        let content = ContentDigest {
            digest: self.digest.finalize().into(),
            length: self.length,
        };
        Ok(WriteOutcome {
            content,
            is_new: !is_unchanged,
        })
    }

    fn take(&mut self, bytes: &[u8]) -> io::Result<()> {
        if !self.is_next(bytes)? {
            self.target_file()?.write_all(bytes)?;
        }
        self.digest.update(bytes);
        self.length += bytes.len() as u64;
        Ok(())
    }

    /// Whether these bytes come next in the existing file.
    fn is_next(&mut self, bytes: &[u8]) -> io::Result<bool> {
        let Some(existing) = &mut self.existing else {
            return Ok(false);
        };
        let mut found = [0; 16 * 1024];
        for bytes in bytes.chunks(found.len()) {
            let found = &mut found[..bytes.len()];
            match existing.read_exact(found) {
                Ok(()) if found == bytes => {}
                Ok(()) => return Ok(false),
                Err(error) if error.kind() == ErrorKind::UnexpectedEof => return Ok(false),
                Err(error) => return Err(error),
            }
        }
        Ok(true)
    }

    /// Gives the target file, at first after copying to it the bytes that the existing one has in common.
    fn target_file(&mut self) -> io::Result<&mut File> {
        let target = match self.written.take() {
            Some(target) => target,
            None => {
                let mut target = with_parents(self.disk, self.target, |path| self.disk.create(path))?;
                if let Some(mut existing) = self.existing.take() {
                    existing.rewind()?;
                    io::copy(&mut existing.take(self.length), &mut target)?;
                }
                target
            }
        };
        Ok(self.written.insert(target))
    }
}

impl Write for DiffWriter<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if let Some(failure) = &self.failure {
            return Err(failure.kind().into());
        }
        let chunk = &bytes[..bytes.len().min(CHUNK)];
        match self.take(chunk) {
            Ok(()) => Ok(chunk.len()),
            Err(error) => {
                let kind = error.kind();
                self.failure = Some(error);
                Err(kind.into())
            }
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
