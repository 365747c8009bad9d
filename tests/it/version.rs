//! `--version` names the commit that the program was built from, and says so where there is none.

use std::path::Path;
use std::process::Command;

use self::build_script::version;
use tempfile::TempDir;

#[path = "../../build.rs"]
#[allow(dead_code, reason = "cargo calls its `main`")]
mod build_script;

fn git(folder: &Path, arguments: &[&str]) {
    let mut command = Command::new("git");
    command
        .args(["-c", "user.name=a", "-c", "user.email=a@b.c"])
        .args(arguments);
    command.env("GIT_COMMITTER_DATE", "2011-08-29T12:00:00+07:00");
    let status = command.current_dir(folder).status().expect("git runs");
    assert!(status.success(), "{arguments:?}");
}

#[test]
fn the_version_outside_git_is_unknown() {
    let folder = TempDir::new().expect("a folder");
    assert_eq!(version(folder.path(), "1.2.3"), "1.2.3 (unknown)");
}

#[test]
fn only_the_sources_own_repository_counts() {
    let folder = TempDir::new().expect("a folder");
    git(folder.path(), &["init", "--quiet"]);
    git(folder.path(), &["commit", "--quiet", "--allow-empty", "--message=a"]);
    let known = version(folder.path(), "1.2.3");
    assert!(
        known.starts_with("1.2.3 (") && known.ends_with(" 2011-08-29)"),
        "{known}"
    );
    let inner = folder.path().join("congbo");
    std::fs::create_dir(&inner).expect("a folder");
    assert_eq!(version(&inner, "1.2.3"), "1.2.3 (unknown)");
}
