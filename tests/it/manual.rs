//! The tables of the editors' manual are those of the program: fields, and the pages of all codes.

use std::collections::BTreeSet;
use std::fs;

use crate::support::{Fixture, UPDATE, checked, crate_root, write_files};
use congbo::internals::input::{FIELDS, FieldScope};
use congbo::internals::messages::{Code, Language, page, title};

const BEGIN: &str = "<!-- bảng trường: viết bằng CONGBO_UPDATE=1 cargo test manual -->\n";
const END: &str = "<!-- hết bảng trường -->\n";

fn table() -> String {
    let mut out = String::from("| trường | tên tiếng Anh | dùng cho | ghi gì | ví dụ |\n|---|---|---|---|---|\n");
    for field in FIELDS {
        let holders = match field.holders {
            FieldScope::All => "mọi tệp",
            FieldScope::Official => "văn bản",
            FieldScope::Writeups => "bài viết",
            FieldScope::NotPages => "văn bản, bài viết",
        };
        let others = field.aliases.iter().map(|name| format!(", {name}")).collect::<String>();
        out.push_str(&format!(
            "| {}{others} | `{}` | {holders} | {} | `{}` |\n",
            field.term, field.name, field.help, field.example
        ));
    }
    out
}

/// The ten mistakes: a case file, what the editor did, what to do about it besides.
const MISTAKES: [(&str, &str, &str); 10] = [
    (
        "key-without-blank/number",
        "Quên dấu cách sau dấu hai chấm",
        "Sau dấu hai chấm của tên trường luôn có một dấu cách.",
    ),
    (
        "unknown-field/nearest-name",
        "Gõ sai tên trường",
        "Có dấu hay không dấu, viết hoa hay thường đều được, nhưng phải đúng tên.",
    ),
    (
        "unquoted-title/colon",
        "Trích yếu có dấu hai chấm hoặc ngoặc kép",
        "Đặt cả giá trị trong ngoặc, như chương trình viết sẵn; `congbo check --fix` làm giúp.",
    ),
    (
        "blank-before-address/relation",
        "Dấu cách trước dấu thăng",
        "Số ký hiệu và địa chỉ mục viết liền nhau.",
    ),
    (
        "impossible-date/february",
        "Ngày không có thật",
        "Thường là gõ nhầm. Đừng đoán: xem lại tờ văn bản.",
    ),
    (
        "pasted-head/party",
        "Dán cả quốc hiệu, nơi nhận, chữ ký vào nội dung",
        "Những dòng ấy ghi ở đầu tệp; trang tự in chúng đúng chỗ.",
    ),
    (
        "indented-code/first-line-indent",
        "Thụt đầu dòng như trong Word",
        "Chép từ Word sang thì bỏ hết dấu cách và tab ở đầu dòng.",
    ),
    (
        "setext-heading/dashes",
        "Kẻ một dòng gạch ngang sát dưới đoạn văn",
        "Cần đường kẻ thì để trống một dòng ở trên; cần tiêu đề thì dùng dấu thăng.",
    ),
    (
        "raw-html/br-in-table",
        "Dán thẻ HTML",
        "Trang chỉ nhận Markdown; trong bảng, mỗi ý một dòng.",
    ),
    (
        "unknown-provision/text",
        "Dẫn đến một mục không có",
        "Xem lại số mục; chương trình kể ra những mục có ở đó.",
    ),
];

/// The ten mistakes, each with the first message of its case file, which another test holds to the program's words.
fn mistakes() -> String {
    let mut out = String::new();
    for (number, (case, title, advice)) in MISTAKES.iter().enumerate() {
        let fixture = Fixture::read(&crate_root().join(format!("tests/cases/{case}.txt")));
        let (message, _) = fixture.expected.split_once("\n\n").expect("a message and the totals");
        let code = case.split('/').next().expect("a folder");
        assert!(message.contains(&format!("[{code}]: ")), "{case}");
        out.push_str(&format!(
            "### {}. {title}\n\n{advice} ([{code}](#{code}))\n\n```\n{message}\n```\n\n",
            number + 1
        ));
    }
    out.trim_end().to_owned() + "\n"
}

