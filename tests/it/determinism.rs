//! The program, run as a person runs it: the same bytes everywhere, nothing written twice, nobody's files
//! lost, exit codes that scripts can rely on.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::SystemTime;

use crate::support::{crate_root, files_below, write_files};
use crate::web::files_of;
use tempfile::TempDir;

/// A folder with a site of two documents.
const SMALL: &str = "\
-- content/mot.md --
---
loại: Quyết định
số ký hiệu: 1-QĐ/TU
ngày ban hành: 1/2/2011
trích yếu: Về việc thứ nhất
---

Theo Quyết định 2-QĐ/TU ngày 3/1/2011.
-- content/hai.md --
---
loại: Quyết định
số ký hiệu: 2-QĐ/TU
ngày ban hành: 3/1/2011
trích yếu: Về việc thứ hai
---

Điều thứ hai.
";

fn congbo(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_congbo"));
    command.args(args).env_remove("SOURCE_DATE_EPOCH");
    command
}

fn run(args: &[&str]) -> (i32, String) {
    ended(congbo(args).output().expect("the program runs"))
}

fn ended(output: Output) -> (i32, String) {
    let printed = String::from_utf8(output.stderr).expect("printed in UTF-8");
    (output.status.code().expect("an exit code"), printed)
}

fn small_site() -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    write_files(SMALL, folder.path());
    folder
}

fn text(path: &Path) -> &str {
    path.to_str().expect("a path in UTF-8")
}

/// Every file, `.congbo/` too, with its bytes.
fn everything(output: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let bytes = |path: PathBuf| {
        let inner = path.strip_prefix(output).expect("a file of the output").to_owned();
        (inner, fs::read(path).expect("a readable file"))
    };
    files_below(output, "").into_iter().map(bytes).collect()
}

fn times(output: &Path) -> BTreeMap<PathBuf, SystemTime> {
    let time = |path: PathBuf| {
        let modified = fs::metadata(&path)
            .and_then(|found| found.modified())
            .expect("a time of change");
        (path, modified)
    };
    files_below(output, "").into_iter().map(time).collect()
}

#[test]
fn two_builds_are_equal_byte_for_byte_in_any_place_and_at_any_time() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let build = |name: &str, settings: &[(&str, &str)]| {
        let output = folder.path().join(name);
        let mut command = congbo(&["build", "--source", text(crate_root()), "--output", text(&output)]);
        let (code, printed) = ended(
            command
                .envs(settings.iter().copied())
                .output()
                .expect("the program runs"),
        );
        assert_eq!(code, 0, "{printed}");
        everything(&output)
    };
    let first = build(
        "a",
        &[
            ("TZ", "Pacific/Kiritimati"),
            ("LANG", "vi_VN.UTF-8"),
            ("LC_ALL", "vi_VN.UTF-8"),
        ],
    );
    let settings = [
        ("TZ", "America/Anchorage"),
        ("LANG", "tr_TR.UTF-8"),
        ("LC_ALL", "C"),
        ("RAYON_NUM_THREADS", "1"),
        ("SOURCE_DATE_EPOCH", "1893456000"),
    ];
    let second = build("mot thu muc khac", &settings);
    assert!(first.len() > 100);
    assert!(first.keys().eq(second.keys()));
    for (path, bytes) in &first {
        assert!(second[path] == *bytes, "{} differs", path.display());
    }
}

#[test]
fn a_second_build_writes_no_file() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let output = folder.path().join("public");
    let args = ["build", "--source", text(crate_root()), "--output", text(&output)];
    assert_eq!(run(&args).0, 0);
    let before = times(&output);
    let (code, printed) = run(&args);
    assert_eq!(code, 0);
    assert_eq!(times(&output), before);
    assert!(printed.contains("Không có gì đổi: "), "{printed}");
}

#[test]
fn a_build_takes_over_a_placeholder_and_an_empty_folder() {
    let site = small_site();
    let public = site.path().join("public");
    fs::create_dir(&public).expect("a folder");
    assert_eq!(run(&["build", "--source", text(site.path())]).0, 0);
    let whole = files_of(&public);
    fs::remove_dir_all(&public).expect("removed");
    fs::create_dir(&public).expect("a folder");
    fs::write(public.join(".gitignore"), "*\n!.gitignore\n").expect("a placeholder");
    assert_eq!(run(&["build", "--source", text(site.path())]).0, 0);
    let mut again = files_of(&public);
    assert_eq!(
        again.remove(".gitignore").as_deref(),
        Some(b"*\n!.gitignore\n".as_slice())
    );
    assert_eq!(again, whole);
}

