//! A page as its reader meets it: headings, lines, links, marks. Classes and blanks are left out, so that
//! a change of looks changes no expected file.

use super::html::{Piece, inside, is_inline, pieces, squeezed, value};

/// The `<main>` of a page as lines of text.
pub fn reading(html: &str) -> String {
    let main = without_pictures(inside(html, "<main").expect("a page has a main part"));
    let mut out = Lines::default();
    let mut ends: Vec<String> = Vec::new();
    for piece in pieces(&main) {
        match piece {
            Piece::Text(text) => out.words(&text),
            Piece::Open(name, attributes) => {
                let end = out.open(name, &attributes);
                if !super::html::is_void(name) {
                    ends.push(end);
                }
            }
            Piece::Close(name) => {
                let end = ends.pop().unwrap_or_default();
                out.line.push_str(&end);
                if !is_inline(name) {
                    out.flush();
                }
            }
        }
    }
    out.flush();
    out.text
}

/// The page with each picture as one line, its title and description: that it says what the page says in words
/// is for `tests/it/pictures.rs` to hold.
fn without_pictures(html: &str) -> String {
    let mut parts = html.split("<svg ");
    let mut out = parts.next().unwrap_or("").to_owned();
    for part in parts {
        let (picture, after) = part.split_once("</svg>").expect("a picture ends");
        let (title, description) = (inside(picture, "<title"), inside(picture, "<desc"));
        let words = |part: Option<&str>| part.expect("a picture says what it is").to_owned();
        out.push_str(&format!(
            "<p>[hình] {} – {}</p>{after}",
            words(title),
            words(description)
        ));
    }
    out
}

#[derive(Default)]
struct Lines {
    text: String,
    line: String,
    prefix: String,
}

impl Lines {
    fn words(&mut self, text: &str) {
        self.line.push_str(text);
    }

    fn flush(&mut self) {
        let line = squeezed(&std::mem::take(&mut self.line));
        let prefix = std::mem::take(&mut self.prefix);
        if !line.is_empty() {
            self.text.push_str(&format!("{prefix}{line}\n"));
        } else {
            self.prefix = prefix;
        }
    }

    /// Begins an element; gives what stands at its end.
    fn open(&mut self, name: &str, attributes: &[(&str, String)]) -> String {
        if !is_inline(name) {
            self.flush();
            self.prefix = prefix(name).map_or_else(|| std::mem::take(&mut self.prefix), str::to_owned);
        }
        if let Some(part) = value(attributes, "data-content") {
            self.text.push_str(&format!("[{part}]\n"));
        }
        // Ids of the interface begin with ui-, those of groups of a list with nhom- or nam-.
        let is_own = |id: &&str| ["ui-", "nhom-", "nam-"].iter().any(|prefix| id.starts_with(prefix));
        if let Some(id) = value(attributes, "id").filter(|id| !is_own(id)) {
            self.line.push_str(&format!("{{#{id}}} "));
        }
        match name {
            "a" => {
                self.line.push('[');
                let class = value(attributes, "class")
                    .filter(|class| class.contains("not-held"))
                    .map_or("", |_| " ?");
                format!("]({}{class})", value(attributes, "href").unwrap_or(""))
            }
            "img" => {
                self.line
                    .push_str(&format!("![{}]", value(attributes, "src").unwrap_or("")));
                String::new()
            }
            "mark" => self.around("*"),
            "code" => self.around("`"),
            "span" if value(attributes, "class") == Some("ambiguous") => {
                self.line.push('<');
                format!(" | {}>", value(attributes, "title").unwrap_or(""))
            }
            "td" | "th" => " |".to_owned(),
            _ => String::new(),
        }
    }

    fn around(&mut self, mark: &str) -> String {
        self.line.push_str(mark);
        mark.to_owned()
    }
}

fn prefix(name: &str) -> Option<&'static str> {
    match name {
        "h1" => Some("# "),
        "h2" => Some("## "),
        "h3" => Some("### "),
        "h4" => Some("#### "),
        "h5" | "h6" => Some("##### "),
        "li" => Some("- "),
        "dt" => Some(": "),
        "dd" => Some("  "),
        "blockquote" => Some("> "),
        "tr" | "p" | "div" | "section" => None,
        _ => None,
    }
}
