//! Pictures: each has a title, a description and links that a keyboard reaches, and says nothing that its page
//! does not say in words.

use std::collections::BTreeSet;

use crate::web::html::{Piece, pieces, squeezed, value, words};
use crate::web::{Built, real_site};
use roxmltree::{Document, Node};

/// Every picture of a built site, with its page's path and its page without pictures.
fn pictures(site: &Built) -> Vec<(String, String, String)> {
    let mut found = Vec::new();
    for (path, bytes) in site.files() {
        if !path.ends_with(".html") {
            continue;
        }
        let page = String::from_utf8(bytes).expect("a page in UTF-8");
        let mut rest = page.split("<svg ");
        let mut outside = rest.next().unwrap_or("").to_owned();
        let mut own = Vec::new();
        for part in rest {
            let (picture, after) = part.split_once("</svg>").expect("a picture ends");
            own.push(format!("<svg {picture}</svg>"));
            outside.push_str(after);
        }
        found.extend(own.into_iter().map(|svg| (path.clone(), svg, outside.clone())));
    }
    found
}

fn text(node: Node<'_, '_>) -> String {
    let words: Vec<&str> = node
        .descendants()
        .filter(Node::is_text)
        .filter_map(|node| node.text())
        .collect();
    squeezed(&words.join(" "))
}

/// What is wrong with a picture.
fn faults(svg: &str, page: &str) -> Vec<String> {
    let parsed = Document::parse(svg).expect("a picture is well-formed");
    let root = parsed.root_element();
    let mut wrong = Vec::new();
    let named = |tag: &str, attribute: &str| {
        let node = root.children().find(|node| node.has_tag_name(tag));
        let id = node.and_then(|node| node.attribute("id"));
        let words = node.map(text).unwrap_or_default();
        !words.is_empty() && id.is_some() && id == root.attribute(attribute)
    };
    if !named("title", "aria-labelledby") {
        wrong.push("no title that names it".to_owned());
    }
    if !named("desc", "aria-describedby") {
        wrong.push("no description that tells what it shows".to_owned());
    }
    if root.attribute("role") == Some("img") {
        wrong.push("role img hides its links".to_owned());
    }
    let outside: BTreeSet<String> = pieces(page)
        .into_iter()
        .filter_map(|piece| match piece {
            Piece::Open("a", attributes) => value(&attributes, "href").map(str::to_owned),
            _ => None,
        })
        .collect();
    let said = words(page);
    let links: Vec<Node<'_, '_>> = root.descendants().filter(|node| node.has_tag_name("a")).collect();
    if links.is_empty() {
        wrong.push("no link".to_owned());
    }
    for link in links {
        let target = link.attribute("href").unwrap_or("");
        let inside_page = target
            .strip_prefix('#')
            .is_some_and(|id| page.contains(&format!("id=\"{id}\"")));
        if text(link).is_empty() {
            wrong.push(format!("{target}: a link without words"));
        }
        if !outside.contains(target) && !inside_page {
            wrong.push(format!("{target}: the page has no such link in words"));
        }
        // A name may be cut into lines, and cut off: its first words stand on the page.
        let first = link.descendants().find(|node| node.has_tag_name("text")).map(text);
        let first = first.unwrap_or_default();
        let start = first
            .split(" · ")
            .last()
            .unwrap_or("")
            .trim_end_matches(" …")
            .to_owned();
        if !inside_page && !said.contains(&start) {
            wrong.push(format!("{start}: the page does not say so"));
        }
    }
    wrong
}

#[test]
fn every_picture_of_the_real_site_can_be_read_and_followed() {
    let site = real_site();
    let found = pictures(site);
    let wrong: Vec<String> = found
        .iter()
        .flat_map(|(path, svg, page)| {
            faults(svg, page)
                .into_iter()
                .map(move |fault| format!("{path}: {fault}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let with = |path: &str| found.iter().any(|(own, ..)| own == path);
    // Up to six documents are read in the list; what a followed document is related to stands in its margin.
    assert!(with("luat/2022/10-2022-qh15/index.html"));
    assert!(!with("chuong-trinh-hanh-dong/2011/01-ctr-bdvtu/index.html"));
    assert!(!with("quyet-dinh/2011/393-qd-tu/index.html"));
}

#[test]
fn the_test_sees_every_kind_of_fault() {
    let page = "<main><a href=\"a/\">Một</a> <p id=\"x\">Hai</p></main>";
    let good = concat!(
        "<svg aria-labelledby=\"t\" aria-describedby=\"d\" role=\"group\"><title id=\"t\">T</title><desc id=\"d\">D</desc>",
        "<a href=\"a/\"><text>1/2/2011 · Một</text></a><a href=\"#x\"><text>và 2 nữa</text></a></svg>"
    );
    assert_eq!(faults(good, page), Vec::<String>::new());
    let fault = |from: &str, to: &str| faults(&good.replace(from, to), page);
    assert_eq!(fault("<title id=\"t\">T</title>", ""), ["no title that names it"]);
    assert_eq!(
        fault("<desc id=\"d\">D</desc>", ""),
        ["no description that tells what it shows"]
    );
    assert_eq!(fault("role=\"group\"", "role=\"img\""), ["role img hides its links"]);
    assert_eq!(
        fault("href=\"a/\"", "href=\"b/\""),
        ["b/: the page has no such link in words"]
    );
    assert_eq!(fault("Một", "Ba"), ["Ba: the page does not say so"]);
    assert_eq!(fault("và 2 nữa", ""), ["#x: a link without words"]);
    assert_eq!(
        fault("#x", "#y"),
        [
            "#y: the page has no such link in words",
            "và 2 nữa: the page does not say so"
        ]
    );
}

#[test]
fn what_is_empty_takes_no_room() {
    let site = real_site();
    let law = site.page("luat/2022/10-2022-qh15/");
    assert!(law.contains("<svg viewBox=\"0 0 660 "), "{law}");
}
