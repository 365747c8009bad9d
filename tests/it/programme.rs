//! The programme itself: not one word lost or added, every item where its number says, every citation
//! where it leads and back.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::sync::LazyLock;

use crate::support::{compiled, crate_root};
use crate::web::html::{Piece, inside, is_inline, is_void, pieces, squeezed, value, without_marks, words};
use crate::web::{Built, real_site};
use congbo::internals::edition::MentionTarget;
use congbo::internals::input::{Lexicon, MentionedThing, parse};

static SITE: LazyLock<&Built> = LazyLock::new(real_site);

/// The programme's page.
const PAGE: &str = "chuong-trinh-hanh-dong/2011/01-ctr-bdvtu/";

/// The thirty numbered items.
const ITEMS: [&str; 30] = [
    "I.1", "I.2", "I.3", "I.4", "II.1.1", "II.1.2", "II.1.3", "II.1.4", "II.1.5", "II.1.6", "II.1.7", "II.1.8",
    "II.2.1", "II.2.2", "II.2.3", "II.3.1", "II.3.2", "II.3.3", "II.4.1", "II.4.2", "II.4.3", "II.4.4", "II.4.5",
    "II.5.1", "II.5.2", "II.5.3", "II.5.4", "III.1", "III.2", "III.3",
];

/// The headings around them.
const HEADINGS: [&str; 8] = ["I", "II", "II.1", "II.2", "II.3", "II.4", "II.5", "III"];

#[test]
fn the_real_content_has_no_finding_at_all() {
    let (_, outcome) = compiled(crate_root());
    // Who runs the site is not known yet: the one hint that stays until site.yaml says so.
    let others = outcome
        .diagnostics
        .iter()
        .filter(|found| found.code.name() != "no-contact");
    let others: Vec<_> = others.collect();
    assert!(others.is_empty(), "{others:#?}");
}

#[test]
fn every_item_stands_at_the_address_of_its_number() {
    let page = without_marks(&SITE.page(PAGE));
    let body = inside(&page, "data-content=\"body\"").expect("the text");
    let mut numbered = Vec::new();
    let mut others = Vec::new();
    for piece in pieces(body) {
        let Piece::Open(_, attributes) = piece else { continue };
        match value(&attributes, "id") {
            Some(id) if id.starts_with("fnr-") => {}
            Some(id) if id.contains('p') => others.push(id.to_owned()),
            Some(id) => numbered.push(id.to_owned()),
            None => {}
        }
    }
    let (items, headings): (Vec<&str>, Vec<&str>) = numbered
        .iter()
        .map(String::as_str)
        .partition(|id| !HEADINGS.contains(id));
    assert_eq!(items, ITEMS);
    assert_eq!(headings, HEADINGS);
    // Each item is a paragraph; two go on in further ones, and the text opens and closes without a number.
    let first = |item: &&str| format!("{item}.p1");
    let further = [
        "mo-dau.p1",
        "II.2.3.p2",
        "II.2.3.p3",
        "II.2.3.p4",
        "II.3.1.p2",
        "ket.p1",
    ];
    let expected: BTreeSet<String> = ITEMS.iter().map(first).chain(further.map(str::to_owned)).collect();
    assert_eq!(others.iter().cloned().collect::<BTreeSet<_>>(), expected);
    assert_eq!(others.len(), expected.len());
}

#[test]
fn every_item_has_a_page_with_its_own_words() {
    let page = without_marks(&SITE.page(PAGE));
    for item in ITEMS {
        let own = SITE.page(&format!("{PAGE}muc-{}/", item.to_lowercase().replace('.', "-")));
        let own = words(inside(&own, "data-content=\"body\"").expect("the text"));
        let there = words(inside(&page, &format!("id=\"{item}\"")).expect("the item"));
        assert_eq!(own, there, "{item}");
    }
}

/// A run of published words and what they belong to: a provision, or a class of the paper's head and foot.
struct Run {
    place: String,
    text: String,
}

