//! Reports relations in heads that cannot be: of a document to itself, of two to each other, to a later one.

use crate::base::relation::{Origin, RelationKind};
use crate::input::front_matter::metadata::RelationEntry;
use crate::messages::code::Code;
use crate::messages::diagnostic::Diagnostic;
use crate::messages::phrase::{Phrase, RelationProblem};
use crate::model::document_index::DocumentIndex;
use crate::model::graph::Graph;
use crate::model::identity::display_name;
use crate::model::indexes::DocIx;
use crate::model::relations::Edge;
use crate::model::target::DocumentRef;

/// Reports the relations that documents declare and that cannot be.
pub(super) fn impossible_relations(documents: &DocumentIndex, graph: &Graph) -> Vec<Diagnostic> {
    let declares = |index: &DocIx| !documents.document(*index).head.relations.is_empty();
    let declaring = documents.indexes().filter(declares);
    declaring
        .flat_map(|index| of_document(documents, graph, index))
        .collect()
}

fn of_document(documents: &DocumentIndex, graph: &Graph, index: DocIx) -> Vec<Diagnostic> {
    let document = documents.document(index);
    let declared = graph.edges_from(index).filter(|edge| edge.origin != Origin::Text);
    let found = declared.filter(|edge| needs_earlier(edge.kind)).filter_map(|edge| {
        let DocumentRef::Held(other) = edge.to else { return None };
        let problem = problem(documents, graph, (edge, other))?;
        let name = display_name(documents.document(other));
        let of_kind = || document.head.relations.iter().filter(|entry| entry.kind == edge.kind);
        let names = |entry: &&RelationEntry| {
            let written = entry.target.value.document.as_deref();
            written.is_some_and(|written| written.contains(&name))
        };
        let entry = of_kind().find(names).or_else(|| of_kind().next())?;
        let diagnostic = Diagnostic::new(Code::ImpossibleRelation, document.head_place(&entry.target.at))
            .with("term", entry.term)
            .with("number", name)
            .with("reason", Phrase::ImpossibleRelation(problem));
        Some(diagnostic)
    });
    found.collect()
}

/// Returns whether a relation can only be to an earlier document.
fn needs_earlier(kind: RelationKind) -> bool {
    match kind {
        RelationKind::BasedOn
        | RelationKind::Implements
        | RelationKind::Guides
        | RelationKind::Amends
        | RelationKind::Replaces
        | RelationKind::Repeals => true,
        RelationKind::InSpiritOf
        | RelationKind::Issues
        | RelationKind::Reviews
        | RelationKind::Continues
        | RelationKind::SameSubject
        | RelationKind::Quotes
        | RelationKind::Cites => false,
    }
}

fn problem(documents: &DocumentIndex, graph: &Graph, (edge, other): (&Edge, DocIx)) -> Option<RelationProblem> {
    if other == edge.from {
        return Some(RelationProblem::Itself);
    }
    let answers =
        |back: &Edge| back.to == DocumentRef::Held(edge.from) && back.kind == edge.kind && back.origin != Origin::Text;
    if graph.edges_from(other).any(answers) {
        return Some(RelationProblem::EachOther);
    }
    let (own, date) = (documents.entry(edge.from).issued?, documents.entry(other).issued?);
    (!date.not_after(own)).then(|| RelationProblem::Later(own.to_string(), date.to_string()))
}
