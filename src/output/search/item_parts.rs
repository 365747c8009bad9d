//! The parts of an item that are found by themselves: its own words (part 0), then each numbered provision with the
//! paragraphs that belong to it.

use crate::input::document::Document;
use crate::model::target::DocumentRef;
use crate::output::page_context::PageContext;
use crate::output::search::search_items::SearchItem;

/// The parts of an item. Part 0 is always there.
#[derive(Debug)]
pub(super) struct ItemParts {
    /// For each part, the provision that it is; part 0 is none.
    pub provisions: Vec<Option<usize>>,
    /// For each part, the part that contains it; 0 contains itself.
    parents: Vec<usize>,
    /// For each provision, numbered or not, the part that has its words.
    owners: Vec<usize>,
}

impl ItemParts {
    /// Returns the parts of an item: topics, bodies, and documents without text of their own have one.
    pub(super) fn of(context: PageContext<'_>, item: SearchItem) -> ItemParts {
        let mut parts = ItemParts {
            provisions: vec![None],
            parents: vec![0],
            owners: Vec::new(),
        };
        if let SearchItem::Document(DocumentRef::Held(index)) = item {
            let document = context.document(index);
            if document.has_own_text() {
                parts.add_provisions(document);
            }
        }
        parts
    }

    fn add_provisions(&mut self, document: &Document) {
        for (position, row) in document.provisions.iter().enumerate() {
            // A provision comes after the one that contains it.
            let outer = row.parent().map_or(0, |parent| self.owners[parent]);
            if row.is_numbered() {
                self.owners.push(self.provisions.len());
                self.provisions.push(Some(position));
                self.parents.push(outer);
            } else {
                self.owners.push(outer);
            }
        }
    }

    /// Returns the number of parts.
    pub(super) fn count(&self) -> usize {
        self.provisions.len()
    }

    /// Returns the part that has the words of a provision.
    pub(super) fn owner(&self, provision: usize) -> usize {
        self.owners[provision]
    }

    /// The parts that a part is inside, from the nearest on, without part 0.
    pub(super) fn outer(&self, part: usize) -> impl Iterator<Item = usize> {
        let outer_of = |part: usize| Some(self.parents[part]).filter(|outer| *outer != 0);
        std::iter::successors(outer_of(part), move |outer| outer_of(*outer))
    }
}
