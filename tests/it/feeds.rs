//! Feeds, sitemap and robots.txt against their specifications: RFC 4287 and 4151, sitemaps.org 0.9, RFC 9309.

use std::collections::{BTreeMap, BTreeSet};

use crate::support::{crate_root, files_below, write_files};
use crate::web::html::{inside, words};
use crate::web::{Built, built_with};
use congbo::internals::edition::Options;
use congbo::internals::host::ExitStatus;
use roxmltree::{Document, Node};

const ATOM: &str = "http://www.w3.org/2005/Atom";
const SITEMAPS: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";
const BASE: &str = "https://danvan.example.vn/trang/";

fn real(base_url: Option<&str>) -> Built {
    let base_url = base_url.map(str::to_owned);
    let built = built_with(
        crate_root(),
        Options {
            drafts: false,
            base_url,
        },
    );
    assert_eq!(built.ending, ExitStatus::Fine, "{}", built.printed);
    built
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).expect("UTF-8")
}

fn children<'a, 'i>(node: Node<'a, 'i>, name: &'a str) -> Vec<Node<'a, 'i>> {
    node.children()
        .filter(|child| child.has_tag_name((ATOM, name)))
        .collect()
}

fn only<'a>(node: Node<'a, '_>, name: &str, problems: &mut Vec<String>) -> String {
    let found: Vec<Node<'_, '_>> = node
        .children()
        .filter(|child| child.has_tag_name((ATOM, name)))
        .collect();
    if found.len() != 1 {
        problems.push(format!("{} {name} instead of one", found.len()));
    }
    found.first().and_then(|node| node.text()).unwrap_or("").to_owned()
}

/// `tag:authority,date:specific` (RFC 4151, section 2.1), all of it ASCII (RFC 3986).
fn is_tag(id: &str) -> bool {
    let Some((entity, specific)) = id.strip_prefix("tag:").and_then(|rest| rest.split_once(':')) else {
        return false;
    };
    let Some((authority, date)) = entity.split_once(',') else {
        return false;
    };
    let is_label = |label: &str| {
        let inner = |c: char| c.is_ascii_alphanumeric() || c == '-';
        !label.is_empty() && label.chars().all(inner) && !label.starts_with('-') && !label.ends_with('-')
    };
    let is_date = matches!(date.len(), 4 | 7 | 10) && date.chars().all(|c| c.is_ascii_digit() || c == '-');
    let is_specific = specific
        .chars()
        .all(|c| c.is_ascii_alphanumeric() || "-._~!$&'()*+,;=:@/?%#".contains(c));
    authority.split('.').all(is_label) && is_date && is_specific && specific.matches('#').count() <= 1
}

/// A moment as RFC 3339 writes it.
fn is_moment(text: &str) -> bool {
    let shape: String = text.chars().map(|c| if c.is_ascii_digit() { '9' } else { c }).collect();
    let number = |range: std::ops::Range<usize>| text[range].parse::<u32>().unwrap_or(99);
    shape == "9999-99-99T99:99:99+99:99" && (1..=12).contains(&number(5..7)) && (1..=31).contains(&number(8..10))
}

