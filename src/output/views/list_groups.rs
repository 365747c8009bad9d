//! The documents of a list under headings: by year or by month.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::model::target::DocumentRef;
use crate::output::document_names;
use crate::output::page_context::PageContext;
use crate::output::views::document_entry::{DocumentEntry, document_entry};
use crate::output::views::list_filters::{FilterBy, FilterValues, filter_values};
use crate::site::citing_documents::citing;
use crate::site::list_places::{month_anchor, year_anchor};
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
    /// The values by which a script filters the list; absent where nothing filters it.
    filter: Option<FilterValues>,
}

/// Entries under one heading.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct ListGroup {
    heading: Option<String>,
    id: Option<String>,
    entries: Vec<ListEntry>,
}

impl ListGroup {
    /// Takes the heading away, where another one says the same.
    pub(crate) fn clear_heading(&mut self) {
        self.heading = None;
    }

    /// Takes the issuer out of each entry where it is this body.
    pub(crate) fn clear_issuer(&mut self, name: &str) {
        for entry in self.entries.iter_mut().map(|row| &mut row.entry) {
            entry.clear_issuer(name);
        }
    }
}

/// Groups documents as their list asks for, in the order given.
pub(crate) fn groups(context: PageContext<'_>, list: List, shown: &[DocumentRef], by: &[FilterBy]) -> Vec<ListGroup> {
    match list {
        List::MissingTexts => with_citations(context, shown, grouped(context, shown, by, |_| None)),
        List::SectionYear(..) | List::Month(..) | List::Undated => grouped(context, shown, by, |_| None),
        List::Year(_) => grouped(context, shown, by, |node| month_heading(context, node)),
        List::Official | List::WriteUps | List::Section(_) | List::Topic(_) | List::Body(_) => {
            groups_by_year(context, shown, by)
        }
    }
}

/// Removes the anchors of groups that are among those known, and adds the others to these: an id names one place.
pub(crate) fn keep_first_anchors(groups: &mut [ListGroup], known: &mut BTreeSet<String>) {
    for group in groups {
        group.id = group.id.take().filter(|id| known.insert(id.clone()));
    }
}

/// Groups documents by year, in the order given.
pub(crate) fn groups_by_year(context: PageContext<'_>, nodes: &[DocumentRef], by: &[FilterBy]) -> Vec<ListGroup> {
    grouped(context, nodes, by, |node| {
        let year = year_of(&context.site.documents, &context.site.graph, node);
        Some((year_title(context, year), year_anchor(year)))
    })
}

/// Returns the month of a document, with its anchor on the page of the year.
fn month_heading(context: PageContext<'_>, node: DocumentRef) -> Option<(String, String)> {
    let DocumentRef::Held(index) = node else { return None };
    let date = context.site.documents.entry(index).date()?;
    let month = date.month();
    let title = match month {
        Some(month) => month_title(context, date.year(), month),
        None => context.texts.view("month_open", &[]),
    };
    Some((title, month_anchor(month.unwrap_or(0))))
}

/// Groups consecutive documents with the same heading; the heading's anchor is the id of the group.
fn grouped(
    context: PageContext<'_>,
    shown: &[DocumentRef],
    by: &[FilterBy],
    heading: impl Fn(DocumentRef) -> Option<(String, String)>,
) -> Vec<ListGroup> {
    let mut groups: Vec<ListGroup> = Vec::new();
    for node in shown {
        let (heading, id) = heading(*node).unzip();
        let row = list_entry(context, *node, by);
        match groups.last_mut().filter(|group| group.heading == heading) {
            Some(group) => group.entries.push(row),
            None => groups.push(ListGroup {
                id,
                heading,
                entries: vec![row],
            }),
        }
    }
    groups
}

/// Returns the entry of a document in a list.
pub(crate) fn list_entry(context: PageContext<'_>, node: DocumentRef, by: &[FilterBy]) -> ListEntry {
    ListEntry {
        entry: document_entry(context, node),
        extra: None,
        filter: (!by.is_empty()).then(|| filter_values(context, by, node)),
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
