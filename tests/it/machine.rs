//! What pages say of themselves to machines is true: every address leads to a page of the site, the way down is
//! the one that readers see, and lists are parts of the site.

use std::collections::BTreeSet;
use std::fs;

use crate::support::{crate_root, write_files};
use crate::web::html::{Piece, pieces, value};
use crate::web::links::percent_decoded;
use crate::web::{Built, built, built_with, real_site};
use congbo::internals::edition::Options;
use serde_json::Value;

const BASE: &str = "https://trang.example/kho";

fn based() -> Built {
    let options = Options {
        base_url: Some(BASE.to_owned()),
        ..Options::default()
    };
    built_with(crate_root(), options)
}

/// The objects of a page's structured data.
fn objects(page: &str) -> Vec<Value> {
    let blocks = page.split("<script type=\"application/ld+json\">").skip(1);
    blocks
        .flat_map(|rest| {
            let (json, _) = rest.split_once("</script>").expect("an end");
            match serde_json::from_str(json).expect("valid JSON") {
                Value::Array(items) => items,
                one => vec![one],
            }
        })
        .collect()
}

/// Every address that structured data gives.
fn addresses(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Object(map) => {
            for (key, value) in map {
                match value {
                    Value::String(text) if ["url", "item", "contentUrl"].contains(&key.as_str()) => {
                        found.push(text.clone());
                    }
                    other => addresses(other, found),
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| addresses(item, found)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// The steps that readers see above the page.
fn crumbs(page: &str) -> Vec<String> {
    let Some((_, rest)) = page.split_once("breadcrumbs\"") else {
        return Vec::new();
    };
    let (path, _) = rest.split_once("</nav>").expect("an end");
    let mut found: Vec<String> = Vec::new();
    let mut inside = false;
    for piece in pieces(&format!("<nav{path}")) {
        match piece {
            Piece::Open("a", attributes) if value(&attributes, "href").is_some() => {
                found.push(String::new());
                inside = true;
            }
            Piece::Close("a") => inside = false,
            Piece::Text(text) if inside => found.last_mut().expect("a step").push_str(&text),
            _ => {}
        }
    }
    found
}

#[test]
fn documents_and_provisions_have_names_in_the_manner_of_eli() {
    let files = based().files();
    let names = |path: &str| -> Vec<String> {
        let page = String::from_utf8(files[path].clone()).expect("text");
        let of = |object: &Value| object["identifier"]["value"].as_str().map(str::to_owned);
        objects(&page).iter().filter_map(of).collect()
    };
    let (mut documents, mut all) = (0, BTreeSet::new());
    for path in files.keys().filter(|path| path.ends_with("index.html")) {
        for name in names(path) {
            assert!(name.starts_with("/eli/vn/") && !name.contains("//"), "{path}: {name}");
            assert!(all.insert(name.clone()), "{path}: {name} is the name of two pages");
            documents += 1;
        }
    }
    assert!(documents > 30, "{documents}");
    let programme = all.iter().find(|name| name.ends_with("/2011/08/29/01-ctr-bdvtu"));
    let programme = programme.expect("the name of the programme");
    assert!(all.contains(&format!("{programme}/II.1.5")), "{all:?}");
}

#[test]
fn every_address_that_machines_are_told_leads_to_a_page() {
    let files = based().files();
    let mut kinds = BTreeSet::new();
    for (path, bytes) in files.iter().filter(|(path, _)| path.ends_with("index.html")) {
        let page = String::from_utf8_lossy(bytes);
        for object in objects(&page) {
            kinds.insert(object["@type"].as_str().expect("a type").to_owned());
            let mut told = Vec::new();
            addresses(&object, &mut told);
            assert!(!told.is_empty(), "{path}: {object}");
            for address in told {
                let inner = address.strip_prefix(&format!("{BASE}/"));
                let inner = inner.unwrap_or_else(|| panic!("{path}: {address} is not of the site"));
                // A short list is a part of a page.
                let inner = percent_decoded(inner.split('#').next().unwrap_or(""));
                let file = if inner.is_empty() || inner.ends_with('/') {
                    inner + "index.html"
                } else {
                    inner
                };
                assert!(files.contains_key(&file), "{path}: {address} leads nowhere");
            }
        }
    }
    let expected = [
        "Article",
        "BreadcrumbList",
        "CollectionPage",
        "Dataset",
        "Legislation",
        "WebPage",
        "WebSite",
    ];
    assert_eq!(kinds.iter().map(String::as_str).collect::<Vec<_>>(), expected);
}

#[test]
fn the_way_down_is_the_one_that_readers_see() {
    let mut compared = 0;
    for (path, bytes) in based().files().iter().filter(|(path, _)| path.ends_with("index.html")) {
        let page = String::from_utf8_lossy(bytes);
        let Some(list) = objects(&page)
            .into_iter()
            .find(|object| object["@type"] == "BreadcrumbList")
        else {
            continue;
        };
        let steps = list["itemListElement"].as_array().expect("steps");
        let names: Vec<&str> = steps.iter().filter_map(|step| step["name"].as_str()).collect();
        let (here, above) = names.split_last().expect("a page");
        let shown: Vec<String> = crumbs(&page).iter().map(|text| text.replace(['\u{a0}'], " ")).collect();
        assert_eq!(above, shown, "{path}");
        assert!(!here.is_empty(), "{path}");
        let own = format!(
            "<link rel=\"canonical\" href=\"{}\">",
            steps[above.len()]["item"].as_str().unwrap_or("")
        );
        assert!(page.contains(&own), "{path}: the last step is another page");
        compared += 1;
    }
    assert!(compared > 100, "{compared}");
}

#[test]
fn without_an_address_of_the_site_no_step_is_told() {
    for (path, bytes) in real_site()
        .files()
        .iter()
        .filter(|(path, _)| path.ends_with("index.html"))
    {
        for object in objects(&String::from_utf8_lossy(bytes)) {
            assert_ne!(object["@type"], "BreadcrumbList", "{path}");
            let mut told = Vec::new();
            addresses(&object, &mut told);
            assert!(told.is_empty(), "{path}: {told:?}");
        }
    }
}

/// WCAG 3.1.2: a screen reader must know which language to speak.
#[test]
fn an_english_interface_says_that_texts_are_vietnamese() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let site = fs::read_to_string(crate_root().join("tests/sites/english/site.txt")).expect("a readable site");
    write_files(&site, folder.path());
    let page = built(folder.path()).page("quyet-dinh/2011/1-qd-tu/");
    assert!(page.contains("<html lang=\"en\">"));
    let mut parts = BTreeSet::new();
    for piece in pieces(&page) {
        let Piece::Open(_, attributes) = piece else { continue };
        if let Some(part @ ("head" | "body" | "site")) = value(&attributes, "data-content") {
            let expected = if part == "site" { "en" } else { "vi" };
            assert_eq!(value(&attributes, "lang"), Some(expected), "{part}");
            parts.insert(part.to_owned());
        }
    }
    assert!(parts.contains("head") && parts.contains("body"), "{parts:?}");
}
