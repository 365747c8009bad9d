//! The list of documents that the site knows without holding their text.

use crate::base::order::VietnameseOrder;
use crate::input::front_matter::metadata::Holding;
use crate::model::document_index::DocumentIndex;
use crate::model::graph::Graph;
use crate::model::identity::display_name;
use crate::model::indexes::DocIx;
use crate::model::target::DocumentRef;
use crate::site::citing_documents::citing;

/// Documents whose text the site does not hold, ordered by the number of citing documents, then of citations, then by
/// number or name. The first is the least cited, since lists begin with the entry that is shown last.
pub(super) fn missing_texts(documents: &DocumentIndex, graph: &Graph, order: &VietnameseOrder) -> Vec<DocumentRef> {
    let is_missing = |index: &DocIx| documents.document(*index).holding == Some(Holding::None);
    let recorded = documents.indexes().filter(is_missing).map(DocumentRef::Held);
    let cited = graph.stubs.indexes().map(DocumentRef::Stub);
    let rank = |node: DocumentRef| {
        let (citing_documents, places) = citing(graph, node);
        (citing_documents.len(), places)
    };
    let name = |node: DocumentRef| match node {
        DocumentRef::Held(index) => display_name(documents.document(index)),
        DocumentRef::Stub(index) => graph.stubs.rows[index.get()].designation(),
    };
    let mut all: Vec<((usize, usize), String, DocumentRef)> = recorded
        .chain(cited)
        .map(|node| (rank(node), name(node), node))
        .collect();
    all.sort_by(|(left_rank, left, left_node), (right_rank, right, right_node)| {
        let names = || order.compare(right, left).then(right_node.cmp(left_node));
        left_rank.cmp(right_rank).then_with(names)
    });
    all.into_iter().map(|(_, _, node)| node).collect()
}
