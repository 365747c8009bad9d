//! Relations as edges: written once on the acting side, read from both ends.

use std::ops::Range;

use crate::base::position::Position;
use crate::base::relation::{Origin, RelationKind};
use crate::model::document_index::DocumentIndex;
use crate::model::indexes::DocIx;
use crate::model::target::{DocumentRef, Location, Target};

/// The source of a relation, where it is not the document itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ground {
    /// A document or provision of the site.
    Target(Target),
    /// A source in words.
    Words(String),
}

/// One relation between two ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edge {
    /// The acting document.
    pub from: DocIx,
    /// Its provision, by index.
    pub from_provision: Option<usize>,
    /// The other document.
    pub to: DocumentRef,
    /// The place in it.
    pub to_location: Option<Location>,
    /// Which relation.
    pub kind: RelationKind,
    /// The origin of the relation.
    pub origin: Origin,
    /// The document or source that states it, for [`Origin::Other`].
    pub ground: Option<Box<Ground>>,
    /// Further words of the declaration.
    pub details: Box<[String]>,
    /// The mention or link that it was found in.
    pub found_in: Option<FoundIn>,
}

/// Where a relation was found in a text: a position in the tables of the citing document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FoundIn {
    /// A mention; for a name, with the position of its end among its possible ends.
    Mention(Position, Option<Position>),
    /// A link by hand.
    Link(Position),
}

impl Edge {
    /// The citing sentence, and the citation's bytes in it.
    pub fn sentence(&self, documents: &DocumentIndex) -> Option<(String, Range<usize>)> {
        let references = &documents.document(self.from).references;
        let (occurrence, name) = match self.found_in? {
            FoundIn::Mention(index, end) => {
                let mention = &references.mentions[index.get()];
                (&mention.occurrence, end.and_then(|end| mention.length_to(end.get())))
            }
            FoundIn::Link(index) => (&references.links[index.get()].occurrence, None),
        };
        let (sentence, range) = occurrence.sentence();
        // A name ends before the words that might have been part of it.
        let end = name.map_or(range.end, |length| (range.start + length).min(range.end));
        let end = (range.start..=end).rev().find(|at| sentence.is_char_boundary(*at));
        let range = range.start..end.unwrap_or(range.start);
        Some((sentence, range))
    }
}
