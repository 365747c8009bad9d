//! The ledger: on the real site, and over random sites, nothing stands in it that no file states, and every
//! relation stands at both of its ends exactly once.

use std::collections::{BTreeMap, BTreeSet};

use crate::support::{cases, write_files};
use crate::web::html::{Piece, inside, pieces, value, words};
use crate::web::{Built, built, real_site};
use congbo::internals::edition::{Options, compile};
use congbo::internals::host::load;
use proptest::prelude::*;

/// The programme's page.
const PAGE: &str = "chuong-trinh-hanh-dong/2011/01-ctr-bdvtu/";

/// A record of the register: provision, claim, address of the document.
type Backlink = (String, String, String);

/// A row of the register: the provision, its records, and how many more its own page has.
type Row = (String, Vec<Backlink>, usize);

/// The rows of a part of the register.
fn rows(page: &str, part: &str) -> Vec<Row> {
    let Some(section) = inside(page, &format!("id=\"{part}\"")) else {
        return Vec::new();
    };
    let row = |row: &str| {
        let label = words(inside(row, "<a ").expect("a row leads to its provision"));
        let records = claims(row).into_iter();
        let records = records.map(|(claim, url)| (label.clone(), claim, url)).collect();
        let more = inside(row, "<p class=\"more\"").map_or(0, |more| {
            let number: String = words(more).chars().filter(char::is_ascii_digit).collect();
            number.parse().expect("a number")
        });
        (label, records, more)
    };
    section.split("<h3>").skip(1).map(row).collect()
}

/// The claims of a piece of the register: sort and address.
fn claims(html: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for record in html.split("<li class=\"record-").skip(1) {
        let claim = record.split('"').next().unwrap_or("").to_owned();
        let link = pieces(record).into_iter().find_map(|piece| match piece {
            Piece::Open("a", attributes) => value(&attributes, "href").map(str::to_owned),
            _ => None,
        });
        let link = link.expect("a record leads to its document");
        found.push((claim, link.trim_start_matches("../").to_owned()));
    }
    found
}

/// The addresses under the headings of a section of records on the page of a provision.
fn recorded(site: &Built, provision: &str, section: &str) -> BTreeSet<String> {
    let page = site.page(&format!("{PAGE}muc-{provision}/"));
    let Some(section) = inside(&page, &format!("aria-labelledby=\"ui-{section}\"")) else {
        return BTreeSet::new();
    };
    names(section).into_iter().collect()
}

/// The addresses of entries (`<p class="name">`), in order.
fn names(html: &str) -> Vec<String> {
    let entries = html.split("<p class=\"name\"><a href=\"").skip(1);
    entries
        .filter_map(|rest| rest.split_once('"'))
        .map(|(url, _)| url.trim_start_matches("../").to_owned())
        .collect()
}

#[test]
fn the_register_lists_what_has_something_and_says_the_rest_in_one_sentence() {
    let site = real_site();
    let page = site.page("so-theo-doi/");
    let rows = rows(&page, "tu-lieu");
    assert!(rows.iter().all(|(_, records, _)| !records.is_empty()), "{rows:#?}");
    let is_task = |label: &str| label.starts_with("mục II.") || label.starts_with("mục III.");
    assert!(rows.iter().all(|(label, ..)| is_task(label)), "{rows:#?}");
    let missing = inside(&page, "id=\"chua-co\"").expect("what has nothing");
    let missing_words = words(missing);
    assert!(
        missing_words.starts_with("Chưa có tư liệu về các mục: II."),
        "{missing_words}"
    );
    assert!(missing_words.ends_with("Đây là giới hạn của bộ tư liệu, không phải nhận xét về việc thực hiện."));
    // The programme has 26 provisions to carry out; rows of headings over them are not among those.
    let headings = ["mục II.1", "mục II.2", "mục II.3", "mục II.4", "mục II.5"];
    let known = rows
        .iter()
        .filter(|(label, ..)| !headings.contains(&label.as_str()))
        .count();
    assert_eq!(missing.matches("<a ").count(), 26 - known);
    let lead = format!("Bộ tư liệu này có tư liệu về {known} trong 26 mục.");
    assert!(words(&page).contains(&lead), "{lead}");
    assert!(!page.contains("<table"), "nobody says that he carries a provision out");
}