/// What RFC 4287 demands of a feed, and what readers rely on.
fn feed_problems(xml: &str) -> Vec<String> {
    let mut problems = Vec::new();
    let document = match Document::parse(xml) {
        Ok(document) => document,
        Err(error) => return vec![error.to_string()],
    };
    let feed = document.root_element();
    if !feed.has_tag_name((ATOM, "feed")) {
        problems.push("the root is no atom:feed".to_owned());
    }
    let mut ids = BTreeSet::new();
    let entries = children(feed, "entry");
    for part in std::iter::once(feed).chain(entries.iter().copied()) {
        let id = only(part, "id", &mut problems);
        if !is_tag(&id) {
            problems.push(format!("{id} is no tag URI"));
        }
        if !ids.insert(id.clone()) {
            problems.push(format!("{id} stands twice"));
        }
        if only(part, "title", &mut problems).is_empty() {
            problems.push("an empty title".to_owned());
        }
        let updated = only(part, "updated", &mut problems);
        if !is_moment(&updated) {
            problems.push(format!("{updated} is no moment"));
        }
        for published in children(part, "published") {
            if !published.text().is_some_and(is_moment) {
                problems.push("published is no moment".to_owned());
            }
        }
        for author in children(part, "author") {
            if only(author, "name", &mut problems).is_empty() {
                problems.push("an author without a name".to_owned());
            }
        }
        let links = children(part, "link");
        let alternate = links
            .iter()
            .filter(|link| link.attribute("rel") == Some("alternate"))
            .count();
        if alternate != 1
            || links
                .iter()
                .any(|link| link.attribute("href").is_none_or(str::is_empty))
        {
            problems.push(format!("{id}: not one alternate link, or one without href"));
        }
        if children(part, "summary").len() > 1 {
            problems.push("two summaries".to_owned());
        }
    }
    let is_self = |link: &Node<'_, '_>| link.attribute("rel") == Some("self");
    if children(feed, "link").iter().filter(|link| is_self(link)).count() != 1 {
        problems.push("not one self link".to_owned());
    }
    // An entry without an author takes the feed's.
    if children(feed, "author").is_empty() {
        problems.push("no author".to_owned());
    }
    let moments: Vec<String> = entries
        .iter()
        .map(|entry| only(*entry, "updated", &mut problems))
        .collect();
    if moments.is_empty() || !moments.is_sorted_by(|a, b| a >= b) {
        problems.push("no entry, or not newest first".to_owned());
    }
    if only(feed, "updated", &mut problems) != moments.first().cloned().unwrap_or_default() {
        problems.push("the feed is not as new as its newest entry".to_owned());
    }
    problems
}

fn feeds(files: &BTreeMap<String, Vec<u8>>) -> Vec<(&String, &str)> {
    let is_feed = |path: &&String| path.ends_with("feed.xml");
    files
        .keys()
        .filter(is_feed)
        .map(|path| (path, text(&files[path])))
        .collect()
}

#[test]
fn the_check_sees_each_fault() {
    let entry = "<entry><id>tag:a.vn,2026:b</id><title>Dân vận</title><updated>2011-08-29T00:00:00+07:00</updated>\
                 <link rel=\"alternate\" href=\"b/\"/></entry>";
    let feed = |entry: &str| {
        format!(
            "<feed xmlns=\"{ATOM}\"><id>tag:a.vn,2026:a</id><title>Trang</title><updated>2011-08-29T00:00:00+07:00</updated>\
             <author><name>Ban</name></author><link rel=\"self\" href=\"feed.xml\"/><link rel=\"alternate\" href=\"./\"/>{entry}</feed>"
        )
    };
    assert_eq!(feed_problems(&feed(entry)), Vec::<String>::new());
    for (from, to) in [
        ("tag:a.vn,2026:b", "tag:a.vn,2026:a"),
        ("tag:a.vn,2026:b", "https://a.vn/b"),
        ("tag:a.vn,2026:b", "tag:a.vn,2026:văn-bản"),
        ("<title>Dân vận</title>", ""),
        ("2011-08-29T00:00:00+07:00", "2011-08-29"),
        ("2011-08-29T00:00:00+07:00", "2011-13-29T00:00:00+07:00"),
        ("2011-08-29T00:00:00+07:00", "2012-08-29T00:00:00+07:00"),
        ("rel=\"alternate\"", "rel=\"related\""),
        ("Dân vận", "Dân & vận"),
    ] {
        let broken = feed(&entry.replace(from, to));
        assert!(!feed_problems(&broken).is_empty(), "{from} → {to}");
    }
}

#[test]
fn the_feeds_of_the_site_are_valid() {
    for base in [None, Some(BASE)] {
        let files = real(base).files();
        let feeds = feeds(&files);
        assert!(feeds.len() > 20, "{} feeds", feeds.len());
        for (path, xml) in &feeds {
            assert_eq!(feed_problems(xml), Vec::<String>::new(), "{path}\n{xml}");
            let starts = xml.contains(&format!("href=\"{BASE}"));
            assert_eq!(
                starts,
                base.is_some(),
                "{path}: whole addresses only where they are known"
            );
            assert!(xml.contains("<id>tag:danvan.example.vn,2026:") == base.is_some());
        }
        let page = text(&files["index.html"]);
        assert!(page.contains("type=\"application/atom+xml\"") && page.contains("href=\"feed.xml\""));
        let page = text(&files["chu-de/dan-van-kheo/index.html"]);
        assert!(page.contains("Theo dõi tin mới (Atom)</a>"));
    }
}

