//! Messages for people in both languages, and for machines.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::{Command, Output};

use crate::support::write_files;
use congbo::internals::messages::{
    AcceptReason, BoldProblem, Code, DiffText, DoubtReason, ExplanationText, HeadSign, ImportProblem, ImportText,
    LabelText, Language, Likeness, LinkProblem, LostPlace, NoteProblem, Notice, OddDateReason, OldAddressProblem,
    OldEncoding, PastedRow, Phrase, PreviewText, RelationProblem, RepairRule, ReportText, Severity, Sign, StrayHelp,
    StrayReason, TableFileProblem, TableProblem, TagAdvice, UpdateNote, ValueShape, VersionChange, WindowText,
    YamlHelp, YamlProblem, keys, text,
};

/// The names of the values of a text, sorted.
fn values(text: &str) -> BTreeSet<&str> {
    let inside = text.split('{').skip(1).filter_map(|rest| rest.split_once('}'));
    let names = inside.map(|(inside, _)| inside.split('|').next().unwrap_or(""));
    let is_name = |name: &&str| !name.is_empty() && name.chars().all(|c| c.is_ascii_lowercase() || c == '_');
    names.filter(is_name).collect()
}

/// Every key that the program asks the catalogue for, but those of `--help`: they follow from its arguments.
fn known_keys() -> BTreeSet<String> {
    let groups = [
        Severity::KEYS,
        LabelText::KEYS,
        ExplanationText::KEYS,
        Notice::KEYS,
        ReportText::KEYS,
        PreviewText::KEYS,
        WindowText::KEYS,
        Phrase::KEYS,
        YamlProblem::KEYS,
        ValueShape::KEYS,
        Sign::KEYS,
        HeadSign::KEYS,
        OddDateReason::KEYS,
        PastedRow::KEYS,
        Likeness::KEYS,
        BoldProblem::KEYS,
        LinkProblem::KEYS,
        TableProblem::KEYS,
        TableFileProblem::KEYS,
        LostPlace::KEYS,
        NoteProblem::KEYS,
        OldEncoding::KEYS,
        TagAdvice::KEYS,
        AcceptReason::KEYS,
        OldAddressProblem::KEYS,
        VersionChange::KEYS,
        StrayReason::KEYS,
        RelationProblem::KEYS,
        ImportProblem::KEYS,
        ImportText::KEYS,
        DiffText::KEYS,
        UpdateNote::KEYS,
        RepairRule::KEYS,
        DoubtReason::KEYS,
    ];
    let mut known: BTreeSet<String> = groups.iter().copied().flatten().map(|key| (*key).to_owned()).collect();
    known.extend(YamlProblem::KEYS.iter().map(|key| YamlHelp::key(key)));
    known.extend(StrayReason::KEYS.iter().map(|key| StrayHelp::key(key)));
    for code in Code::ALL {
        known.extend(["title", "why", "help"].map(|part| format!("code.{}.{part}", code.name())));
    }
    known
}

#[test]
fn both_languages_have_every_text_and_no_other() {
    let known = known_keys();
    for language in [Language::Vietnamese, Language::English] {
        let held = keys(language).into_iter().filter(|key| !key.starts_with("cli."));
        let held: BTreeSet<String> = held.map(str::to_owned).collect();
        let differing: Vec<&String> = known.symmetric_difference(&held).collect();
        assert!(differing.is_empty(), "{language:?}: {differing:?}");
    }
    for key in &known {
        let (vietnamese, english) = (text(key, Language::Vietnamese), text(key, Language::English));
        assert!(!vietnamese.is_empty() && !english.is_empty(), "{key}");
        assert_eq!(values(vietnamese), values(english), "{key}");
        assert!(vietnamese != english || english.starts_with('{'), "{key}");
    }
}

const SITE: &str = "\
-- content/quyet-dinh.md --
---
loại: Quyết định
số kí hiệu: 393-QĐ/TU
ngày ban hành:27/6/2011
---

Điều 1. Ban hành, 100% là vậy.
";

fn run(folder: &Path, arguments: &[&str], locale: &str) -> Output {
    Command::new(env!("CARGO_BIN_EXE_congbo"))
        .args(arguments)
        .current_dir(folder)
        .env("LC_ALL", locale)
        .output()
        .expect("the program runs")
}

fn fixture(files: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    write_files(files, folder.path());
    folder
}

#[test]
fn the_language_is_asked_for_or_the_sites_or_the_machines() {
    let says = |folder: &Path, arguments: &[&str], locale: &str| {
        String::from_utf8(run(folder, arguments, locale).stderr).expect("UTF-8")
    };
    let folder = fixture(SITE);
    assert!(says(folder.path(), &["check"], "vi_VN.UTF-8").starts_with("lỗi["));
    assert!(says(folder.path(), &["check"], "fr_FR.UTF-8").starts_with("error["));
    assert!(says(folder.path(), &["check", "--lang", "vi"], "C").starts_with("lỗi["));
    let vietnamese = fixture(&format!("{SITE}-- content/site.yaml --\nngôn ngữ: vi\n"));
    assert!(says(vietnamese.path(), &["check"], "en_GB.UTF-8").starts_with("lỗi["));
    assert!(says(vietnamese.path(), &["check", "--lang", "en"], "vi_VN.UTF-8").starts_with("error["));
}