/// The published words in order.
fn published() -> Vec<Run> {
    let page = without_marks(&SITE.page(PAGE));
    let mut runs = Vec::new();
    let mut open: Vec<(bool, Option<String>)> = Vec::new();
    for piece in pieces(&page) {
        match piece {
            Piece::Open(name, attributes) => {
                let part = value(&attributes, "data-content").is_some();
                let inside = part || open.last().is_some_and(|(inside, _)| *inside);
                let id = value(&attributes, "id").map(|id| id.split(".p").next().unwrap_or(id).to_owned());
                let own = id.or_else(|| {
                    value(&attributes, "class")
                        .filter(|_| is_paper(&attributes))
                        .map(str::to_owned)
                });
                let place = own.or_else(|| open.last().and_then(|(_, place)| place.clone()));
                if !is_inline(name) || is_paper(&attributes) {
                    runs.extend(inside.then(|| Run {
                        place: place.clone().unwrap_or_default(),
                        text: " ".to_owned(),
                    }));
                }
                if !is_void(name) {
                    open.push((inside, place));
                }
            }
            Piece::Close(_) => {
                open.pop();
            }
            Piece::Text(text) => {
                if let Some((true, place)) = open.last() {
                    runs.push(Run {
                        place: place.clone().unwrap_or_default(),
                        text,
                    });
                }
            }
        }
    }
    runs
}

/// Says whether an element is one of the lines of head and signature that a repair can name.
fn is_paper(attributes: &[(&str, String)]) -> bool {
    value(attributes, "class").is_some_and(|class| matches!(class, "kind-name" | "role"))
}

/// A declared repair, as the page shows it.
#[derive(Debug)]
struct Repair {
    place: String,
    original: String,
    corrected: String,
    count: usize,
}

/// The repairs that the page declares.
fn repairs() -> Vec<Repair> {
    let page = SITE.page(PAGE);
    let table = inside(&page, "id=\"ui-corrections\"").expect("the repairs");
    let mut found = Vec::new();
    for change in table.split("<li>").skip(1) {
        let change = change.split("</li>").next().unwrap_or("");
        let part = |opening: &str| squeezed(&words(inside(change, opening).expect("a part of a repair")));
        let place = squeezed(&words(change.split(": <del>").next().unwrap_or("")));
        let place = match place.as_str() {
            "loại" => "kind-name".to_owned(),
            "chức vụ" => "role".to_owned(),
            other => other.trim_start_matches("mục ").to_owned(),
        };
        let count = inside(change, "class=\"count\"").map(words);
        let count = count.map_or(1, |words| words.trim_start_matches("× ").parse().expect("a count"));
        found.push(Repair {
            place,
            original: part("<del>"),
            corrected: part("<ins>"),
            count,
        });
    }
    found
}

/// The source's words; marks of lists and the ends of the recipients' lines are form, not words.
fn source() -> String {
    let text = fs::read_to_string(crate_root().join("tests/programme/01-ctr-bdvtu.txt")).expect("the source");
    let (text, foot) = text.split_once("Nơi nhận:").expect("recipients");
    let foot = squeezed(foot)
        .replace("- ", "")
        .replace(';', "")
        .replace("Lưu VT.", "Lưu VT");
    // The number and the date are printed with blanks that a reading copy does not keep.
    format!("{} Nơi nhận: {foot}", squeezed(text).replace("01 - CTr", "01-CTr"))
}

/// The words up to the title are in capitals on paper, and in the record's own case here.
fn parted(text: &str) -> (String, String) {
    let at = text.find("Quán triệt").expect("the opening");
    (text[..at].to_lowercase(), text[at..].to_owned())
}

fn assert_same_words(left: &str, right: &str) {
    let (left, right): (Vec<&str>, Vec<&str>) = (left.split(' ').collect(), right.split(' ').collect());
    let at = left.iter().zip(&right).position(|(left, right)| left != right);
    if let Some(at) = at {
        let around = |words: &[&str]| words[at.saturating_sub(8)..(at + 8).min(words.len())].join(" ");
        panic!("word {at} differs:\n{}\n{}", around(&left), around(&right));
    }
    assert_eq!(left.len(), right.len());
}