#[test]
fn feeds_of_small_sites_are_valid() {
    for path in files_below(&crate_root().join("tests/sites"), "site.txt") {
        let folder = tempfile::tempdir().expect("a folder");
        write_files(&std::fs::read_to_string(&path).expect("a site"), folder.path());
        let built = built_with(folder.path(), Options::default());
        for (name, xml) in feeds(&built.files()) {
            assert_eq!(
                feed_problems(xml),
                Vec::<String>::new(),
                "{}: {name}\n{xml}",
                path.display()
            );
        }
    }
}

/// The ids of a golden site's feed.
fn golden_ids(site: &str) -> BTreeSet<String> {
    let path = crate_root().join("tests/sites").join(site).join("feed.xml");
    let xml = std::fs::read_to_string(path).expect("a golden feed");
    let document = Document::parse(&xml).expect("XML");
    let ids = document.descendants().filter(|node| node.has_tag_name((ATOM, "id")));
    ids.filter_map(|node| node.text().map(str::to_owned)).collect()
}

#[test]
fn a_change_of_title_and_address_keeps_every_id() {
    let before = golden_ids("feeds-before");
    assert_eq!(before.len(), 6, "the feed, two documents, three notes: {before:?}");
    assert_eq!(before, golden_ids("feeds-after"));
}

/// The ids of every feed of a folder.
fn ids_of(folder: &std::path::Path) -> BTreeSet<String> {
    let site = crate::web::built(folder);
    let mut found = BTreeSet::new();
    for (_, xml) in feeds(&site.files()) {
        let document = Document::parse(xml).expect("XML");
        let ids = document.descendants().filter(|node| node.has_tag_name((ATOM, "id")));
        found.extend(ids.filter_map(|node| node.text().map(str::to_owned)));
    }
    found
}

/// A site of an old document that came to it late, and of a newer one whose line in the list of addresses has no day.
const NEWS: &str = "\
-- content/addresses.lock --
tag:danvan.example.vn
/quyet-dinh/1998/1-qd-tu/\tcontent/a.md\t1-QĐ/TU@1998-02-01\t-\t2026-11-30
/quyet-dinh/2025/2-qd-tu/\tcontent/b.md\t2-QĐ/TU@2025-02-01\t-
-- content/a.md --
---
loại: Quyết định
số: 1-QĐ/TU
ngày: 1/2/1998
---

Điều 1. Một.
-- content/b.md --
---
loại: Quyết định
số: 2-QĐ/TU
ngày: 1/2/2025
---

Điều 1. Hai.
";

#[test]
fn what_came_to_the_site_today_is_news_whatever_its_own_date() {
    let folder = tempfile::tempdir().expect("a folder");
    write_files(NEWS, folder.path());
    let site = crate::web::built(folder.path());
    assert_eq!(site.ending, ExitStatus::Fine, "{}", site.printed);
    let feed = site.file("feed.xml");
    assert_eq!(feed_problems(&feed), Vec::<String>::new());
    let old = feed.find("Quyết định 1-QĐ/TU").expect("the old document");
    let new = feed.find("Quyết định 2-QĐ/TU").expect("the newer one");
    assert!(old < new, "{feed}");
    assert!(feed.contains("<updated>2026-11-30T00:00:00+07:00</updated>"), "{feed}");
    let home = site.page("");
    let recent = inside(&home, "aria-labelledby=\"ui-recent\"").expect("news");
    assert!(recent.contains("1-QĐ/TU") && recent.contains("30/11/2026"), "{recent}");
    assert!(!recent.contains("2-QĐ/TU"), "{recent}");
}

