//! Everything that can be found, in the order by which the index counts it: documents from the oldest to the newest, so
//! that a new one changes little, then bodies and topics, the longest names first. Of two that fit a query alike the later
//! comes first: the newer, or the one that bears the words and nothing else.

use std::cmp::Reverse;

use serde::Serialize;

use crate::base::kind::Form;
use crate::base::thread_chunks::in_parts;
use crate::model::indexes::{BodyIx, TopicIx};
use crate::model::target::DocumentRef;
use crate::output::ui_strings::UiStrings;
use crate::output::views::PageContext;
use crate::output::views::entries::entry;
use crate::site::pagination::PageOfList;
use crate::site::plan::{Site, citing_documents};
use crate::site::route::{List, Route};
use crate::site::search_layout::ROWS;
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

/// All subjects.
pub(super) fn all(site: &Site) -> Vec<SearchItem> {
    let held = site.register.indexes().map(DocumentRef::Held);
    let not_held = site.graph.not_held.indexes().map(DocumentRef::NotHeld);
    let mut nodes: Vec<DocumentRef> = held.chain(not_held).collect();
    nodes.sort_by_cached_key(|node| sort_key(&site.register, &site.graph, *node));
    let (mut bodies, mut topics): (Vec<_>, Vec<_>) = (
        site.register.body_indexes().collect(),
        site.register.topic_indexes().collect(),
    );
    bodies.sort_by_key(|body| Reverse(site.register.bodies[body.get()].name.chars().count()));
    topics.sort_by_key(|topic| Reverse(site.register.topics[topic.get()].name.chars().count()));
    let bodies = bodies.into_iter().map(SearchItem::Body);
    let topics = topics.into_iter().map(SearchItem::Topic);
    let documents = nodes.into_iter().map(SearchItem::Document);
    documents.chain(bodies).chain(topics).collect()
}

/// What a result shows: address from the top of the site, name, trích yếu, kind, date or year, who issued it or where
/// it took place, how much of its text the site holds, and how many documents cite it (`None` for topics and bodies,
/// whose pages have no words of their own).
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

/// Writes the files of rows: arrays in the order of subjects.
pub(super) fn rows(site: &Site, texts: &UiStrings, subjects: &[SearchItem]) -> Vec<Vec<u8>> {
    let context = PageContext { site, texts, root: "" };
    let chunks: Vec<&[SearchItem]> = subjects.chunks(ROWS).collect();
    let written = in_parts(chunks.len(), |range| {
        chunks[range]
            .iter()
            .map(|chunk| super::lines(chunk.iter().map(|subject| row(context, *subject))))
            .collect::<Vec<_>>()
    });
    written.into_iter().flatten().collect()
}

fn row(context: PageContext<'_>, subject: SearchItem) -> SearchRow {
    let register = &context.site.register;
    match subject {
        SearchItem::Topic(index) => {
            let name = register.topics[index.get()].name.clone();
            listed(context, List::Topic(index), name, "search.of_topic")
        }
        SearchItem::Body(index) => {
            let name = register.bodies[index.get()].name.clone();
            listed(context, List::Body(index), name, "search.of_body")
        }
        SearchItem::Document(node) => {
            let entry = entry(context, node);
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

/// A page of the site about itself has no year.
fn is_page(context: PageContext<'_>, node: DocumentRef) -> bool {
    matches!(node, DocumentRef::Held(index) if context.site.register.document(index).kind.form == Form::Page)
}

fn listed(context: PageContext<'_>, list: List, name: String, kind: &str) -> SearchRow {
    let address = context.site.address(Route::List(list, PageOfList::Front));
    let url = address.map(|address| context.url(address)).unwrap_or_default();
    let kind = context.texts.get(kind).to_owned();
    SearchRow(url, name, None, kind, None, None, None, None)
}
