//! `build --zip`: the published site as one file, to be unpacked and opened from a disk.
//!
//! A browser that opens a folder from a disk looks for no `index.html` in it, reads no data for a script and runs no
//! module: links lead to files, and the search page says where searching works. The same site gives the same bytes.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::Path;

use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// The list of digests, which is made anew: pages differ from those of the site.
const SUMS: &str = "SHA256SUMS";

/// What only a server uses.
const OF_SERVERS: [&str; 4] = ["_headers", "404.html", "robots.txt", SUMS];

/// Writes the files of a published folder into a zip. It comes into place whole or not at all.
///
/// # Errors
/// A file that cannot be read, or a zip that cannot be written.
pub(super) fn write_zip<'a>(output: &Path, files: impl Iterator<Item = &'a str>, target: &Path) -> io::Result<()> {
    let mut names: Vec<&str> = files.filter(|name| !OF_SERVERS.contains(name)).collect();
    names.sort_unstable();
    let staged = target.with_extension("zip.congbo-new");
    let written = write_entries(output, &names, &staged).and_then(|()| fs::rename(&staged, target));
    if written.is_err() {
        let _ = fs::remove_file(&staged);
    }
    written
}

fn write_entries(output: &Path, names: &[&str], staged: &Path) -> io::Result<()> {
    let mut zip = ZipWriter::new(BufWriter::new(File::create(staged)?));
    // Without a time of its own each entry has the first one that a zip knows.
    let options = SimpleFileOptions::default();
    let mut sums = String::new();
    for name in names {
        let bytes = fs::read(output.join(name))?;
        let bytes = match String::from_utf8(bytes) {
            Ok(page) if name.ends_with(".html") => for_disk(&page).into_bytes(),
            Ok(text) => text.into_bytes(),
            Err(error) => error.into_bytes(),
        };
        sums.push_str(&format!("{}  {name}\n", HEXLOWER.encode(&Sha256::digest(&bytes))));
        zip.start_file(*name, options)?;
        zip.write_all(&bytes)?;
    }
    zip.start_file(SUMS, options)?;
    zip.write_all(sums.as_bytes())?;
    zip.finish()?.flush()
}

/// Returns a page for a disk: links to folders lead to their `index.html`, and what is said there alone is shown.
fn for_disk(page: &str) -> String {
    let page = page.replace("data-from-disk hidden", "data-from-disk");
    let mut out = String::with_capacity(page.len() + page.len() / 16);
    let mut rest = page.as_str();
    while let Some(at) = next_address(rest) {
        let (before, from) = rest.split_at(at);
        let end = from.find(['"', '?', '#']).unwrap_or(from.len());
        let (path, after) = from.split_at(end);
        out.push_str(before);
        out.push_str(path);
        if path.ends_with('/') && !path.starts_with('/') && !path.contains(':') {
            out.push_str("index.html");
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

/// Returns where the next address of a link or form begins. Looking for each attribute by itself would read the rest of
/// the page again for every link, where no form follows.
fn next_address(html: &str) -> Option<usize> {
    let is_address = |at: usize| [" href", " action"].iter().any(|name| html[..at].ends_with(name));
    let mut values = html.match_indices("=\"");
    let (at, sign) = values.find(|(at, _)| is_address(*at))?;
    Some(at + sign.len())
}
