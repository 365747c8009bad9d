//! How files of word processors are read: a fixture and what its reader makes of it, a new case is a new file.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use proptest::collection::vec;
use proptest::prelude::*;

use crate::support::{cases, docx, files_below, golden};
use congbo::internals::input::source_text::{
    SourceBlock, SourceParagraph, SourceRun, SourceScript, SourceTable, SourceText,
};
use congbo::internals::input::{read_docx, read_html, read_pdf_text};
use congbo::internals::messages::ImportProblem;

#[test]
fn every_file_is_read_as_its_fixture_says() {
    for format in ["docx", "html", "pdf"] {
        golden(&format!("tests/import/{format}"), readings);
    }
}

/// What the reader makes of the file of a fixture.
fn readings(root: &Path) -> String {
    match read(root) {
        Ok(source) => described(&source),
        Err(problem) => format!("problem: {problem:?}\n"),
    }
}

fn read(root: &Path) -> Result<SourceText, ImportProblem> {
    if let Ok(page) = fs::read(root.join("page.html")) {
        return read_html(&page);
    }
    if let Ok(text) = fs::read_to_string(root.join("pdf.txt")) {
        return read_pdf_text(&text);
    }
    read_docx(&docx::of_folder(root))
}

/// A source in lines: paragraphs with their line, number and look, tables row by row, notes, report.
fn described(source: &SourceText) -> String {
    let mut out = String::new();
    for block in &source.blocks {
        match block {
            SourceBlock::Paragraph(paragraph) => out.push_str(&described_paragraph(paragraph)),
            SourceBlock::Table(table) => out.push_str(&described_table(table)),
            SourceBlock::PageBreak => out.push_str("--- page ---\n"),
        }
    }
    for (at, note) in source.notes.iter().enumerate() {
        for paragraph in &note.paragraphs {
            let _ = write!(out, "note {at}: {}", described_paragraph(paragraph));
        }
    }
    for (at, image) in source.images.iter().enumerate() {
        let _ = writeln!(
            out,
            "image {at}: {} ({} bytes) {}",
            image.name,
            image.bytes.len(),
            image.alt
        );
    }
    for repair in &source.repairs {
        let _ = writeln!(
            out,
            "repair {:?} at {}: {:?} -> {:?}",
            repair.rule, repair.line, repair.before, repair.after
        );
    }
    for doubt in &source.doubts {
        let _ = writeln!(out, "doubt {:?} at {}: {:?}", doubt.reason, doubt.line, doubt.text);
    }
    out.lines().map(str::trim_end).collect::<Vec<_>>().join("\n") + "\n"
}

fn described_paragraph(paragraph: &SourceParagraph) -> String {
    let mut out = format!("{}", paragraph.line);
    if paragraph.is_centered {
        out.push_str(" centred");
    }
    if let Some(level) = paragraph.level {
        let _ = write!(out, " h{level}");
    }
    if paragraph.depth > 0 {
        let _ = write!(out, " depth{}", paragraph.depth);
    }
    if paragraph.is_bullet {
        out.push_str(" bullet");
    }
    out.push_str(": ");
    if let Some(number) = &paragraph.number {
        let _ = write!(out, "[{number}] ");
    }
    out.extend(paragraph.runs.iter().map(described_run));
    out.push('\n');
    out
}

fn described_run(run: &SourceRun) -> String {
    if let Some(note) = run.note {
        return format!("{{note {}}}", note.0);
    }
    if let Some(image) = run.image {
        return format!("{{image {}}}", image.0);
    }
    let bold = if run.is_bold { "**" } else { "" };
    let italic = if run.is_italic { "_" } else { "" };
    let script = match run.script {
        SourceScript::Normal => "",
        SourceScript::Superscript => "^",
        SourceScript::Subscript => "~",
    };
    let text = run.text.replace('\t', "\\t").replace('\n', "\\n");
    let link = run.link.as_ref().map(|link| format!("<{link}>")).unwrap_or_default();
    format!("{bold}{italic}{script}{text}{script}{italic}{bold}{link}")
}

fn described_table(table: &SourceTable) -> String {
    let borders = if table.has_borders { " borders" } else { "" };
    let caption = table
        .caption
        .as_ref()
        .map(|caption| format!(" “{caption}”"))
        .unwrap_or_default();
    let mut out = format!("{}: table{borders} header {}{caption}\n", table.line, table.header_rows);
    for row in &table.rows {
        out.push_str("  row\n");
        for cell in row {
            let _ = writeln!(out, "    {}x{}", cell.columns, cell.rows);
            for paragraph in &cell.paragraphs {
                let _ = write!(out, "      {}", described_paragraph(paragraph));
            }
        }
    }
    out
}

