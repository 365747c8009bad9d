//! The provisions of a body: what can be linked to in a document.

use std::ops::Range;

use super::body::Linked;
use super::label::Style;
use crate::base::address::Address;
use crate::base::span::Span;

/// What a row of the provisions is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Row {
    /// A numbered item.
    Item,
    /// A heading, numbered or not.
    Heading,
    /// A paragraph, list or table of its own.
    Paragraph,
    /// The first paragraph of an item, whose words the item's own row has.
    First,
}

/// Something that can be linked to in a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Provision {
    /// Its address, which is the `id` on the page.
    pub address: Address,
    /// The label as printed; empty where none is.
    pub label: String,
    /// The style of the label.
    pub style: Style,
    /// Words of a heading.
    pub heading: Option<String>,
    /// Own words, without label and heading.
    pub text: String,
    /// What it is.
    pub row: Row,
    /// The provision that holds it.
    pub parent: Option<usize>,
    /// Its bytes in the body's HTML, all that it holds included.
    pub html: Range<usize>,
    /// Its bytes in the file (the first block).
    pub span: Span,
}

impl Provision {
    /// Says whether it is a paragraph rather than an item or heading.
    pub fn is_paragraph(&self) -> bool {
        matches!(self.row, Row::Paragraph | Row::First)
    }

    /// Says whether its words stand in its parent's row too.
    pub fn repeats_parent(&self) -> bool {
        self.row == Row::First
    }

    /// Says whether it has a printed label.
    pub fn is_numbered(&self) -> bool {
        !self.label.is_empty()
    }
}

/// A body as provisions and HTML.
#[derive(Clone, Debug, Default)]
pub struct Body {
    /// All provisions, in order of the text.
    pub provisions: Vec<Provision>,
    /// The HTML of the whole body.
    pub linked: Linked,
}
