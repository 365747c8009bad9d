//! Links all documents of a site into one graph.
//!
//! Takes the document index; gives the graph with the diagnostics on all references.

use rayon::prelude::*;

use crate::messages::diagnostic::{Diagnostic, WithDiagnostics};
use crate::model::citation_checks::CrossChecks;
use crate::model::document_index::DocumentIndex;
use crate::model::document_linking::{LinkedDocument, link_document};
use crate::model::graph::{EdgeTables, Graph, LinkedMentions};
use crate::model::link_tables::LinkTables;
use crate::model::number_lookup;
use crate::model::relations::Edge;
use crate::model::target::Target;

/// Links all documents: resolves every reference and gathers the relations into a graph.
pub fn link(register: &DocumentIndex) -> WithDiagnostics<Graph> {
    let lookups = number_lookup::look_up_all(register);
    let groups = number_lookup::group_dated(register, &lookups);
    let (not_held, readdressed) = number_lookup::group_stubs(register, &lookups, &groups);
    let tables = LinkTables {
        register,
        groups: &groups,
        not_held: &not_held,
    };
    let link_all = || -> (Vec<Vec<Edge>>, Vec<LinkedDocument<'_>>) {
        lookups.par_iter().map(|lookups| link_document(tables, lookups)).unzip()
    };
    let before_files = || number_lookup::before_files(register, &lookups, readdressed);
    let ((edges, documents), before_files) = rayon::join(link_all, before_files);
    let (edges, collected) = rayon::join(|| EdgeTables::of(edges, &not_held), || Collected::by(documents));
    let graph = Graph {
        incoming: edges.incoming,
        incoming_not_held: edges.incoming_not_held,
        mentions: collected.mentions,
        links: collected.links,
        not_held,
        before_files,
        edges: edges.all,
        outgoing: edges.outgoing,
    };
    let mut findings = collected.findings;
    collected.cross_checks.report(register, &graph, &mut findings);
    WithDiagnostics { value: graph, findings }
}

/// The results of linking all documents besides their edges.
struct Collected<'r> {
    mentions: Vec<LinkedMentions>,
    links: Vec<Vec<Target>>,
    cross_checks: CrossChecks<'r>,
    findings: Vec<Diagnostic>,
}

impl<'r> Collected<'r> {
    fn by(documents: Vec<LinkedDocument<'r>>) -> Self {
        let count = documents.len();
        let mut collected = Collected {
            mentions: Vec::with_capacity(count),
            links: Vec::with_capacity(count),
            cross_checks: CrossChecks::default(),
            findings: Vec::with_capacity(documents.iter().map(|document| document.findings.len()).sum()),
        };
        for mut document in documents {
            collected.findings.append(&mut document.findings);
            collected.cross_checks.add(document.cited_facts);
            collected.mentions.push(document.mentions);
            collected.links.push(document.links);
        }
        collected
    }
}
