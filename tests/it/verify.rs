//! What a published folder says of itself: digests that `sha256sum -c` checks, `congbo verify`, and the mark of drafts.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use crate::support::{files_below, write_files};

const SITE: &str = "\
-- content/site.yaml --
tên: Trang thử
địa chỉ gốc: https://thu.example/
-- content/một.md --
---
loại: Quyết định
số ký hiệu: 1-QĐ/TU
ngày ban hành: 1/2/2011
trích yếu: Về việc thứ nhất
theo dõi: có
tệp: [bản chụp.pdf]
---

Điều 1. Một việc.
-- content/nháp.md --
---
loại: Trang
tên bài: Bài nháp
bản nháp: có
---

Chưa xong.
-- content/bản chụp.pdf --
x
";

fn site() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    write_files(SITE, folder.path());
    folder
}

fn congbo(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_congbo"));
    let command = command.args(arguments).args(["--lang", "vi"]).current_dir(folder);
    command.output().expect("the program runs")
}

fn exit(output: &Output) -> Option<i32> {
    output.status.code()
}

fn printed(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("UTF-8")
}

/// The findings of `verify`, as programs read them.
fn found(folder: &Path) -> Vec<(String, String)> {
    let output = congbo(folder, &["verify", "--format", "json"]);
    let lines = String::from_utf8(output.stdout).expect("UTF-8");
    let row = |line| -> (String, String) {
        let row: BTreeMap<String, String> = serde_json::from_str(line).expect("one object a line");
        (row["state"].clone(), row["path"].clone())
    };
    let rows: Vec<_> = lines.lines().map(row).collect();
    assert_eq!(output.status.code(), Some(i32::from(!rows.is_empty())));
    rows
}

#[test]
fn the_digests_of_all_files_are_published_and_right() {
    let folder = site();
    assert_eq!(exit(&congbo(folder.path(), &["build"])), Some(0));
    let public = folder.path().join("public");
    let list = fs::read_to_string(public.join("SHA256SUMS")).expect("a list");
    let listed: Vec<&str> = list.lines().map(|line| &line[66..]).collect();
    assert!(listed.is_sorted());
    let held = files_below(&public, "");
    let held = held.iter().map(|path| {
        path.strip_prefix(&public)
            .expect("below it")
            .to_string_lossy()
            .replace('\\', "/")
    });
    let held: Vec<String> = held
        .filter(|path| !path.starts_with(".congbo/") && path != "SHA256SUMS")
        .collect();
    let mut sorted = held.clone();
    sorted.sort();
    assert_eq!(listed, sorted);
    let page = fs::read_to_string(public.join("du-lieu/index.html")).expect("a page");
    assert!(
        page.contains("href=\"../SHA256SUMS\""),
        "the page about the data leads to it"
    );
    // A changed file changes its own line alone, and the list is written anew.
    fs::write(folder.path().join("content/bản chụp.pdf"), "y").expect("a file");
    assert_eq!(exit(&congbo(folder.path(), &["build"])), Some(0));
    let next = fs::read_to_string(public.join("SHA256SUMS")).expect("a list");
    let changed: Vec<&str> = next.lines().filter(|line| !list.contains(*line)).collect();
    assert!(changed.iter().any(|line| line.ends_with("bản chụp.pdf")), "{changed:?}");
    assert!(exit(&congbo(folder.path(), &["verify"])) == Some(0));
}

#[cfg(target_os = "linux")]
#[test]
fn sha256sum_checks_what_is_published() {
    let folder = site();
    assert_eq!(exit(&congbo(folder.path(), &["build"])), Some(0));
    let public = folder.path().join("public");
    let check = || {
        let mut command = Command::new("sha256sum");
        let status = command
            .args(["--check", "--strict", "--quiet", "SHA256SUMS"])
            .current_dir(&public)
            .output();
        status.expect("coreutils").status.success()
    };
    assert!(check());
    fs::write(public.join("index.html"), "khác").expect("a file");
    assert!(!check());
}

