//! Backlinks of a document by provision: which documents state that they carry it out, which review it, which are
//! classed as of the same matter, which cite it. The four are never mixed.
//!
//! Takes the graph; gives a table for one document. Every record rests on edges of the graph, so it states nothing
//! that no file states.

use std::collections::BTreeMap;

use crate::base::date::PartialDate;
use crate::base::relation::{Origin, RelationKind};
use crate::input::document::Document;
use crate::model::document_index::DocumentIndex;
use crate::model::graph::Graph;
use crate::model::indexes::DocIx;
use crate::model::relations::Edge;
use crate::model::target::{DocumentRef, Location};

/// The relation of a document to a provision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Claim {
    /// thực hiện: it states itself that it carries the provision out.
    Implements,
    /// thực hiện, as another document or a named source states.
    SaidToImplement,
    /// sơ kết, tổng kết, kiểm tra: it reviews the provision.
    Reviews,
    /// cùng nội dung: classed as of the same matter.
    SameSubject,
    /// dẫn chiếu: its text cites the provision.
    Cites,
}

impl Claim {
    /// The claim that an edge makes; `None` for relations that follow no provision up. The site itself does not class
    /// a document as carrying something out.
    pub(crate) fn of(edge: &Edge) -> Option<Self> {
        // What a text states in words of a document stays a citation of its provisions.
        if edge.origin == Origin::Text {
            return Some(Claim::Cites);
        }
        match edge.kind {
            RelationKind::Implements => match edge.origin {
                Origin::Document => Some(Claim::Implements),
                Origin::Other => Some(Claim::SaidToImplement),
                Origin::Site | Origin::Text => None,
            },
            RelationKind::Reviews => Some(Claim::Reviews),
            RelationKind::SameSubject => Some(Claim::SameSubject),
            RelationKind::Cites => Some(Claim::Cites),
            RelationKind::BasedOn
            | RelationKind::InSpiritOf
            | RelationKind::Guides
            | RelationKind::Amends
            | RelationKind::Replaces
            | RelationKind::Repeals
            | RelationKind::Issues
            | RelationKind::Continues
            | RelationKind::Quotes => None,
        }
    }

    /// The name in templates.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Claim::Implements => "implements",
            Claim::SaidToImplement => "said_to_implement",
            Claim::Reviews => "reviews",
            Claim::SameSubject => "same_subject",
            Claim::Cites => "cites",
        }
    }
}

/// One document's claim about one provision, with every edge that supports it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Backlink {
    /// The relation of the document to the provision.
    pub claim: Claim,
    /// The document at the other end.
    pub other: DocumentRef,
    /// Positions among the graph's edges.
    pub edges: Vec<usize>,
}

/// The backlinks of one document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct ProvisionBacklinks {
    /// By provision: an item or heading; a paragraph only if no numbered provision contains it.
    pub by_provision: BTreeMap<usize, Vec<Backlink>>,
    /// To the document as a whole.
    pub whole: Vec<Backlink>,
}

impl ProvisionBacklinks {
    /// The records of a provision.
    pub(crate) fn at(&self, provision: usize) -> &[Backlink] {
        self.by_provision.get(&provision).map_or(&[], Vec::as_slice)
    }
}

/// The claims about one provision: which, by which document, on which edges.
type BacklinkGroups = BTreeMap<(Claim, DocumentRef), Vec<usize>>;

/// Gathers the backlinks of a document, each provision's records by claim and date.
pub(crate) fn gather(documents: &DocumentIndex, graph: &Graph, index: DocIx) -> ProvisionBacklinks {
    let document = documents.document(index);
    let mut gathered: BTreeMap<Option<usize>, BacklinkGroups> = BTreeMap::new();
    let mut add = |place: Option<usize>, claim: Claim, other: DocumentRef, edge: usize| {
        let records = gathered.entry(place).or_default();
        records.entry((claim, other)).or_default().push(edge);
    };
    for position in graph.positions_to(DocumentRef::Held(index)) {
        let edge = &graph.edges[position];
        let claim = Claim::of(edge).filter(|_| edge.from != index);
        if let Some(claim) = claim {
            add(place_of(document, edge), claim, DocumentRef::Held(edge.from), position);
        }
    }
    // `cùng nội dung` reads the same from both ends, whichever file states it.
    for position in graph.positions_from(index) {
        let edge = &graph.edges[position];
        if edge.kind.is_symmetric() && edge.to != DocumentRef::Held(index) {
            let place = edge.from_provision.map(|at| numbered_provision(document, at));
            add(place, Claim::SameSubject, edge.to, position);
        }
    }
    let mut found = ProvisionBacklinks::default();
    for (place, records) in gathered {
        let records = in_order(documents, graph, records);
        match place {
            Some(provision) => {
                found.by_provision.insert(provision, records);
            }
            None => found.whole = records,
        }
    }
    found
}

fn in_order(documents: &DocumentIndex, graph: &Graph, records: BacklinkGroups) -> Vec<Backlink> {
    let records = records.into_iter();
    let mut records: Vec<Backlink> = records
        .map(|((claim, other), edges)| Backlink { claim, other, edges })
        .collect();
    let date = |node: DocumentRef| date_of(documents, graph, node).map(PartialDate::order_key);
    records.sort_by_key(|record| (record.claim, date(record.other), record.other));
    records
}

/// The provision at which an edge ends; `None` for the document as a whole.
fn place_of(document: &Document, edge: &Edge) -> Option<usize> {
    match edge.to_location {
        Some(Location::Provision(position)) => Some(numbered_provision(document, position)),
        Some(Location::Unchecked(_)) | None => None,
    }
}

/// The numbered provision that contains a paragraph; else the paragraph itself.
pub(super) fn numbered_provision(document: &Document, position: usize) -> usize {
    let rows = &document.provisions;
    let mut above = std::iter::successors(Some(position), |at| rows[*at].parent());
    above.find(|at| rows[*at].is_numbered()).unwrap_or(position)
}

/// The date of a document, with a file or only cited.
pub(crate) fn date_of(documents: &DocumentIndex, graph: &Graph, node: DocumentRef) -> Option<PartialDate> {
    match node {
        DocumentRef::Held(index) => documents.entry(index).date(),
        DocumentRef::Stub(index) => graph.stubs.rows[index.get()].date,
    }
}

/// The year of a document; that of its number if its date is not known.
pub(crate) fn year_of(documents: &DocumentIndex, graph: &Graph, node: DocumentRef) -> Option<i16> {
    let number = match node {
        DocumentRef::Held(_) => None,
        DocumentRef::Stub(index) => graph.stubs.rows[index.get()].year(),
    };
    date_of(documents, graph, node).map(PartialDate::year).or(number)
}