#[test]
fn a_build_over_its_own_older_output_is_as_a_first_one() {
    let (old, new) = (small_site(), small_site());
    for site in [&old, &new] {
        if site.path() == old.path() {
            assert_eq!(run(&["build", "--source", text(site.path())]).0, 0);
        }
        let mot = site.path().join("content/mot.md");
        let changed = fs::read_to_string(&mot)
            .expect("a file")
            .replace("2-QĐ/TU ngày 3/1/2011", "9-QĐ/TU ngày 1/1/2010");
        fs::write(&mot, changed).expect("a change");
        fs::remove_file(site.path().join("content/hai.md")).expect("one document fewer");
        assert_eq!(run(&["build", "--source", text(site.path())]).0, 0);
    }
    let pages = files_of(&old.path().join("public"));
    assert_eq!(pages, files_of(&new.path().join("public")));
    assert!(pages.contains_key("quyet-dinh/2010/9-qd-tu/index.html"));
    assert!(!pages.keys().any(|path| path.contains("2-qd-tu")));
    assert!(!old.path().join("public/quyet-dinh/2011/2-qd-tu").exists());
}

#[test]
fn a_foreign_folder_is_refused_and_left_alone() {
    let site = small_site();
    let public = site.path().join("public");
    fs::create_dir(&public).expect("a folder");
    fs::write(public.join("luan-van.txt"), "của người khác").expect("a foreign file");
    let before = times(&public);
    let (code, printed) = run(&["build", "--source", text(site.path())]);
    assert_eq!(code, 2, "{printed}");
    assert!(
        printed.contains("luan-van.txt") || printed.contains("public"),
        "{printed}"
    );
    assert_eq!(times(&public), before);
    let (code, _) = run(&[
        "build",
        "--source",
        text(site.path()),
        "--output",
        text(&site.path().join("content/x")),
    ]);
    assert_eq!(code, 2);
}

#[test]
fn the_source_may_stand_elsewhere() {
    let (site, other) = (small_site(), tempfile::tempdir().expect("a temporary folder"));
    let here = ended(
        congbo(&["build"])
            .current_dir(site.path())
            .output()
            .expect("the program runs"),
    );
    assert_eq!(here.0, 0, "{}", here.1);
    let args = ["build", "--source", text(site.path()), "--output", "ra"];
    let there = ended(
        congbo(&args)
            .current_dir(other.path())
            .output()
            .expect("the program runs"),
    );
    assert_eq!(there.0, 0, "{}", there.1);
    assert_eq!(
        files_of(&site.path().join("public")),
        files_of(&other.path().join("ra"))
    );
}

#[test]
fn exit_codes_tell_content_use_and_machine_apart() {
    let site = small_site();
    let source = text(site.path());
    let write = |path: &str, text: &str| fs::write(site.path().join(path), text).expect("a writable file");
    assert_eq!(run(&["check", "--source", source, "--strict"]).0, 0);
    write(
        "content/ba.md",
        "---\nloại: Quyết địnhh\nsố ký hiệu: 3-QĐ/TU\n---\n\nMột.\n",
    );
    assert_eq!(run(&["check", "--source", source]).0, 0);
    assert_eq!(run(&["build", "--source", source]).0, 0);
    let before = files_of(&site.path().join("public"));
    assert_eq!(run(&["check", "--source", source, "--strict"]).0, 1);
    assert_eq!(run(&["build", "--source", source, "--strict"]).0, 1);
    write(
        "content/ba.md",
        "---\nloại: Quyết định\nngày ban hành: 31/02/2011\n---\n\nMột.\n",
    );
    assert_eq!(run(&["check", "--source", source]).0, 1);
    assert_eq!(run(&["build", "--source", source]).0, 1);
    assert_eq!(
        files_of(&site.path().join("public")),
        before,
        "an error leaves the published site alone"
    );
    assert_eq!(run(&["build", "--source", text(&site.path().join("no"))]).0, 2);
    assert_eq!(run(&["build", "--nonsense"]).0, 2);
    assert_eq!(run(&["publish"]).0, 2);
    assert_eq!(run(&["--help"]).0, 0);
    assert_eq!(run(&["--version"]).0, 0);
    fs::remove_file(site.path().join("content/ba.md")).expect("removed");
    write("tep", "a file where a folder should be");
    assert_eq!(
        run(&[
            "build",
            "--source",
            source,
            "--output",
            text(&site.path().join("tep/public"))
        ])
        .0,
        3
    );
}
