//! Typesetting: keeps numbers and dates on one line, and links abbreviations to their meaning.
//!
//! Takes the HTML of a text and the abbreviations of a theme; returns the same words in the same order, some of them
//! inside an element. No character of the text is changed, added or lost.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::html::push_escaped;
use crate::base::slug::slug;
use crate::output::unbroken_words::{WordShape, compound_length, is_blank, is_code, is_long_number, unbroken_length};

/// The element around words that stay on one line, a custom one since a page has a hundred of them (HTML, "Core concepts"
/// of custom elements); text that has it already is not typeset again.
const UNBROKEN_TAG: &str = "<no-br>";
const UNBROKEN_END: &str = "</no-br>";

/// The abbreviations of a theme, and which of them the texts of one page contain.
#[derive(Debug)]
pub(crate) struct Typesetter<'a> {
    abbreviations: BTreeMap<&'a str, &'a str>,
    /// The first and second bytes of the abbreviations: with a look at them few words are looked up.
    begins: [[bool; 256]; 2],
    used: BTreeSet<&'a str>,
    seen: BTreeSet<&'a str>,
    is_heading: bool,
    is_cell: bool,
}

/// An abbreviation that a page explains.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub(crate) struct Abbreviation {
    /// The id of its explanation on the page.
    pub id: String,
    /// As written in the text.
    pub short: String,
    /// What it stands for.
    pub long: String,
}

impl<'a> Typesetter<'a> {
    /// Begins a page.
    pub(crate) fn new(abbreviations: BTreeMap<&'a str, &'a str>) -> Self {
        let mut begins = [[false; 256]; 2];
        for short in abbreviations.keys() {
            let bytes = begins.iter_mut().zip(short.bytes());
            bytes.for_each(|(begins, byte)| begins[usize::from(byte)] = true);
        }
        Typesetter {
            abbreviations,
            begins,
            used: BTreeSet::new(),
            seen: BTreeSet::new(),
            is_heading: false,
            is_cell: false,
        }
    }

    /// Typesets a heading, whose tag is not in the text.
    pub(crate) fn typeset_heading(&mut self, html: &str) -> String {
        self.is_heading = true;
        let out = self.typeset(html);
        self.is_heading = false;
        out
    }

    /// Typesets a text. In each paragraph the first use of an abbreviation links to its meaning.
    pub(crate) fn typeset(&mut self, html: &str) -> String {
        let mut out = String::with_capacity(html.len() + html.len() / 8);
        let mut rest = html;
        let mut open_tags = Vec::new();
        while let Some(start) = rest.find('<') {
            self.words(&rest[..start], &open_tags, &mut out);
            // Attributes are escaped: the next `>` ends the tag.
            let end = rest[start..].find('>').map_or(rest.len(), |end| start + end + 1);
            let tag = &rest[start..end];
            if tag == UNBROKEN_TAG {
                let close = rest[end..].find(UNBROKEN_END).map_or(rest.len(), |close| end + close);
                out.push_str(&rest[start..close]);
                rest = &rest[close..];
                continue;
            }
            self.enter_tag(tag, &mut open_tags);
            out.push_str(tag);
            rest = &rest[end..];
        }
        self.words(rest, &open_tags, &mut out);
        self.seen.clear();
        out
    }

    /// Returns the abbreviations in the texts so far.
    pub(crate) fn glossary(&self) -> Vec<Abbreviation> {
        let row = |short: &&'a str| Abbreviation {
            id: explanation_id(short),
            short: (*short).to_owned(),
            long: self.abbreviations[short].to_owned(),
        };
        self.used.iter().map(row).collect()
    }

    /// Keeps track of the block that words are in, and of the open elements in which abbreviations are not linked (`a`) or
    /// nothing is changed (`code`, and the printed number of a provision, which stays on one line by its style).
    fn enter_tag<'t>(&mut self, tag: &'t str, open_tags: &mut Vec<&'t str>) {
        let (is_end, name) = name_of(tag);
        match name {
            "a" | "code" | "pre" | "abbr" if is_end => {
                open_tags.pop();
            }
            "a" if tag.starts_with("<a class=\"number") => open_tags.push("number"),
            "a" | "code" | "pre" | "abbr" => open_tags.push(name),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.is_heading = !is_end,
            "td" | "th" => self.is_cell = !is_end,
            _ => {}
        }
        if !is_end
            && matches!(
                name,
                "p" | "pre" | "li" | "td" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "hr"
            )
        {
            self.seen.clear();
        }
    }

    fn words(&mut self, text: &str, open_tags: &[&str], out: &mut String) {
        if open_tags.iter().any(|tag| *tag != "a") {
            out.push_str(text);
            return;
        }
        let (mut written, mut at) = (0, 0);
        while at < text.len() {
            let rest = &text[at..];
            let shape = WordShape::of(rest);
            let end = shape.length;
            let word = &rest[..end];
            let mut length = if shape.may_be_tied {
                unbroken_length(rest, end)
            } else {
                end
            };
            if length == end && self.is_heading {
                length = compound_length(rest, end);
            }
            let is_number = shape.has_digit && (is_code(word) || (self.is_cell && is_long_number(word)));
            if length > end || is_number {
                let unbroken = [&text[written..at], UNBROKEN_TAG, &rest[..length], UNBROKEN_END];
                out.extend(unbroken);
                written = at + length;
            } else if let Some(short) = self.first_use(word, open_tags.is_empty()) {
                out.push_str(&text[written..at]);
                push_explained(word, short, out);
                written = at + end;
            }
            at += length;
            while text.as_bytes().get(at).is_some_and(|byte| is_blank(*byte)) {
                at += 1;
            }
        }
        out.push_str(&text[written..]);
    }

    /// Returns the abbreviation that a word is, where a paragraph uses it for the first time.
    fn first_use(&mut self, word: &str, may_link: bool) -> Option<&'a str> {
        let may_begin = |word: &str| {
            let mut bytes = self.begins.iter().zip(word.bytes());
            bytes.all(|(begins, byte)| begins[usize::from(byte)])
        };
        if !may_link || !(may_begin(word) || word.starts_with(is_sign)) {
            return None;
        }
        let bare = without_signs(word);
        if !may_begin(bare) {
            return None;
        }
        let known = self.abbreviations.get_key_value(bare);
        let short = known.map(|(short, _)| *short).filter(|short| self.seen.insert(short))?;
        self.used.insert(short);
        Some(short)
    }
}

