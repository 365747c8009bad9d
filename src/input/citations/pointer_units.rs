//! Reads the words of references to provisions: level words, their numbers, and the words between them (`các khoản 1, 2
//! và 4 Điều 62`).
//!
//! Takes normalized text and gives byte positions in it; what the words refer to, `pointer_chains` decides.

use std::borrow::Cow;
use std::ops::Range;

use crate::base::pattern::Pattern;
use crate::base::roman::{canonical_roman, roman};
use crate::base::word_list::WordList;
use crate::input::citations::mention::Level;

/// A level with its number: `khoản 2`, or the `2` of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Unit<'t> {
    /// The level.
    pub(crate) level: Level,
    /// The number as addresses have it; `None` for `này`.
    pub(crate) number: Option<Cow<'t, str>>,
    /// Its words.
    pub(crate) range: Range<usize>,
    /// The words between the unit before and this one.
    pub(crate) joint: Joint,
    /// Whether the level is that of the unit before: only the number is printed.
    is_bare: bool,
}

/// The words between two units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Joint {
    /// A blank, `của`
    Nested,
    /// A comma: a list, or a wider level behind it.
    Comma,
    /// `và`, `;`, `đến`
    List,
}

/// The words of the levels, as most texts write them.
static WORD: Pattern = Pattern::new(
    "[Pp]hụ lục |PHỤ LỤC |[Pp]hần |[Cc]hương |[Mm]ục |[Đđ]iều |[Kk]hoản |[Đđ]iểm |PHẦN |CHƯƠNG |MỤC |ĐIỀU |KHOẢN |ĐIỂM ",
);
/// The words that may be between two units.
static BETWEEN: Pattern = Pattern::new(concat!(
    r"^(?:(;(?: và| hoặc)? ?|(?:,? (?:và|hoặc|hay|cùng) |,? (?:đến|tới) (?:hết )?)(?:(?:tại|các|từ|cả) )*)|",
    r"(, ?(?:(?:tại|các|từ) )*)|(?:, | )(?:(?:của|thuộc|tại|trong) )?)",
));
/// Syllables before a level word that make another word of it: an account (`tài khoản`), a list (`danh mục`).
const OTHER_THINGS: WordList = WordList(
    "tài |Tài |địa |thời |danh |Danh |DANH |hạng |khoản |Khoản |biểu |Biểu |chuyên |trọng |đặc |tiểu |Tiểu |quan |ưu |đề |cao |thí |thành |Thành |cổ |\
     một |từng |huân |huy |bộ |kiểm |số ",
);
/// Words that may follow the last number of a list; before other words, it is the number of something else.
const AFTER_LISTS: WordList = WordList(
    "của|và|thì|được|này|trên|nêu|về|theo|để|có|là|hoặc|nói|quy|với|tại|không|phải|cho|như|khi|đối|trong|ở|bị|đã|sau|\
     trước|mà|do|nếu|hay|cùng|thuộc|sẽ|cũng|còn|đến|từ|bằng|kèm|ban|hiện|đó|nhưng|vào|sang|thành|gồm|mục|khoản|điều",
);
/// Words before `điều` in lower case that make a reference of it.
const BEFORE_LOWER: WordList = WordList("các |tại |theo |từ |của |thuộc |và |đến ");
/// Ordinals in words: `Phần thứ nhất`.
const ORDINALS: WordList = WordList("nhất|hai|ba|tư|năm|sáu|bảy|tám|chín|mười");

/// Returns whether a text may contain a reference: a cheap test before any other pattern runs.
pub(crate) fn may_hold_unit(text: &str) -> bool {
    static WORDS: Pattern = Pattern::new("(?:iều|hoản|iểm|ục|hần)[ \n\u{a0}]|hương[ \n\u{a0}][IVXn0-9]");
    WORDS.is_match(text)
}

