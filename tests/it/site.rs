//! What is said when files do not fit together: their addresses, their keys, what they offer to download.

use crate::support::{checked, write_files};

/// The first lines of each diagnostic about a folder.
fn diagnostics(files: &str) -> Vec<String> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    write_files(files, folder.path());
    let printed = checked(folder.path());
    let blocks = printed
        .split("\n\n")
        .filter(|block| block.contains("\n --> ") || block.contains("\n  --> "));
    blocks
        .map(|block| block.lines().take(2).map(str::trim).collect::<Vec<_>>().join(" "))
        .collect()
}

#[test]
fn a_document_without_number_cannot_take_the_address_of_a_year() {
    let found = diagnostics(concat!(
        "-- content/a.md --\n---\nloại: Quyết định\ntrích yếu: Một\nđịa chỉ trang: \"2011\"\n---\n\nMột.\n",
        "-- content/b.md --\n---\nloại: Văn bản\ntrích yếu: Hai\nđịa chỉ trang: chua-co-toan-van\n---\n\nHai.\n",
        "-- content/c.md --\n---\nloại: Trang\ntên bài: Ba\nđịa chỉ trang: chu-de\n---\n\nBa.\n",
    ));
    let is_reserved = |diagnostic: &&String| diagnostic.starts_with("lỗi[reserved-address]");
    assert_eq!(found.iter().filter(is_reserved).count(), 3, "{found:#?}");
}

#[test]
fn a_file_to_download_must_be_there() {
    let found = diagnostics(
        "-- content/a.md --\n---\nloại: Quyết định\nsố ký hiệu: 1-QĐ/TU\ntệp: {tên: Bản quét, tệp: khong-co.pdf}\n---\n\nMột.\n",
    );
    assert_eq!(found.len(), 1, "{found:#?}");
    assert!(
        found[0].contains("lỗi[broken-link]") && found[0].contains("content/a.md:4:"),
        "{found:#?}"
    );
}

/// Two documents of one kind and number, of two years.
const TWINS: &str = "\
-- content/x/2006.md --
---
loại: Quyết định
số ký hiệu: 10-QĐ/TU
ngày ban hành: 1/1/2006
---

Một.
-- content/x/2011.md --
---
loại: Quyết định
số ký hiệu: 10-QĐ/TU
ngày ban hành: 1/1/2011
---

Hai.
-- content/x/y.md --
---
loại: Trang
tên bài: Trang
---

";

#[test]
fn a_key_that_two_documents_bear_leads_nowhere_but_a_path_leads_to_its_file() {
    let found = diagnostics(&format!("{TWINS}[[quyet-dinh/10-qd-tu]] và [[10-QĐ/TU]].\n"));
    assert_eq!(
        found
            .iter()
            .filter(|diagnostic| diagnostic.contains("[ambiguous-reference]"))
            .count(),
        2,
        "{found:#?}"
    );
    let found = diagnostics(&format!(
        "{TWINS}[cũ](2006.md), [mới](2011.md#mo-dau.p1), [[10-QĐ/TU@2011]].\n"
    ));
    assert!(found.is_empty(), "{found:#?}");
    let found = diagnostics(&format!("{TWINS}[mới](2011.md#II.1), [không có](2012.md).\n"));
    assert!(
        found[0].contains("[unknown-provision]") && found[1].contains("[broken-link]"),
        "{found:#?}"
    );
}
