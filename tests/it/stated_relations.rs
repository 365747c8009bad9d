//! `check` proposes a line for the head where a text states a relation, or the day from which it is in force, that the
//! head does not declare; it is no finding.

use crate::support::{command, run, write_files};
use congbo::internals::host::{CommandOptions, ExitStatus, check};
use congbo::internals::messages::Language;

const SITE: &str = "\
-- content/a.md --
---
loại: Nghị định
số ký hiệu: 5/2020/NĐ-CP
ngày ban hành: 1/2/2020
trích yếu: Về chợ
---

Căn cứ Luật Tổ chức Chính phủ số 76/2015/QH13;

Căn cứ Luật Giá số 11/2012/QH13;

Điều 1. Một việc.

Điều 2. Nghị định này có hiệu lực từ ngày ký và thay thế Nghị định số 9/2010/NĐ-CP.
-- content/b.md --
---
loại: Nghị định
số ký hiệu: 6/2021/NĐ-CP
ngày ban hành: 1/2/2021
trích yếu: Về phí chợ
thay thế: 8/2012/NĐ-CP
ngày hiệu lực: 1/2/2021
---

Điều 1. Nghị định này có hiệu lực từ ngày ký và thay thế Nghị định số 8/2012/NĐ-CP.
";

#[test]
fn check_proposes_lines_for_heads() {
    let folder = tempfile::tempdir().expect("a folder");
    write_files(SITE, folder.path());
    let options = CommandOptions {
        language: Some(Language::English),
        strict: true,
        ..command(folder.path())
    };
    let (ending, printed) = run(check, &options);
    let lines = "\
  content/a.md: add `căn cứ: [11/2012/QH13, 76/2015/QH13]`
  content/a.md: add `thay thế: 9/2010/NĐ-CP`
  content/a.md: add `ngày hiệu lực: 1/2/2020`
";
    assert!(printed.ends_with(lines), "{printed}");
    assert!(
        printed.contains("Texts state 4 facts (relations, days of force) that heads do not declare"),
        "{printed}"
    );
    assert!(!printed.contains("content/b.md"), "{printed}");
    assert_eq!(ending, ExitStatus::Fine, "{printed}");
}
