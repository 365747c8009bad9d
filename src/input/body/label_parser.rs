//! Parses printed labels: `I.` `1-` `1/` `(1)` `1.1.` `a)` `1a.` `Điều 5.` `Phần thứ nhất`.

use crate::base::roman::canonical_roman;
use crate::input::body::label::{LabelStyle, PrintedLabel, letter_value};
use crate::input::body::label_closing::{
    Close, LETTER_SIGNS, NUMBER_SIGNS, close, glued, glued_bracket, glued_capitals,
};
use crate::input::body::label_words::word_label;

/// The words that form labels with a number.
const WORDS: [&str; 6] = ["phần", "chương", "mục", "tiểu", "điều", "khoản"];
/// Maximum length of such a word, in bytes.
const MAX_WORD_LENGTH: usize = 8;
/// Maximum length of a label of letters, a Roman number, in bytes.
const MAX_SIGN_LENGTH: usize = 8;

/// Maximum length of what is looked at for signs of full width, in bytes.
const MAX_LABEL_LENGTH: usize = 24;

/// Returns all labels that the start of a text may be; the sequence of labels decides between them.
pub(crate) fn candidates(text: &str, in_heading: bool) -> Vec<PrintedLabel> {
    let visible = text.trim_start();
    let mut labels = match has_wide_sign(visible) {
        true => wide_labels(visible, in_heading),
        false => labels_at(visible, in_heading),
    };
    for label in &mut labels {
        label.length += text.len() - visible.len();
    }
    labels
}

/// Returns whether a text has, where a label may be, a byte with which the digits and signs of full width begin.
fn has_wide_sign(text: &str) -> bool {
    text.bytes().take(MAX_LABEL_LENGTH).any(|byte| byte == 0xef)
}

/// The labels of a text in digits and signs of full width: `２．`, `Điều ５.`
fn wide_labels(text: &str, in_heading: bool) -> Vec<PrintedLabel> {
    let narrow = |letter: char| match letter {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(letter) - 0xfee0).unwrap_or(letter),
        letter => letter,
    };
    let folded: String = text.chars().map(narrow).take(MAX_LABEL_LENGTH * 2).collect();
    let original = |length: usize| {
        let count = folded[..length].chars().count();
        text.char_indices().nth(count).map_or(text.len(), |(at, _)| at)
    };
    let mut labels = labels_at(&folded, in_heading);
    for label in &mut labels {
        label.length = original(label.length);
        label.printed = text[..original(label.printed.len())].to_owned();
    }
    labels
}

fn labels_at(text: &str, in_heading: bool) -> Vec<PrintedLabel> {
    let end = text
        .find(|letter: char| !letter.is_alphanumeric())
        .unwrap_or(text.len());
    // This runs on every line: a label is parsed only if the first letters and the sign after them may be one.
    let label = match text[end..].chars().next() {
        Some('(') if end == 0 => return bracketed_labels(text),
        _ if text.starts_with(|first: char| first.is_ascii_digit()) => number_label(text, in_heading),
        Some('.' | '-' | '–' | '/' | ')' | '[') if end <= MAX_SIGN_LENGTH => return letter_labels(text, end),
        Some(blank) if blank.is_whitespace() && is_label_word(&text[..end]) => word_label(text, in_heading),
        Some(' ') if end <= MAX_SIGN_LENGTH && text[end + 1..].starts_with(['-', '–']) => {
            return letter_labels(text, end);
        }
        _ => None,
    };
    label.into_iter().collect()
}

fn is_label_word(word: &str) -> bool {
    word.len() <= MAX_WORD_LENGTH && WORDS.contains(&word.to_lowercase().as_str())
}

/// A label of digits.
fn number_label(text: &str, in_heading: bool) -> Option<PrintedLabel> {
    let is_number = |letter: char| letter.is_ascii_digit();
    let digits = text.len() - text.trim_start_matches(is_number).len();
    let numbers = text.trim_start_matches(|letter: char| letter.is_ascii_digit() || letter == '.');
    let printed = text[..text.len() - numbers.len()].trim_end_matches('.');
    if printed.len() > digits {
        return dotted_label(text, printed, in_heading);
    }
    let inserted = inserted_letter(&text[digits..]);
    let number = digits + inserted.len();
    let rest = &text[number..];
    let style = match rest.starts_with(')') {
        true => LabelStyle::Closed,
        false => LabelStyle::Arabic,
    };
    let Close { sign, length } = close(rest, &NUMBER_SIGNS)
        .or_else(|| glued(rest, digits))
        .or_else(|| glued_bracket(rest))?;
    Some(PrintedLabel {
        style,
        numbers: vec![text[..digits].parse().ok().filter(|_| digits <= 4)?],
        inserted: inserted.to_owned(),
        printed: text[..number + sign].to_owned(),
        part: text[..number].to_owned(),
        length: number + length,
    })
}

