//! The page of a topic.

use serde::Serialize;

use crate::model::indexes::TopicIx;
use crate::output::page_context::{Link, PageContext};
use crate::output::views::links::topic_links;
use crate::output::views::list_page::{ListView, heading_of, list_view, with_page_number};
use crate::output::views::page_view::{PageView, feed_link, page_view};
use crate::output::views::quoted_provision::{QuotedProvision, quoted_provision};
use crate::output::views::structured_data::{describe_collection, topic_thing};
use crate::site::address::SiteAddress;
use crate::site::pagination::PageOfList;
use crate::site::route::{FeedOf, List};

#[derive(Serialize)]
struct TopicView {
    name: String,
    other_names: Vec<String>,
    related: Vec<Link>,
    description: Option<String>,
    /// What to say where the topic has no document.
    empty: Option<String>,
    provisions: Vec<QuotedProvision>,
    list: ListView,
}

/// The page of a topic.
#[derive(Serialize)]
pub(crate) struct TopicPage {
    page: PageView,
    topic: TopicView,
}

/// Makes the page of a topic.
pub(crate) fn topic_page(
    context: PageContext<'_>,
    topic: TopicIx,
    which: PageOfList,
    address: &SiteAddress,
) -> TopicPage {
    let row = context.topic(topic);
    let list = List::Topic(topic);
    let (title, crumbs) = heading_of(context, list);
    let mut page = page_view(context, "topic", address, with_page_number(context, &title, which));
    page.heading = title;
    page.feed = feed_link(context, FeedOf::Topic(topic));
    page.breadcrumbs = crumbs;
    page.description.clone_from(&row.description);
    page.machine = describe_collection(context, &page, Some(topic_thing(&row.name)));
    let provisions = context.site.collections.provisions_by_topic[topic.get()]
        .iter()
        .map(|(index, provision)| quoted_provision(context, *index, *provision));
    let view = TopicView {
        name: row.name.clone(),
        other_names: row.other_names.clone(),
        related: related(context, topic),
        description: row.description.clone(),
        empty: empty(context, topic),
        provisions: if which == PageOfList::Latest {
            provisions.collect()
        } else {
            Vec::new()
        },
        list: list_view(context, list, which),
    };
    TopicPage { page, topic: view }
}

/// Returns what to say of a topic without documents.
fn empty(context: PageContext<'_>, topic: TopicIx) -> Option<String> {
    let collections = &context.site.collections;
    let provisions = collections.provisions_by_topic[topic.get()].len();
    let is_empty = collections.by_topic[topic.get()].is_empty();
    is_empty.then(|| context.texts.format("topic_empty", &[("n", &provisions.to_string())]))
}

fn related(context: PageContext<'_>, topic: TopicIx) -> Vec<Link> {
    let documents = &context.site.documents;
    let row = &documents.topics[topic.get()];
    let named = |name: &str| {
        documents.topic_indexes().find(|other| {
            let other = &documents.topics[other.get()];
            other.slug == name || other.name == name
        })
    };
    // The relation is symmetric: it needs to be declared at one end only.
    let declared = |at: TopicIx| documents.topics[at.get()].related.iter();
    let named_here = row.related.iter().filter_map(|name| named(&name.value));
    let names_this = documents
        .topic_indexes()
        .filter(|other| declared(*other).any(|name| named(&name.value) == Some(topic)));
    let mut found: Vec<TopicIx> = Vec::new();
    for other in named_here.chain(names_this) {
        if other != topic && !found.contains(&other) {
            found.push(other);
        }
    }
    topic_links(context, &found)
}
