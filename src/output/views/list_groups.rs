//! The documents of a list under headings: by year, by month, or by kind.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::base::kind::Form;
use crate::model::target::DocumentRef;
use crate::output::document_names;
use crate::output::page_context::PageContext;
use crate::output::views::document_entry::{DocumentEntry, document_entry};
use crate::site::citing_documents::citing;
use crate::site::route::List;
use crate::site::sections::year_of;

/// The most citing documents that a list of cited ones names.
const MAX_NAMED_CITING: usize = 3;

/// A document in a list, with a remark.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct ListEntry {
    #[serde(flatten)]
    entry: DocumentEntry,
    extra: Option<String>,
}

/// Entries under one heading.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct ListGroup {
    heading: Option<String>,
    id: Option<String>,
    url: Option<String>,
    entries: Vec<ListEntry>,
}

/// Groups documents as their list asks for, in the order given.
pub(crate) fn groups(context: PageContext<'_>, list: List, shown: &[DocumentRef]) -> Vec<ListGroup> {
    let year_heading =
        |node: DocumentRef| year_title(context, year_of(&context.site.documents, &context.site.graph, node));
    let kind_heading = |node: DocumentRef| match node {
        DocumentRef::Held(index) => context.document(index).kind.name.clone(),
        DocumentRef::Stub(index) => {
            let kind = context.stub(index).kind.as_ref();
            kind.map_or_else(|| context.texts.view("other_documents", &[]), |kind| kind.name.clone())
        }
    };
    match list {
        List::MissingTexts => with_citations(context, shown, grouped(context, shown, |_| None)),
        List::SectionYear(..) | List::Month(..) | List::Undated => grouped(context, shown, |_| None),
        List::Topic(_) | List::Body(_) => by_kind(context, shown, &kind_heading),
        List::Year(_) => grouped(context, shown, |node| month_heading(context, node)),
        List::Official | List::Section(_) => grouped(context, shown, |node| Some(year_heading(node))),
    }
}

/// Groups documents by year, the oldest first; each year links to its page.
pub(crate) fn groups_by_year(context: PageContext<'_>, nodes: &[DocumentRef]) -> Vec<ListGroup> {
    let year = |node: DocumentRef| year_of(&context.site.documents, &context.site.graph, node);
    let years = nodes.chunk_by(|left, right| year(*left) == year(*right));
    let group = |nodes: &[DocumentRef]| {
        let year = year(nodes[0]);
        let mut groups = grouped(context, nodes, |_| Some(year_title(context, year)));
        let url = year.and_then(|year| context.list_url(List::Year(year)));
        for group in &mut groups {
            group.id = year.map(|year| format!("nam-{year}"));
            group.url.clone_from(&url);
        }
        groups
    };
    years.flat_map(group).collect()
}

fn month_heading(context: PageContext<'_>, node: DocumentRef) -> Option<String> {
    let DocumentRef::Held(index) = node else { return None };
    let date = context.site.documents.entry(index).date()?;
    Some(match date.month() {
        Some(month) => month_title(context, date.year(), month),
        None => year_title(context, Some(date.year())),
    })
}

/// Groups consecutive documents with the same heading.
fn grouped(
    context: PageContext<'_>,
    shown: &[DocumentRef],
    heading: impl Fn(DocumentRef) -> Option<String>,
) -> Vec<ListGroup> {
    let mut groups: Vec<ListGroup> = Vec::new();
    for node in shown {
        let heading = heading(*node);
        let row = list_entry(context, *node);
        match groups.last_mut().filter(|group| group.heading == heading) {
            Some(group) => group.entries.push(row),
            None => groups.push(ListGroup {
                id: group_id(groups.len()),
                heading,
                url: None,
                entries: vec![row],
            }),
        }
    }
    groups
}

fn list_entry(context: PageContext<'_>, node: DocumentRef) -> ListEntry {
    ListEntry {
        entry: document_entry(context, node),
        extra: None,
    }
}

/// Adds to each entry how often its document is cited.
fn with_citations(context: PageContext<'_>, shown: &[DocumentRef], mut groups: Vec<ListGroup>) -> Vec<ListGroup> {
    let entries = groups.iter_mut().flat_map(|group| &mut group.entries);
    for (entry, node) in entries.zip(shown) {
        entry.extra = cited_by(context, *node);
    }
    groups
}

/// Returns how often a document is cited, and by which documents.
fn cited_by(context: PageContext<'_>, node: DocumentRef) -> Option<String> {
    let (documents, places) = citing(&context.site.graph, node);
    let named = documents.iter().take(MAX_NAMED_CITING);
    let mut names: Vec<String> = named
        .map(|index| document_names::short(context, DocumentRef::Held(*index)))
        .collect();
    if documents.len() > MAX_NAMED_CITING {
        names.push("…".to_owned());
    }
    let values = [
        ("n", &*documents.len().to_string()),
        ("places", &*places.to_string()),
        ("names", &*names.join(", ")),
    ];
    (places > 0).then(|| context.texts.view("cited_by_n", &values))
}

fn group_id(position: usize) -> Option<String> {
    Some(format!("nhom-{}", position + 1))
}

/// Groups documents by kind: official documents first, then write-ups, each in alphabetical order of kinds.
fn by_kind(context: PageContext<'_>, shown: &[DocumentRef], heading: &dyn Fn(DocumentRef) -> String) -> Vec<ListGroup> {
    let mut kinds: BTreeMap<(Form, String), Vec<DocumentRef>> = BTreeMap::new();
    for node in shown {
        let form = match node {
            DocumentRef::Held(index) => context.document(*index).kind.form,
            DocumentRef::Stub(_) => Form::Official,
        };
        kinds.entry((form, heading(*node))).or_default().push(*node);
    }
    let mut sorted: Vec<((Form, String), Vec<DocumentRef>)> = kinds.into_iter().collect();
    sorted.sort_by(|((left_form, left), _), ((right_form, right), _)| {
        left_form
            .cmp(right_form)
            .then_with(|| context.site.order.compare(left, right))
    });
    let groups = sorted
        .into_iter()
        .enumerate()
        .map(|(position, ((_, name), nodes))| ListGroup {
            heading: Some(name),
            id: group_id(position),
            url: None,
            entries: nodes.into_iter().map(|node| list_entry(context, node)).collect(),
        });
    groups.collect()
}

/// Returns a year as a heading: `Năm 2011`.
pub(crate) fn year_title(context: PageContext<'_>, year: Option<i16>) -> String {
    match year {
        Some(year) => context.texts.view("year", &[("year", &year.to_string())]),
        None => context.texts.view("unknown_year", &[]),
    }
}

/// Returns a month as a heading: `Tháng 6/2011`.
pub(crate) fn month_title(context: PageContext<'_>, year: i16, month: i8) -> String {
    let values = [("month", &*month.to_string()), ("year", &*year.to_string())];
    context.texts.view("month", &values)
}