/// The letter behind the number of an inserted provision: the `a` of `1a.`
fn inserted_letter(behind: &str) -> &str {
    let letter = behind.chars().next();
    let letter = letter.filter(|letter| letter_value(letter.encode_utf8(&mut [0; 4])).is_some());
    &behind[..letter.map_or(0, char::len_utf8)]
}

/// A label of several numbers: `1.1.`, `2.1-`, `1.1`.
fn dotted_label(text: &str, printed: &str, in_heading: bool) -> Option<PrintedLabel> {
    let parts: Vec<&str> = printed.split('.').collect();
    let is_part = |part: &str| !part.starts_with('0') && (1..=4).contains(&part.len());
    if parts.len() > 5 || !parts.iter().all(|part| is_part(part)) {
        return None;
    }
    let inserted = inserted_letter(&text[printed.len()..]);
    let number = printed.len() + inserted.len();
    let rest = &text[number..];
    let bare = || {
        let words = rest.trim_start();
        // `1.5 triệu đồng` continues in lower case; the text after a label without a full stop does not.
        let is_continued = words.starts_with(char::is_lowercase) && !in_heading;
        let is_apart = rest.is_empty() || words.len() < rest.len();
        (is_apart && !is_continued && inserted.is_empty()).then(|| Close {
            sign: 0,
            length: rest.len() - words.len(),
        })
    };
    let longest = parts.iter().map(|part| part.len()).max().unwrap_or(0);
    let Close { sign, length } = close(rest, &NUMBER_SIGNS)
        .or_else(|| glued(rest, longest))
        .or_else(bare)?;
    let numbers: Vec<u32> = parts.iter().map(|part| part.parse()).collect::<Result<_, _>>().ok()?;
    Some(PrintedLabel {
        style: LabelStyle::Dotted(numbers.len()),
        part: format!("{}{inserted}", parts[parts.len() - 1]),
        numbers,
        inserted: inserted.to_owned(),
        printed: text[..number + sign].to_owned(),
        length: number + length,
    })
}

/// The labels in brackets: `(1)`, `(i)`.
fn bracketed_labels(text: &str) -> Vec<PrintedLabel> {
    let inside = text[1..].split_once(')').map(|(inside, _)| inside);
    let Some(inside) = inside.filter(|inside| (1..=5).contains(&inside.len())) else {
        return Vec::new();
    };
    let Some(Close { length, .. }) = close(&text[1 + inside.len()..], &[')']) else {
        return Vec::new();
    };
    let is_number = inside.len() <= 3 && inside.bytes().all(|byte| byte.is_ascii_digit());
    let (style, value) = match is_number {
        true => (LabelStyle::Bracketed, inside.parse().ok()),
        false => (LabelStyle::SmallRoman, small_roman(inside)),
    };
    let label = value.map(|value| PrintedLabel {
        style,
        numbers: vec![value],
        inserted: String::new(),
        printed: text[..inside.len() + 2].to_owned(),
        part: inside.to_owned(),
        length: 1 + inside.len() + length,
    });
    label.into_iter().collect()
}

fn small_roman(text: &str) -> Option<u32> {
    let is_small = text.bytes().all(|byte| matches!(byte, b'i' | b'v' | b'x'));
    is_small.then(|| canonical_roman(&text.to_uppercase())).flatten()
}

/// The labels of letters, which may be Roman numbers too; `end` is the end of the first letters.
fn letter_labels(text: &str, end: usize) -> Vec<PrintedLabel> {
    let (word, rest) = text.split_at(end);
    let letter = word.chars().next().map_or(0, char::len_utf8);
    let (first, inserted) = word.split_at(letter);
    let label = |style, value: Option<u32>, inserted: &str, signs: &[char]| {
        let glued = || match style == LabelStyle::Roman {
            true => glued_capitals(rest),
            false => glued_bracket(rest),
        };
        let Close { sign, length } = close(rest, signs).or_else(glued)?;
        Some(PrintedLabel {
            style,
            numbers: vec![value?],
            inserted: inserted.to_owned(),
            printed: text[..end + sign].to_owned(),
            part: word.to_owned(),
            length: end + length,
        })
    };
    let is_insertion = inserted.len() <= 2 && inserted.bytes().all(|byte| byte.is_ascii_digit());
    let value = letter_value(first).filter(|_| is_insertion);
    let capital = letter_value(&word.to_lowercase()).filter(|_| word.chars().all(char::is_uppercase));
    let found = [
        label(LabelStyle::Roman, canonical_roman(word), "", &NUMBER_SIGNS),
        label(LabelStyle::Letter, value, inserted, &LETTER_SIGNS),
        label(LabelStyle::Capital, capital, "", &NUMBER_SIGNS),
        label(LabelStyle::SmallRoman, small_roman(word), "", &[')']),
        inserted.is_empty().then(|| dotted_letter(text, first)).flatten(),
    ];
    found.into_iter().flatten().collect()
}