/// A word without the signs around it.
fn without_signs(word: &str) -> &str {
    word.trim_start_matches(is_sign).trim_end_matches(is_sign)
}

fn is_sign(letter: char) -> bool {
    matches!(letter, '(' | ')' | ',' | ';' | '.' | ':' | '“' | '”')
}

fn push_explained(word: &str, short: &str, out: &mut String) {
    let bare = without_signs(word);
    let at = word.find(bare).unwrap_or(0);
    out.push_str(&word[..at]);
    out.push_str("<a class=\"abbr\" href=\"#");
    push_escaped(out, &explanation_id(short));
    out.extend(["\">", bare, "</a>", &word[at + bare.len()..]]);
}

fn explanation_id(short: &str) -> String {
    format!("ui-abbr-{}", slug(short))
}

/// Whether a tag ends an element, and the element's name.
fn name_of(tag: &str) -> (bool, &str) {
    let (is_end, rest) = match tag.strip_prefix("</") {
        Some(rest) => (true, rest),
        None => (false, &tag[1..]),
    };
    let is_of_name = |byte: &u8| byte.is_ascii_alphanumeric();
    (is_end, &rest[..rest.bytes().take_while(is_of_name).count()])
}

#[cfg(test)]
mod tests {
    use super::Typesetter;
    use std::collections::BTreeMap;

    fn set(html: &str) -> String {
        Typesetter::new(BTreeMap::from([("HĐND", "Hội đồng nhân dân"), ("P/h", "phối hợp")])).typeset(html)
    }

    #[test]
    fn numbers_and_dates_stay_on_one_line() {
        assert_eq!(
            set("<p>Quyết định 393-QĐ/TU ngày 27 tháng 6 năm 2011, đạt 85 %</p>"),
            "<p>Quyết định <no-br>393-QĐ/TU</no-br> <no-br>ngày 27</no-br> \
             <no-br>tháng 6</no-br> <no-br>năm 2011,</no-br> đạt \
             <no-br>85 %</no-br></p>"
        );
        assert_eq!(set("lần thứ XI của Đảng"), "<no-br>lần thứ XI</no-br> của Đảng");
        assert_eq!(
            set("Mục III.3: đường 2,5 km"),
            "<no-br>Mục III.3:</no-br> đường <no-br>2,5 km</no-br>"
        );
    }

    #[test]
    fn compounds_stay_on_one_line_in_headings_alone() {
        assert_eq!(
            set("<h2>HÀNH ĐỘNG; (nông thôn)</h2><p>hành động</p>"),
            "<h2><no-br>HÀNH ĐỘNG;</no-br> <no-br>(nông thôn)</no-br></h2><p>hành động</p>"
        );
        // One pair after the other: four syllables would be too wide for a phone.
        assert_eq!(
            Typesetter::new(BTreeMap::new()).typeset_heading("nhân dân vận động"),
            "<no-br>nhân dân</no-br> <no-br>vận động</no-br>"
        );
    }

    #[test]
    fn a_narrow_cell_does_not_cut_a_number() {
        assert_eq!(
            set("<td>1.250.000 xã 12</td><p>1.250.000</p>"),
            "<td><no-br>1.250.000</no-br> xã 12</td><p>1.250.000</p>"
        );
    }

    #[test]
    fn a_printed_number_stays_as_it_is() {
        let number = "<p><a class=\"number word\" href=\"#5\">Điều 5.</a> ";
        assert_eq!(
            set(&format!("{number}Theo Điều 6</p>")),
            format!("{number}Theo <no-br>Điều 6</no-br></p>")
        );
    }

    #[test]
    fn text_is_not_typeset_twice() {
        let once = set("<p>Theo <mark>Quyết định 393-QĐ/TU</mark>, ngày 27/6/2011</p>");
        assert_eq!(set(&once), once);
    }

    #[test]
    fn abbreviations_lead_to_their_meaning_once_a_paragraph_and_never_inside_a_link() {
        assert_eq!(
            set("<p>(HĐND, HĐND)</p><p><a href=\"x\">HĐND</a> HĐND (P/h)</p>"),
            "<p>(<a class=\"abbr\" href=\"#ui-abbr-hdnd\">HĐND</a>, HĐND)</p><p><a href=\"x\">HĐND</a> \
             <a class=\"abbr\" href=\"#ui-abbr-hdnd\">HĐND</a> (<a class=\"abbr\" href=\"#ui-abbr-p-h\">P/h</a>)</p>"
        );
    }

    #[test]
    fn no_character_is_lost() {
        for text in [
            "",
            " ",
            "a  b\n số 5",
            "<p>ngày  5</p> ",
            "số",
            "12 000 đồng&amp;",
            "<code>số 5</code>",
        ] {
            let bare = |html: &str| {
                let mut out = String::new();
                let mut inside = false;
                for letter in html.chars() {
                    match letter {
                        '<' => inside = true,
                        '>' => inside = false,
                        _ if !inside => out.push(letter),
                        _ => {}
                    }
                }
                out
            };
            assert_eq!(bare(&set(text)), bare(text), "{text}");
        }
    }
}