/// All letters of a source, of its notes and of what its reader reports.
fn letters_of(source: &SourceText) -> String {
    let mut text = described(source).replace("\\t", " ").replace("\\n", " ");
    for repair in &source.repairs {
        let _ = write!(text, " {} {}", repair.before, repair.after);
    }
    for doubt in &source.doubts {
        let _ = write!(text, " {}", doubt.text);
    }
    letters(&text)
}

/// The letters and digits of a text, in lower case.
fn letters(text: &str) -> String {
    text.chars()
        .filter(|letter| letter.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

#[test]
fn every_word_of_a_docx_is_read_or_reported() {
    for path in files_below(&crate::support::crate_root().join("tests/import/docx"), ".txt") {
        let fixture = crate::support::Fixture::read(&path);
        let root = tempfile::tempdir().expect("a temporary folder");
        crate::support::write_files(&fixture.files, root.path());
        let Ok(source) = read(root.path()) else { continue };
        let read = letters_of(&source);
        let document = fs::read_to_string(root.path().join("word/document.xml")).expect("a text");
        for piece in document
            .split("<w:t>")
            .skip(1)
            .chain(document.split("<w:delText>").skip(1))
        {
            let text = piece.split('<').next().unwrap_or_default();
            let text = text
                .replace("&amp;", "")
                .replace("&lt;", "")
                .replace("&gt;", "")
                .replace("&#225;", "á");
            assert!(read.contains(&letters(&text)), "{}: {text}", path.display());
        }
    }
}

fn refused(bytes: &[u8]) -> Option<ImportProblem> {
    read_docx(bytes).err()
}

#[test]
fn bad_files_are_told_apart() {
    let good = docx::of_body("<w:p><w:r><w:t>Quyết định</w:t></w:r></w:p>");
    assert!(read_docx(&good).is_ok());
    let wide = |name: &str| name.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let old = |stream: &str| {
        [
            &[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1][..],
            &[0; 600],
            &wide(stream),
        ]
        .concat()
    };
    let part = |name: &str, text: &[u8]| (name.to_owned(), text.to_vec());
    let deep = format!("{}{}", "<w:sdt>".repeat(5000), "</w:sdt>".repeat(5000));
    let entity = br#"<!DOCTYPE d [<!ENTITY a "aaaaaaaa">]><w:document><w:body><w:p>&a;</w:p></w:body></w:document>"#;
    let bomb = vec![b' '; 40 << 20];
    for (bytes, expected) in [
        (Vec::new(), ImportProblem::Empty),
        (vec![0; 4096], ImportProblem::Empty),
        (b"\x89PNG\r\n\x1a\n0000".to_vec(), ImportProblem::Picture("PNG")),
        (b"%PDF-1.4".to_vec(), ImportProblem::Misnamed(".pdf")),
        (b"{\\rtf1 a}".to_vec(), ImportProblem::Unsupported(".rtf")),
        (b"<!DOCTYPE html><html>".to_vec(), ImportProblem::Misnamed(".html")),
        (old("EncryptedPackage"), ImportProblem::Password),
        (old("WordDocument"), ImportProblem::OldWord),
        (good[..good.len() / 2].to_vec(), ImportProblem::Damaged),
        (good[..good.len() - 30].to_vec(), ImportProblem::Damaged),
        (b"Quy\xe1\xba\xbft".to_vec(), ImportProblem::Damaged),
        (
            docx::archive(&[part("xl/workbook.xml", b"<w/>")]),
            ImportProblem::Unsupported(".xlsx"),
        ),
        (
            docx::archive(&[part("a.txt", b"a")]),
            ImportProblem::Unsupported(".zip"),
        ),
        (
            docx::archive(&[part("word/document.xml", b"<w:document><w:body>")]),
            ImportProblem::Damaged,
        ),
        (
            docx::archive(&[part("word/document.xml", entity)]),
            ImportProblem::Damaged,
        ),
        (
            docx::archive(&[part("word/document.xml", &bomb)]),
            ImportProblem::TooDense,
        ),
        (docx::of_body(&deep), ImportProblem::TooDeep),
        (docx::of_body("<w:p/>"), ImportProblem::Empty),
    ] {
        let shown = format!("{:?}", &bytes[..bytes.len().min(40)]);
        assert_eq!(refused(&bytes), Some(expected), "{shown}");
    }
}

#[test]
fn bad_pages_are_told_apart() {
    let deep = "<div>".repeat(100_000);
    // Each paragraph takes over all fonts that are still open.
    let fonts: String = (0..3000).map(|at| format!("<font face=f{at}>")).collect::<String>() + &"<p>a".repeat(3000);
    let table = "<table><tr><td>".repeat(300);
    for (bytes, expected) in [
        (b"".to_vec(), ImportProblem::Empty),
        (b"<p>&nbsp;</p>".to_vec(), ImportProblem::Empty),
        (b"<img src='a.png'>".to_vec(), ImportProblem::Scan),
        (b"<meta charset=utf-8><p>\xff\xfe</p>".to_vec(), ImportProblem::NotText),
        (deep.into_bytes(), ImportProblem::TooDeep),
        (table.into_bytes(), ImportProblem::TooDeep),
        (fonts.into_bytes(), ImportProblem::TooDeep),
    ] {
        let shown = format!("{:?}", &bytes[..bytes.len().min(40)]);
        assert_eq!(read_html(&bytes).err(), Some(expected), "{shown}");
    }
}

#[test]
fn pages_without_text_are_no_text() {
    let page = "Ủy ban nhân dân tỉnh ban hành kế hoạch thực hiện công tác dân vận trong năm nay.\n".repeat(5);
    let lost = page.replace(['Ủ', 'â', 'ỉ', 'ế', 'ạ', 'ự', 'ệ', 'ă', 'á'], "\u{20}");
    for (text, expected) in [
        (String::new(), ImportProblem::Scan),
        ("\u{c}\u{c}\u{c}".to_owned(), ImportProblem::Scan),
        (
            "Ký bởi: Văn phòng\nNgày ký: 05/6/2024\n\u{c}\u{c}".to_owned(),
            ImportProblem::Scan,
        ),
        (lost, ImportProblem::BrokenLetters),
    ] {
        assert_eq!(read_pdf_text(&text).err(), Some(expected), "{text}");
    }
    assert!(read_pdf_text(&page).is_ok());
}

#[test]
fn a_long_document_is_read_whole() {
    let paragraph = "<w:p><w:pPr><w:jc w:val=\"both\"/></w:pPr><w:r><w:rPr><w:b/></w:rPr><w:t>Điều </w:t></w:r>\
                     <w:r><w:t>Ban hành Quy chế công tác dân vận của hệ thống chính trị tỉnh.</w:t></w:r></w:p>";
    // Some 300 pages of forty lines.
    let source = read_docx(&docx::of_body(&paragraph.repeat(12_000))).expect("a document");
    assert_eq!(source.blocks.len(), 12_000);
}

/// Pieces of WordprocessingML; `TEXT` stands for letters. The last three are of fields, which hide words.
const WORD_PIECES: [&str; 24] = [
    "<w:p>",
    "</w:p>",
    "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"1\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr>",
    "<w:r><w:t>TEXT</w:t></w:r>",
    "<w:r><w:rPr><w:b/><w:rFonts w:hAnsi=\".VnTime\"/></w:rPr><w:t>TEXT</w:t></w:r>",
    "<w:r><w:rPr><w:rFonts w:hAnsi=\"VNI-Times\"/></w:rPr><w:t>TEXT</w:t></w:r>",
    "<w:r><w:br w:type=\"page\"/><w:tab/></w:r>",
    "<w:r><w:footnoteReference w:id=\"1\"/></w:r>",
    "<w:tbl>",
    "</w:tbl>",
    "<w:tr>",
    "</w:tr>",
    "<w:tc>",
    "<w:tc><w:tcPr><w:vMerge/><w:gridSpan w:val=\"3\"/></w:tcPr>",
    "</w:tc>",
    "<w:sdt><w:sdtContent>",
    "</w:sdtContent></w:sdt>",
    "<w:ins>",
    "</w:ins>",
    "<w:del><w:r><w:delText>TEXT</w:delText></w:r></w:del>",
    "<w:sym w:font=\"Symbol\" w:char=\"F0B7\"/>",
    "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>",
    "<w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>",
    "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>",
];

/// Pieces of HTML; `TEXT` stands for letters. The last two are comments, which hide words.
const PAGE_PIECES: [&str; 26] = [
    "TEXT",
    "<p>TEXT",
    "<p style='mso-list:l0 level2 lfo1'><span style='mso-list:Ignore'>1.</span>TEXT",
    "<table>",
    "<tr>",
    "<td rowspan=3>",
    "<td colspan=2>TEXT",
    "</table>",
    "<ol start=4>",
    "<li value=-2>TEXT",
    "</ol>",
    "<ul>",
    "</ul>",
    "<b>",
    "</b>",
    "<font face='.VnTime'>",
    "</font>",
    "<a href='#n1' id='m1'>[1]</a>",
    "<div><p><a href='#m1' id='n1'>[1]</a>TEXT</p></div>",
    "<div style='display:none'>TEXT</div>",
    "<br style='page-break-before:always'>",
    "<del>TEXT</del>",
    "<pre>TEXT",
    "</div>",
    "<!--[if mso]>",
    "<![endif]-->",
];

/// Words that stand where pieces have `TEXT`, each of its own.
fn with_words(pieces: &[&str], chosen: &[usize]) -> (String, Vec<String>) {
    let mut text = String::new();
    let mut words = Vec::new();
    for (at, piece) in chosen.iter().enumerate() {
        let piece = pieces[piece % pieces.len()];
        let word = format!("tu{at}");
        if piece.contains("TEXT") {
            words.push(word.clone());
        }
        text.push_str(&piece.replace("TEXT", &word));
    }
    (text, words)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(cases(64)))]

    #[test]
    fn any_page_keeps_its_words(chosen in vec(0usize..1000, 1..60)) {
        let (page, words) = with_words(&PAGE_PIECES[..PAGE_PIECES.len() - 2], &chosen);
        if let Ok(source) = read_html(page.as_bytes()) {
            let read = letters_of(&source);
            for word in words {
                prop_assert!(read.contains(&word), "{word} of {page}");
            }
        }
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in vec(any::<u8>(), 0..400), chosen in vec(0usize..1000, 1..60)) {
        let _ = read_html(&bytes);
        let _ = read_docx(&bytes);
        let _ = read_pdf_text(&String::from_utf8_lossy(&bytes));
        let _ = read_html(with_words(&PAGE_PIECES, &chosen).0.as_bytes());
        let _ = read_docx(&docx::of_body(&with_words(&WORD_PIECES, &chosen).0));
    }

    #[test]
    fn any_document_keeps_its_words(chosen in vec(0usize..1000, 1..40)) {
        let (body, words) = with_words(&WORD_PIECES[..WORD_PIECES.len() - 3], &chosen);
        let body = closed(&body);
        let source = read_docx(&docx::of_body(&body));
        if let Ok(source) = source {
            let read = letters_of(&source);
            for word in words.iter().filter(|word| is_in_paragraph(&body, word)) {
                prop_assert!(read.contains(word), "{word} of {body}");
            }
        }
    }
}

