//! A site of a few hundred plain documents: lists in pages, more citing documents than one page shows,
//! every page within reach.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::sync::LazyLock;

use crate::support::write_files;
use crate::web::html::{inside, words};
use crate::web::{Built, built, links};
use congbo::internals::host::ExitStatus;
use tempfile::TempDir;

/// Documents of the generated folder.
const DOCUMENTS: usize = 450;

/// The kinds that they have in turn, with the symbol of each.
const KINDS: [(&str, &str); 3] = [("Quyết định", "QĐ"), ("Kế hoạch", "KH"), ("Báo cáo", "BC")];

/// Year, month and day of a document: each later than the one before.
fn date(at: usize) -> (usize, usize, usize) {
    (2000 + at / 30, at % 30 / 3 + 1, at % 3 * 9 + 1)
}

/// A folder of plain documents: no configuration, each citing the first one, its neighbour and one that
/// nobody holds.
fn generated() -> String {
    let mut files = String::new();
    for at in 0..DOCUMENTS {
        let (kind, symbol) = KINDS[at % KINDS.len()];
        let ((year, month, day), neighbour) = (date(at), at.saturating_sub(1));
        let (other_kind, other) = KINDS[neighbour % KINDS.len()];
        let before = date(neighbour);
        let text = format!(
            "-- content/{at:03}.md --\n---\nkind: {kind}\nnumber: {at}-{symbol}/TU\ndate: {year}-{month:02}-{day:02}\n\
             title: Về việc {at}\nissuer: Tỉnh ủy\ntopics: [Chủ đề {}]\n---\n\n1. Theo Quyết định 0-QĐ/TU ngày 1/1/2000.\n\n\
             2. Tiếp {other_kind} {neighbour}-{other}/TU ngày {}/{}/{}; Chỉ thị {}-CT/TW ngày 2/2/1999.\n",
            at % 7,
            before.2,
            before.1,
            before.0,
            at % 5,
        );
        let _ = write!(files, "{text}");
    }
    files
}

static SITE: LazyLock<(TempDir, Built)> = LazyLock::new(|| {
    let folder = tempfile::tempdir().expect("a temporary folder");
    write_files(&generated(), folder.path());
    let site = built(folder.path());
    assert_eq!(site.ending, ExitStatus::Fine, "{}", site.printed);
    (folder, site)
});

/// The names of the entries of a list.
fn entries(page: &str) -> Vec<String> {
    let main = inside(page, "<main").expect("a main part");
    main.split("<li><p>")
        .skip(1)
        .map(|rest| words(rest.split_once("</a>").expect("a name").0))
        .collect()
}

