//! The home page.

use serde::Serialize;

use crate::base::html::escaped;
use crate::model::relations::Node;
use crate::output::policy::POLICY_WITH_FORM;
use crate::output::views::entries::{Entry, entry};
use crate::output::views::layout::{PageView, PartLink, page, parts, site_name};
use crate::output::views::structured_data::of_home;
use crate::output::views::{Desk, document_names};
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
    entry: Entry,
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
pub fn home_page(desk: Desk<'_>, address: &SiteAddress) -> HomePage {
    let config = &desk.site.register.vocabulary.site;
    let mut page = page(desk, "home", address, site_name(desk.site, desk.texts));
    page.description = config.description.clone();
    page.machine = of_home(desk);
    page.policy = POLICY_WITH_FORM;
    let programme = desk.site.programme.map(|index| {
        let document = desk.site.register.document(index);
        Programme {
            name: document_names::full(desk.site, desk.texts, Node::Held(index)),
            title: document.title_text.clone(),
            url: desk.url(desk.site.address_of(Node::Held(index))),
            parts: parts(desk, index),
        }
    });
    HomePage {
        page,
        home: Home {
            intro: config.description.clone(),
            programme,
            recent: recent(desk),
        },
    }
}

/// The newest change notes.
fn recent(desk: Desk<'_>) -> Vec<Recent> {
    let mut notes: Vec<_> = desk
        .site
        .register
        .indexes()
        .flat_map(|index| {
            let updates = &desk.site.register.document(index).head.updates;
            updates.iter().map(move |update| (index, update))
        })
        .collect();
    notes.sort_by_key(|(index, update)| (std::cmp::Reverse(update.date.order_key()), *index));
    let recent = notes.into_iter().take(RECENT).map(|(index, update)| Recent {
        date: Some(update.date.to_string()),
        entry: entry(desk, Node::Held(index)),
        note_html: Some(escaped(&update.note)),
    });
    recent.collect()
}
