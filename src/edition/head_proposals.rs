//! Proposes lines for heads: the relations, and the day from which it is in force, that a text states in plain words and
//! its head does not declare.

use crate::base::path::RelPath;
use crate::base::relation::{Origin, RelationKind};
use crate::input::front_matter::fields::{FieldId, field_row};
use crate::model::effective_date::stated_effective;
use crate::model::indexes::DocIx;
use crate::output::keys::key;
use crate::site::planned_site::Site;

/// The lines that one file may add to its head.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct HeadProposal {
    /// The file.
    pub(crate) path: RelPath,
    /// A line for each field, as editors write it.
    pub(crate) lines: Vec<String>,
    /// The number of relations and days in them.
    pub(crate) facts: usize,
}

/// The proposals for all files, in their order.
pub(super) fn head_proposals(site: &Site) -> Vec<HeadProposal> {
    site.documents
        .indexes()
        .filter_map(|index| proposal(site, index))
        .collect()
}

fn proposal(site: &Site, index: DocIx) -> Option<HeadProposal> {
    let stated = |kind: RelationKind| {
        let edges = site.graph.edges_from(index);
        let of_kind = edges.filter(move |edge| edge.origin == Origin::Text && edge.kind == kind);
        let mut keys: Vec<String> = of_kind.map(|edge| key(site, edge.to)).collect();
        keys.sort_unstable();
        keys
    };
    let mut lines = Vec::new();
    let mut facts = 0;
    for kind in RelationKind::ALL
        .into_iter()
        .filter(|kind| *kind != RelationKind::Cites)
    {
        let keys = stated(kind);
        facts += keys.len();
        match keys.as_slice() {
            [] => {}
            [only] => lines.push(format!("{}: {only}", field_row(FieldId::Relation(kind)).term)),
            several => lines.push(format!(
                "{}: [{}]",
                field_row(FieldId::Relation(kind)).term,
                several.join(", ")
            )),
        }
    }
    let document = site.documents.document(index);
    if let (None, Some(stated)) = (document.head.effective, stated_effective(document)) {
        lines.push(format!("{}: {}", field_row(FieldId::Effective).term, stated.date));
        facts += 1;
    }
    let path = document.path.clone();
    (!lines.is_empty()).then_some(HeadProposal { path, lines, facts })
}
