//! The graph of a site: where every reference leads, and every relation, findable from both ends.
//!
//! Holds the results of linking; how they are found is not known here.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::model::indexes::DocIx;
use crate::model::named_law::NamedLaw;
use crate::model::relations::Edge;
use crate::model::stubs::{CitedDescription, StubTable};
use crate::model::target::{DocumentRef, Target};

/// The resolved references of a site: side tables, keyed by the indexes of the document index.
#[derive(Debug)]
pub struct Graph {
    /// For each document, where its mentions lead.
    pub mentions: Vec<LinkedMentions>,
    /// For each document, where each of its links leads.
    pub links: Vec<Vec<Target>>,
    /// Documents known only from citations.
    pub stubs: StubTable,
    /// Documents with a file, as citations alone would describe them, where that gives their page another address: the
    /// one it had before the file was added.
    pub before_files: Vec<(DocIx, CitedDescription)>,
    /// Documents that citations mean by the name and year of a law: their page had the address of these before a number
    /// or a file was known.
    pub named_laws: Vec<(DocumentRef, NamedLaw)>,
    /// All relations, in order of the acting document.
    pub edges: Vec<Edge>,
    /// For each document, the edges that begin there.
    pub(super) outgoing: Vec<Range<usize>>,
    /// For each document, the edges that end there.
    pub(super) incoming: Ends,
    /// For each document not held, the edges that end there.
    pub(super) incoming_stubs: Ends,
}

impl Graph {
    /// The positions of the edges that end at a document.
    pub fn positions_to(&self, node: DocumentRef) -> impl ExactSizeIterator<Item = usize> {
        let positions = match node {
            DocumentRef::Held(index) => self.incoming.at(index.get()),
            DocumentRef::Stub(index) => self.incoming_stubs.at(index.get()),
        };
        positions.iter().map(|position| *position as usize)
    }

    /// The edges that end at a document.
    pub fn edges_to(&self, node: DocumentRef) -> impl Iterator<Item = &Edge> {
        self.positions_to(node).map(|position| &self.edges[position])
    }

    /// The positions of the edges that begin at a document.
    pub fn positions_from(&self, index: DocIx) -> Range<usize> {
        self.outgoing[index.get()].clone()
    }

    /// The edges that begin at a document.
    pub fn edges_from(&self, index: DocIx) -> impl Iterator<Item = &Edge> {
        self.edges[self.positions_from(index)].iter()
    }
}

/// Where the mentions of a document lead.
#[derive(Clone, Debug, Default)]
pub struct LinkedMentions {
    /// For each mention, its target.
    pub targets: Vec<Target>,
    /// For each mention that is a known name: the position of its end among its possible ends.
    pub ends: BTreeMap<usize, usize>,
    /// For each mention that refers back: the mentions that it depends on.
    pub grounds: BTreeMap<usize, Vec<usize>>,
}

/// The relations of all documents, and where they begin and end.
pub(super) struct EdgeTables {
    pub(super) all: Vec<Edge>,
    pub(super) outgoing: Vec<Range<usize>>,
    pub(super) incoming: Ends,
    pub(super) incoming_stubs: Ends,
}

impl EdgeTables {
    /// Joins the edges of all documents, given in the order of the documents.
    pub(super) fn of(by_document: Vec<Vec<Edge>>, stubs: &StubTable) -> Self {
        let documents = by_document.len();
        let mut all = Vec::with_capacity(by_document.iter().map(Vec::len).sum());
        let mut outgoing = Vec::with_capacity(documents);
        for mut edges in by_document {
            let start = all.len();
            all.append(&mut edges);
            outgoing.push(start..all.len());
        }
        EdgeTables {
            incoming: incoming(&all, documents, |node| match node {
                DocumentRef::Held(index) => Some(index.get()),
                DocumentRef::Stub(_) => None,
            }),
            incoming_stubs: incoming(&all, stubs.rows.len(), |node| match node {
                DocumentRef::Stub(index) => Some(index.get()),
                DocumentRef::Held(_) => None,
            }),
            all,
            outgoing,
        }
    }
}

fn incoming(edges: &[Edge], count: usize, place: impl Fn(DocumentRef) -> Option<usize> + Clone) -> Ends {
    let ends = edges.iter().enumerate();
    Ends::of(count, ends.filter_map(move |(at, edge)| Some((place(edge.to)?, at))))
}

/// For each of some documents, the positions of the edges that end there, in one array.
#[derive(Debug)]
pub(super) struct Ends {
    starts: Vec<u32>,
    positions: Vec<u32>,
}

impl Ends {
    /// Groups edges by the document that they end at.
    fn of(count: usize, ends: impl Iterator<Item = (usize, usize)> + Clone) -> Self {
        let mut starts = vec![0_u32; count + 1];
        for (place, _) in ends.clone() {
            starts[place + 1] += 1;
        }
        for place in 0..count {
            starts[place + 1] += starts[place];
        }
        let mut next = starts.clone();
        let mut positions = vec![0; starts[count] as usize];
        for (place, edge) in ends {
            positions[next[place] as usize] = u32::try_from(edge).expect("fewer than four billion relations");
            next[place] += 1;
        }
        Ends { starts, positions }
    }

    fn at(&self, place: usize) -> &[u32] {
        &self.positions[self.starts[place] as usize..self.starts[place + 1] as usize]
    }
}
