//! Recognizes numbers of items that are misprinted, so that no item silently becomes words of the one before it.

use crate::base::pattern::Pattern;
use crate::base::roman::canonical_roman;
use crate::input::body::label::{LabelStyle, PrintedLabel, letter_at};
use crate::input::body::label_parser::candidates;
use crate::input::body::outline::{MAX_JUMP, OpenProvision};

/// A text that looks like a label and is none.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Misprint {
    /// As printed.
    pub(crate) printed: String,
    /// What is probably meant.
    pub(crate) proposal: String,
}

/// `3;` for `3.`
static WRONG_SIGN: Pattern = Pattern::new(r"^([0-9]{1,2})[;,:][\s\u{a0}]+(?:\p{Lu}|\p{L}\p{L})");
/// `b,` for `b)`
static WRONG_LETTER_SIGN: Pattern = Pattern::new(r"^([a-zđ])[;,:][\s\u{a0}]+\p{L}\p{L}");
/// `Chuơng II` for `Chương II`
static WRONG_CHAPTER: Pattern = Pattern::new(
    r"^(?:Chuơng|Chưong|Chuong|CHUƠNG|CHƯONG|CHUONG)[\s\u{a0}]+([IVXLC]+|[0-9]{1,3})(?:[.:]|\s*$|[\s\u{a0}]+\p{Lu})",
);
/// `Chương l` for `Chương I`, `Điều l.` for `Điều 1.`
static WRONG_DIGIT: Pattern = Pattern::new(
    r"^((?i:phần|chương|tiểu mục|mục|điều)[\s\u{a0}]+)([IVXLC0-9lO|]{1,5})(?:([.:])|\s*$|[\s\u{a0}]+\p{Lu}\p{Lu})",
);
/// `Điêu 5.` for `Điều 5.`
static WRONG_WORD: Pattern = Pattern::new(r"^(?:Điêu|Điểu|Diều|Đièu|ĐIÊU|ĐIỂU)[ \u{a0}]+([0-9]{1,3})[.:]");
/// `Điều5.` and `Điều 5 .` for `Điều 5.`, `Điều 5 bis.` for `Điều 5bis.`
static WRONG_BLANK: Pattern = Pattern::new(
    r"^(?:Điều|ĐIỀU)(?:([0-9]{1,3})|[ \u{a0}]+([0-9]{1,3})[ \u{a0}]+(bis|ter|quater|[a-zđ])?)[ \u{a0}]*[.:]",
);
/// `f)`, which is no letter of the Vietnamese order
static FOREIGN_LETTER: Pattern = Pattern::new(r"^[fjwz]\)[\s\u{a0}]");

/// The misprint at the start of a paragraph that is no item.
pub(crate) fn misprint(open: &[OpenProvision], words: &str) -> Option<Misprint> {
    let words = words.trim_start();
    let first = words.as_bytes().first()?;
    let misprint = |printed: &str, proposal: String| Misprint {
        printed: printed.to_owned(),
        proposal,
    };
    if first.is_ascii_digit()
        && let Some(taken) = WRONG_SIGN.captures(words)
    {
        let number = &taken[1];
        let fits = candidates(&format!("{number}. "), false);
        let is_next = |label: &PrintedLabel| next_of(open, label) == format!("{number}.");
        return fits
            .iter()
            .any(is_next)
            .then(|| misprint(&words[..=number.len()], format!("{number}.")));
    }
    let first_letter = words.chars().next();
    if let Some(found) = wrong_digit(words, first_letter).or_else(|| wrong_letter_sign(open, words, first_letter)) {
        return Some(found);
    }
    if matches!(first_letter, Some('Đ' | 'D'))
        && let Some(taken) = WRONG_WORD.captures(words)
    {
        return Some(misprint(&taken[0], format!("Điều {}.", &taken[1])));
    }
    if words.starts_with('Đ')
        && let Some(taken) = WRONG_BLANK.captures(words)
    {
        let number = taken
            .get(1)
            .or_else(|| taken.get(2))
            .map_or("", |number| number.as_str());
        let latin = taken.get(3).map_or("", |latin| latin.as_str());
        return Some(misprint(&taken[0], format!("Điều {number}{latin}.")));
    }
    if first.is_ascii_lowercase() && FOREIGN_LETTER.is_match(words) {
        return Some(misprint(&words[..2], next_letter(open)));
    }
    let label = candidates(words, false)
        .into_iter()
        .find(|label| is_likely(open, label))?;
    let proposal = next_of(open, &label);
    Some(misprint(&label.printed, proposal))
}