#[test]
fn a_table_by_year_stands_where_a_document_says_that_it_carries_something_out() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    write_files(
        concat!(
            "-- content/site.yaml --\nchương trình: 1-CTr/TU\n",
            "-- content/p.md --\n---\nloại: Chương trình\nsố ký hiệu: 1-CTr/TU\nngày ban hành: 1/2/2011\n",
            "toàn văn: có\ntheo dõi: có\n---\n\n## I. NHIỆM VỤ\n\n1. Làm việc ấy.\n\n2. Làm việc kia.\n",
            "-- content/a.md --\n---\nloại: Kế hoạch\nsố ký hiệu: 2-KH/TU\nngày ban hành: 3/4/2012\ntoàn văn: có\n",
            "thực hiện: 1-CTr/TU#I.1\n---\n\nViệc ấy.\n",
        ),
        folder.path(),
    );
    let page = built(folder.path()).page("so-theo-doi/");
    let table = inside(&page, "id=\"thuc-hien\"").expect("a table");
    assert!(words(table).contains("2012 I.1 Kế hoạch 2-KH/TU"), "{}", words(table));
}

#[test]
fn models_and_cases_are_of_the_same_matter_and_nothing_claims_what_no_source_claims() {
    let site = real_site();
    let models = recorded(site, "ii-1-5", "same-subject");
    assert_eq!(models.len(), 10, "{models:#?}");
    let of_kind = |urls: &BTreeSet<String>, kind: &str| urls.iter().filter(|url| url.starts_with(kind)).count();
    assert_eq!(
        (
            of_kind(&models, "mo-hinh-dan-van-kheo/"),
            of_kind(&models, "phong-trao-dan-van-kheo/")
        ),
        (2, 8)
    );
    let cases = recorded(site, "ii-2-3", "same-subject");
    assert_eq!(cases.len(), 12, "{cases:#?}");
    assert_eq!(
        (
            of_kind(&cases, "cach-lam-o-co-so/"),
            of_kind(&cases, "phong-trao-dan-van-kheo/"),
            of_kind(&cases, "hoat-dong/")
        ),
        (10, 1, 1)
    );
    // What the data say of the programme is what the files say: nobody carries it out.
    let to_programme = |row: &&serde_json::Value| row["to"] == "01-CTr/BDVTU" && row["type"] == "implements";
    assert_eq!(site.data("quan-he.json").iter().filter(to_programme).count(), 0);
    for (path, bytes) in site.files().iter().filter(|(path, _)| path.ends_with(".html")) {
        let page = String::from_utf8_lossy(bytes);
        for mark in [
            "record-implements",
            "record-said_to_implement",
            "badge-implements",
            "badge-said-to-implement",
        ] {
            assert!(!page.contains(mark), "{path}: {mark}");
        }
        for section in [
            "aria-labelledby=\"ui-implements\"",
            "aria-labelledby=\"ui-said-to-implement\"",
        ] {
            assert!(!page.contains(section), "{path}: {section}");
        }
    }
}

#[test]
fn the_margin_beside_a_provision_stands_only_where_there_is_something() {
    let site = real_site();
    let page = site.page(PAGE);
    let item = inside(&page, "id=\"II.1.5\"").expect("the item");
    let margin = words(inside(item, "class=\"margin\"").expect("a margin"));
    assert!(margin.contains("Cùng nội dung"), "{margin}");
    assert!(margin.contains("10 tư liệu"), "{margin}");
    assert!(margin.matches("20").count() >= 1, "no year in {margin}");
    let nothing = inside(&page, "id=\"II.1.1\"").expect("an item");
    assert!(!nothing.contains("class=\"margin\""), "{nothing}");
    let legend = page.find("class=\"legend\"").expect("a legend");
    assert!(legend < page.find("class=\"margin\"").expect("a margin"));
}

// ---- random sites ----------------------------------------------------------------------------------------

/// Relations that files of a random site state: the term, and the labels at the two ends.
const TERMS: [(&str, &str, &str); 6] = [
    ("thực hiện", "Thực hiện", "Được thực hiện bởi"),
    ("cùng nội dung", "Cùng nội dung", "Cùng nội dung"),
    ("tổng kết", "Sơ kết, tổng kết", "Được sơ kết, tổng kết tại"),
    ("căn cứ", "Căn cứ", "Là căn cứ của"),
    ("hướng dẫn", "Hướng dẫn", "Được hướng dẫn bởi"),
    ("theo tinh thần", "Theo tinh thần", "Được vận dụng tại"),
];

/// A random site: aims and tasks of the programme; each document's year and relations.
#[derive(Clone, Debug)]
struct Random {
    aims: usize,
    tasks: usize,
    documents: Vec<RandomDocument>,
}

