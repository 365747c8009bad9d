//! A temporary folder with an output in it, and sites as lists of texts.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use congbo::internals::host::{
    Disk, PlannedFile, Publication, PublishError, PublishSummary, Rank, RealDisk, Refusal, publish_on,
};

/// Files by path, each with its text.
pub type Files<'a> = &'a [(&'a str, &'a str)];

/// What a folder holds: files with their bytes, and empty folders with a `/` at the end. Without
/// `.congbo`.
pub type Tree = BTreeMap<String, String>;

/// A small site.
pub const SITE: Files = &[
    ("index.html", "home"),
    ("site.css", "style"),
    ("Đề án/số 04.html", "a page"),
    ("a/b/index.html", ""),
];

/// Sites that follow each other, with the counts of the second build.
pub const CHANGES: &[(&str, Files, Files, [usize; 3])] = &[
    ("nothing", SITE, SITE, [0, 4, 0]),
    (
        "longer",
        &[("a", "same"), ("b", "b")],
        &[("a", "same and more"), ("b", "b")],
        [1, 1, 0],
    ),
    (
        "shorter",
        &[("a", "same and more"), ("b", "b")],
        &[("a", "same"), ("b", "b")],
        [1, 1, 0],
    ),
    (
        "other start",
        &[("a", "one"), ("b", "b")],
        &[("a", "two"), ("b", "")],
        [2, 0, 0],
    ),
    ("added", &[("a", "a")], &[("a", "a"), ("b/c/d", "d")], [1, 1, 0]),
    (
        "removed",
        &[("a", "a"), ("b/c/d", "d"), ("b/e", "e")],
        &[("a", "a"), ("b/e", "e")],
        [0, 2, 1],
    ),
    ("all removed", &[("a/b/c", "c"), ("d", "d")], &[], [0, 0, 2]),
    (
        "file to folder",
        &[("a", "a"), ("b", "b")],
        &[("a/index.html", "a"), ("b", "b")],
        [1, 1, 1],
    ),
    (
        "folder to file",
        &[("a/b/c", "c"), ("a/d", "d"), ("e", "e")],
        &[("a", "a"), ("e", "e")],
        [1, 1, 2],
    ),
    (
        "case",
        &[("Tep/A.pdf", "a"), ("x", "x")],
        &[("tep/a.pdf", "a"), ("x", "y")],
        [2, 0, 1],
    ),
    (
        "swapped",
        &[("a", "1"), ("b/c", "2")],
        &[("b", "1"), ("a/c", "2")],
        [2, 0, 2],
    ),
];

/// A temporary folder, with the output `out` in it.
pub struct Place(tempfile::TempDir);

impl Place {
    pub fn new() -> Self {
        Place(tempfile::tempdir().expect("a temporary folder"))
    }

    pub fn with(occurrence: Files) -> Self {
        let place = Place::new();
        occurrence.iter().for_each(|(path, text)| place.put(path, text));
        place
    }

    pub fn path(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    pub fn put(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("a file in a folder")).expect("folders");
        fs::write(path, text).expect("a file");
    }

    pub fn publish(&self, site: Files) -> Result<PublishSummary, PublishError<String>> {
        self.publish_on(&RealDisk, site)
    }

    pub fn publish_on(&self, disk: &dyn Disk, site: Files) -> Result<PublishSummary, PublishError<String>> {
        publish_to(disk, &self.path("out"), &[], site)
    }

    /// Marks a folder as a build does that moves it away.
    pub fn mark(&self, folder: &str) {
        #[cfg(unix)]
        let mark = {
            use std::os::unix::fs::MetadataExt;
            format!("congbo {}\n", fs::metadata(self.path(folder)).expect("a folder").ino())
        };
        #[cfg(not(unix))]
        let mark = "congbo\n".to_owned();
        self.put(&format!("{folder}/.congbo/mark"), &mark);
    }

