//! The words that a reader of a page meets: a list's numbers and the words for pictures count, the site's own do not.

use congbo::internals::input::{HtmlTemplate, Placeholder};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::web::html::{Piece, inside, pieces, value};

/// Cuts a text into words: runs of letters, marks and digits after NFC, soft hyphens dropped.
pub fn words(text: &str) -> Vec<String> {
    let text: String = text.nfc().filter(|letter| *letter != '\u{ad}').collect();
    let is_letter = |letter: char| letter.is_alphanumeric() || is_combining_mark(letter);
    let runs = text.split(|letter: char| !is_letter(letter));
    runs.filter(|run| !run.is_empty()).map(str::to_owned).collect()
}

/// The words of the element that holds a page's text; `None` where the page has none.
pub fn body_words(page: &str) -> Option<Vec<String>> {
    inside(page, "data-content=\"body\"").map(words_of_html)
}

/// The words of HTML whose links and marks are not written yet.
pub fn words_of_template(template: &HtmlTemplate) -> Vec<String> {
    let mut html = String::new();
    let mut from = 0;
    for (at, placeholder) in &template.placeholders {
        html.push_str(&template.html[from..at.get()]);
        from = at.get();
        match placeholder {
            Placeholder::Link(_) | Placeholder::LinkEnd(_) | Placeholder::Footnote(..) => html.push_str("<wbr>"),
            Placeholder::Id(_)
            | Placeholder::SelfHref(_)
            | Placeholder::Source(_)
            | Placeholder::ImageSize(_)
            | Placeholder::TableName
            | Placeholder::Mention(_)
            | Placeholder::MentionEnd(_)
            | Placeholder::NameEnd(..) => {}
        }
    }
    html.push_str(&template.html[from..]);
    words_of_html(&html)
}

/// The words of some HTML without what the site adds: its marks, the marks of footnotes, quoted provisions.
pub fn words_of_html(html: &str) -> Vec<String> {
    let mut text = String::new();
    // For each open list the number of its next item, if it is numbered.
    let mut lists: Vec<Option<u64>> = Vec::new();
    // The name of the element of the site's own that is open, and how many of that name are open in it.
    let mut foreign: Option<(&str, usize)> = None;
    for piece in pieces(html) {
        if let Some((name, depth)) = &mut foreign {
            match piece {
                Piece::Open(inner, _) if inner == *name => *depth += 1,
                Piece::Close(inner) if inner == *name => *depth -= 1,
                Piece::Open(..) | Piece::Close(_) | Piece::Text(_) => {}
            }
            if *depth == 0 {
                foreign = None;
            }
            continue;
        }
        match piece {
            Piece::Text(words) => text.push_str(&words),
            Piece::Close(name) => {
                text.push(' ');
                if matches!(name, "ol" | "ul") {
                    lists.pop();
                }
            }
            Piece::Open(name, attributes) => {
                text.push(' ');
                if is_foreign(name, &attributes) {
                    foreign = Some((name, 1));
                    continue;
                }
                let number = |attribute| value(&attributes, attribute).and_then(|number| number.parse().ok());
                match name {
                    "ul" => lists.push(None),
                    "ol" => lists.push(Some(number("start").unwrap_or(1))),
                    "li" => {
                        if let Some(Some(next)) = lists.last_mut() {
                            let own = number("value").unwrap_or(*next);
                            text.push_str(&format!("{own} "));
                            *next = own + 1;
                        }
                    }
                    "img" => text.extend([value(&attributes, "alt").unwrap_or(""), " "]),
                    _ => {}
                }
            }
        }
    }
    words(&text)
}

/// Says whether an element holds words that are not the document's.
fn is_foreign(name: &str, attributes: &[(&str, String)]) -> bool {
    let class = value(attributes, "class").unwrap_or("");
    value(attributes, "data-content") == Some("site")
        || (name == "sup" && class == "footnote-ref")
        || (name == "blockquote" && class.split(' ').any(|class| class == "quoted"))
}
