//! A normalized copy of a text on which patterns are matched, with a map back to the original.
//!
//! The original is never altered: a match in the normalized text gives bytes of the original.

use std::borrow::Cow;
use std::ops::Range;

use crate::base::byte_scan;
use crate::base::fold::{is_dash, looks_like, may_be_misused, nfc};

/// A text with composed letters, one character for all blanks and one for all dashes, single blanks, no soft hyphens, ƣ
/// as ư, Ð as Đ.
#[derive(Debug)]
pub(crate) struct NormalizedText<'a> {
    text: Cow<'a, str>,
    /// For each byte of the normalized text, the byte of the original at which its letter begins; `None` if both texts
    /// are equal, as most often.
    map: Option<Vec<u32>>,
    length: usize,
}

impl<'a> NormalizedText<'a> {
    /// Normalizes a text; borrows it if nothing changes.
    pub(crate) fn of(original: &'a str) -> Self {
        if is_normalized(original) {
            return NormalizedText {
                text: Cow::Borrowed(original),
                map: None,
                length: original.len(),
            };
        }
        let mut text = String::with_capacity(original.len());
        let mut map = Vec::with_capacity(original.len());
        let mut letters = original.char_indices().peekable();
        while let Some((at, letter)) = letters.next() {
            let furniture = furniture(original, at, letter);
            if furniture > 0 {
                while letters.next_if(|(next, _)| *next < at + furniture).is_some() {}
                if letter == '\n' {
                    push(&mut text, ' ');
                    map.resize(
                        text.len(),
                        u32::try_from(at).expect("a text of one block is far below 4 GB"),
                    );
                }
                continue;
            }
            let letter = match letter {
                '\n' if ends_paragraph(&original[at + 1..]) => PARAGRAPH_END,
                letter => letter,
            };
            let mut end = at + letter.len_utf8();
            while let Some((mark_at, mark)) = letters.next_if(|(_, next)| is_combining_mark(*next)) {
                end = mark_at + mark.len_utf8();
            }
            if end == at + letter.len_utf8() {
                push(&mut text, letter);
            } else {
                nfc(&original[at..end])
                    .chars()
                    .for_each(|letter| push(&mut text, letter));
            }
            let at = u32::try_from(at).expect("a text of one block is far below 4 GB");
            map.resize(text.len(), at);
        }
        NormalizedText {
            text: Cow::Owned(text),
            map: Some(map),
            length: original.len(),
        }
    }

    /// The normalized text.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// Maps a range of the normalized text to bytes of the original.
    pub(crate) fn original(&self, range: Range<usize>) -> Range<usize> {
        let Some(map) = &self.map else { return range };
        let at = |index: usize| map.get(index).map_or(self.length, |at| *at as usize);
        at(range.start)..at(range.end)
    }
}

/// Returns the start of the last `length` bytes before `at`, moved forward to a character boundary.
pub(crate) fn start_of_last(text: &str, at: usize, length: usize) -> usize {
    let mut from = at.saturating_sub(length);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    from
}

