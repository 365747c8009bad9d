//! Directories: lists of all kinds, topics, bodies or years, each with a link to its documents.

use serde::Serialize;

use crate::base::fold::initial;
use crate::base::kind::Form;
use crate::output::page_context::PageContext;
use crate::output::views::breadcrumbs::home_crumb;
use crate::output::views::page_view::{PageView, page_view};
use crate::output::views::structured_data::describe_collection;
use crate::site::address::SiteAddress;
use crate::site::route::{List, Route};

#[derive(Serialize)]
struct DirectoryItem {
    title: String,
    url: String,
    count: Option<usize>,
    note: Option<String>,
    count_text: Option<String>,
}

/// Items of a directory under one heading.
#[derive(Serialize)]
pub(crate) struct DirectoryGroup {
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
pub(crate) struct DirectoryPage {
    page: PageView,
    directory: Directory,
}

/// Makes the page of a directory: of all kinds, topics or bodies.
pub(crate) fn directory_page(context: PageContext<'_>, route: Route, address: &SiteAddress) -> DirectoryPage {
    let (key, groups) = match route {
        Route::Kinds => ("kinds", kinds(context)),
        Route::Topics => ("topics", topics(context)),
        _ => ("bodies", bodies(context)),
    };
    let mut page = page_view(context, "directory", address, context.texts.view(key, &[]));
    page.breadcrumbs = vec![home_crumb(context)];
    page.machine = describe_collection(context, &page, None);
    let groups = groups.into_iter().filter(|group| !group.items.is_empty()).collect();
    DirectoryPage {
        page,
        directory: Directory {
            intro_html: None,
            groups,
        },
    }
}

fn item(context: PageContext<'_>, title: String, list: List, note: Option<String>) -> Option<DirectoryItem> {
    Some(DirectoryItem {
        title,
        url: context.list_url(list)?,
        count: Some(context.site.list_items(list).len()),
        note,
        count_text: None,
    })
}

fn kinds(context: PageContext<'_>) -> Vec<DirectoryGroup> {
    let mut official = kinds_of(context, Form::Official);
    official.extend(years_of_unknown_kind(context));
    let (write_ups, pages) = (kinds_of(context, Form::Writeup), kinds_of(context, Form::Page));
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
        heading: Some(context.texts.view(key, &[])),
        id: Some(format!("nhom-{}", position + 1)),
        items,
    };
    groups.into_iter().enumerate().map(group).collect()
}

fn kinds_of(context: PageContext<'_>, form: Form) -> Vec<DirectoryItem> {
    let sections = context
        .site
        .sections
        .iter()
        .enumerate()
        .filter(|(_, section)| section.form == form);
    let mut items: Vec<DirectoryItem> = sections
        .filter_map(|(position, section)| {
            let kind = section.kind.map(|kind| &context.site.documents.kinds[kind.get()]);
            let note = kind.and_then(|row| row.description.clone());
            item(context, section.name.clone()?, List::Section(position), note)
        })
        .collect();
    items.sort_by(|a, b| context.site.order.compare(&a.title, &b.title));
    items
}

/// Returns the years of `/van-ban/`, which lists the documents whose kind is not known.
fn years_of_unknown_kind(context: PageContext<'_>) -> Vec<DirectoryItem> {
    let Some(open) = context
        .site
        .sections
        .iter()
        .position(|section| section.slug == "van-ban")
    else {
        return Vec::new();
    };
    let years = context.site.sections[open].by_year.keys();
    let year_item = |year: &Option<i16>| {
        let name = context.year_text(*year);
        let title = format!("{}, {name}", context.texts.view("other_documents", &[]));
        item(context, title, List::SectionYear(open, *year), None)
    };
    years.filter_map(year_item).collect()
}

fn sorted(context: PageContext<'_>, mut items: Vec<DirectoryItem>) -> Vec<DirectoryGroup> {
    items.sort_by(|a, b| context.site.order.compare(&a.title, &b.title));
    vec![DirectoryGroup {
        heading: None,
        id: None,
        items,
    }]
}

/// Returns topics in alphabetical order, each under its first letter.
fn topics(context: PageContext<'_>) -> Vec<DirectoryGroup> {
    let documents = &context.site.documents;
    let items = documents.topic_indexes().filter_map(|topic| {
        let provisions = context.site.collections.provisions_by_topic[topic.get()].len();
        let mut item = item(
            context,
            documents.topics[topic.get()].name.clone(),
            List::Topic(topic),
            None,
        )?;
        if provisions > 0 {
            let documents = context
                .texts
                .view("n_entries", &[("n", &item.count.unwrap_or(0).to_string())]);
            let provisions = context.texts.view("n_provisions", &[("n", &provisions.to_string())]);
            item.count_text = Some(format!("{documents} · {provisions}"));
        }
        Some(item)
    });
    let mut items: Vec<DirectoryItem> = items.collect();
    items.sort_by(|a, b| context.site.order.compare(&a.title, &b.title));
    let mut groups: Vec<DirectoryGroup> = Vec::new();
    for item in items {
        let letter = initial(&item.title).map(String::from);
        match groups.last_mut().filter(|group| group.heading == letter) {
            Some(group) => group.items.push(item),
            None => groups.push(DirectoryGroup {
                id: Some(format!("nhom-{}", groups.len() + 1)),
                heading: letter,
                items: vec![item],
            }),
        }
    }
    groups
}

fn bodies(context: PageContext<'_>) -> Vec<DirectoryGroup> {
    let documents = &context.site.documents;
    let items = documents.body_indexes().filter_map(|body| {
        item(
            context,
            documents.bodies[body.get()].name.clone(),
            List::Body(body),
            None,
        )
    });
    sorted(context, items.collect())
}

/// Returns the years, newest first, then the documents without a known year.
pub(crate) fn years(context: PageContext<'_>) -> Vec<DirectoryGroup> {
    let years = context.site.collections.by_month.keys().rev();
    let mut items: Vec<DirectoryItem> = years
        .filter_map(|year| {
            item(
                context,
                context.texts.view("year", &[("year", &year.to_string())]),
                List::Year(*year),
                None,
            )
        })
        .collect();
    items.extend(item(
        context,
        context.texts.view("unknown_year", &[]),
        List::Undated,
        None,
    ));
    vec![DirectoryGroup {
        heading: None,
        id: None,
        items,
    }]
}
