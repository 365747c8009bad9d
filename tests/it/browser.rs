//! Reads the real site in Chromium, as `tests/browser/run.mjs` says: accessibility, layout, keyboard, weight,
//! the Nu HTML checker, structured data; searches it, as `tests/browser/search.mjs` says. Then edits files under a preview and looks at what open pages do, as
//! `tests/browser/preview.mjs` says.
//!
//! Where a tool is not installed the test says so and passes, unless `CONGBO_BROWSER=1` asks for it, as
//! `.ci/run` does. `CONGBO_UPDATE=1` puts the screenshots into `docs/screenshots/`.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::support::{UPDATE, crate_root};
use crate::web::built;
use congbo::internals::host::ExitStatus;

/// The variable that makes a missing tool a failure.
const REQUIRED: &str = "CONGBO_BROWSER";

/// The names that Chromium has in distributions.
const BROWSERS: [&str; 4] = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];

/// A program on the search path.
fn program(name: &str) -> Option<PathBuf> {
    let paths = env::var_os("PATH")?;
    env::split_paths(&paths)
        .map(|folder| folder.join(name))
        .find(|path| path.is_file())
}

/// Chromium, or which of the tools is missing.
fn browser(scripts: &Path) -> Result<PathBuf, String> {
    for tool in ["node", "java"] {
        program(tool).ok_or_else(|| format!("{tool} is not installed"))?;
    }
    if !scripts.join("node_modules").is_dir() {
        return Err("`npm ci` has not been run in tests/browser".to_owned());
    }
    let found = BROWSERS.iter().find_map(|name| program(name));
    found.ok_or_else(|| "Chromium is not installed".to_owned())
}

/// Chromium; `None`, said aloud, where a tool is missing that is not asked for.
fn browser_or_skip(scripts: &Path) -> Option<PathBuf> {
    match browser(scripts) {
        Ok(chromium) => Some(chromium),
        Err(reason) => {
            assert!(
                env::var_os(REQUIRED).is_none(),
                "the browser tests cannot run: {reason}"
            );
            println!("skipped: {reason}");
            None
        }
    }
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
fn the_real_site_is_read_in_a_browser() {
    let scripts = crate_root().join("tests/browser");
    let Some(chromium) = browser_or_skip(&scripts) else {
        return;
    };
    let missed = diagnostics(&chromium, &scripts, "run.mjs", &[Path::new("--self-test")]);
    assert!(
        missed.is_none(),
        "checks that do not find their fault:\n{}",
        missed.unwrap_or_default()
    );

    let site = built(crate_root());
    assert_eq!(site.ending, ExitStatus::Fine, "{}", site.printed);
    let pictures = match env::var_os(UPDATE) {
        Some(_) => crate_root().join("docs/screenshots"),
        None => site.folder.path().join("screenshots"),
    };
    let found = diagnostics(&chromium, &scripts, "run.mjs", &[&site.output(), &pictures]);
    assert!(found.is_none(), "{}", found.unwrap_or_default());
}

#[test]
fn the_real_site_is_searched_in_a_browser() {
    let scripts = crate_root().join("tests/browser");
    let Some(chromium) = browser_or_skip(&scripts) else {
        return;
    };
    let site = built(crate_root());
    assert_eq!(site.ending, ExitStatus::Fine, "{}", site.printed);
    let found = diagnostics(&chromium, &scripts, "search.mjs", &[&site.output()]);
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
fn the_preview_is_watched_in_a_browser() {
    let scripts = crate_root().join("tests/browser");
    let Some(chromium) = browser_or_skip(&scripts) else {
        return;
    };
    let folder = tempfile::tempdir().expect("a temporary folder");
    write_small_site(folder.path());
    let program = Path::new(env!("CARGO_BIN_EXE_congbo"));
    let found = diagnostics(&chromium, &scripts, "preview.mjs", &[program, folder.path()]);
    assert!(found.is_none(), "{}", found.unwrap_or_default());
}
