//! The files of a source folder: where they are, of which sort, and how one is read.

use std::fs::File;
use std::io::{self, ErrorKind, Read, Seek};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use data_encoding::HEXLOWER;

use crate::base::file_sort::{FileSort, of_name, runs};
use crate::base::path::RelPath;
use crate::host::file_digest::digest_of;
use crate::host::system::open_below;
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

/// The list of addresses that lead to others, below the source folder.
const REDIRECTS: &str = "content/redirects.txt";

/// Files of which a site has one each, and that are no pages.
pub(super) const SINGLE: [&str; 6] = [
    "content/site.yaml",
    "content/topics.yaml",
    "content/bodies.yaml",
    "content/places.yaml",
    ADDRESSES,
    REDIRECTS,
];

/// Returns whether a file below [`CONTENT`] is a document or vocabulary; all others are attachments.
pub(super) fn is_text(path: &RelPath) -> bool {
    let name = path.name().to_ascii_lowercase();
    SINGLE.contains(&path.as_str()) || name.ends_with(".md") || name.ends_with(".markdown")
}

/// The most bytes of a document or vocabulary: twenty times the longest text that was met. Texts are held in memory, and
/// a file of holes (`truncate -s 1T`) would fill it.
const MAX_TEXT_BYTES: u64 = 16 * 1024 * 1024;

/// The most bytes of a file of a theme, and of the lists of addresses, which grow with the site.
const MAX_OTHER_BYTES: u64 = 512 * 1024 * 1024;

/// Reads the bytes of a file; one that is longer than its sort may be is an error of the kind `FileTooLarge`.
pub(super) fn read(source: &Path, path: &RelPath) -> Result<Vec<u8>, LoadError> {
    let is_list = path.as_str() == ADDRESSES || path.as_str() == REDIRECTS;
    let most = match path.as_str().starts_with(CONTENT) && !is_list {
        true => MAX_TEXT_BYTES,
        false => MAX_OTHER_BYTES,
    };
    let bytes = || -> io::Result<Vec<u8>> {
        let file = open_below(source, path)?;
        // Behind `take` the standard library does not ask how long the file is.
        let length = file.metadata()?.len().min(most);
        let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or_default());
        file.take(most + 1).read_to_end(&mut bytes)?;
        match bytes.len() as u64 > most {
            true => Err(io::Error::new(
                ErrorKind::FileTooLarge,
                format!("longer than {} MB", most / (1024 * 1024)),
            )),
            false => Ok(bytes),
        }
    };
    bytes().map_err(LoadError::at(&source.join(path.as_str())))
}

/// Reads length and digest of an attachment, in constant memory.
pub(super) fn read_attachment(source: &Path, path: RelPath) -> Result<Attachment, LoadError> {
    let full = source.join(path.as_str());
    let read = || -> io::Result<Attachment> {
        let mut file = open_below(source, &path)?;
        let (digest, length) = digest_of(&mut file)?;
        file.rewind()?;
        let is_active = is_active(&mut file, &path)?;
        file.rewind()?;
        let table = match is_table_name(path.name()) && length <= MAX_TABLE_BYTES as u64 {
            true => Some(bytes_of(&mut file, length)?),
            false => None,
        };
        file.rewind()?;
        Ok(Attachment {
            length,
            sha256: HEXLOWER.encode(&digest),
            image_size: image_size(file, &path),
            is_active,
            table,
            path: path.clone(),
        })
    };
    read().map_err(LoadError::at(&full))
}

/// The bytes of a file of a known length.
fn bytes_of(file: &mut File, length: u64) -> io::Result<Arc<[u8]>> {
    let mut bytes = Vec::new();
    file.take(length).read_to_end(&mut bytes)?;
    Ok(bytes.into())
}

/// Returns whether a browser or a server would run a file. Drawings and XML are looked into: most hold nothing to run.
fn is_active(file: &mut File, path: &RelPath) -> io::Result<bool> {
    match of_name(path.name()) {
        FileSort::Active => return Ok(true),
        FileSort::Markup => {}
        FileSort::Backup | FileSort::Writing | FileSort::Archive | FileSort::Other => return Ok(false),
    }
    let mut bytes = Vec::new();
    file.take(MAX_MARKUP_BYTES + 1).read_to_end(&mut bytes)?;
    Ok(bytes.len() as u64 > MAX_MARKUP_BYTES || runs(&bytes))
}

/// Drawings and XML files that are longer are not looked into, and count as active.
const MAX_MARKUP_BYTES: u64 = 16 * 1024 * 1024;

/// Extensions of the images whose size is read.
const IMAGES: [&str; 5] = ["gif", "jpeg", "jpg", "png", "webp"];

/// Reads the size of an image from its header; `None` for other files.
fn image_size(file: File, path: &RelPath) -> Option<(usize, usize)> {
    let (_, extension) = path.name().rsplit_once('.')?;
    let is_image = IMAGES.iter().any(|known| known.eq_ignore_ascii_case(extension));
    let size = is_image.then(|| imagesize::reader_size(io::BufReader::new(file)).ok());
    size.flatten().map(|size| (size.width, size.height))
}