#[test]
fn verify_names_what_differs_is_missing_and_is_foreign() {
    let folder = site();
    let missing = congbo(folder.path(), &["doi-chieu"]);
    assert_eq!(exit(&missing), Some(2), "{}", printed(&missing));
    assert_eq!(exit(&congbo(folder.path(), &["build"])), Some(0));
    let right = congbo(folder.path(), &["doi-chieu"]);
    assert_eq!(exit(&right), Some(0), "{}", printed(&right));
    assert_eq!(found(folder.path()), []);

    let public = folder.path().join("public");
    // What hosts put there is not the content's, and is said.
    fs::write(public.join("CNAME"), "thu.example").expect("a file");
    assert_eq!(found(folder.path()), []);
    fs::write(public.join("quyet-dinh/2011/1-qd-tu/index.html"), "Điều 1. Việc khác.").expect("a file");
    fs::remove_file(public.join("tep/bản chụp.pdf")).expect("a file");
    fs::create_dir(public.join("thêm")).expect("a folder");
    fs::write(public.join("thêm/lạ.html"), "x").expect("a file");
    let expected = [
        ("differs", "quyet-dinh/2011/1-qd-tu/index.html"),
        ("missing", "tep/bản chụp.pdf"),
        ("foreign", "thêm/lạ.html"),
    ];
    let expected: Vec<(String, String)> = expected.map(|(state, path)| (state.into(), path.into())).into();
    assert_eq!(found(folder.path()), expected);
    let words = printed(&congbo(folder.path(), &["verify"]));
    for line in [
        "  khác: quyet-dinh/2011/1-qd-tu/index.html\n",
        "  thiếu: tep/bản chụp.pdf\n",
        "  lạ: thêm/lạ.html\n",
        "1 tệp khác, 1 tệp thiếu, 1 tệp lạ",
        "CNAME",
    ] {
        assert!(words.contains(line), "{line} in {words}");
    }

    // It changes nothing, and the build that follows makes it right but for what is not its own.
    assert_eq!(exit(&congbo(folder.path(), &["build"])), Some(0));
    assert_eq!(
        found(folder.path()),
        [("foreign".to_owned(), "thêm/lạ.html".to_owned())]
    );

    // Content that has changed is told from the published one; content in error is compared with nothing.
    fs::write(
        folder.path().join("content/hai.md"),
        "---\nloại: Trang\ntên bài: Hai\n---\n\nChữ.\n",
    )
    .expect("a file");
    assert!(found(folder.path()).contains(&("missing".to_owned(), "hai/index.html".to_owned())));
    fs::write(folder.path().join("content/hai.md"), "---\nloại: [\n---\n").expect("a file");
    let broken = congbo(folder.path(), &["verify"]);
    assert_eq!(exit(&broken), Some(1));
    assert!(printed(&broken).contains("chưa đối chiếu được"), "{}", printed(&broken));
}

#[cfg(unix)]
#[test]
fn a_link_in_place_of_a_published_file_is_another_file() {
    let folder = site();
    assert_eq!(exit(&congbo(folder.path(), &["build"])), Some(0));
    let page = folder.path().join("public/index.html");
    fs::rename(&page, folder.path().join("trang")).expect("a rename");
    std::os::unix::fs::symlink(folder.path().join("trang"), &page).expect("a link");
    assert_eq!(found(folder.path()), [("differs".to_owned(), "index.html".to_owned())]);
}

#[test]
fn a_site_with_drafts_says_so_on_each_page_and_shuts_robots_out() {
    let folder = site();
    let built = congbo(folder.path(), &["build", "--drafts", "--output", "thu"]);
    assert_eq!(exit(&built), Some(0), "{}", printed(&built));
    let output = folder.path().join("thu");
    let pages = files_below(&output, ".html");
    assert!(pages.len() > 15, "{} pages", pages.len());
    for page in &pages {
        let text = fs::read_to_string(page).expect("a page");
        let notice = "<aside class=\"drafts-notice\" aria-label=\"Bản thử, chưa công bố.\">";
        assert_eq!(text.matches(notice).count(), 1, "{}", page.display());
        let (head, body) = text.split_once("</head>").expect("a head");
        assert!(body.find(notice) < body.find("<main"), "{}: at the top", page.display());
        assert!(
            head.contains("<meta name=\"robots\" content=\"noindex\">"),
            "{}",
            page.display()
        );
    }
    let read = |path: &str| fs::read_to_string(output.join(path)).expect("a file");
    let text = read("quyet-dinh/2011/1-qd-tu/1-qd-tu.txt");
    let first = text.lines().next().expect("a line");
    assert!(first.contains("Bản thử, chưa công bố."), "{first}");
    assert_eq!(read("robots.txt"), "User-agent: *\nDisallow: /\n");
    assert!(read("_headers").contains("  X-Robots-Tag: noindex\n"));
    let style = read("giao-dien/congbo.css");
    let hidden = style
        .split('}')
        .filter(|rule| rule.contains("drafts-notice") && rule.contains("display: none"));
    assert_eq!(hidden.count(), 0, "paper shows it too");
    // What is published says nothing of the kind.
    assert_eq!(exit(&congbo(folder.path(), &["build"])), Some(0));
    for page in files_below(&folder.path().join("public"), ".html") {
        assert!(!fs::read_to_string(&page).expect("a page").contains("drafts-notice"));
    }
}

#[test]
fn drafts_never_take_the_place_of_a_published_site() {
    let folder = site();
    assert_eq!(exit(&congbo(folder.path(), &["build"])), Some(0));
    let before = fs::read(folder.path().join("public/index.html")).expect("a page");
    let refused = congbo(folder.path(), &["build", "--drafts"]);
    assert_eq!(exit(&refused), Some(2), "{}", printed(&refused));
    assert!(printed(&refused).contains("đã công bố"), "{}", printed(&refused));
    assert_eq!(
        fs::read(folder.path().join("public/index.html")).expect("a page"),
        before
    );
    assert_eq!(found(folder.path()), []);

    // A trial may be built again, and a published site may take its place: no draft stays.
    for arguments in [
        &["build", "--drafts", "--output", "thu"][..],
        &["build", "--drafts", "--output", "thu"],
        &["build", "--output", "thu"],
    ] {
        let built = congbo(folder.path(), arguments);
        assert_eq!(exit(&built), Some(0), "{}", printed(&built));
    }
    assert!(!folder.path().join("thu/bai-nhap").exists() && !folder.path().join("thu/nhap").exists());
    assert_eq!(exit(&congbo(folder.path(), &["verify", "--output", "thu"])), Some(0));
    assert_eq!(
        exit(&congbo(folder.path(), &["build", "--drafts", "--output", "thu"])),
        Some(2)
    );
}
