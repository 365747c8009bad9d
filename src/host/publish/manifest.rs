//! The list of the files that congbo wrote into an output folder, with their lengths and digests.
//!
//! Pure: text in, value out, and back. It must not know of the disk.
//!
//! A version line, then one line for each file, sorted by path: `sha256  length  path`, the digest
//! in lower-case hexadecimal, the length in bytes. While files are being put into place, the
//! manifest is the union of the old and the new one, and a path may have several lines.

use std::io::{self, Write};
use std::path::{Component, Path};

use data_encoding::HEXLOWER;

use crate::host::publish::publication::PlannedFile;

/// The folder of the output in which congbo keeps what is not part of the site.
pub(super) const FOLDER: &str = ".congbo";

/// The manifest's path below the output. A folder that holds it is ours.
pub(super) const MANIFEST: &str = ".congbo/manifest";

const VERSION_LINE: &str = "congbo manifest 1";

/// What a file holds: enough to tell it from any other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct ContentDigest {
    /// SHA-256 of the bytes.
    pub digest: [u8; 32],
    /// The number of bytes.
    pub length: u64,
}

/// The first line where unpublished texts are among the files. Older versions refuse it.
const DRAFTS_LINE: &str = "congbo manifest 1 with drafts";

/// The files that congbo wrote, each with the contents that it may have.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Manifest {
    /// Sorted, each once: by path, then by content.
    rows: Vec<(Box<str>, ContentDigest)>,
    /// Whether unpublished texts are among the files.
    pub(super) with_drafts: bool,
}

impl Manifest {
    /// Lists the planned files with their contents, which are in the same order.
    pub(super) fn of(files: &[PlannedFile], contents: impl IntoIterator<Item = ContentDigest>) -> Self {
        let paths = files.iter().map(|file| file.path.as_str().into());
        Manifest::sorted(paths.zip(contents).collect(), false)
    }

    fn sorted(mut rows: Vec<(Box<str>, ContentDigest)>, with_drafts: bool) -> Self {
        rows.sort_unstable();
        rows.dedup();
        Manifest { rows, with_drafts }
    }

    /// Reads a manifest. The error is the first line that is wrong, from 1.
    pub(super) fn parse(bytes: &[u8]) -> Result<Self, usize> {
        let text = std::str::from_utf8(bytes).map_err(|error| line_of(bytes, error.valid_up_to()))?;
        let mut lines = text.lines();
        let with_drafts = match lines.next() {
            Some(VERSION_LINE) => false,
            Some(DRAFTS_LINE) => true,
            Some(_) | None => return Err(1),
        };
        let row = |(index, line)| {
            let (path, content) = parse_line(line).ok_or(index + 2)?;
            Ok((path.into(), content))
        };
        let manifest = Manifest::sorted(lines.enumerate().map(row).collect::<Result<_, usize>>()?, with_drafts);
        // A last line without its end may have lost a part of its path.
        match text.ends_with('\n') {
            true => Ok(manifest),
            false => Err(line_of(bytes, bytes.len())),
        }
    }

    /// Writes the manifest as it is on the disk.
    ///
    /// # Errors
    /// Those of the sink.
    pub(super) fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        let first = if self.with_drafts { DRAFTS_LINE } else { VERSION_LINE };
        writeln!(out, "{first}")?;
        for (path, content) in &self.rows {
            let digest = HEXLOWER.encode(&content.digest);
            writeln!(out, "{digest}  {}  {path}", content.length)?;
        }
        Ok(())
    }

    /// Lists the files of both, each with the contents that it may have in one or the other.
    pub(super) fn union(&self, other: &Self) -> Self {
        let rows = self.rows.iter().chain(&other.rows).cloned().collect();
        Manifest::sorted(rows, self.with_drafts || other.with_drafts)
    }

    /// Whether congbo may have written this content to this path.
    pub(super) fn holds(&self, path: &str, content: ContentDigest) -> bool {
        let row = (path, content);
        self.rows
            .binary_search_by(|(path, content)| (&**path, *content).cmp(&row))
            .is_ok()
    }

    /// Whether congbo wrote a file to this path.
    pub(super) fn lists(&self, path: &str) -> bool {
        self.rows.binary_search_by(|(known, _)| (**known).cmp(path)).is_ok()
    }

    /// Gives all paths, sorted.
    pub(super) fn paths(&self) -> impl Iterator<Item = &str> {
        let same_path = |left: &(Box<str>, _), right: &(Box<str>, _)| left.0 == right.0;
        self.rows.chunk_by(same_path).map(|same| &*same[0].0)
    }
}

