//! `theme export` as a person types it, and what site.yaml says of how a site looks.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use congbo::internals::output::FILES;
use tempfile::TempDir;

use crate::support::write_files;

const BINARY: &str = env!("CARGO_BIN_EXE_congbo");

fn congbo(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    let mut command = Command::new(BINARY);
    command.current_dir(folder).args(["--lang", "vi"]).args(arguments);
    let done: Output = command.output().expect("the program starts");
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
    (
        done.status.code().expect("an exit code"),
        text(done.stdout),
        text(done.stderr),
    )
}

fn site(settings: &str) -> TempDir {
    let folder = TempDir::new().expect("a folder");
    let text = format!(
        "-- content/site.yaml --\ntên: Trang thử\n{settings}\n-- content/gioi-thieu.md --\n---\nloại: Trang\ntên bài: Giới thiệu\n---\n\nLời.\n-- content/qd.md --\n---\nloại: Quyết định\nsố ký hiệu: 5-QĐ/TU\nngày ban hành: 1/2/2012\ntrích yếu: Về việc đầu tiên\n---\n\nĐiều 1. Làm.\n"
    );
    write_files(&text, folder.path());
    folder
}

fn read(folder: &Path, path: &str) -> String {
    fs::read_to_string(folder.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

#[test]
fn a_file_is_listed_exported_once_and_told_when_its_default_changed() {
    let site = site("giao diện: rieng");
    let folder = site.path();
    let (code, list, _) = congbo(folder, &["theme", "export"]);
    assert_eq!(code, 0);
    let known: Vec<&str> = FILES.iter().map(|(path, _)| *path).collect();
    assert_eq!(list.lines().collect::<Vec<_>>(), known);

    let (code, _, told) = congbo(folder, &["theme", "export", "templates/home.html", "static/share.png"]);
    assert!(code == 0 && told.contains("themes/rieng/templates/home.html"), "{told}");
    let home = FILES
        .iter()
        .find(|(path, _)| *path == "templates/home.html")
        .expect("a file");
    assert_eq!(read(folder, "themes/rieng/templates/home.html").as_bytes(), home.1);
    let lock = read(folder, "themes/rieng/theme.lock");
    assert!(
        lock.contains("\ntheme 2\n") && lock.contains("  templates/home.html\n"),
        "{lock}"
    );
    let (code, _, told) = congbo(folder, &["check", "--strict"]);
    assert_eq!(code, 0, "{told}");

    // What is there is never written over, and the others are written all the same.
    fs::write(
        folder.join("themes/rieng/templates/home.html"),
        "{% extends \"base.html\" %}\n",
    )
    .expect("a file");
    let (code, _, told) = congbo(folder, &["theme", "export", "templates/home.html", "texts/vi.yaml"]);
    assert!(code == 2 && told.contains("home.html"), "{told}");
    assert!(read(folder, "themes/rieng/templates/home.html").starts_with("{% extends"));
    assert!(folder.join("themes/rieng/texts/vi.yaml").exists());
    assert!(
        congbo(folder, &["theme", "export"])
            .1
            .contains("templates/home.html\tthemes/rieng/templates/home.html")
    );

    let (code, printed, _) = congbo(folder, &["theme", "export", "--print", "static/icon.svg"]);
    assert!(code == 0 && printed.starts_with("<svg"), "{printed}");
    let (code, _, told) = congbo(folder, &["theme", "export", "templates/hom.html"]);
    assert!(
        code == 2 && told.contains("Có phải templates/home.html không?"),
        "{told}"
    );

    // An older default, as a newer program would find it.
    let digest = lock.lines().find(|line| line.ends_with("home.html")).expect("a line");
    let old = lock.replace(digest, &format!("{}  templates/home.html", "0".repeat(64)));
    fs::write(folder.join("themes/rieng/theme.lock"), old).expect("a file");
    let (_, _, told) = congbo(folder, &["check"]);
    assert!(told.contains("[outdated-theme-file]"), "{told}");
    let (code, _, told) = congbo(folder, &["theme", "export", "--reviewed", "templates/home.html"]);
    assert_eq!(code, 0, "{told}");
    let (_, _, told) = congbo(folder, &["check"]);
    assert!(!told.contains("outdated-theme-file"), "{told}");
    assert_eq!(
        congbo(folder, &["theme", "export", "--reviewed", "static/icon.svg"]).0,
        2
    );
}

#[test]
fn colours_menu_foot_and_blocks_come_from_site_yaml() {
    let site = site(
        "giao diện:\n  màu chính: \"#1f5f8b\"\n  màu thể thức: 7a1f5c\n  thực đơn: [giới thiệu, văn bản, {tên: Cổng tỉnh, liên kết: https://tinh.example/?a=1}, {tên: Văn bản gốc, liên kết: 5-QĐ/TU}]\n  chân trang:\n    - Trực thuộc Ban Dân vận\n    - {tên: Bản đồ, liên kết: https://ban-do.example/}\n  trang chủ: [chủ đề, theo năm]",
    );
    let folder = site.path();
    let (code, _, told) = congbo(folder, &["check", "--strict"]);
    assert_eq!(code, 0, "{told}");
    assert_eq!(congbo(folder, &["build"]).0, 0);
    let sheet = read(folder, "public/giao-dien/congbo.css");
    assert!(
        sheet.contains(":root{--accent:#1f5f8b;") && sheet.contains("--seal:#7a1f5c;"),
        "{sheet}"
    );
    assert!(read(folder, "public/giao-dien/icon.svg").contains("#1f5f8b"));
    let home = read(folder, "public/index.html");
    let at = |text: &str| home.find(text).unwrap_or_else(|| panic!("{text} is not in\n{home}"));
    assert!(at(">Giới thiệu</a>") < at(">Văn bản</a>"));
    assert!(at("https://tinh.example/?a=1") < at("quyet-dinh/2012/5-qd-tu/\">Văn bản gốc</a>"));
    at("<p>Trực thuộc Ban Dân vận</p>");
    at("<a href=\"https://ban-do.example/\">Bản đồ</a>");
    at("id=\"ui-years\"");
    assert!(!home.contains("id=\"ui-newest\"") && !home.contains("id=\"ui-kinds\""));
    let page = read(folder, "public/quyet-dinh/2012/5-qd-tu/index.html");
    assert!(
        page.contains("Trực thuộc Ban Dân vận") && !page.contains(">Dòng thời gian</a>"),
        "{page}"
    );
}
