//! Topics and bodies: their pages, and the directories of kinds, topics, bodies and years.

use serde::Serialize;

use super::document::shortened;
use super::entries::{Entry, entry};
use super::frame::{PageView, feed, home_crumb, page};
use super::lists::{ListView, heading_of, list_view, with_page_number};
use super::references::place_link;
use super::{Desk, Link, names};
use crate::base::html::escaped;
use crate::base::kind::Form;
use crate::model::index::{BodyIx, TopicIx};
use crate::model::relations::Node;
use crate::model::resolve::Spot;
use crate::model::shelves::role_of;
use crate::site::address::SiteAddress;
use crate::site::paging::ListPage;
use crate::site::route::{FeedOf, List, Route};

#[derive(Serialize)]
struct TopicProvision {
    document: Link,
    label: String,
    url: String,
    text: String,
}

#[derive(Serialize)]
struct TopicView {
    name: String,
    other_names: Vec<String>,
    related: Vec<Link>,
    provisions: Vec<TopicProvision>,
    list: ListView,
}

/// The page of a topic.
#[derive(Serialize)]
pub struct TopicPage {
    page: PageView,
    topic: TopicView,
}

/// Makes the page of a topic.
pub fn topic_page(desk: Desk<'_>, topic: TopicIx, which: ListPage, address: &SiteAddress) -> TopicPage {
    let row = &desk.site.register.topics[topic.get()];
    let list = List::Topic(topic);
    let (title, crumbs) = heading_of(desk, list);
    let mut page = page(desk, "topic", address, with_page_number(desk, &title, which));
    page.heading = title;
    page.feed = feed(desk, FeedOf::Topic(topic));
    page.breadcrumbs = crumbs;
    let provisions = desk.site.shelves.provisions_by_topic[topic.get()]
        .iter()
        .map(|(index, provision)| {
            let document = desk.site.register.document(*index);
            let node = Node::Held(*index);
            let link = place_link(desk, node, &Spot::Provision(*provision));
            let row = &document.body.provisions[*provision];
            let words = row.heading.as_deref().unwrap_or(&row.text);
            TopicProvision {
                document: desk.link(names::short(desk.site, desk.texts, node), desk.site.address_of(node)),
                label: link.title,
                url: link.url,
                text: shortened(words, 240),
            }
        });
    let view = TopicView {
        name: row.name.clone(),
        other_names: row.other_names.clone(),
        related: related(desk, topic),
        provisions: if which == ListPage::Front {
            provisions.collect()
        } else {
            Vec::new()
        },
        list: list_view(desk, list, which),
    };
    TopicPage { page, topic: view }
}

fn related(desk: Desk<'_>, topic: TopicIx) -> Vec<Link> {
    let register = &desk.site.register;
    let row = &register.topics[topic.get()];
    let link = |other: TopicIx| {
        let address = desk.site.address(Route::List(List::Topic(other), ListPage::Front))?;
        Some(desk.link(&register.topics[other.get()].name, address))
    };
    let named = |name: &str| {
        register.topic_indexes().find(|other| {
            let other = &register.topics[other.get()];
            other.slug == name || other.name == name
        })
    };
    row.related
        .iter()
        .filter_map(|name| named(&name.value))
        .filter_map(link)
        .collect()
}

#[derive(Serialize)]
struct Received {
    entry: Entry,
    line: String,
    role: Option<String>,
}

#[derive(Serialize)]
struct BodyView {
    name: String,
    other_names: Vec<String>,
    superior: Option<Link>,
    subordinates: Vec<Link>,
    from: Option<String>,
    to: Option<String>,
    symbols: Vec<String>,
    note_html: Option<String>,
    received: Vec<Received>,
    list: ListView,
}

/// The page of a body.
#[derive(Serialize)]
pub struct BodyPage {
    page: PageView,
    body: BodyView,
}

