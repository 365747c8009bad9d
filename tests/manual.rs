//! The table of fields in the editors' manual is the field table of the program.

mod support;

use std::fs;

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

#[test]
fn the_manual_has_the_table_of_fields() {
    let path = crate_root().join("docs/so-tay-bien-tap.md");
    let manual = fs::read_to_string(&path).expect("the manual");
    let (before, rest) = manual.split_once(BEGIN).expect("the beginning of the table");
    let (written, after) = rest.split_once(END).expect("the end of the table");
    let table = table();
    if std::env::var_os(UPDATE).is_some() {
        fs::write(&path, format!("{before}{BEGIN}{table}{END}{after}")).expect("a writable manual");
    } else {
        assert_eq!(
            written, table,
            "CONGBO_UPDATE=1 cargo test --test manual writes the table"
        );
    }
}
