//! The provisions below a provision of a document.

use crate::input::body::markup::Markup;
use crate::input::document::Document;

/// Returns a provision and its own paragraphs, without the items inside it.
pub(crate) fn own_rows(document: &Document, position: usize) -> Vec<usize> {
    let rows = document.provisions.iter().enumerate();
    let own = rows
        .filter(|(_, row)| row.parent() == Some(position) && row.is_paragraph())
        .map(|(index, _)| index);
    std::iter::once(position).chain(own).collect()
}

/// Returns a provision and everything inside it.
pub(crate) fn rows_below(document: &Document, markup: &Markup, position: usize) -> Vec<usize> {
    let outer = markup.range(position);
    let is_inside = |row: &usize| outer.start <= markup.range(*row).start && markup.range(*row).end <= outer.end;
    (0..document.provisions.len()).filter(is_inside).collect()
}

/// Returns the provisions at any depth below one: items below a heading are outside its markup.
pub(crate) fn descendants(document: &Document, position: usize) -> Vec<usize> {
    let rows = &document.provisions;
    let mut is_below = vec![false; rows.len()];
    // A provision comes after the one that contains it.
    for row in position + 1..rows.len() {
        is_below[row] = rows[row]
            .parent()
            .is_some_and(|parent| parent == position || is_below[parent]);
    }
    (position + 1..rows.len()).filter(|row| is_below[*row]).collect()
}