/// Makes the page of a body.
pub fn body_page(desk: Desk<'_>, body: BodyIx, which: ListPage, address: &SiteAddress) -> BodyPage {
    let register = &desk.site.register;
    let row = &register.bodies[body.get()];
    let list = List::Body(body);
    let (title, crumbs) = heading_of(desk, list);
    let mut page = page(desk, "body", address, with_page_number(desk, &title, which));
    page.heading = title;
    page.feed = feed(desk, FeedOf::Body(body));
    page.breadcrumbs = crumbs;
    let link = |other: BodyIx| {
        let address = desk.site.address(Route::List(List::Body(other), ListPage::Front))?;
        Some(desk.link(&register.bodies[other.get()].name, address))
    };
    let superior_of =
        |row: &crate::input::vocabulary::Body| row.superior.as_ref().and_then(|name| register.find_body(&name.value));
    let below = register
        .body_indexes()
        .filter(|other| superior_of(&register.bodies[other.get()]) == Some(body));
    let received = desk.site.shelves.received[body.get()]
        .iter()
        .rev()
        .map(|(index, line)| {
            let written = &register.document(*index).head.recipients[*line].value;
            let (names, role) = role_of(written);
            Received {
                entry: entry(desk, Node::Held(*index)),
                line: names.to_owned(),
                role: role.map(str::to_owned),
            }
        });
    let view = BodyView {
        name: row.name.clone(),
        other_names: row.other_names.clone(),
        superior: superior_of(row).and_then(link),
        subordinates: below.filter_map(link).collect(),
        from: row.from.map(|date| date.to_string()),
        to: row.to.map(|date| date.to_string()),
        symbols: row.symbols.clone(),
        note_html: row.note.as_ref().map(|note| format!("<p>{}</p>", escaped(note))),
        received: if which == ListPage::Front {
            received.collect()
        } else {
            Vec::new()
        },
        list: list_view(desk, list, which),
    };
    BodyPage { page, body: view }
}

#[derive(Serialize)]
struct DirectoryItem {
    title: String,
    url: String,
    count: Option<usize>,
    note: Option<String>,
    count_text: Option<String>,
}

#[derive(Serialize)]
struct DirectoryGroup {
    heading: Option<String>,
    id: Option<String>,
    items: Vec<DirectoryItem>,
}

#[derive(Serialize)]
struct Directory {
    intro_html: Option<String>,
    groups: Vec<DirectoryGroup>,
}

/// The page of a directory.
#[derive(Serialize)]
pub struct DirectoryPage {
    page: PageView,
    directory: Directory,
}

/// Makes a directory: all kinds, topics, bodies or years.
pub fn directory_page(desk: Desk<'_>, route: Route, address: &SiteAddress) -> DirectoryPage {
    let (key, groups) = match route {
        Route::Kinds => ("kinds", kinds(desk)),
        Route::Topics => ("topics", topics(desk)),
        Route::Bodies => ("bodies", bodies(desk)),
        _ => ("timeline", years(desk)),
    };
    let mut page = page(desk, "directory", address, desk.texts.view(key, &[]));
    page.breadcrumbs = vec![home_crumb(desk)];
    let groups = groups.into_iter().filter(|group| !group.items.is_empty()).collect();
    DirectoryPage {
        page,
        directory: Directory {
            intro_html: None,
            groups,
        },
    }
}

fn item(desk: Desk<'_>, title: String, list: List, note: Option<String>) -> Option<DirectoryItem> {
    let address = desk.site.address(Route::List(list, ListPage::Front))?;
    let count = desk.site.list_items(list).len();
    Some(DirectoryItem {
        title,
        url: desk.url(address),
        count: Some(count),
        note,
        count_text: None,
    })
}

