//! Reads the sign that closes a printed label: `1.` `1-` `1/-` `a)` `1.Vận động`.

/// The sign that closes a label and the blanks behind it, in bytes.
pub(crate) struct Close {
    /// The sign.
    pub(crate) sign: usize,
    /// The sign and the blanks.
    pub(crate) length: usize,
}

/// The length of a mark of a footnote as a consolidated text prints it: `[3]`.
fn mark_length(text: &str) -> usize {
    let digits = text.strip_prefix('[').map_or("", |inside| {
        &inside[..inside.bytes().take_while(u8::is_ascii_digit).count()]
    });
    let is_mark = matches!(digits.len(), 1..=3) && text[1 + digits.len()..].starts_with(']');
    if is_mark { digits.len() + 2 } else { 0 }
}

/// Parses the sign that closes a label: one of `signs`, `/-`, or a dash behind a blank, with blanks, a footnote mark or
/// the end after it. A mark may be before the sign too: `4[1].`
pub(crate) fn close(rest: &str, signs: &[char]) -> Option<Close> {
    let mark = mark_length(rest);
    let Close { sign, length } = close_behind(&rest[mark..], signs)?;
    Some(Close {
        sign: mark + sign,
        length: mark + length,
    })
}

fn close_behind(rest: &str, signs: &[char]) -> Option<Close> {
    let has_dash = |text: &str| text.starts_with(['-', '–']) && signs.contains(&'-');
    let dash = |text: &str| text.chars().next().map_or(0, char::len_utf8);
    let sign = match rest.strip_prefix([' ', '/']).filter(|rest| has_dash(rest)) {
        Some(rest) => 1 + dash(rest),
        None => rest.chars().next().filter(|first| signs.contains(first))?.len_utf8(),
    };
    let behind = &rest[sign..];
    let words = behind.trim_start();
    // `5 - 10 người` is a range.
    let is_range = rest.starts_with(' ') && words.starts_with(|first: char| first.is_ascii_digit());
    let is_closed = behind.is_empty() || words.len() < behind.len() || mark_length(behind) > 0;
    (is_closed && !is_range).then(|| Close {
        sign,
        length: rest.len() - words.len(),
    })
}

/// The signs that close numbers.
pub(crate) const NUMBER_SIGNS: [char; 5] = ['.', '-', '–', '/', ')'];
/// The signs that close letters.
pub(crate) const LETTER_SIGNS: [char; 3] = ['.', ')', '/'];

/// A full stop with a capital right behind it: `1.Vận động`, `Điều 1.Phạm vi`.
pub(crate) fn glued(rest: &str, digits: usize) -> Option<Close> {
    let is_glued = digits <= 2 && rest.strip_prefix('.')?.starts_with(char::is_uppercase);
    is_glued.then_some(Close { sign: 1, length: 1 })
}

/// A bracket with words right behind it: `a)giấy tờ`.
pub(crate) fn glued_bracket(rest: &str) -> Option<Close> {
    let is_glued = rest.strip_prefix(')')?.starts_with(char::is_alphabetic);
    is_glued.then_some(Close { sign: 1, length: 1 })
}

/// A sign with a word in capitals right behind it: `I.MỤC TIÊU`, `II-NHIỆM VỤ`. `V.I.Lênin` has none.
pub(crate) fn glued_capitals(rest: &str) -> Option<Close> {
    let sign = rest
        .chars()
        .next()
        .filter(|sign| NUMBER_SIGNS.contains(sign))?
        .len_utf8();
    let is_glued = rest[sign..]
        .chars()
        .take(2)
        .filter(|letter| letter.is_uppercase())
        .count()
        == 2;
    is_glued.then_some(Close { sign, length: sign })
}
