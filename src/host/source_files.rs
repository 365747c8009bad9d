//! The files of a source folder: where they are, of which sort, and how one is read.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};

use crate::base::path::RelPath;
use crate::input::snapshot::Attachment;
use crate::input::source::SourceFile;

/// A file or folder that cannot be read.
#[derive(Debug)]
pub struct LoadError {
    /// Its path.
    pub path: PathBuf,
    /// The reason that the system gives.
    pub source: io::Error,
}

/// The folder of documents, vocabularies and attachments, below the source folder.
pub const CONTENT: &str = "content";

/// The folder of themes, below the source folder.
pub const THEMES: &str = "themes";

/// The list of published addresses, below the source folder.
pub(super) const ADDRESSES: &str = "content/addresses.lock";

/// Files of which a site has one each, and that are no pages.
pub(super) const SINGLE: [&str; 4] = [
    "content/site.yaml",
    "content/topics.yaml",
    "content/bodies.yaml",
    ADDRESSES,
];

/// Returns whether a file below [`CONTENT`] is a document or vocabulary; all others are attachments.
pub(super) fn is_text(path: &RelPath) -> bool {
    let name = path.name().to_ascii_lowercase();
    SINGLE.contains(&path.as_str()) || name.ends_with(".md") || name.ends_with(".markdown")
}

/// Reads the bytes of a file.
pub(super) fn read(source: &Path, path: &RelPath) -> Result<Vec<u8>, LoadError> {
    let full = source.join(path.as_str());
    fs::read(&full).map_err(|error| LoadError {
        path: full,
        source: error,
    })
}

/// Reads a document or vocabulary.
pub(super) fn read_text(source: &Path, path: RelPath) -> Result<SourceFile, LoadError> {
    let bytes = read(source, &path)?;
    Ok(SourceFile::decode(path, &bytes))
}

/// Reads length and digest of an attachment, in constant memory.
pub(super) fn read_attachment(source: &Path, path: RelPath) -> Result<Attachment, LoadError> {
    let full = source.join(path.as_str());
    let failed = |error| LoadError {
        path: full.clone(),
        source: error,
    };
    let mut file = fs::File::open(&full).map_err(failed)?;
    let mut digest = Sha256::new();
    let length = io::copy(&mut file, &mut DigestWriter(&mut digest)).map_err(failed)?;
    let sha256 = HEXLOWER.encode(&digest.finalize());
    Ok(Attachment { path, length, sha256 })
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
