//! `theme.lock` of a theme: which version of the default theme it is made for, and the digests that the files which it
//! replaces had when they were exported or last compared.

use std::collections::BTreeMap;
use std::fmt::Write;

use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};

use crate::base::span::Span;

/// The version of what a theme may rely on: the fields, blocks, classes and file names of docs/THEME.md. It rises where
/// one of them goes or gets another meaning; what is added changes nothing for a theme.
pub(crate) const THEME_VERSION: u32 = 2;

/// The name of the file in a theme's folder.
pub(crate) const THEME_LOCK: &str = "theme.lock";

const HEADER: &str = "# Giao diện này thay những tệp nào của congbo, theo bản lúc chép ra hoặc đã so lại. \
                      `congbo theme export` ghi tệp này.\n";

/// What a `theme.lock` says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct ThemeLock {
    /// The version that the theme is made for, and where it is stated.
    pub(crate) version: Option<(u32, Span)>,
    /// The digest of each default file by path inside the theme.
    pub(crate) digests: BTreeMap<String, String>,
    /// The lines that are neither.
    pub(crate) unread: Vec<Span>,
}

impl ThemeLock {
    /// Reads a file.
    pub(crate) fn read(text: &str) -> Self {
        let mut lock = ThemeLock::default();
        let mut start = 0;
        for whole in text.split_inclusive('\n') {
            let line = whole.trim_start_matches('\u{feff}').trim();
            let span = Span::new(start, start + whole.trim_end().len());
            start += whole.len();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let (first, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
            let rest = rest.trim();
            let is_digest = first.len() == 64 && first.bytes().all(|byte| byte.is_ascii_hexdigit());
            match rest.parse::<u32>() {
                Ok(version) if first == "theme" => lock.version = Some((version, span)),
                _ if is_digest && !rest.is_empty() => {
                    lock.digests.insert(rest.to_owned(), first.to_ascii_lowercase());
                }
                _ => lock.unread.push(span),
            }
        }
        lock
    }

    /// Writes the file; a theme without a version is made for the present one.
    pub(crate) fn write(&self) -> String {
        let version = self.version.map_or(THEME_VERSION, |(version, _)| version);
        let mut text = format!("{HEADER}theme {version}\n");
        for (path, digest) in &self.digests {
            let _ = writeln!(text, "{digest}  {path}");
        }
        text
    }
}

/// The digest of a file.
pub(crate) fn digest(bytes: &[u8]) -> String {
    HEXLOWER.encode(&Sha256::digest(bytes))
}
