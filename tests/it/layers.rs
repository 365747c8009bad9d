//! The shape of the source tree, held in place: the import order without circles, one module for each opinionated
//! dependency, files of a size that can be read and of names that differ.

mod imports;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;

use crate::support::{crate_root, files_below};

/// The layers, each of which may import those before it.
const LAYERS: [&str; 9] = [
    "base", "messages", "input", "model", "site", "output", "edition", "host", "cli",
];

/// What `host` may see besides the base and the messages: the edition, and the snapshot with what it is made of.
const HOST_SEES: [&str; 5] = ["base", "messages", "edition", "input::snapshot", "input::source"];

/// Crates with an opinion, and the one module that may know them: a file, or the files whose paths begin so.
const ONE_MODULE: [(&str, &str); 29] = [
    ("serde_yaml", "input/front_matter/yaml.rs"),
    ("pulldown_cmark", "input/body/markdown"),
    ("tera", "output/theme"),
    ("walkdir", "host/load.rs"),
    ("annotate_snippets", "host/report.rs"),
    ("indicatif", "host/progress.rs"),
    ("clap", "cli"),
    ("icu_collator", "base/vietnamese_collation.rs"),
    ("icu_collections", "base/vietnamese_collation.rs"),
    ("icu_locale_core", "base/vietnamese_collation.rs"),
    ("icu_normalizer", "base/vietnamese_collation.rs"),
    ("icu_provider", "base/vietnamese_collation.rs"),
    ("zerovec", "base/vietnamese_collation.rs"),
    ("unicode_normalization", "base/fold.rs"),
    ("strsim", "base/did_you_mean.rs"),
    ("similar", "base/word_diff.rs"),
    ("httparse", "host/preview/connection.rs"),
    ("tiny_http", "host/preview/reply.rs"),
    ("getrandom", "host/preview/window_page.rs"),
    ("notify", "host/preview/watch.rs"),
    ("ctrlc", "host/signals.rs"),
    ("nix", "host/system.rs"),
    ("percent_encoding", "base/percent.rs"),
    ("mime_guess", "host/preview/media_type.rs"),
    ("opener", "host/preview/mod.rs"),
    ("tempfile", "host/atomic_write.rs"),
    // It reads archives in one module and writes one in another.
    ("zip", "input/office/archive.rs host/site_zip.rs"),
    ("quick_xml", "input/office/xml_tree.rs"),
    ("html5ever", "input/import/html_page/html_tree.rs"),
];

/// The most lines that a file may have.
const MAX_FILE_LINES: usize = 400;

fn sources() -> Vec<(String, String)> {
    let root = crate_root().join("src");
    let read = |path: PathBuf| {
        let name = path
            .strip_prefix(&root)
            .expect("below src")
            .to_string_lossy()
            .replace('\\', "/");
        (name, fs::read_to_string(&path).expect("a readable source file"))
    };
    files_below(&root, ".rs").into_iter().map(read).collect()
}

/// The layer of a source file: its folder, or the file itself.
fn layer(file: &str) -> &str {
    let first = file.split('/').next().expect("a file has a first part");
    first.trim_end_matches(".rs")
}

/// Code without comments and the tests inside the file.
fn code(text: &str) -> String {
    let body = text.split("#[cfg(test)]").next().unwrap_or(text);
    body.lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .collect::<Vec<_>>()
        .join("\n")
}

/// Every `crate::a::b` of a text, as `a::b`.
fn crate_paths(text: &str) -> BTreeSet<String> {
    let is_path = |c: char| c.is_alphanumeric() || matches!(c, '_' | ':');
    let tail = |(at, _): (usize, &str)| {
        let rest = &text[at + "crate::".len()..];
        rest[..rest.find(|c| !is_path(c)).unwrap_or(rest.len())].to_owned()
    };
    text.match_indices("crate::").map(tail).collect()
}

#[test]
fn imports_never_run_back() {
    let mut wrong = Vec::new();
    for (file, text) in sources() {
        let own = layer(&file);
        let Some(rank) = LAYERS.iter().position(|layer| *layer == own) else {
            continue;
        };
        for import in crate_paths(&code(&text)) {
            let other = import.split("::").next().unwrap_or("");
            let other_rank = LAYERS.iter().position(|layer| *layer == other);
            if other_rank.is_none_or(|other| other > rank) {
                wrong.push(format!("{file}: crate::{import}"));
            }
            let seen = other == "host" || HOST_SEES.iter().any(|seen| import.starts_with(seen));
            if own == "host" && !seen {
                wrong.push(format!("{file}: the host must not see crate::{import}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The circles that are not expected, one node a line.
fn described_circles(imports: &imports::Imports) -> Vec<String> {
    let circles = imports::circles(imports);
    circles
        .into_iter()
        .map(|(node, others)| format!("{node} imports and is imported by {}", others.join(", ")))
        .collect()
}

#[test]
fn no_files_import_each_other_in_a_circle() {
    let sources: Vec<(String, String)> = sources().into_iter().map(|(file, text)| (file, code(&text))).collect();
    let imports = imports::imports(&sources);
    let mut wrong: BTreeSet<String> = described_circles(&imports).into_iter().collect();
    let folders: BTreeSet<String> = imports
        .keys()
        .flat_map(|file| file.match_indices('/').map(|(at, _)| file[..=at].to_owned()))
        .collect();
    for folder in folders.iter().map(String::as_str).chain([""]) {
        wrong.extend(described_circles(&imports::between_entries(&imports, folder)));
    }
    let wrong: Vec<String> = wrong.into_iter().collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Returns whether a text has a path that begins with a crate: `nix::`, not `std::os::unix::`.
fn knows(code: &str, name: &str) -> bool {
    let path = format!("{name}::");
    let is_start =
        |(at, _): (usize, &str)| !code[..at].ends_with(|before: char| before.is_alphanumeric() || before == '_');
    code.match_indices(&path).any(is_start)
}

#[test]
fn each_opinionated_crate_has_one_module() {
    let mut wrong = Vec::new();
    for (file, text) in sources() {
        let code = code(&text);
        for (name, home) in ONE_MODULE {
            let is_home = home.split(' ').any(|home| file.starts_with(home));
            if !is_home && knows(&code, name) {
                wrong.push(format!("{file} knows {name}, which is {home}'s"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn files_are_of_a_size_that_can_be_read() {
    let long = |(file, text): &(String, String)| {
        let lines = text.lines().count();
        let is_long = lines > MAX_FILE_LINES;
        is_long.then(|| format!("{file}: {lines} lines"))
    };
    let long: Vec<String> = sources().iter().filter_map(long).collect();
    assert!(long.is_empty(), "{}", long.join("\n"));
}

#[test]
fn no_two_files_of_a_layer_have_one_name() {
    let mut homes: BTreeMap<(String, String), Vec<String>> = BTreeMap::new();
    for (file, _) in sources() {
        let name = file.rsplit('/').next().unwrap_or(&file).to_owned();
        homes.entry((layer(&file).to_owned(), name)).or_default().push(file);
    }
    let twice: Vec<String> = homes
        .iter()
        .filter(|((_, name), files)| name != "mod.rs" && files.len() > 1)
        .map(|(_, files)| files.join(" and "))
        .collect();
    assert!(twice.is_empty(), "{}", twice.join("\n"));
}

#[test]
fn every_module_says_what_it_is() {
    let silent: Vec<String> = sources()
        .into_iter()
        .filter(|(_, text)| !text.starts_with("//! "))
        .map(|(file, _)| file)
        .collect();
    assert!(silent.is_empty(), "{silent:?}");
}
