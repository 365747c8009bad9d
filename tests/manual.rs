//! The tables of the editors' manual are those of the program: fields, and the pages of all codes.

mod support;
mod web;

use std::fs;

use congbo::base::catalogue::Language;
use congbo::base::code::Code;
use congbo::base::explanation::page;
use congbo::input::fields::{FIELDS, Holders};
use support::{UPDATE, crate_root};

const BEGIN: &str = "<!-- bảng trường: viết bằng CONGBO_UPDATE=1 cargo test --test manual -->\n";
const END: &str = "<!-- hết bảng trường -->\n";

fn table() -> String {
    let mut out = String::from("| trường | tên tiếng Anh | dùng cho | ghi gì | ví dụ |\n|---|---|---|---|---|\n");
    for field in FIELDS {
        let holders = match field.holders {
            Holders::All => "mọi tệp",
            Holders::Official => "văn bản",
            Holders::Writeups => "bài viết",
            Holders::NotPages => "văn bản, bài viết",
        };
        let others = field.aliases.iter().map(|name| format!(", {name}")).collect::<String>();
        out.push_str(&format!(
            "| {}{others} | `{}` | {holders} | {} | `{}` |\n",
            field.term, field.name, field.help, field.example
        ));
    }
    out
}

/// The pages of all codes, as `congbo explain` prints them.
fn pages() -> String {
    let pages = Code::ALL.iter().map(|code| page(*code, Language::Vietnamese, 3));
    pages.collect::<Vec<_>>().join("\n")
}

/// Compares the part of the manual between two lines with what the program has, or writes it.
fn holds(begin: &str, end: &str, expected: &str) {
    let path = crate_root().join("docs/so-tay-bien-tap.md");
    let manual = fs::read_to_string(&path).expect("the manual");
    let (before, rest) = manual.split_once(begin).expect("the beginning of the part");
    let (written, after) = rest.split_once(end).expect("the end of the part");
    if std::env::var_os(UPDATE).is_some() {
        fs::write(&path, format!("{before}{begin}{expected}{end}{after}")).expect("a writable manual");
    } else {
        assert!(
            written == expected,
            "CONGBO_UPDATE=1 cargo test --test manual writes this part: {begin}"
        );
    }
}

/// One test for all parts: they are written into one file.
#[test]
fn the_manual_has_what_the_program_has() {
    holds(BEGIN, END, &table());
    holds(
        "<!-- các thông báo: viết bằng CONGBO_UPDATE=1 cargo test --test manual -->\n",
        "<!-- hết các thông báo -->\n",
        &pages(),
    );
}

/// The example of the manual that has every block, built as an editor would build it.
#[test]
fn the_example_of_every_block_shows_every_block() {
    let manual = fs::read_to_string(crate_root().join("docs/so-tay-bien-tap.md")).expect("the manual");
    let (_, rest) = manual
        .split_once("<!-- tệp mẫu -->\n```markdown\n")
        .expect("the example");
    let (example, _) = rest.split_once("```\n<!-- hết tệp mẫu -->").expect("its end");
    let root = tempfile::tempdir().expect("a folder");
    fs::create_dir(root.path().join("content")).expect("a writable folder");
    fs::write(root.path().join("content/12-qd-tu.md"), example).expect("a writable folder");
    fs::write(root.path().join("content/site.yaml"), "liên hệ: gop-y@thu.example\n").expect("a writable folder");
    // Somebody who cites it, so that something is known of a provision.
    let report = "---\nloại: Báo cáo\nsố ký hiệu: 1-BC/TU\nngày ban hành: 5/6/2013\ntrích yếu: Về việc thử\n\
                  cơ quan ban hành: Tỉnh ủy Thử\ntoàn văn: có\n---\n1. Đã thực hiện [[12-QĐ/TU#2|Điều 2]].\n";
    fs::write(root.path().join("content/1-bc-tu.md"), report).expect("a writable folder");
    let site = web::built(root.path());
    assert_eq!(
        site.printed.matches("cảnh báo[").count() + site.printed.matches("lỗi[").count(),
        0,
        "{}",
        site.printed
    );
    let page = site.page("quyet-dinh/2012/12-qd-tu/");
    let blocks = [
        "dau-giay",
        "loi-trang",
        "ho-so",
        "viec",
        "class=\"so\"",
        "class=\"dan chua-co\"",
        "class=\"the-dan\"",
        "class=\"chu-thich\"",
        "id=\"fn-1\"",
        "class=\"tat\"",
        "id=\"tr-tat-hdnd\"",
        "class=\"bang\"",
        "<blockquote",
        "class=\"lien\"",
        "noi-nhan",
        "chu-ky",
        "tr-hieu-dinh",
        "tr-nguon",
        "cac-chu-de",
        "tr-dan-chieu",
        "tr-duoc-dan",
        "mailto:gop-y@thu.example",
        "data-chep=\"trich-dan\"",
        "href=\"../../../quyet-dinh/2012/12-qd-tu/in/\"",
    ];
    let missing: Vec<_> = blocks.iter().filter(|block| !page.contains(**block)).collect();
    assert!(missing.is_empty(), "{missing:?}\n{page}");
    let print = site.page("quyet-dinh/2012/12-qd-tu/in/");
    assert!(print.contains("class=\"biet\"") && print.contains("y-kien"), "{print}");
}