/// Returns the first `length` bytes of a text at most, cut at a character boundary.
pub(crate) fn first_of(text: &str, length: usize) -> &str {
    let mut end = length.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// What the normalized text has at the end of a paragraph, so that nothing is read over it.
pub(crate) const PARAGRAPH_END: char = '\u{2029}';

/// Returns whether a line break ends a paragraph: an empty line follows, or the item of a list. A dash that belongs to a
/// number (`12` | `- QĐ/TU`) begins no item.
fn ends_paragraph(behind: &str) -> bool {
    let line = behind.trim_start_matches([' ', '\t', '\r', '\u{c}']);
    if line.starts_with('\n') {
        return true;
    }
    let Some(item) = line.strip_prefix(|sign: char| is_dash(sign) || matches!(sign, '+' | '•' | '*')) else {
        return false;
    };
    let word = item
        .trim_start_matches(' ')
        .split(char::is_whitespace)
        .next()
        .unwrap_or("");
    item.starts_with(' ') && !word.contains(|letter: char| letter == '/' || is_dash(letter))
}

/// The length of page furniture after `letter`, which the normalized text omits: a line with nothing but a page number,
/// after a line break; the mark of a footnote in square brackets, after a word.
fn furniture(text: &str, at: usize, letter: char) -> usize {
    let rest = &text[at + letter.len_utf8()..];
    let digits = |words: &str| words.bytes().take_while(u8::is_ascii_digit).count();
    match letter {
        '\n' => {
            // Empty lines around it belong to the page too.
            let line = rest.trim_start_matches(['\n', '\r', ' ', '\u{c}']);
            let number = first_of(line, MAX_PAGE_DIGITS + 1);
            let number = &number[..digits(number)];
            let behind = &line[number.len()..];
            let end = behind.trim_start_matches([' ', '\r', '\u{c}']);
            let is_number = (1..=MAX_PAGE_DIGITS).contains(&number.len()) && end.starts_with('\n');
            let next = end.trim_start_matches(['\n', '\r', ' ', '\u{c}']);
            if is_number { rest.len() - next.len() } else { 0 }
        }
        '[' if text[..at].ends_with(char::is_alphanumeric) => {
            let length = digits(rest);
            let is_mark = (1..=2).contains(&length) && rest[length..].starts_with(']');
            if is_mark { length + 2 } else { 0 }
        }
        _ => 0,
    }
}

/// Maximum number of digits in the number of a page.
const MAX_PAGE_DIGITS: usize = 3;

/// Returns whether normalization leaves a text unchanged, judged by its bytes. Bytes that are rare in Vietnamese texts
/// give `false`, and the text is then normalized letter by letter.
fn is_normalized(text: &str) -> bool {
    !byte_scan::holds(text.as_bytes(), |first, second, third| {
        let is_blank = (first == b' ') & (second == b' ');
        let is_break = (first == b'\n') | (first == b'\r') | (first == b'\t') | (first == b'[') | (first == 0x0c);
        // No-break blanks, soft hyphens; combining marks; the byte order mark, wide slashes.
        let is_unseen = (first == 0xc2) | (first == 0xcc) | (first == 0xcd) | (first == 0xef);
        let is_cyrillic = (0xd0..=0xd2).contains(&first);
        // Of general punctuation only quotation marks and the ellipsis stay as they are.
        let is_quotation = (third == 0x98) | (third == 0x99) | (third == 0x9c) | (third == 0x9d) | (third == 0xa6);
        let is_mark = (first == 0xe2) & !((second == 0x80) & is_quotation);
        is_blank | is_break | is_unseen | is_cyrillic | may_be_misused(first, second) | is_mark
    })
}

fn push(text: &mut String, letter: char) {
    if let Some(letter) = normalized_letter(letter)
        && (letter != ' ' || !text.ends_with(' '))
    {
        text.push(letter);
    }
}

/// Returns whether a character is one of the combining marks of decomposed Vietnamese letters.
fn is_combining_mark(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36f}')
}

fn normalized_letter(letter: char) -> Option<char> {
    match letter {
        '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}' => None,
        '\n' | '\r' | '\t' | '\u{c}' | '\u{a0}' | '\u{202f}' | '\u{2007}' | '\u{2009}' => Some(' '),
        'Ð' | 'Ɖ' => Some('Đ'),
        'ƣ' => Some('ư'),
        'Ƣ' => Some('Ư'),
        letter if is_dash(letter) => Some('-'),
        letter => Some(looks_like(letter).unwrap_or(letter)),
    }
}

#[cfg(test)]
mod tests {
    use super::NormalizedText;

    #[test]
    fn maps_back_to_the_text() {
        let text = "Đề\u{a0}án 04 – Ð\u{ad}A/TU";
        let normalized = NormalizedText::of(text);
        assert_eq!(normalized.text(), "Đề án 04 - ĐA/TU");
        let at = normalized.text().find("ĐA").expect("present");
        let range = normalized.original(at..normalized.text().len());
        assert_eq!(&text[range], "Ð\u{ad}A/TU");
    }

    #[test]
    fn a_normalized_text_is_borrowed() {
        let text = "Quyết định 393-QĐ/TU";
        let normalized = NormalizedText::of(text);
        assert_eq!((normalized.text(), normalized.map.is_none()), (text, true));
        assert_eq!(normalized.original(0..9), 0..9);
    }

    #[test]
    fn composes_letters() {
        let text = "Quye\u{302}\u{301}t đi\u{323}nh";
        let normalized = NormalizedText::of(text);
        assert_eq!(normalized.text(), "Quyết định");
        let at = normalized.text().find("định").expect("present");
        assert_eq!(&text[normalized.original(at..normalized.text().len())], "đi\u{323}nh");
    }
}
