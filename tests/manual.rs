//! The tables of the editors' manual are those of the program: fields, and the pages of all codes.

mod support;

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
