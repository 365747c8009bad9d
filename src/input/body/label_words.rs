//! Parses the labels of a word and a number: `Điều 5.` `Chương IIa` `Phần thứ nhất`.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use crate::base::roman::{canonical_roman, roman};
use crate::input::body::label::{LATIN_INSERTIONS, LabelStyle, PrintedLabel, is_upper_case};
use crate::input::body::label_closing::{Close, close, glued};

/// Numbers in words, from 1; the variants of one number are beside each other.
const NUMBER_WORDS: [&[&str]; 20] = [
    &["nhất", "một"],
    &["hai"],
    &["ba"],
    &["tư", "bốn"],
    &["năm"],
    &["sáu"],
    &["bảy"],
    &["tám"],
    &["chín"],
    &["mười"],
    &["mười một"],
    &["mười hai"],
    &["mười ba"],
    &["mười bốn"],
    &["mười lăm"],
    &["mười sáu"],
    &["mười bảy"],
    &["mười tám"],
    &["mười chín"],
    &["hai mươi"],
];
/// Blanks between a word and its number: those of typesetting too.
const BLANKS: &str = r"[ \u{a0}\u{2000}-\u{200a}\u{202f}\u{205f}\u{3000}]+";
static WORD: LazyLock<Regex> = LazyLock::new(|| {
    let mut words = NUMBER_WORDS.concat();
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    let latin = LATIN_INSERTIONS.join("|");
    Regex::new(&format!(
        r"^(?i:(phần|chương|tiểu mục|mục|điều|khoản)){BLANKS}(?i:(thứ){BLANKS})?(?:([IVXLC]+|[0-9]{{1,3}})(?:[-–]?([a-zđ]|{latin}))?|(?i:({})))(?:[^\p{{L}}\p{{N}}]|$)",
        words.join("|")
    ))
    .expect("a constant pattern")
});

/// A label of a word and a number: `Điều 5.`, `Chương IIa`, `Phần thứ nhất`.
pub(crate) fn word_label(text: &str, in_heading: bool) -> Option<PrintedLabel> {
    let taken = WORD.captures(text)?;
    let style = match taken[1].to_lowercase().as_str() {
        "phần" => LabelStyle::Part,
        "chương" => LabelStyle::Chapter,
        "mục" => LabelStyle::Section,
        "điều" => LabelStyle::Article,
        "khoản" => LabelStyle::Clause,
        _ => LabelStyle::Subsection,
    };
    // `Điều một` are words; `Điều thứ nhất` is how old texts number articles.
    if taken.get(5).is_some() && taken.get(2).is_none() && !style.is_division() {
        return None;
    }
    let (value, number) = number_of(&taken)?;
    let inserted = taken.get(4).map_or("", |inserted| inserted.as_str());
    let end = (3..=5)
        .filter_map(|group| taken.get(group))
        .map(|group| group.end())
        .max()?;
    let rest = &text[end..];
    let words = rest.trim_start();
    let is_title = style.is_division() && is_upper_case(words);
    let bare = || {
        (in_heading || words.is_empty() || is_title).then(|| Close {
            sign: 0,
            length: rest.len() - words.len(),
        })
    };
    let Close { sign, length } = close(rest, &['.', ':', '-', '–', '/'])
        .or_else(|| glued(rest, 1))
        .or_else(bare)?;
    let number = format!("{number}{inserted}");
    let part = match style {
        LabelStyle::Chapter => format!("chuong-{number}"),
        LabelStyle::Section => format!("muc-{number}"),
        LabelStyle::Subsection => format!("tieu-muc-{number}"),
        // The address of a part in digits would be that of an article.
        LabelStyle::Part if taken.get(5).is_some() => roman(value),
        LabelStyle::Part if number.starts_with(|first: char| first.is_ascii_digit()) => format!("phan-{number}"),
        _ => number,
    };
    Some(PrintedLabel {
        style,
        numbers: vec![value],
        inserted: inserted.to_owned(),
        printed: text[..end + sign].to_owned(),
        part,
        length: end + length,
    })
}

/// The number of a label with a word: its value, and how its address writes it.
fn number_of(taken: &Captures<'_>) -> Option<(u32, String)> {
    if let Some(word) = taken.get(5) {
        let word = word.as_str().to_lowercase();
        let at = NUMBER_WORDS.iter().position(|words| words.contains(&word.as_str()))?;
        let value = u32::try_from(at + 1).ok()?;
        return Some((value, value.to_string()));
    }
    let number = &taken[3];
    match number.parse::<u32>() {
        Ok(value) => Some((value, value.to_string())),
        Err(_) => Some((canonical_roman(number)?, number.to_owned())),
    }
}
