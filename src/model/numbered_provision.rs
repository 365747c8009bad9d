//! The numbered provision to which a paragraph belongs.

use crate::input::document::Document;

/// The numbered provision that contains a paragraph; else the paragraph itself.
pub(super) fn numbered_provision(document: &Document, position: usize) -> usize {
    let rows = &document.provisions;
    let mut above = std::iter::successors(Some(position), |at| rows[*at].parent);
    above.find(|at| rows[*at].is_numbered()).unwrap_or(position)
}
