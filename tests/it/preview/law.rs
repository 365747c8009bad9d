//! The law: after each step of any edit script, each page of the preview equals that of a clean build of the tree
//! in which each broken file has its last good text, byte for byte.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use congbo::internals::edition::Options;
use congbo::internals::host::{ExitStatus, Preview};
use proptest::prelude::{Just, Strategy, prop_oneof, proptest};
use proptest::test_runner::Config;

use super::client::without_script;
use crate::support::{cases, crate_root, write_files};
use crate::web::built_with;

/// Every page and file of a preview, by its path in the output, without the preview's script.
fn pages(preview: &Preview) -> BTreeMap<String, Vec<u8>> {
    let page = |address: String| {
        let target: String = address.bytes().map(|byte| format!("%{byte:02X}")).collect();
        let (status, bytes) = preview.get(&format!("/{target}"));
        assert!(status == 200 || address == "404.html", "{status} {address}");
        let is_page = address.is_empty() || address.ends_with('/') || address.ends_with(".html");
        let path = match address.is_empty() || address.ends_with('/') {
            true => format!("{address}index.html"),
            false => address,
        };
        (path, if is_page { without_script(&bytes) } else { bytes })
    };
    preview.paths().into_iter().map(page).collect()
}

/// Compares the pages of a preview with those of a build.
fn assert_same(found: &BTreeMap<String, Vec<u8>>, built: &BTreeMap<String, Vec<u8>>, when: &str) {
    let names = |pages: &BTreeMap<String, Vec<u8>>| pages.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(found), names(built), "{when}");
    for (path, bytes) in found {
        let is_same = *bytes == built[path];
        assert!(
            is_same,
            "{when}: {path}\n--- preview\n{}\n--- build\n{}",
            String::from_utf8_lossy(bytes),
            String::from_utf8_lossy(&built[path])
        );
    }
}

#[test]
fn a_template_that_comes_back_broken_is_shown_as_it_was() {
    let mut script = Script::new();
    let mut preview = Preview::of(script.disk.path(), Options::default());
    for step in [Step::Write(7, 0), Step::Delete(7), Step::Break(7, 0)] {
        script.step(&step);
        preview.rebuild();
        assert_law(&preview, &script, &format!("{step:?}"));
    }
}

/// Midnight in Vietnam, a machine that slept for days, a clock that is set back: what is shown follows the day.
#[test]
fn days_come_and_go() {
    let disk = tempfile::tempdir().expect("a temporary folder");
    let files = "-- content/nay.md --\n---\nloại: Trang\ntên bài: Hôm nay\n---\n\nChữ.\n\
                 -- content/mai.md --\n---\nloại: Trang\ntên bài: Ngày mai\nđăng từ: 2/1/2026\n---\n\nChữ.\n";
    write_files(files, disk.path());
    let mut preview = Preview::of(disk.path(), Options::default());
    let mut shown = |day: (i16, i8, i8)| {
        preview.set_today(day);
        let differs = preview.rebuild();
        let seen = preview.get("/mai/").0;
        assert!(!preview.rebuild(), "the same day is nothing new");
        (differs, seen)
    };
    assert_eq!(shown((2026, 1, 1)), (true, 404), "the day before");
    assert_eq!(shown((2026, 1, 2)), (true, 200), "after midnight");
    assert_eq!(shown((2026, 1, 1)), (true, 404), "the clock was set back");
    assert_eq!(shown((2026, 3, 1)), (true, 200), "after a long sleep");
    assert_eq!(shown((1970, 1, 1)), (true, 404), "a clock without a battery");
}

#[test]
fn all_pages_of_the_real_content_are_those_that_are_published() {
    for drafts in [false, true] {
        let options = Options { drafts, base_url: None };
        let built = built_with(crate_root(), options.clone());
        assert_eq!(built.ending, ExitStatus::Fine, "{}", built.printed);
        let preview = Preview::of(crate_root(), options);
        assert_same(&pages(&preview), &built.files(), "real content");
    }
}

