//! Parses printed labels: `I.` `1-` `1/` `(1)` `1.1.` `a)` `Điều 5.`.

use std::sync::LazyLock;

use regex::Regex;

use crate::base::pattern::Pattern;
use crate::base::roman::roman_value;

/// The style of a label; labels of one style form one sequence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LabelStyle {
    /// `Phần I`
    Part,
    /// `Chương I`
    Chapter,
    /// `Mục 1` of a chapter
    Section,
    /// `A.`
    Capital,
    /// `I.`
    Roman,
    /// `Điều 5.`
    Article,
    /// `Khoản 1.`
    Clause,
    /// `1.` `1-` `1/`
    Arabic,
    /// `1)`
    Closed,
    /// `(1)`
    Bracketed,
    /// `1.1.`, with the count of its numbers
    Dotted(usize),
    /// `a)` `a.` `a/`
    Letter,
    /// A heading without a label.
    Unlabelled,
}

impl LabelStyle {
    /// The level of a style, 0 for the outermost: a new label closes open ones of its own rank and of inner ranks.
    ///
    /// Only styles that are always above plain numbers have a rank.
    pub fn rank(self) -> Option<u8> {
        match self {
            LabelStyle::Part => Some(0),
            LabelStyle::Chapter => Some(1),
            LabelStyle::Section => Some(2),
            LabelStyle::Capital => Some(3),
            LabelStyle::Roman => Some(4),
            LabelStyle::Article => Some(5),
            LabelStyle::Clause => Some(6),
            LabelStyle::Arabic | LabelStyle::Closed | LabelStyle::Bracketed | LabelStyle::Dotted(_) => None,
            LabelStyle::Letter | LabelStyle::Unlabelled => None,
        }
    }

    /// Returns whether labels of the style print digits that a child's label may repeat: `1.` → `1.1.`.
    pub fn is_numeric(self) -> bool {
        match self {
            LabelStyle::Article | LabelStyle::Clause => true,
            LabelStyle::Arabic | LabelStyle::Closed | LabelStyle::Bracketed | LabelStyle::Dotted(_) => true,
            LabelStyle::Part | LabelStyle::Chapter | LabelStyle::Section | LabelStyle::Capital => false,
            LabelStyle::Roman | LabelStyle::Letter | LabelStyle::Unlabelled => false,
        }
    }

    /// Returns whether the style only groups provisions: the addresses of articles (`Điều`) omit chapters.
    pub fn is_container(self) -> bool {
        matches!(self, LabelStyle::Chapter | LabelStyle::Section)
    }
}

/// A label at the start of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PrintedLabel {
    /// Its style.
    pub style: LabelStyle,
    /// Its numbers: one, or several of a dotted label.
    pub numbers: Vec<u32>,
    /// As printed, without what follows: `1.1.`, `Điều 5.`.
    pub printed: String,
    /// The last number or letter, as a part of an address: `I`, `5`, `đ`.
    pub part: String,
    /// Length of the label and the blanks after it, in bytes.
    pub length: usize,
}

impl PrintedLabel {
    /// The numbers before the last one; empty but for dotted labels.
    pub(crate) fn prefix(&self) -> &[u32] {
        &self.numbers[..self.numbers.len().saturating_sub(1)]
    }

    /// Returns whether a sign follows the number: `1.1.` rather than `1.1`.
    pub(crate) fn is_closed(&self) -> bool {
        !self.printed.ends_with(|c: char| c.is_ascii_digit())
    }

    /// The number that is counted: the last one.
    pub(crate) fn value(&self) -> u32 {
        self.numbers.last().copied().unwrap_or(0)
    }
}

static WORD: LazyLock<Regex> = LazyLock::new(|| {
    let words = WORDS.join("|");
    Regex::new(&format!(
        r"^(?i:({words}))[ \u{{a0}}]+([IVXLC]+|[0-9]{{1,3}}[a-zđ]?)([.:]?)(?:[\s\u{{a0}}]+|$)"
    ))
    .expect("a constant pattern")
});
static DOTTED: Pattern = Pattern::new(r"^([0-9]{1,4}(?:\.[0-9]{1,4}){1,4})([.)]?)(?:[\s\u{a0}]+|$)");
static GLUED: Pattern = Pattern::new(r"^([0-9]{1,2}(?:\.[0-9]{1,2}){0,4})(\.)\p{Lu}");
static ARABIC: Pattern = Pattern::new(r"^([0-9]{1,4})([.\-/)])(?:[\s\u{a0}]+|$)");
static BRACKETED: Pattern = Pattern::new(r"^\(([0-9]{1,3})\)(?:[\s\u{a0}]+|$)");
static ROMAN: Pattern = Pattern::new(r"^([IVXLC]{1,8})([.\-/)])(?:[\s\u{a0}]+|$)");
static LETTER: Pattern = Pattern::new(r"^([a-zđ])([.)/])(?:[\s\u{a0}]+|$)");
static CAPITAL: Pattern = Pattern::new(r"^([A-ZĐ])([.)\-/])(?:[\s\u{a0}]+|$)");