#[test]
fn a_browser_shows_a_feed_with_a_sentence_and_links_name_the_feed() {
    let files = real(None).files();
    for (path, xml) in feeds(&files) {
        let root = "../".repeat(path.matches('/').count());
        let style = format!("<?xml-stylesheet type=\"text/css\" href=\"{root}giao-dien/feed.css\"?>");
        assert_eq!(xml.lines().nth(1), Some(&*style), "{path}");
        assert!(xml.contains("<subtitle>Đây là nguồn tin Atom."), "{path}");
    }
    let css = text(&files["giao-dien/feed.css"]);
    assert!(css.contains("feed > subtitle, entry"), "the sentence is shown");
    for (path, bytes) in files.iter().filter(|(path, _)| path.ends_with(".html")) {
        let page = text(bytes);
        let Some((_, link)) = page.split_once("type=\"application/atom+xml\" title=\"") else {
            continue;
        };
        let (title, rest) = link.split_once('"').expect("a title");
        let href = rest.split_once("href=\"").and_then(|(_, rest)| rest.split_once('"'));
        let href = href
            .expect("an address")
            .0
            .trim_start_matches("../")
            .trim_start_matches('/');
        let beside = format!("{}{href}", path.trim_end_matches("index.html"));
        let feed = files.get(&beside).or_else(|| files.get(href)).expect("a feed");
        let feed = Document::parse(text(feed)).expect("XML");
        let own = only(feed.root_element(), "title", &mut Vec::new());
        assert_eq!(words(title), own, "{path}");
    }
}

#[test]
fn ids_outlive_the_name_and_the_address_of_the_site() {
    let folder = tempfile::tempdir().expect("a folder");
    let source = folder.path();
    let say = |site: &str| std::fs::write(source.join("content/site.yaml"), site).expect("written");
    write_files(
        "-- content/a.md --\n---\nloại: Quyết định\nsố: 1-QĐ/TU\nngày: 1/2/2011\n---\n\nĐiều 1. Một.\n",
        source,
    );
    let write_addresses = || {
        let run = std::process::Command::new(env!("CARGO_BIN_EXE_congbo"))
            .args(["check", "--write-addresses", "--source"])
            .arg(source)
            .output();
        assert_eq!(run.expect("the program runs").status.code(), Some(0));
    };
    // While the site has no address, its name stands in for one; what was given out stays.
    say("tên: Đầu\n");
    write_addresses();
    let nameless = ids_of(source);
    say("tên: Sau\n");
    assert_eq!(ids_of(source), nameless);
    // Its first address is the name for good.
    say("tên: Sau\nđịa chỉ gốc: https://Danvan.example.vn:8080/ctr01\n");
    write_addresses();
    let named = ids_of(source);
    assert!(named.contains("tag:danvan.example.vn,2026:ctr01/feed"), "{named:?}");
    say("tên: Khác\nđịa chỉ gốc: https://khac.example.vn\n");
    assert_eq!(ids_of(source), named);
    write_addresses();
    assert_eq!(ids_of(source), named);
    // Another site in another folder of the first host has no id of this one; at the top of a host there is no folder.
    std::fs::remove_file(source.join("content/addresses.lock")).expect("written");
    say("tên: Sau\nđịa chỉ gốc: https://danvan.example.vn/ctr02/\n");
    assert!(ids_of(source).is_disjoint(&named));
    say("tên: Sau\nđịa chỉ gốc: https://danvan.example.vn/\n");
    assert!(ids_of(source).contains("tag:danvan.example.vn,2026:feed"));
}

#[test]
fn the_sitemap_names_every_page_that_is_to_be_found_and_no_other() {
    let files = real(Some(BASE)).files();
    let document = Document::parse(text(&files["sitemap.xml"])).expect("XML");
    let root = document.root_element();
    assert!(root.has_tag_name((SITEMAPS, "urlset")));
    let mut named = BTreeSet::new();
    let mut dated = 0;
    for url in root.children().filter(Node::is_element) {
        assert!(url.has_tag_name((SITEMAPS, "url")));
        let children: Vec<Node<'_, '_>> = url.children().filter(Node::is_element).collect();
        assert!(children[0].has_tag_name((SITEMAPS, "loc")) && children.len() <= 2);
        let loc = children[0].text().expect("an address");
        assert!(loc.is_ascii() && loc.len() < 2048);
        let path = loc
            .strip_prefix(BASE)
            .unwrap_or_else(|| panic!("{loc} is below the site"));
        assert!(named.insert(format!("{path}index.html")), "{loc} stands twice");
        if let Some(date) = children.get(1) {
            assert!(date.has_tag_name((SITEMAPS, "lastmod")));
            let date = date.text().expect("a date");
            let shape: String = date.chars().map(|c| if c.is_ascii_digit() { '9' } else { c }).collect();
            assert!(["9999", "9999-99", "9999-99-99"].contains(&shape.as_str()), "{date}");
            dated += 1;
        }
    }
    assert!(dated > 20, "{dated} pages with a date");
    // A page with a feed changed when its feed did.
    for page in ["", "chu-de/dan-van-kheo/", "co-quan/tinh-uy-thai-nguyen/"] {
        let feed = text(&files[&format!("{page}feed.xml")]);
        let (_, updated) = feed.split_once("<updated>").expect("a date");
        let row = format!("<loc>{BASE}{page}</loc>\n    <lastmod>{}</lastmod>", &updated[..10]);
        assert!(text(&files["sitemap.xml"]).contains(&row), "{row}");
    }
    let is_numbered = |path: &str| path.contains("/trang/") || path.contains("/dan-chieu/");
    let expected: BTreeSet<String> = files
        .iter()
        .filter(|(path, bytes)| path.ends_with("/index.html") || (*path == "index.html" && !bytes.is_empty()))
        .filter(|(path, bytes)| !is_numbered(path) && !text(bytes).contains("content=\"noindex\""))
        .map(|(path, _)| path.clone())
        .collect();
    assert_eq!(named, expected);
    for path in &named {
        let address = path.trim_end_matches("index.html");
        let canonical = format!("<link rel=\"canonical\" href=\"{BASE}{address}\">");
        assert!(text(&files[path]).contains(&canonical), "{path}");
    }
    assert!(text(&files["robots.txt"]).ends_with(&format!("\nSitemap: {BASE}sitemap.xml\n")));
}

