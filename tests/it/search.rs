//! The search index: texts are read as `tests/search/words.txt` says, what is searched is what pages show and no more,
//! each word stands in the file where the script seeks it. What readers get is tried in `tests/browser/search.mjs`.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::sync::LazyLock;

use crate::support::{crate_root, write_files};
use crate::web::search_index::Index;
use crate::web::{Built, built, real_site};
use congbo::internals::host::ExitStatus;
use congbo::internals::output::words;

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
chủ đề theo mục: {I.2: [hoa-giai], II.2: [hoa-giai]}
tóm tắt: Tóm lược cho người đọc.
ghi chú: Bản chụp còn mờ.
---

## I. MỤC TIÊU

1. Vận động nhân dân.[^1] Căn cứ Kế hoạch 7-KH/UBND ngày 3/1/2011 của Ủy ban nhân dân tỉnh.

| Bảng | Cột |
|---|---|
| gạch đá | xi măng |

2. Hòa giải từ cơ sở.

3. Hòa giải nơi khác.

## II. HÒA GIẢI

1. Tập huấn hòa giải viên.

2. Kinh phí.

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

static SMALL_SITE: LazyLock<Index<'static>> = LazyLock::new(|| Index::of(&SMALL_BUILT));

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
fn names_weigh_more_than_summaries_and_texts() {
    let place = |term: &str, form: &str, address: &str| SMALL_SITE.places(term)[form][address];
    assert_eq!(place("quyet dinh", "quyết định", DECISION), 3);
    assert_eq!(place("dat dai", "đất đai", DECISION), 2);
    assert_eq!(place("tom luoc", "tóm lược", DECISION), 2);
    assert_eq!(place("hoa giai", "hòa giải", MODEL), 3);
    assert_eq!(place("hoa giai", "hòa giải", TOPIC), 3);
}

#[test]
fn provisions_are_found_by_themselves_and_headings_weigh_most() {
    let at = |place: &str| format!("{DECISION}#{place}");
    assert_eq!(SMALL_SITE.places("muc tieu")["mục tiêu"], [(at("I"), 3)].into());
    assert_eq!(SMALL_SITE.places("van dong")["vận động"], [(at("I.1"), 0)].into());
    // Below a heading with the words, in a provision with a topic of that name, in neither.
    let found = &SMALL_SITE.places("hoa giai")["hòa giải"];
    assert_eq!(found[&at("II")], 3);
    assert_eq!(found[&at("II.1")], 2);
    assert_eq!(found[&at("I.2")], 1);
    assert_eq!(found[&at("I.3")], 0);
    assert!(!found.contains_key(&at("II.2")), "a topic alone finds nothing");
}

#[test]
fn all_that_a_page_says_of_its_own_is_found() {
    for term in ["tran van", "luu vt", "cac huyen", "con mo", "chu giai"] {
        assert_eq!(SMALL_SITE.having(term), [DECISION], "{term}");
    }
    for term in ["gach da", "xi mang", "van dong"] {
        assert_eq!(SMALL_SITE.having(term), [format!("{DECISION}#I.1")], "{term}");
    }
    for term in ["xom doi", "quan chu", "hien dat", "mot cau", "mo hinh"] {
        assert_eq!(SMALL_SITE.having(term), [MODEL], "{term}");
    }
    assert_eq!(SMALL_SITE.having("to hoa"), [TOPIC, MODEL]);
    assert_eq!(
        SMALL_SITE.having("7-kh-ubnd"),
        [PLAN.to_owned(), format!("{DECISION}#I.1")]
    );
}

#[test]
fn what_is_quoted_stands_where_it_was_written_and_drafts_nowhere() {
    assert!(SMALL_SITE.site.page(MODEL).contains("Vận động nhân dân"));
    assert_eq!(SMALL_SITE.having("van dong"), [format!("{DECISION}#I.1")]);
    assert!(SMALL_SITE.having("chua ai").is_empty());
}

#[test]
fn texts_of_results_are_in_the_index() {
    let position = |url: &str| SMALL_SITE.rows.iter().position(|row| row[0] == url).expect("a row") as u64;
    let (_, provision) = SMALL_SITE.text(position(DECISION), 2);
    assert_eq!(provision[0], "I.1");
    assert!(
        provision[2].starts_with("Vận động nhân dân. Căn cứ Kế hoạch 7-KH/UBND"),
        "{provision:?}"
    );
    let (_, whole) = SMALL_SITE.text(position(DECISION), 0);
    assert_eq!(whole[4], "Tóm lược cho người đọc.");
    let (_, model) = SMALL_SITE.text(position(MODEL), 0);
    let blocks: Vec<&str> = model[2].split('\n').collect();
    assert_eq!(blocks[0], "Một câu.");
    assert!(
        blocks.last().is_some_and(|last| last.ends_with("12 hộ hiến đất")),
        "{blocks:?}"
    );
}

#[test]
fn results_say_what_they_are() {
    let row = |url: &str| {
        let found = SMALL_SITE.rows.iter().find(|row| row[0] == url);
        found.expect("a row").to_string()
    };
    assert_eq!(
        row(DECISION),
        r#"["quyet-dinh/2011/01-qd-tu/","Quyết định 01-QĐ/TU","Về công tác đất đai","Quyết định","1/2/2011",null,"full",1,[0]]"#
    );
    assert_eq!(
        row(PLAN),
        r#"["ke-hoach/2011/7-kh-ubnd/","Kế hoạch 7-KH/UBND",null,"Kế hoạch","3/1/2011","Ủy ban nhân dân tỉnh","none",1,[]]"#
    );
    assert_eq!(
        row(TOPIC),
        r#"["chu-de/hoa-giai/","Hòa giải ở cơ sở",null,"Chủ đề",null,null,null,null,[]]"#
    );
}

