//! Laws that hold for any input: nothing panics, places lie on letters, nothing takes more than linear time.

use congbo::internals::base::RelPath;
use congbo::internals::edition::citations;
use congbo::internals::input::{Lexicon, SourceFile, parse, read_vocabulary};
use proptest::prelude::*;

use crate::fuzz::properties::{checked, cited_in_order, on_letters};
use crate::support::cases;

const HEAD: &str = "---\nloại: Quyết định\ntrích yếu: Công tác dân vận\n---\n\n";

fn file(name: &str, bytes: &[u8]) -> SourceFile {
    SourceFile::decode(RelPath::new(name).expect("a sound path"), bytes)
}

/// Pieces of official texts and of Markdown: what is likely to matter to each other.
fn piece() -> impl Strategy<Value = String> {
    const PIECES: [&str; 64] = [
        "I. ",
        "II. ",
        "1. ",
        "2. ",
        "3. ",
        "1.1. ",
        "1.2 ",
        "2.1. ",
        "a) ",
        "b) ",
        "đ) ",
        "(1) ",
        "1/ ",
        "1- ",
        "A. ",
        "Điều 1. ",
        "Điều 2. ",
        "Khoản 1. ",
        "Chương I ",
        "Trên đây là ",
        "Nơi nhận:",
        "6.496 mô hình",
        "2020. Với",
        "# ",
        "## ",
        "### ",
        "> ",
        "- ",
        "    ",
        "\t",
        "***",
        "---",
        "===",
        "\n",
        "\n",
        "\n\n",
        "\n\n",
        "**",
        "*",
        "~~",
        "`",
        "```\n",
        "| a | b |\n|---|---|\n",
        "| ",
        "[[",
        "]]",
        "|",
        "[",
        "](",
        ")",
        "![",
        "[^1]",
        "[^1]: ",
        "{#ql}",
        "<b>",
        "</b>",
        "<!--",
        "-->",
        "Quyết định ",
        "393-QĐ/TU",
        " ngày 27/6/2011",
        "\u{a0}",
        "ƣ",
        "e\u{302}\u{323}",
    ];
    prop_oneof![4 => prop::sample::select(&PIECES[..]).prop_map(str::to_owned), 1 => any::<char>().prop_map(String::from)]
}

fn text_of_pieces() -> impl Strategy<Value = String> {
    prop::collection::vec(piece(), 0..60).prop_map(|pieces| pieces.concat())
}

/// Pieces of heads.
fn head_piece() -> impl Strategy<Value = String> {
    const PIECES: [&str; 48] = [
        "loại: Quyết định\n",
        "số ký hiệu: ",
        "393-QĐ/TU",
        "trích yếu: ",
        "nơi nhận:\n",
        "  - ",
        "- ",
        "hiệu đính:\n",
        "tại: ",
        "bản gốc: ",
        "số chỗ: ",
        "chủ đề: ",
        "chủ đề theo mục:\n",
        "  II.1: ",
        "[",
        "]",
        "{",
        "}",
        ", ",
        ": ",
        ":",
        "\"",
        "'",
        "#",
        " #",
        "|",
        ">",
        "&a ",
        "*a",
        "!x ",
        "\n",
        "\n",
        "\n",
        "  ",
        "\t",
        "---\n",
        "27/6/2011",
        "2.10",
        "1e3",
        "~",
        "\\",
        "%",
        "@",
        "`",
        "?",
        "đ",
        "e\u{302}",
        "\u{7}",
    ];
    prop_oneof![4 => prop::sample::select(&PIECES[..]).prop_map(str::to_owned), 1 => any::<char>().prop_map(String::from)]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(400), ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read(text in any::<String>()) {
        checked(text.as_bytes());
        checked(format!("{HEAD}{text}").as_bytes());
    }

    #[test]
    fn any_bytes_are_read(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        checked(&bytes);
    }

    #[test]
    fn any_official_text_is_well_made(text in text_of_pieces()) {
        checked(format!("{HEAD}{text}").as_bytes());
        checked(text.as_bytes());
    }

    #[test]
    fn any_head_is_read(pieces in prop::collection::vec(head_piece(), 0..40)) {
        let head = pieces.concat();
        checked(format!("---\n{head}\n---\n\nĐiều 1. Một.\n").as_bytes());
        let vocabulary_file = file("content/topics.yaml", head.as_bytes());
        let read = read_vocabulary(
            Some(&vocabulary_file),
            Some(&vocabulary_file),
            Some(&vocabulary_file),
            Some(&vocabulary_file),
        );
        for diagnostic in &read.diagnostics {
            on_letters(&vocabulary_file.text, &diagnostic.place);
        }
    }

    #[test]
    fn any_citation_has_its_place(text in any::<String>(), pieces in text_of_pieces()) {
        cited_in_order(&text);
        cited_in_order(&pieces);
        cited_in_order(&format!("{pieces}{text}"));
    }

    #[test]
    fn any_bytes_as_head_are_read(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let mut all = b"---\n".to_vec();
        all.extend(bytes);
        all.extend(b"\n---\n");
        checked(&all);
    }
}

