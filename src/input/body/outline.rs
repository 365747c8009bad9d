//! Decides where a label belongs: nesting follows the printed labels, never Markdown's.

use crate::input::body::label::{LabelStyle, PrintedLabel};
use crate::messages::phrase::Phrase;

/// Where a label was read: in headings and list markers labels are intended, at the start of words they may be
/// accidental.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LabelOrigin {
    /// At the start of a heading of this level.
    Heading(u8),
    /// As the marker of a list item; whether it is the first of its list.
    Marker {
        /// Only the first item of a list may begin a level of its own.
        first: bool,
    },
    /// At the start of a paragraph or of a line in one.
    Words,
}

/// How a provision contributes to the addresses of those below it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Prefix {
    /// It begins the addresses of all provisions in it, even of articles (`{#ql}`).
    All,
    /// It begins the addresses of the provisions in it, but not of articles.
    Usual,
    /// It only groups: chapters, and level-1 headings without number and `{#id}`, such as titles.
    Nothing,
}

/// An open provision, to which the next blocks belong until its successor.
#[derive(Clone, Debug)]
pub(crate) struct OpenProvision {
    /// How its label is written; its successor is written alike.
    pub(crate) style: LabelStyle,
    /// The numbers of its label, from the outermost.
    pub(crate) numbers: Vec<u32>,
    /// Its label as printed.
    pub(crate) printed: String,
    /// Its level, if it is a heading.
    pub(crate) level: Option<u8>,
    /// How far its label begins the addresses inside it.
    pub(crate) prefix: Prefix,
}

/// The place of a label among the open provisions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Placement {
    /// Number of open provisions that stay open; the last of them is the parent.
    pub(crate) keep: usize,
    /// Where its number should be, if it is out of order and accepted nevertheless.
    pub(crate) gap: Option<Phrase>,
}

impl Placement {
    /// The place of a label whose number is in order.
    pub(crate) fn without_gap(keep: usize) -> Self {
        Placement { keep, gap: None }
    }
}

/// Maximum jump of a number that still counts as a misprint.
const MAX_JUMP: u32 = 5;

/// Maximum number with which a list may begin without a predecessor: larger ones are years or counts.
const MAX_LIST_START: u32 = MAX_JUMP * 2;

/// Maximum number with which headings may begin: an extract may begin anywhere, but not with a year.
const MAX_HEADING_START: u32 = 50;

/// Maximum nesting of provisions.
const MAX_NESTING: usize = 16;

/// Decides whether and where a label continues the open provisions.
pub(crate) fn place(open: &[OpenProvision], label: &PrintedLabel, origin: LabelOrigin) -> Option<Placement> {
    let placed = successor(open, label)
        .or_else(|| first_of_level(open, label, origin))
        .or_else(|| misnumbered(open, label, origin));
    placed.filter(|placement| placement.keep < MAX_NESTING)
}

/// Returns whether a label follows an open one exactly, or is the `1.1.` of an open `1.`.
pub(crate) fn succeeds(open: &[OpenProvision], label: &PrintedLabel) -> bool {
    let is_first_child =
        |top: &OpenProvision| top.style.is_numeric() && top.numbers == label.prefix() && label.value() == 1;
    successor(open, label).is_some() || (label.is_closed() && open.last().is_some_and(is_first_child))
}

/// The place after the open provision whose number the label follows exactly: the deepest one with the same closing
/// sign, else the deepest one with another (`1.` then `2/`).
fn successor(open: &[OpenProvision], label: &PrintedLabel) -> Option<Placement> {
    let value = |entry: &OpenProvision| entry.numbers.last().copied().unwrap_or(0);
    let follows = |entry: &OpenProvision| is_sibling(entry, label) && value(entry) + 1 == label.value();
    let is_twin = |entry| follows(entry) && closes_alike(entry, label);
    let found = open
        .iter()
        .rposition(is_twin)
        .or_else(|| open.iter().rposition(follows));
    found.map(Placement::without_gap)
}

/// Returns whether an open provision is of the same sequence as a label.
fn is_sibling(entry: &OpenProvision, label: &PrintedLabel) -> bool {
    entry.style == label.style
        && entry.numbers.len() == label.numbers.len()
        && entry.numbers.starts_with(label.prefix())
}

fn closes_alike(entry: &OpenProvision, label: &PrintedLabel) -> bool {
    entry.printed.chars().next_back() == label.printed.chars().next_back()
}

/// The place of a label that begins a level of its own.
fn first_of_level(open: &[OpenProvision], label: &PrintedLabel, origin: LabelOrigin) -> Option<Placement> {
    match (label.prefix(), label.style.rank()) {
        ([], Some(rank)) => first_ranked(open, label, origin, rank),
        ([], None) => first_unranked(open, label, origin),
        (prefix, _) => first_dotted(open, label, prefix),
    }
}

/// The place of a label whose style has a rank: it closes the open provisions of its own rank and of inner ranks.
fn first_ranked(open: &[OpenProvision], label: &PrintedLabel, origin: LabelOrigin, rank: u8) -> Option<Placement> {
    if open.iter().any(|entry| entry.style == label.style) {
        return None;
    }
    let intended = label.value() == 1 || origin != LabelOrigin::Words || label.style == LabelStyle::Article;
    // `A.` is above `I.` unless the first `A.` comes below an `I.`.
    let below_roman = label.style == LabelStyle::Capital && label.value() == 1;
    let stays = |entry: &&OpenProvision| match (entry.style, entry.style.rank(), origin) {
        (LabelStyle::Roman, ..) if below_roman => true,
        (LabelStyle::Unlabelled, _, LabelOrigin::Heading(level)) => entry.level.is_some_and(|outer| outer < level),
        (LabelStyle::Unlabelled, ..) => true,
        (_, Some(outer), _) => outer < rank,
        (_, None, _) => false,
    };
    intended.then(|| Placement::without_gap(open.iter().take_while(stays).count()))
}

