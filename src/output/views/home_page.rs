//! The home page.

use serde::Serialize;

use crate::base::html::escaped;
use crate::model::target::DocumentRef;
use crate::output::policy::POLICY_WITH_FORM;
use crate::output::views::entries::{DocumentEntry, entry};
use crate::output::views::layout::{PageView, PartLink, page, parts, site_name};
use crate::output::views::structured_data::of_home;
use crate::output::views::{PageContext, document_names};
use crate::site::address::SiteAddress;

/// Lines under "recently updated".
const RECENT: usize = 2;

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
}

/// The home page.
#[derive(Serialize)]
pub struct HomePage {
    page: PageView,
    home: Home,
}

/// Makes the home page.
pub fn home_page(context: PageContext<'_>, address: &SiteAddress) -> HomePage {
    let config = &context.site.register.vocabulary.site;
    let mut page = page(context, "home", address, site_name(context.site, context.texts));
    page.description = config.description.clone();
    page.machine = of_home(context);
    page.policy = POLICY_WITH_FORM;
    let programme = context.site.programme.map(|index| {
        let document = context.site.register.document(index);
        Programme {
            name: document_names::full(context.site, context.texts, DocumentRef::Held(index)),
            title: document.title_text.clone(),
            url: context.url(context.site.address_of(DocumentRef::Held(index))),
            parts: parts(context, index),
        }
    });
    HomePage {
        page,
        home: Home {
            intro: config.description.clone(),
            programme,
            recent: recent(context),
        },
    }
}

/// The newest change notes.
fn recent(context: PageContext<'_>) -> Vec<Recent> {
    let mut notes: Vec<_> = context
        .site
        .register
        .indexes()
        .flat_map(|index| {
            let updates = &context.site.register.document(index).head.updates;
            updates.iter().map(move |update| (index, update))
        })
        .collect();
    notes.sort_by_key(|(index, update)| (std::cmp::Reverse(update.date.order_key()), *index));
    let recent = notes.into_iter().take(RECENT).map(|(index, update)| Recent {
        date: Some(update.date.to_string()),
        entry: entry(context, DocumentRef::Held(index)),
        note_html: Some(escaped(&update.note)),
    });
    recent.collect()
}