#[test]
fn the_published_words_are_those_of_the_source_after_the_declared_repairs() {
    let mut source = source();
    let repairs = repairs();
    let mut counts: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for repair in &repairs {
        *counts.entry((&repair.original, &repair.corrected)).or_insert(0) += repair.count;
    }
    for ((original, corrected), count) in counts {
        assert_eq!(source.matches(original).count(), count, "{original} in the source");
        source = source.replace(original, corrected);
    }
    let text: String = published().into_iter().map(|run| run.text).collect();
    let ((head, body), (source_head, source_body)) = (parted(&squeezed(&text)), parted(&source));
    assert_same_words(&head, &source_head);
    assert_same_words(&body, &source_body);
}

#[test]
fn undoing_the_declared_repairs_gives_the_source_again() {
    let mut runs = published();
    for repair in repairs() {
        let own = runs.iter_mut().filter(|run| run.place == repair.place);
        let mut found = 0;
        for run in own {
            found += run.text.matches(&repair.corrected).count();
            run.text = run.text.replace(&repair.corrected, &repair.original);
        }
        assert_eq!(found, repair.count, "{repair:?}");
    }
    let text: String = runs.into_iter().map(|run| run.text).collect();
    assert_eq!(text.matches(['ƣ', 'Ƣ']).count(), 13);
    let ((head, body), (source_head, source_body)) = (parted(&squeezed(&text)), parted(&source()));
    assert_same_words(&head, &source_head);
    assert_same_words(&body, &source_body);
}

/// The eight numbered citations: item, words that link, page they lead to.
const CITATIONS: [(&str, &str, &str); 8] = [
    ("II.1.4", "Kết luận 62-KL/TW, ngày 8/12/2009", "ket-luan/2009/62-kl-tw/"),
    ("II.1.6", "Đề án số 04 – ĐA/TU ngày 20/5/2011", "de-an/2011/04-da-tu/"),
    (
        "II.2.1",
        "Quyết định 393-QĐ/TU ngày 27/6/2011",
        "quyet-dinh/2011/393-qd-tu/",
    ),
    (
        "II.2.1",
        "Quyết định 290-QĐ/TW ngày 25//02/2010",
        "quyet-dinh/2010/290-qd-tw/",
    ),
    ("II.2.2", "Đề án 08 – ĐA/TU ngày 23/8/2011", "de-an/2011/08-da-tu/"),
    (
        "III.1",
        "Quyết định 393 -QĐ/TU ngày 27/6/2011",
        "quyet-dinh/2011/393-qd-tu/",
    ),
    (
        "III.1",
        "Quyết định 290-QĐ/TW ngày 25//02/2010",
        "quyet-dinh/2010/290-qd-tw/",
    ),
    ("III.3", "Quyết định 393 -QĐ/TU", "quyet-dinh/2011/393-qd-tu/"),
];

#[test]
fn the_eight_citations_lead_to_five_documents() {
    let page = SITE.page(PAGE);
    let mut found = Vec::new();
    for item in ITEMS {
        let html = inside(&page, &format!("id=\"{item}\"")).expect("the item");
        for link in html.split("<a class=\"citation").skip(1) {
            let (tag, rest) = link.split_once('>').expect("the end of the tag");
            let target = tag
                .split_once("href=\"")
                .and_then(|(_, rest)| rest.split_once('"'))
                .expect("an address")
                .0;
            let target = target.trim_start_matches("../").to_owned();
            found.push((
                item,
                words(rest.split_once("</a>").expect("the end of the link").0),
                target,
            ));
        }
    }
    // Those by name have a test of their own; the numbered ones are these, in this order.
    found.retain(|(_, words, _)| words.contains("/T"));
    let expected: Vec<(&str, String, String)> = CITATIONS
        .iter()
        .map(|(item, words, page)| (*item, (*words).to_owned(), (*page).to_owned()))
        .collect();
    assert_eq!(found, expected);
}

