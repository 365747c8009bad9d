//! Which words stay on one line: numbers with their units, dates, codes, and the compounds of headings.

use std::collections::HashSet;
use std::sync::LazyLock;

/// Words that stay with the number after them.
const BEFORE_VALUES: [&str; 12] = [
    "ngày", "tháng", "năm", "số", "điều", "khoản", "điểm", "mục", "phần", "thứ", "khóa", "chương",
];

/// The word that stays with `lần` before it.
const AFTER_TIMES: &str = "thứ";

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

/// What its bytes show of the word at the start of a text: that nearly no word is set in any way
/// (docs/PERFORMANCE.md).
pub(super) struct WordShape {
    /// In bytes.
    pub(super) length: usize,
    pub(super) has_digit: bool,
    /// Whether it may stay on one line with the next word, as [`belong_together`] decides.
    pub(super) may_be_tied: bool,
}

impl WordShape {
    pub(super) fn of(text: &str) -> Self {
        let bytes = text.as_bytes();
        let (mut length, mut has_digit) = (0, false);
        while let Some(byte) = bytes.get(length).filter(|byte| !is_blank(**byte)) {
            has_digit |= byte.is_ascii_digit();
            length += 1;
        }
        let may_follow = match &bytes[length..] {
            [b' ', b'0'..=b'9' | b'I' | b'V' | b'X' | b'L' | b'C', ..] => true,
            [b' ', b't', b'h', ..] => text[length + 1..].starts_with(AFTER_TIMES),
            _ => false,
        };
        WordShape {
            length,
            has_digit,
            may_be_tied: has_digit || may_follow,
        }
    }
}

/// The length of the word at the start of a text, in bytes.
fn word_length(text: &str) -> usize {
    let mut bytes = text.as_bytes().iter();
    bytes.position(|byte| is_blank(*byte)).unwrap_or(text.len())
}

pub(super) fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\n')
}

/// Returns the length in bytes of a word and the words after it that stay on its line.
pub(super) fn unbroken_length(text: &str, first: usize) -> usize {
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
pub(super) fn compound_length(text: &str, first: usize) -> usize {
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

pub(super) fn is_long_number(word: &str) -> bool {
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
        Some(b't') if next == AFTER_TIMES && introduces(&["lần"]) => true,
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
pub(super) fn is_code(word: &str) -> bool {
    let has_digit = word.bytes().any(|byte| byte.is_ascii_digit());
    has_digit && word.contains(['/', '-', '–']) && count(word) <= MAX_UNBROKEN
}
