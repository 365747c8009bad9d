//! The command `cite`: what it takes for its input, and that one bad line does not end it.

use std::fs::write;
use std::path::Path;
use std::process::{Command, Output};

/// Runs `cite` on a file with some content.
fn cite(folder: &Path, name: &str, content: &str, arguments: &[&str]) -> Output {
    let file = folder.join(name);
    write(&file, content).expect("a file is written");
    Command::new(env!("CARGO_BIN_EXE_congbo"))
        .args(["--lang", "en", "cite"])
        .args(arguments)
        .arg(&file)
        .output()
        .expect("congbo runs")
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

/// The numbers that are cited, in order.
fn numbers(output: &Output) -> Vec<String> {
    let mut found = Vec::new();
    for line in stdout(output).lines() {
        let row: serde_json::Value = serde_json::from_str(line).expect("a JSON line");
        let citations = row["citations"].as_array().expect("a list").iter();
        found.extend(citations.map(|cited| cited["number"].as_str().unwrap_or("-").to_owned()));
    }
    found
}

#[test]
fn a_bad_line_does_not_end_the_run() {
    let folder = tempfile::tempdir().expect("a folder");
    let lines =
        "\u{feff}{\"id\": 1, \"text\": \"Theo 12-QĐ/TU\"}\nnot a passage\n{\"id\": 2, \"text\": \"Theo 13-QĐ/TU\"}\n";
    let output = cite(folder.path(), "a.jsonl", lines, &[]);
    assert_eq!(numbers(&output), ["12-QĐ/TU", "13-QĐ/TU"]);
    assert_eq!(output.status.code(), Some(1));
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(told.contains("line 2"), "{told}");
}

#[test]
fn offsets_count_the_code_points_of_the_text_as_it_is() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = "\u{feff}😀 Quye\u{302}\u{301}t định số 12\u{ad}-QĐ/TU\r\nngày 1/2/2013, Kế hoạch 13-KH/TU";
    let output = cite(folder.path(), "a.txt", text, &[]);
    let row: serde_json::Value = serde_json::from_str(stdout(&output).trim()).expect("a JSON line");
    let citations = row["citations"].as_array().expect("a list");
    assert_eq!(citations.len(), 2, "{row}");
    let letters: Vec<char> = text.chars().collect();
    for cited in citations {
        let at = |index: usize| usize::try_from(cited["span"][index].as_u64().expect("a number")).expect("small");
        let surface: String = letters[at(0)..at(1)].iter().collect();
        assert_eq!(cited["surface"], surface.as_str());
    }
    assert_eq!(citations[0]["date"], "2013-02-01");
}

#[test]
fn the_format_is_chosen_or_seen() {
    let folder = tempfile::tempdir().expect("a folder");
    let markdown = "Theo 12-QĐ/TU, `13-QĐ/TU` và [14-QĐ/TU](/quyet-dinh/15-QĐ/TU).\n";
    let all = ["12-QĐ/TU", "14-QĐ/TU"];
    assert_eq!(numbers(&cite(folder.path(), "a.md", markdown, &[])), all);
    assert_eq!(
        numbers(&cite(folder.path(), "a", markdown, &["--format", "markdown"])),
        all
    );
    let as_text = cite(folder.path(), "a.md", markdown, &["--format", "text"]);
    assert!(numbers(&as_text).contains(&"13-QĐ/TU".to_owned()));
    let braces = "{đoạn} Theo 12-QĐ/TU";
    assert_eq!(numbers(&cite(folder.path(), "b", braces, &[])), ["12-QĐ/TU"]);
    let refused = cite(folder.path(), "a.txt", braces, &["--format", "pdf"]);
    assert_eq!(refused.status.code(), Some(2));
}