    /// Removes everything, so that another case can begin in the same place.
    pub fn clear(&self) {
        for entry in fs::read_dir(self.0.path()).expect("a folder") {
            let path = entry.expect("an entry").path();
            let removed = if path.is_dir() {
                fs::remove_dir_all(&path)
            } else {
                fs::remove_file(&path)
            };
            removed.expect("removed");
        }
    }

    /// All that is there, but for the manifest: a build may leave nothing else in `.congbo` or
    /// beside the output.
    pub fn tree(&self) -> Tree {
        let mut tree = read(self.0.path());
        let is_ours = tree.remove("out/.congbo/manifest").is_some();
        assert_eq!(is_ours, self.path("out/.congbo").exists(), "an empty .congbo");
        tree
    }

    /// The files of the output, without those in `.congbo`.
    pub fn output(&self) -> Tree {
        let mut tree = if self.path("out").exists() {
            read(&self.path("out"))
        } else {
            Tree::new()
        };
        tree.retain(|path, _| !path.starts_with(".congbo/") && !path.ends_with('/'));
        tree
    }

    /// The manifest's text, if there is one.
    pub fn manifest(&self) -> Option<String> {
        fs::read_to_string(self.path("out/.congbo/manifest")).ok()
    }
}

fn read(folder: &Path) -> Tree {
    let mut tree = Tree::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let entry = entry.expect("an entry");
        let name = entry.file_name().into_string().expect("UTF-8");
        if !entry.file_type().expect("a type").is_dir() {
            tree.insert(name, fs::read_to_string(entry.path()).expect("a text"));
            continue;
        }
        let inside = read(&entry.path());
        if inside.is_empty() {
            tree.insert(format!("{name}/"), String::new());
        }
        tree.extend(inside.into_iter().map(|(path, text)| (format!("{name}/{path}"), text)));
    }
    tree
}

/// The tree that these files make, each list under its prefix.
pub fn tree(parts: &[(&str, Files)]) -> Tree {
    let with_prefix = |(prefix, files): &(&str, Files)| -> Vec<_> {
        files
            .iter()
            .map(|(path, text)| (format!("{prefix}{path}"), (*text).to_owned()))
            .collect()
    };
    parts.iter().flat_map(with_prefix).collect()
}

fn rank(path: &str) -> Rank {
    match path {
        "index.html" => Rank::Index,
        path if path.ends_with(".css") => Rank::Asset,
        _ => Rank::Page,
    }
}

/// Publishes a site; a text that begins with `!` is a page that fails with it.
pub fn publish_to(
    disk: &dyn Disk,
    output: &Path,
    sources: &[PathBuf],
    site: Files,
) -> Result<PublishSummary, PublishError<String>> {
    let planned = |(path, _): &(&str, &str)| PlannedFile {
        path: (*path).to_owned(),
        rank: rank(path),
    };
    let files: Vec<_> = site.iter().map(planned).collect();
    let write = |index: usize, sink: &mut dyn Write| -> Result<(), String> {
        let text = site[index].1;
        let (start, end) = text.as_bytes().split_at(text.len() / 2);
        for part in [start, end] {
            sink.write_all(part).map_err(|error| error.to_string())?;
        }
        if text.starts_with('!') {
            Err(text.to_owned())
        } else {
            Ok(())
        }
    };
    publish_on(
        disk,
        &Publication {
            output,
            sources,
            files: &files,
            with_drafts: false,
        },
        &write,
        &|_| (),
    )
}

pub fn counts(written: usize, unchanged: usize, removed: usize) -> PublishSummary {
    PublishSummary {
        written,
        unchanged,
        removed,
        kept: Vec::new(),
    }
}

pub fn refusal(result: Result<PublishSummary, PublishError<String>>) -> Refusal {
    match result {
        Err(PublishError::Refused(refusal)) => refusal,
        other => panic!("not refused: {other:?}"),
    }
}
