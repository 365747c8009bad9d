//! The topics of a followed document's provisions, each with the provisions that it is about.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::model::indexes::{DocIx, TopicIx};
use crate::output::page_context::PageContext;
use crate::output::views::links::topic_link;

/// A topic of some provisions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct FilterTopic {
    /// Its name.
    pub title: String,
    /// The address of its page, where the entry leads without scripts.
    pub url: String,
    /// The addresses of the provisions, parted by spaces.
    pub provisions: String,
}

/// Returns the topics of a document's provisions, by name; a topic without a page is left out.
pub(crate) fn topic_filter(context: PageContext<'_>, index: DocIx) -> Vec<FilterTopic> {
    let entry = context.site.documents.entry(index);
    let mut provisions: BTreeMap<TopicIx, Vec<&str>> = BTreeMap::new();
    for (provision, topics) in &entry.provision_topics {
        for topic in topics {
            let row = &entry.document.provisions[*provision];
            provisions.entry(*topic).or_default().push(row.address.as_str());
        }
    }
    let topics = provisions.into_iter().filter_map(|(topic, provisions)| {
        let link = topic_link(context, topic)?;
        Some(FilterTopic {
            title: link.title,
            url: link.url,
            provisions: provisions.join(" "),
        })
    });
    topics.collect()
}
