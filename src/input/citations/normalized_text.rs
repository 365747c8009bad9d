//! A normalised copy of a text on which patterns are matched, with a map back.
//!
//! The text itself is never altered: a match on the shadow gives bytes of the text.

use std::borrow::Cow;
use std::ops::Range;

use crate::base::byte_scan;
use crate::base::fold::{is_dash, may_be_misused, nfc};

/// The shadow of a text: composed letters, one kind of blank and dash, one blank where several stand, no soft hyphens,
/// ƣ as ư, Ð as Đ.
#[derive(Debug)]
pub(crate) struct NormalizedText<'a> {
    text: Cow<'a, str>,
    /// For each byte of the shadow, the byte of the original at which its letter begins; `None` where the shadow is the
    /// text itself, as most often.
    map: Option<Vec<u32>>,
    length: usize,
}

impl<'a> NormalizedText<'a> {
    /// Makes the shadow of a text.
    pub(crate) fn of(original: &'a str) -> Self {
        if is_its_own_shadow(original) {
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
                continue;
            }
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
            map.resize(
                text.len(),
                u32::try_from(at).expect("a text of one block is far below 4 GB"),
            );
        }
        NormalizedText {
            text: Cow::Owned(text),
            map: Some(map),
            length: original.len(),
        }
    }

    /// The normalised text.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// The bytes of the original that a range of the shadow stands for.
    pub(crate) fn original(&self, range: Range<usize>) -> Range<usize> {
        let Some(map) = &self.map else { return range };
        let at = |index: usize| map.get(index).map_or(self.length, |at| *at as usize);
        at(range.start)..at(range.end)
    }
}

/// Where a stretch of at most so many bytes begins that ends at a byte, on a letter.
pub(crate) fn start_of_last(text: &str, at: usize, length: usize) -> usize {
    let mut from = at.saturating_sub(length);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    from
}

/// The first bytes of a text, at most so many, up to a letter.
pub(crate) fn first_of(text: &str, length: usize) -> &str {
    let mut end = length.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// The length of what belongs to the page and not to its text: a line that holds the page's number alone, after a line
/// break; the mark of a footnote in square brackets, after a word.
fn furniture(text: &str, at: usize, letter: char) -> usize {
    let rest = &text[at + letter.len_utf8()..];
    let digits = |words: &str| words.bytes().take_while(u8::is_ascii_digit).count();
    match letter {
        '\n' => {
            let line = rest
                .split_inclusive('\n')
                .next()
                .filter(|line| line.ends_with('\n'))
                .unwrap_or("");
            let number = line.trim();
            let is_number = (1..=3).contains(&number.len()) && digits(number) == number.len();
            if is_number { line.len() } else { 0 }
        }
        '[' if text[..at].ends_with(char::is_alphanumeric) => {
            let length = digits(rest);
            let is_mark = (1..=2).contains(&length) && rest[length..].starts_with(']');
            if is_mark { length + 2 } else { 0 }
        }
        _ => 0,
    }
}

/// Says whether nothing of a text would be changed, as its bytes tell; of what is rare in Vietnamese texts it says no,
/// and the shadow is made letter by letter.
fn is_its_own_shadow(text: &str) -> bool {
    !byte_scan::holds(text.as_bytes(), |first, second, third| {
        let is_blank = (first == b' ') & (second == b' ');
        let is_break = (first == b'\n') | (first == b'\t') | (first == b'[');
        // No-break blanks, soft hyphens; marks of letters that are not composed; the byte order mark.
        let is_unseen = (first == 0xc2) | (first == 0xcc) | (first == 0xcd) | (first == 0xef);
        // Of the marks of prose only quotation marks and dots are themselves.
        let is_quotation = (third == 0x98) | (third == 0x99) | (third == 0x9c) | (third == 0x9d) | (third == 0xa6);
        let is_mark = (first == 0xe2) & !((second == 0x80) & is_quotation);
        is_blank | is_break | is_unseen | may_be_misused(first, second) | is_mark
    })
}

fn push(text: &mut String, letter: char) {
    if let Some(letter) = normalised(letter)
        && (letter != ' ' || !text.ends_with(' '))
    {
        text.push(letter);
    }
}

/// The marks of which Vietnamese letters are made when they are not composed.
fn is_combining_mark(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36f}')
}

fn normalised(letter: char) -> Option<char> {
    match letter {
        '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}' => None,
        '\n' | '\t' | '\u{a0}' | '\u{202f}' | '\u{2007}' | '\u{2009}' => Some(' '),
        'Ð' | 'Ɖ' => Some('Đ'),
        'ƣ' => Some('ư'),
        'Ƣ' => Some('Ư'),
        letter if is_dash(letter) => Some('-'),
        letter => Some(letter),
    }
}

#[cfg(test)]
mod tests {
    use super::NormalizedText;

    #[test]
    fn maps_back_to_the_text() {
        let text = "Đề\u{a0}án 04 – Ð\u{ad}A/TU";
        let shadow = NormalizedText::of(text);
        assert_eq!(shadow.text(), "Đề án 04 - ĐA/TU");
        let at = shadow.text().find("ĐA").expect("present");
        let range = shadow.original(at..shadow.text().len());
        assert_eq!(&text[range], "Ð\u{ad}A/TU");
    }

    #[test]
    fn a_plain_text_is_its_own_shadow() {
        let text = "Quyết định 393-QĐ/TU";
        let shadow = NormalizedText::of(text);
        assert_eq!((shadow.text(), shadow.map.is_none()), (text, true));
        assert_eq!(shadow.original(0..9), 0..9);
    }

    #[test]
    fn composes_letters() {
        let text = "Quye\u{302}\u{301}t đi\u{323}nh";
        let shadow = NormalizedText::of(text);
        assert_eq!(shadow.text(), "Quyết định");
        let at = shadow.text().find("định").expect("present");
        assert_eq!(&text[shadow.original(at..shadow.text().len())], "đi\u{323}nh");
    }
}
