//! Printed labels of provisions: their styles, their numbers and the order of these.

/// The style of a label; labels of one style form one sequence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LabelStyle {
    /// `Phần I`, `Phần thứ nhất`
    Part,
    /// `Chương I`, `Chương một`
    Chapter,
    /// `Mục 1` of a chapter
    Section,
    /// `Tiểu mục 1`
    Subsection,
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
    /// `a.1)` below `a)`, with the count of its numbers
    DottedLetter(usize),
    /// `(i)` `i)`
    SmallRoman,
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
            LabelStyle::Subsection => Some(3),
            LabelStyle::Capital => Some(4),
            LabelStyle::Roman => Some(5),
            LabelStyle::Article => Some(6),
            LabelStyle::Clause => Some(7),
            LabelStyle::Arabic | LabelStyle::Closed | LabelStyle::Bracketed | LabelStyle::Dotted(_) => None,
            LabelStyle::Letter | LabelStyle::DottedLetter(_) | LabelStyle::SmallRoman | LabelStyle::Unlabelled => None,
        }
    }

    /// Returns whether a label of the style `child` may repeat the numbers of this one: `1.` → `1.1.`, `a)` → `a.1)`.
    pub(crate) fn may_be_repeated_by(self, child: LabelStyle) -> bool {
        match self {
            LabelStyle::Article | LabelStyle::Clause => matches!(child, LabelStyle::Dotted(_)),
            LabelStyle::Arabic | LabelStyle::Closed | LabelStyle::Bracketed | LabelStyle::Dotted(_) => {
                matches!(child, LabelStyle::Dotted(_))
            }
            LabelStyle::Letter | LabelStyle::DottedLetter(_) => matches!(child, LabelStyle::DottedLetter(_)),
            LabelStyle::Part | LabelStyle::Chapter | LabelStyle::Section | LabelStyle::Subsection => false,
            LabelStyle::Capital | LabelStyle::Roman | LabelStyle::SmallRoman | LabelStyle::Unlabelled => false,
        }
    }

    /// Returns whether the style only groups provisions: the addresses of articles (`Điều`) omit chapters.
    pub fn is_container(self) -> bool {
        matches!(self, LabelStyle::Chapter | LabelStyle::Section | LabelStyle::Subsection)
    }

    /// Returns whether a provision with such a label has a title of its own: a part, a chapter, a section.
    pub(crate) fn is_division(self) -> bool {
        self.is_container() || self == LabelStyle::Part
    }
}

/// A label at the start of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PrintedLabel {
    /// Its style.
    pub style: LabelStyle,
    /// Its numbers: one, or several of a dotted label.
    pub numbers: Vec<u32>,
    /// What tells an inserted provision from the one before it: the `a` of `5a`, the `1` of `a1`; usually empty.
    pub inserted: String,
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

    /// Returns whether it begins a sequence: 1, I, a.
    pub(crate) fn is_first(&self) -> bool {
        self.value() == 1 && self.inserted.is_empty()
    }

    /// Returns whether it follows exactly a label of the same style with the number `value` and the insertion `inserted`:
    /// 6 follows 5, 5a and 5b; 5a follows 5, and 5b follows 5a.
    pub(crate) fn follows(&self, value: u32, inserted: &str) -> bool {
        match self.inserted.as_str() {
            "" => value + 1 == self.value(),
            own => value == self.value() && is_next_insertion(inserted, own),
        }
    }
}

/// The Latin words with which some translated texts number inserted articles.
pub(crate) const LATIN_INSERTIONS: [&str; 3] = ["bis", "ter", "quater"];

/// Returns whether an insertion directly follows another one, or is the first where there is none yet.
fn is_next_insertion(before: &str, own: &str) -> bool {
    let latin = |known: &str| LATIN_INSERTIONS.iter().position(|word| *word == known);
    let count = |known: &str| match (known, known.parse::<u32>()) {
        ("", _) => Some(0),
        (_, Ok(number)) => Some(number),
        (_, Err(_)) => latin(known).map_or_else(|| letter_value(known), |index| u32::try_from(index + 1).ok()),
    };
    count(before)
        .zip(count(own))
        .is_some_and(|(before, own)| before + 1 == own)
}

/// The order of lettered points in Vietnamese official texts.
const LETTERS: &str = "abcdđeghiklmnopqrstuvxy";

/// The place of a letter in the order of points, from 1.
pub(crate) fn letter_value(letter: &str) -> Option<u32> {
    let first = letter.chars().next().filter(|first| first.len_utf8() == letter.len())?;
    let position = LETTERS.chars().position(|known| known == first)?;
    u32::try_from(position + 1).ok()
}

/// The letter at a place in the order of points, from 1.
pub(crate) fn letter_at(value: u32) -> Option<char> {
    LETTERS.chars().nth(value.checked_sub(1)? as usize)
}

/// Returns whether a text has capitals and no small letters.
pub(crate) fn is_upper_case(text: &str) -> bool {
    text.contains(char::is_uppercase) && !text.contains(char::is_lowercase)
}