/// Finds the references to provisions in a text: for each, its units in order.
pub(crate) fn references(text: &str) -> Vec<Vec<Unit<'_>>> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(word) = WORD.find_at(text, from) {
        from = word.end();
        let first = may_begin(text, word.start()).then(|| unit_at(text, word.start()));
        let Some(first) = first.flatten() else { continue };
        let mut units = vec![first];
        while let Some(unit) = units.last().and_then(|last| unit_behind(text, last)) {
            units.push(unit);
        }
        while units
            .last()
            .is_some_and(|last| last.is_bare && !may_end_list(&text[last.range.end..]))
        {
            units.pop();
        }
        from = units.last().map_or(from, |last| last.range.end);
        found.push(units);
    }
    found
}

/// Returns whether the level word at a byte may begin a reference.
fn may_begin(text: &str, at: usize) -> bool {
    let before = &text[..at];
    let is_lower = text[at..].starts_with("điều");
    !before.ends_with(char::is_alphanumeric)
        && !OTHER_THINGS.iter().any(|word| before.ends_with(word))
        && (!is_lower || BEFORE_LOWER.iter().any(|word| before.ends_with(word)))
}

/// The unit with its level word at a byte.
fn unit_at(text: &str, at: usize) -> Option<Unit<'_>> {
    let rest = &text[at..];
    let (level, word) = level_word(rest)?;
    let behind = &rest[word + 1..];
    let (number, length) = match behind.strip_prefix("này") {
        Some(after) if !after.starts_with(char::is_alphanumeric) => (None, "này".len()),
        _ => number_of(level, behind).map(|(number, length)| (Some(number), length))?,
    };
    Some(Unit {
        level,
        number,
        range: at..at + word + 1 + length,
        joint: Joint::Nested,
        is_bare: false,
    })
}

/// The level whose word begins a text, and the length of that word.
fn level_word(rest: &str) -> Option<(Level, usize)> {
    let annex = ANNEXES.iter().find(|word| rest.starts_with(word));
    if let Some(word) = annex {
        return Some((Level::Annex, word.len() - 1));
    }
    let word = &rest[..rest.find(' ')?];
    match word.chars().count() {
        3..=6 => Some((level_of(word)?, word.len())),
        _ => None,
    }
}

/// The words before the number of an annex.
const ANNEXES: WordList = WordList("Phụ lục |phụ lục |PHỤ LỤC ");

fn level_of(word: &str) -> Option<Level> {
    Some(match word {
        "phần" | "Phần" | "PHẦN" => Level::Part,
        "chương" | "Chương" | "CHƯƠNG" => Level::Chapter,
        "mục" | "Mục" | "MỤC" => Level::Section,
        "điều" | "Điều" | "ĐIỀU" => Level::Article,
        "khoản" | "Khoản" | "KHOẢN" => Level::Clause,
        "điểm" | "Điểm" | "ĐIỂM" => Level::Point,
        _ => return None,
    })
}

/// The unit behind another one: with its own level word, or a further number of a list.
fn unit_behind<'t>(text: &'t str, last: &Unit<'_>) -> Option<Unit<'t>> {
    let between = BETWEEN.captures(&text[last.range.end..])?;
    let at = last.range.end + between[0].len();
    let joint = match (between.get(1), between.get(2)) {
        (Some(_), _) => Joint::List,
        (None, Some(_)) => Joint::Comma,
        (None, None) => Joint::Nested,
    };
    if let Some(unit) = unit_at(text, at) {
        return Some(Unit { joint, ..unit });
    }
    if joint == Joint::Nested || last.number.is_none() {
        return None;
    }
    let (number, length) = number_of(last.level, &text[at..])?;
    Some(Unit {
        level: last.level,
        number: Some(number),
        range: at..at + length,
        joint,
        is_bare: true,
    })
}

/// Returns whether a list may end before some words.
fn may_end_list(behind: &str) -> bool {
    let Some(words) = behind.strip_prefix(' ') else {
        return !behind.starts_with(['%', '/']);
    };
    let word = words.split(|letter: char| !letter.is_alphabetic()).next().unwrap_or("");
    word.is_empty() && !words.starts_with(|first: char| first.is_ascii_digit())
        || word.starts_with(char::is_uppercase)
        || AFTER_LISTS.contains(word)
}