#[test]
fn json_is_one_object_a_line_with_repository_paths_and_fixes() {
    let folder = fixture("");
    std::fs::create_dir_all(folder.path().join(".git")).expect("a folder");
    write_files(SITE, &folder.path().join("trang"));
    let output = run(
        folder.path(),
        &["check", "--source", "trang", "--format", "json", "--lang", "en"],
        "C",
    );
    assert_eq!(output.status.code(), Some(1));
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    let rows: Vec<serde_json::Value> = text
        .lines()
        .map(|line| serde_json::from_str(line).expect("one object a line"))
        .collect();
    let row = rows
        .iter()
        .find(|row| row["code"] == "key-without-blank")
        .expect("the finding");
    assert_eq!(row["severity"], "error");
    assert_eq!(row["path"], "trang/content/quyet-dinh.md");
    assert_eq!((&row["line"], &row["column"]), (&4.into(), &1.into()));
    assert_eq!(row["endLine"], 4);
    assert_eq!(row["fix"]["replacement"], "ngày ban hành: 27/6/2011");
    for name in ["endColumn", "message", "help"] {
        assert!(!row[name].is_null(), "{name}");
    }
    let promised = [
        "code",
        "severity",
        "path",
        "line",
        "column",
        "endLine",
        "endColumn",
        "message",
        "help",
        "fix",
    ];
    for row in &rows {
        let object = row.as_object().expect("an object");
        assert!(promised.iter().all(|name| object.contains_key(*name)), "{row}");
    }
}

#[test]
fn a_build_prints_fifty_errors_whole_and_counts_the_rest_by_code() {
    let mut files = String::from("-- content/ghi-chu.md --\nKhông có phần đầu.\n");
    for number in 1..=60 {
        let head = format!("---\nloại: Quyết định\nsố ký hiệu: {number}-QĐ/TU\nngày ban hành: 1/1/2011\n---\n");
        let body = if number <= 55 {
            "<b>Một</b>"
        } else {
            "Xem [[khong-co/bai-nay]]."
        };
        files.push_str(&format!("-- content/{number:02}.md --\n{head}\n{body}\n"));
    }
    let folder = fixture(&files);
    let printed = |arguments: &[&str]| {
        let output = run(folder.path(), arguments, "vi_VN.UTF-8");
        assert_eq!(output.status.code(), Some(1));
        String::from_utf8(output.stderr).expect("UTF-8")
    };
    let built = printed(&["build"]);
    assert_eq!(built.matches("lỗi[").count(), 50, "{built}");
    assert_eq!(built.matches("cảnh báo[").count(), 0, "{built}");
    let checked = printed(&["check"]);
    assert_eq!(checked.matches("lỗi[").count(), 60, "{checked}");
    for text in [built, checked] {
        for line in [
            "lỗi: 55 chỗ: raw-html\n",
            "lỗi: 5 chỗ: unknown-document\n",
            "cảnh báo: 1 chỗ: no-front-matter\n",
        ] {
            assert!(text.contains(line), "{line} in {text}");
        }
    }
}

#[test]
fn github_annotations_are_escaped() {
    let folder = fixture("-- content/a.md --\n---\nloại: Quyết định\nsố: 1-QĐ/TU\n---\n\n<b>100%, vậy: thôi</b>\n");
    let output = run(folder.path(), &["check", "--format", "github", "--lang", "vi"], "C");
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    let line = text.lines().next().expect("an annotation");
    assert!(
        line.starts_with("::error file=content/a.md,line=6,endLine=6,col=1,endColumn="),
        "{line}"
    );
    assert!(line.contains(",title=raw-html::"), "{line}");
    assert!(line.contains("%0A"), "{line}");
}

#[test]
fn help_is_in_the_language_asked_for_or_the_sites_or_the_machines() {
    let site = fixture("-- trang/content/site.yaml --\nngôn ngữ: vi\n");
    let help = |arguments: &[&str], locale: &str| {
        let output = run(site.path(), arguments, locale);
        assert_eq!(output.status.code(), Some(0), "{arguments:?}");
        String::from_utf8(output.stdout).expect("UTF-8")
    };
    let (vietnamese, english) = ("Cách dùng: congbo", "Usage: congbo");
    assert!(help(&["--help"], "C").contains(english));
    assert!(help(&["--help"], "vi_VN.UTF-8").contains(vietnamese));
    assert!(help(&["--lang", "en", "check", "-h"], "vi_VN.UTF-8").contains(english));
    assert!(help(&["cite", "-h", "--lang=vi"], "C").contains(vietnamese));
    assert!(help(&["build", "--source", "trang", "--help"], "C").contains(vietnamese));
    assert!(help(&["build", "--source=trang", "--help", "--lang=en"], "C").contains(english));
}

#[test]
fn the_version_names_the_commit_and_its_date() {
    let output = run(Path::new("."), &["--version"], "C");
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    let start = concat!("congbo ", env!("CARGO_PKG_VERSION"), " (");
    let commit = text.strip_prefix(start).and_then(|rest| rest.strip_suffix(")\n"));
    let commit = commit.expect("the commit in parentheses");
    let is_date = |date: &str| date.len() == 10 && date.split('-').all(|part| part.parse::<u16>().is_ok());
    assert!(
        commit == "unknown" || commit.split_once(' ').is_some_and(|(_, date)| is_date(date)),
        "{text}"
    );
}
