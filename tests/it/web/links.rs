//! Follows every link of a published folder, as a file server and a browser would.

use std::collections::{BTreeMap, BTreeSet};

use super::html::{Piece, is_void, pieces, value};

/// What a page offers and asks for.
#[derive(Debug, Default)]
struct Page {
    ids: BTreeSet<String>,
    links: Vec<String>,
    problems: Vec<String>,
}

/// Everything wrong with the links and the frame of a site's pages.
///
/// Broken links and fragments, links that only work at the top of a server or leave the site, ids given
/// twice, tags that do not match, pages without language, title or exactly one `h1`, headings that skip a
/// level, and files that nothing leads to from the home page.
pub fn problems(files: &BTreeMap<String, Vec<u8>>) -> Vec<String> {
    let mut found = Vec::new();
    let mut pages: BTreeMap<&str, Page> = BTreeMap::new();
    for (path, bytes) in files {
        if path.ends_with(".html") {
            let html = std::str::from_utf8(bytes).expect("a page in UTF-8");
            pages.insert(path, read(html));
        } else if path.ends_with("feed.xml") {
            let feed = std::str::from_utf8(bytes).expect("a feed in UTF-8");
            let style = feed.split_once("<?xml-stylesheet type=\"text/css\" href=\"");
            let style = style.and_then(|(_, rest)| rest.split_once('"'));
            pages.insert(
                path,
                Page {
                    links: style.map(|(style, _)| style.to_owned()).into_iter().collect(),
                    ..Page::default()
                },
            );
        } else if path.ends_with(".css") {
            let css = std::str::from_utf8(bytes).expect("a style sheet in UTF-8");
            pages.insert(
                path,
                Page {
                    links: style_links(css),
                    ..Page::default()
                },
            );
        }
    }
    let mut edges: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (path, page) in &pages {
        found.extend(page.problems.iter().map(|problem| format!("{path}: {problem}")));
        for link in &page.links {
            match follow(path, link, files, &pages) {
                Ok(Some(target)) => {
                    edges.entry(path).or_default().insert(target);
                }
                Ok(None) => {}
                Err(problem) => found.push(format!("{path}: {link}: {problem}")),
            }
        }
    }
    found.extend(
        unreached(files, &edges)
            .into_iter()
            .map(|path| format!("{path}: nothing links to it")),
    );
    found
}

fn unreached<'a>(files: &'a BTreeMap<String, Vec<u8>>, edges: &BTreeMap<&'a str, BTreeSet<&'a str>>) -> Vec<&'a str> {
    // Former addresses, and what machines ask for at fixed addresses, are reached from outside.
    let mut open: Vec<&str> = files
        .iter()
        .filter(|(path, bytes)| {
            let asked_for = [
                "404.html",
                "robots.txt",
                "sitemap.xml",
                "_headers",
                "giao-dien/fonts/OFL.txt",
                // Its address stands in full, where that of the site is known.
                "giao-dien/share.png",
            ]
            .contains(&path.as_str());
            asked_for || String::from_utf8_lossy(bytes).contains("http-equiv=\"refresh\"")
        })
        .map(|(path, _)| path.as_str())
        .collect();
    open.push("index.html");
    let mut reached: BTreeSet<&str> = open.iter().copied().collect();
    while let Some(path) = open.pop() {
        for target in edges.get(path).into_iter().flatten() {
            if reached.insert(target) {
                open.push(target);
            }
        }
    }
    files
        .keys()
        .map(String::as_str)
        // The theme's script is for pages that not every site has; it finds the index of words by itself.
        .filter(|path| !reached.contains(path) && !path.ends_with(".js") && !path.starts_with("tim-kiem/chi-muc/"))
        .collect()
}

