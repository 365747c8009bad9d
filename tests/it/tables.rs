//! Tables on pages: cells that are joined, and tables in files of their own.

use std::fs;

use crate::support::{docx, write_files};
use crate::web::built_with;
use congbo::internals::edition::Options;
use congbo::internals::host::ExitStatus;

const HEAD: &str = "\
-- content/a.md --
---
loại: Quyết định
số ký hiệu: 1-QĐ/TU
ngày ban hành: 1/2/2011
trích yếu: Về việc thứ nhất
---

";

/// A workbook: a sheet with a merged head, a hidden row, a hidden column, formats; and a hidden sheet before it.
fn workbook() -> Vec<u8> {
    let part = |name: &str, text: &str| (name.to_owned(), text.as_bytes().to_vec());
    docx::archive(&[
        part(
            "xl/workbook.xml",
            r#"<workbook xmlns:r="r"><sheets><sheet name="Nháp" state="hidden" r:id="r1"/><sheet name="Số liệu" r:id="r2"/></sheets></workbook>"#,
        ),
        part(
            "xl/_rels/workbook.xml.rels",
            r#"<Relationships><Relationship Id="r1" Type="t/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="t/worksheet" Target="/xl/worksheets/sheet2.xml"/></Relationships>"#,
        ),
        part("xl/worksheets/sheet1.xml", "<worksheet><sheetData/></worksheet>"),
        part(
            "xl/sharedStrings.xml",
            "<sst><si><t>Đơn vị</t></si><si><r><t>Số </t></r><r><t>hộ</t></r></si><si><t>Xã A</t></si><si><t>Mật</t></si></sst>",
        ),
        part(
            "xl/styles.xml",
            r##"<styleSheet><numFmts><numFmt numFmtId="164" formatCode="#,##0.0"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="9"/><xf numFmtId="14"/></cellXfs></styleSheet>"##,
        ),
        part(
            "xl/worksheets/sheet2.xml",
            r#"<worksheet><cols><col min="5" max="5" hidden="1"/></cols><sheetData>
            <row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1"/><c r="D1" t="inlineStr"><is><t>Ngày</t></is></c><c r="E1" t="s"><v>3</v></c></row>
            <row r="2"><c r="A2" t="s"><v>2</v></c><c r="B2" s="1"><f>1+1</f><v>1234.56</v></c><c r="C2" s="2"><v>0.5</v></c><c r="D2" s="3"><v>45448</v></c><c r="E2"><v>7</v></c></row>
            <row r="3" hidden="1"><c r="A3" t="s"><v>3</v></c></row>
            </sheetData><mergeCells><mergeCell ref="B1:C1"/></mergeCells></worksheet>"#,
        ),
    ])
}

/// The page of a document with a body, beside two files with tables.
fn page(body: &str) -> String {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let files = format!("{HEAD}{body}\n-- content/bang.csv --\nĐơn vị;Số hộ\nXã B;1,5\n");
    write_files(&files, folder.path());
    fs::write(folder.path().join("content/so-lieu.xlsx"), workbook()).expect("a file");
    let built = built_with(folder.path(), Options::default());
    assert_eq!(built.ending, ExitStatus::Fine, "{}", built.printed);
    fs::read_to_string(built.output().join("quyet-dinh/2011/1-qd-tu/index.html")).expect("a page")
}

#[test]
fn joined_cells_span_rows_and_columns() {
    let page =
        page("| TT | Chỉ tiêu | << |\n|---|---|--:|\n| ^^ | 2010 | 2011 |\n| 1 | chưa có | << |\n| ^^ | 5 | 6 |\n");
    for part in [
        r#"<th scope="col" rowspan="2">TT</th>"#,
        r#"<th scope="colgroup" colspan="2">Chỉ tiêu</th>"#,
        r#"<th scope="col" class="align-right">2011</th></tr></thead><tbody>"#,
        r#"<td rowspan="2">1</td><td colspan="2">chưa có</td></tr>"#,
    ] {
        assert!(page.contains(part), "{part}\n{page}");
    }
    assert!(!page.contains("&lt;&lt;") && !page.contains("^^"), "{page}");
}

#[test]
fn tables_in_files_of_their_own_are_shown_with_their_file() {
    let page = page("![[bang.csv|Bảng 1. Số hộ]]\n\n![[so-lieu.xlsx#Số liệu]]\n");
    for part in [
        "<caption>Bảng 1. Số hộ <a href=",
        "bang.csv</a></caption>",
        r#"<th scope="col" class="align-right">Số hộ</th>"#,
        r#"<td class="align-right">1,5</td>"#,
        r#"colspan="2">Số hộ</th>"#,
        "so-lieu.xlsx</a></caption>",
        "1.234,6",
        "50%</td>",
        "05/06/2024",
    ] {
        assert!(page.contains(part), "{part}\n{page}");
    }
    assert!(!page.contains("Mật"), "{page}");
}

#[test]
fn a_short_text_shows_no_table_without_end() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let body = "Số liệu:\n\n![[bang.csv]]\n\n![[bang.csv]]\n\n![[bang.csv]]\n\n![[bang.csv]]\n";
    write_files(&format!("{HEAD}{body}"), folder.path());
    let row = vec!["ô"; 50].join(",");
    fs::write(folder.path().join("content/bang.csv"), vec![row; 1000].join("\n")).expect("a file");
    let built = built_with(folder.path(), Options::default());
    assert_eq!(built.ending, ExitStatus::Content, "{}", built.printed);
    assert_eq!(
        built.printed.matches("unread-table-file").count(),
        2,
        "{}",
        built.printed
    );
    assert!(built.printed.contains("120000 ô"), "{}", built.printed);
}
