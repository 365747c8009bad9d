//! The ledger: on the real site, and over random sites, nothing stands in it that no file states, and every
//! relation stands at both of its ends exactly once.

use std::collections::{BTreeMap, BTreeSet};

use crate::support::{cases, write_files};
use crate::web::html::{Piece, inside, pieces, value, words};
use crate::web::{Built, real_site};
use congbo::internals::edition::{Options, compile};
use congbo::internals::host::load;
use proptest::prelude::*;

/// The programme's page.
const PAGE: &str = "chuong-trinh-hanh-dong/2011/01-ctr-bdvtu/";

/// A record of the ledger: provision, claim, address of the document, year or the words for an unknown one.
type Backlink = (String, String, String, String);

/// The rows of the ledger's table, each with its records.
fn rows(page: &str) -> Vec<(String, Vec<Backlink>)> {
    let mut found = Vec::new();
    for row in page.split("<tr data-topic").skip(1) {
        let row = row.split("</tr>").next().unwrap_or("");
        let label = words(inside(row, "<a ").expect("a row leads to its provision"));
        let mut records = Vec::new();
        for cell in row.split("<td ").skip(1) {
            let year = cell
                .split_once("data-year=\"")
                .and_then(|(_, rest)| rest.split_once('"'))
                .map_or("", |(year, _)| year);
            records.extend(
                claims(cell)
                    .into_iter()
                    .map(|(claim, url)| (label.clone(), claim, url, year.to_owned())),
            );
        }
        found.push((label, records));
    }
    found
}

/// The claims of a piece of the ledger: sort and address.
fn claims(html: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for record in html.split("<li class=\"record record-").skip(1) {
        let claim = record.split('"').next().unwrap_or("").to_owned();
        let link = pieces(record).into_iter().find_map(|piece| match piece {
            Piece::Open("a", attributes) => value(&attributes, "href").map(str::to_owned),
            _ => None,
        });
        found.push((claim, link.expect("a record leads to its document")));
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
    let entries = html.split("<p class=\"name\" lang=\"vi\"><a href=\"").skip(1);
    entries
        .filter_map(|rest| rest.split_once('"'))
        .map(|(url, _)| url.trim_start_matches("../").to_owned())
        .collect()
}

#[test]
fn the_ledger_has_the_twenty_six_provisions_and_the_aims_apart() {
    let site = real_site();
    let page = site.page("so-theo-doi/");
    let rows = rows(&page);
    assert_eq!(rows.len(), 26);
    assert!(
        rows.iter()
            .all(|(label, _)| label.starts_with("mục II.") || label.starts_with("mục III."))
    );
    let aims = inside(&page, "aria-labelledby=\"ui-aims\"").expect("the aims");
    assert_eq!(aims.matches("class=\"provision-label\"").count(), 4);
    let known = rows.iter().filter(|(_, records)| !records.is_empty()).count();
    let lead = words(&page);
    assert!(
        lead.contains(&format!(
            "Trang có tư liệu về {known} trong 26 mục. Phần còn lại là giới hạn của trang"
        )),
        "{known}"
    );
    let nothing = inside(&page, "aria-labelledby=\"ui-unrecorded\"").expect("what has nothing");
    assert_eq!(nothing.matches("<li>").count(), 26 - known);
    assert!(nothing.contains("Chưa ghi nhận không có nghĩa là chưa thực hiện."));
    assert!(page.contains("Chưa rõ năm"));
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
                let year = document.year.map_or("Chưa rõ năm".to_owned(), |year| year.to_string());
                let place = relation
                    .place
                    .map_or(String::new(), |place| format!("mục {}", self.address(place)));
                let is_task = relation.place.is_some_and(|place| place >= self.aims);
                let year = if is_task { year } else { String::new() };
                found.insert((place, claim.to_owned(), self.url(at + 1), year));
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

/// Everything that the page of the ledger says, without what leads to the document.
fn whole_ledger(page: &str) -> (usize, Vec<Backlink>) {
    let top = |url: String| url.trim_start_matches("../").to_owned();
    let table = rows(page);
    let count = table.len();
    let mut found: Vec<Backlink> = table
        .into_iter()
        .flat_map(|(_, records)| records)
        .map(|(place, claim, url, year)| (place, claim, top(url), year))
        .collect();
    if let Some(aims) = inside(page, "aria-labelledby=\"ui-aims\"") {
        for aim in aims.split("<p class=\"provision-label\">").skip(1) {
            let label = words(inside(aim, "<a ").expect("a link"));
            let own = claims(aim).into_iter();
            found.extend(own.map(|(claim, url)| (label.clone(), claim, top(url), String::new())));
        }
    }
    if let Some(unplaced) = inside(page, "aria-labelledby=\"ui-unplaced\"") {
        for entry in unplaced.split("<p class=\"claim-label\">").skip(1) {
            let claim = match entry.split('<').next().unwrap_or("") {
                "Thực hiện" => "implements",
                "Cùng nội dung" => "same_subject",
                "Sơ kết, tổng kết" => "reviews",
                other => panic!("a claim that nobody knows: {other}"),
            };
            let url = names(entry).remove(0);
            found.push((String::new(), claim.to_owned(), url, String::new()));
        }
    }
    (count, found)
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
        for line in group.split("class=\"entry-line\"").skip(1) {
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
        let (count, records) = whole_ledger(&pages["so-theo-doi/"]);
        prop_assert_eq!(count, random.tasks);
        let set: BTreeSet<Backlink> = records.iter().cloned().collect();
        prop_assert_eq!(set.len(), records.len(), "a record twice: {:#?}", records);
        prop_assert_eq!(set, random.ledger());
        for (at, expected) in random.ends().into_iter().enumerate() {
            let print = pages.get(&format!("{}in/", random.url(at)));
            prop_assert_eq!(relations(&pages[&random.url(at)], print), expected, "document {}", at);
        }
    }
}
