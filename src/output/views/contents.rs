//! The table of contents of a document.

use serde::Serialize;

use crate::input::body::provisions::ProvisionKind;
use crate::input::document::Document;
use crate::input::front_matter::metadata::Holding;

/// An entry of the list "on this page".
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct ContentsEntry {
    label: String,
    heading: Option<String>,
    url: String,
    children: Vec<ContentsEntry>,
}

/// Returns the headings of a document as a tree; none if the site does not have the text.
pub(crate) fn contents(document: &Document) -> Vec<ContentsEntry> {
    let rows = &document.provisions;
    if document.holding == Some(Holding::None) {
        return Vec::new();
    }
    let mut children: Vec<Vec<usize>> = vec![Vec::new(); rows.len()];
    let mut top = Vec::new();
    for (index, row) in rows
        .iter()
        .enumerate()
        .filter(|(_, row)| row.row == ProvisionKind::Heading)
    {
        match row.parent() {
            Some(parent) => children[parent].push(index),
            None => top.push(index),
        }
    }
    top.into_iter()
        .map(|index| contents_of(document, index, &children))
        .collect()
}

fn contents_of(document: &Document, index: usize, children: &[Vec<usize>]) -> ContentsEntry {
    let row = &document.provisions[index];
    ContentsEntry {
        label: row.label.to_string(),
        heading: row.heading().map(str::to_owned),
        url: format!("#{}", row.address),
        children: children[index]
            .iter()
            .map(|child| contents_of(document, *child, children))
            .collect(),
    }
}
