//! The files of a source folder: where they are, of which sort, and how one is read.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};

use crate::base::path::RelPath;
use crate::input::snapshot::Attachment;
use crate::input::source::SourceFile;

/// The machine could not read something.
#[derive(Debug)]
pub struct LoadError {
    /// What.
    pub path: PathBuf,
    /// Why.
    pub source: io::Error,
}

/// Folders below the source folder that hold a site.
pub const CONTENT: &str = "content";
/// The folder of themes.
pub const THEMES: &str = "themes";

/// Files of which a site has one each, and that are no pages.
pub(super) const SINGLE: [&str; 4] = [
    "content/site.yaml",
    "content/topics.yaml",
    "content/bodies.yaml",
    "content/addresses.lock",
];

pub(super) fn is_text(path: &RelPath) -> bool {
    let name = path.name().to_ascii_lowercase();
    SINGLE.contains(&path.as_str()) || name.ends_with(".md") || name.ends_with(".markdown")
}

pub(super) fn read(source: &Path, path: &RelPath) -> Result<Vec<u8>, LoadError> {
    let full = source.join(path.as_str());
    fs::read(&full).map_err(|error| LoadError {
        path: full,
        source: error,
    })
}

pub(super) fn read_text(source: &Path, path: RelPath) -> Result<SourceFile, LoadError> {
    let bytes = read(source, &path)?;
    Ok(SourceFile::decode(path, &bytes))
}

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