/// A small letter or a capital O in the place of a digit or a Roman one, or a word with a misplaced mark.
fn wrong_digit(words: &str, first: Option<char>) -> Option<Misprint> {
    let may_be =
        first.is_some_and(|first| matches!(first.to_ascii_lowercase(), 'p' | 'c' | 't' | 'm') || "đĐ".contains(first));
    if !may_be {
        return None;
    }
    if first.is_some_and(|first| first == 'C')
        && let Some(taken) = WRONG_CHAPTER.captures(words)
    {
        let number = taken.get(1)?;
        let proposal = format!("Chương {}", number.as_str());
        let printed = words[..number.end()].to_owned();
        return Some(Misprint { printed, proposal });
    }
    let taken = WRONG_DIGIT.captures(words)?;
    let number = taken[2].to_owned();
    if !number.contains(['l', 'O', '|']) {
        return None;
    }
    let is_article = first.is_some_and(|first| "đĐ".contains(first));
    let is_figure = is_article || number.contains(|letter: char| letter.is_ascii_digit() || letter == 'O');
    let meant = match is_figure {
        true => number.replace(['l', 'I', '|'], "1").replace('O', "0"),
        false => number.replace(['l', '|'], "I"),
    };
    let is_number = meant.bytes().all(|byte| byte.is_ascii_digit()) || canonical_roman(&meant).is_some();
    let sign = taken.get(3).map_or("", |sign| sign.as_str());
    is_number.then(|| Misprint {
        printed: format!("{}{number}{sign}", &taken[1]),
        proposal: format!("{}{meant}{sign}", &taken[1]),
    })
}

/// A letter with a comma, a semicolon or a colon, where the next letter is expected.
fn wrong_letter_sign(open: &[OpenProvision], words: &str, first: Option<char>) -> Option<Misprint> {
    let letter = first.filter(|first| first.is_lowercase())?;
    let sign = words[letter.len_utf8()..].chars().next()?;
    if !matches!(sign, ';' | ',' | ':') || !WRONG_LETTER_SIGN.is_match(words) {
        return None;
    }
    let proposal = next_letter(open);
    let begins = || open.last().is_some_and(|entry| entry.introduces);
    let is_next = proposal.starts_with(letter) && (has_style(open, LabelStyle::Letter) || begins());
    is_next.then(|| Misprint {
        printed: words[..letter.len_utf8() + 1].to_owned(),
        proposal,
    })
}

/// Returns whether a label without a place is one that the text means as a label.
fn is_likely(open: &[OpenProvision], label: &PrintedLabel) -> bool {
    match label.style {
        LabelStyle::Letter => label.printed.ends_with(')') || has_style(open, LabelStyle::Letter),
        LabelStyle::Arabic | LabelStyle::Closed => open.iter().any(|entry| is_near(entry, label)),
        LabelStyle::Clause | LabelStyle::Article => true,
        LabelStyle::Part | LabelStyle::Chapter | LabelStyle::Section | LabelStyle::Subsection => true,
        LabelStyle::Capital | LabelStyle::Roman | LabelStyle::Bracketed | LabelStyle::Dotted(_) => false,
        LabelStyle::DottedLetter(_) | LabelStyle::SmallRoman | LabelStyle::Unlabelled => false,
    }
}

/// Returns whether a number belongs near an open one, or is a misprinted letter: `1)` for `l)`.
fn is_near(entry: &OpenProvision, label: &PrintedLabel) -> bool {
    let is_letter = entry.style == LabelStyle::Letter && label.style == LabelStyle::Closed && label.is_first();
    is_letter || (entry.style == label.style && label.value() <= entry.value() + MAX_JUMP)
}

fn has_style(open: &[OpenProvision], style: LabelStyle) -> bool {
    open.iter().any(|entry| entry.style == style)
}

/// The label that the text expects in the place of one of the same style.
fn next_of(open: &[OpenProvision], label: &PrintedLabel) -> String {
    let sign = label
        .printed
        .trim_start_matches(|letter: char| letter.is_alphanumeric());
    let last = open.iter().rev().find(|entry| entry.style == label.style);
    let next = last.map_or(1, |entry| entry.value() + 1);
    let is_letter = open.last().is_some_and(|entry| entry.style == LabelStyle::Letter);
    match label.style {
        LabelStyle::Letter => next_letter(open),
        LabelStyle::Closed if is_letter => next_letter(open),
        LabelStyle::Arabic | LabelStyle::Closed => format!("{next}{sign}"),
        _ => match label.printed.rsplit_once([' ', '\u{a0}']) {
            Some((word, _)) => format!("{word} {next}."),
            None => label.printed.clone(),
        },
    }
}

/// The next letter of the innermost lettered sequence, with its bracket.
fn next_letter(open: &[OpenProvision]) -> String {
    let last = open.iter().rev().find(|entry| entry.style == LabelStyle::Letter);
    let letter = letter_at(last.map_or(1, |entry| entry.value() + 1));
    format!("{})", letter.unwrap_or('a'))
}
