//! Which documents cite a document in their texts, and how many of them a page shows.

use crate::base::relation::Origin;
use crate::model::graph::Graph;
use crate::model::indexes::DocIx;
use crate::model::relations::Edge;
use crate::model::target::DocumentRef;

/// Citing documents on a document's own page; further ones get pages of this size too.
pub(crate) const CITING_DOCUMENTS_PER_PAGE: usize = 100;

/// The citations of a document that were recognized in texts.
fn text_citations(graph: &Graph, node: DocumentRef) -> impl Iterator<Item = &Edge> {
    graph.edges_to(node).filter(|edge| edge.origin == Origin::Text)
}

/// The documents whose texts cite a document, in index order, and the number of citations in them.
pub(crate) fn citing(graph: &Graph, node: DocumentRef) -> (Vec<DocIx>, usize) {
    let mut citing: Vec<DocIx> = text_citations(graph, node).map(|edge| edge.from).collect();
    let places = citing.len();
    citing.sort_unstable();
    citing.dedup();
    (citing, places)
}

/// The number of documents whose texts cite a document.
pub(crate) fn citing_documents(graph: &Graph, node: DocumentRef) -> usize {
    citing(graph, node).0.len()
}