fn kinds(desk: Desk<'_>) -> Vec<DirectoryGroup> {
    let mut official = kinds_of(desk, Form::Official);
    official.extend(years_of_unknown_kind(desk));
    let (write_ups, pages) = (kinds_of(desk, Form::Writeup), kinds_of(desk, Form::Page));
    let groups = [("documents", official), ("write_ups", write_ups), ("about", pages)];
    let mut groups: Vec<_> = groups.into_iter().filter(|(_, items)| !items.is_empty()).collect();
    if let [(_, only)] = groups.as_mut_slice() {
        let items = std::mem::take(only);
        return vec![DirectoryGroup {
            heading: None,
            id: None,
            items,
        }];
    }
    let group = |(position, (key, items)): (usize, (&str, Vec<DirectoryItem>))| DirectoryGroup {
        heading: Some(desk.texts.view(key, &[])),
        id: Some(format!("nhom-{}", position + 1)),
        items,
    };
    groups.into_iter().enumerate().map(group).collect()
}

fn kinds_of(desk: Desk<'_>, form: Form) -> Vec<DirectoryItem> {
    let sections = desk
        .site
        .sections
        .iter()
        .enumerate()
        .filter(|(_, section)| section.form == form);
    let mut items: Vec<DirectoryItem> = sections
        .filter_map(|(position, section)| {
            let kind = section.kind.map(|kind| &desk.site.register.kinds[kind.get()]);
            let note = kind.and_then(|row| row.description.clone());
            item(desk, section.name.clone()?, List::Section(position), note)
        })
        .collect();
    items.sort_by(|a, b| desk.site.order.compare(&a.title, &b.title));
    items
}

/// Documents whose kind no citation names stand in the years of `/van-ban/`.
fn years_of_unknown_kind(desk: Desk<'_>) -> Vec<DirectoryItem> {
    let Some(open) = desk.site.sections.iter().position(|section| section.slug == "van-ban") else {
        return Vec::new();
    };
    let years = desk.site.sections[open].by_year.keys();
    let year_item = |year: &Option<i16>| {
        let name = year.map_or_else(|| desk.texts.view("unknown_year", &[]), |year| year.to_string());
        let title = format!("{}, {name}", desk.texts.view("other_documents", &[]));
        item(desk, title, List::SectionYear(open, *year), None)
    };
    years.filter_map(year_item).collect()
}

fn sorted(desk: Desk<'_>, mut items: Vec<DirectoryItem>) -> Vec<DirectoryGroup> {
    items.sort_by(|a, b| desk.site.order.compare(&a.title, &b.title));
    vec![DirectoryGroup {
        heading: None,
        id: None,
        items,
    }]
}

fn topics(desk: Desk<'_>) -> Vec<DirectoryGroup> {
    let register = &desk.site.register;
    let items = register.topic_indexes().filter_map(|topic| {
        let provisions = desk.site.shelves.provisions_by_topic[topic.get()].len();
        let mut item = item(
            desk,
            register.topics[topic.get()].name.clone(),
            List::Topic(topic),
            None,
        )?;
        if provisions > 0 {
            let documents = desk
                .texts
                .view("n_entries", &[("n", &item.count.unwrap_or(0).to_string())]);
            let provisions = desk.texts.view("n_provisions", &[("n", &provisions.to_string())]);
            item.count_text = Some(format!("{documents} · {provisions}"));
        }
        Some(item)
    });
    sorted(desk, items.collect())
}

fn bodies(desk: Desk<'_>) -> Vec<DirectoryGroup> {
    let register = &desk.site.register;
    let items = register
        .body_indexes()
        .filter_map(|body| item(desk, register.bodies[body.get()].name.clone(), List::Body(body), None));
    sorted(desk, items.collect())
}

fn years(desk: Desk<'_>) -> Vec<DirectoryGroup> {
    let years = desk.site.shelves.by_month.keys().rev();
    let mut items: Vec<DirectoryItem> = years
        .filter_map(|year| {
            item(
                desk,
                desk.texts.view("year", &[("year", &year.to_string())]),
                List::Year(*year),
                None,
            )
        })
        .collect();
    items.extend(item(desk, desk.texts.view("unknown_year", &[]), List::Undated, None));
    vec![DirectoryGroup {
        heading: None,
        id: None,
        items,
    }]
}
