//! Citations in texts: what a document or provision cites, and which documents cite it.

use std::collections::{BTreeMap, HashMap, HashSet};

use serde::Serialize;

use crate::base::address::Address;
use crate::base::date::PartialDate;
use crate::base::kind::Form;
use crate::base::relation::{Origin, RelationKind};
use crate::model::indexes::DocIx;
use crate::model::relations::Edge;
use crate::model::target::{DocumentRef, Location};
use crate::output::document_names;
use crate::output::page_context::{Link, PageContext};
use crate::output::views::document_entry::{DocumentEntry, document_entry};
use crate::output::views::excerpt::marked;
use crate::output::views::links::place_link;
use crate::output::views::relation_subject::RelationSubject;
use crate::site::citing_documents::CITING_DOCUMENTS_PER_PAGE;
use crate::site::route::Route;

/// A document that this one cites.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct CitedRow {
    /// The document.
    #[serde(flatten)]
    pub entry: DocumentEntry,
    /// The places that cite it.
    pub addresses: Vec<Link>,
    /// What the text states of it, in words of its own.
    pub stated: Vec<StatedRow>,
}

/// A relation that a text states and no head declares.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct StatedRow {
    /// The term: `Căn cứ`.
    pub label: String,
    /// English name of the relation.
    pub r#type: &'static str,
    /// The sentence, with the citation marked.
    pub sentence_html: String,
}

/// The documents that cite a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct CitedBy {
    /// Number of citing documents.
    pub total: usize,
    /// By kind, then by date.
    pub groups: Vec<CitingGroup>,
    /// The page with the next hundred.
    pub more_url: Option<String>,
}

/// Citing documents of one kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct CitingGroup {
    /// The kind's name.
    pub kind: String,
    /// The documents.
    pub items: Vec<CitingItem>,
}

/// One citing document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct CitingItem {
    /// The document.
    pub entry: DocumentEntry,
    /// Its places that cite.
    pub places: Vec<CitingPlace>,
}

/// One citation, seen from the cited document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct CitingPlace {
    /// `mục II.2.1`
    pub from_label: String,
    /// The address of the citing provision.
    pub from_url: String,
    /// The provision that is cited.
    pub to: Option<Link>,
    /// The sentence, with the citation marked.
    pub sentence_html: String,
    /// The term of the relation that the sentence states: `Là căn cứ của`.
    pub stated: Option<String>,
}

/// Returns the documents that a text cites, in order of first mention.
pub(crate) fn cites(context: PageContext<'_>, index: DocIx, provisions: Option<&[usize]>) -> Vec<CitedRow> {
    let subject = RelationSubject {
        node: DocumentRef::Held(index),
        provisions,
    };
    let mut found: Vec<CitedRow> = Vec::new();
    let mut positions: HashMap<DocumentRef, usize> = HashMap::new();
    let mut seen: HashSet<(DocumentRef, Address)> = HashSet::new();
    let edges = context
        .site
        .graph
        .edges_from(index)
        .filter(|edge| edge.origin == Origin::Text);
    for edge in edges.filter(|edge| subject.has_provision(edge.from_provision)) {
        let position = *positions.entry(edge.to).or_insert_with(|| {
            found.push(CitedRow {
                entry: document_entry(context, edge.to),
                addresses: Vec::new(),
                stated: Vec::new(),
            });
            found.len() - 1
        });
        found[position].stated.extend(stated(context, edge));
        let Some(provision) = edge.from_provision else { continue };
        if seen.insert((edge.to, document_names::anchor(context.site, index, provision))) {
            let link = place_link(context, DocumentRef::Held(index), &Location::Provision(provision));
            found[position].addresses.push(link);
        }
    }
    found
}