/// Files that scripts write: documents that cite each other, vocabularies, a theme.
const FILES: [&str; 9] = [
    "content/a.md",
    "content/b.md",
    "content/thư mục/c.md",
    "content/thư mục/d.md",
    "content/gioi-thieu.md",
    "content/site.yaml",
    "content/topics.yaml",
    "themes/default/templates/not_found.html",
    "themes/default/static/congbo.css",
];

/// A good text of a file; texts of one file differ by their number, and cite others.
fn good(file: usize, number: usize) -> String {
    let cited = (file + number) % 4 + 1;
    match FILES[file] {
        "content/gioi-thieu.md" => format!(
            "---\nloại: Trang\ntên bài: Giới thiệu {number}\n---\n\nXem Quyết định {cited}-QĐ/TU ngày 3/1/2011.\n"
        ),
        "content/site.yaml" => match number % 3 {
            0 => format!("tên: Trang thử {number}\n"),
            1 => format!("tên: Trang thử {number}\nngôn ngữ: en\n"),
            _ => format!(
                "tên: Trang thử {number}\nđịa chỉ gốc: https://danvan.example.vn\nloại:\n  - tên: Quyết định\n  - tên: Trang\n"
            ),
        },
        "content/topics.yaml" => format!("- slug: rung\n  tên: Bảo vệ rừng {number}\n  tên khác: [Rừng]\n"),
        "themes/default/templates/not_found.html" => format!("không có {number} {{{{ t.skip }}}}"),
        "themes/default/static/congbo.css" => format!("p {{ margin: {number}px }}\n"),
        _ => format!(
            "---\nloại: Quyết định\nsố ký hiệu: {own}-QĐ/TU\nngày ban hành: 3/1/2011\ntrích yếu: Về việc {number} đường sá\nchủ đề: [Rừng]\n---\n\n\
             I. PHẦN {number}\n\n1. Theo Quyết định {cited}-QĐ/TU ngày 3/1/2011 và Kết luận {number}-KL/TW ngày 2/2/2010.\n\n2. Xem [[gioi-thieu|trang này]].\n",
            own = file + 1
        ),
    }
}

/// A text of a file that no build takes.
fn broken(file: usize, number: usize) -> String {
    match (FILES[file], number % 3) {
        ("content/site.yaml" | "content/topics.yaml", _) => format!("tên: {{a: [{number}\n"),
        ("themes/default/templates/not_found.html", _) => "{% if %}".to_owned(),
        // A style sheet is never wrong.
        ("themes/default/static/congbo.css", _) => good(file, number),
        (_, 0) => format!("---\nloại: {{a: [{number}\n---\n\nHỏng.\n"),
        (_, 1) => format!("{}\nXem [[văn bản không có {number}]].\n", good(file, number)),
        (_, _) => format!("{}\n[hỏng](../khong-co-{number}.md)\n", good(file, number)),
    }
}

/// One step of a script.
#[derive(Clone, Debug)]
enum Step {
    Write(usize, usize),
    Break(usize, usize),
    Delete(usize),
    /// To a name of its own, and back.
    Rename(usize),
    /// Nothing but a touch.
    Touch(usize),
}

fn step() -> impl Strategy<Value = Step> {
    let file = 0..FILES.len();
    prop_oneof![
        4 => (file.clone(), 0..50_usize).prop_map(|(file, number)| Step::Write(file, number)),
        3 => (file.clone(), 0..50_usize).prop_map(|(file, number)| Step::Break(file, number)),
        2 => file.clone().prop_map(Step::Delete),
        1 => file.clone().prop_map(Step::Rename),
        1 => file.prop_map(Step::Touch),
        1 => Just(Step::Touch(0)),
    ]
}

fn other_name(file: usize) -> String {
    FILES[file].replace(".md", "-đổi tên.md")
}

/// The folder, and beside it the tree that a clean build takes.
struct Script {
    disk: tempfile::TempDir,
    /// Each file of the folder: its text, and whether it is good.
    files: BTreeMap<String, (String, bool)>,
    last_good: BTreeMap<String, String>,
}

impl Script {
    /// A folder of all files but those of a theme.
    fn new() -> Self {
        let mut script = Script {
            disk: tempfile::tempdir().expect("a temporary folder"),
            files: BTreeMap::new(),
            last_good: BTreeMap::new(),
        };
        for file in 0..7 {
            script.step(&Step::Write(file, 0));
        }
        script
    }

