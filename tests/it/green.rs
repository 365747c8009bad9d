//! A green check means a build: what `check` accepts, `build` publishes, whatever is written where an address comes from.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use congbo::internals::host::{ExitStatus, build, check};
use proptest::prelude::*;

use crate::support::{cases, command, run};

/// Texts of which an address, a file or a folder is made, and whose kind is hard in one way or another.
const ODD: [&str; 38] = [
    "…",
    "?!",
    "—",
    "决定",
    "Решение",
    "ກົດ",
    "🙂",
    "a",
    "A",
    "đ",
    "Đ",
    "con",
    "NUL",
    "com¹",
    "aux.b",
    ".congbo",
    ".git",
    "manifest",
    "index.html",
    "404.html",
    "feed.xml",
    "sitemap.xml",
    "sitemap-1.xml",
    "robots.txt",
    "CNAME",
    "tep",
    "loai",
    "Chủ đề",
    "van-ban",
    "2011",
    "trang",
    "in",
    "khong-ro-nam",
    "tim-kiem/chi-muc/dau.json",
    "a.html",
    "giao-dien",
    "quyet-dinh",
    "e\u{302}\u{323}",
];

/// A text: odd ones, joined, or much longer than a disk takes.
fn odd() -> impl Strategy<Value = String> {
    let one = prop_oneof![
        6 => prop::sample::select(&ODD[..]).prop_map(str::to_owned),
        1 => "[a-zđĐêÊ0-9#%&'()+,;=@_~ -]{1,12}",
        1 => prop::sample::select(&["ấ", "dài ", "x-", "决"][..]).prop_map(|part: &str| part.repeat(120)),
    ];
    prop_oneof![
        3 => one.clone(),
        1 => (one.clone(), prop::sample::select(&["/", "-", ".", " "][..]), one)
            .prop_map(|(left, sign, right)| format!("{left}{sign}{right}")),
    ]
}

/// A text in YAML, whatever is in it.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

/// A document: its file, and what is written in the places that become addresses.
#[derive(Clone, Debug)]
struct Written {
    file: String,
    fields: Vec<(&'static str, String)>,
    attachment: Option<String>,
    follow: bool,
}

/// The fields from which addresses are made.
const FIELDS: [&str; 6] = [
    "loại",
    "số ký hiệu",
    "địa chỉ trang",
    "chủ đề",
    "cơ quan ban hành",
    "tên gọi khác",
];

fn written() -> impl Strategy<Value = Written> {
    let fields = prop::collection::vec((prop::sample::select(&FIELDS[..]), odd()), 0..4);
    let old = prop::collection::vec(odd(), 0..3);
    (odd(), fields, old, prop::option::of(odd()), any::<bool>()).prop_map(|(file, fields, old, attachment, follow)| {
        let mut fields: Vec<(&str, String)> = fields.into_iter().map(|(name, value)| (name, quoted(&value))).collect();
        if !old.is_empty() {
            let old: Vec<String> = old.iter().map(|path| quoted(&format!("/{path}/"))).collect();
            fields.push(("địa chỉ cũ", format!("[{}]", old.join(", "))));
        }
        fields.sort_by_key(|(name, _)| *name);
        fields.dedup_by_key(|(name, _)| *name);
        Written {
            file,
            fields,
            attachment,
            follow,
        }
    })
}

impl Written {
    fn text(&self) -> String {
        let mut text = "---\ntrích yếu: Việc thử\nngày ban hành: 1/2/2011\n".to_owned();
        for (name, value) in &self.fields {
            let _ = writeln!(text, "{name}: {value}");
        }
        if !self.fields.iter().any(|(name, _)| *name == "loại") {
            text.push_str("loại: Quyết định\n");
        }
        if let Some(attachment) = &self.attachment {
            let _ = writeln!(text, "tệp:\n  - {{tên: Bản chụp, tệp: {}}}", quoted(attachment));
        }
        if self.follow {
            text.push_str("theo dõi: có\n");
        }
        format!("{text}---\n\nĐiều 1. Theo Quyết định 5-QĐ/TU.\n\nĐiều 2. Hết.\n")
    }
}

/// Writes a file where the disk takes its name; one that it refuses is no part of the site.
fn put(root: &Path, path: &str, text: &str) {
    let path = root.join(path.trim_start_matches('/'));
    let _ = path.parent().map(fs::create_dir_all);
    let _ = fs::write(path, text);
}

fn site(written: &[Written], theme: &[String], topics: &[String], base: bool) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let root = folder.path().join("content");
    fs::create_dir(&root).expect("a folder");
    for one in written {
        put(&root, &format!("{}.md", one.file), &one.text());
        if let Some(attachment) = &one.attachment {
            put(&root, attachment, "x");
        }
    }
    for name in theme {
        put(&folder.path().join("themes/default/static"), name, "x");
    }
    if !topics.is_empty() {
        let rows: String = topics.iter().map(|name| format!("- tên: {}\n", quoted(name))).collect();
        put(&root, "topics.yaml", &rows);
    }
    if base {
        put(&root, "site.yaml", "tên: Thử\nđịa chỉ gốc: https://thu.example/\n");
    }
    folder
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(48), ..ProptestConfig::default() })]

    #[test]
    fn what_check_accepts_build_publishes(
        written in prop::collection::vec(written(), 1..4),
        theme in prop::collection::vec(odd(), 0..2),
        topics in prop::collection::vec(odd(), 0..2),
        base in any::<bool>(),
    ) {
        let folder = site(&written, &theme, &topics, base);
        let options = command(folder.path());
        let (checked, words) = run(check, &options);
        prop_assert!(matches!(checked, ExitStatus::Fine | ExitStatus::Content), "check: {checked:?}\n{words}");
        let (built, words) = run(build, &options);
        prop_assert_eq!(checked, built, "{}", words);
    }
}

/// The fewest sites of the law that must be accepted: a law about none would prove nothing.
#[test]
fn odd_names_alone_are_accepted() {
    for name in ["决定", "…", "Решение", &"Thực hiện dân chủ ở cơ sở ".repeat(12)] {
        let text = format!(
            "---\nloại: {0}\nchủ đề: {0}\ncơ quan ban hành: {0}\ntrích yếu: Thử\nngày ban hành: 1/2/2011\n---\n\nChữ.\n",
            quoted(name)
        );
        let folder = tempfile::tempdir().expect("a temporary folder");
        put(folder.path(), "content/a.md", &text);
        let options = command(folder.path());
        let (checked, words) = run(check, &options);
        assert_eq!(checked, ExitStatus::Fine, "{name}: {words}");
        let (built, words) = run(build, &options);
        assert_eq!(built, ExitStatus::Fine, "{name}: {words}");
    }
}