proptest! {
    // Each case makes a site.
    #![proptest_config(ProptestConfig { cases: cases(60), max_shrink_iters: 200, ..ProptestConfig::default() })]

    #[test]
    fn a_page_says_what_its_file_says(text in text_of_citations()) {
        same_words(&text);
    }
}

/// Pieces of sentences that cite: whatever becomes a link, the words stay.
fn text_of_citations() -> impl Strategy<Value = String> {
    const PIECES: [&str; 34] = [
        "Quyết định 393-QĐ/TU",
        " ngày 27/6/2011",
        "Đề án số 04 – ĐA/TU",
        "Đề án 04",
        "02 đề án của Tỉnh ủy",
        "hai quyết định nêu trên",
        "Quyết định này",
        "Quyết định nêu trên",
        "điểm 1.5, mục 1, phần II ",
        "khoản 2 Điều 5 ",
        "Điều 1",
        "Nghị quyết Đại hội Đảng toàn quốc lần thứ XI",
        "Nghị quyết Trung ương 7 (khóa X)",
        "Luật Đất đai năm 2013",
        "Kế hoạch Nước sạch của Ban",
        "Kế hoạch Nước sạch",
        "“",
        "”",
        ", ",
        "; ",
        ". ",
        " và ",
        " của Tỉnh ủy",
        " số ",
        "\n",
        "\n3\n",
        "[2]",
        "\u{a0}",
        "\u{ad}",
        "Ð",
        "ƣ",
        "&",
        "<",
        "ệ",
    ];
    prop::collection::vec(prop::sample::select(&PIECES[..]), 1..24).prop_map(|pieces| pieces.concat())
}

/// The text of a page is that of its file, character by character but for soft hyphens, whatever was linked.
fn same_words(text: &str) {
    // What begins a line with a sign of Markdown is another thing than words.
    let words: Vec<&str> = text.split_whitespace().collect();
    let words = format!("Theo {} thì thôi.", words.join(" "));
    let folder = tempfile::tempdir().expect("a temporary folder");
    let content = folder.path().join("content");
    std::fs::create_dir(&content).expect("a folder");
    let record = "---\nloại: Kế hoạch\ntrích yếu: Nước sạch\nngày ban hành: 1/1/2010\n---\n\nMột.\n";
    std::fs::write(content.join("nuoc-sach.md"), record).expect("a file");
    let file = format!(
        "---\nloại: Quyết định\nsố ký hiệu: 9-QĐ/TU\nngày ban hành: 1/2/2012\n---\n\nĐiều 1. Một.\n\n{}\n",
        words.replace('<', "\\<").replace('[', "\\[").replace('&', "&amp;")
    );
    std::fs::write(content.join("a.md"), file).expect("a file");
    let (_, outcome) = crate::support::compiled(folder.path());
    // Ð and ƣ are errors in a file; the law is about what is published.
    let Some(edition) = outcome.site else { return };
    let files = edition.files();
    let page = files
        .iter()
        .position(|file| file.path == "quyet-dinh/2012/9-qd-tu/index.html")
        .expect("the page");
    let mut html = Vec::new();
    edition.render(page, &mut html).expect("a page");
    let html = String::from_utf8(html).expect("UTF-8");
    let paragraph = html
        .split("Theo ")
        .nth(1)
        .map(|_| &html[html.find("Theo ").expect("there")..]);
    let paragraph = paragraph
        .and_then(|rest| rest.split("</p>").next())
        .expect("the paragraph");
    let mut shown = String::new();
    let mut in_tag = false;
    for letter in paragraph.chars() {
        match letter {
            '<' => in_tag = true,
            '>' if in_tag => in_tag = false,
            letter if !in_tag => shown.push(letter),
            _ => {}
        }
    }
    let shown = shown
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&amp;", "&");
    assert_eq!(shown, words.replace('\u{ad}', ""));
}

