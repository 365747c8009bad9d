//! Opens a .docx or .xlsx as an archive and reads its parts within limits. The only user of `zip`.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use crate::messages::import_text::ImportProblem;

/// The most bytes of a file, and of all its parts that are read.
const MAX_FILE_BYTES: usize = 64 << 20;
/// The most bytes of one part.
const MAX_PART_BYTES: u64 = 64 << 20;
/// The most bytes of all parts that are read.
const MAX_TOTAL_BYTES: u64 = 160 << 20;
/// The most parts.
const MAX_PARTS: usize = 20_000;
/// How many times as long as its compressed bytes a part may be. DEFLATE reaches 1,032; the XML of Word stays below 60.
const MAX_RATIO: u64 = 200;
/// A part of this length is no danger, whatever its ratio.
const ALWAYS_ALLOWED_BYTES: u64 = 4 << 20;

/// An archive of parts, found by name.
pub(crate) struct Archive<'b> {
    zip: ZipArchive<Cursor<&'b [u8]>>,
    /// The place of each part by its name in lower case: some programs write `Word\Document.xml`.
    places: BTreeMap<String, usize>,
    total: u64,
}

impl<'b> Archive<'b> {
    /// Opens the bytes of an archive.
    ///
    /// # Errors
    /// Where they are too many, are cut off, or hold too many parts.
    pub(crate) fn open(bytes: &'b [u8]) -> Result<Self, ImportProblem> {
        if bytes.len() > MAX_FILE_BYTES {
            return Err(ImportProblem::TooLarge(MAX_FILE_BYTES >> 20));
        }
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| ImportProblem::Damaged)?;
        if zip.len() > MAX_PARTS {
            return Err(ImportProblem::TooDense);
        }
        let places = (0..zip.len())
            .filter_map(|at| Some((folded(zip.name_for_index(at)?), at)))
            .collect();
        Ok(Archive { zip, places, total: 0 })
    }

    /// Returns whether the archive has a part of this name.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.places.contains_key(&folded(name))
    }

    /// Reads a part; `None` if there is none of this name.
    ///
    /// # Errors
    /// Where it is encrypted, damaged, or larger than the limits.
    pub(crate) fn read(&mut self, name: &str) -> Result<Option<Vec<u8>>, ImportProblem> {
        let Some(place) = self.places.get(&folded(name)) else {
            return Ok(None);
        };
        let part = self.zip.by_index(*place).map_err(|error| problem(&error))?;
        let dense = part
            .compressed_size()
            .saturating_mul(MAX_RATIO)
            .max(ALWAYS_ALLOWED_BYTES);
        let limit = dense.min(MAX_PART_BYTES).min(MAX_TOTAL_BYTES - self.total);
        let mut bytes = Vec::new();
        // The length that the archive declares may be a lie: the bytes themselves are counted.
        part.take(limit + 1)
            .read_to_end(&mut bytes)
            .map_err(|_| ImportProblem::Damaged)?;
        let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        if length > limit {
            let is_dense = limit == dense;
            return Err(if is_dense {
                ImportProblem::TooDense
            } else {
                ImportProblem::TooLarge(MAX_FILE_BYTES >> 20)
            });
        }
        self.total += length;
        Ok(Some(bytes))
    }
}

fn folded(name: &str) -> String {
    name.trim_start_matches('/').replace('\\', "/").to_ascii_lowercase()
}

fn problem(error: &ZipError) -> ImportProblem {
    match error {
        ZipError::InvalidPassword => ImportProblem::Password,
        ZipError::UnsupportedArchive(detail) if *detail == ZipError::PASSWORD_REQUIRED => ImportProblem::Password,
        _ => ImportProblem::Damaged,
    }
}
