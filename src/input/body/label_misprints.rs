//! Recognizes numbers of items that are misprinted, so that no item silently becomes words of the one before it.

use crate::base::pattern::Pattern;
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
static WRONG_SIGN: Pattern = Pattern::new(r"^([0-9]{1,2})[;,:][\s\u{a0}]+\p{Lu}");
/// `Điêu 5.` for `Điều 5.`
static WRONG_WORD: Pattern = Pattern::new(r"^(?:Điêu|Điểu|Diều|Đièu|ĐIÊU|ĐIỂU)[ \u{a0}]+([0-9]{1,3})[.:]");
/// `Điều5.` and `Điều 5 .` for `Điều 5.`, `Điều 5 bis.` for `Điều 5bis.`
static WRONG_BLANK: Pattern =
    Pattern::new(r"^(?:Điều|ĐIỀU)(?:([0-9]{1,3})|[ \u{a0}]+([0-9]{1,3})[ \u{a0}]+(bis|ter|quater)?)[ \u{a0}]*[.:]");
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
    if matches!(words.chars().next(), Some('Đ' | 'D'))
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