#[test]
fn without_an_address_of_the_site_nothing_pretends_to_know_it() {
    let files = real(None).files();
    assert!(!files.contains_key("sitemap.xml"));
    assert_eq!(text(&files["robots.txt"]), "User-agent: *\nAllow: /\n");
    assert!(!text(&files["index.html"]).contains("rel=\"canonical\""));
    let page = text(&files["404.html"]);
    assert!(page.contains("href=\"/giao-dien/congbo.css\"") && page.contains("content=\"noindex\""));
    let files = real(Some(BASE)).files();
    let page = text(&files["404.html"]);
    // The path alone: the page must work where a site is tried before it is published.
    assert!(page.contains("href=\"/trang/giao-dien/congbo.css\""));
    assert!(page.contains("href=\"/trang/van-ban/\""));
}

/// More pages than one list may hold (sitemaps.org: 50,000): the list becomes one of lists, and loses no page.
#[test]
fn a_long_sitemap_is_parted() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut files = String::from("-- content/site.yaml --\nđịa chỉ gốc: https://danvan.example.vn\n");
    for number in 1..=60 {
        let head = format!("---\nloại: Quyết định\nsố: {number}-QĐ/TU\nngày: 1/2/2011\ntheo dõi: có\n---\n");
        files.push_str(&format!("-- content/{number}.md --\n{head}"));
        for item in 1..=850 {
            files.push_str(&format!("\n{item}. Một.\n"));
        }
    }
    write_files(&files, folder.path());
    let (_, outcome) = crate::support::compiled(folder.path());
    let edition = outcome.site.expect("a site without errors");
    let rendered = |name: &str| {
        let position = edition.files().iter().position(|file| file.path == name);
        let mut bytes = Vec::new();
        edition.render(position.expect("a file"), &mut bytes).expect("rendered");
        String::from_utf8(bytes).expect("UTF-8")
    };
    let index = rendered("sitemap.xml");
    let document = Document::parse(&index).expect("XML");
    assert!(document.root_element().has_tag_name((SITEMAPS, "sitemapindex")));
    let locs = |xml: &str| -> Vec<String> {
        let document = Document::parse(xml).expect("XML");
        let locs = document
            .descendants()
            .filter(|node| node.has_tag_name((SITEMAPS, "loc")));
        locs.filter_map(|node| node.text().map(str::to_owned)).collect()
    };
    let parts = locs(&index);
    assert_eq!(parts.len(), 2, "{parts:?}");
    let mut named = BTreeSet::new();
    for part in parts {
        let pages = locs(&rendered(
            part.strip_prefix("https://danvan.example.vn/").expect("below the site"),
        ));
        assert!(pages.len() <= 50_000, "{}", pages.len());
        named.extend(pages);
    }
    assert!(named.len() > 60 * 850);
    assert!(named.contains("https://danvan.example.vn/quyet-dinh/2011/60-qd-tu/muc-850/"));
}
