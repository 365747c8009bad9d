//! The list of digests that `sha256sum -c` reads (coreutils).

use std::fmt::Write as _;

/// The file of a site that lists the digest of every other file.
pub(crate) const CHECKSUMS: &str = "SHA256SUMS";

/// Writes a list of paths with the digest of each in lower-case hexadecimal, in the order of the paths.
pub(crate) fn checksum_list<'a>(rows: impl IntoIterator<Item = (&'a str, String)>) -> String {
    let mut rows: Vec<(&str, String)> = rows.into_iter().collect();
    rows.sort_unstable();
    let mut text = String::with_capacity(rows.len() * 100);
    for (path, digest) in rows {
        // Paths of a site have neither backslashes nor line breaks, the two signs that the format escapes.
        let _ = writeln!(text, "{digest}  {path}");
    }
    text
}
