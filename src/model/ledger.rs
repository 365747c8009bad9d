//! The ledger of a programme (sổ theo dõi): each provision to carry out, with the documents that follow it up.
//!
//! Takes the backlinks of one document; gives its provisions in order, the aims apart. Knows no particular programme:
//! which provisions are to be carried out follows from the document's own numbers and headings.

use crate::base::fold::fold;
use crate::input::document::Document;
use crate::model::document_index::DocumentIndex;
use crate::model::graph::Graph;
use crate::model::indexes::DocIx;
use crate::model::provision_backlinks::{Backlink, Claim, ProvisionBacklinks};
use crate::model::target::DocumentRef;

/// A provision with the documents that follow it up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct LedgerRow {
    /// The provision.
    pub provision: usize,
    /// Who follows it up, by claim and date; citations are not among them.
    pub records: Vec<Backlink>,
}

/// Provisions under one heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct LedgerPart {
    /// The heading; `None` for provisions without one.
    pub heading: Option<usize>,
    /// Its provisions in order of the text.
    pub rows: Vec<LedgerRow>,
}

/// The ledger of one document.
#[derive(Clone, Debug)]
pub(crate) struct Ledger {
    /// The document that is followed.
    pub document: DocIx,
    /// The provisions to carry out.
    pub parts: Vec<LedgerPart>,
    /// The aims, which are not counted among them.
    pub aims: Vec<LedgerPart>,
    /// Headings and unnumbered passages that documents follow up as a whole.
    pub wide: Vec<LedgerRow>,
    /// Follow-ups that name no provision.
    pub whole: Vec<Backlink>,
}

/// Opens the ledger of a document.
pub(crate) fn open(documents: &DocumentIndex, document: DocIx, found: &ProvisionBacklinks) -> Ledger {
    let text = documents.document(document);
    let leaves = leaves(text);
    let mut ledger = Ledger {
        document,
        parts: Vec::new(),
        aims: Vec::new(),
        wide: wide(found, &leaves),
        whole: follow_ups(&found.whole),
    };
    for leaf in leaves {
        let row = LedgerRow {
            provision: leaf,
            records: follow_ups(found.at(leaf)),
        };
        let heading = text.provisions[leaf].parent();
        let parts = if is_aim(text, leaf) {
            &mut ledger.aims
        } else {
            &mut ledger.parts
        };
        match parts.last_mut().filter(|part| part.heading == heading) {
            Some(part) => part.rows.push(row),
            None => parts.push(LedgerPart {
                heading,
                rows: vec![row],
            }),
        }
    }
    ledger
}

impl Ledger {
    /// The provisions to carry out.
    pub(crate) fn provisions(&self) -> impl Iterator<Item = &LedgerRow> {
        self.parts.iter().flat_map(|part| &part.rows)
    }
}

/// Keeps the records that belong into the ledger: a citation follows nothing up.
fn follow_ups(records: &[Backlink]) -> Vec<Backlink> {
    let is_follow_up = |record: &&Backlink| match record.claim {
        Claim::Implements | Claim::SaidToImplement | Claim::Reviews | Claim::SameSubject => true,
        Claim::Cites => false,
    };
    records.iter().filter(is_follow_up).cloned().collect()
}

fn wide(found: &ProvisionBacklinks, leaves: &[usize]) -> Vec<LedgerRow> {
    let rows = found.by_provision.iter().filter(|(at, _)| !leaves.contains(at));
    let rows = rows.map(|(at, records)| LedgerRow {
        provision: *at,
        records: follow_ups(records),
    });
    rows.filter(|row| !row.records.is_empty()).collect()
}

/// Numbered provisions that contain no further ones: those to carry out.
fn leaves(document: &Document) -> Vec<usize> {
    let rows = &document.provisions;
    if !document.has_own_text() {
        return Vec::new();
    }
    let mut holds = vec![false; rows.len()];
    for row in rows.iter().filter(|row| row.is_numbered()) {
        for above in std::iter::successors(row.parent(), |at| rows[*at].parent()) {
            holds[above] = true;
        }
    }
    let numbered = rows.iter().enumerate().filter(|(_, row)| row.is_numbered());
    numbered.map(|(at, _)| at).filter(|at| !holds[*at]).collect()
}

/// Folded words of a heading over aims, and words that show that it covers tasks as well.
const AIM_WORDS: [&str; 3] = ["muc tieu", "muc dich", "quan diem"];
const TASK_WORDS: [&str; 4] = ["nhiem vu", "giai phap", "noi dung", "to chuc thuc hien"];

/// Returns whether a provision is under a heading of aims (`I. MỤC TIÊU`, `Mục đích, yêu cầu`).
fn is_aim(document: &Document, provision: usize) -> bool {
    let rows = &document.provisions;
    let mut headings = std::iter::successors(Some(provision), |at| rows[*at].parent())
        .filter_map(|at| rows[at].heading())
        .map(fold);
    let says = |heading: &str, words: &[&str]| words.iter().any(|words| heading.contains(words));
    headings.any(|heading| says(&heading, &AIM_WORDS) && !says(&heading, &TASK_WORDS))
}

/// The units responsible for a document: those of a write-up, or the issuer of an official document.
pub(crate) fn units_of(documents: &DocumentIndex, graph: &Graph, node: DocumentRef) -> Vec<String> {
    match node {
        DocumentRef::Held(index) => {
            let entry = documents.entry(index);
            let issuers = entry.issuers().map(|body| documents.bodies[body.get()].name.clone());
            let units = &entry.document.head.units;
            if units.is_empty() {
                issuers.collect()
            } else {
                units.clone()
            }
        }
        DocumentRef::Stub(index) => graph.stubs.rows[index.get()]
            .issuers
            .first()
            .cloned()
            .into_iter()
            .collect(),
    }
}

/// The kind of a document: part of an address, and name.
pub(crate) fn kind_of<'a>(
    documents: &'a DocumentIndex,
    graph: &'a Graph,
    node: DocumentRef,
) -> Option<(&'a str, &'a str)> {
    let kind = match node {
        DocumentRef::Held(index) => &documents.document(index).kind,
        DocumentRef::Stub(index) => graph.stubs.rows[index.get()].kind.as_ref()?,
    };
    Some((&kind.slug, &kind.name))
}
