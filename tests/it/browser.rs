//! Reads the real site in Chromium, as `tests/browser/run.mjs` says: accessibility, layout, keyboard, weight,
//! the Nu HTML checker, structured data; searches it, as `tests/browser/search.mjs` says, and a large one, as
//! `tests/browser/search-budget.mjs` says. Then edits files under a preview and looks at what open pages do, as
//! `tests/browser/preview.mjs` says.
//!
//! `CONGBO_UPDATE=1` rewrites the screenshots that `docs/screenshots/` has; another one is begun as an empty file. A
//! palette of 64 colours (pngquant) makes them small enough for git.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::support::{UPDATE, crate_root, files_below};
use crate::web::{built, real_site};
use congbo::internals::host::ExitStatus;

#[allow(dead_code, reason = "the benchmark of the preview uses the rest")]
#[path = "../../benches/corpus/mod.rs"]
mod corpus;

/// The names that Chromium has in distributions.
const BROWSERS: [&str; 4] = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];

/// A program on the search path.
fn program(name: &str) -> Option<PathBuf> {
    let paths = env::var_os("PATH")?;
    env::split_paths(&paths)
        .map(|folder| folder.join(name))
        .find(|path| path.is_file())
}

/// Where Chromium is. Fails where a tool that the scripts need is missing.
fn browser(scripts: &Path) -> PathBuf {
    for tool in ["node", "java"] {
        assert!(program(tool).is_some(), "{tool} is not installed");
    }
    let has_modules = scripts.join("node_modules").is_dir();
    assert!(has_modules, "`npm ci` has not been run in tests/browser");
    let found = BROWSERS.iter().find_map(|name| program(name));
    found.expect("Chromium is installed")
}

/// Runs a script; what it prints when it finds something.
fn diagnostics(chromium: &Path, scripts: &Path, script: &str, arguments: &[&Path]) -> Option<String> {
    let output = Command::new("node")
        .arg(script)
        .args(arguments)
        .current_dir(scripts)
        .env("CHROMIUM", chromium)
        .output()
        .expect("node starts");
    let printed = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let said = printed(&output.stdout) + &printed(&output.stderr);
    println!("{said}");
    (!output.status.success()).then_some(said)
}

#[test]
#[ignore = "needs Chromium, Node, Java, and `npm ci` in tests/browser"]
fn the_real_site_is_read_in_a_browser() {
    let scripts = crate_root().join("tests/browser");
    let chromium = browser(&scripts);
    let missed = diagnostics(&chromium, &scripts, "run.mjs", &[Path::new("--self-test")]);
    assert!(
        missed.is_none(),
        "checks that do not find their fault:\n{}",
        missed.unwrap_or_default()
    );

    let site = real_site();
    assert_eq!(site.ending, ExitStatus::Fine, "{}", site.printed);
    let folder = tempfile::tempdir().expect("a temporary folder");
    let pictures = folder.path().join("screenshots");
    let found = diagnostics(&chromium, &scripts, "run.mjs", &[site.output(), &pictures]);
    if env::var_os(UPDATE).is_some() {
        for kept in files_below(&crate_root().join("docs/screenshots"), ".png") {
            let made = pictures.join(kept.file_name().expect("a file"));
            fs::copy(made, kept).expect("a page that is photographed");
        }
    }
    assert!(found.is_none(), "{}", found.unwrap_or_default());
}

#[test]
#[ignore = "needs Chromium, Node, Java, and `npm ci` in tests/browser"]
fn the_real_site_is_searched_in_a_browser() {
    let scripts = crate_root().join("tests/browser");
    let chromium = browser(&scripts);
    let site = real_site();
    assert_eq!(site.ending, ExitStatus::Fine, "{}", site.printed);
    let found = diagnostics(&chromium, &scripts, "search.mjs", &[site.output()]);
    assert!(found.is_none(), "{}", found.unwrap_or_default());
}

/// The documents of the site whose searches are weighed: frequent words are on hundreds of pages, and their lists are
/// shortened.
const WEIGHED_DOCUMENTS: usize = 1_000;

