//! Typesetting: keeps numbers and dates on one line, and links abbreviations to their meaning.
//!
//! Takes the HTML of a text and the abbreviations of a theme; returns the same words in the same order, some of them
//! inside an element. No character of the text is changed, added or lost.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::LazyLock;

use crate::base::html::push_escaped;
use crate::base::slug::slug;

/// Words that stay with the number after them.
const BEFORE_VALUES: [&str; 12] = [
    "ngày", "tháng", "năm", "số", "điều", "khoản", "điểm", "mục", "phần", "thứ", "khóa", "chương",
];

/// Words that stay with the number before them.
const UNITS: [&str; 14] = [
    "%", "triệu", "tỷ", "tỉ", "nghìn", "đồng", "ha", "km", "km²", "m", "m²", "cm", "kg", "tấn",
];

/// The most characters that are kept on one line: more would not fit the screen of a phone (WCAG 1.4.10).
const MAX_UNBROKEN: usize = 26;

/// The fewest characters of a number that a narrow cell of a table must not cut in two.
const MIN_UNBROKEN_NUMBER: usize = 5;

/// The compounds of two syllables that a heading keeps on one line: a heading is short, so that a syllable at the end of
/// its line is read alone.
static COMPOUNDS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    let lines = include_str!("compounds.txt").lines();
    lines.filter(|line| !line.starts_with('#')).collect()
});

/// The tag before words that stay on one line; text that has it already is not typeset again.
const UNBROKEN_TAG: &str = "<span class=\"nowrap\">";

/// The abbreviations of a theme, and which of them the texts of one page contain.
#[derive(Debug)]
pub(crate) struct Typesetter<'a> {
    abbreviations: BTreeMap<&'a str, &'a str>,
    /// The first bytes of the abbreviations: with a look at them few words are looked up.
    begins: [bool; 256],
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
        let mut begins = [false; 256];
        let first = abbreviations.keys().filter_map(|short| short.as_bytes().first());
        first.for_each(|first| begins[usize::from(*first)] = true);
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
                let close = rest[end..].find("</span>").map_or(rest.len(), |close| end + close);
                out.push_str(&rest[start..close]);
                rest = &rest[close..];
                continue;
            }
            track_tag(tag, &mut open_tags);
            self.track_block(tag);
            if ["<p", "<li", "<td", "<h"].iter().any(|block| tag.starts_with(block)) {
                self.seen.clear();
            }
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

    /// Keeps track of whether words are those of a heading or of a cell.
    fn track_block(&mut self, tag: &str) {
        let is_end = tag.starts_with("</");
        match tag.trim_start_matches(['<', '/']).as_bytes() {
            [b'h', b'1'..=b'6', ..] => self.is_heading = !is_end,
            [b't', b'd' | b'h', b'>' | b' ', ..] => self.is_cell = !is_end,
            _ => {}
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
            let length = match shape.may_be_tied {
                true => self.tied_length(rest, end),
                false if self.is_heading => compound_length(rest, end),
                false => end,
            };
            let is_number = shape.has_digit && (is_code(word) || (self.is_cell && is_long_number(word)));
            if length > end || is_number {
                let unbroken = [&text[written..at], UNBROKEN_TAG, &rest[..length], "</span>"];
                out.extend(unbroken);
                written = at + length;
            } else if let Some(short) = self.first_use(word, open_tags.is_empty()) {
                out.push_str(&text[written..at]);
                push_explained(word, short, out);
                written = at + end;
            }
            at += length;
            at += text[at..].bytes().take_while(|byte| is_blank(*byte)).count();
        }
        out.push_str(&text[written..]);
    }

    /// The length in bytes of the words at the beginning of a text that stay on one line.
    fn tied_length(&self, text: &str, first: usize) -> usize {
        match unbroken_length(text, first) {
            length if length == first && self.is_heading => compound_length(text, first),
            length => length,
        }
    }

    /// Returns the abbreviation that a word is, where a paragraph uses it for the first time.
    fn first_use(&mut self, word: &str, may_link: bool) -> Option<&'a str> {
        let may_begin = |word: &str| word.bytes().next().is_some_and(|first| self.begins[usize::from(first)]);
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

/// What one pass over its bytes shows of the word at the start of a text. Nearly no word is set in any way, and with
/// this look at them typesetting takes a third of the time.
struct WordShape {
    length: usize,
    has_digit: bool,
    /// Whether it may stay on one line with the next word, as [`belong_together`] decides.
    may_be_tied: bool,
}

impl WordShape {
    fn of(text: &str) -> Self {
        let bytes = text.as_bytes();
        let (mut length, mut has_digit) = (0, false);
        while let Some(byte) = bytes.get(length).filter(|byte| !is_blank(**byte)) {
            has_digit |= byte.is_ascii_digit();
            length += 1;
        }
        let next = bytes.get(length + 1).filter(|_| bytes[length] == b' ');
        let may_follow = |next: &u8| matches!(next, b'0'..=b'9' | b'I' | b'V' | b'X' | b'L' | b'C' | b't');
        WordShape {
            length,
            has_digit,
            may_be_tied: has_digit || next.is_some_and(may_follow),
        }
    }
}

/// The length of the word at the start of a text, in bytes.
fn word_length(text: &str) -> usize {
    text.bytes().position(is_blank).unwrap_or(text.len())
}

fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\n')
}

fn explanation_id(short: &str) -> String {
    format!("ui-abbr-{}", slug(short))
}

