//! Bodies of files as editors write and paste them: right Markdown, broken Markdown, and what is between.

use proptest::prelude::*;

/// Words of a line, with signs among them that may be Markdown.
fn inline() -> impl Strategy<Value = String> {
    const PIECES: [&str; 60] = [
        "Ban",
        "Dân vận",
        "và",
        "năm",
        "1,5 triệu",
        "2012",
        "(2)",
        "“khéo”",
        "ệ",
        "e\u{302}\u{323}",
        "x\u{ad}y",
        "393-QĐ/TU",
        "Quyết định 393-QĐ/TU ngày 27/6/2011",
        "Điều 1",
        "khoản 2 Điều 3",
        "\u{a0}",
        ".",
        ",",
        "; ",
        "**đậm**",
        "*nghiêng*",
        "**Điều 1.**Phạm vi",
        "** x **",
        "**",
        "*",
        "_",
        "__a__",
        "~~bỏ~~",
        "`mã`",
        "``a`b``",
        "[chữ](https://example.org/a)",
        "[chữ](b%20c.md)",
        "[x](a b.md)",
        "[a] (b)",
        "[a][2]",
        "[2]",
        "![ảnh](a.svg)",
        "[[9-QĐ/TU]]",
        "[[9-QĐ/TU#1|Điều 1]]",
        "[[9-QĐ/TU#1.p2]]",
        "[[ hở",
        "[^1]",
        "[^2]",
        "[^z]",
        "[",
        "] ",
        "{tạm}",
        "{a, b}",
        "{",
        "}",
        "<!-- ghi chú -->",
        "<5%",
        "&amp;",
        "&lt;",
        "&",
        "\\*",
        "\\[",
        "#",
        "|",
        " https://example.org/x",
    ];
    let piece = prop_oneof![6 => prop::sample::select(&PIECES[..20]), 3 => prop::sample::select(&PIECES[..])];
    let blank = prop_oneof![5 => Just(" "), 1 => Just("")];
    prop::collection::vec((piece, blank), 1..7).prop_map(|pieces| {
        pieces
            .into_iter()
            .map(|(piece, blank)| format!("{piece}{blank}"))
            .collect()
    })
}

/// The beginning of a line.
fn label() -> impl Strategy<Value = &'static str> {
    const LABELS: [&str; 30] = [
        "1. ",
        "2. ",
        "3. ",
        "5) ",
        "7. ",
        "1.1. ",
        "a) ",
        "b) ",
        "đ) ",
        "(1) ",
        "I. ",
        "II. ",
        "1- ",
        "A. ",
        "Điều 1. ",
        "Điều 2. ",
        "Khoản 1. ",
        "Chương I ",
        "Trên đây là ",
        "- ",
        "* ",
        "• ",
        "+ ",
        "**Điều 3.** ",
        "-",
        "– ",
        "o ",
        "",
        "",
        "",
    ];
    prop::sample::select(&LABELS[..])
}

fn paragraph() -> impl Strategy<Value = String> {
    let line = (label(), inline()).prop_map(|(label, words)| format!("{label}{words}\n"));
    prop::collection::vec(line, 1..4).prop_map(|lines| lines.concat())
}

fn heading() -> impl Strategy<Value = String> {
    const MARKS: [&str; 7] = ["# ", "## ", "### ", "##", "##\u{a0}", "#", "####### "];
    const ENDS: [&str; 6] = ["", "", " {#muc}", " {tạm thời}", " #", " ##"];
    (
        prop::sample::select(&MARKS[..]),
        label(),
        inline(),
        prop::sample::select(&ENDS[..]),
    )
        .prop_map(|(mark, label, words, end)| format!("{mark}{label}{words}{end}\n"))
}

/// A table, whose rows may have too few or too many cells, or no line of dashes.
fn table() -> impl Strategy<Value = String> {
    let cell = inline().prop_map(|words| words.replace('|', ""));
    let row = prop::collection::vec(cell, 1..4);
    (prop::collection::vec(row, 1..4), 1..4usize, prop::bool::weighted(0.8)).prop_map(|(rows, columns, is_ruled)| {
        let mut rows = rows.into_iter().map(|row| format!("| {} |\n", row.join(" | ")));
        let head = rows.next().unwrap_or_default();
        let rule = if is_ruled {
            format!("|{}\n", "---|".repeat(columns))
        } else {
            String::new()
        };
        head + &rule + &rows.collect::<String>()
    })
}

fn list() -> impl Strategy<Value = String> {
    const MARKERS: [&str; 9] = ["1. ", "2. ", "3. ", "7. ", "1) ", "4) ", "- ", "* ", "0. "];
    let item = (prop::sample::select(&MARKERS[..]), inline(), any::<bool>());
    prop::collection::vec(item, 1..5).prop_map(|items| {
        let item = |(marker, words, is_loose): (&str, String, bool)| {
            format!("{marker}{words}\n{}", if is_loose { "\n" } else { "" })
        };
        items.into_iter().map(item).collect()
    })
}

/// Blocks that no quotation or list holds.
fn other() -> impl Strategy<Value = String> {
    const BLOCKS: [&str; 20] = [
        "[^1]: Chú thích một.\n",
        "[^2]: Chú thích hai[^1].\n",
        "[^1]: Chú thích một.\n\n[^2]: Chú thích **hai**.\n\n    Đoạn nữa.\n",
        "[^g]: Không ai gọi.\n",
        "[2]: https://example.org/hai\n",
        "[3]: https://example.org/ba \"Tên\"\n",
        "```\nmã 1. <!-- a -->\n```\n",
        "```yaml\nmã: hai\n```\n",
        "~~~\nkhông đóng\n",
        "<!-- ghi chú\n\nhai dòng -->\n",
        "<!-- một --> Điều 2. Hai.\n",
        "<!-- không đóng\n",
        "<b>đậm</b>\n",
        "***\n",
        "---\n",
        "![[9-QĐ/TU#1]]\n",
        "Từ\n: nghĩa của từ\n",
        "Cột\tHai\nmột\thai\n",
        "    lề sâu\n",
        "\u{f0b7} mục\n",
    ];
    prop::sample::select(&BLOCKS[..]).prop_map(str::to_owned)
}

/// A block below a quotation's sign or a bullet.
fn held() -> impl Strategy<Value = String> {
    const SIGNS: [(&str, &str); 5] = [
        ("> ", "> "),
        ("> > ", "> > "),
        ("- ", "  "),
        ("1. ", "   "),
        ("> - ", ">   "),
    ];
    let inner = prop_oneof![paragraph(), list(), table(), heading()];
    (prop::sample::select(&SIGNS[..]), inner).prop_map(|((first, later), block)| {
        let line = |(number, line): (usize, &str)| format!("{}{line}\n", if number == 0 { first } else { later });
        block.lines().enumerate().map(line).collect()
    })
}

/// A body.
pub fn body() -> impl Strategy<Value = String> {
    let block = prop_oneof![
        6 => paragraph(),
        2 => heading(),
        2 => list(),
        2 => held(),
        1 => table(),
        1 => other(),
    ];
    prop::collection::vec(block, 1..5).prop_map(|blocks| blocks.join("\n"))
}