/// XML in which every element is closed: ends without a beginning are left out, missing ones are added.
fn closed(xml: &str) -> String {
    let mut out = String::new();
    let mut open: Vec<&str> = Vec::new();
    for piece in xml.split_inclusive('>') {
        let (before, tag) = piece.split_once('<').unwrap_or((piece, ""));
        let name = tag
            .trim_start_matches('/')
            .split([' ', '>', '/'])
            .next()
            .unwrap_or_default();
        out.push_str(before);
        if let Some(rest) = tag.strip_prefix('/') {
            if open.last() == Some(&name) {
                open.pop();
                out.push_str("</");
                out.push_str(rest);
            }
            continue;
        }
        if !tag.ends_with("/>") {
            open.push(name);
        }
        out.push('<');
        out.push_str(tag);
    }
    for name in open.iter().rev() {
        out.push_str(&format!("</{name}>"));
    }
    out
}

/// Returns whether a word is in a run of a paragraph, where Word shows it: a run elsewhere is an error of the file.
fn is_in_paragraph(body: &str, word: &str) -> bool {
    let Some(at) = body.find(&format!(">{word}<")) else {
        return false;
    };
    let mut open: Vec<&str> = Vec::new();
    for piece in body[..at].split('<').skip(1) {
        let name = piece
            .trim_start_matches('/')
            .split([' ', '>', '/'])
            .next()
            .unwrap_or_default();
        if piece.starts_with('/') {
            open.pop();
        } else if !piece.split('>').next().unwrap_or_default().ends_with('/') {
            open.push(name);
        }
    }
    let inner: Vec<&str> = open
        .iter()
        .rev()
        .copied()
        .filter(|name| !matches!(*name, "w:t" | "w:r" | "w:delText"))
        .collect();
    let paragraph = inner.iter().position(|name| *name == "w:p");
    let inline = ["w:ins", "w:del", "w:sdt", "w:sdtContent"];
    paragraph.is_some_and(|at| inner[..at].iter().all(|name| inline.contains(name)) && is_block_place(&inner[at + 1..]))
}

/// Returns whether a paragraph is where one may be: in the body or a cell, in tables of rows of cells.
fn is_block_place(outer: &[&str]) -> bool {
    let rest: Vec<&str> = outer
        .iter()
        .copied()
        .filter(|name| !matches!(*name, "w:ins" | "w:sdt" | "w:sdtContent"))
        .collect();
    rest.chunks(3).all(|chunk| chunk == ["w:tc", "w:tr", "w:tbl"])
}
