//! The home page.

use serde::Serialize;

use crate::base::html::escaped;
use crate::model::target::DocumentRef;
use crate::output::document_names;
use crate::output::page_context::PageContext;
use crate::output::policy::POLICY_WITH_FORM;
use crate::output::views::document_entry::{DocumentEntry, document_entry};
use crate::output::views::layout::{PartLink, parts};
use crate::output::views::page_view::{PageView, page_view, site_name};
use crate::output::views::structured_data::describe_home;
use crate::site::address::SiteAddress;
use crate::site::featured::featured_writeups;

/// The most entries under "recently updated".
const MAX_RECENT: usize = 2;

#[derive(Serialize)]
struct Programme {
    name: String,
    title: Option<String>,
    url: String,
    parts: Vec<PartLink>,
}

#[derive(Serialize)]
struct Recent {
    date: Option<String>,
    entry: DocumentEntry,
    note_html: Option<String>,
}

#[derive(Serialize)]
struct Home {
    intro: Option<String>,
    programme: Option<Programme>,
    recent: Vec<Recent>,
    /// Write-ups that editors name (`nổi bật`), else the newest of the province.
    featured: Vec<DocumentEntry>,
}

/// The home page.
#[derive(Serialize)]
pub(crate) struct HomePage {
    page: PageView,
    home: Home,
}

/// Makes the home page.
pub(crate) fn home_page(context: PageContext<'_>, address: &SiteAddress) -> HomePage {
    let config = &context.site.documents.vocabulary.site;
    let mut page = page_view(context, "home", address, site_name(context.site, context.texts));
    page.description = config.description.clone();
    page.machine = describe_home(context);
    page.policy = POLICY_WITH_FORM;
    let programme = context.site.programme.map(|index| {
        let document = context.document(index);
        Programme {
            name: document_names::full(context, DocumentRef::Held(index)),
            title: document.title_text.clone(),
            url: context.document_url(DocumentRef::Held(index)),
            parts: parts(context, index),
        }
    });
    HomePage {
        page,
        home: Home {
            intro: config.description.clone(),
            programme,
            recent: recent(context),
            featured: featured(context),
        },
    }
}

fn featured(context: PageContext<'_>) -> Vec<DocumentEntry> {
    let found = featured_writeups(&context.site.documents, &context.site.collections);
    let entry = |index| document_entry(context, DocumentRef::Held(index));
    found.into_iter().map(entry).collect()
}

/// Returns the newest change notes of all documents.
fn recent(context: PageContext<'_>) -> Vec<Recent> {
    let mut notes: Vec<_> = context
        .site
        .documents
        .indexes()
        .flat_map(|index| {
            let updates = &context.document(index).head.updates;
            updates.iter().map(move |update| (index, update))
        })
        .collect();
    notes.sort_by_key(|(index, update)| (std::cmp::Reverse(update.date.order_key()), *index));
    let recent = notes.into_iter().take(MAX_RECENT).map(|(index, update)| Recent {
        date: Some(update.date.to_string()),
        entry: document_entry(context, DocumentRef::Held(index)),
        note_html: Some(escaped(&update.note)),
    });
    recent.collect()
}
