//! `diff`: pairs of small sites with what it prints of them, revisions of a repository, and wrong input.
//!
//! `tests/diff/<name>/sites.txt` holds the files that both sides have, then after `== base ==` and `== head ==` those
//! that one side has in its own form. Beside it are the three outputs: `text.txt`, `comment.md`, `difference.json`,
//! and `notes.txt` where files need a note for readers.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

use crate::support::{UPDATE, crate_root, difference, files_below, write_files};

/// 1 March 2013 in Vietnam.
const TODAY: &str = "1362070800";

fn congbo(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_congbo"));
    command.current_dir(folder).args(["--lang", "vi"]).args(arguments);
    command
        .env("SOURCE_DATE_EPOCH", TODAY)
        .env("GIT_CEILING_DIRECTORIES", "/");
    command.output().expect("the program starts")
}

fn words(done: &Output) -> String {
    String::from_utf8(done.stderr.clone()).expect("text")
}

fn data(done: &Output) -> String {
    String::from_utf8(done.stdout.clone()).expect("text")
}

/// Writes both sides of a pair below a folder.
fn write_sides(text: &str, root: &Path) {
    let (common, sides) = text.split_once("== base ==\n").expect("a base");
    let (base, head) = sides.split_once("== head ==\n").expect("a head");
    for (name, own) in [("base", base), ("head", head)] {
        fs::create_dir_all(root.join(name).join("content")).expect("a folder");
        write_files(common, &root.join(name));
        write_files(own, &root.join(name));
    }
}

/// What `diff` prints of a pair, by file name.
fn outputs(text: &str) -> BTreeMap<&'static str, String> {
    let folder = TempDir::new().expect("a folder");
    write_sides(text, folder.path());
    let run = |more: &[&str]| congbo(folder.path(), &[&["diff", "base", "head"], more].concat());
    let shown = run(&[]);
    let json: Value = serde_json::from_slice(&run(&["--format", "json"]).stdout).expect("JSON");
    let is_broken = json["baseBroken"] == true || json["headBroken"] == true;
    assert_eq!(shown.status.code(), Some(i32::from(is_broken)), "{}", words(&shown));
    assert_eq!(words(&shown).is_empty(), !is_broken);
    let mut found = BTreeMap::from([
        ("text.txt", format!("{}{}", words(&shown), data(&shown))),
        ("comment.md", data(&run(&["--format", "markdown"]))),
        (
            "difference.json",
            serde_json::to_string_pretty(&json).expect("JSON") + "\n",
        ),
    ]);
    let notes = data(&run(&["--notes"]));
    if notes.contains("cập nhật:") {
        found.insert("notes.txt", notes);
    }
    found
}

