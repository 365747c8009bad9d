//! Reads a line of a head in which a word processor or an input method put other signs in the place of plain ones:
//! no-break spaces, wide colons, bullets, bold names.

use crate::input::front_matter::blanks::{COLONS, is_invisible, is_odd_blank, split_at_colon, trimmed};
use crate::input::front_matter::fields::field_named;
use crate::input::front_matter::part_names::is_exact_part_name;
use crate::messages::phrase::HeadSign;

/// A line as YAML must have it, and the sign that was in the way.
pub(super) struct PlainLine {
    /// The line in plain signs.
    pub(super) text: String,
    /// The first sign that was replaced.
    pub(super) sign: HeadSign,
}

/// Bullets of word processors; U+F0A7 and U+F0B7 are those of the font Symbol.
const BULLETS: &str = "•·∙▪▫◦●○■□►▶➢✓–—−‣⁃*+\u{f0a7}\u{f0b7}\u{f02d}\u{f076}";

/// Returns a line in plain signs; `None` if it is written in plain signs already. `items` is whether the line may be an
/// item of the field above it.
pub(super) fn plain_line(line: &str, items: bool) -> Option<PlainLine> {
    let mut sign = None;
    let words = line.trim_start_matches(|letter: char| letter.is_whitespace() || is_invisible(letter));
    let mut text = plain_blanks(&line[..line.len() - words.len()], &mut sign);
    if words.is_empty() {
        text.clear();
    }
    let (dash, rest) = item(words, items, &mut sign);
    text.push_str(dash);
    let is_top = text.is_empty();
    match field(rest, is_top, &mut sign) {
        Some(field) => text.push_str(&field),
        None => text.push_str(rest),
    }
    Some(PlainLine { text, sign: sign? })
}

/// Blanks with every odd one replaced by a plain one.
fn plain_blanks(blanks: &str, sign: &mut Option<HeadSign>) -> String {
    if let Some(odd) = blanks.chars().find(|letter| is_odd_blank(*letter)) {
        sign.get_or_insert(HeadSign::Blank(code_point(odd)));
    }
    let plain = |letter: char| match letter {
        letter if is_invisible(letter) => None,
        letter if is_odd_blank(letter) => Some(' '),
        letter => Some(letter),
    };
    blanks.chars().filter_map(plain).collect()
}

/// Splits off the dash of a list item, whatever is written for it.
fn item<'t>(words: &'t str, items: bool, sign: &mut Option<HeadSign>) -> (&'static str, &'t str) {
    let behind = |text: &'t str| text.trim_start_matches(|letter: char| letter.is_whitespace() || is_invisible(letter));
    if let Some(rest) = words.strip_prefix('-') {
        return match rest.chars().next() {
            Some(' ' | '\t') => ("- ", behind(rest)),
            Some(odd) if is_odd_blank(odd) => {
                sign.get_or_insert(HeadSign::Blank(code_point(odd)));
                ("- ", behind(rest))
            }
            Some(letter) if items && letter != '-' => {
                sign.get_or_insert(HeadSign::BlankMissing('-'));
                ("- ", rest)
            }
            Some(_) | None => ("", words),
        };
    }
    let bullet = if items { bullet(words) } else { None };
    let Some((bullet, rest)) = bullet else {
        return ("", words);
    };
    sign.get_or_insert(HeadSign::Bullet(bullet.to_owned()));
    ("- ", behind(rest))
}

/// Splits off a bullet or the number of an item: `•`, `1.`, `b)`.
fn bullet(words: &str) -> Option<(&str, &str)> {
    let first = words.chars().next()?;
    if BULLETS.contains(first) {
        let rest = &words[first.len_utf8()..];
        return (!rest.is_empty() && !rest.starts_with(first)).then(|| words.split_at(first.len_utf8()));
    }
    let end = words.find(['.', ')']).filter(|end| (1..=3).contains(end))?;
    let number = &words[..end];
    let is_number = number.len() <= 2 && number.bytes().all(|byte| byte.is_ascii_digit());
    let is_letter = words[end..].starts_with(')') && number.chars().count() == 1 && first.is_alphabetic();
    let (label, rest) = words.split_at(end + 1);
    let is_separate = rest.starts_with(char::is_whitespace);
    ((is_number || is_letter) && is_separate).then_some((label, rest))
}

/// A field in plain signs: its name without bold, a plain colon, a plain blank. `None` if the line is none, or plain.
fn field(words: &str, is_top: bool, sign: &mut Option<HeadSign>) -> Option<String> {
    let (written, colon, value) = split_at_colon(words).or_else(|| split_at_other(words, is_top))?;
    let key = trimmed(written.trim_matches('*'));
    let is_known = if is_top {
        field_named(key).is_some()
    } else {
        is_exact_part_name(key)
    };
    let is_bold = written.starts_with("**");
    let bold_behind = if is_bold { value.strip_prefix("**") } else { None };
    let value = bold_behind.unwrap_or(value);
    let odd_blank = value
        .chars()
        .take_while(|letter| letter.is_whitespace() || is_invisible(*letter));
    let odd_blank = odd_blank.into_iter().find(|letter| is_odd_blank(*letter));
    // The names of parts have no address of the web behind them: `https://…` is none.
    let is_glued = !is_top && value.starts_with(char::is_alphanumeric);
    let found = if colon != ':' {
        HeadSign::Colon(colon, code_point(colon))
    } else if is_bold {
        HeadSign::Bold
    } else if let Some(odd) = odd_blank {
        HeadSign::Blank(code_point(odd))
    } else if is_glued {
        HeadSign::BlankMissing(':')
    } else {
        return None;
    };
    if !is_known {
        return None;
    }
    sign.get_or_insert(found);
    let value = value.trim_start_matches(|letter: char| letter.is_whitespace() || is_invisible(letter));
    let blank = if value.is_empty() { "" } else { " " };
    Some(format!("{key}:{blank}{value}"))
}

/// Splits a line without a colon at `=` or `;`, which stand for one behind the name of a field.
fn split_at_other(words: &str, is_top: bool) -> Option<(&str, char, &str)> {
    let at = words.find(['=', ';']).filter(|_| is_top)?;
    let sign = words[at..].chars().next()?;
    Some((&words[..at], sign, &words[at + 1..]))
}

/// A letter as its number: `U+00A0`.
fn code_point(letter: char) -> String {
    format!("U+{:04X}", u32::from(letter))
}

/// Returns whether a line may have a sign that `plain_line` replaces: a cheap first test.
pub(super) fn may_be_odd(line: &str, items: bool) -> bool {
    let words = line.trim_start_matches([' ', '\t']);
    let is_plain_item = words.starts_with("- ") || words.is_empty();
    let odd = |letter: char| is_odd_blank(letter) || COLONS.contains(&letter);
    items && !is_plain_item
        || words.starts_with("**")
        || !line.contains(": ") && words.contains([':', '=', ';'])
        || line.contains(odd)
}
