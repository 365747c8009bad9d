//! The numbers and bullets of lists: those of HTML, which a browser makes, and those of Word, which are text.

use crate::input::import::html_page::html_tree::Node;
use crate::input::import::html_page::page_styles::Declarations;
use crate::input::import::number_format::{NumberFormat, formatted};

/// The number or bullet of a paragraph.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct ListMark {
    pub(super) number: Option<String>,
    pub(super) is_bullet: bool,
    pub(super) depth: u8,
}

/// A list while its items are counted.
pub(super) struct ListCounter {
    /// `None` for a list of bullets.
    format: Option<NumberFormat>,
    has_marks: bool,
    next: i64,
    step: i64,
    depth: u8,
}

impl ListCounter {
    /// A list that begins.
    pub(super) fn new(list: Node<'_>, styles: &Declarations<'_>, depth: u8) -> Self {
        let is_ordered = list.name() == "ol";
        let style = styles.get("list-style-type").or(styles.get("list-style"));
        let start = list.attribute("start").and_then(|start| start.trim().parse().ok());
        let is_reversed = list.attribute("reversed").is_some();
        let items = list.children().filter(|child| child.name() == "li").count();
        let first = if is_reversed {
            i64::try_from(items).unwrap_or(1)
        } else {
            1
        };
        ListCounter {
            format: is_ordered.then(|| format_of(list.attribute("type"), style)),
            has_marks: style.is_none_or(|style| style != "none"),
            next: start.unwrap_or(first),
            step: if is_reversed { -1 } else { 1 },
            depth,
        }
    }

    /// The mark of the next item, and its number.
    pub(super) fn mark(&mut self, item: Node<'_>, styles: &Declarations<'_>) -> (ListMark, i64) {
        let value = item.attribute("value").and_then(|value| value.trim().parse().ok());
        let number = value.unwrap_or(self.next);
        self.next = number.saturating_add(self.step);
        let own_style = styles.get("list-style-type").or(styles.get("list-style"));
        let has_marks = own_style.map_or(self.has_marks, |style| style != "none");
        let own_format = (own_style.is_some() || item.attribute("type").is_some())
            .then(|| format_of(item.attribute("type"), own_style));
        let printed = self.format.map(|format| {
            let format = own_format.unwrap_or(format);
            u32::try_from(number).map_or(number.to_string(), |number| formatted(format, number))
        });
        let mark = ListMark {
            number: printed.filter(|_| has_marks).map(|printed| format!("{printed}.")),
            is_bullet: self.format.is_none() && has_marks,
            depth: self.depth,
        };
        (mark, number)
    }
}

pub(super) fn format_of(kind: Option<&str>, style: Option<&str>) -> NumberFormat {
    let letters = |is_upper| NumberFormat::Letters { is_upper };
    let roman = |is_upper| NumberFormat::Roman { is_upper };
    match (style, kind) {
        (Some("lower-alpha" | "lower-latin"), _) | (None, Some("a")) => letters(false),
        (Some("upper-alpha" | "upper-latin"), _) | (None, Some("A")) => letters(true),
        (Some("lower-roman"), _) | (None, Some("i")) => roman(false),
        (Some("upper-roman"), _) | (None, Some("I")) => roman(true),
        (Some("decimal-leading-zero"), _) => NumberFormat::Padded(2),
        (Some(_) | None, _) => NumberFormat::Digits,
    }
}

/// The mark that Word wrote as text into a span that it ignores itself: `1.`, `·`, `-`.
pub(super) fn word_mark(text: &str, font: Option<&str>, depth: u8) -> ListMark {
    let text = text.trim_matches(|letter: char| letter.is_whitespace() || letter == '\u{a0}');
    let is_symbol = font.is_some_and(|font| ["Symbol", "Wingdings", "Courier New", "Webdings"].contains(&font));
    let has_number = text.chars().any(char::is_alphanumeric) && !(is_symbol && text.chars().count() == 1);
    ListMark {
        number: (has_number || text == "+").then(|| text.to_owned()),
        is_bullet: !has_number && !text.is_empty(),
        depth,
    }
}

/// The level in its list of a paragraph of Word, from 0: `mso-list:l0 level2 lfo1`.
pub(super) fn word_depth(styles: &Declarations<'_>) -> Option<u8> {
    let list = styles.own("mso-list")?;
    let level = list
        .split_ascii_whitespace()
        .find_map(|word| word.strip_prefix("level"))?;
    level.parse::<u8>().ok()?.checked_sub(1)
}