/// Keeps track of open elements in which abbreviations are not linked (`a`) or nothing is changed (`code`).
fn track_tag<'t>(tag: &'t str, open_tags: &mut Vec<&'t str>) {
    let closing = tag.starts_with("</");
    let name = tag.trim_start_matches(['<', '/']);
    let end = name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len());
    let name = &name[..end];
    match name {
        "a" | "code" | "pre" | "abbr" if closing => {
            open_tags.pop();
        }
        "a" | "code" | "pre" | "abbr" => open_tags.push(name),
        _ => {}
    }
}

/// Returns the length in bytes of a word and the words after it that stay on its line.
fn unbroken_length(text: &str, first: usize) -> usize {
    let (mut start, mut end) = (0, first);
    while let Some(after) = text[end..].strip_prefix(' ') {
        let stop = word_length(after);
        let to = end + 1 + stop;
        if !belong_together(&text[start..end], &after[..stop]) || count(&text[..to]) > MAX_UNBROKEN {
            break;
        }
        (start, end) = (end + 1, to);
    }
    end
}

/// Returns the length in bytes of a compound at the beginning of a text; that of its first word if there is none.
fn compound_length(text: &str, first: usize) -> usize {
    let Some(after) = text[first..].strip_prefix(' ') else {
        return first;
    };
    let end = first + 1 + word_length(after);
    let pair = text[..end].trim_start_matches(['(', '“']);
    let pair = pair.trim_end_matches([',', ';', '.', ':', ')', '”', '…']);
    if COMPOUNDS.contains(pair.to_lowercase().as_str()) {
        end
    } else {
        first
    }
}

fn is_long_number(word: &str) -> bool {
    is_digits(word) && (MIN_UNBROKEN_NUMBER..=MAX_UNBROKEN).contains(&count(word))
}

fn count(word: &str) -> usize {
    word.chars().count()
}

/// Returns whether two words stay on one line. [`WordShape`] knows the letters with which the second may begin.
fn belong_together(word: &str, next: &str) -> bool {
    let introduces = |words: &[&str]| {
        let bare = word.trim_start_matches(['(', '“']).to_lowercase();
        words.contains(&bare.as_str())
    };
    let is_amount =
        || is_digits(word) && (UNITS.contains(&next.trim_end_matches([',', ';', '.', ')'])) || is_digits(next));
    match next.as_bytes().first() {
        Some(b'0'..=b'9' | b'I' | b'V' | b'X' | b'L' | b'C') if is_value(next) && introduces(&BEFORE_VALUES) => true,
        Some(b't') if next == "thứ" && introduces(&["lần"]) => true,
        _ => is_amount(),
    }
}

fn is_digits(word: &str) -> bool {
    if !word.starts_with(|first: char| first.is_ascii_digit() || matches!(first, '.' | ',')) {
        return false;
    }
    let word = word.trim_end_matches([',', ';', '.', ')']);
    !word.is_empty() && word.chars().all(|c| c.is_ascii_digit() || c == '.' || c == ',')
}

/// Returns whether a word is a number, a number with a symbol, or a Roman number.
fn is_value(word: &str) -> bool {
    let bare = word.trim_end_matches([',', ';', '.', ':', ')', '”']);
    let is_roman_digit = |c: char| matches!(c, 'I' | 'V' | 'X' | 'L' | 'C');
    // `XI`, and the address of an item: `III.3`.
    let is_roman = bare.starts_with(is_roman_digit)
        && bare
            .chars()
            .all(|c| is_roman_digit(c) || c == '.' || c.is_ascii_digit());
    is_roman || word.starts_with(|c: char| c.is_ascii_digit())
}

/// Returns whether a word is like `393-QĐ/TU` or `27/6/2011`, after whose hyphens and slashes browsers break lines.
fn is_code(word: &str) -> bool {
    let has_digit = word.bytes().any(|byte| byte.is_ascii_digit());
    has_digit && word.contains(['/', '-', '–']) && count(word) <= MAX_UNBROKEN
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
            "<p>Quyết định <span class=\"nowrap\">393-QĐ/TU</span> <span class=\"nowrap\">ngày 27</span> \
             <span class=\"nowrap\">tháng 6</span> <span class=\"nowrap\">năm 2011,</span> đạt \
             <span class=\"nowrap\">85 %</span></p>"
        );
        assert_eq!(
            set("lần thứ XI của Đảng"),
            "<span class=\"nowrap\">lần thứ XI</span> của Đảng"
        );
        assert_eq!(
            set("Mục III.3: đường 2,5 km"),
            "<span class=\"nowrap\">Mục III.3:</span> đường <span class=\"nowrap\">2,5 km</span>"
        );
    }

    #[test]
    fn compounds_stay_on_one_line_in_headings_alone() {
        assert_eq!(
            set("<h2>HÀNH ĐỘNG; (nông thôn)</h2><p>hành động</p>"),
            "<h2><span class=\"nowrap\">HÀNH ĐỘNG;</span> <span class=\"nowrap\">(nông thôn)</span></h2><p>hành động</p>"
        );
        // One pair after the other: four syllables would be too wide for a phone.
        assert_eq!(
            Typesetter::new(BTreeMap::new()).typeset_heading("nhân dân vận động"),
            "<span class=\"nowrap\">nhân dân</span> <span class=\"nowrap\">vận động</span>"
        );
    }

    #[test]
    fn a_narrow_cell_does_not_cut_a_number() {
        assert_eq!(
            set("<td>1.250.000 xã 12</td><p>1.250.000</p>"),
            "<td><span class=\"nowrap\">1.250.000</span> xã 12</td><p>1.250.000</p>"
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
