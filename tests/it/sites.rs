//! Golden sites: tiny ones, each with what a reader meets on the pages that matter.
//!
//! `tests/sites/<name>/site.txt` holds the files of a site; before them stand lines of comment and
//! `show: path` for what is kept beside it: the reading of a page (`quyet-dinh/2011/1-qd-tu/`), or a file as
//! it is (`du-lieu/quan-he.json`). `body: path` keeps the markup of a page's text. `diagnostics.txt` is what
//! `check` prints; `option: drafts` publishes what is held back.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::support::{UPDATE, checked, crate_root, difference, files_below, write_files};
use crate::web::html::inside;
use crate::web::reading::reading;
use crate::web::{Built, built_with, links};
use congbo::internals::edition::Options;
use congbo::internals::host::ExitStatus;

/// A golden site.
struct Site {
    folder: PathBuf,
    text: String,
}

impl Site {
    fn name(&self) -> String {
        self.folder
            .file_name()
            .expect("a named folder")
            .to_string_lossy()
            .into_owned()
    }

    /// The values of a setting in the lines before the files.
    fn settings<'a>(&'a self, key: &'a str) -> impl Iterator<Item = &'a str> {
        let head = self.text.split("\n-- ").next().unwrap_or("");
        head.lines()
            .filter_map(move |line| line.strip_prefix(key)?.strip_prefix(": "))
            .map(str::trim)
    }
}

fn sites() -> Vec<Site> {
    let read = |path: PathBuf| Site {
        text: fs::read_to_string(&path).expect("a readable site"),
        folder: path.parent().expect("a folder").to_owned(),
    };
    let sites: Vec<Site> = files_below(&crate_root().join("tests/sites"), "site.txt")
        .into_iter()
        .map(read)
        .collect();
    assert!(!sites.is_empty());
    sites
}

/// Builds a site in a folder of its own; gives what is expected of it, by file name, and its link problems.
fn outcome(site: &Site) -> (BTreeMap<String, String>, Vec<String>) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    write_files(&site.text, folder.path());
    let drafts = site.settings("option").any(|option| option == "drafts");
    let built = built_with(folder.path(), Options { drafts, base_url: None });
    assert_eq!(built.ending, ExitStatus::Fine, "{}:\n{}", site.name(), built.printed);
    let mut found = BTreeMap::new();
    let diagnostics = checked(folder.path());
    if diagnostics.lines().count() > 1 {
        found.insert("findings.txt".to_owned(), diagnostics);
    }
    for path in site.settings("show") {
        found.insert(file_name(path, "txt"), shown(&built, path));
    }
    for path in site.settings("body") {
        let page = built.page(path);
        let body = inside(&page, "data-content=\"body\"").expect("a text");
        found.insert(file_name(path, "html"), format!("{}\n", body.trim()));
    }
    (found, links::problems(&built.files()))
}

/// What a reader meets at a path: a page's words and links, or a file as it is; or that there is nothing.
fn shown(built: &Built, path: &str) -> String {
    if !path.is_empty() && !path.ends_with('/') && path != "." {
        return built.file(path);
    }
    let address = if path == "." { "" } else { path };
    if built.has(address) {
        reading(&built.page(address))
    } else {
        "(no such page)\n".to_owned()
    }
}

/// `quyet-dinh/2011/1-qd-tu/` becomes `quyet-dinh.2011.1-qd-tu.txt`: one folder holds all.
fn file_name(path: &str, ending: &str) -> String {
    match path {
        "." => format!("index.{ending}"),
        path if path.ends_with('/') => format!("{}.{ending}", path.trim_end_matches('/').replace('/', ".")),
        path => path.replace('/', "."),
    }
}

#[test]
fn every_site_reads_as_expected() {
    let update = std::env::var_os(UPDATE).is_some();
    let mut wrong = Vec::new();
    for site in sites() {
        let (found, _) = outcome(&site);
        let mut leftovers = expected_files(&site.folder);
        for (name, actual) in &found {
            let path = site.folder.join(name);
            leftovers.retain(|left| *left != path);
            let expected = fs::read_to_string(&path).unwrap_or_default();
            if expected == *actual {
                continue;
            }
            if update {
                fs::write(&path, actual).expect("a writable file");
            } else {
                wrong.push(difference(&path, &expected, actual));
            }
        }
        for left in leftovers {
            if update {
                fs::remove_file(&left).expect("a leftover that can be removed");
            } else {
                wrong.push(format!("{}: nothing makes this", left.display()));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{}\nCONGBO_UPDATE=1 rewrites the files; read what it wrote.",
        wrong.join("\n\n")
    );
}

#[test]
fn every_site_can_be_walked_without_a_broken_link() {
    for site in sites() {
        let (_, problems) = outcome(&site);
        assert!(problems.is_empty(), "{}:\n{}", site.name(), problems.join("\n"));
    }
}

fn expected_files(folder: &Path) -> Vec<PathBuf> {
    files_below(folder, "")
        .into_iter()
        .filter(|path| !path.ends_with("site.txt"))
        .collect()
}
