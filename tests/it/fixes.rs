//! `check --fix`: what it shows, what the files are then, and that nothing else changed.
//!
//! `tests/fixes/*.txt` hold the files before, and behind `== check ==` what is printed and the files after.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::support::{command, crate_root, files_below, golden, run, write_files};
use congbo::internals::host::{CommandOptions, check};
use congbo::internals::messages::Language;

fn fixed(source: &Path) -> String {
    let options = CommandOptions {
        fix: true,
        language: Some(Language::Vietnamese),
        ..command(source)
    };
    run(check, &options).1
}

fn contents(source: &Path) -> BTreeMap<String, String> {
    let read = |path: std::path::PathBuf| {
        let name = path.strip_prefix(source).expect("below").to_string_lossy().into_owned();
        (name, fs::read_to_string(path).expect("a text"))
    };
    files_below(source, "").into_iter().map(read).collect()
}

/// What a person sees: the changes, what is left to do, the files as they are then.
fn seen(source: &Path) -> String {
    let before = contents(source);
    let mut out = fixed(source);
    for (name, text) in contents(source) {
        if before.get(&name) != Some(&text) {
            let visible = text.replace('\r', "\\r").replace('\u{feff}', "\\u{feff}");
            out.push_str(&format!("-- {name} after --\n{visible}"));
        }
    }
    out
}

#[test]
fn every_fix_is_shown_and_nothing_else_changes() {
    golden("tests/fixes", seen);
}

#[test]
fn a_second_run_finds_nothing_to_mend() {
    for path in files_below(&crate_root().join("tests/fixes"), ".txt") {
        let folder = tempfile::tempdir().expect("a folder");
        let text = fs::read_to_string(&path).expect("a fixture");
        write_files(text.split("== check ==").next().expect("files"), folder.path());
        fixed(folder.path());
        let bytes = |source: &Path| -> Vec<Vec<u8>> {
            files_below(source, "")
                .into_iter()
                .map(|path| fs::read(path).expect("a file"))
                .collect()
        };
        let once = bytes(folder.path());
        let again = fixed(folder.path());
        assert!(
            again.starts_with("Không có chỗ nào tự sửa được."),
            "{}:\n{again}",
            path.display()
        );
        assert_eq!(once, bytes(folder.path()), "{}", path.display());
    }
}

#[cfg(unix)]
#[test]
fn permissions_stay_and_links_are_not_followed() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = tempfile::tempdir().expect("a folder");
    let (content, outside) = (folder.path().join("content"), folder.path().join("outside.md"));
    fs::create_dir(&content).expect("a folder");
    let text = "\u{feff}---\nloại: Trang\ntên bài: Một\n---\n\nMột.\n";
    fs::write(&outside, text).expect("written");
    fs::write(content.join("a.md"), text).expect("written");
    fs::set_permissions(content.join("a.md"), fs::Permissions::from_mode(0o640)).expect("set");
    symlink(&outside, content.join("b.md")).expect("a link");
    fixed(folder.path());
    assert_eq!(fs::read_to_string(&outside).expect("a file"), text);
    let mended = content.join("a.md");
    assert_eq!(
        fs::read_to_string(&mended).expect("a file"),
        text.trim_start_matches('\u{feff}')
    );
    assert_eq!(
        fs::metadata(&mended).expect("a file").permissions().mode() & 0o777,
        0o640
    );
}

/// A repository may bring links under any name that a program might write to.
#[cfg(unix)]
#[test]
fn nothing_is_written_through_a_planted_link() {
    use std::os::unix::fs::symlink;
    let folder = tempfile::tempdir().expect("a folder");
    let (content, outside) = (folder.path().join("content"), folder.path().join("nha"));
    fs::create_dir(&content).expect("a folder");
    fs::create_dir(&outside).expect("a folder");
    let key = outside.join("khóa");
    fs::write(&key, "khóa của chủ").expect("written");
    let text = "\u{feff}---\nloại: Trang\ntên bài: Một\n---\n\nMột.\n";
    fs::write(content.join("a.md"), text).expect("written");
    for name in [".a.md.congbo-new", ".addresses.lock.congbo-new", "addresses.lock"] {
        symlink(&key, content.join(name)).expect("a link");
    }
    fixed(folder.path());
    let mended = fs::read_to_string(content.join("a.md")).expect("a file");
    assert!(!mended.starts_with('\u{feff}'));
    assert_eq!(fs::read_to_string(&key).expect("a file"), "khóa của chủ");
    // The folder of the content itself may be a link out of the repository.
    fs::write(outside.join("a.md"), text).expect("written");
    fs::remove_dir_all(&content).expect("removed");
    symlink(&outside, &content).expect("a link");
    fixed(folder.path());
    assert_eq!(fs::read_to_string(outside.join("a.md")).expect("a file"), text);
}
