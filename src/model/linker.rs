//! Links all documents of a site into one graph.
//!
//! Takes the document index; gives the graph with the diagnostics on all references.

use rayon::prelude::*;

use crate::messages::diagnostic::{Diagnostic, WithDiagnostics};
use crate::model::citation_checks::CrossChecks;
use crate::model::citation_grouping;
use crate::model::document_index::DocumentIndex;
use crate::model::document_linking::{LinkedDocument, link_document};
use crate::model::graph::{EdgeTables, Graph, LinkedMentions};
use crate::model::law_names::LawEditions;
use crate::model::link_tables::LinkTables;
use crate::model::named_laws;
use crate::model::number_lookup;
use crate::model::relation_checks::{self, DeclaredRelation};
use crate::model::relations::Edge;
use crate::model::stub_titles::add_titles;
use crate::model::target::Target;

/// Links all documents: resolves every reference and gathers the relations into a graph.
pub fn link(documents: &DocumentIndex) -> WithDiagnostics<Graph> {
    let lookups = number_lookup::look_up_all(documents);
    let groups = citation_grouping::group_dated(documents, &lookups);
    let (mut stubs, readdressed) = citation_grouping::group_stubs(documents, &lookups, &groups);
    let mut laws = LawEditions::of(documents, &lookups, &stubs);
    let named = named_laws::gather(documents, (&laws, &stubs)).add_to(documents, &mut laws, &mut stubs);
    let tables = LinkTables {
        documents,
        laws: &laws,
        groups: &groups,
        stubs: &stubs,
    };
    let link_all = || -> (Vec<Vec<Edge>>, Vec<LinkedDocument<'_>>) {
        lookups.par_iter().map(|lookups| link_document(tables, lookups)).unzip()
    };
    let before_files = || citation_grouping::before_files(documents, &lookups, readdressed);
    let ((edges, linked), before_files) = rayon::join(link_all, before_files);
    let (edges, collected) = rayon::join(|| EdgeTables::of(edges, &stubs), || Collected::by(linked));
    add_titles(documents, &collected.mentions, &mut stubs);
    let graph = Graph {
        incoming: edges.incoming,
        incoming_stubs: edges.incoming_stubs,
        mentions: collected.mentions,
        links: collected.links,
        stubs,
        before_files,
        named_laws: named,
        edges: edges.all,
        outgoing: edges.outgoing,
    };
    let mut diagnostics = collected.diagnostics;
    diagnostics.extend(relation_checks::check(documents, &collected.declared));
    collected.cross_checks.report(documents, &graph, &mut diagnostics);
    WithDiagnostics {
        value: graph,
        diagnostics,
    }
}

/// The results of linking all documents besides their edges.
struct Collected<'r> {
    mentions: Vec<LinkedMentions>,
    links: Vec<Vec<Target>>,
    cross_checks: CrossChecks<'r>,
    diagnostics: Vec<Diagnostic>,
    declared: Vec<Vec<DeclaredRelation>>,
}

impl<'r> Collected<'r> {
    fn by(linked: Vec<LinkedDocument<'r>>) -> Self {
        let count = linked.len();
        let mut collected = Collected {
            mentions: Vec::with_capacity(count),
            links: Vec::with_capacity(count),
            cross_checks: CrossChecks::default(),
            declared: Vec::with_capacity(count),
            diagnostics: Vec::with_capacity(linked.iter().map(|document| document.diagnostics.len()).sum()),
        };
        for mut document in linked {
            collected.diagnostics.append(&mut document.diagnostics);
            collected.cross_checks.add(document.cited_facts);
            collected.mentions.push(document.mentions);
            collected.links.push(document.links);
            collected.declared.push(document.declared);
        }
        collected
    }
}
