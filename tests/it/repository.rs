//! What holds the repository together outside the code: its package, its versions, CI, what contributors read.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::support::{crate_root, files_below};

/// The host that Cargo.toml names until the repository has one; RFC 2606 keeps `.invalid` from ever being one.
const PLACEHOLDER: &str = "repository.invalid";

/// What the package and the pictures may weigh, in bytes.
const MAX_PACKAGE: u64 = 2_000_000;
const MAX_SCREENSHOTS: u64 = 1_500_000;

const WORKFLOWS: [&str; 3] = [
    ".github/workflows/ci.yml",
    ".github/workflows/release.yml",
    ".gitlab-ci.yml",
];

fn text(path: &str) -> String {
    fs::read_to_string(crate_root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn workflow(path: &str) -> Value {
    serde_yaml::from_str(&text(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The value of a key of Cargo.toml's `[package]`.
fn manifest(key: &str) -> String {
    let manifest = text("Cargo.toml");
    let mut values = manifest
        .lines()
        .filter_map(|line| line.strip_prefix(key)?.strip_prefix(" = "));
    values.next().expect("a key of Cargo.toml").trim_matches('"').to_owned()
}

fn size(path: &Path) -> u64 {
    path.metadata().expect("a file").len()
}

#[test]
fn the_oldest_rust_that_is_promised_is_the_one_that_ci_compiles_with() {
    let promised = manifest("rust-version");
    let github = workflow(".github/workflows/ci.yml");
    assert_eq!(github["jobs"]["oldest-rust"]["env"]["RUSTUP_TOOLCHAIN"], promised);
    let gitlab = workflow(".gitlab-ci.yml");
    assert_eq!(gitlab["oldest-rust"]["variables"]["RUSTUP_TOOLCHAIN"], promised);
    assert!(text("README.md").contains(&format!("Rust ({promised} or newer)")));
}

#[test]
fn the_version_has_an_entry_with_a_date_in_the_changelog() {
    let changelog = text("CHANGELOG.md");
    let versions: Vec<&str> = changelog.lines().filter_map(|line| line.strip_prefix("## ")).collect();
    let newest = versions.first().expect("a version");
    let own = format!("{} (", manifest("version"));
    assert!(newest.starts_with(&own) || *newest == "Unreleased", "{newest}");
    assert!(versions.iter().any(|version| version.starts_with(&own)), "{own}");
    let kinds: BTreeSet<&str> = changelog.lines().filter_map(|line| line.strip_prefix("### ")).collect();
    let known = BTreeSet::from(["Added", "Changed", "Fixed", "Removed"]);
    assert!(kinds.is_subset(&known), "{kinds:?}");
}

/// The version and day of CITATION.cff are those of the newest release.
#[test]
fn the_citation_names_the_version_and_its_day() {
    let citation = workflow("CITATION.cff");
    let changelog = text("CHANGELOG.md");
    let own = format!("## {} (", manifest("version"));
    let line = changelog
        .lines()
        .find_map(|line| line.strip_prefix(&own))
        .expect("the version");
    assert_eq!(citation["version"], manifest("version"));
    assert_eq!(citation["date-released"], line.trim_end_matches(')'));
    assert_eq!(citation["license"], manifest("license"));
    assert_eq!(citation["title"], manifest("name"));
}

/// `cargo binstall` asks for the archives that the release workflow packs.
#[test]
fn the_archives_of_a_release_are_where_binstall_looks() {
    let release = workflow(".github/workflows/release.yml");
    let rows = release.pointer("/jobs/binaries/strategy/matrix/include");
    let rows = rows.and_then(Value::as_array).expect("rows");
    let cargo = text("Cargo.toml");
    let field = |row: &Value, name: &str| row[name].as_str().expect("a text").to_owned();
    for row in rows {
        let (target, name) = (field(row, "target"), field(row, "name"));
        let (_, section) = cargo
            .split_once(&format!("[package.metadata.binstall.overrides.{target}]\n"))
            .unwrap_or_else(|| panic!("Cargo.toml says nothing of {target}"));
        let section = section.split("\n[").next().expect("a section");
        assert!(
            section.contains(&format!("/v{{ version }}/congbo-{{ version }}-{name}.tar.gz\"")),
            "{section}"
        );
        assert!(
            section.contains(&format!("\"congbo-{{ version }}-{name}/{{ bin }}{{ binary-ext }}\"")),
            "{section}"
        );
    }
    assert_eq!(rows.len(), 3);
}

/// Where the repository is hosted is the owner's to say, in one line.
#[test]
fn the_placeholder_of_the_repository_is_in_one_place() {
    let named = manifest("repository");
    if !named.contains(PLACEHOLDER) {
        return;
    }
    let others = ["README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md"];
    for path in others.into_iter().chain(WORKFLOWS) {
        let is_guard = path == ".github/workflows/release.yml";
        assert_eq!(text(path).contains(PLACEHOLDER), is_guard, "{path}");
    }
}

#[test]
fn the_package_holds_what_compiles_and_little_else() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("package");
    let cargo = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO"));
        command
            .arg("package")
            .args(["--allow-dirty", "--offline", "--target-dir"]);
        let output = command.arg(&folder).args(arguments).current_dir(crate_root()).output();
        let output = output.expect("cargo starts");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).expect("paths in UTF-8")
    };
    cargo(&["--no-verify"]);
    let package = folder.join(format!("package/congbo-{}.crate", manifest("version")));
    let bytes = size(&package);
    assert!(bytes < MAX_PACKAGE, "{bytes} bytes");

    let listed = cargo(&["--list"]).replace('\\', "/");
    let files: Vec<&str> = listed.lines().collect();
    for needed in ["build.rs", "LICENSE", "README.md", "CHANGELOG.md"] {
        assert!(files.contains(&needed), "{needed} is not in the package");
    }
    for folder in ["src", "themes"] {
        let inside = files_below(&crate_root().join(folder), "").len();
        let packed = files
            .iter()
            .filter(|file| file.starts_with(&format!("{folder}/")))
            .count();
        assert_eq!(packed, inside, "of {folder}");
    }
    assert!(files.len() < 900, "{} files", files.len());
}

#[test]
fn screenshots_stay_small() {
    let pictures = files_below(&crate_root().join("docs/screenshots"), ".png");
    let bytes: u64 = pictures.iter().map(|path| size(path)).sum();
    assert!(bytes < MAX_SCREENSHOTS, "{bytes} bytes");
}

/// A tag can be moved to other code; a digest cannot. The version beside it is for people.
#[test]
fn actions_are_pinned_by_digest() {
    let mut seen = 0;
    for path in WORKFLOWS {
        for line in text(path).lines() {
            let Some((_, action)) = line.split_once("uses: ") else {
                continue;
            };
            let (_, pinned) = action.split_once('@').expect("an action with a version");
            let (digest, version) = pinned.split_once(" # v").expect("a digest with its version");
            let is_digest = digest.len() == 40 && digest.bytes().all(|byte| byte.is_ascii_hexdigit());
            assert!(is_digest && !version.is_empty(), "{path}: {action}");
            seen += 1;
        }
    }
    assert!(seen > 0, "no action is used");
}

/// Every path that CONTRIBUTING.md names exists; every name of a type is in a file that its step names.
#[test]
fn what_contributing_names_is_there() {
    let is_path = |quoted: &&str| quoted.contains('/') && !quoted.contains([' ', '…']);
    let is_name = |quoted: &&str| {
        quoted.starts_with(|letter: char| letter.is_ascii_uppercase())
            && quoted
                .chars()
                .all(|letter| letter.is_ascii_alphanumeric() || "_:".contains(letter))
    };
    let (mut paths, mut names) = (0, 0);
    for line in text("CONTRIBUTING.md").lines() {
        let quoted: Vec<&str> = line.split('`').skip(1).step_by(2).collect();
        let named: Vec<&str> = quoted.iter().copied().filter(is_path).collect();
        for path in &named {
            assert!(crate_root().join(path).exists(), "{path} is not there: {line}");
        }
        let files: Vec<&&str> = named.iter().filter(|path| crate_root().join(path).is_file()).collect();
        for name in quoted.iter().filter(|_| !files.is_empty()).copied().filter(is_name) {
            let last = name.rsplit("::").next().unwrap_or(name);
            assert!(
                files.iter().any(|file| text(file).contains(last)),
                "{name} is not there: {line}"
            );
            names += 1;
        }
        paths += named.len();
    }
    assert!(paths > 30 && names > 8, "only {paths} paths and {names} names");
}