/// So many bytes of one piece after another: it must end. No clock decides; what is quadratic does not end here.
fn finishes(length: usize, unit: &str) {
    let text = unit.repeat(length / unit.len());
    let file = file("content/van-ban.md", format!("{HEAD}{text}").as_bytes());
    parse(&file, &Lexicon::built_in());
}

const MEGABYTE: usize = 1_000_000;

#[test]
fn a_megabyte_of_digits_and_hyphens_is_read() {
    for unit in [
        "1-",
        "12345-",
        "1234567890",
        "1/QĐ-",
        "1a",
        "1.a",
        "1a ",
        "1-QĐ/TU[",
        "1-QĐ/TU [1",
        "1-QĐ/TU “",
        "1-QĐ/TU của A",
    ] {
        citations(&unit.repeat(MEGABYTE / unit.len()));
        finishes(MEGABYTE, unit);
    }
}

#[test]
fn a_megabyte_of_beginnings_is_read() {
    for unit in [
        "Quyết định số ",
        "Quyết định số 1-QĐ/TU, ",
        "Luật sửa đổi, bổ sung Luật ",
        "02 đề án nêu trên ",
        "Đề án 04 ",
        "Điều 1 ",
        "Nghị quyết Đại hội ",
        "MẬTMẬT",
        "hoàhoà-",
    ] {
        citations(&unit.repeat(MEGABYTE / unit.len()));
        finishes(MEGABYTE / 10, unit);
    }
}

#[test]
fn a_megabyte_of_labels_is_read() {
    for unit in ["a) ", "a) \n", "a) x\nb) y\n"] {
        finishes(MEGABYTE, unit);
    }
}

#[test]
fn much_of_anything_else_is_read() {
    let units = [
        "393-QĐ/TU ",
        "Quyết định 393-QĐ/TU\n",
        "**393-QĐ/TU** ",
        "của Ban ",
        "a) x\n\n",
        "1. x\n",
        "I. x\n\n",
        "1.1. x\n\n",
        "Điều 1. x\n\n",
        "Trên đây là\n\n",
        "# Mục\n\n",
        "> ",
        "1. ",
        "- ",
        "[[",
        "[[a|b]]",
        "[^1] ",
        "<b>",
        "<!--",
        "ƣ",
        "ƣ\n",
        "*a ",
        "MẬT ",
        "| ",
        "    x\n\n",
        ") ",
        "a\u{200b}",
        "&shy;",
        "`&#8203;",
        "\u{f0b7}\n",
        "•\u{b}a ",
        "\r",
        "\n2\n",
        "\u{f0b3}",
        "c«ng ",
        "Ã´",
    ];
    for unit in units {
        finishes(MEGABYTE / 10, unit);
    }
}

#[test]
fn a_long_list_of_items_and_of_footnotes_is_read() {
    let items: String = (1..=5_000)
        .map(|number| format!("{number}. Việc thứ {number}.\n\n"))
        .collect();
    let document = checked(format!("{HEAD}{items}").as_bytes()).expect("a readable head");
    assert_eq!(document.provisions.len(), 10_000);
    let citations: String = (1..=5_000)
        .map(|number| format!("Quyết định {number}-QĐ/TU, "))
        .collect();
    let document = checked(format!("{HEAD}{citations}").as_bytes()).expect("a readable head");
    assert_eq!(document.references.mentions.len(), 5_000);
    let notes: String = (1..=20_000)
        .map(|number| format!("Câu[^{number}]\n\n[^{number}]: chú\n\n"))
        .collect();
    let document = checked(format!("{HEAD}{notes}").as_bytes()).expect("a readable head");
    assert_eq!(document.footnotes.len(), 20_000);
}

#[test]
fn a_long_head_is_read() {
    let unknown: String = (0..3_000).map(|number| format!("khoá{number}: x\n")).collect();
    checked(format!("---\n{unknown}---\n").as_bytes());
    let dates: String = (0..3_000).map(|_| "  - 31/02\n".to_owned()).collect();
    checked(format!("---\nloại: Cách làm ở cơ sở\ntên bài: x\nnăm:\n{dates}---\n").as_bytes());
}
