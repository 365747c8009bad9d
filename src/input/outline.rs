//! Where a label belongs: nesting follows the printed labels, never Markdown's.

use super::label::{Label, Style};

/// Where a label was read; headings and list markers are meant, words may deceive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// At the start of a heading of this level.
    Heading(u8),
    /// As the marker of a list item.
    Marker,
    /// At the start of a paragraph or of a line in one.
    Words,
}

/// A provision that is open: the next blocks belong to it until its successor comes.
#[derive(Clone, Debug)]
pub(super) struct Open {
    pub(super) style: Style,
    pub(super) numbers: Vec<u32>,
    pub(super) printed: String,
    /// Index among the provisions.
    pub(super) provision: usize,
    /// Level of its heading, if it is one.
    pub(super) level: Option<u8>,
    /// Its address begins those of all it holds, even of articles (`{#ql}`).
    pub(super) prefixes: bool,
}

/// Where a label goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Placement {
    /// How many open provisions stay open; the last of them is the parent.
    pub(super) keep: usize,
    /// The label that should have preceded, where numbers are out of order.
    pub(super) gap_after: Option<String>,
}

/// How far a number may jump and still be a slip of the counter.
const SLIP: u32 = 5;

/// Decides whether and where a label continues the open provisions.
pub(super) fn place(open: &[Open], label: &Label, found: Found) -> Option<Placement> {
    let (value, prefix) = (label.value(), &label.numbers[..label.numbers.len() - 1]);
    let is_sibling = |entry: &Open| {
        entry.style == label.style && entry.numbers.len() == label.numbers.len() && entry.numbers.starts_with(prefix)
    };
    if let Some(index) = open.iter().rposition(is_sibling) {
        let previous = open[index].numbers.last().copied().unwrap_or(0);
        if value == previous + 1 {
            return Some(Placement { keep: index, gap_after: None });
        }
        if value != 1 || !prefix.is_empty() || matches!(label.style, Style::Article) {
            let close = value > previous && value - previous <= SLIP || value <= previous && found != Found::Words;
            let meant = found != Found::Words || !label.printed.ends_with(|c: char| c.is_ascii_digit());
            let gap_after = Some(open[index].printed.clone());
            return (close && meant).then_some(Placement { keep: index, gap_after });
        }
    }
    match label.numbers.len() {
        1 => place_new(open, label, found),
        _ => place_dotted(open, label, found),
    }
}

/// A dotted label goes under the open provision whose numbers it repeats.
fn place_dotted(open: &[Open], label: &Label, found: Found) -> Option<Placement> {
    let (value, prefix) = (label.value(), &label.numbers[..label.numbers.len() - 1]);
    let meant = found != Found::Words || label.printed.ends_with(['.', ')']);
    if let Some(parent) = open.iter().rposition(|entry| entry.numbers == prefix) {
        if value == 1 {
            return Some(Placement { keep: parent + 1, gap_after: None });
        }
        let slip = value <= SLIP && meant;
        return slip.then(|| Placement { keep: parent + 1, gap_after: Some(open[parent].printed.clone()) });
    }
    let fresh = value == 1 && meant && label.numbers.iter().all(|number| *number <= 50);
    fresh.then(|| Placement { keep: above(open, found), gap_after: None })
}

/// A label of a style that is not open begins a new level.
fn place_new(open: &[Open], label: &Label, found: Found) -> Option<Placement> {
    let first = label.value() == 1;
    if let Some(rank) = label.style.rank() {
        let meant = first || found != Found::Words || label.style == Style::Article;
        let stays = |entry: &&Open| match (entry.style, entry.style.rank(), found) {
            (Style::Unlabelled, _, Found::Heading(level)) => entry.level.is_some_and(|outer| outer < level),
            (Style::Unlabelled, _, _) => true,
            (_, Some(outer), _) => outer < rank,
            (_, None, _) => false,
        };
        let keep = open.iter().take_while(stays).count();
        return meant.then_some(Placement { keep, gap_after: None });
    }
    let keep = above(open, found);
    match found {
        Found::Heading(_) => Some(Placement { keep, gap_after: None }),
        Found::Marker if first => Some(Placement { keep, gap_after: None }),
        Found::Marker => (label.value() <= SLIP * 2).then(|| Placement {
            keep,
            gap_after: Some(open.get(keep.wrapping_sub(1)).map_or_else(|| "—".to_owned(), |entry| entry.printed.clone())),
        }),
        Found::Words => first.then_some(Placement { keep, gap_after: None }),
    }
}

/// How many open provisions a new level stands under: a heading never stands under an item.
fn above(open: &[Open], found: Found) -> usize {
    match found {
        Found::Heading(level) => keep_above_heading(open, level),
        Found::Marker | Found::Words => open.len(),
    }
}

/// How many open provisions a heading of a level without label leaves open.
pub(super) fn keep_above_heading(open: &[Open], level: u8) -> usize {
    open.iter().take_while(|entry| entry.level.is_some_and(|outer| outer < level)).count()
}

/// The index of the open provision whose address a new one continues, chapters skipped for articles.
pub(super) fn address_parent(open: &[Open], style: Style) -> Option<usize> {
    open.iter().rposition(|entry| match style {
        Style::Article => entry.prefixes,
        _ => !entry.style.is_container() || style.is_container() || entry.prefixes,
    })
}