/// Whether a path stays below the folder it is joined to, on this system too, outside [`FOLDER`] and in one line.
///
/// A manifest can come from anywhere, and files are removed by it.
pub(super) fn is_contained(path: &str) -> bool {
    let native: Vec<_> = Path::new(path).components().collect();
    let parts: Vec<_> = path.split('/').collect();
    !path.contains(['\n', '\r', '\0'])
        && !parts[0].eq_ignore_ascii_case(FOLDER)
        && native.len() == parts.len()
        && native.iter().all(|component| matches!(component, Component::Normal(_)))
}

/// Gives the folders that a path lies in, the nearest first.
pub(super) fn ancestors(path: &str) -> impl Iterator<Item = &str> {
    path.rmatch_indices('/').map(|(end, _)| &path[..end])
}

fn parse_line(line: &str) -> Option<(&str, ContentDigest)> {
    let (digest, rest) = line.split_once("  ")?;
    let (length, path) = rest.split_once("  ")?;
    let content = ContentDigest {
        digest: parse_digest(digest)?,
        length: length.parse().ok()?,
    };
    is_contained(path).then_some((path, content))
}

fn parse_digest(text: &str) -> Option<[u8; 32]> {
    HEXLOWER.decode(text.as_bytes()).ok()?.try_into().ok()
}

fn line_of(bytes: &[u8], offset: usize) -> usize {
    1 + bytes[..offset].iter().filter(|&&byte| byte == b'\n').count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn content(byte: u8) -> ContentDigest {
        ContentDigest {
            digest: [byte; 32],
            length: u64::from(byte),
        }
    }

    fn manifest(entries: &[(&str, u8)]) -> Manifest {
        let rows = entries.iter().map(|(path, byte)| ((*path).into(), content(*byte)));
        Manifest::sorted(rows.collect(), false)
    }

    fn text(manifest: &Manifest) -> String {
        let mut out = Vec::new();
        manifest.write(&mut out).expect("writing to memory never fails");
        String::from_utf8(out).expect("a text")
    }

    #[test]
    fn what_is_written_is_read_again() {
        let entries = manifest(&[("a  b/ đường.html", 7), ("a", 1), ("a", 2)]);
        assert_eq!(Manifest::parse(text(&entries).as_bytes()), Ok(entries));
    }

    #[test]
    fn a_manifest_remembers_that_drafts_are_there() {
        let mut drafts = manifest(&[("a", 1)]);
        drafts.with_drafts = true;
        assert_eq!(Manifest::parse(text(&drafts).as_bytes()), Ok(drafts.clone()));
        assert!(manifest(&[("a", 1)]).union(&drafts).with_drafts);
    }

    #[test]
    fn union_keeps_both_contents() {
        let union = manifest(&[("a", 1), ("b", 1)]).union(&manifest(&[("a", 2), ("c", 3)]));
        assert_eq!(union, manifest(&[("a", 1), ("a", 2), ("b", 1), ("c", 3)]));
    }

    #[test]
    fn wrong_lines_are_named() {
        let good = text(&manifest(&[("a", 1), ("b", 2)]));
        let cases: [(&str, &[u8], usize); 8] = [
            ("empty", b"", 1),
            ("later version", b"congbo manifest 2\n", 1),
            ("cut in a path", good.trim_end().as_bytes(), 3),
            ("no digest", b"congbo manifest 1\nab  1  x\n", 2),
            ("upper case", &good.replace("01", "0A").into_bytes(), 2),
            ("leaves the output", &good.replace("  b\n", "  ../b\n").into_bytes(), 3),
            (
                "our own folder",
                &good.replace("  b\n", "  .congbo/b\n").into_bytes(),
                3,
            ),
            ("no UTF-8", b"congbo manifest 1\n\xff", 2),
        ];
        for (name, bytes, line) in cases {
            assert_eq!(Manifest::parse(bytes), Err(line), "{name}");
        }
    }

    #[test]
    fn a_manifest_that_git_gave_crlf_is_still_read() {
        let entries = manifest(&[("a", 1), ("b", 2)]);
        let text = text(&entries).replace('\n', "\r\n");
        assert_eq!(Manifest::parse(text.as_bytes()), Ok(entries));
    }

    #[test]
    fn contained_paths() {
        for path in ["a", "a/b.html", ".well-known/x", "CNAME", "tệp/Đề án.pdf"] {
            assert!(is_contained(path), "{path}");
        }
        for path in "|/a|a/|a//b|.|./a|a/.|a/../b|..|.congbo|.Congbo/x|a\nb".split('|') {
            assert!(!is_contained(path), "{path}");
        }
    }
}