    fn put(&mut self, path: &str, text: String, is_good: bool) {
        let full = self.disk.path().join(path);
        fs::create_dir_all(full.parent().expect("a folder")).expect("a folder");
        fs::write(full, &text).expect("a writable file");
        if is_good {
            self.last_good.insert(path.to_owned(), text.clone());
        }
        self.files.insert(path.to_owned(), (text, is_good));
    }

    fn take(&mut self, path: &str) -> Option<(String, bool)> {
        let found = self.files.remove(path)?;
        fs::remove_file(self.disk.path().join(path)).expect("a file");
        Some(found)
    }

    /// The path that a file has now: a rename gives it another name, and back.
    fn path(&self, file: usize) -> String {
        let other = other_name(file);
        if self.files.contains_key(&other) {
            other
        } else {
            FILES[file].to_owned()
        }
    }

    fn step(&mut self, step: &Step) {
        match step {
            Step::Write(file, number) => self.put(&self.path(*file), good(*file, *number), true),
            Step::Break(file, number) => {
                let text = broken(*file, *number);
                let is_good = text == good(*file, *number);
                self.put(&self.path(*file), text, is_good);
            }
            // The page that all link to stays: without it their texts would be wrong by no fault of their own.
            Step::Delete(4) => {}
            Step::Delete(file) => {
                self.take(&self.path(*file));
            }
            Step::Rename(file) => {
                let from = self.path(*file);
                let to = if from == FILES[*file] {
                    other_name(*file)
                } else {
                    FILES[*file].to_owned()
                };
                // A broken text has no last good one under a new name.
                if *file < 4 && self.files.get(&from).is_some_and(|(_, is_good)| *is_good) {
                    let (text, is_good) = self.take(&from).expect("it is there");
                    self.put(&to, text, is_good);
                }
            }
            Step::Touch(file) => {
                let path = self.path(*file);
                if let Some((text, is_good)) = self.files.get(&path).cloned() {
                    self.put(&path, text, is_good);
                }
            }
        }
    }

    /// Writes the tree in which each broken file has its last good text, or is not there.
    fn good_tree(&self) -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("a temporary folder");
        for (path, (text, is_good)) in &self.files {
            let text = if *is_good { Some(text) } else { self.last_good.get(path) };
            if let Some(text) = text {
                let full = folder.path().join(path);
                fs::create_dir_all(full.parent().expect("a folder")).expect("a folder");
                fs::write(full, text).expect("a writable file");
            }
        }
        folder
    }
}

fn assert_law(preview: &Preview, script: &Script, when: &str) {
    let tree = script.good_tree();
    let built = built_with(tree.path(), Options::default());
    assert_eq!(built.ending, ExitStatus::Fine, "{when}:\n{}", built.printed);
    assert_same(&pages(preview), &built.files(), when);
}

proptest! {
    #![proptest_config(Config { cases: cases(24), ..Config::default() })]

    #[test]
    fn the_law_holds_after_every_step(steps in proptest::collection::vec(step(), 1..14)) {
        let mut script = Script::new();
        let mut preview = Preview::of(script.disk.path(), Options::default());
        assert_law(&preview, &script, "at the start");
        for (at, step) in steps.iter().enumerate() {
            script.step(step);
            preview.rebuild();
            assert_law(&preview, &script, &format!("step {at} of {steps:?}"));
        }
    }
}

/// Serves a fixture in process.
fn preview_of(files: &str) -> (tempfile::TempDir, Preview) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    write_files(files, folder.path());
    let preview = Preview::of(folder.path(), Options::default());
    (folder, preview)
}

fn write(folder: &Path, path: &str, text: &str) {
    fs::write(folder.join(path), text).expect("a writable file");
}

fn text(preview: &Preview, path: &str) -> String {
    String::from_utf8(preview.get(path).1).expect("a page is text")
}