#[derive(Clone, Debug)]
struct RandomDocument {
    year: Option<u16>,
    relations: BTreeSet<RandomRelation>,
}

/// The term, the document at the other end (0 is the programme), and the place in the programme: a task, an
/// aim, or nothing in particular.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct RandomRelation {
    term: usize,
    to: usize,
    place: Option<usize>,
}

fn random() -> impl Strategy<Value = Random> {
    (0..3usize, 1..5usize, 1..7usize).prop_flat_map(|(aims, tasks, count)| {
        let relation = (0..TERMS.len(), 0..=count, prop::option::of(0..aims + tasks));
        let relations = prop::collection::btree_set(
            relation.prop_map(|(term, to, place)| RandomRelation {
                term,
                to,
                place: place.filter(|_| to == 0),
            }),
            0..5,
        );
        let document = (prop::option::of(2008..2026u16), relations)
            .prop_map(|(year, relations)| RandomDocument { year, relations });
        prop::collection::vec(document, count).prop_map(move |mut documents| {
            for (at, document) in documents.iter_mut().enumerate() {
                document.relations.retain(|relation| relation.to != at + 1);
            }
            Random { aims, tasks, documents }
        })
    })
}

impl Random {
    /// The address of a provision of the programme.
    fn address(&self, place: usize) -> String {
        if place < self.aims {
            format!("I.{}", place + 1)
        } else {
            format!("II.{}", place - self.aims + 1)
        }
    }

    fn number(at: usize) -> String {
        if at == 0 {
            "1-CTr/TU".to_owned()
        } else {
            format!("{at}-QĐ/XA")
        }
    }

    fn url(&self, at: usize) -> String {
        match at {
            0 => "chuong-trinh/2011/1-ctr-tu/".to_owned(),
            at => match self.documents[at - 1].year {
                Some(year) => format!("quyet-dinh/{year}/{at}-qd-xa/"),
                None => format!("quyet-dinh/khong-ro-nam/{at}-qd-xa/"),
            },
        }
    }

    fn files(&self) -> String {
        let mut out = String::from("-- content/site.yaml --\nchương trình: 1-CTr/TU\n-- content/p.md --\n---\n");
        out.push_str(
            "loại: Chương trình\nsố ký hiệu: 1-CTr/TU\nngày ban hành: 1/2/2011\ntoàn văn: có\ntheo dõi: có\n---\n",
        );
        if self.aims > 0 {
            out.push_str("\n## I. MỤC TIÊU\n");
        }
        for aim in 0..self.aims {
            out.push_str(&format!("\n{}. Đạt điều ấy.\n", aim + 1));
        }
        out.push_str("\n## II. NHIỆM VỤ\n");
        for task in 0..self.tasks {
            out.push_str(&format!("\n{}. Làm việc ấy.\n", task + 1));
        }
        for (at, document) in self.documents.iter().enumerate() {
            out.push_str(&format!(
                "-- content/{at}.md --\n---\nloại: Quyết định\nsố ký hiệu: {}\n",
                Self::number(at + 1)
            ));
            if let Some(year) = document.year {
                out.push_str(&format!("ngày ban hành: 3/4/{year}\n"));
            }
            out.push_str("toàn văn: có\n");
            for (term, (name, ..)) in TERMS.iter().enumerate() {
                let own: Vec<&RandomRelation> = document.relations.iter().filter(|own| own.term == term).collect();
                if !own.is_empty() {
                    out.push_str(&format!("{name}:\n"));
                }
                for relation in own {
                    let place = relation.place.map(|place| format!("#{}", self.address(place)));
                    out.push_str(&format!(
                        "  - {}{}\n",
                        Self::number(relation.to),
                        place.unwrap_or_default()
                    ));
                }
            }
            out.push_str("---\n\nĐiều ấy.\n");
        }
        out
    }

    /// What the ledger must have: exactly what the files state of the programme.
    fn ledger(&self) -> BTreeSet<Backlink> {
        let mut found = BTreeSet::new();
        for (at, document) in self.documents.iter().enumerate() {
            let of_programme = document
                .relations
                .iter()
                .filter(|relation| relation.to == 0 && relation.term < 3);
            for relation in of_programme {
                let claim = ["implements", "same_subject", "reviews"][relation.term];
                let place = relation
                    .place
                    .map_or(String::new(), |place| format!("mục {}", self.address(place)));
                found.insert((place, claim.to_owned(), self.url(at + 1)));
            }
        }
        found
    }