/// Returns the documents that cite a subject, by kind and date: those of one page of a hundred.
pub(crate) fn cited_by(context: PageContext<'_>, subject: RelationSubject<'_>, page: usize) -> CitedBy {
    let documents = citing_documents(context, subject);
    let total = documents.len();
    let mut groups: Vec<CitingGroup> = Vec::new();
    for (index, edges) in documents
        .into_iter()
        .skip((page - 1) * CITING_DOCUMENTS_PER_PAGE)
        .take(CITING_DOCUMENTS_PER_PAGE)
    {
        let kind = context.document(index).kind.name.clone();
        let places = edges.iter().map(|edge| citing_place(context, edge)).collect();
        let item = CitingItem {
            entry: document_entry(context, DocumentRef::Held(index)),
            places,
        };
        match groups.last_mut().filter(|group| group.kind == kind) {
            Some(group) => group.items.push(item),
            None => groups.push(CitingGroup {
                kind,
                items: vec![item],
            }),
        }
    }
    let next = context.route_url(Route::Citing(subject.node, page + 1));
    let more_url = next.filter(|_| subject.provisions.is_none());
    CitedBy {
        total,
        groups,
        more_url,
    }
}

/// Returns all documents that cite a subject, by kind and date, each with its citations.
fn citing_documents<'a>(context: PageContext<'a>, subject: RelationSubject<'_>) -> Vec<(DocIx, Vec<&'a Edge>)> {
    let mut by_document: BTreeMap<DocIx, Vec<&Edge>> = BTreeMap::new();
    let edges = context
        .site
        .graph
        .edges_to(subject.node)
        .filter(|edge| edge.origin == Origin::Text);
    for edge in edges.filter(|edge| subject.has_location(edge.to_location.as_ref())) {
        by_document.entry(edge.from).or_default().push(edge);
    }
    let mut documents: Vec<(DocIx, Vec<&Edge>)> = by_document.into_iter().collect();
    documents.sort_by_cached_key(|(index, _)| {
        let row = context.site.documents.entry(*index);
        (
            row.document.kind.form == Form::Page,
            row.kind,
            row.date().map(PartialDate::order_key),
            *index,
        )
    });
    documents
}

fn citing_place(context: PageContext<'_>, edge: &Edge) -> CitingPlace {
    let from = DocumentRef::Held(edge.from);
    let from_url = match edge.from_provision {
        Some(provision) => place_link(context, from, &Location::Provision(provision)).url,
        None => context.document_url(from),
    };
    let sentence = edge.sentence(&context.site.documents);
    let from_label = from_label(context, edge, sentence.as_ref().map(|(text, _)| text.as_str()));
    let sentence_html = sentence.map(|(text, range)| marked(&text, &range)).unwrap_or_default();
    CitingPlace {
        from_label,
        from_url,
        to: edge.to_location.as_ref().map(|spot| place_link(context, edge.to, spot)),
        sentence_html,
        stated: (edge.kind != RelationKind::Cites).then(|| context.relation_term(edge.kind, "inverse")),
    }
}

/// The relation that a text states with a citation, if it states one.
fn stated(context: PageContext<'_>, edge: &Edge) -> Option<StatedRow> {
    let (text, range) = edge.sentence(&context.site.documents)?;
    (edge.kind != RelationKind::Cites).then(|| StatedRow {
        label: context.relation_term(edge.kind, "forward"),
        r#type: edge.kind.name(),
        sentence_html: marked(&text, &range),
    })
}

/// Returns the name of the citing place. A sentence that is neither in a provision nor in the title (in a footnote) is
/// only known to be in the text.
fn from_label(context: PageContext<'_>, edge: &Edge, sentence: Option<&str>) -> String {
    let document = context.document(edge.from);
    let in_title = |sentence: &str| {
        document
            .title_text
            .as_deref()
            .is_some_and(|title| title.contains(sentence))
    };
    match (edge.from_provision, sentence) {
        (None, Some(sentence)) if !in_title(sentence) => context.texts.view("whole_text", &[]),
        _ => document_names::place(document, context.texts, edge.from_provision),
    }
}
