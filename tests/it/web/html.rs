//! A small scanner of HTML: enough to follow links, find ids and read words. Not a parser.

/// A piece of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    /// An opening tag and its attributes, their values decoded.
    Open(&'a str, Vec<(&'a str, String)>),
    /// A closing tag.
    Close(&'a str),
    /// Text, decoded.
    Text(String),
}

/// Elements without a closing tag (HTML, 13.1.2).
const VOID: [&str; 6] = ["br", "hr", "img", "input", "link", "meta"];

/// Says whether an element has no closing tag.
pub fn is_void(name: &str) -> bool {
    VOID.contains(&name)
}

/// Elements whose end a page may leave out (HTML, 13.1.2.4).
const ENDS_OF_THEMSELVES: [&str; 2] = ["p", "li"];

/// Elements that end a paragraph by their beginning (HTML, 13.1.2.4).
const ENDS_PARAGRAPH: [&str; 26] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "details",
    "div",
    "dl",
    "fieldset",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "main",
    "nav",
    "ol",
    "p",
    "section",
    "table",
    "ul",
];

/// Says whether an element that is open ends where another one begins.
fn is_ended_by(open: &str, next: &str) -> bool {
    (open == "p" && (next == "li" || ENDS_PARAGRAPH.contains(&next))) || (open == "li" && next == "li")
}

/// Cuts a page into tags and texts; comments and the doctype are left out. End tags that a page leaves out are there.
pub fn pieces(html: &str) -> Vec<Piece<'_>> {
    let mut found = Vec::new();
    let mut open: Vec<&str> = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        if at > 0 {
            found.push(Piece::Text(decoded(&rest[..at])));
        }
        rest = &rest[at..];
        if let Some(comment) = rest.strip_prefix("<!--") {
            rest = comment.split_once("-->").map_or("", |(_, after)| after);
            continue;
        }
        let end = end_of_tag(rest);
        let tag = &rest[1..end];
        rest = &rest[end + 1..];
        if let Some(name) = tag.strip_prefix('/') {
            let name = name.trim();
            while let Some(last) = open.pop_if(|last| *last != name && ENDS_OF_THEMSELVES.contains(last)) {
                found.push(Piece::Close(last));
            }
            open.pop_if(|last| *last == name);
            found.push(Piece::Close(name));
        } else if !tag.starts_with('!') {
            let name = tag.split(|c: char| c.is_whitespace()).next().unwrap_or("");
            while let Some(last) = open.pop_if(|last| is_ended_by(last, name)) {
                found.push(Piece::Close(last));
            }
            if !is_void(name) {
                open.push(name);
            }
            found.push(Piece::Open(name, attributes(&tag[name.len()..])));
        }
    }
    found.push(Piece::Text(decoded(rest)));
    found
}

/// The position of the `>` that ends a tag; those inside quoted values do not count.
fn end_of_tag(text: &str) -> usize {
    let mut quote = None;
    for (at, letter) in text.char_indices() {
        match (quote, letter) {
            (None, '>') => return at,
            (None, '"' | '\'') => quote = Some(letter),
            (Some(open), letter) if open == letter => quote = None,
            _ => {}
        }
    }
    panic!("a tag without an end: {}", text.chars().take(80).collect::<String>());
}

fn attributes(text: &str) -> Vec<(&str, String)> {
    let mut found = Vec::new();
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let end = rest.find(|c: char| c.is_whitespace() || c == '=').unwrap_or(rest.len());
        let name = &rest[..end];
        rest = &rest[end..];
        let Some(value) = rest.strip_prefix('=') else {
            found.push((name, String::new()));
            rest = rest.trim_start();
            continue;
        };
        let quote = value
            .chars()
            .next()
            .filter(|c| matches!(c, '"' | '\''))
            .expect("values of attributes are quoted");
        let (value, after) = value[1..].split_once(quote).expect("a closing quote");
        found.push((name, decoded(value)));
        rest = after.trim_start();
    }
    found
}

/// Undoes the escapes that the generator writes.
fn decoded(text: &str) -> String {
    let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"");
    text.replace("&#39;", "'")
        .replace("&#x27;", "'")
        .replace("&#x2F;", "/")
        .replace("&amp;", "&")
}

/// The value of an attribute.
pub fn value<'a>(attributes: &'a [(&str, String)], name: &str) -> Option<&'a str> {
    attributes
        .iter()
        .find(|(known, _)| *known == name)
        .map(|(_, value)| value.as_str())
}

/// The inside of the first element whose opening tag contains some text.
pub fn inside<'a>(html: &'a str, opening: &str) -> Option<&'a str> {
    let at = html.find(opening)?;
    let start = if opening.starts_with('<') {
        at
    } else {
        html[..at].rfind('<')?
    };
    let name: String = html[start + 1..]
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric())
        .collect();
    let from = start + end_of_tag(&html[start..]) + 1;
    let (open, close) = (format!("<{name}"), format!("</{name}>"));
    let mut depth = 1;
    let mut at = from;
    while depth > 0 {
        let next_close = html[at..].find(&close)? + at;
        let next_open = html[at..]
            .find(&open)
            .map(|found| found + at)
            .filter(|found| *found < next_close);
        match next_open {
            Some(found) => {
                let is_same = !html[found + open.len()..].starts_with(|c: char| c.is_ascii_alphanumeric());
                depth += usize::from(is_same);
                at = found + open.len();
            }
            None => {
                depth -= 1;
                at = next_close + close.len();
            }
        }
    }
    Some(&html[from..at - close.len()])
}

/// Words parted by one blank.
pub fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The words of some HTML; elements that stand in lines of their own part words.
pub fn words(html: &str) -> String {
    let mut out = String::new();
    for piece in pieces(html) {
        match piece {
            Piece::Text(text) => out.push_str(&text),
            Piece::Open(name, _) | Piece::Close(name) if !is_inline(name) => out.push(' '),
            Piece::Open(..) | Piece::Close(_) => {}
        }
    }
    squeezed(&out)
}

/// Says whether an element stands inside a line.
pub fn is_inline(name: &str) -> bool {
    matches!(
        name,
        "a" | "b" | "code" | "del" | "em" | "ins" | "mark" | "no-br" | "s" | "span" | "strong" | "sup" | "time"
    )
}

/// A document's text without what the site adds beside its provisions.
pub fn without_marks(html: &str) -> String {
    const MARGIN: &str = "<div class=\"margin\"";
    let mut out = String::new();
    let mut rest = html;
    while let Some((before, margin)) = rest.find(MARGIN).map(|at| rest.split_at(at)) {
        out.push_str(before);
        let words = inside(margin, MARGIN).expect("a margin ends");
        let (_, after) = margin.split_once(words).expect("the margin holds its words");
        rest = after.trim_start_matches("</div>");
    }
    out + rest
}
