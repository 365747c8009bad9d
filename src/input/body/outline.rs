//! Where a label belongs: nesting follows the printed labels, never Markdown's.

use crate::input::body::label::{LabelStyle, PrintedLabel};

/// Where a label was read; headings and list markers are meant, words may deceive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FoundLabel {
    /// At the start of a heading of this level.
    Heading(u8),
    /// As the marker of a list item; whether it is the first of its list.
    Marker {
        /// A later item of a list never begins a level of its own.
        first: bool,
    },
    /// At the start of a paragraph or of a line in one.
    Words,
}

/// What a provision adds to the addresses of those below it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Prefix {
    /// Begins the addresses of all it holds, even of articles (`{#ql}`).
    All,
    /// Begins the addresses of what stands below it, but not of articles.
    Usual,
    /// Only groups: chapters, and a level-1 heading without number and `{#id}`, such as a title.
    Nothing,
}

/// A provision that is open: the next blocks belong to it until its successor comes.
#[derive(Clone, Debug)]
pub(crate) struct OpenProvision {
    pub(crate) style: LabelStyle,
    pub(crate) numbers: Vec<u32>,
    pub(crate) printed: String,
    /// Level of its heading, if it is one.
    pub(crate) level: Option<u8>,
    pub(crate) prefix: Prefix,
}

/// What is wrong with the number of a label that was taken all the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Gap {
    /// It does not follow this label.
    After(String),
    /// It should be the first below this label.
    FirstIn(String),
    /// It should be the first of all.
    FirstOfAll,
}

/// Where a label goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Placement {
    /// How many open provisions stay open; the last of them is the parent.
    pub(crate) keep: usize,
    /// What is wrong with its number.
    pub(crate) gap: Option<Gap>,
}

impl Placement {
    fn sound(keep: usize) -> Self {
        Placement { keep, gap: None }
    }
}

/// How far a number may jump and still be a slip of the counter.
const SLIP: u32 = 5;

/// Largest number with which a list may begin without a predecessor: what is larger is a year or a count.
const LARGEST_START: u32 = SLIP * 2;

/// Largest number with which headings may begin: an extract begins anywhere, but not with a year.
const LARGEST_HEADING: u32 = 50;

/// Deepest nesting of provisions.
const DEEPEST: usize = 16;

/// Decides whether and where a label continues the open provisions.
pub(crate) fn place(open: &[OpenProvision], label: &PrintedLabel, found: FoundLabel) -> Option<Placement> {
    let placed = successor(open, label)
        .or_else(|| first_of_level(open, label, found))
        .or_else(|| slip(open, label, found));
    placed.filter(|placement| placement.keep < DEEPEST)
}

/// Says whether a label counts on exactly from an open one, or is the `1.1.` of an open `1.`.
pub(crate) fn succeeds(open: &[OpenProvision], label: &PrintedLabel) -> bool {
    let is_first_child =
        |top: &OpenProvision| top.style.is_numeric() && top.numbers == label.prefix() && label.value() == 1;
    successor(open, label).is_some() || (label.is_closed() && open.last().is_some_and(is_first_child))
}

/// The open provision whose number the label follows exactly: the deepest one of its very style, else
/// the deepest one that closes its number differently (`1.` then `2/`).
fn successor(open: &[OpenProvision], label: &PrintedLabel) -> Option<Placement> {
    let follows = |entry: &OpenProvision| {
        is_sibling(entry, label) && entry.numbers.last().copied().unwrap_or(0) + 1 == label.value()
    };
    let twin = open
        .iter()
        .rposition(|entry| follows(entry) && closes_alike(entry, label));
    twin.or_else(|| open.iter().rposition(follows)).map(Placement::sound)
}

/// Says whether an open provision counts the same numbers as a label.
fn is_sibling(entry: &OpenProvision, label: &PrintedLabel) -> bool {
    entry.style == label.style
        && entry.numbers.len() == label.numbers.len()
        && entry.numbers.starts_with(label.prefix())
}

fn closes_alike(entry: &OpenProvision, label: &PrintedLabel) -> bool {
    entry.printed.chars().next_back() == label.printed.chars().next_back()
}

/// A label that begins a level of its own.
fn first_of_level(open: &[OpenProvision], label: &PrintedLabel, found: FoundLabel) -> Option<Placement> {
    match (label.prefix(), label.style.rank()) {
        ([], Some(rank)) => first_ranked(open, label, found, rank),
        ([], None) => first_unranked(open, label, found),
        (prefix, _) => first_dotted(open, label, prefix),
    }
}

/// A label of a style that always stands above or below certain others closes those below it.
fn first_ranked(open: &[OpenProvision], label: &PrintedLabel, found: FoundLabel, rank: u8) -> Option<Placement> {
    if open.iter().any(|entry| entry.style == label.style) {
        return None;
    }
    let meant = label.value() == 1 || found != FoundLabel::Words || label.style == LabelStyle::Article;
    // `A.` stands above `I.` unless it first comes below one.
    let below_roman = label.style == LabelStyle::Capital && label.value() == 1;
    let stays = |entry: &&OpenProvision| match (entry.style, entry.style.rank(), found) {
        (LabelStyle::Roman, ..) if below_roman => true,
        (LabelStyle::Unlabelled, _, FoundLabel::Heading(level)) => entry.level.is_some_and(|outer| outer < level),
        (LabelStyle::Unlabelled, ..) => true,
        (_, Some(outer), _) => outer < rank,
        (_, None, _) => false,
    };
    meant.then(|| Placement::sound(open.iter().take_while(stays).count()))
}

