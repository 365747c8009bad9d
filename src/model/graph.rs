//! Everything that one file says of another, resolved, with the inverse computed.

use std::ops::Range;

use rayon::prelude::*;

use crate::messages::diagnostic::{Diagnostic, WithDiagnostics};
use crate::model::document_index::DocumentIndex;
use crate::model::indexes::DocIx;
use crate::model::linker::{LinkContextTables, LinkedDocument, read};
use crate::model::mention_linking::Mentioned;
use crate::model::relations::Edge;
use crate::model::stubs::{Described, NotHeldTable};
use crate::model::target::{DocumentRef, Target};
use crate::model::{citation_checks, number_lookup};

/// The resolved references of a site. Side tables, keyed by the register's indexes.
#[derive(Debug)]
pub struct Graph {
    /// For each document, where its mentions lead.
    pub mentioned: Vec<Mentioned>,
    /// For each document, where each of its links leads.
    pub links: Vec<Vec<Target>>,
    /// Documents known only from citations.
    pub not_held: NotHeldTable,
    /// Documents with a file as citations alone would know them, where that gives their page another address: the one
    /// it had before the file came.
    pub before_files: Vec<(DocIx, Described)>,
    /// All relations, in order of the acting document.
    pub edges: Vec<Edge>,
    /// For each document, the edges that begin there.
    outgoing: Vec<Range<usize>>,
    /// For each document, the edges that end there.
    incoming: Ends,
    /// For each document not held, the edges that end there.
    incoming_not_held: Ends,
}

impl Graph {
    /// The positions of the edges that end at a document.
    pub fn positions_to(&self, node: DocumentRef) -> impl ExactSizeIterator<Item = usize> {
        let positions = match node {
            DocumentRef::Held(index) => self.incoming.at(index.get()),
            DocumentRef::NotHeld(index) => self.incoming_not_held.at(index.get()),
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

/// For each of some documents, the positions of the edges that end there, in one piece.
#[derive(Debug)]
struct Ends {
    starts: Vec<u32>,
    positions: Vec<u32>,
}

impl Ends {
    /// Sorts the edges that end somewhere by where they do.
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

/// Resolves everything at once.
pub fn link(register: &DocumentIndex) -> WithDiagnostics<Graph> {
    let sought = number_lookup::look_up_all(register);
    let groups = number_lookup::gather(register, &sought);
    let (not_held, moved) = number_lookup::finish(register, &sought, &groups);
    let tables = LinkContextTables {
        register,
        groups: &groups,
        not_held: &not_held,
    };
    let read = || -> (Vec<Vec<Edge>>, Vec<LinkedDocument<'_>>) {
        sought.par_iter().map(|sought| read(tables, sought)).unzip()
    };
    let before_files = || number_lookup::before_files(register, &sought, moved);
    let ((edges, read), before_files) = rayon::join(read, before_files);
    let (edges, said) = rayon::join(|| Edges::of(edges, &not_held), || Collected::by(read));
    let graph = Graph {
        incoming: edges.incoming,
        incoming_not_held: edges.incoming_not_held,
        mentioned: said.mentioned,
        links: said.links,
        not_held,
        before_files,
        edges: edges.all,
        outgoing: edges.outgoing,
    };
    let mut findings = said.findings;
    said.hearing.close(register, &graph, &mut findings);
    WithDiagnostics { value: graph, findings }
}

/// The relations of all documents, and where they begin and end.
struct Edges {
    all: Vec<Edge>,
    outgoing: Vec<Range<usize>>,
    incoming: Ends,
    incoming_not_held: Ends,
}

impl Edges {
    fn of(by_document: Vec<Vec<Edge>>, not_held: &NotHeldTable) -> Self {
        let documents = by_document.len();
        let mut all = Vec::with_capacity(by_document.iter().map(Vec::len).sum());
        let mut outgoing = Vec::with_capacity(documents);
        for mut edges in by_document {
            let start = all.len();
            all.append(&mut edges);
            outgoing.push(start..all.len());
        }
        Edges {
            incoming: incoming(&all, documents, |node| match node {
                DocumentRef::Held(index) => Some(index.get()),
                DocumentRef::NotHeld(_) => None,
            }),
            incoming_not_held: incoming(&all, not_held.rows.len(), |node| match node {
                DocumentRef::NotHeld(index) => Some(index.get()),
                DocumentRef::Held(_) => None,
            }),
            all,
            outgoing,
        }
    }
}

/// What else came of all documents.
struct Collected<'r> {
    mentioned: Vec<Mentioned>,
    links: Vec<Vec<Target>>,
    hearing: citation_checks::CrossChecks<'r>,
    findings: Vec<Diagnostic>,
}

impl<'r> Collected<'r> {
    fn by(documents: Vec<LinkedDocument<'r>>) -> Self {
        let count = documents.len();
        let mut said = Collected {
            mentioned: Vec::with_capacity(count),
            links: Vec::with_capacity(count),
            hearing: citation_checks::CrossChecks::default(),
            findings: Vec::with_capacity(documents.iter().map(|document| document.findings.len()).sum()),
        };
        for mut document in documents {
            said.findings.append(&mut document.findings);
            said.hearing.add(document.testimony);
            said.mentioned.push(document.mentioned);
            said.links.push(document.links);
        }
        said
    }
}

fn incoming(edges: &[Edge], count: usize, place: impl Fn(DocumentRef) -> Option<usize> + Clone) -> Ends {
    let ends = edges.iter().enumerate();
    Ends::of(count, ends.filter_map(move |(at, edge)| Some((place(edge.to)?, at))))
}