/// The number of a level at the beginning of `words`, as addresses have it, and its length.
fn number_of(level: Level, words: &str) -> Option<(Cow<'_, str>, usize)> {
    if let Some(ordinal) = words.strip_prefix("thứ ").filter(|_| level == Level::Part) {
        let word = ordinal.split(|letter: char| !letter.is_alphabetic()).next()?;
        if romans(word) == word.len() && !word.is_empty() {
            return Some((Cow::Borrowed(word), "thứ ".len() + word.len()));
        }
        let at = ORDINALS.iter().position(|name| name == word.to_lowercase())?;
        return Some((
            Cow::Owned(roman(u32::try_from(at).ok()? + 1)),
            "thứ ".len() + word.len(),
        ));
    }
    let length = match level {
        Level::Annex => return annex_number(words),
        Level::Part => romans(words),
        Level::Chapter => inserted(words, romans(words).max(digits(words, 2))),
        Level::Section => dotted(words, romans(words).max(digits(words, 3))),
        Level::Article | Level::Clause => inserted(words, digits(words, 3)),
        Level::Point if words.starts_with(|first: char| first.is_ascii_digit()) => dotted(words, digits(words, 3)),
        Level::Point => letter(words),
    };
    let behind = &words[length..];
    let is_cut = behind.starts_with(|next: char| next.is_alphanumeric() || next == '%')
        || (behind.starts_with(['.', '/']) && behind[1..].starts_with(|next: char| next.is_ascii_digit()));
    (length > 0 && !is_cut).then(|| (Cow::Borrowed(&words[..length]), length))
}

/// The number of an annex at the beginning of `words` as addresses have it, and its length: `pl2` for `II` and `số 02`.
fn annex_number(words: &str) -> Option<(Cow<'_, str>, usize)> {
    let number = words.strip_prefix("số ").unwrap_or(words);
    let figures = romans(number).max(digits(number, 3));
    let letter = number[figures..].chars().next().filter(|letter| letter.is_alphabetic());
    let end = figures + letter.filter(|_| figures > 0).map_or(0, char::len_utf8);
    let is_cut = number[end..].starts_with(|next: char| next.is_alphanumeric() || matches!(next, '-' | '/' | '%'))
        || number[end..]
            .strip_prefix('.')
            .is_some_and(|behind| behind.starts_with(|next: char| next.is_alphanumeric()));
    let own = &number[..figures];
    let value = canonical_roman(own).or_else(|| own.parse().ok()).filter(|_| !is_cut)?;
    let address = format!("pl{value}{}", number[figures..end].to_lowercase());
    Some((Cow::Owned(address), words.len() - number.len() + end))
}

fn romans(words: &str) -> usize {
    words.bytes().take_while(|byte| b"IVXLC".contains(byte)).count()
}

/// The length of at most `most` digits; 0 where there are more.
fn digits(words: &str, most: usize) -> usize {
    let count = words.bytes().take_while(u8::is_ascii_digit).count();
    if count > most { 0 } else { count }
}

/// The length of a number with the letter of an inserted provision: `5a`, `IIa`.
fn inserted(words: &str, number: usize) -> usize {
    let letter = words[number..].chars().next().filter(|_| number > 0);
    number
        + letter
            .filter(|letter| is_label_letter(*letter))
            .map_or(0, char::len_utf8)
}

/// The length of a number with further ones behind dots: `II.1.5`.
fn dotted(words: &str, number: usize) -> usize {
    let mut end = number;
    while let Some(behind) = words[end..].strip_prefix('.').filter(|_| number > 0) {
        match digits(behind, 3) {
            0 => break,
            length => end += 1 + length,
        }
    }
    inserted(words, end)
}

/// The length of the letter of a point, with the digit of an inserted one: `đ`, `a1`.
fn letter(words: &str) -> usize {
    let letter = words.chars().next().filter(|letter| is_label_letter(*letter));
    letter.map_or(0, |letter| letter.len_utf8() + digits(&words[letter.len_utf8()..], 2))
}

fn is_label_letter(letter: char) -> bool {
    letter.is_ascii_lowercase() || letter == 'đ'
}
