//! Which files of the content are published as they are: those that a published page refers to.

use std::fs;

use crate::support::{command, files_below, findings, run, write_files};
use crate::web::built_with;
use congbo::internals::edition::Options;
use congbo::internals::host::{ExitStatus, build, check};
use congbo::internals::messages::Language;

const SITE: &str = "\
-- content/đăng.md --
---
loại: Quyết định
số ký hiệu: 1-QĐ/TU
ngày ban hành: 1/2/2011
trích yếu: Về việc thứ nhất
tệp:
  - {tên: Bản chụp, tệp: bản chụp.pdf}
---

Điều 1. Xem [phụ lục](<tệp/phụ lục.docx>), [bảng][b], [theo địa chỉ](</tep/tệp/địa chỉ.txt>) và ![dấu](dấu.png).

[b]: tệp/bảng.csv
-- content/nháp.md --
---
loại: Quyết định
số ký hiệu: 2-QĐ/TU
ngày ban hành: 1/2/2011
trích yếu: Về việc thứ hai
bản nháp: có
tệp:
  - {tên: Bản chụp, tệp: nháp.pdf}
---

Điều 1. Xem [phụ lục](nháp.docx) và [bản kia](<bản chụp.pdf>).
-- content/hẹn.md --
---
loại: Trang
tên bài: Hẹn ngày
đăng từ: 1/1/2999
---

Xem [tệp](hẹn.pdf).
-- content/bản chụp.pdf --
x
-- content/tệp/bảng.csv --
x
-- content/tệp/phụ lục.docx --
x
-- content/tệp/địa chỉ.txt --
x
-- content/dấu.png --
x
-- content/nháp.pdf --
x
-- content/nháp.docx --
x
-- content/hẹn.pdf --
x
-- content/ghi chú.txt --
Không ai dẫn.
";

fn attachments(drafts: bool) -> Vec<String> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    write_files(SITE, folder.path());
    let built = built_with(folder.path(), Options { drafts, base_url: None });
    assert_eq!(built.ending, ExitStatus::Fine, "{}", built.printed);
    let files = built.files().into_keys();
    files
        .filter_map(|path| Some(path.strip_prefix("tep/")?.to_owned()))
        .collect()
}

#[test]
fn only_what_published_pages_refer_to_is_published() {
    let referred = [
        "bản chụp.pdf",
        "dấu.png",
        "tệp/bảng.csv",
        "tệp/phụ lục.docx",
        "tệp/địa chỉ.txt",
    ];
    assert_eq!(attachments(false), referred);
}

#[test]
fn with_drafts_comes_what_they_refer_to() {
    let mut found = attachments(true);
    found.retain(|path| path.contains("nháp") || path.contains("hẹn"));
    assert_eq!(found, ["hẹn.pdf", "nháp.docx", "nháp.pdf"]);
}

/// Names under which programs and people leave what is no part of a site, as a folder of texts gathers them.
const STRAYS: [&str; 44] = [
    "a.md~",
    "a.md.bak",
    "a.md.orig",
    "a.md.rej",
    "a.md.old",
    "a.md.tmp",
    "a.md.save",
    "a.swp",
    "a.md.swo",
    "#a.md#",
    "~$a.docx",
    "Thumbs.db",
    "ehthumbs.db",
    "desktop.ini",
    "4913",
    "a.md.part",
    "a.pdf.crdownload",
    "a.pdf.download",
    "dự thảo.docx",
    "dự thảo lần 2.DOC",
    "dự thảo.odt",
    "dự thảo.rtf",
    "kho.zip",
    "kho.rar",
    "kho.7z",
    "kho.tar.gz",
    "kho.tgz",
    "trang.html",
    "trang.htm",
    "trang.xhtml",
    "trang.mhtml",
    "trang.php",
    "lệnh.js",
    "lệnh.mjs",
    "hình.svg",
    "chạy.exe",
    "sổ.xlsx",
    "ảnh gốc.psd",
    "ảnh.jpg",
    "ghi chú.txt",
    "LICENSE",
    "dữ liệu.csv",
    "phần/site.yaml",
    "phần/topics.yaml",
];

/// Hidden files that look like texts: `check` and `build` name them, a preview does not.
const HIDDEN: [&str; 5] = [".a.md.swp", ".nháp.md", "._a.md", ".~lock.a.odt#", ".#a.md"];

#[test]
fn what_lies_among_the_content_stays_home_and_is_told() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    write_files(SITE, folder.path());
    for name in STRAYS {
        let path = folder.path().join("content/lẫn").join(name);
        fs::create_dir_all(path.parent().expect("inside the folder")).expect("a folder");
        fs::write(path, "<svg onload='x()'>BẢN NHÁP").expect("a file");
    }
    for name in HIDDEN {
        fs::write(folder.path().join("content/lẫn").join(name), "BẢN NHÁP").expect("a file");
    }
    let options = command(folder.path());
    let (ending, printed) = run(check, &options);
    assert_eq!(ending, ExitStatus::Content);
    let hidden = HIDDEN.map(str::to_owned);
    let drafts = ["nháp.pdf", "nháp.docx", "hẹn.pdf"].map(|name| format!("content/{name}"));
    let strays = STRAYS.map(|name| format!("content/lẫn/{name}"));
    let silent: Vec<&String> = strays
        .iter()
        .chain(&drafts)
        .chain(&hidden)
        .filter(|path| !printed.contains(*path))
        .collect();
    assert!(silent.is_empty(), "{silent:?}\n{printed}");

    // Without those that are errors, the rest is told and stays home all the same.
    for finding in findings(folder.path(), Language::English) {
        if finding["severity"] == "error" {
            let path = finding["path"].as_str().expect("a path");
            fs::remove_file(folder.path().join(path)).expect("a stray file");
        }
    }
    let (ending, printed) = run(build, &options);
    assert_eq!(ending, ExitStatus::Fine, "{printed}");
    for path in files_below(&options.output, "") {
        let bytes = fs::read(&path).expect("a published file");
        assert!(
            !String::from_utf8_lossy(&bytes).contains("BẢN NHÁP"),
            "{}",
            path.display()
        );
    }
}
