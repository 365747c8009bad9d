//! Directories: lists of all kinds, topics or bodies. One with few documents shows them here and has no page.

use serde::Serialize;

use crate::base::kind::Form;
use crate::model::body_mentions::BodyMention;
use crate::model::indexes::{BodyIx, TopicIx};
use crate::model::target::{DocumentRef, Location};
use crate::output::page_context::{Link, PageContext};
use crate::output::views::breadcrumbs::home_crumb;
use crate::output::views::links::place_link;
use crate::output::views::list_groups::{ListEntry, list_entry};
use crate::output::views::page_view::{PageView, page_view};
use crate::output::views::structured_data::describe_collection;
use crate::site::address::{OPEN_KIND, SiteAddress};
use crate::site::pagination::PageOfList;
use crate::site::route::{List, Route};
use crate::site::sections::Section;

#[derive(Serialize)]
struct DirectoryItem {
    title: String,
    /// Its page, if it has one.
    url: Option<String>,
    /// The anchor to which the address of a page that is not made leads.
    id: Option<String>,
    count_text: Option<String>,
    note: Option<String>,
    other_names: Vec<String>,
    /// Its documents, where it has no page.
    entries: Vec<ListEntry>,
    /// Provisions that name it, where it has no page.
    provisions: Vec<Link>,
}

/// Items of a directory under one heading.
#[derive(Serialize)]
struct DirectoryGroup {
    heading: Option<String>,
    id: Option<String>,
    items: Vec<DirectoryItem>,
}

#[derive(Serialize)]
struct Directory {
    groups: Vec<DirectoryGroup>,
}

/// The page of a directory.
#[derive(Serialize)]
pub(crate) struct DirectoryPage {
    page: PageView,
    directory: Directory,
}

/// The most provisions that name a body without a page.
const MAX_PROVISIONS: usize = 10;

/// Makes the page of all kinds.
pub(crate) fn kinds_page(context: PageContext<'_>, address: &SiteAddress) -> DirectoryPage {
    let groups = [
        ("documents", Form::Official),
        ("write_ups", Form::Writeup),
        ("about", Form::Page),
    ];
    let groups = groups.map(|(key, form)| (context.texts.view(key, &[]), kinds_of(context, form)));
    directory(context, "kinds", address, groups.into_iter())
}

/// Makes the page of all topics.
pub(crate) fn topics_page(context: PageContext<'_>, address: &SiteAddress) -> DirectoryPage {
    let documents = &context.site.documents;
    let mut groups: Vec<(String, Vec<DirectoryItem>)> = Vec::new();
    for topic in documents.topic_indexes() {
        let name = documents.topics[topic.get()].group.clone().unwrap_or_default();
        let item = topic_item(context, topic);
        match groups.iter_mut().find(|(known, _)| *known == name) {
            Some((_, items)) => items.push(item),
            None => groups.push((name, vec![item])),
        }
    }
    // Groups stand as topics.yaml names them first; topics without one come last.
    groups.sort_by_key(|(name, _)| name.is_empty());
    for (_, items) in &mut groups {
        sort(context, items);
    }
    let count = groups.len();
    let others = context.texts.view("other_topics", &[]);
    let name = |name: String| {
        if name.is_empty() && count > 1 {
            others.clone()
        } else {
            name
        }
    };
    let groups = groups.into_iter().map(|(heading, items)| (name(heading), items));
    directory(context, "topics", address, groups)
}

/// Makes the page of all bodies; `naming` has for each the provisions that name it.
pub(crate) fn bodies_page(
    context: PageContext<'_>,
    naming: &[Vec<BodyMention>],
    address: &SiteAddress,
) -> DirectoryPage {
    let bodies = context.site.documents.body_indexes();
    let mut items: Vec<DirectoryItem> = bodies
        .map(|body| body_item(context, body, &naming[body.get()]))
        .collect();
    sort(context, &mut items);
    directory(context, "bodies", address, std::iter::once((String::new(), items)))
}

/// Makes a page of groups; a heading over the only group says nothing.
fn directory(
    context: PageContext<'_>,
    key: &str,
    address: &SiteAddress,
    groups: impl Iterator<Item = (String, Vec<DirectoryItem>)>,
) -> DirectoryPage {
    let mut page = page_view(context, "directory", address, context.texts.view(key, &[]));
    page.breadcrumbs = vec![home_crumb(context)];
    page.machine = describe_collection(context, &page, None);
    let groups: Vec<_> = groups.filter(|(_, items)| !items.is_empty()).collect();
    let is_only = groups.len() == 1;
    let group = |(position, (heading, items)): (usize, (String, Vec<DirectoryItem>))| DirectoryGroup {
        heading: (!is_only).then_some(heading),
        id: (!is_only).then(|| format!("nhom-{}", position + 1)),
        items,
    };
    let groups = groups.into_iter().enumerate().map(group).collect();
    DirectoryPage {
        page,
        directory: Directory { groups },
    }
}

