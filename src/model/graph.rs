//! Everything that one file says of another, resolved, with the inverse computed.

use std::ops::Range;

use rayon::prelude::*;

use super::court;
use super::index::DocIx;
use super::linker::{Read, Tables, read};
use super::mentions::Mentioned;
use super::not_held::{Described, NotHeldTable};
use super::register::Register;
use super::relations::{Edge, Node};
use super::resolve::Target;
use super::sought;
use crate::base::diagnostic::Checked;

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
    pub fn positions_to(&self, node: Node) -> impl ExactSizeIterator<Item = usize> {
        let positions = match node {
            Node::Held(index) => self.incoming.at(index.get()),
            Node::NotHeld(index) => self.incoming_not_held.at(index.get()),
        };
        positions.iter().map(|position| *position as usize)
    }

    /// The edges that end at a document.
    pub fn edges_to(&self, node: Node) -> impl Iterator<Item = &Edge> {
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
pub fn link(register: &Register) -> Checked<Graph> {
    let sought = sought::seek(register);
    let groups = sought::gather(register, &sought);
    let (not_held, before_files) = sought::finish(register, &sought, &groups);
    let tables = Tables {
        register,
        groups: &groups,
        not_held: &not_held,
    };
    let read: Vec<Read<'_>> = sought.par_iter().map(|sought| read(tables, sought)).collect();
    let total = |count: fn(&Read<'_>) -> usize| read.iter().map(count).sum();
    let mut findings = Vec::with_capacity(total(|document| document.findings.len()));
    let mut edges: Vec<Edge> = Vec::with_capacity(total(|document| document.edges.len()));
    let mut outgoing = Vec::with_capacity(read.len());
    let mut hearing = court::Hearing::default();
    let (mut mentioned, mut links) = (Vec::with_capacity(read.len()), Vec::with_capacity(read.len()));
    for mut document in read {
        findings.append(&mut document.findings);
        hearing.add(document.testimony);
        let start = edges.len();
        edges.append(&mut document.edges);
        outgoing.push(start..edges.len());
        mentioned.push(document.mentioned);
        links.push(document.links);
    }
    let graph = Graph {
        incoming: incoming(&edges, register.entries.len(), |node| match node {
            Node::Held(index) => Some(index.get()),
            Node::NotHeld(_) => None,
        }),
        incoming_not_held: incoming(&edges, not_held.rows.len(), |node| match node {
            Node::NotHeld(index) => Some(index.get()),
            Node::Held(_) => None,
        }),
        mentioned,
        links,
        not_held,
        before_files,
        edges,
        outgoing,
    };
    hearing.close(register, &graph, &mut findings);
    Checked { value: graph, findings }
}

fn incoming(edges: &[Edge], count: usize, place: impl Fn(Node) -> Option<usize> + Clone) -> Ends {
    let ends = edges.iter().enumerate();
    Ends::of(count, ends.filter_map(move |(at, edge)| Some((place(edge.to)?, at))))
}
