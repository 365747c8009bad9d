//! Names and paths of files as walking the folders meets them: bytes that may be no text.

use std::ffi::OsStr;
use std::path::{MAIN_SEPARATOR, Path};

use crate::base::path::RelPath;
use crate::host::printable::is_obeyed;

/// A name with what cannot be read as a text, or would not be seen, as the bytes that it has: `Quy\xbft.md`.
pub(super) fn shown_name(name: &OsStr) -> String {
    let mut shown = String::new();
    for chunk in name.as_encoded_bytes().utf8_chunks() {
        for letter in chunk.valid().chars() {
            match letter.is_control() || is_obeyed(letter) {
                true => shown.extend(letter.escape_unicode()),
                false => shown.push(letter),
            }
        }
        shown.extend(chunk.invalid().iter().map(|byte| format!("\\x{byte:02x}")));
    }
    shown
}

/// The path of a file from the source folder; `None` where it cannot be one.
pub(super) fn relative(source: &Path, full: &Path) -> Option<RelPath> {
    let inner = full.strip_prefix(source).ok()?.to_string_lossy();
    match MAIN_SEPARATOR {
        '/' => RelPath::new(&inner),
        other => RelPath::new(&inner.replace(other, "/")),
    }
}
