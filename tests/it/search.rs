//! The search index: texts are read as `tests/search/words.txt` says, what is searched is what pages show and no more,
//! each word stands in the file where the script seeks it. What readers get is tried in `tests/browser/search.mjs`.

use std::collections::BTreeMap;
use std::fs;
use std::sync::LazyLock;

use crate::support::{crate_root, write_files};
use crate::web::{Built, built, real_site};
use congbo::internals::host::ExitStatus;
use congbo::internals::output::words;
use congbo::internals::site::{DIGEST_SEED, digest};
use serde_json::Value;

/// The cases of a file; `\u{…}` stands for a letter that editors would change.
fn cases(name: &str) -> Vec<String> {
    let path = crate_root().join("tests/search").join(name);
    let text = fs::read_to_string(path).expect("a readable file");
    let lines = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.map(unescaped).collect()
}

fn unescaped(line: &str) -> String {
    let mut parts = line.split("\\u{");
    let mut out = parts.next().unwrap_or("").to_owned();
    for part in parts {
        let (code, rest) = part.split_once('}').expect("a closed escape");
        let code = u32::from_str_radix(code, 16).expect("a number");
        out.push(char::from_u32(code).expect("a letter"));
        out.push_str(rest);
    }
    out
}

#[test]
fn texts_are_read_as_words() {
    let cases = cases("words.txt");
    assert!(cases.len() > 20);
    for line in cases {
        let (text, expected) = line.split_once(" ->").expect("an arrow");
        let (wholes, plain): (Vec<_>, Vec<_>) = words(text).into_iter().partition(|(toned, ..)| toned.contains('-'));
        let plain = plain.iter().map(|(toned, folded, follows)| {
            let sign = if *follows { "+" } else { "" };
            format!("{sign}{toned}/{folded}")
        });
        let wholes: Vec<&str> = wholes.iter().map(|(_, folded, _)| folded.as_str()).collect();
        let mut found = plain.collect::<Vec<_>>().join(" ");
        if !wholes.is_empty() {
            found = format!("{found} | {}", wholes.join(" "));
        }
        assert_eq!(found, expected.trim(), "{text}");
    }
}

/// Where a word or pair stands: form with tones → subject → place (0 text, 1 heading, 2 summary, 3 name).
type Places = BTreeMap<String, BTreeMap<String, u64>>;

/// A built site and its index.
struct Index {
    site: &'static Built,
    head: Value,
    rows: Vec<Value>,
}

impl Index {
    fn of(site: &'static Built) -> Index {
        let read = |name: &str| -> Value {
            let text = site.file(&format!("tim-kiem/chi-muc/{name}.json"));
            serde_json::from_str(&text).expect("valid JSON")
        };
        let head = read("dau");
        let number = |key: &str| head[key].as_u64().expect("a number");
        let files = number("subjects").div_ceil(number("rows"));
        let rows = (0..files).flat_map(|file| read(&format!("hang-{file}")).as_array().expect("rows").clone());
        let rows = rows.collect();
        Index { head, rows, site }
    }

    /// What the index knows of a folded word or pair, looked up as the script does.
    fn places(&self, term: &str) -> Places {
        let files = self.head["words"].as_u64().expect("a number");
        let file = u64::from(digest(DIGEST_SEED, term)) % files;
        let text = self.site.file(&format!("tim-kiem/chi-muc/chu-{file}.json"));
        let file: Value = serde_json::from_str(&text).expect("valid JSON");
        let Some(forms) = file[term].as_object() else {
            return Places::new();
        };
        let forms = forms.iter().map(|(form, steps)| {
            let mut subject = 0;
            let places = steps.as_array().expect("numbers").iter().map(|step| {
                let step = step.as_u64().expect("a number");
                subject += step >> 4;
                (self.address(subject), step >> 2 & 3)
            });
            (form.clone(), places.collect())
        });
        forms.collect()
    }

    fn address(&self, subject: u64) -> String {
        let row = &self.rows[usize::try_from(subject).expect("a position")];
        row[0].as_str().expect("an address").to_owned()
    }

    /// The addresses of what has a folded word or pair, whatever its tones, in order.
    fn having(&self, term: &str) -> Vec<String> {
        let places = self.places(term).into_values();
        let found: BTreeMap<String, u64> = places.flatten().collect();
        found.into_keys().collect()
    }
}

/// A small site with everything that can be searched, and what must not be.
const SMALL: &str = "-- content/topics.yaml --
- slug: hoa-giai
  tên: Hòa giải ở cơ sở
  tên khác: [tổ hoà giải]
-- content/1.md --
---
loại: Quyết định
số ký hiệu: 01-QĐ/TU
trích yếu: Về công tác đất đai
ngày ban hành: 1/2/2011
người ký: Trần Văn Ký
nơi nhận: [Lưu VT, Các huyện ủy]
chủ đề: [hoa-giai]
tóm tắt: Tóm lược cho người đọc.
ghi chú: Bản chụp còn mờ.
---

## I. MỤC TIÊU

1. Vận động nhân dân.[^1] Căn cứ Kế hoạch 7-KH/UBND ngày 3/1/2011 của Ủy ban nhân dân tỉnh.