/// A letter with numbers below it: `a.1)`, `a.1.2)`.
fn dotted_letter(text: &str, letter: &str) -> Option<PrintedLabel> {
    let behind = &text[letter.len()..];
    let numbers = behind.trim_start_matches(|letter: char| letter.is_ascii_digit() || letter == '.');
    let printed = behind[..behind.len() - numbers.len()].trim_end_matches('.');
    let parts: Vec<u32> = printed
        .strip_prefix('.')?
        .split('.')
        .map(|part| part.parse().ok().filter(|value| *value < 100))
        .collect::<Option<_>>()?;
    let end = letter.len() + printed.len();
    let Close { sign, length } = close(&text[end..], &LETTER_SIGNS)?;
    Some(PrintedLabel {
        style: LabelStyle::DottedLetter(parts.len() + 1),
        part: parts.last()?.to_string(),
        numbers: std::iter::once(letter_value(letter)?).chain(parts).collect(),
        inserted: String::new(),
        printed: text[..end + sign].to_owned(),
        length: end + length,
    })
}

#[cfg(test)]
mod tests {
    use super::candidates;
    use crate::input::body::label::LabelStyle;

    fn read(text: &str) -> Vec<(LabelStyle, Vec<u32>, String)> {
        candidates(text, false)
            .into_iter()
            .map(|label| (label.style, label.numbers, label.printed))
            .collect()
    }

    #[test]
    fn reads_every_style() {
        for (text, style, numbers, printed) in [
            ("1. Vận động", LabelStyle::Arabic, vec![1], "1."),
            ("1/ Vận động", LabelStyle::Arabic, vec![1], "1/"),
            ("1/- Vận động", LabelStyle::Arabic, vec![1], "1/-"),
            ("1 - Vận động", LabelStyle::Arabic, vec![1], "1 -"),
            ("1a. Bản sao", LabelStyle::Arabic, vec![1], "1a."),
            ("1.5.\u{a0}Tiếp tục", LabelStyle::Dotted(2), vec![1, 5], "1.5."),
            ("2.1- Tiếp tục", LabelStyle::Dotted(2), vec![2, 1], "2.1-"),
            ("1.1 Thực hiện", LabelStyle::Dotted(2), vec![1, 1], "1.1"),
            ("đ) điểm đ", LabelStyle::Letter, vec![5], "đ)"),
            ("đ1) điểm đ1", LabelStyle::Letter, vec![5], "đ1)"),
            ("a.1) điểm", LabelStyle::DottedLetter(2), vec![1, 1], "a.1)"),
            ("(2) hai", LabelStyle::Bracketed, vec![2], "(2)"),
            ("(iv) bốn", LabelStyle::SmallRoman, vec![4], "(iv)"),
            ("Điều 5. Tổ chức", LabelStyle::Article, vec![5], "Điều 5."),
            ("Điều\u{202f}5. Tổ chức", LabelStyle::Article, vec![5], "Điều\u{202f}5."),
            ("Điều ５． Tổ chức", LabelStyle::Article, vec![5], "Điều ５．"),
            ("２．\u{3000}Vận động", LabelStyle::Arabic, vec![2], "２．"),
            ("Điều 3-a. Tổ chức", LabelStyle::Article, vec![3], "Điều 3-a."),
            ("Điều 9[3]. Tổ chức", LabelStyle::Article, vec![9], "Điều 9[3]."),
            ("4[1]. Bốn", LabelStyle::Arabic, vec![4], "4[1]."),
            ("4.[1] Bốn", LabelStyle::Arabic, vec![4], "4."),
            ("b[6]) Hai", LabelStyle::Letter, vec![2], "b[6])"),
            ("Điều 05. Tổ chức", LabelStyle::Article, vec![5], "Điều 05."),
            ("Điều 5 - Tổ chức", LabelStyle::Article, vec![5], "Điều 5 -"),
            ("Điều 7bis. Tổ chức", LabelStyle::Article, vec![7], "Điều 7bis."),
            ("Phần thứ hai", LabelStyle::Part, vec![2], "Phần thứ hai"),
            (
                "PHẦN THỨ NHẤT QUY ĐỊNH CHUNG",
                LabelStyle::Part,
                vec![1],
                "PHẦN THỨ NHẤT",
            ),
            ("Chương IIa", LabelStyle::Chapter, vec![2], "Chương IIa"),
            ("Tiểu mục 3. HỒ SƠ", LabelStyle::Subsection, vec![3], "Tiểu mục 3."),
            ("IV- GIẢI PHÁP", LabelStyle::Roman, vec![4], "IV-"),
            ("IV – GIẢI PHÁP", LabelStyle::Roman, vec![4], "IV –"),
        ] {
            assert_eq!(read(text), [(style, numbers, printed.to_owned())], "{text}");
        }
    }

    #[test]
    fn refuses_what_only_looks_like_a_label() {
        for text in [
            "Điều 5 của Quyết định này",
            "27/6/2011",
            "I hơn",
            "1,5 triệu",
            "3 xã",
            "5 - 10 người",
            "Mục tiêu",
            "Phần lớn",
            "Chương một của",
            "Điều một.",
            "2013/QĐ-UBND",
        ] {
            assert_eq!(read(text), [], "{text}");
        }
    }
}
