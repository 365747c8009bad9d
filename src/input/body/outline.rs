//! Decides where a label belongs: nesting follows the printed labels, never Markdown's.

use crate::input::body::label::{LabelStyle, PrintedLabel, letter_at};
use crate::input::body::label_parser::candidates;
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
    /// What tells an inserted provision from the one before it (`5a`); usually empty.
    pub(crate) inserted: String,
    /// Its label as printed.
    pub(crate) printed: String,
    /// Its level, if it is a heading.
    pub(crate) level: Option<u8>,
    /// How far its label begins the addresses inside it.
    pub(crate) prefix: Prefix,
    /// Whether its last words end with a colon, so that what follows is its content.
    pub(crate) introduces: bool,
}

impl OpenProvision {
    /// The provision that a label opens.
    pub(crate) fn of(label: &PrintedLabel, level: Option<u8>, prefix: Prefix) -> Self {
        OpenProvision {
            style: label.style,
            numbers: label.numbers.clone(),
            inserted: label.inserted.clone(),
            printed: label.printed.clone(),
            level,
            prefix,
            introduces: false,
        }
    }

    /// The last of its numbers.
    pub(crate) fn value(&self) -> u32 {
        self.numbers.last().copied().unwrap_or(0)
    }
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
pub(crate) const MAX_JUMP: u32 = 5;

/// Maximum number with which a list may begin without a predecessor: larger ones are years or counts.
const MAX_LIST_START: u32 = MAX_JUMP * 2;

/// Maximum number with which headings may begin: an extract may begin anywhere, but not with a year.
const MAX_HEADING_START: u32 = 50;

/// Maximum nesting of provisions.
const MAX_NESTING: usize = 16;

/// Decides whether and where a label continues the open provisions.
fn place(open: &[OpenProvision], label: &PrintedLabel, origin: LabelOrigin) -> Option<Placement> {
    let placed = successor(open, label)
        .or_else(|| first_of_level(open, label, origin))
        .or_else(|| misnumbered(open, label, origin));
    placed.filter(|placement| placement.keep < MAX_NESTING)
}

/// The label at the start of `words` that best continues the open provisions, and its place.
pub(crate) fn choose(open: &[OpenProvision], words: &str, origin: LabelOrigin) -> Option<(PrintedLabel, Placement)> {
    let labels = candidates(words, matches!(origin, LabelOrigin::Heading(_))).into_iter();
    let labels = labels.filter(|label| !is_letter_l(open, label));
    let placed = labels.filter_map(|label| place(open, &label, origin).map(|at| (label, at)));
    let is_new = |label: &PrintedLabel| !open.iter().any(|entry| entry.style == label.style);
    placed.min_by_key(|(label, placement)| (placement.gap.is_some(), is_new(label)))
}

/// Returns whether `1)` is the misprinted letter `l)`: the items before it have the letters up to `k`.
fn is_letter_l(open: &[OpenProvision], label: &PrintedLabel) -> bool {
    let is_k = |entry: &OpenProvision| entry.style == LabelStyle::Letter && letter_at(entry.value()) == Some('k');
    label.style == LabelStyle::Closed && label.is_first() && open.last().is_some_and(is_k)
}

/// Updates the open provisions for a label.
pub(crate) fn enter(open: &mut Vec<OpenProvision>, (label, placement): &(PrintedLabel, Placement), level: Option<u8>) {
    open.truncate(placement.keep);
    open.push(OpenProvision::of(label, level, Prefix::Usual));
}

/// Returns whether a label follows an open one exactly.
pub(crate) fn succeeds(open: &[OpenProvision], label: &PrintedLabel) -> bool {
    successor(open, label).is_some()
}

/// The place after the open provision whose number the label follows exactly: the deepest one with the same closing
/// sign, else the deepest one with another (`1.` then `2/`).
fn successor(open: &[OpenProvision], label: &PrintedLabel) -> Option<Placement> {
    let follows = |entry: &OpenProvision| is_sibling(entry, label) && label.follows(entry.value(), &entry.inserted);
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

/// Returns whether the label of an open provision ends with the sign of a label.
pub(crate) fn closes_alike(entry: &OpenProvision, label: &PrintedLabel) -> bool {
    entry.printed.chars().next_back() == label.printed.chars().next_back()
}

/// The place of a label that begins a level of its own.
fn first_of_level(open: &[OpenProvision], label: &PrintedLabel, origin: LabelOrigin) -> Option<Placement> {
    match (label.prefix(), label.style.rank()) {
        ([], Some(rank)) => first_ranked(open, label, origin, rank),
        ([], None) => first_unranked(open, label, origin),
        _ => first_dotted(open, label),
    }
}

/// The place of a label whose style has a rank: it closes the open provisions of its own rank and of inner ranks.
fn first_ranked(open: &[OpenProvision], label: &PrintedLabel, origin: LabelOrigin, rank: u8) -> Option<Placement> {
    if open.iter().any(|entry| entry.style == label.style) {
        return None;
    }
    let is_worded = label.style == LabelStyle::Article || label.style.is_division();
    let intended = label.is_first() || origin != LabelOrigin::Words || is_worded;
    // `A.` is above `I.` unless the first `A.` comes below an `I.`.
    let below_roman = label.style == LabelStyle::Capital && label.is_first();
    // `Điều 1. Phê duyệt … như sau:` holds the parts that follow.
    let is_part = matches!(label.style, LabelStyle::Roman | LabelStyle::Capital) && label.is_first();
    let stays = |entry: &&OpenProvision| match (entry.style, entry.style.rank(), origin) {
        (LabelStyle::Roman, ..) if below_roman => true,
        (LabelStyle::Article, ..) if is_part && entry.introduces => true,
        (LabelStyle::Unlabelled, _, LabelOrigin::Heading(level)) => entry.level.is_some_and(|outer| outer < level),
        (LabelStyle::Unlabelled, ..) => true,
        (_, Some(outer), _) => outer < rank,
        (_, None, _) => false,
    };
    let keep = open.iter().take_while(stays).count();
    // A chapter has all its sections; a text that begins with a later chapter is an extract.
    let is_inside = matches!(label.style, LabelStyle::Section | LabelStyle::Subsection) && !label.is_first();
    let outer = open[..keep]
        .last()
        .filter(|_| is_inside)
        .map(|outer| outer.printed.clone());
    let gap = outer.map(Phrase::FirstInLabel);
    intended.then_some(Placement { keep, gap })
}

/// `1.` `1)` `(1)` `a)` begin a level below the innermost open provision, unless that has the same style.
fn first_unranked(open: &[OpenProvision], label: &PrintedLabel, origin: LabelOrigin) -> Option<Placement> {
    let keep = above(open, origin);
    let repeats = keep > 0 && open[keep - 1].style == label.style && closes_alike(&open[keep - 1], label);
    let nests = matches!(origin, LabelOrigin::Marker { first: true });
    if label.is_first() {
        return (!repeats || nests).then(|| Placement::without_gap(keep));
    }
    if open.iter().any(|entry| is_sibling(entry, label)) {
        return None;
    }
    match origin {
        LabelOrigin::Heading(_) => (label.value() <= MAX_HEADING_START).then(|| Placement::without_gap(keep)),
        LabelOrigin::Marker { .. } if label.value() <= MAX_LIST_START => {
            let gap = Some(first_of(&open[..keep]));
            Some(Placement { keep, gap })
        }
        LabelOrigin::Marker { .. } | LabelOrigin::Words => None,
    }
}

/// Where a label is that should be the first one below the open provisions and is not.
fn first_of(outer: &[OpenProvision]) -> Phrase {
    let parent = outer.last().map(|parent| parent.printed.clone());
    let parent = parent.filter(|label| !label.is_empty());
    parent.map_or(Phrase::FirstOfAll, Phrase::FirstInLabel)
}

/// The place of a dotted label: below the open provision whose numbers it repeats; without one, `1.1.` begins a level
/// that `2.1.` continues.
fn first_dotted(open: &[OpenProvision], label: &PrintedLabel) -> Option<Placement> {
    if let Some(parent) = repeated_by(open, label) {
        return label.is_first().then(|| Placement::without_gap(parent + 1));
    }
    let is_number = matches!(label.style, LabelStyle::Dotted(_));
    let plausible = is_number && label.is_first() && label.numbers.iter().all(|number| *number <= MAX_HEADING_START);
    let same = open.iter().rposition(|entry| entry.style == label.style);
    plausible.then(|| Placement::without_gap(same.unwrap_or(open.len())))
}

/// The innermost open provision whose numbers a dotted label repeats.
fn repeated_by(open: &[OpenProvision], label: &PrintedLabel) -> Option<usize> {
    let has_them =
        |entry: &OpenProvision| entry.style.may_be_repeated_by(label.style) && entry.numbers == label.prefix();
    open.iter().rposition(has_them)
}

/// The place of a label whose number is out of order, probably a misprint; it is reported.
fn misnumbered(open: &[OpenProvision], label: &PrintedLabel, origin: LabelOrigin) -> Option<Placement> {
    let value = label.value();
    let intended = origin != LabelOrigin::Words || label.is_closed();
    let Some(index) = open.iter().rposition(|entry| is_sibling(entry, label)) else {
        let parent = repeated_by(open, label)?;
        let near = !label.prefix().is_empty() && intended && value <= MAX_JUMP;
        return near.then(|| Placement {
            keep: parent + 1,
            gap: Some(Phrase::FirstInLabel(open[parent].printed.clone())),
        });
    };
    let previous = open[index].value();
    let is_insertion = !label.inserted.is_empty() && value == previous;
    let forwards = (value > previous && value - previous <= MAX_JUMP) || is_insertion;
    let certain = origin != LabelOrigin::Words || label.style == LabelStyle::Article || label.style.is_division();
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
    let repeats = |entry: &&OpenProvision| {
        entry.style.may_be_repeated_by(label.style) && label.prefix().starts_with(&entry.numbers)
    };
    let repeated = parent.filter(repeats);
    let rest = &label.numbers[repeated.map_or(0, |entry| entry.numbers.len())..];
    rest.iter().map(u32::to_string).collect::<Vec<_>>().join(".") + &label.inserted
}