/// The order of lettered points in Vietnamese official texts.
const LETTERS: &str = "abcdđeghiklmnopqrstuvxy";

/// Returns all labels that the start of a text may be; the sequence of labels decides between them.
pub(crate) fn candidates(text: &str, in_heading: bool) -> Vec<PrintedLabel> {
    let end = text
        .find(|letter: char| !letter.is_alphanumeric())
        .unwrap_or(text.len());
    // This runs on every line: patterns run only if the first letters and the sign after them may be a label.
    let label = match text[end..].chars().next() {
        Some('(') if end == 0 => number_label(text, in_heading),
        _ if text.starts_with(|first: char| first.is_ascii_digit()) => number_label(text, in_heading),
        Some('.' | '-' | '/' | ')') if end <= MAX_SIGN_LENGTH => return sign_labels(text),
        Some(' ' | '\u{a0}') if WORDS.contains(&text[..end].to_lowercase().as_str()) => word_label(text, in_heading),
        _ => None,
    };
    label.into_iter().collect()
}

/// The words that form labels with a number.
const WORDS: [&str; 5] = ["phần", "chương", "mục", "điều", "khoản"];
/// Maximum length of a label of letters, a Roman number, in bytes.
const MAX_SIGN_LENGTH: usize = 8;

/// The labels of letters, which may be Roman numbers too.
fn sign_labels(text: &str) -> Vec<PrintedLabel> {
    let capital_value = |letter: &str| letter_value(&letter.to_lowercase());
    let found = [
        sign_label(&ROMAN, LabelStyle::Roman, text, canonical_roman),
        sign_label(&LETTER, LabelStyle::Letter, text, letter_value),
        sign_label(&CAPITAL, LabelStyle::Capital, text, capital_value),
    ];
    found.into_iter().flatten().collect()
}

/// A label of digits.
fn number_label(text: &str, in_heading: bool) -> Option<PrintedLabel> {
    if text.starts_with('(') {
        let taken = BRACKETED.captures(text)?;
        let printed = ["(", &taken[1], ")"].concat();
        return numbered(LabelStyle::Bracketed, &taken[1], printed, taken[0].len());
    }
    let behind = text.trim_start_matches(|letter: char| letter.is_ascii_digit());
    let is_dotted = behind.starts_with('.') && behind[1..].starts_with(|next: char| next.is_ascii_digit());
    if let Some(taken) = is_dotted.then(|| DOTTED.captures(text)).flatten() {
        // `1.5 triệu đồng` continues in lower case; the text after a label without a full stop does not.
        let is_continued = taken[2].is_empty() && text[taken[0].len()..].starts_with(char::is_lowercase);
        return dotted(&taken[1], &taken[2], taken[0].len()).filter(|_| in_heading || !is_continued);
    }
    if !behind.starts_with(['.', '-', '/', ')']) {
        return None;
    }
    if let Some(taken) = ARABIC.captures(text) {
        let is_closed = &taken[2] == ")";
        let style = if is_closed {
            LabelStyle::Closed
        } else {
            LabelStyle::Arabic
        };
        return numbered(style, &taken[1], taken[1].to_owned() + &taken[2], taken[0].len());
    }
    let taken = GLUED.captures(text)?;
    let length = taken[1].len() + 1;
    match taken[1].contains('.') {
        true => dotted(&taken[1], ".", length),
        false => numbered(LabelStyle::Arabic, &taken[1], taken[1].to_owned() + ".", length),
    }
}

/// A label of letters and the sign that closes it.
fn sign_label(pattern: &Regex, style: LabelStyle, text: &str, value: fn(&str) -> Option<u32>) -> Option<PrintedLabel> {
    let taken = pattern.captures(text)?;
    let (part, close) = (&taken[1], &taken[2]);
    Some(PrintedLabel {
        style,
        numbers: vec![value(part)?],
        printed: part.to_owned() + close,
        part: part.to_owned(),
        length: taken[0].len(),
    })
}

