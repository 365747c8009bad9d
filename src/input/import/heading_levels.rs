//! Decides which paragraphs of an official text are headings, and their levels.

use crate::input::body::label::{LabelStyle, PrintedLabel, is_upper_case};
use crate::input::body::label_parser::candidates;

/// What the decision knows of a block.
#[derive(Clone, Debug, Default)]
pub(super) struct OutlineLine {
    /// The words of a paragraph; empty for a table or an item of a list.
    pub(super) words: String,
    /// Whether all of it is bold.
    pub(super) is_bold: bool,
}

/// The longest title of an item that is a heading, in letters.
const MAX_TITLE: usize = 300;

/// The longest title without the item below it that shows that it is one.
const MAX_BARE_TITLE: usize = 120;

/// The level of a heading that is the outermost of its text.
const TOP_LEVEL: usize = 2;

/// The levels of the lines of a text; `None` for a paragraph.
pub(super) fn levels(lines: &[OutlineLine]) -> Vec<Option<usize>> {
    let labels: Vec<Vec<PrintedLabel>> = lines.iter().map(|line| candidates(&line.words, false)).collect();
    let mut open: Vec<LabelStyle> = Vec::new();
    // Whether the last item of a style was a heading: its siblings are alike.
    let mut last: Option<(LabelStyle, u32, bool)> = None;
    let mut levels = Vec::with_capacity(lines.len());
    for (at, line) in lines.iter().enumerate() {
        let next = Next {
            words: lines.get(at + 1).map(|next| next.words.as_str()),
            labels: labels.get(at + 1).map_or(&[][..], Vec::as_slice),
        };
        let found = labels[at].iter().find(|label| is_heading(label, line, &next, last));
        if let Some(label) = labels[at].first().filter(|label| is_counted(label.style)) {
            last = Some((label.style, label.value(), found.is_some()));
        }
        levels.push(found.map(|label| enter(&mut open, label.style)));
    }
    levels
}

fn is_counted(style: LabelStyle) -> bool {
    matches!(style, LabelStyle::Arabic | LabelStyle::Dotted(_))
}

/// What follows a line.
struct Next<'t> {
    /// Its words; `None` at the end.
    words: Option<&'t str>,
    labels: &'t [PrintedLabel],
}

fn is_heading(
    label: &PrintedLabel,
    line: &OutlineLine,
    next: &Next<'_>,
    last: Option<(LabelStyle, u32, bool)>,
) -> bool {
    let title = line.words[label.length.min(line.words.len())..].trim();
    let length = title.chars().count();
    let is_open = title.ends_with([':', ';', ',']);
    let is_beside = |style: LabelStyle| next.labels.iter().any(|next| next.style == style);
    match label.style {
        style if style.is_division() => title.is_empty() || !is_open && length < MAX_TITLE,
        LabelStyle::Article => {
            let is_title = !title.is_empty() && length < MAX_TITLE && !title.ends_with(['.', ';', ':', ',']);
            let has_text = next.words.is_some()
                && !next
                    .labels
                    .iter()
                    .any(|next| next.style.rank().is_some_and(|rank| rank <= 6));
            is_title && has_text
        }
        LabelStyle::Roman | LabelStyle::Capital => is_upper_case(title) && length < MAX_TITLE && !is_open,
        LabelStyle::Arabic | LabelStyle::Dotted(_) if !title.is_empty() && !is_open => {
            let repeats = |next: &PrintedLabel| {
                matches!(next.style, LabelStyle::Dotted(_)) && next.prefix() == label.numbers && next.value() == 1
            };
            let holds_items = next.labels.iter().any(repeats) && length < MAX_TITLE;
            let is_bare = length <= MAX_BARE_TITLE && !title.ends_with(['.', '!', '?', '”']);
            let is_followed = next.words.is_some() && next.labels.is_empty();
            let is_sibling = last.is_none_or(|(style, value, was_heading)| {
                style != label.style || value + 1 != label.value() || was_heading
            });
            let is_title = (is_bare || line.is_bold && length < MAX_TITLE) && is_followed && !is_beside(label.style);
            holds_items || is_title && is_sibling
        }
        LabelStyle::Part
        | LabelStyle::Chapter
        | LabelStyle::Section
        | LabelStyle::Subsection
        | LabelStyle::Clause
        | LabelStyle::Arabic
        | LabelStyle::Closed
        | LabelStyle::Bracketed
        | LabelStyle::Dotted(_)
        | LabelStyle::Letter
        | LabelStyle::DottedLetter(_)
        | LabelStyle::SmallRoman
        | LabelStyle::Unlabelled => false,
    }
}

/// Enters a heading; returns its level.
fn enter(open: &mut Vec<LabelStyle>, style: LabelStyle) -> usize {
    match open.iter().position(|own| *own == style) {
        Some(at) => open.truncate(at),
        None => {
            if let Some(rank) = style.rank() {
                let inner = |own: &LabelStyle| own.rank().is_none_or(|own| own >= rank);
                let keep = open.iter().position(inner).unwrap_or(open.len());
                open.truncate(keep);
            }
        }
    }
    open.push(style);
    (TOP_LEVEL + open.len() - 1).min(6)
}

#[cfg(test)]
mod tests {
    use super::{OutlineLine, levels};

    fn of(lines: &[&str]) -> Vec<usize> {
        let line = |words: &&str| OutlineLine {
            words: (*words).to_owned(),
            is_bold: false,
        };
        let lines: Vec<OutlineLine> = lines.iter().map(line).collect();
        levels(&lines).into_iter().map(|level| level.unwrap_or(0)).collect()
    }

    #[test]
    fn headings_of_both_systems() {
        assert_eq!(
            of(&[
                "I. MỤC TIÊU",
                "1. Một.",
                "II. NỘI DUNG",
                "1. Công tác",
                "1.1. Một.",
                "2. Hai",
                "2.1. Hai."
            ]),
            [2, 0, 2, 3, 0, 3, 0]
        );
        assert_eq!(
            of(&[
                "Chương I",
                "QUY ĐỊNH CHUNG",
                "Điều 1. Phạm vi",
                "Quy chế này …",
                "Điều 2. Hiệu lực",
                "1. Một;"
            ]),
            [2, 0, 3, 0, 3, 0]
        );
        assert_eq!(of(&["1. Ông A", "2. Ông B", "Trên đây là danh sách."]), [0, 0, 0]);
        assert_eq!(of(&["Điều 1. Ban hành Quy chế.", "Điều 2. Giao Ban Dân vận"]), [0, 0]);
    }
}