#[test]
fn every_pair_is_shown_as_expected() {
    let update = std::env::var_os(UPDATE).is_some();
    let pairs = files_below(&crate_root().join("tests/diff"), "sites.txt");
    assert!(pairs.len() >= 12);
    let mut wrong = Vec::new();
    for path in pairs {
        let folder = path.parent().expect("a folder").to_owned();
        let found = outputs(&fs::read_to_string(&path).expect("a pair"));
        let mut leftovers: Vec<PathBuf> = files_below(&folder, "")
            .into_iter()
            .filter(|file| *file != path)
            .collect();
        for (name, actual) in found {
            let path = folder.join(name);
            leftovers.retain(|left| *left != path);
            let expected = fs::read_to_string(&path).unwrap_or_default();
            if expected != actual && update {
                fs::write(&path, actual).expect("a writable file");
            } else if expected != actual {
                wrong.push(difference(&path, &expected, &actual));
            }
        }
        for left in leftovers {
            match update {
                true => fs::remove_file(&left).expect("a leftover"),
                false => wrong.push(format!("{}: nothing makes this", left.display())),
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

/// A note that is proposed is read by the program, and is then not proposed again.
#[test]
fn proposed_notes_are_entries_of_a_head() {
    let notes = files_below(&crate_root().join("tests/diff"), "notes.txt");
    // What is broken before is broken after.
    for path in notes
        .into_iter()
        .filter(|path| !path.parent().is_some_and(|folder| folder.ends_with("broken")))
    {
        let pair = fs::read_to_string(path.with_file_name("sites.txt")).expect("a pair");
        let folder = TempDir::new().expect("a folder");
        write_sides(&pair, folder.path());
        let notes = fs::read_to_string(&path).expect("notes");
        for note in notes.split("\n\n").filter(|note| !note.trim().is_empty()) {
            let (file, lines) = note.split_once('\n').expect("a path and lines");
            let file = folder.path().join("head").join(file);
            let text = fs::read_to_string(&file).expect("a file");
            let (start, rest) = text.split_once("---\n").expect("a head");
            fs::write(&file, format!("{start}---\n{lines}\n{rest}")).expect("a writable file");
        }
        let checked = congbo(folder.path(), &["check", "--source", "head", "--format", "json"]);
        for code in ["yaml-syntax", "wrong-type", "unknown-value", "missing-part"] {
            assert!(!data(&checked).contains(code), "{}: {}", path.display(), data(&checked));
        }
        let done = congbo(folder.path(), &["diff", "base", "head", "--notes"]);
        assert!(
            !data(&done).contains("cập nhật:"),
            "{}: {}",
            path.display(),
            data(&done)
        );
    }
}

// ---- revisions --------------------------------------------------------------------------------------------------

fn git(folder: &Path, arguments: &[&str]) -> String {
    let mut command = Command::new("git");
    command.args([
        "-c",
        "user.name=a",
        "-c",
        "user.email=a@b.c",
        "-c",
        "core.autocrlf=false",
    ]);
    let done = command.args(arguments).current_dir(folder).output().expect("git runs");
    assert!(
        done.status.success(),
        "{arguments:?}: {}",
        String::from_utf8_lossy(&done.stderr)
    );
    String::from_utf8(done.stdout).expect("text").trim().to_owned()
}

/// A repository whose two commits are the sides of a pair, in a folder of it; the branch is `main`.
pub fn repository(pair: &str, inner: &str) -> TempDir {
    let text = fs::read_to_string(crate_root().join(format!("tests/diff/{pair}/sites.txt"))).expect("a pair");
    let sides = TempDir::new().expect("a folder");
    write_sides(&text, sides.path());
    let folder = TempDir::new().expect("a folder");
    let site = folder.path().join(inner);
    fs::create_dir_all(&site).expect("a folder");
    git(folder.path(), &["init", "--quiet", "--initial-branch", "main"]);
    for side in ["base", "head"] {
        let _ = fs::remove_dir_all(site.join("content"));
        fs::rename(sides.path().join(side).join("content"), site.join("content")).expect("a folder");
        git(folder.path(), &["add", "--all"]);
        git(folder.path(), &["commit", "--quiet", "--message", side]);
    }
    folder
}

#[test]
fn revisions_are_read_as_folders_are() {
    let expected = fs::read_to_string(crate_root().join("tests/diff/word/text.txt")).expect("a text");
    for inner in ["", "trang/cua tinh"] {
        let folder = repository("word", inner);
        let source = folder.path().join(inner);
        git(folder.path(), &["tag", "truoc", "HEAD~1"]);
        for sides in [vec!["HEAD~1", "main"], vec!["truoc"], vec!["truoc", "."]] {
            let done = congbo(&source, &[&["so-sanh"], sides.as_slice()].concat());
            assert_eq!(data(&done), expected, "{inner} {sides:?}: {}", words(&done));
        }
        let outside = congbo(
            folder.path(),
            &["diff", "truoc", "--source", if inner.is_empty() { "." } else { inner }],
        );
        assert_eq!(data(&outside), expected);
        // What is not committed counts where the folder is compared, and where a revision is, does not.
        fs::write(source.join("content/b.md"), "---\ntên bài: Bài mới\n---\n\nChữ.\n").expect("a file");
        assert!(data(&congbo(&source, &["diff", "HEAD"])).contains("Bài mới"));
        assert_eq!(data(&congbo(&source, &["diff", "truoc", "HEAD"])), expected);
    }
}

#[test]
fn attributes_of_the_repository_change_no_file() {
    let folder = repository("word", "");
    fs::write(
        folder.path().join(".gitattributes"),
        "content/*.md export-ignore text eol=crlf\n",
    )
    .expect("a file");
    git(folder.path(), &["add", "--all"]);
    git(folder.path(), &["commit", "--quiet", "--message", "thuoc tinh"]);
    let done = congbo(folder.path(), &["diff", "HEAD", "."]);
    assert!(
        data(&done).starts_with("Hai bên giống nhau"),
        "{}{}",
        words(&done),
        data(&done)
    );
}

#[test]
#[cfg(unix)]
fn a_link_of_a_revision_is_reported_and_not_followed() {
    let folder = repository("word", "");
    std::os::unix::fs::symlink("/etc/passwd", folder.path().join("content/mat-khau.md")).expect("a link");
    git(folder.path(), &["add", "--all"]);
    git(folder.path(), &["commit", "--quiet", "--message", "lien ket"]);
    let done = congbo(folder.path(), &["diff", "HEAD~1", "HEAD", "--format", "json"]);
    let found: Value = serde_json::from_slice(&done.stdout).expect("JSON");
    assert_eq!(found["newFindings"][0]["code"], "symbolic-link", "{found}");
    assert!(!data(&done).contains("root:"));
}

#[test]
fn nothing_is_left_behind() {
    let folder = repository("word", "");
    let temporary = TempDir::new().expect("a folder");
    let mut command = Command::new(env!("CARGO_BIN_EXE_congbo"));
    command
        .args(["diff", "HEAD~1", "HEAD"])
        .env("TMPDIR", temporary.path())
        .env("TMP", temporary.path());
    let done = command.current_dir(folder.path()).output().expect("the program starts");
    assert!(done.status.success());
    assert_eq!(files_below(temporary.path(), "").len(), 0);
    assert_eq!(fs::read_dir(temporary.path()).expect("a folder").count(), 0);
}

// ---- wrong input ------------------------------------------------------------------------------------------------

#[test]
fn sides_that_are_not_there_are_named() {
    let folder = repository("word", "");
    let outside = TempDir::new().expect("a folder");
    fs::create_dir(outside.path().join("content")).expect("a folder");
    let refused = |folder: &Path, arguments: &[&str], reason: &str| {
        let done = congbo(folder, &[&["diff"], arguments].concat());
        assert_eq!(
            done.status.code(),
            Some(2),
            "{arguments:?}: {}{}",
            words(&done),
            data(&done)
        );
        assert!(words(&done).contains(reason), "{arguments:?}: {}", words(&done));
        assert!(data(&done).is_empty());
    };
    refused(folder.path(), &["khong-co"], "kho không có bản “khong-co”");
    refused(folder.path(), &["HEAD", "khong-co"], "kho không có bản “khong-co”");
    refused(folder.path(), &["HEAD:content/quy-che.md"], "kho không có bản");
    refused(folder.path(), &["--", "--upload-pack=touch x"], "kho không có bản");
    refused(folder.path(), &[""], "");
    refused(outside.path(), &["HEAD"], "không nằm trong kho git nào");
    refused(
        outside.path(),
        &["HEAD", "--source", "khong-co"],
        "không có thư mục khong-co",
    );
    refused(outside.path(), &[], "BẢN_GỐC");
}

#[test]
fn without_git_folders_can_be_compared() {
    let folder = TempDir::new().expect("a folder");
    let pair = fs::read_to_string(crate_root().join("tests/diff/word/sites.txt")).expect("a pair");
    write_sides(&pair, folder.path());
    let run = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_congbo"));
        command
            .args(["--lang", "vi", "diff"])
            .args(arguments)
            .env("PATH", "")
            .env("SOURCE_DATE_EPOCH", TODAY);
        command.current_dir(folder.path()).output().expect("the program starts")
    };
    let done = run(&["base", "head"]);
    assert!(
        done.status.success() && data(&done).contains("[-15-] {+20+}"),
        "{}",
        words(&done)
    );
    let done = run(&["main", "head"]);
    assert_eq!(done.status.code(), Some(2));
    assert!(words(&done).contains("chưa có git"), "{}", words(&done));
}

#[test]
fn a_comment_fits_a_host_whatever_changed() {
    let folder = TempDir::new().expect("a folder");
    for (side, word) in [("base", "một"), ("head", "hai")] {
        for page in 0..40 {
            let path = folder.path().join(side).join(format!("content/trang-{page}.md"));
            fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            let paragraphs: String = (0..30)
                .map(|n| format!("Đoạn {n} của {word}: {}\n\n", format!("{word}{n} ").repeat(90)))
                .collect();
            fs::write(path, format!("---\ntên bài: Trang {page}\n---\n\n{paragraphs}")).expect("a file");
        }
    }
    let comment = data(&congbo(
        folder.path(),
        &["diff", "base", "head", "--format", "markdown"],
    ));
    assert!(comment.chars().count() < 65_536, "{}", comment.chars().count());
    assert!(
        comment.contains("40 trang đổi") && comment.contains("chỗ khác"),
        "{}",
        &comment[..2000]
    );
}