#[test]
fn a_text_that_another_change_made_wrong_stays() {
    let (folder, mut preview) = preview_of(
        "-- content/a.md --\n---\nloại: Trang\ntên bài: Bài a\n---\n\nXem [[b|bài b]].\n\
         -- content/b.md --\n---\nloại: Trang\ntên bài: Bài b\n---\n\nChữ b.\n",
    );
    fs::remove_file(folder.path().join("content/b.md")).expect("a file");
    assert!(preview.rebuild());
    assert!(preview.event().contains("\"errors\":1"));
    assert_eq!(preview.get("/b/").0, 404);
    assert!(text(&preview, "/a/").contains("bài b"));
    // Whoever goes on elsewhere is followed.
    write(
        folder.path(),
        "content/c.md",
        "---\nloại: Trang\ntên bài: Bài c\n---\n\nChữ c.\n",
    );
    assert!(preview.rebuild());
    assert!(text(&preview, "/c/").contains("Chữ c."));
}

#[test]
fn a_file_left_out_at_the_start_makes_no_error_elsewhere() {
    let (folder, mut preview) = preview_of(
        "-- content/a.md --\n---\nloại: Trang\ntên bài: Bài a\n---\n\nXem [[b|bài b]].\n\
         -- content/b.md --\n---\nloại: {a: [\n---\n\nChữ b.\n",
    );
    assert!(text(&preview, "/a/").contains("bài b"));
    // Its own page shows what there is of it, and is no page of the site.
    assert!(text(&preview, "/b/").contains("Chữ b."));
    assert!(!preview.paths().contains(&"b/".to_owned()));
    write(
        folder.path(),
        "content/b.md",
        "---\nloại: Trang\ntên bài: Bài b\n---\n\nChữ b.\n",
    );
    assert!(preview.rebuild());
    assert!(text(&preview, "/a/").contains("href=\"../b/\""));
}

#[test]
fn a_text_that_never_was_good_is_left_out() {
    let (folder, mut preview) = preview_of(
        "-- content/a.md --\n---\nloại: Trang\ntên bài: Bài a\n---\n\nXem [[d|bài d]].\n\
         -- content/d.md --\n---\nloại: Trang\ntên bài: Bài d\n---\n\nXem [[không có bài này]].\n",
    );
    assert!(preview.event().contains("\"errors\":1"));
    assert!(text(&preview, "/d/").contains("không có bài này"));
    assert!(!preview.paths().contains(&"d/".to_owned()));
    assert!(!text(&preview, "/a/").contains("href=\"../d/\""));
    write(
        folder.path(),
        "content/d.md",
        "---\nloại: Trang\ntên bài: Bài d\n---\n\nĐã sửa.\n",
    );
    assert!(preview.rebuild());
    assert!(text(&preview, "/a/").contains("href=\"../d/\""));
}

#[test]
fn a_broken_vocabulary_puts_no_good_document_back() {
    let document = |words: &str| format!("---\nloại: Trang\ntên bài: Bài a\nchủ đề: [Rừng]\n---\n\n{words}\n");
    let (folder, mut preview) = preview_of(&format!(
        "-- content/topics.yaml --\n- slug: rung\n  tên: Rừng\n-- content/a.md --\n{}",
        document("Chữ cũ.")
    ));
    // Another topic, and an entry without a name: the documents' topic is unknown for as long as this is broken.
    write(
        folder.path(),
        "content/topics.yaml",
        "- slug: dat\n  tên: Đất\n- slug: khong-ten\n  ten gi: x\n",
    );
    assert!(preview.rebuild());
    write(folder.path(), "content/a.md", &document("Chữ mới."));
    assert!(preview.rebuild());
    assert!(preview.event().contains("content/topics.yaml"));
    assert!(text(&preview, "/a/").contains("Chữ mới."));
}

#[test]
fn what_did_not_change_is_no_change() {
    let (folder, mut preview) = preview_of("-- content/a.md --\n---\nloại: Trang\ntên bài: Bài a\n---\n\nChữ.\n");
    assert!(!preview.rebuild());
    write(folder.path(), "content/.a.md.swp", "tạm");
    assert!(!preview.rebuild());
    write(
        folder.path(),
        "content/a.md",
        "---\nloại: Trang\ntên bài: Bài a\n---\n\nChữ.\n",
    );
    assert!(!preview.rebuild());
}
