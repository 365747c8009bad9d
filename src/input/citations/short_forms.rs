//! Finds short forms: a kind and an ordinal without the symbol (`Đề án 04`), or with a year instead of it (`Luật 54/2024`,
//! `NĐ 187/2025`).
//!
//! Takes normalized text and gives ranges of it; which document is meant is decided where documents are known.

use std::ops::Range;

use crate::base::number::DocNumber;
use crate::base::word_list::WordList;
use crate::input::citations::lexicon::{Kind, KindMatch, Lexicon};
use crate::input::citations::mention::overlap;
use crate::input::citations::normalized_text::start_of_last;

/// A short form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ShortForm {
    /// The kind.
    pub(crate) kind: Kind,
    /// The ordinal, without leading zeros.
    pub(crate) ordinal: String,
    /// The year behind it.
    pub(crate) year: Option<i16>,
    /// From the kind word to the end of the ordinal or year.
    pub(crate) range: Range<usize>,
    /// Ordinal and year.
    pub(crate) number_at: Range<usize>,
}

impl ShortForm {
    /// The number as far as it is printed.
    pub(crate) fn number(&self, text: &str) -> Option<DocNumber> {
        let printed = &text[self.number_at.clone()];
        let ordinal = printed.split('/').next()?;
        match self.year {
            Some(year) => DocNumber::of_year(ordinal, year),
            None => DocNumber::bare(ordinal),
        }
    }
}

/// Units after a number that make it a quantity rather than an ordinal: `Kế hoạch 5 năm`, `Đề án 10 triệu cây xanh`.
const UNITS: WordList = WordList(
    "năm|tháng|tuần|quý|triệu|tỷ|tỉ|nghìn|ngàn|đồng|người|hộ|lần|điểm|nội|nhiệm|mục|chỉ|giai|xã|huyện|bước|cấp|bên|\
     ngày|vấn|nhóm|trường|phương|loại|bản|trang|giải|khu|đoàn|cơ|tập|lĩnh",
);
/// Kinds whose documents are numbered by year rather than by ordinal: `Hiến pháp 1992`.
const BY_YEAR: WordList = WordList("Luật|Bộ luật|Hiến pháp|Pháp lệnh");
/// Kinds whose numbers have the year.
const WITH_YEAR: WordList =
    WordList("Luật|Bộ luật|Pháp lệnh|Nghị định|Nghị quyết|Thông tư|Thông tư liên tịch|Quyết định|Chỉ thị");
/// Abbreviations of such kinds before a number.
const ABBREVIATIONS: [(&str, &str); 6] = [
    ("NĐ", "Nghị định"),
    ("NQ", "Nghị quyết"),
    ("TT", "Thông tư"),
    ("TTLT", "Thông tư liên tịch"),
    ("QĐ", "Quyết định"),
    ("CT", "Chỉ thị"),
];
/// Maximum number of digits of an ordinal.
const MAX_DIGITS: usize = 4;

/// A kind and an ordinal without the symbol of a number after it: `Đề án 04`, `Nghị quyết số 26`.
pub(crate) fn short_form(text: &str, word: &Range<usize>, kind: &Kind) -> Option<ShortForm> {
    if !text[word.start..].starts_with(char::is_uppercase) || BY_YEAR.contains(&kind.name) {
        return None;
    }
    let rest = text[word.end..].strip_prefix(' ')?;
    let digits_from = if rest.starts_with("số ") { "số ".len() } else { 0 };
    let start = word.end + 1 + digits_from;
    let digits = text[start..].bytes().take_while(u8::is_ascii_digit).count();
    let mut letters = text[start + digits..].chars();
    let has_letter = letters.next().is_some_and(|letter| letter.is_ascii_lowercase())
        && !letters.next().is_some_and(char::is_alphanumeric);
    let end = start + digits + usize::from(has_letter);
    let after = &text[end..];
    let is_continued = after.starts_with(char::is_alphanumeric)
        || after.trim_start().starts_with(['-', '/', '%', '÷'])
        || (after.starts_with(['.', ',']) && after[1..].starts_with(|c: char| c.is_ascii_digit()));
    let next = after.trim_start().split(|c: char| !c.is_alphabetic()).next();
    if !(1..=MAX_DIGITS).contains(&digits) || is_continued || UNITS.contains(next.unwrap_or("")) {
        return None;
    }
    Some(ShortForm {
        kind: kind.clone(),
        ordinal: text[start..end].trim_start_matches('0').to_owned(),
        year: None,
        range: word.start..end,
        number_at: start..end,
    })
}

/// The short forms with a year, outside the `taken` ranges.
pub(crate) fn with_years(text: &str, taken: &[Range<usize>], lexicon: &Lexicon) -> Vec<ShortForm> {
    let slashes = text.match_indices('/').map(|(at, _)| at);
    let forms = slashes.filter_map(|at| with_year(text, at, lexicon));
    let is_free = |form: &ShortForm| {
        let next = taken.partition_point(|range| range.end <= form.range.start);
        !taken.get(next).is_some_and(|range| overlap(range, &form.range))
    };
    forms.filter(is_free).collect()
}

/// The short form whose year is behind the slash at a byte.
fn with_year(text: &str, slash: usize, lexicon: &Lexicon) -> Option<ShortForm> {
    let year = text.get(slash + 1..slash + 5)?;
    let is_year = (year.starts_with("19") || year.starts_with("20")) && year.bytes().all(|byte| byte.is_ascii_digit());
    let after = &text[slash + 1..].get(4..).filter(|_| is_year)?;
    let is_continued = after.starts_with(char::is_alphanumeric) || after.trim_start().starts_with(['-', '/', '%', '÷']);
    let words = text[..slash].trim_end_matches(|letter: char| letter.is_ascii_digit());
    let further = words
        .strip_suffix('.')
        .map(|words| words.trim_end_matches(|letter: char| letter.is_ascii_digit()));
    let words = further.unwrap_or(words);
    let ordinal = &text[words.len()..slash];
    let is_ordinal = ordinal.starts_with(|first: char| first.is_ascii_digit()) && ordinal.len() <= MAX_DIGITS + 3;
    let before = words.strip_suffix(' ')?;
    let before = before.strip_suffix(" số").unwrap_or(before);
    let (kind, start) = kind_before(before, lexicon).filter(|_| is_ordinal && !is_continued)?;
    Some(ShortForm {
        kind: kind.clone(),
        ordinal: ordinal.trim_start_matches('0').to_owned(),
        year: year.parse().ok(),
        range: start..slash + 5,
        number_at: words.len()..slash + 5,
    })
}

/// The kind that ends some words, by its name or an abbreviation, and where it begins.
fn kind_before<'l>(words: &str, lexicon: &'l Lexicon) -> Option<(&'l Kind, usize)> {
    let tail = &words[start_of_last(words, words.len(), "TTLT".len() + 2)..];
    let abbreviation = tail.rsplit(|letter: char| !letter.is_alphanumeric()).next()?;
    if let Some((_, name)) = ABBREVIATIONS.iter().find(|(short, _)| *short == abbreviation) {
        let KindMatch::Known(row) = lexicon.find(name) else {
            return None;
        };
        return Some((&row.kind, words.len() - abbreviation.len()));
    }
    let (kind, length) = lexicon.kind_at_end(words)?;
    let start = words.len() - length;
    let is_capital = words[start..].starts_with(char::is_uppercase);
    (is_capital && WITH_YEAR.contains(&kind.name)).then_some((kind, start))
}
