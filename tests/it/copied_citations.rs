//! What the script of a page makes of a printed number, for readers who copy a citation, is how the page of that provision
//! is cited. The script itself runs in `tests/browser/checks/walk.mjs`; this is its rule, over more forms than one page has.

use std::fs;

use crate::support::{crate_root, write_files};
use crate::web::html::{Piece, inside, pieces, value, words};
use crate::web::{Built, built, real_site};

/// An open provision with its number.
struct Cited {
    depth: usize,
    place: String,
}

/// The numbers of a page, each with where it leads and how the script cites it.
fn made(page: &str) -> Vec<(String, String)> {
    let levels = page
        .split("data-levels=\"")
        .nth(1)
        .and_then(|rest| rest.split('"').next());
    let levels: Vec<&str> = levels
        .expect("the page has the words of its levels")
        .split(',')
        .collect();
    let mut open: Vec<Option<Option<Cited>>> = Vec::new();
    let mut number: Option<(String, Option<String>, String)> = None;
    let mut found = Vec::new();
    for piece in pieces(inside(page, "data-content=\"body\"").expect("a text")) {
        match piece {
            Piece::Open(name, attributes) => {
                let class = value(&attributes, "class").unwrap_or("");
                if name == "a" && class.starts_with("number") {
                    let whole = value(&attributes, "data-cite").map(str::to_owned);
                    let href = value(&attributes, "href").expect("a way").trim_start_matches("../");
                    number = Some((href.to_owned(), whole, String::new()));
                }
                open.push((class == "provision").then_some(None));
            }
            Piece::Text(text) => {
                if let Some((_, _, label)) = &mut number {
                    label.push_str(&text);
                }
            }
            Piece::Close(name) => {
                open.pop();
                if let Some((href, whole, label)) = number.take_if(|_| name == "a") {
                    let own = open.iter().rposition(Option::is_some).expect("a provision");
                    let outer = open[..own].iter().rev().flatten().flatten().next();
                    let cited = cited(&levels, &label, whole, outer);
                    found.push((href, cited.place.clone()));
                    open[own] = Some(Some(cited));
                }
            }
        }
    }
    found
}

/// The rule of `citationOf` in `congbo.js`.
fn cited(levels: &[&str], label: &str, whole: Option<String>, outer: Option<&Cited>) -> Cited {
    let label = label
        .trim_end_matches(['.', ')', '/', '-', '–', ':', ' '])
        .trim_start_matches('(');
    let brings_word = label.contains(' ');
    let depth = outer.filter(|_| !brings_word).map_or(0, |outer| outer.depth + 1);
    let place = whole.unwrap_or_else(|| match outer {
        _ if brings_word => label.to_owned(),
        Some(outer) => format!("{} {label}, {}", levels[depth], outer.place),
        None => format!("{} {label}", levels[depth]),
    });
    Cited { depth, place }
}

/// Compares each number of a followed document with the page to which it leads. Gives how many there are.
fn compared(site: &Built, address: &str) -> usize {
    let page = site.page(address);
    let whole = words(inside(&page, "id=\"ui-citation\"").expect("a citation"));
    let made = made(&page);
    for (href, place) in &made {
        let own = site.page(href);
        let citation = words(inside(&own, "id=\"ui-citation\"").expect("a citation"));
        assert_eq!(format!("{place} {whole}"), citation, "{href}");
    }
    made.len()
}

/// A site of one followed document.
fn site_of(text: &str) -> (tempfile::TempDir, Built) {
    let head = "-- content/1.md --\n---\nloại: Nghị định\nsố ký hiệu: 1/2020/NĐ-CP\nngày ban hành: 1/2/2020\n\
                trích yếu: Về một việc\ntheo dõi: có\n---\n\n";
    let folder = tempfile::tempdir().expect("a temporary folder");
    write_files(&format!("{head}{text}"), folder.path());
    let site = built(folder.path());
    (folder, site)
}

#[test]
fn the_programme_is_cited_as_its_pages_are() {
    let count = compared(real_site(), "chuong-trinh-hanh-dong/2011/01-ctr-bdvtu/");
    assert!(count > 30, "{count}");
}

#[test]
fn articles_and_attached_regulations_are_cited_as_their_pages_are() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let text = fs::read_to_string(crate_root().join("tests/sites/text/site.txt")).expect("a readable site");
    write_files(&text, folder.path());
    assert_eq!(compared(&built(folder.path()), "quyet-dinh/2011/8-qd-tu/"), 8);
}

#[test]
fn articles_in_chapters_need_no_citation_of_their_own() {
    let text = "Chương I. QUY ĐỊNH CHUNG\n\nĐiều 1. Phạm vi\n\n1. Một.\n\na) Hai;\n\nb) Ba.\n\n2. Bốn.\n\n\
                Chương II. TỔ CHỨC\n\nMục 1. BỘ MÁY\n\nĐiều 2. Việc\n\n1. Năm:\n\na) Sáu.\n\nĐiều 3. Bảy\n";
    let (_folder, site) = site_of(text);
    let address = "nghi-dinh/2020/1-2020-nd-cp/";
    assert!(compared(&site, address) > 10);
    let whole = site.page(address).matches("data-cite=").count();
    assert!(whole <= 1, "{whole}");
}
