//! Files that are not published yet are named by `build` and `check`.

use crate::support::{command, run, write_files};
use congbo::internals::host::{CommandOptions, ExitStatus, build, check};
use congbo::internals::messages::Language;

const SITE: &str = "\
-- content/a.md --
---
loại: Trang
tên bài: Một
---

Xem [bài nháp](/b/) và [bài sau](/hoat-dong/2013/c/).
-- content/b.md --
---
loại: Trang
tên bài: Hai
bản nháp: có
---

Hai.
-- content/c.md --
---
loại: Hoạt động
tên bài: Ba
ngày: 1/2/2013
đăng từ: 1/1/2200
---

Ba.
";

#[test]
fn build_and_check_name_what_is_held_back() {
    let folder = tempfile::tempdir().expect("a folder");
    write_files(SITE, folder.path());
    let options = |language| CommandOptions {
        language: Some(language),
        ..command(folder.path())
    };
    let vietnamese = "Chưa đăng 2 tệp:\n  content/b.md (“Hai”): bản nháp\n  content/c.md (“Ba”): đăng từ 2200-01-01\n";
    let english = "Held back: 2 files\n  content/b.md (“Hai”): draft\n  content/c.md (“Ba”): not before 2200-01-01\n";
    for (language, expected) in [(Language::Vietnamese, vietnamese), (Language::English, english)] {
        let (ending, printed) = run(check, &options(language));
        assert_eq!(ending, ExitStatus::Fine, "{printed}");
        assert!(printed.ends_with(expected), "{printed}");
        let (ending, printed) = run(build, &options(language));
        assert_eq!(ending, ExitStatus::Fine, "{printed}");
        assert!(printed.ends_with(expected), "{printed}");
    }
    let mut shown = options(Language::English);
    shown.options.drafts = true;
    assert!(!run(check, &shown).1.contains("Held back"));
}