#[test]
fn nothing_is_out_of_reach() {
    let problems = links::problems(&SITE.1.files());
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

#[test]
fn lists_show_the_newest_two_hundred_and_keep_full_pages_for_ever() {
    let site = &SITE.1;
    let front = entries(&site.page("van-ban/"));
    assert_eq!(front.len(), 200);
    assert_eq!(front[0], "Báo cáo 449-BC/TU");
    let (first, second) = (
        entries(&site.page("van-ban/trang/1/")),
        entries(&site.page("van-ban/trang/2/")),
    );
    assert_eq!((first.len(), second.len()), (200, 200));
    assert_eq!(first.last().map(String::as_str), Some("Quyết định 0-QĐ/TU"));
    assert!(
        !site.has("van-ban/trang/3/"),
        "a page that is not full is the list's own address"
    );
    let all: BTreeSet<&String> = front.iter().chain(&first).chain(&second).collect();
    assert_eq!(all.len(), DOCUMENTS);
    // A list of up to two hundred has no pages.
    assert_eq!(entries(&site.page("quyet-dinh/")).len(), DOCUMENTS / 3);
    assert!(!site.has("quyet-dinh/trang/1/"));
}

#[test]
fn lists_of_long_years_are_parts_of_pages_until_a_year_has_more_than_a_hundred() {
    let site = &SITE.1;
    // Thirty documents a year: its months are anchors, and so are the years of a kind.
    let year = site.page("thoi-gian/2003/");
    assert!(year.contains("id=\"thang-4\"") && !year.contains("thoi-gian/2003/4/"));
    let leads = |from: &str, to: &str| {
        let page = site.page(from);
        assert!(
            page.contains(&format!("id=\"ui-target\" href=\"{to}\"")),
            "{from}:\n{page}"
        );
    };
    leads("thoi-gian/2003/4/", "../../../thoi-gian/2003/#thang-4");
    leads("quyet-dinh/2003/", "../../quyet-dinh/#nam-2003");
    // The time page of so many documents lists years alone.
    let time = site.page("thoi-gian/");
    assert!(time.contains("href=\"../thoi-gian/2003/\"") && entries(&time).is_empty());
    assert!(
        !time.contains("data-filters"),
        "a script would see a part of the list alone"
    );
}

#[test]
fn a_year_of_more_than_a_hundred_has_pages_of_months_and_kinds() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mut files = String::new();
    for at in 1..=210 {
        let _ = write!(
            files,
            "-- content/{at}.md --\n---\nkind: Quyết định\nnumber: {at}-QĐ/TU\ndate: 2011-{:02}-01\n---\n\nMột.\n",
            at % 2 + 1
        );
    }
    write_files(&files, folder.path());
    let site = built(folder.path());
    for page in ["thoi-gian/2011/1/", "thoi-gian/2011/2/", "quyet-dinh/2011/"] {
        assert!(!site.page(page).contains("noindex"), "{page} is a page");
    }
    assert_eq!(entries(&site.page("thoi-gian/2011/1/")).len(), 105);
    let problems = links::problems(&site.files());
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

#[test]
fn a_document_cited_by_hundreds_shows_a_hundred_and_the_rest_on_pages() {
    let site = &SITE.1;
    let citing = |address: &str| {
        let page = site.page(address);
        let at = page
            .find("Được nhắc đến ở")
            .unwrap_or_else(|| panic!("{address} is cited"));
        let main = inside(&page[at..], "<ul class=\"entries citing\"").is_some();
        assert!(main);
        page[at..].matches("<li><p>").count()
    };
    let first = "quyet-dinh/2000/0-qd-tu/";
    assert!(site.page(first).contains("449 tư liệu"), "all but itself");
    let pages = ["", "dan-chieu/2/", "dan-chieu/3/", "dan-chieu/4/", "dan-chieu/5/"];
    let counts = pages.map(|page| citing(&format!("{first}{page}")));
    assert_eq!(counts, [100, 100, 100, 100, 49]);
    assert!(!site.has(&format!("{first}dan-chieu/6/")));
    assert!(!site.has(&format!("{first}dan-chieu/1/")));
}

#[test]
fn documents_not_held_are_ranked_by_who_cites_them() {
    let names = entries(&SITE.1.page("van-ban/chua-co-toan-van/"));
    assert_eq!(
        names,
        [
            "Chỉ thị 0-CT/TW",
            "Chỉ thị 1-CT/TW",
            "Chỉ thị 2-CT/TW",
            "Chỉ thị 3-CT/TW",
            "Chỉ thị 4-CT/TW"
        ]
    );
    let page = SITE.1.page("chi-thi/1999/3-ct-tw/");
    assert!(page.contains("90 tư liệu"));
}

#[test]
fn data_files_hold_every_document_once_in_key_order() {
    let keys: Vec<String> = SITE
        .1
        .data("van-ban.json")
        .iter()
        .map(|row| row["key"].as_str().unwrap_or_default().to_owned())
        .collect();
    assert_eq!(keys.len(), DOCUMENTS + 5);
    assert_eq!(keys.iter().collect::<BTreeSet<_>>().len(), keys.len());
    let mut sorted = keys.clone();
    sorted.sort_by_key(|key| congbo::internals::base::fold(key));
    assert_eq!(keys, sorted);
    // Each cites the first (not itself), its neighbour (the second cites the first twice) and a directive.
    assert_eq!(SITE.1.data("quan-he.json").len(), (DOCUMENTS - 1) * 2 + DOCUMENTS);
    assert_eq!(SITE.1.data("dieu-khoan.json").len(), DOCUMENTS * 2);
}

#[test]
fn the_search_page_stays_short_and_leads_to_the_lists() {
    let page = SITE.1.page("tim-kiem/");
    assert!(page.len() < 30_000, "{} bytes", page.len());
    for list in [
        "../van-ban/",
        "../van-ban/chua-co-toan-van/",
        "../loai/",
        "../thoi-gian/",
    ] {
        assert!(page.contains(&format!("<a href=\"{list}\">")), "no link to {list}");
    }
    assert!(!page.contains("Về việc 3"), "titles of hundreds of documents");
}