| Bảng | Cột |
|---|---|
| gạch đá | xi măng |

[^1]: Chú giải riêng.
-- content/2.md escaped --
---
loại: Mô hình dân vận khéo
tên bài: Tổ hoa\\u{300} giải xóm Đồi
năm: 2020
địa bàn: xã Quân Chu
kết quả:
  - nội dung: 12 hộ hiến đất
---

Một câu.

![[01-QĐ/TU#I.1]]
-- content/3.md --
---
loại: Trang
tên bài: Nháp
bản nháp: có
---

Chưa ai đọc.
";

static SMALL_SITE: LazyLock<Index> = LazyLock::new(|| Index::of(&SMALL_BUILT));

static SMALL_BUILT: LazyLock<Built> = LazyLock::new(|| {
    let folder = tempfile::tempdir().expect("a temporary folder");
    write_files(SMALL, folder.path());
    let site = built(folder.path());
    assert_eq!(site.ending, ExitStatus::Fine, "{}", site.printed);
    site
});

const DECISION: &str = "quyet-dinh/2011/01-qd-tu/";
const PLAN: &str = "ke-hoach/2011/7-kh-ubnd/";
const MODEL: &str = "mo-hinh-dan-van-kheo/2/";
const TOPIC: &str = "chu-de/hoa-giai/";

#[test]
fn names_weigh_more_than_summaries_headings_and_texts() {
    let place = |term: &str, form: &str, address: &str| SMALL_SITE.places(term)[form][address];
    assert_eq!(place("quyet dinh", "quyết định", DECISION), 3);
    assert_eq!(place("dat dai", "đất đai", DECISION), 2);
    assert_eq!(place("tom luoc", "tóm lược", DECISION), 2);
    assert_eq!(place("muc tieu", "mục tiêu", DECISION), 1);
    assert_eq!(place("van dong", "vận động", DECISION), 0);
    assert_eq!(place("hoa giai", "hòa giải", MODEL), 3);
    assert_eq!(place("hoa giai", "hòa giải", TOPIC), 3);
}

#[test]
fn all_that_a_page_says_of_its_own_is_found() {
    for term in [
        "tran van",
        "luu vt",
        "cac huyen",
        "con mo",
        "chu giai",
        "gach da",
        "xi mang",
        "van dong",
    ] {
        assert_eq!(SMALL_SITE.having(term), [DECISION], "{term}");
    }
    for term in ["xom doi", "quan chu", "hien dat", "mot cau", "mo hinh"] {
        assert_eq!(SMALL_SITE.having(term), [MODEL], "{term}");
    }
    assert_eq!(SMALL_SITE.having("to hoa"), [TOPIC, MODEL]);
    assert_eq!(SMALL_SITE.having("7-kh-ubnd"), [PLAN, DECISION]);
}

#[test]
fn what_is_quoted_stands_where_it_was_written_and_drafts_nowhere() {
    assert!(SMALL_SITE.site.page(MODEL).contains("Vận động nhân dân"));
    assert_eq!(SMALL_SITE.having("van dong"), [DECISION]);
    assert!(SMALL_SITE.having("chua ai").is_empty());
}

#[test]
fn results_say_what_they_are() {
    let row = |url: &str| {
        let found = SMALL_SITE.rows.iter().find(|row| row[0] == url);
        found.expect("a row").to_string()
    };
    assert_eq!(
        row(DECISION),
        r#"["quyet-dinh/2011/01-qd-tu/","Quyết định 01-QĐ/TU","Về công tác đất đai","Quyết định","1/2/2011",null,"full",1]"#
    );
    assert_eq!(
        row(PLAN),
        r#"["ke-hoach/2011/7-kh-ubnd/","Kế hoạch 7-KH/UBND",null,"Kế hoạch","3/1/2011","Ủy ban nhân dân tỉnh","none",1]"#
    );
    assert_eq!(
        row(TOPIC),
        r#"["chu-de/hoa-giai/","Hòa giải ở cơ sở",null,"Chủ đề",null,null,null,null]"#
    );
}

#[test]
fn every_word_of_the_real_site_stands_where_it_is_sought() {
    let index = Index::of(real_site());
    let files = index.head["words"].as_u64().expect("a number");
    let (mut terms, mut heaviest) = (0, 0);
    for file in 0..files {
        let text = index.site.file(&format!("tim-kiem/chi-muc/chu-{file}.json"));
        let found: BTreeMap<String, Value> = serde_json::from_str(&text).expect("valid JSON");
        heaviest = heaviest.max(text.len());
        terms += found.len();
        let is_lost = |term: &&String| u64::from(digest(DIGEST_SEED, term)) % files != file;
        let lost: Vec<&String> = found.keys().filter(is_lost).collect();
        assert!(lost.is_empty(), "{lost:?} in file {file}");
    }
    assert!(terms > 3_000, "only {terms} words and pairs");
    assert!(heaviest < 40_000, "a file of {heaviest} bytes");
    let programme = "chuong-trinh-hanh-dong/2011/01-ctr-bdvtu/".to_owned();
    assert!(index.having("393-qd-tu").contains(&programme));
}
