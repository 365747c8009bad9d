//! Everything that can be found, in the order by which the index counts it: documents from the oldest to the newest, so
//! that a new one changes little, then bodies and topics, the longest names first. Of two that fit a query alike the later
//! comes first: the newer, or the one that bears the words and nothing else.

use std::cmp::Reverse;

use serde::Serialize;

use crate::base::kind::Form;
use crate::base::thread_chunks::in_parts;
use crate::model::indexes::{BodyIx, TopicIx};
use crate::model::relations::Node;
use crate::output::ui_strings::Texts;
use crate::output::views::Desk;
use crate::output::views::entries::entry;
use crate::site::pagination::ListPage;
use crate::site::plan::{Site, citing_documents};
use crate::site::route::{List, Route};
use crate::site::search_layout::ROWS;
use crate::site::sections::sort_key;

/// Something that can be found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Subject {
    /// A topic.
    Topic(TopicIx),
    /// A body.
    Body(BodyIx),
    /// A document, with a file or known from citations.
    Document(Node),
}

/// All subjects.
pub(super) fn all(site: &Site) -> Vec<Subject> {
    let held = site.register.indexes().map(Node::Held);
    let not_held = site.graph.not_held.indexes().map(Node::NotHeld);
    let mut nodes: Vec<Node> = held.chain(not_held).collect();
    nodes.sort_by_cached_key(|node| sort_key(&site.register, &site.graph, *node));
    let (mut bodies, mut topics): (Vec<_>, Vec<_>) = (
        site.register.body_indexes().collect(),
        site.register.topic_indexes().collect(),
    );
    bodies.sort_by_key(|body| Reverse(site.register.bodies[body.get()].name.chars().count()));
    topics.sort_by_key(|topic| Reverse(site.register.topics[topic.get()].name.chars().count()));
    let bodies = bodies.into_iter().map(Subject::Body);
    let topics = topics.into_iter().map(Subject::Topic);
    let documents = nodes.into_iter().map(Subject::Document);
    documents.chain(bodies).chain(topics).collect()
}

/// What a result shows: address from the top of the site, name, trích yếu, kind, date or year, who issued it or where
/// it took place, how much of its text the site holds, and how many documents cite it (`None` for topics and bodies,
/// whose pages have no words of their own).
#[derive(Serialize)]
struct Row(
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
pub(super) fn rows(site: &Site, texts: &Texts, subjects: &[Subject]) -> Vec<Vec<u8>> {
    let desk = Desk { site, texts, root: "" };
    let chunks: Vec<&[Subject]> = subjects.chunks(ROWS).collect();
    let written = in_parts(chunks.len(), |range| {
        chunks[range]
            .iter()
            .map(|chunk| super::lines(chunk.iter().map(|subject| row(desk, *subject))))
            .collect::<Vec<_>>()
    });
    written.into_iter().flatten().collect()
}

fn row(desk: Desk<'_>, subject: Subject) -> Row {
    let register = &desk.site.register;
    match subject {
        Subject::Topic(index) => {
            let name = register.topics[index.get()].name.clone();
            listed(desk, List::Topic(index), name, "search.of_topic")
        }
        Subject::Body(index) => {
            let name = register.bodies[index.get()].name.clone();
            listed(desk, List::Body(index), name, "search.of_body")
        }
        Subject::Document(node) => {
            let entry = entry(desk, node);
            let is_writeup = entry.holding.is_none();
            let year = (!is_page(desk, node)).then_some(entry.year_text);
            Row(
                entry.url,
                entry.name,
                entry.subject,
                entry.kind,
                entry.date.filter(|_| !is_writeup).or(year),
                entry.issuer.filter(|_| !is_writeup).or(entry.place),
                entry.holding,
                Some(citing_documents(&desk.site.graph, node)),
            )
        }
    }
}

/// A page of the site about itself has no year.
fn is_page(desk: Desk<'_>, node: Node) -> bool {
    matches!(node, Node::Held(index) if desk.site.register.document(index).kind.form == Form::Page)
}

fn listed(desk: Desk<'_>, list: List, name: String, kind: &str) -> Row {
    let address = desk.site.address(Route::List(list, ListPage::Front));
    let url = address.map(|address| desk.url(address)).unwrap_or_default();
    let kind = desk.texts.get(kind).to_owned();
    Row(url, name, None, kind, None, None, None, None)
}