#[test]
fn every_word_of_the_real_site_stands_where_it_is_sought() {
    let index = Index::of(real_site());
    let (mut terms, mut parts) = (0, BTreeSet::new());
    for file in 0..index.number("words") {
        let found = index.terms(file);
        terms += found.len();
        let lost: Vec<&String> = found.keys().filter(|term| index.file_of(term) != file).collect();
        assert!(lost.is_empty(), "{lost:?} in file {file}");
        parts.extend(
            found
                .values()
                .flat_map(BTreeMap::values)
                .flat_map(|list| list.places.keys().copied()),
        );
    }
    assert!(terms > 3_000, "only {terms} words and pairs");
    let programme = "chuong-trinh-hanh-dong/2011/01-ctr-bdvtu/";
    assert!(index.having("393-qd-tu").contains(&format!("{programme}#II.2.1")));
    // Of every part that a word leads to, the text is where its row says.
    let has_text = |item: &u64| !index.rows[*item as usize][8].as_array().expect("files").is_empty();
    for (item, part) in parts.iter().filter(|(item, _)| has_text(item)) {
        let (_, text) = index.text(*item, *part);
        assert_eq!(*part > 0, !text[0].is_empty(), "{item}.{part}");
    }
    let completions = index.site.file("tim-kiem/chi-muc/goi-y-0.json");
    assert!(
        completions.len() <= 30_000,
        "{} bytes of completions",
        completions.len()
    );
    for wanted in ["393-QĐ/TU", "II.2.2", "Công tác tôn giáo", "huyện Đại Từ"] {
        assert!(completions.contains(wanted), "{wanted} is not proposed");
    }
}

/// Documents of which every one has the same frequent words, in several provisions.
fn frequent_words(documents: usize) -> String {
    let mut files = String::new();
    for at in 0..documents {
        let day = format!("{}/{}/{}", at % 28 + 1, at / 28 % 12 + 1, 1990 + at / 336);
        let provisions: String = (1..=6)
            .map(|number| {
                format!(
                    "{number}. Tăng cường công tác dân vận chính quyền lần {} ở xã số {at}.\n\n",
                    at * number
                )
            })
            .collect();
        let _ = write!(
            files,
            "-- content/{at}.md --\n---\nloại: Quyết định\nsố ký hiệu: {at}-QĐ/TU\nngày ban hành: {day}\n\
             trích yếu: Về công tác dân vận {at}\n---\n\n{provisions}"
        );
    }
    files
}

/// The bytes of files of the index.
fn bytes_of(site: &Built, names: &BTreeSet<String>) -> u64 {
    let folder = site.output().join("tim-kiem/chi-muc");
    let sizes = names
        .iter()
        .map(|name| fs::metadata(folder.join(name)).expect("a file").len());
    sizes.sum()
}

/// What is loaded does not grow with the site: lists of frequent words are shortened, files of rows and texts are small.
#[test]
fn a_query_of_frequent_words_loads_little_of_a_large_site() {
    const DOCUMENTS: usize = 1_200;
    let folder = tempfile::tempdir().expect("a temporary folder");
    write_files(&frequent_words(DOCUMENTS), folder.path());
    let site = built(folder.path());
    let index = Index::of(&site);
    let name = |term: &str| format!("chu-{}.bin", index.file_of(term));
    let pairs = ["cong tac", "tac dan", "dan van", "van chinh", "chinh quyen"];
    let mut first: BTreeSet<String> = pairs.iter().map(|term| name(term)).collect();
    let mut texts = BTreeSet::new();
    for term in pairs {
        let (_, list) = index
            .terms(index.file_of(term))
            .remove(term)
            .expect("a term")
            .pop_first()
            .expect("a form");
        // Six provisions and a summary in each document would take eight thousand places.
        assert!(list.places.len() <= 300, "{term}: {} places", list.places.len());
        assert_eq!(list.items.expect("a shortened list").len(), DOCUMENTS, "{term}");
        assert!(
            list.bytes <= 300 * 4 + DOCUMENTS / 8 + 1,
            "{term}: {} bytes",
            list.bytes
        );
        for (item, part) in list.places.keys().rev().take(5) {
            first.insert(format!("hang-{}.json", item / index.number("rows")));
            texts.insert(format!("loi-{}.bin", index.text(*item, *part).0));
        }
    }
    first.extend(["dau.json".to_owned()]);
    let (words, excerpts) = (bytes_of(index.site, &first), bytes_of(index.site, &texts));
    assert!(words < 60_000, "{words} bytes before the first results: {first:?}");
    assert!(excerpts < 30_000, "{excerpts} bytes of texts: {texts:?}");
    let completions: Vec<u64> = (0..index.number("completions"))
        .map(|file| bytes_of(index.site, &[format!("goi-y-{file}.json")].into()))
        .collect();
    assert!(
        completions.len() > 1,
        "more than 500 documents share one file of completions"
    );
    assert!(completions.iter().all(|bytes| *bytes <= 30_000), "{completions:?}");
}
