//! Everything that can be found, in the order in which the index numbers it: documents from the oldest to the newest, so
//! that a new one changes little, then bodies and topics, the longest names first. Of two items that match a query
//! equally the later one comes first: the newer document, or the name that has no other words.

use std::cmp::Reverse;

use serde::Serialize;

use crate::base::kind::Form;
use crate::base::thread_chunks::in_parts;
use crate::model::indexes::{BodyIx, TopicIx};
use crate::model::target::DocumentRef;
use crate::output::json_rows;
use crate::output::page_context::PageContext;
use crate::output::views::document_entry::document_entry;
use crate::site::citing_documents::citing_documents;
use crate::site::planned_site::Site;
use crate::site::route::List;
use crate::site::search_layout::ROWS_PER_FILE;
use crate::site::sections::sort_key;

/// Something that can be found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum SearchItem {
    /// A topic.
    Topic(TopicIx),
    /// A body.
    Body(BodyIx),
    /// A document, with a file or known from citations.
    Document(DocumentRef),
}

/// Returns all items in the order of the index.
pub(super) fn all(site: &Site) -> Vec<SearchItem> {
    let held = site.documents.indexes().map(DocumentRef::Held);
    let stubs = site.graph.stubs.indexes().map(DocumentRef::Stub);
    let mut nodes: Vec<DocumentRef> = held.chain(stubs).collect();
    nodes.sort_by_cached_key(|node| sort_key(&site.documents, &site.graph, *node));
    let (mut bodies, mut topics): (Vec<_>, Vec<_>) = (
        site.documents.body_indexes().collect(),
        site.documents.topic_indexes().collect(),
    );
    bodies.sort_by_key(|body| Reverse(site.documents.bodies[body.get()].name.chars().count()));
    topics.sort_by_key(|topic| Reverse(site.documents.topics[topic.get()].name.chars().count()));
    let bodies = bodies.into_iter().map(SearchItem::Body);
    let topics = topics.into_iter().map(SearchItem::Topic);
    let documents = nodes.into_iter().map(SearchItem::Document);
    documents.chain(bodies).chain(topics).collect()
}

/// What a result shows: address from the top of the site, name, trích yếu, kind, date or year, issuer or place, how much
/// of its text the site has, and how many documents cite it (`None` for topics and bodies, whose pages have no text of
/// their own).
#[derive(Serialize)]
struct SearchRow(
    String,
    String,
    Option<String>,
    String,
    Option<String>,
    Option<String>,
    Option<&'static str>,
    Option<usize>,
);

/// Writes the files of rows: arrays in the order of the items.
pub(super) fn rows(context: PageContext<'_>, items: &[SearchItem]) -> Vec<Vec<u8>> {
    let chunks: Vec<&[SearchItem]> = items.chunks(ROWS_PER_FILE).collect();
    let written = in_parts(chunks.len(), |range| {
        chunks[range]
            .iter()
            .map(|chunk| rows_file(context, chunk))
            .collect::<Vec<_>>()
    });
    written.into_iter().flatten().collect()
}

fn rows_file(context: PageContext<'_>, items: &[SearchItem]) -> Vec<u8> {
    let mut out = Vec::new();
    let rows = items.iter().map(|item| row(context, *item));
    json_rows::write(rows, &mut out).expect("writing to memory never fails");
    out
}

fn row(context: PageContext<'_>, item: SearchItem) -> SearchRow {
    let documents = &context.site.documents;
    match item {
        SearchItem::Topic(index) => {
            let name = documents.topics[index.get()].name.clone();
            listed(context, List::Topic(index), name, "search.of_topic")
        }
        SearchItem::Body(index) => {
            let name = documents.bodies[index.get()].name.clone();
            listed(context, List::Body(index), name, "search.of_body")
        }
        SearchItem::Document(node) => {
            let entry = document_entry(context, node);
            let is_writeup = entry.holding.is_none();
            let year = (!is_page(context, node)).then_some(entry.year_text);
            SearchRow(
                entry.url,
                entry.name,
                entry.subject,
                entry.kind,
                entry.date.filter(|_| !is_writeup).or(year),
                entry.issuer.filter(|_| !is_writeup).or(entry.place),
                entry.holding,
                Some(citing_documents(&context.site.graph, node)),
            )
        }
    }
}

/// Returns whether an item is a page of the site about itself, which has no year.
fn is_page(context: PageContext<'_>, node: DocumentRef) -> bool {
    matches!(node, DocumentRef::Held(index) if context.document(index).kind.form == Form::Page)
}

fn listed(context: PageContext<'_>, list: List, name: String, kind: &str) -> SearchRow {
    let url = context.list_url(list).unwrap_or_default();
    let kind = context.texts.get(kind).to_owned();
    SearchRow(url, name, None, kind, None, None, None, None)
}
