//! Crawls the real site: every link leads somewhere, everything is reached, nothing is said of what is broken.

use crate::web::html::{inside, words};
use crate::web::{links, real_site};
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