fn numbered(style: LabelStyle, digits: &str, printed: String, length: usize) -> Option<PrintedLabel> {
    let value = digits.parse().ok()?;
    Some(PrintedLabel {
        style,
        numbers: vec![value],
        printed,
        part: digits.to_owned(),
        length,
    })
}

fn dotted(digits: &str, close: &str, length: usize) -> Option<PrintedLabel> {
    if digits.split('.').any(|part| part.starts_with('0')) {
        return None;
    }
    let numbers: Vec<u32> = digits.split('.').map(str::parse).collect::<Result<_, _>>().ok()?;
    let part = digits.rsplit('.').next()?.to_owned();
    let style = LabelStyle::Dotted(numbers.len());
    Some(PrintedLabel {
        style,
        numbers,
        printed: digits.to_owned() + close,
        part,
        length,
    })
}

fn word_label(text: &str, in_heading: bool) -> Option<PrintedLabel> {
    let taken = WORD.captures(text)?;
    let alone = taken[0].len() == text.len();
    if taken[3].is_empty() && !in_heading && !alone {
        return None;
    }
    let style = match taken[1].to_lowercase().as_str() {
        "phần" => LabelStyle::Part,
        "chương" => LabelStyle::Chapter,
        "mục" => LabelStyle::Section,
        "điều" => LabelStyle::Article,
        _ => LabelStyle::Clause,
    };
    let number = taken.get(2)?.as_str();
    let digits: String = number.chars().take_while(char::is_ascii_digit).collect();
    let value = match digits.as_str() {
        "" => canonical_roman(number)?,
        digits => digits.parse().ok()?,
    };
    let part = match style {
        LabelStyle::Chapter => format!("chuong-{number}"),
        LabelStyle::Section => format!("muc-{number}"),
        _ => number.to_owned(),
    };
    let printed = taken[0].trim_end().to_owned();
    Some(PrintedLabel {
        style,
        numbers: vec![value],
        printed,
        part,
        length: taken[0].len(),
    })
}

/// A Roman numeral in its only correct form.
static CANONICAL_ROMAN: Pattern = Pattern::new("^C*(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})$");

fn canonical_roman(text: &str) -> Option<u32> {
    CANONICAL_ROMAN.is_match(text).then(|| roman_value(text)).flatten()
}

fn letter_value(letter: &str) -> Option<u32> {
    let position = LETTERS.chars().position(|known| letter.starts_with(known))?;
    u32::try_from(position + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::{LabelStyle, candidates, canonical_roman};

    fn read(text: &str) -> Vec<(LabelStyle, Vec<u32>, String)> {
        candidates(text, false)
            .into_iter()
            .map(|label| (label.style, label.numbers, label.printed))
            .collect()
    }

    #[test]
    fn reads_every_style() {
        assert_eq!(read("1. Vận động"), [(LabelStyle::Arabic, vec![1], "1.".to_owned())]);
        assert_eq!(read("1/ Vận động"), [(LabelStyle::Arabic, vec![1], "1/".to_owned())]);
        assert_eq!(
            read("1.5.\u{a0}Tiếp tục"),
            [(LabelStyle::Dotted(2), vec![1, 5], "1.5.".to_owned())]
        );
        assert_eq!(
            read("1.1 Thực hiện"),
            [(LabelStyle::Dotted(2), vec![1, 1], "1.1".to_owned())]
        );
        assert_eq!(read("đ) điểm đ"), [(LabelStyle::Letter, vec![5], "đ)".to_owned())]);
        assert_eq!(read("(2) hai"), [(LabelStyle::Bracketed, vec![2], "(2)".to_owned())]);
        assert_eq!(
            read("Điều 5. Tổ chức"),
            [(LabelStyle::Article, vec![5], "Điều 5.".to_owned())]
        );
        assert_eq!(read("IV- GIẢI PHÁP"), [(LabelStyle::Roman, vec![4], "IV-".to_owned())]);
    }

    #[test]
    fn refuses_what_only_looks_like_a_label() {
        for text in [
            "Điều 5 của Quyết định này",
            "27/6/2011",
            "I hơn",
            "1,5 triệu",
            "3 xã",
            "Mục tiêu",
        ] {
            assert_eq!(read(text), [], "{text}");
        }
        assert_eq!(canonical_roman("IIII"), None);
        assert_eq!(canonical_roman("XIV"), Some(14));
    }
}
