//! Mistakes that editors make, each alone on a small sound site: one diagnostic at its place, and none once it is
//! repaired.
//!
//! `tests/mistakes/*/*.txt` hold the files with the mistake; behind `== finding ==` the code and place; behind
//! `== repaired ==` the files that an editor mends, or behind `== fixed ==` those that `check --fix` makes.

use std::fs;
use std::path::Path;

use crate::support::{command, crate_root, files_below, findings, run, write_files};
use congbo::internals::host::{CommandOptions, check};
use congbo::internals::messages::Language;
use tempfile::TempDir;

/// One mistake.
struct Mistake {
    wrong: String,
    finding: String,
    right: String,
    /// Whether `check --fix` makes the repaired files.
    is_fixed: bool,
}

impl Mistake {
    fn read(path: &Path) -> Mistake {
        let text = fs::read_to_string(path).expect("a readable file");
        let (wrong, rest) = text.split_once("== finding ==\n").expect("a finding");
        let (finding, right, is_fixed) = match rest.split_once("== fixed ==\n") {
            Some((finding, right)) => (finding, right, true),
            None => {
                let (finding, right) = rest.split_once("== repaired ==\n").expect("repaired files");
                (finding, right, false)
            }
        };
        Mistake {
            wrong: wrong.to_owned(),
            finding: finding.to_owned(),
            right: right.to_owned(),
            is_fixed,
        }
    }
}

/// The small site, with some of its files replaced.
fn site(files: &[&str]) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let sound = fs::read_to_string(crate_root().join("tests/mistakes/site.txt")).expect("the small site");
    write_files(&sound, folder.path());
    for files in files {
        write_files(files, folder.path());
    }
    folder
}

/// The code and place of each diagnostic, a line each; the same in both languages.
fn found(folder: &Path) -> String {
    let in_language = |language| -> String {
        let rows = findings(folder, language);
        let line = |row: &serde_json::Value| {
            let text = |name: &str| row[name].as_str().unwrap_or_default().to_owned();
            let words = text("message") + &text("help");
            assert!(
                !words.contains("{value}") && !words.contains("{help}") && !words.contains("{accept}"),
                "{words}"
            );
            format!("{} {}:{}:{}\n", text("code"), text("path"), row["line"], row["column"])
        };
        rows.iter().map(line).collect()
    };
    let vietnamese = in_language(Language::Vietnamese);
    assert_eq!(vietnamese, in_language(Language::English));
    vietnamese
}

fn mistakes() -> Vec<(String, Mistake)> {
    let root = crate_root().join("tests/mistakes");
    let files = files_below(&root, ".txt");
    let name = |path: &Path| path.strip_prefix(&root).expect("below").display().to_string();
    let files = files.iter().filter(|path| path.parent() != Some(&root));
    files.map(|path| (name(path), Mistake::read(path))).collect()
}

#[test]
fn the_small_site_is_sound() {
    assert_eq!(found(site(&[]).path()), "");
}

#[test]
fn each_mistake_is_one_finding_and_its_repair_is_sound() {
    let mut faults = Vec::new();
    for (name, mistake) in mistakes() {
        let wrong = found(site(&[&mistake.wrong]).path());
        if wrong != mistake.finding || wrong.lines().count() != 1 {
            faults.push(format!("{name}: expected {}found\n{wrong}", mistake.finding));
        }
        let right = found(site(&[&mistake.wrong, &mistake.right]).path());
        if !right.is_empty() {
            faults.push(format!("{name}, repaired:\n{right}"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn what_is_fixed_by_itself_is_fixed_so() {
    let mut faults = Vec::new();
    for (name, mistake) in mistakes().into_iter().filter(|(_, mistake)| mistake.is_fixed) {
        let folder = site(&[&mistake.wrong]);
        let options = CommandOptions {
            fix: true,
            ..command(folder.path())
        };
        run(check, &options);
        let wanted = site(&[&mistake.wrong, &mistake.right]);
        for path in files_below(wanted.path(), "") {
            let inner = path.strip_prefix(wanted.path()).expect("below");
            let (wanted, is) = (fs::read(&path), fs::read(folder.path().join(inner)));
            if wanted.expect("a file") != is.unwrap_or_default() {
                faults.push(format!("{name}: {}", inner.display()));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn there_are_many_mistakes() {
    let mistakes = mistakes();
    assert!(mistakes.len() >= 120, "{} mistakes", mistakes.len());
}