    /// For each document, how often each label must name each other document.
    fn ends(&self) -> Vec<BTreeMap<(String, String), usize>> {
        let mut ends = vec![BTreeMap::new(); self.documents.len() + 1];
        // Two files that class each other say one thing.
        let mut seen = BTreeSet::new();
        for (at, document) in self.documents.iter().enumerate() {
            for relation in &document.relations {
                let (name, forward, inverse) = TERMS[relation.term];
                let pair = (at.saturating_add(1).min(relation.to), (at + 1).max(relation.to));
                if name == "cùng nội dung" && !seen.insert((pair, relation.place)) {
                    continue;
                }
                *ends[at + 1]
                    .entry((forward.to_owned(), self.url(relation.to)))
                    .or_default() += 1;
                *ends[relation.to]
                    .entry((inverse.to_owned(), self.url(at + 1)))
                    .or_default() += 1;
            }
        }
        ends
    }
}

/// The pages of a random site, by address.
fn pages(random: &Random) -> BTreeMap<String, String> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    write_files(&random.files(), folder.path());
    let snapshot = load(folder.path()).expect("a readable folder");
    let outcome = compile(&snapshot, &Options::default());
    let edition = outcome
        .site
        .unwrap_or_else(|| panic!("{:#?}\n{}", outcome.diagnostics, random.files()));
    let mut pages = BTreeMap::new();
    for (position, file) in edition.files().iter().enumerate() {
        if let Some(address) = file.path.strip_suffix("index.html") {
            let mut bytes = Vec::new();
            assert!(edition.render(position, &mut bytes).is_ok());
            pages.insert(address.to_owned(), String::from_utf8(bytes).expect("a page in UTF-8"));
        }
    }
    pages
}

/// Everything that the page of the register says, as rows; what names no provision has an empty label.
fn whole_register(page: &str) -> Vec<Row> {
    let mut found = rows(page, "tu-lieu");
    found.extend(rows(page, "muc-tieu"));
    if let Some(unplaced) = inside(page, "id=\"khong-muc\"") {
        let records = claims(unplaced).into_iter();
        let records = records.map(|(claim, url)| (String::new(), claim, url)).collect();
        found.push((String::new(), records, 0));
    }
    found
}

/// How often each label names each document: in the lists of relations of a page, and beside the provisions of a page for
/// print.
fn relations(page: &str, print: Option<&String>) -> BTreeMap<(String, String), usize> {
    let mut found = BTreeMap::new();
    let mut add = |label: String, url: &str| {
        let url = url.trim_start_matches("../").to_owned();
        *found.entry((label, url)).or_default() += 1;
    };
    for group in inside(page, "id=\"ui-relations\"").unwrap_or("").split("<h3>").skip(1) {
        let label = words(
            group
                .split("</h3>")
                .next()
                .unwrap_or("")
                .split("<span")
                .next()
                .unwrap_or(""),
        );
        for line in group.split("<li><p>").skip(1) {
            let (_, rest) = line.split_once("<a href=\"").expect("a line leads to its document");
            add(label.trim().to_owned(), rest.split('"').next().unwrap_or(""));
        }
    }
    for line in print.map_or("", String::as_str).split("<li><b>").skip(1) {
        let (label, rest) = line.split_once(":</b> <a href=\"").expect("a label and a link");
        add(words(label), rest.split('"').next().unwrap_or(""));
    }
    found
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(48), ..ProptestConfig::default() })]

    #[test]
    fn every_relation_stands_at_both_ends_once_and_the_ledger_says_what_files_state(random in random()) {
        let pages = pages(&random);
        let mut expected: BTreeMap<String, BTreeSet<Backlink>> = BTreeMap::new();
        for record in random.ledger() {
            expected.entry(record.0.clone()).or_default().insert(record);
        }
        for (label, records, more) in whole_register(&pages["so-theo-doi/"]) {
            let stated = expected.remove(&label).unwrap_or_default();
            let shown: BTreeSet<Backlink> = records.iter().cloned().collect();
            prop_assert_eq!(shown.len(), records.len(), "a record twice: {:#?}", records);
            prop_assert!(shown.is_subset(&stated), "{:#?} of {:#?}", shown, stated);
            prop_assert_eq!(shown.len() + more, stated.len(), "{}", label);
        }
        prop_assert!(expected.is_empty(), "not in the register: {:#?}", expected);
        for (at, expected) in random.ends().into_iter().enumerate() {
            let print = pages.get(&format!("{}in/", random.url(at)));
            prop_assert_eq!(relations(&pages[&random.url(at)], print), expected, "document {}", at);
        }
    }
}
