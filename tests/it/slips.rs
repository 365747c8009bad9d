//! Slips in heads as editors make them: each is reported at the line that has it, and nothing else is.
//!
//! `tests/slips/*.txt` hold files, each below a line `== what was slipped ==`; `⟵ code` ends the line with the slip.

use std::fs;

use crate::support::{compiled, crate_root, files_below, write_files};
use congbo::internals::messages::Severity;

const MARK: &str = " ⟵ ";

/// The slips of a file: its name, and the text below it.
fn slips(text: &str) -> Vec<(&str, &str)> {
    let blocks = text.split("== ").skip(1);
    blocks
        .map(|block| block.split_once(" ==\n").expect("a name between `==`"))
        .collect()
}

/// The findings of a file with their lines.
fn found(text: &str) -> Vec<(usize, &'static str)> {
    let folder = tempfile::tempdir().expect("a folder");
    write_files(&format!("-- content/a.md escaped --\n{text}"), folder.path());
    let (snapshot, outcome) = compiled(folder.path());
    let line = |place: &congbo::internals::messages::Place| {
        let text = snapshot.text_of(&place.path).unwrap_or("");
        let start = place.span.map_or(0, |span| span.start);
        text[..start].matches('\n').count() + 1
    };
    let mut found: Vec<(usize, &str)> = outcome
        .diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.severity() != Severity::Hint)
        .map(|diagnostic| (line(&diagnostic.place), diagnostic.code.name()))
        .collect();
    found.sort_unstable();
    found
}

#[test]
fn each_slip_is_reported_at_its_line() {
    let mut wrong = Vec::new();
    let mut count = 0;
    for path in files_below(&crate_root().join("tests/slips"), ".txt") {
        let text = fs::read_to_string(&path).expect("a readable file");
        for (name, block) in slips(&text) {
            count += 1;
            let marked = block.lines().enumerate();
            let expected: Vec<(usize, &str)> = marked
                .filter_map(|(line, words)| Some((line + 1, words.split_once(MARK)?.1)))
                .collect();
            let plain: Vec<&str> = block
                .lines()
                .map(|line| line.split(MARK).next().unwrap_or(""))
                .collect();
            let found = found(&(plain.join("\n") + "\n"));
            if found != expected {
                wrong.push(format!("{name}: expected {expected:?}, found {found:?}"));
            }
        }
    }
    assert!(count >= 40, "{count} slips");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
