//! How much of the margin a provision has room for: the margin never makes a provision taller.
//!
//! Heights are estimated from the letters of the text, because a page is made without a browser; the browser tests
//! measure that no margin reaches into the next one.

use crate::input::document::Document;
use crate::output::views::document_entry::DocumentEntry;
use crate::output::views::material_inside::ChildMaterial;
use crate::output::views::provision_tree::own_rows;

/// The most letters of a line of text: 66 in the middle, but what is too short for a margin must not be taken for long.
const LETTERS_PER_LINE: usize = 70;
/// The height of a line of text, of a heading and of the margin, and of the space between paragraphs, in pixels.
const LINE: usize = 30;
const HEADING_LINE: usize = 24;
const MARGIN_LINE: usize = 24;
const GAP: usize = 15;
/// Letters of a line of the margin, and of the words before the provisions inside.
const LETTERS_PER_MARGIN_LINE: usize = 32;
const INSIDE_LABEL: usize = 30;
/// The most documents of a group that are named.
const MAX_NAMED: usize = 3;

/// Documents of one sort in the margin.
pub(crate) struct Group {
    /// The sort in words.
    pub label: String,
    /// The lines that one document takes.
    pub lines: usize,
    /// The list of all of them on the same page, for a provision without a page.
    pub list: &'static str,
    /// The documents.
    pub entries: Vec<DocumentEntry>,
}

/// What of a group is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Shown {
    /// The number of documents that are named; with none, the group is one line with their number.
    pub entries: usize,
    /// Whether names may take a second line.
    pub is_roomy: bool,
}

/// Returns the lines of the margin beside a provision's own words.
pub(crate) fn room(document: &Document, provision: usize, inside: &[ChildMaterial]) -> usize {
    let rows = own_rows(document, provision);
    let row = &document.provisions[provision];
    let height = match row.heading() {
        Some(heading) => heading.chars().count().div_ceil(LETTERS_PER_LINE - 4) * HEADING_LINE + 2 * GAP,
        None => {
            // The words of an item are those of its first paragraph.
            let paragraphs = if rows.len() > 1 { &rows[1..] } else { &rows[..] };
            let texts = paragraphs.iter().map(|row| document.provisions[*row].text());
            let lines = texts
                .filter(|text| !text.is_empty())
                .map(|text| text.chars().count().div_ceil(LETTERS_PER_LINE) * LINE + GAP);
            lines.sum()
        }
    };
    let letters: usize = inside.iter().map(|child| child.address.len() + " (10), ".len()).sum();
    let taken = if inside.is_empty() {
        0
    } else {
        (INSIDE_LABEL + letters).div_ceil(LETTERS_PER_MARGIN_LINE)
    };
    (height / MARGIN_LINE).saturating_sub(taken)
}

/// Decides how many documents of each group are named: one line for every group, then names as long as there is room.
/// Returns the lines that are left, too.
pub(crate) fn fit(groups: &[Group], lines: usize) -> (Vec<Shown>, usize) {
    let mut left = lines.saturating_sub(groups.len());
    let mut shown = Vec::with_capacity(groups.len());
    for group in groups {
        let most = group.entries.len().min(MAX_NAMED);
        // One line is the label's, which the group has already.
        let cost = |named: usize| named * group.lines + usize::from(named < group.entries.len());
        let named = (1..=most).rev().find(|named| cost(*named) <= left).unwrap_or(0);
        if named > 0 {
            left -= cost(named);
        }
        let is_roomy = named > 0 && left >= named;
        left -= if is_roomy { named } else { 0 };
        shown.push(Shown {
            entries: named,
            is_roomy,
        });
    }
    (shown, left)
}

/// Returns how many of some topics fit into lines of the margin behind a label, parted by a comma each.
pub(crate) fn fitting_topics<'n>(label: &str, names: impl Iterator<Item = &'n str>, lines: usize) -> usize {
    let mut letters = label.chars().count();
    let fits = |name: &str| {
        letters += name.chars().count() + ", ".len();
        letters.div_ceil(LETTERS_PER_MARGIN_LINE) <= lines
    };
    names.map(fits).take_while(|fits| *fits).count()
}