#[test]
fn the_cited_pages_cite_back_the_very_provision_with_its_sentence() {
    let programme = SITE.page(PAGE);
    for (item, surface, page) in CITATIONS {
        let html = SITE.page(page);
        let cited_by = inside(&html, "id=\"ui-cited-by\"").unwrap_or_else(|| panic!("{page} is cited by nobody"));
        let place = format!("{PAGE}#{item}\">mục {item}</a>");
        let at = cited_by
            .find(&place)
            .unwrap_or_else(|| panic!("{page} does not name {item}"));
        let quote = inside(&cited_by[at..], "<blockquote").expect("the sentence");
        assert_eq!(words(inside(quote, "<mark>").expect("the citation")), surface, "{page}");
        let text = words(inside(&programme, &format!("id=\"{item}\"")).expect("the item"));
        assert!(
            text.contains(&words(quote)),
            "{page}: {item} does not say {}",
            words(quote)
        );
    }
    for page in CITATIONS.map(|(_, _, page)| page) {
        let html = SITE.page(page);
        let named = inside(&html, "id=\"ui-cited-by\"")
            .expect("citations")
            .matches("\">mục ")
            .count();
        let by_number = CITATIONS.iter().filter(|(_, _, other)| *other == page).count();
        // "02 đề án của Tỉnh ủy" in III.3 are both projects.
        let expected = by_number + usize::from(page.starts_with("de-an/"));
        assert_eq!(named, expected, "{page}");
    }
}

const PARTY_CONGRESS: &str = "nghi-quyet/dai-hoi-dang-toan-quoc-lan-thu-xi";
const PROVINCIAL_CONGRESS: &str = "nghi-quyet/dai-hoi-dang-bo-tinh-thai-nguyen-lan-thu-xviii";

/// The references that bear no number and lead to another document: place, words, target.
const BY_NAME: [(&str, &str, &str); 15] = [
    (
        "mo-dau.p1",
        "Nghị quyết Đại hội Đảng toàn quốc lần thứ XI",
        PARTY_CONGRESS,
    ),
    (
        "mo-dau.p1",
        "Nghị quyết Đại hội Đảng bộ tỉnh lần thứ XVIII",
        PROVINCIAL_CONGRESS,
    ),
    ("I.1.p1", "Nghị quyết Đại hội Đảng toàn quốc lần thứ XI", PARTY_CONGRESS),
    (
        "I.1.p1",
        "Nghị quyết Đại hội Đại biểu Đảng bộ tỉnh lần thứ XVIII",
        PROVINCIAL_CONGRESS,
    ),
    ("I.2.p1", "Nghị quyết Đại hội Đảng toàn quốc lần thứ XI", PARTY_CONGRESS),
    (
        "I.2.p1",
        "Nghị quyết Đại hội Đảng bộ tỉnh lần thứ XVIII",
        PROVINCIAL_CONGRESS,
    ),
    ("II.2.3.p2", "Nghị quyết TW7 (khóa X)", "26-NQ/TW"),
    (
        "III.2.p1",
        "Chương trình hành động của Ban Chấp hành Đảng bộ tỉnh thực hiện",
        "chuong-trinh-hanh-dong/ban-chap-hanh-dang-bo-tinh-thuc-hien-nghi-quyet-dai-hoi-xi",
    ),
    ("III.2.p1", "Nghị quyết Đại hội XI của Đảng", PARTY_CONGRESS),
    ("III.3.p1", "02 đề án", "04-ĐA/TU@2011"),
    ("III.3.p1", "của Tỉnh ủy", "08-ĐA/TU"),
    ("ket.p1", "Nghị quyết Đại hội Đảng toàn quốc lần thứ XI", PARTY_CONGRESS),
    (
        "ket.p1",
        "Nghị quyết Đại hội Đảng bộ tỉnh lần thứ XVIII",
        PROVINCIAL_CONGRESS,
    ),
    ("", "Nghị quyết Đại hội Đảng toàn quốc lần thứ XI", PARTY_CONGRESS),
    (
        "",
        "Nghị quyết Đại hội Đảng bộ tỉnh Thái Nguyên lần thứ XVIII",
        PROVINCIAL_CONGRESS,
    ),
];

