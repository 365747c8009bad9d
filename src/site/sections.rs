//! Groups the documents, held or only cited, by kind: the first part of their addresses.

use std::collections::BTreeMap;

use crate::base::date::PartialDate;
use crate::base::kind::Form;
use crate::base::order::VietnameseOrder;
use crate::base::slug::bounded_part;
use crate::input::citations::lexicon::Kind;
use crate::model::collections::Collections;
use crate::model::document_index::DocumentIndex;
use crate::model::graph::Graph;
use crate::model::indexes::{DocIx, KindIx};
use crate::model::named_law::NamedLaw;
use crate::model::stubs::kind_slug;
use crate::model::target::DocumentRef;
use crate::site::address::{SiteAddress, UNKNOWN_YEAR};

/// The documents of a kind.
#[derive(Debug)]
pub(crate) struct Section {
    /// The first part of its addresses.
    pub slug: String,
    /// Name for people; `None` for documents whose kind is not known.
    pub name: Option<String>,
    /// The kind, where a document with a file has it.
    pub kind: Option<KindIx>,
    /// The form of its documents.
    pub form: Form,
    /// The documents, from the oldest to the newest.
    pub items: Vec<DocumentRef>,
    /// The same by year.
    pub by_year: BTreeMap<Option<i16>, Vec<DocumentRef>>,
}

pub(crate) use crate::model::provision_backlinks::year_of;

/// The part of an address for a year.
pub(crate) fn year_part(year: Option<i16>) -> String {
    year.map_or_else(|| UNKNOWN_YEAR.to_owned(), |year| year.to_string())
}

/// Groups all documents into sections: the kinds of held documents in index order, then the others by name.
pub(crate) fn gather(
    documents: &DocumentIndex,
    graph: &Graph,
    collections: &Collections,
    order: &VietnameseOrder,
) -> Vec<Section> {
    let mut sections: Vec<Section> = documents
        .kind_indexes()
        .map(|index| {
            let row = &documents.kinds[index.get()];
            let documents = collections.by_kind[index.get()].iter();
            Section {
                slug: row.kind.slug.clone(),
                name: Some(row.kind.name.clone()),
                kind: Some(index),
                form: row.kind.form,
                items: documents.map(|document| DocumentRef::Held(*document)).collect(),
                by_year: BTreeMap::new(),
            }
        })
        .collect();
    add_not_held(graph, &mut sections, order);
    for section in &mut sections {
        section
            .items
            .sort_by_cached_key(|node| sort_key(documents, graph, *node));
        for node in &section.items {
            let year = year_of(documents, graph, *node);
            section.by_year.entry(year).or_default().push(*node);
        }
    }
    sections
}

fn add_not_held(graph: &Graph, sections: &mut Vec<Section>, order: &VietnameseOrder) {
    let known = sections.len();
    for index in graph.stubs.indexes() {
        let row = &graph.stubs.rows[index.get()];
        let slug = kind_slug(row.kind.as_ref());
        let found = sections.iter().position(|section| section.slug == slug);
        let position = found.unwrap_or_else(|| {
            sections.push(Section {
                slug: slug.to_owned(),
                name: row.kind.as_ref().map(|kind| kind.name.clone()),
                kind: None,
                form: Form::Official,
                items: Vec::new(),
                by_year: BTreeMap::new(),
            });
            sections.len() - 1
        });
        sections[position].items.push(DocumentRef::Stub(index));
    }
    sections[known..].sort_by(|a, b| order.compare(a.name.as_deref().unwrap_or(""), b.name.as_deref().unwrap_or("")));
}

/// Sorts by date, undated first; then held documents before the others; then by slug.
pub(crate) fn sort_key(
    documents: &DocumentIndex,
    graph: &Graph,
    node: DocumentRef,
) -> (Option<(i16, i8, i8)>, bool, String) {
    let (date, held, name) = match node {
        DocumentRef::Held(index) => (
            documents.entry(index).date(),
            true,
            documents.entry(index).slug().to_owned(),
        ),
        DocumentRef::Stub(index) => {
            let row = &graph.stubs.rows[index.get()];
            (row.date, false, row.slug())
        }
    };
    (date.map(PartialDate::order_key), !held, name)
}

/// The address of a document with a file.
pub(crate) fn document_address(documents: &DocumentIndex, index: DocIx) -> SiteAddress {
    let entry = documents.entry(index);
    let document = &entry.document;
    match (document.kind.form, &document.head.number) {
        (Form::Page, _) => SiteAddress::page([entry.slug()]),
        (_, Some(number)) => {
            let date = document.head.date.as_ref().map(|date| date.value.year());
            let year = year_part(date.or(number.value.year()));
            SiteAddress::page([document.kind.slug.as_str(), &year, entry.slug()])
        }
        (_, None) => SiteAddress::page([document.kind.slug.as_str(), entry.slug()]),
    }
}

/// The address of a document known only from citations, made of its kind, its number or name, and its year.
pub(crate) fn not_held_address((kind, name, year): (Option<&Kind>, &str, Option<i16>), suffix: &str) -> SiteAddress {
    let year = year_part(year);
    let slug = bounded_part(format!("{name}{suffix}"));
    SiteAddress::page([kind_slug(kind), &year, &slug])
}

/// The address of a law that is known by its name and year.
pub(super) fn law_address(law: &NamedLaw) -> SiteAddress {
    SiteAddress::page([law.kind_slug(), &year_part(Some(law.year)), &bounded_part(law.slug())])
}