#[test]
#[ignore = "needs Chromium, Node, Java, and `npm ci` in tests/browser"]
fn searches_of_a_large_site_are_weighed_in_a_browser() {
    let scripts = crate_root().join("tests/browser");
    let chromium = browser(&scripts);
    let folder = tempfile::tempdir().expect("a temporary folder");
    corpus::write(folder.path(), &corpus::heads(WEIGHED_DOCUMENTS));
    let site = built(folder.path());
    assert_eq!(site.ending, ExitStatus::Fine, "{}", site.printed);
    let found = diagnostics(&chromium, &scripts, "search-budget.mjs", &[site.output()]);
    assert!(found.is_none(), "{}", found.unwrap_or_default());
}

/// A long document, a short one, a draft, and a style of its own.
fn write_small_site(folder: &Path) {
    let items: String = (1..=40)
        .map(|number| {
            format!(
                "{number}. Câu {}.\n\n{}\n\n",
                ordinal(number),
                "Chữ nối chữ. ".repeat(30)
            )
        })
        .collect();
    let head = |number: u8| {
        format!(
            "---\nloại: Quyết định\nsố ký hiệu: {number}-QĐ/TU\nngày ban hành: 1/2/2011\ntrích yếu: Về việc {number}\n---\n\n"
        )
    };
    for (path, text) in [
        ("content/dai.md", head(1) + &items),
        ("content/ngan.md", head(2) + "Chữ ngắn.\n"),
        (
            "content/nhap.md",
            "---\nloại: Trang\ntên bài: Bài chưa xong\nbản nháp: có\n---\n\nChữ nháp.\n".to_owned(),
        ),
        (
            "themes/default/static/congbo.css",
            "body { line-height: 1.5 }\n".to_owned(),
        ),
    ] {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a writable file");
    }
}

/// The word of a number that a change is made at; others are numbers.
fn ordinal(number: usize) -> String {
    if number == 5 {
        "thứ năm".to_owned()
    } else {
        format!("số {number}")
    }
}

#[test]
#[ignore = "needs Chromium, Node, Java, and `npm ci` in tests/browser"]
fn the_preview_is_watched_in_a_browser() {
    let scripts = crate_root().join("tests/browser");
    let chromium = browser(&scripts);
    let folder = tempfile::tempdir().expect("a temporary folder");
    write_small_site(folder.path());
    let program = Path::new(env!("CARGO_BIN_EXE_congbo"));
    let found = diagnostics(&chromium, &scripts, "preview.mjs", &[program, folder.path()]);
    assert!(found.is_none(), "{}", found.unwrap_or_default());
}

#[test]
#[ignore = "needs Chromium, Node, Java, and `npm ci` in tests/browser"]
fn documents_are_imported_in_a_browser() {
    let scripts = crate_root().join("tests/browser");
    let chromium = browser(&scripts);
    let folder = tempfile::tempdir().expect("a temporary folder");
    write_small_site(folder.path());
    let program = Path::new(env!("CARGO_BIN_EXE_congbo"));
    let found = diagnostics(&chromium, &scripts, "window.mjs", &[program, folder.path()]);
    assert!(found.is_none(), "{}", found.unwrap_or_default());
}

#[test]
#[ignore = "needs Chromium, Node, Java, and `npm ci` in tests/browser"]
fn two_programmes_are_read_in_a_browser_and_from_a_disk() {
    let scripts = crate_root().join("tests/browser");
    let chromium = browser(&scripts);
    let folder = tempfile::tempdir().expect("a temporary folder");
    let [output, archive, unpacked] = ["public", "site.zip", "unpacked"].map(|name| folder.path().join(name));
    let built = Command::new(env!("CARGO_BIN_EXE_congbo"))
        .arg("build")
        .arg("--source")
        .arg(crate_root().join("tests/office"))
        .arg("--output")
        .arg(&output)
        .arg("--zip")
        .arg(&archive)
        .status();
    assert!(built.expect("the program starts").success());
    let bytes = fs::File::open(&archive).expect("a zip");
    let mut zip = zip::ZipArchive::new(bytes).expect("a zip");
    zip.extract(&unpacked).expect("a folder");
    let found = diagnostics(&chromium, &scripts, "programmes.mjs", &[&output, &unpacked]);
    assert!(found.is_none(), "{}", found.unwrap_or_default());
}