/// All codes, as one looks them up: in order of the alphabet.
fn contents() -> String {
    let mut codes = Code::ALL.to_vec();
    codes.sort_by_key(|code| code.name());
    let row = |code: Code| {
        let whole = title(code, Language::Vietnamese);
        let (weight, words) = whole.split_once("]: ").expect("a code");
        let weight = weight.split('[').next().expect("a weight");
        let name = code.name();
        format!("| [{name}](#{name}) | {weight} | {} |\n", words.replace('|', "\\|"))
    };
    let rows: String = codes.into_iter().map(row).collect();
    format!("| mã | | nói gì |\n|---|---|---|\n{rows}")
}

/// The pages of all codes, as `congbo explain` prints them; the examples unfold, so that the rest can be read through.
fn pages() -> String {
    let mut codes = Code::ALL.to_vec();
    codes.sort_by_key(|code| code.name());
    let folded = |code: Code| {
        let page = page(code, Language::Vietnamese, 3);
        let (words, examples) = page.split_once("\nSai, ").expect("a wrong example");
        format!("{words}\n<details><summary>Ví dụ</summary>\n\nSai, {examples}\n</details>\n")
    };
    codes.into_iter().map(folded).collect::<Vec<_>>().join("\n")
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
            "CONGBO_UPDATE=1 cargo test manual writes this part: {begin}"
        );
    }
}

