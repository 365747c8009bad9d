//! Which files of the content are published as they are: those that a published page refers to.

use crate::support::write_files;
use crate::web::built_with;
use congbo::internals::edition::Options;
use congbo::internals::host::ExitStatus;

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
-- content/đăng.md~ --
Lời cũ.
-- content/đăng.md.bak --
Lời cũ.
-- content/~$12.docx --
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
