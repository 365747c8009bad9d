//! Crawls the real site: every link leads somewhere, everything is reached, nothing is said of what is broken.

use std::collections::BTreeMap;

use crate::web::html::{inside, words};
use crate::web::{Built, links, real_site};
use congbo::internals::host::ExitStatus;

#[test]
fn the_real_site_has_no_broken_link_and_no_page_that_nothing_links_to() {
    let site = real_site();
    assert_eq!(site.ending, ExitStatus::Fine, "{}", site.printed);
    let files = site.files();
    assert!(files.len() > 100, "only {} files", files.len());
    let problems = links::problems(&files);
    assert!(
        problems.is_empty(),
        "{} problems:\n{}",
        problems.len(),
        problems.join("\n")
    );
}

#[test]
fn every_page_of_the_real_site_has_a_title_of_its_own() {
    let site = real_site();
    let mut titles: Vec<(String, String)> = Vec::new();
    for (path, bytes) in site.files().iter().filter(|(path, _)| path.ends_with(".html")) {
        let html = String::from_utf8(bytes.clone()).expect("a page in UTF-8");
        titles.push((words(inside(&html, "<title>").expect("a title")), path.clone()));
    }
    titles.sort();
    let twice: Vec<_> = titles.windows(2).filter(|pair| pair[0].0 == pair[1].0).collect();
    assert!(twice.is_empty(), "pages with one title: {twice:#?}");
}

/// The pages of the real site, by path: without redirects.
fn real_pages(site: &Built) -> Vec<(String, String)> {
    let pages = site.files().into_iter().filter(|(path, _)| path.ends_with(".html"));
    let pages = pages.map(|(path, bytes)| (path, String::from_utf8(bytes).expect("a page in UTF-8")));
    pages
        .filter(|(_, page)| !page.contains("http-equiv=\"refresh\""))
        .collect()
}

/// The fewest words of a page.
const MIN_WORDS: usize = 40;

#[test]
fn no_page_of_the_real_site_is_nearly_empty() {
    let site = real_site();
    let is_exempt = |path: &str| path == "404.html" || path.starts_with("tim-kiem/");
    let mut short = Vec::new();
    for (path, page) in real_pages(site).into_iter().filter(|(path, _)| !is_exempt(path)) {
        let main = words(inside(&page, "<main").expect("a main part"));
        let count = main
            .split(|letter: char| !letter.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .count();
        if count < MIN_WORDS {
            short.push(format!("{path}: {count} words"));
        }
    }
    assert!(short.is_empty(), "{}", short.join("\n"));
}

/// The most often that the pages of the real site say of something that it is not known or not there.
const MAX_UNKNOWN: usize = 120;

#[test]
fn the_real_site_speaks_more_of_its_subject_than_of_its_limits() {
    let site = real_site();
    let mut found: BTreeMap<String, usize> = BTreeMap::new();
    for (path, page) in real_pages(site) {
        let page = page.to_lowercase();
        let count = page.matches("chưa rõ").count() + page.matches("chưa có").count();
        let part = path.split('/').next().unwrap_or("").to_owned();
        *found.entry(part).or_default() += count;
    }
    let total: usize = found.values().sum();
    assert!(total <= MAX_UNKNOWN, "{total}: {found:#?}");
}

#[test]
fn every_address_that_was_published_is_a_page_or_leads_to_one() {
    let published = include_str!("../addresses/published.txt");
    let files = real_site().files();
    let gone: Vec<&str> = published
        .lines()
        .filter(|address| !files.contains_key(&format!("{address}index.html")))
        .collect();
    assert!(gone.is_empty(), "{gone:#?}");
}

#[test]
fn a_list_that_is_part_of_a_page_leads_to_its_place_there() {
    let written = include_str!("../../content/redirects.txt");
    let files = real_site().files();
    let lines = written.lines().filter(|line| !line.starts_with('#'));
    let mut count = 0;
    for (from, to) in lines.filter_map(|line| line.split_once(' ')) {
        let from = from.trim_start_matches('/');
        assert!(to.contains("/#"), "{from} leads to an anchor, not to {to}");
        let page = String::from_utf8_lossy(&files[&format!("{from}index.html")]);
        // A list that has grown is a page again.
        if !page.contains("http-equiv=\"refresh\"") {
            continue;
        }
        let target = page
            .split_once("id=\"ui-target\" href=\"")
            .and_then(|(_, rest)| rest.split_once('"'));
        assert!(
            target.is_some_and(|(target, _)| target.contains('#')),
            "{from} leads to no place"
        );
        count += 1;
    }
    assert!(count > 100, "only {count}");
}

#[test]
fn the_crawler_sees_every_kind_of_fault() {
    let page = |body: &str| format!("<html lang=\"vi\"><head><title>t</title></head><body>{body}</body></html>");
    let files = [
        (
            "index.html",
            page(concat!(
                "<h1>a</h1><h3 id=\"x\">b</h3><p id=\"x\"><a href=\"b/#no\">1</a><a href=\"no/\">2</a><a href=\"/b/\">3</a>",
                "<a href=\"../\">4</a><a href=\"#x\">5</a></p></div>"
            )),
        ),
        (
            "b/index.html",
            page("<p>no heading</p>")
                .replace(" lang=\"vi\"", "")
                .replace("<title>t</title>", ""),
        ),
        ("c.json", "[]".to_owned()),
    ];
    let files = files
        .into_iter()
        .map(|(path, text)| (path.to_owned(), text.into_bytes()))
        .collect();
    let found = links::problems(&files);
    assert_eq!(
        found,
        [
            "b/index.html: no language",
            "b/index.html: no title",
            "b/index.html: 0 first headings",
            "index.html: the id x twice",
            "index.html: </div> closes Some(\"body\")",
            "index.html: an h3 after an h1",
            "index.html: b/#no: no #no in b/index.html",
            "index.html: no/: no file no/index.html",
            "index.html: /b/: begins at the top of the server",
            "index.html: ../: leaves the site",
            "b/index.html: nothing links to it",
            "c.json: nothing links to it",
        ]
    );
}