/// Where a link leads: a file, or out of the site.
fn follow<'a>(
    from: &str,
    link: &str,
    files: &'a BTreeMap<String, Vec<u8>>,
    pages: &BTreeMap<&str, Page>,
) -> Result<Option<&'a str>, String> {
    if ["http://", "https://", "mailto:", "tel:"]
        .iter()
        .any(|scheme| link.starts_with(scheme))
    {
        return Ok(None);
    }
    // Nobody knows below which address this page is served.
    let from_top = link.strip_prefix('/').filter(|_| from == "404.html");
    let from_top = from_top.map(|rest| format!("./{rest}"));
    let link = from_top.as_deref().unwrap_or(link);
    if link.starts_with('/') {
        return Err("begins at the top of the server".to_owned());
    }
    if link.contains(':') {
        return Err("an unknown scheme".to_owned());
    }
    let (path, fragment) = link
        .split_once('#')
        .map_or((link, None), |(path, fragment)| (path, Some(fragment)));
    // A query is read by the page that is asked.
    let path = percent_decoded(path.split('?').next().unwrap_or(path));
    let target = if path.is_empty() {
        from.to_owned()
    } else {
        resolve(from, &path)?
    };
    let (target, _) = files
        .get_key_value(&target)
        .ok_or_else(|| format!("no file {target}"))?;
    if let Some(fragment) = fragment.map(percent_decoded).filter(|fragment| !fragment.is_empty()) {
        // What is behind the sign in a file to download, its reader knows (`#page=3`).
        let has_id = pages
            .get(target.as_str())
            .map_or(target.ends_with(".pdf"), |page| page.ids.contains(&fragment));
        if !has_id {
            return Err(format!("no #{fragment} in {target}"));
        }
    }
    Ok(Some(target))
}

fn resolve(from: &str, path: &str) -> Result<String, String> {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    let mut is_folder = path.ends_with('/');
    for part in path.split('/') {
        is_folder |= part == "." || part == "..";
        match part {
            "" | "." => {}
            ".." => {
                parts.pop().ok_or("leaves the site")?;
            }
            part => {
                is_folder = path.ends_with('/');
                parts.push(part);
            }
        }
    }
    if is_folder {
        parts.push("index.html");
    }
    Ok(parts.join("/"))
}

/// Undoes `%20` and its kind.
pub fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let digits = after.get(..2).and_then(|digits| std::str::from_utf8(digits).ok());
        match digits
            .and_then(|digits| u8::from_str_radix(digits, 16).ok())
            .filter(|_| *first == b'%')
        {
            Some(byte) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8(bytes).expect("an address in UTF-8")
}

fn read(html: &str) -> Page {
    let mut page = Page::default();
    let mut open: Vec<&str> = Vec::new();
    let (mut language, mut title, mut headings) = (false, String::new(), Vec::new());
    for piece in pieces(html) {
        match piece {
            Piece::Open(name, attributes) => {
                if let Some(id) = value(&attributes, "id").filter(|id| !page.ids.insert((*id).to_owned())) {
                    page.problems.push(format!("the id {id} twice"));
                }
                page.links.extend(
                    ["href", "src"]
                        .iter()
                        .filter_map(|name| value(&attributes, name))
                        .map(str::to_owned),
                );
                language |= name == "html" && value(&attributes, "lang").is_some_and(|lang| !lang.is_empty());
                if let Some(level) = name.strip_prefix('h').and_then(|level| level.parse::<u8>().ok()) {
                    headings.push(level);
                }
                if !is_void(name) {
                    open.push(name);
                }
            }
            Piece::Close(name) => match open.pop() {
                Some(last) if last == name => {}
                last => {
                    page.problems.push(format!("</{name}> closes {last:?}"));
                    open.extend(last.filter(|last| *last != name));
                }
            },
            Piece::Text(text) => {
                if open.last() == Some(&"title") {
                    title.push_str(&text);
                }
            }
        }
    }
    frame_problems(&mut page, language, &title, &headings);
    if !open.is_empty() {
        page.problems.push(format!("never closed: {open:?}"));
    }
    page.problems.truncate(3);
    page
}

fn frame_problems(page: &mut Page, language: bool, title: &str, headings: &[u8]) {
    if !language {
        page.problems.push("no language".to_owned());
    }
    if title.trim().is_empty() {
        page.problems.push("no title".to_owned());
    }
    let firsts = headings.iter().filter(|level| **level == 1).count();
    if firsts != 1 {
        page.problems.push(format!("{firsts} first headings"));
    }
    for pair in headings.windows(2).filter(|pair| pair[1] > pair[0] + 1) {
        page.problems.push(format!("an h{} after an h{}", pair[1], pair[0]));
    }
}

/// What a style sheet loads.
fn style_links(css: &str) -> Vec<String> {
    let uses = css.split("url(").skip(1).filter_map(|rest| rest.split(')').next());
    uses.map(|link| link.trim_matches(['"', '\'']).to_owned())
        .filter(|link| !link.starts_with("data:"))
        .collect()
}
