//! The files of a source folder: where they are, of which sort, and how one is read.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use data_encoding::HEXLOWER;

use crate::base::path::RelPath;
use crate::host::file_digest::file_digest;
use crate::input::snapshot::Attachment;
use crate::input::source::{ADDRESS_LOCK_PATH, MAX_TABLE_BYTES, is_table_name};

/// A file or folder that cannot be read.
#[derive(Debug)]
pub struct LoadError {
    /// Its path.
    pub path: PathBuf,
    /// The reason that the system gives.
    pub source: io::Error,
}

impl LoadError {
    /// Gives the conversion of a system's error at this path, for `map_err`.
    pub(super) fn at(path: &Path) -> impl FnOnce(io::Error) -> LoadError {
        let path = path.to_owned();
        |source| LoadError { path, source }
    }
}

/// The folder of documents, vocabularies and attachments, below the source folder.
pub(crate) const CONTENT: &str = "content";

/// The folder of themes, below the source folder.
pub(crate) const THEMES: &str = "themes";

/// The list of published addresses, below the source folder.
pub(super) const ADDRESSES: &str = ADDRESS_LOCK_PATH;

/// Files of which a site has one each, and that are no pages.
pub(super) const SINGLE: [&str; 6] = [
    "content/site.yaml",
    "content/topics.yaml",
    "content/bodies.yaml",
    "content/places.yaml",
    ADDRESSES,
    "content/redirects.txt",
];

/// Returns whether a file below [`CONTENT`] is a document or vocabulary; all others are attachments.
pub(super) fn is_text(path: &RelPath) -> bool {
    let name = path.name().to_ascii_lowercase();
    SINGLE.contains(&path.as_str()) || name.ends_with(".md") || name.ends_with(".markdown")
}

/// Reads the bytes of a file.
pub(super) fn read(source: &Path, path: &RelPath) -> Result<Vec<u8>, LoadError> {
    let full = source.join(path.as_str());
    fs::read(&full).map_err(LoadError::at(&full))
}

/// Reads length and digest of an attachment, in constant memory.
pub(super) fn read_attachment(source: &Path, path: RelPath) -> Result<Attachment, LoadError> {
    let full = source.join(path.as_str());
    let (digest, length) = file_digest(&full).map_err(LoadError::at(&full))?;
    let sha256 = HEXLOWER.encode(&digest);
    let image_size = image_size(&full).map_err(LoadError::at(&full))?;
    let is_shown = is_table_name(path.name()) && length <= MAX_TABLE_BYTES as u64;
    let table = is_shown.then(|| read(source, &path)).transpose()?.map(Arc::from);
    Ok(Attachment {
        path,
        length,
        sha256,
        image_size,
        table,
    })
}

/// Extensions of the images whose size is read.
const IMAGES: [&str; 5] = ["gif", "jpeg", "jpg", "png", "webp"];

/// Reads the size of an image from its header; `None` for other files.
fn image_size(path: &Path) -> Result<Option<(usize, usize)>, std::io::Error> {
    let extension = path.extension().and_then(|extension| extension.to_str());
    let is_image = extension.is_some_and(|own| IMAGES.iter().any(|known| known.eq_ignore_ascii_case(own)));
    if !is_image {
        return Ok(None);
    }
    let file = std::io::BufReader::new(fs::File::open(path)?);
    Ok(imagesize::reader_size(file).ok().map(|size| (size.width, size.height)))
}