/// `1.` `1)` `(1)` `a)` begin a level below whatever is open, but never right below their own kind.
fn first_unranked(open: &[OpenProvision], label: &PrintedLabel, found: FoundLabel) -> Option<Placement> {
    let keep = above(open, found);
    let repeats = keep > 0 && open[keep - 1].style == label.style && closes_alike(&open[keep - 1], label);
    let nests = matches!(found, FoundLabel::Marker { first: true });
    if label.value() == 1 {
        return (!repeats || nests).then(|| Placement::sound(keep));
    }
    if open.iter().any(|entry| is_sibling(entry, label)) {
        return None;
    }
    match found {
        FoundLabel::Heading(_) => (label.value() <= LARGEST_HEADING).then(|| Placement::sound(keep)),
        FoundLabel::Marker { .. } if label.value() <= LARGEST_START => {
            let outer = keep
                .checked_sub(1)
                .map(|parent| open[parent].printed.clone())
                .filter(|label| !label.is_empty());
            let gap = outer.map_or(Gap::FirstOfAll, Gap::FirstIn);
            Some(Placement { keep, gap: Some(gap) })
        }
        FoundLabel::Marker { .. } | FoundLabel::Words => None,
    }
}

/// A dotted label goes under the open provision whose numbers it repeats; without one, `1.1.` begins a
/// level that `2.1.` continues.
fn first_dotted(open: &[OpenProvision], label: &PrintedLabel, prefix: &[u32]) -> Option<Placement> {
    if let Some(parent) = open
        .iter()
        .rposition(|entry| entry.style.is_numeric() && entry.numbers == prefix)
    {
        return (label.value() == 1).then(|| Placement::sound(parent + 1));
    }
    let plausible = label.value() == 1 && label.numbers.iter().all(|number| *number <= LARGEST_HEADING);
    let same = open.iter().rposition(|entry| entry.style == label.style);
    plausible.then(|| Placement::sound(same.unwrap_or(open.len())))
}

/// A number out of order that is a label all the same: a slip of the counter, reported.
fn slip(open: &[OpenProvision], label: &PrintedLabel, found: FoundLabel) -> Option<Placement> {
    let value = label.value();
    let meant = found != FoundLabel::Words || label.is_closed();
    let Some(index) = open.iter().rposition(|entry| is_sibling(entry, label)) else {
        let prefix = label.prefix();
        let parent = open
            .iter()
            .rposition(|entry| entry.style.is_numeric() && entry.numbers == prefix)?;
        let near = !prefix.is_empty() && meant && value <= SLIP;
        return near.then(|| Placement {
            keep: parent + 1,
            gap: Some(Gap::FirstIn(open[parent].printed.clone())),
        });
    };
    let previous = open[index].numbers.last().copied().unwrap_or(0);
    let forwards = value > previous && value - previous <= SLIP;
    let certain = found != FoundLabel::Words || matches!(label.style, LabelStyle::Article | LabelStyle::Chapter);
    let close = forwards || (value <= previous && certain);
    (close && meant).then(|| Placement {
        keep: index,
        gap: Some(Gap::After(open[index].printed.clone())),
    })
}

/// How many open provisions a new level stands under: a heading never stands under an item, and a
/// numbered heading stands under numbered ones whatever their level in Markdown.
fn above(open: &[OpenProvision], found: FoundLabel) -> usize {
    let FoundLabel::Heading(level) = found else {
        return open.len();
    };
    let stays = |entry: &&OpenProvision| {
        entry
            .level
            .is_some_and(|outer| entry.style != LabelStyle::Unlabelled || outer < level)
    };
    open.iter().take_while(stays).count()
}

/// How many open provisions a heading of a level without label leaves open.
pub(crate) fn keep_above_heading(open: &[OpenProvision], level: u8) -> usize {
    open.iter()
        .take_while(|entry| entry.level.is_some_and(|outer| outer < level))
        .count()
}

/// The index of the open provision whose address a new one continues, chapters skipped for articles.
pub(crate) fn address_parent(open: &[OpenProvision], style: LabelStyle) -> Option<usize> {
    open.iter().rposition(|entry| match (entry.prefix, style) {
        (Prefix::All, _) => true,
        (_, LabelStyle::Article) => false,
        (Prefix::Usual, _) => true,
        (Prefix::Nothing, _) => style.is_container() && entry.style.is_container(),
    })
}

/// The part that a label adds to an address: numbers that its parent has already are not repeated.
pub(crate) fn own_part(parent: Option<&OpenProvision>, label: &PrintedLabel) -> String {
    if label.numbers.len() < 2 {
        return label.part.clone();
    }
    let repeated = parent.filter(|entry| entry.style.is_numeric() && label.prefix().starts_with(&entry.numbers));
    let rest = &label.numbers[repeated.map_or(0, |entry| entry.numbers.len())..];
    rest.iter().map(u32::to_string).collect::<Vec<_>>().join(".")
}