/// `1.` `1)` `(1)` `a)` begin a level below the innermost open provision, unless that has the same style.
fn first_unranked(open: &[OpenProvision], label: &PrintedLabel, origin: LabelOrigin) -> Option<Placement> {
    let keep = above(open, origin);
    let repeats = keep > 0 && open[keep - 1].style == label.style && closes_alike(&open[keep - 1], label);
    let nests = matches!(origin, LabelOrigin::Marker { first: true });
    if label.value() == 1 {
        return (!repeats || nests).then(|| Placement::without_gap(keep));
    }
    if open.iter().any(|entry| is_sibling(entry, label)) {
        return None;
    }
    match origin {
        LabelOrigin::Heading(_) => (label.value() <= MAX_HEADING_START).then(|| Placement::without_gap(keep)),
        LabelOrigin::Marker { .. } if label.value() <= MAX_LIST_START => {
            let outer = open[..keep].last().map(|parent| parent.printed.clone());
            let outer = outer.filter(|label| !label.is_empty());
            let gap = Some(outer.map_or(Phrase::FirstOfAll, Phrase::FirstInLabel));
            Some(Placement { keep, gap })
        }
        LabelOrigin::Marker { .. } | LabelOrigin::Words => None,
    }
}

/// The place of a dotted label: below the open provision whose numbers it repeats; without one, `1.1.` begins a level
/// that `2.1.` continues.
fn first_dotted(open: &[OpenProvision], label: &PrintedLabel, prefix: &[u32]) -> Option<Placement> {
    if let Some(parent) = numbered(open, prefix) {
        return (label.value() == 1).then(|| Placement::without_gap(parent + 1));
    }
    let plausible = label.value() == 1 && label.numbers.iter().all(|number| *number <= MAX_HEADING_START);
    let same = open.iter().rposition(|entry| entry.style == label.style);
    plausible.then(|| Placement::without_gap(same.unwrap_or(open.len())))
}

/// The innermost open provision with these numbers.
fn numbered(open: &[OpenProvision], numbers: &[u32]) -> Option<usize> {
    let has_them = |entry: &OpenProvision| entry.style.is_numeric() && entry.numbers == numbers;
    open.iter().rposition(has_them)
}

/// The place of a label whose number is out of order, probably a misprint; it is reported.
fn misnumbered(open: &[OpenProvision], label: &PrintedLabel, origin: LabelOrigin) -> Option<Placement> {
    let value = label.value();
    let intended = origin != LabelOrigin::Words || label.is_closed();
    let Some(index) = open.iter().rposition(|entry| is_sibling(entry, label)) else {
        let prefix = label.prefix();
        let parent = numbered(open, prefix)?;
        let near = !prefix.is_empty() && intended && value <= MAX_JUMP;
        return near.then(|| Placement {
            keep: parent + 1,
            gap: Some(Phrase::FirstInLabel(open[parent].printed.clone())),
        });
    };
    let previous = open[index].numbers.last().copied().unwrap_or(0);
    let forwards = value > previous && value - previous <= MAX_JUMP;
    let certain = origin != LabelOrigin::Words || matches!(label.style, LabelStyle::Article | LabelStyle::Chapter);
    let close = forwards || (value <= previous && certain);
    (close && intended).then(|| Placement {
        keep: index,
        gap: Some(Phrase::AfterLabel(open[index].printed.clone())),
    })
}

/// The number of open provisions above a new level: a heading is never below an item, and may be below numbered
/// headings of any Markdown level.
fn above(open: &[OpenProvision], origin: LabelOrigin) -> usize {
    let LabelOrigin::Heading(level) = origin else {
        return open.len();
    };
    let is_above = |entry: &OpenProvision, outer| entry.style != LabelStyle::Unlabelled || outer < level;
    let stays = |entry: &&OpenProvision| entry.level.is_some_and(|outer| is_above(entry, outer));
    open.iter().take_while(stays).count()
}

/// The number of open provisions that a heading without a label leaves open.
pub(crate) fn keep_above_heading(open: &[OpenProvision], level: u8) -> usize {
    let stays = |entry: &&OpenProvision| entry.level.is_some_and(|outer| outer < level);
    open.iter().take_while(stays).count()
}

/// The index of the open provision whose address a new one extends; articles skip chapters.
pub(crate) fn address_parent(open: &[OpenProvision], style: LabelStyle) -> Option<usize> {
    open.iter().rposition(|entry| match (entry.prefix, style) {
        (Prefix::All, _) => true,
        (_, LabelStyle::Article) => false,
        (Prefix::Usual, _) => true,
        (Prefix::Nothing, _) => style.is_container() && entry.style.is_container(),
    })
}

/// The part that a label adds to an address, without the numbers that its parent has already.
pub(crate) fn own_part(parent: Option<&OpenProvision>, label: &PrintedLabel) -> String {
    if label.numbers.len() < 2 {
        return label.part.clone();
    }
    let repeated = parent.filter(|entry| entry.style.is_numeric() && label.prefix().starts_with(&entry.numbers));
    let rest = &label.numbers[repeated.map_or(0, |entry| entry.numbers.len())..];
    rest.iter().map(u32::to_string).collect::<Vec<_>>().join(".")
}