fn sort(context: PageContext<'_>, items: &mut [DirectoryItem]) {
    items.sort_by(|left, right| context.site.order.compare(&left.title, &right.title));
}

/// Makes the item of a list: a link where it has a page, else its documents, newest first.
fn item(context: PageContext<'_>, title: String, list: List, id: &str) -> DirectoryItem {
    let nodes = context.site.list_items(list);
    let url = context.route_url(Route::List(list, PageOfList::Latest));
    let shown: &[DocumentRef] = if url.is_some() { &[] } else { &nodes };
    let count = nodes.len().to_string();
    DirectoryItem {
        title,
        id: url.is_none().then(|| id.to_owned()),
        count_text: url.is_some().then(|| context.texts.view("n_entries", &[("n", &count)])),
        url,
        note: None,
        other_names: Vec::new(),
        entries: shown.iter().rev().map(|node| list_entry(context, *node, &[])).collect(),
        provisions: Vec::new(),
    }
}

fn kinds_of(context: PageContext<'_>, form: Form) -> Vec<DirectoryItem> {
    let sections = context.site.sections.iter().enumerate();
    let sections = sections.filter(|(_, section)| section.form == form);
    let (open, known): (Vec<_>, Vec<_>) = sections.partition(|(_, section)| section.slug == OPEN_KIND);
    let mut items: Vec<DirectoryItem> = known
        .into_iter()
        .filter_map(|(position, section)| kind_item(context, position, section))
        .collect();
    sort(context, &mut items);
    for (position, section) in open {
        items.extend(open_kind_items(context, position, section));
    }
    items
}

fn kind_item(context: PageContext<'_>, position: usize, section: &Section) -> Option<DirectoryItem> {
    let kind = section.kind.map(|kind| &context.site.documents.kinds[kind.get()]);
    Some(DirectoryItem {
        note: kind.and_then(|row| row.description.clone()),
        ..item(context, section.name.clone()?, List::Section(position), &section.slug)
    })
}

/// Returns the documents whose kind is not known: years with pages of their own as links, the other documents here.
fn open_kind_items(context: PageContext<'_>, position: usize, section: &Section) -> Vec<DirectoryItem> {
    let name = context.texts.view("other_documents", &[]);
    let year_list = |year: &Option<i16>| List::SectionYear(position, *year);
    let has_page = |year: &Option<i16>| {
        let route = Route::List(year_list(year), PageOfList::Latest);
        context.site.address(route).is_some()
    };
    let (apart, here): (Vec<&Option<i16>>, Vec<&Option<i16>>) =
        section.by_year.keys().rev().partition(|year| has_page(year));
    let linked = apart.into_iter().map(|year| {
        let title = format!("{name}, {}", context.year_text(*year));
        item(context, title, year_list(year), &section.slug)
    });
    let mut items: Vec<DirectoryItem> = linked.collect();
    let nodes = here.into_iter().flat_map(|year| section.by_year[year].iter().rev());
    let entries: Vec<ListEntry> = nodes.map(|node| list_entry(context, *node, &[])).collect();
    if !entries.is_empty() {
        items.push(DirectoryItem {
            title: name,
            id: Some(section.slug.clone()),
            url: None,
            count_text: None,
            note: None,
            other_names: Vec::new(),
            entries,
            provisions: Vec::new(),
        });
    }
    items
}

fn topic_item(context: PageContext<'_>, topic: TopicIx) -> DirectoryItem {
    let row = context.topic(topic);
    let list = List::Topic(topic);
    let provisions = context.site.collections.provisions_by_topic[topic.get()].len();
    let documents = context.site.list_items(list).len();
    let counts = [("n_entries", documents), ("n_provisions", provisions)];
    let counts = counts.iter().filter(|(_, count)| *count > 0);
    let counts: Vec<String> = counts
        .map(|(key, count)| context.texts.view(key, &[("n", &count.to_string())]))
        .collect();
    DirectoryItem {
        note: row.description.clone(),
        count_text: (!counts.is_empty()).then(|| counts.join(" · ")),
        ..item(context, row.name.clone(), list, &row.slug)
    }
}

fn body_item(context: PageContext<'_>, body: BodyIx, naming: &[BodyMention]) -> DirectoryItem {
    let row = context.body(body);
    let item = item(context, row.name.clone(), List::Body(body), &row.slug);
    if item.url.is_some() {
        return item;
    }
    let mut places: Vec<_> = naming
        .iter()
        .map(|naming| (naming.document, naming.provision))
        .collect();
    places.dedup();
    let link =
        |(document, provision)| place_link(context, DocumentRef::Held(document), &Location::Provision(provision));
    DirectoryItem {
        note: row.note.clone(),
        other_names: row.other_names.clone(),
        provisions: places.into_iter().take(MAX_PROVISIONS).map(link).collect(),
        ..item
    }
}