/// One test for all parts: they are written into one file.
#[test]
fn the_manual_has_what_the_program_has() {
    holds(BEGIN, END, &table());
    holds(
        "<!-- mười lỗi: viết bằng CONGBO_UPDATE=1 cargo test manual -->\n",
        "<!-- hết mười lỗi -->\n",
        &mistakes(),
    );
    holds(
        "<!-- mục lục thông báo: viết bằng CONGBO_UPDATE=1 cargo test manual -->\n",
        "<!-- hết mục lục thông báo -->\n",
        &contents(),
    );
    holds(
        "<!-- các thông báo: viết bằng CONGBO_UPDATE=1 cargo test manual -->\n",
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
    let site = crate::web::built(root.path());
    assert_eq!(
        site.printed.matches("cảnh báo[").count() + site.printed.matches("lỗi[").count(),
        0,
        "{}",
        site.printed
    );
    let page = site.page("quyet-dinh/2012/12-qd-tu/");
    let blocks = [
        "letterhead",
        "site-words",
        "facts",
        "tools",
        "class=\"number\"",
        "class=\"citation not-held\"",
        "class=\"footnote-ref\"",
        "id=\"fn-1\"",
        "class=\"abbr\"",
        "id=\"ui-abbr-hdnd\"",
        "class=\"table-scroll\"",
        "<blockquote",
        "<no-br>",
        "recipients",
        "signature",
        "ui-corrections",
        "ui-sources",
        "topics",
        "ui-cites",
        "class=\"margin\"",
        "class=\"legend\"",
        "mailto:gop-y@thu.example",
        "data-copy=\"citation\"",
        "href=\"../../../quyet-dinh/2012/12-qd-tu/in/\"",
    ];
    let missing: Vec<_> = blocks.iter().filter(|block| !page.contains(**block)).collect();
    assert!(missing.is_empty(), "{missing:?}\n{page}");
    let print = site.page("quyet-dinh/2012/12-qd-tu/in/");
    assert!(print.contains("class=\"known\""), "{print}");
}

/// Every link of the manual to a part of itself leads there (GitHub's rule for the addresses of headings).
#[test]
fn the_links_of_the_manual_lead_somewhere() {
    let manual = fs::read_to_string(crate_root().join("docs/so-tay-bien-tap.md")).expect("the manual");
    let mut is_code = false;
    let mut headings = BTreeSet::new();
    for line in manual.lines() {
        is_code ^= line.trim_start().starts_with("```");
        if let Some(heading) = line.strip_prefix('#').filter(|_| !is_code) {
            let words = heading.trim_start_matches('#').trim().to_lowercase();
            let kept = words
                .chars()
                .filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
            let address: String = kept.map(|c| if c == ' ' { '-' } else { c }).collect();
            assert!(headings.insert(address), "two headings {heading}");
        }
    }
    assert!(!is_code, "an open block of code");
    let links = manual.split("](#").skip(1).filter_map(|rest| rest.split(')').next());
    let dead: Vec<&str> = links.filter(|link| !headings.contains(*link)).collect();
    assert!(dead.is_empty(), "{dead:?}");
}

/// The blocks of code in a text, without the indent of the list that holds them.
fn blocks(text: &str) -> Vec<String> {
    let fenced = text.split("```").skip(1).step_by(2);
    let plain = |block: &str| -> String {
        let lines = block.lines().skip(1);
        let indented = lines.clone().all(|line| line.is_empty() || line.starts_with("   "));
        let indent = if indented { "   " } else { "" };
        lines
            .map(|line| format!("{}\n", line.strip_prefix(indent).unwrap_or(line)))
            .collect()
    };
    fenced.map(plain).collect()
}

/// Who copies the examples of a file and of the vocabularies gets nothing to mend.
#[test]
fn the_examples_of_files_are_right() {
    let manual = fs::read_to_string(crate_root().join("docs/so-tay-bien-tap.md")).expect("the manual");
    let (_, steps) = manual.split_once("\n## Từ lúc có văn bản").expect("the steps");
    let document = blocks(steps);
    let (head, body) = (&document[0], &document[1]);
    assert!(head.starts_with("---\n") && body.starts_with("## I. "), "{head}{body}");
    let folder = tempfile::tempdir().expect("a folder");
    let mut files = format!("-- content/a.md --\n{head}\n{body}");
    let (_, vocabularies) = manual.split_once("\n## Bốn tệp khai chung").expect("the vocabularies");
    for (name, block) in ["bodies", "topics", "places", "site"].iter().zip(blocks(vocabularies)) {
        files.push_str(&format!("-- content/{name}.yaml --\n{block}"));
    }
    write_files(&files, folder.path());
    let printed = checked(folder.path());
    assert!(printed.starts_with("0 lỗi, 0 cảnh báo, 0 gợi ý"), "{printed}");
}

/// A newcomer finds the module of each row of the README's table by a word that stands in its path.
#[test]
fn the_readme_names_modules_by_words_of_the_field() {
    let read = |path: &str| fs::read_to_string(crate_root().join(path)).expect("a readable file");
    let (readme, words) = (read("README.md"), read("tests/readme-words.txt"));
    let rows: Vec<(&str, &str)> = words.lines().filter_map(|line| line.split_once('\t')).collect();
    let table: Vec<&str> = readme
        .lines()
        .filter(|line| line.contains(".rs`") || line.contains("/` |"))
        .collect();
    assert_eq!(rows.len(), 31, "each row of the table has its words");
    for (row, words) in rows {
        let line = table.iter().find(|line| line.starts_with(&format!("| {row} |")));
        let cell = line
            .and_then(|line| line.rsplit('|').nth(1))
            .unwrap_or_else(|| panic!("no row {row}"));
        let paths: Vec<&str> = cell.split('`').skip(1).step_by(2).collect();
        assert!(!paths.is_empty(), "{row}");
        for path in &paths {
            let is_there = [crate_root().join("src").join(path), crate_root().join(path)];
            assert!(is_there.iter().any(|path| path.exists()), "{row}: {path}");
        }
        let is_found = |word: &str| paths.iter().any(|path| path.contains(word));
        assert!(
            words.split(' ').any(is_found),
            "{row}: none of “{words}” is in {paths:?}"
        );
    }
}