/// Every reference is found; what is only spoken of ("16 đề án", "các chỉ thị, nghị quyết của trung ương", the two
/// congresses in I.4) is none.
#[test]
fn every_reference_by_name_leads_to_its_record_and_nothing_else_does() {
    let (snapshot, outcome) = compiled(crate_root());
    let path = "content/chuong-trinh-hanh-dong/01-ctr-bdvtu.md";
    let file = snapshot
        .documents
        .iter()
        .find(|file| file.path.as_str() == path)
        .expect("the programme");
    let document = parse(file, &Lexicon::built_in()).value.expect("a readable head");
    let edition = outcome.site.expect("no error");
    let mention_targets = edition
        .mention_targets(&file.path)
        .expect("the programme is a document");
    let mut own = 0;
    let mut found = Vec::new();
    for (mention, (lead, length)) in document.references.mentions.iter().zip(mention_targets) {
        let target = match lead {
            _ if matches!(mention.what, MentionedThing::Number(_)) => continue,
            MentionTarget::One(key) => key,
            // How far the words go that name the programme itself, nobody needs to know.
            MentionTarget::Own => {
                own += 1;
                continue;
            }
            MentionTarget::Several(_) => panic!("{mention:?} may be several"),
            MentionTarget::Nowhere => continue,
        };
        let place = mention
            .occurrence
            .provision
            .map(|at| document.provisions[at].address.as_str());
        let (sentence, range) = mention.occurrence.sentence();
        let end = length.map_or(range.end, |length| range.start + length);
        found.push((place.unwrap_or(""), sentence[range.start..end].to_owned(), target));
    }
    let found: Vec<(&str, &str, &str)> = found
        .iter()
        .map(|(place, words, target)| (*place, words.as_str(), target.as_str()))
        .collect();
    assert_eq!(found, BY_NAME);
    assert_eq!(
        own, 4,
        "the programme speaks of itself in its opening, III.2, III.3 and its closing"
    );
}

#[test]
fn nothing_claims_to_implement_but_what_the_content_declares() {
    let edges = SITE.data("quan-he.json");
    let found: BTreeSet<(String, String, String)> = edges
        .iter()
        .filter(|edge| edge["type"] == "implements")
        .map(|edge| (text(edge, "from"), text(edge, "to"), text(edge, "origin")))
        .collect();
    let congress = "nghi-quyet/dai-hoi-dang-toan-quoc-lan-thu-xi";
    let province = "nghi-quyet/dai-hoi-dang-bo-tinh-thai-nguyen-lan-thu-xviii";
    let committee = "chuong-trinh-hanh-dong/ban-chap-hanh-dang-bo-tinh-thuc-hien-nghi-quyet-dai-hoi-xi";
    let edge = |from: &str, to: &str, origin: &str| (from.to_owned(), to.to_owned(), origin.to_owned());
    let expected = BTreeSet::from([
        edge("01-CTr/BDVTU", congress, "document"),
        edge("01-CTr/BDVTU", province, "document"),
        edge(committee, congress, "other"),
    ]);
    assert_eq!(found, expected);
    let heads = ["<h3>Thực hiện", "<h3>Được thực hiện bởi"];
    let mut pages = BTreeSet::new();
    for (path, bytes) in SITE.files().iter().filter(|(path, _)| path.ends_with(".html")) {
        let html = std::str::from_utf8(bytes).expect("a page in UTF-8");
        if heads.iter().any(|head| html.contains(head)) {
            pages.insert(path.trim_end_matches("index.html").to_owned());
        }
    }
    let ends = [
        PAGE,
        &format!("{committee}/"),
        &format!("{congress}/"),
        &format!("{province}/"),
    ];
    assert_eq!(pages, ends.iter().map(|end| (*end).to_owned()).collect());
}

#[test]
fn models_and_cases_are_of_the_same_subject_as_the_editors_class_them() {
    let mut held = BTreeSet::new();
    for edge in SITE.data("quan-he.json") {
        let from = text(&edge, "from");
        let kinds = ["mo-hinh-dan-van-kheo/", "phong-trao-dan-van-kheo/", "cach-lam-o-co-so/"];
        if kinds.iter().any(|kind| from.starts_with(kind)) {
            assert_eq!(
                (text(&edge, "type").as_str(), text(&edge, "origin").as_str()),
                ("same_subject", "site"),
                "{edge}"
            );
            assert_eq!(text(&edge, "to"), "01-CTr/BDVTU", "{edge}");
            assert!(ITEMS.contains(&text(&edge, "to_provision").as_str()), "{edge}");
            held.insert(from);
        }
    }
    assert_eq!(held.len(), 26, "{held:#?}");
}

fn text(value: &serde_json::Value, key: &str) -> String {
    value[key].as_str().unwrap_or_default().to_owned()
}
