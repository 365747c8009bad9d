//! Lists of documents in pages.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::base::kind::Form;
use crate::model::target::DocumentRef;
use crate::output::views::entries::{DocumentEntry, entry};
use crate::output::views::layout::{PageView, home_crumb, page};
use crate::output::views::structured_data::of_collection;
use crate::output::views::{Link, PageContext, document_names};
use crate::site::address::SiteAddress;
use crate::site::pagination::{PageOfList, entries, numbered_pages};
use crate::site::plan::citing;
use crate::site::route::{List, Route};
use crate::site::sections::{Section, year_of};

/// A document in a list, with a further word about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ListEntry {
    #[serde(flatten)]
    entry: DocumentEntry,
    extra: Option<String>,
}

/// Some entries under one heading.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Group {
    heading: Option<String>,
    id: Option<String>,
    url: Option<String>,
    entries: Vec<ListEntry>,
}

/// A link to a part of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Jump {
    title: String,
    url: String,
    count: usize,
    current: bool,
}

/// A page among the pages of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PagerItem {
    n: usize,
    url: String,
    current: bool,
}

/// The pages of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Pager {
    current: usize,
    total: usize,
    items: Vec<PagerItem>,
    newer: Option<String>,
    older: Option<String>,
}

/// A list of documents.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ListView {
    intro_html: Option<String>,
    total: usize,
    jump: Vec<Jump>,
    groups: Vec<Group>,
    pager: Option<Pager>,
}

/// A page that is a list.
#[derive(Serialize)]
pub struct ListPageView {
    page: PageView,
    list: ListView,
}

/// Makes a page that is a list.
pub fn list_page(context: PageContext<'_>, list: List, which: PageOfList, address: &SiteAddress) -> ListPageView {
    let (title, crumbs) = title_and_crumbs(context, list);
    let mut page = page(context, "list", address, with_page_number(context, &title, which));
    page.heading = title;
    page.breadcrumbs = crumbs;
    page.description = description(context, list);
    page.machine = of_collection(context, &page, None);
    let mut view = list_view(context, list, which);
    view.intro_html = intro(context, list);
    ListPageView { page, list: view }
}

/// The title of a page of a list, with its number where it is not the first.
pub fn with_page_number(context: PageContext<'_>, title: &str, which: PageOfList) -> String {
    match which {
        PageOfList::Front => title.to_owned(),
        PageOfList::Numbered(number) => {
            format!(
                "{title}, {}",
                context.texts.view("page_n", &[("n", &number.to_string())])
            )
        }
    }
}

fn section_name(context: PageContext<'_>, section: &Section) -> String {
    section
        .name
        .clone()
        .unwrap_or_else(|| context.texts.view("other_documents", &[]))
}

fn year_title(context: PageContext<'_>, year: Option<i16>) -> String {
    match year {
        Some(year) => context.texts.view("year", &[("year", &year.to_string())]),
        None => context.texts.view("unknown_year", &[]),
    }
}

fn title_and_crumbs(context: PageContext<'_>, list: List) -> (String, Vec<Link>) {
    let mut crumbs = vec![home_crumb(context)];
    let mut crumb = |title: String, route: Route| {
        crumbs.extend(context.site.address(route).map(|address| context.link(title, address)))
    };
    let view = |key: &str| context.texts.view(key, &[]);
    let front = |list: List| Route::List(list, PageOfList::Front);
    let title = match list {
        List::Official => view("documents"),
        List::MissingTexts => {
            crumb(view("documents"), front(List::Official));
            view("missing_texts")
        }
        List::Section(section) => {
            crumb(view("kinds"), Route::Kinds);
            section_name(context, &context.site.sections[section])
        }
        List::SectionYear(section, year) => {
            crumb(view("kinds"), Route::Kinds);
            let name = section_name(context, &context.site.sections[section]);
            crumb(name.clone(), front(List::Section(section)));
            format!("{name}, {}", lower_first(&year_title(context, year)))
        }
        List::Topic(topic) => {
            crumb(view("topics"), Route::Topics);
            context.site.register.topics[topic.get()].name.clone()
        }
        List::Body(body) => {
            crumb(view("bodies"), Route::Bodies);
            context.site.register.bodies[body.get()].name.clone()
        }
        List::Year(year) => {
            crumb(view("timeline"), Route::Years);
            year_title(context, Some(year))
        }
        List::Month(year, month) => {
            crumb(view("timeline"), Route::Years);
            crumb(year_title(context, Some(year)), front(List::Year(year)));
            context
                .texts
                .view("month", &[("month", &month.to_string()), ("year", &year.to_string())])
        }
        List::Undated => {
            crumb(view("timeline"), Route::Years);
            view("unknown_year")
        }
    };
    (title, crumbs)
}

/// The title and the way down of a list, for pages that hold more than the list.
pub fn heading_of(context: PageContext<'_>, list: List) -> (String, Vec<Link>) {
    title_and_crumbs(context, list)
}

fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

fn kind_description(context: PageContext<'_>, list: List) -> Option<String> {
    let List::Section(section) = list else { return None };
    let kind = context.site.sections[section].kind?;
    context.site.register.kinds[kind.get()].description.clone()
}

fn description(context: PageContext<'_>, list: List) -> Option<String> {
    kind_description(context, list)
}

fn intro(context: PageContext<'_>, list: List) -> Option<String> {
    kind_description(context, list).map(|text| format!("<p>{}</p>", crate::base::html::escaped(&text)))
}

/// The documents of one page of a list, newest first, in groups.
pub fn list_view(context: PageContext<'_>, list: List, which: PageOfList) -> ListView {
    let items = context.site.list_items(list);
    let range = entries(items.len(), which);
    let shown: Vec<DocumentRef> = items[range].iter().rev().copied().collect();
    ListView {
        intro_html: None,
        total: items.len(),
        jump: jump(context, list),
        groups: groups(context, list, &shown),
        pager: pager(context, list, which, items.len()),
    }
}

fn groups(context: PageContext<'_>, list: List, shown: &[DocumentRef]) -> Vec<Group> {
    let year_heading =
        |node: DocumentRef| year_title(context, year_of(&context.site.register, &context.site.graph, node));
    let kind_heading = |node: DocumentRef| match node {
        DocumentRef::Held(index) => context.site.register.document(index).kind.name.clone(),
        DocumentRef::NotHeld(index) => {
            let kind = context.site.graph.not_held.rows[index.get()].kind.as_ref();
            kind.map_or_else(|| context.texts.view("other_documents", &[]), |kind| kind.name.clone())
        }
    };
    match list {
        List::MissingTexts => grouped(context, shown, |_| None, true),
        List::SectionYear(..) | List::Month(..) | List::Undated => grouped(context, shown, |_| None, false),
        List::Topic(_) | List::Body(_) => by_kind(context, shown, &kind_heading),
        List::Year(_) => grouped(context, shown, |node| month_heading(context, node), false),
        List::Official | List::Section(_) => grouped(context, shown, |node| Some(year_heading(node)), false),
    }
}

/// Documents by year, the oldest first, each year leading to its page.
pub fn groups_by_year(context: PageContext<'_>, nodes: &[DocumentRef]) -> Vec<Group> {
    let year = |node: DocumentRef| year_of(&context.site.register, &context.site.graph, node);
    let years = nodes.chunk_by(|left, right| year(*left) == year(*right));
    let group = |nodes: &[DocumentRef]| {
        let year = year(nodes[0]);
        let mut groups = grouped(context, nodes, |_| Some(year_title(context, year)), false);
        let route = year.map(|year| Route::List(List::Year(year), PageOfList::Front));
        let address = route.and_then(|route| context.site.address(route));
        for group in &mut groups {
            group.id = year.map(|year| format!("tr-nam-{year}"));
            group.url = address.map(|address| context.url(address));
        }
        groups
    };
    years.flat_map(group).collect()
}

fn month_heading(context: PageContext<'_>, node: DocumentRef) -> Option<String> {
    let DocumentRef::Held(index) = node else { return None };
    let date = context.site.register.entry(index).date()?;
    Some(match date.month() {
        Some(month) => context.texts.view(
            "month",
            &[("month", &month.to_string()), ("year", &date.year().to_string())],
        ),
        None => year_title(context, Some(date.year())),
    })
}

/// Consecutive entries with one heading are one group.
fn grouped(
    context: PageContext<'_>,
    shown: &[DocumentRef],
    heading: impl Fn(DocumentRef) -> Option<String>,
    counted: bool,
) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for node in shown {
        let heading = heading(*node);
        let extra = counted.then(|| cited_by(context, *node)).flatten();
        let row = ListEntry {
            entry: entry(context, *node),
            extra,
        };
        match groups.last_mut().filter(|group| group.heading == heading) {
            Some(group) => group.entries.push(row),
            None => groups.push(Group {
                id: group_id(groups.len()),
                heading,
                url: None,
                entries: vec![row],
            }),
        }
    }
    groups
}

/// How often a document is cited, and by whom.
fn cited_by(context: PageContext<'_>, node: DocumentRef) -> Option<String> {
    let (documents, places) = citing(&context.site.graph, node);
    let named = documents.iter().take(MOST_NAMED);
    let mut names: Vec<String> = named
        .map(|index| document_names::short(context.site, context.texts, DocumentRef::Held(*index)))
        .collect();
    if documents.len() > MOST_NAMED {
        names.push("…".to_owned());
    }
    let values = [
        ("n", &*documents.len().to_string()),
        ("places", &*places.to_string()),
        ("names", &*names.join(", ")),
    ];
    (places > 0).then(|| context.texts.view("cited_by_n", &values))
}

/// Of those who cite a document, so many are named in a list.
const MOST_NAMED: usize = 3;

fn group_id(position: usize) -> Option<String> {
    Some(format!("nhom-{}", position + 1))
}

/// Entries by kind: official documents first, then write-ups, in the order of the register's kinds.
fn by_kind(context: PageContext<'_>, shown: &[DocumentRef], heading: &dyn Fn(DocumentRef) -> String) -> Vec<Group> {
    let mut kinds: BTreeMap<(Form, String), Vec<DocumentRef>> = BTreeMap::new();
    for node in shown {
        let form = match node {
            DocumentRef::Held(index) => context.site.register.document(*index).kind.form,
            DocumentRef::NotHeld(_) => Form::Official,
        };
        kinds.entry((form, heading(*node))).or_default().push(*node);
    }
    let mut sorted: Vec<((Form, String), Vec<DocumentRef>)> = kinds.into_iter().collect();
    sorted.sort_by(|((left_form, left), _), ((right_form, right), _)| {
        left_form
            .cmp(right_form)
            .then_with(|| context.site.order.compare(left, right))
    });
    let groups = sorted.into_iter().enumerate().map(|(position, ((_, name), nodes))| {
        let entries = nodes
            .into_iter()
            .map(|node| ListEntry {
                entry: entry(context, node),
                extra: None,
            })
            .collect();
        Group {
            heading: Some(name),
            id: group_id(position),
            url: None,
            entries,
        }
    });
    groups.collect()
}

/// Links to the years of a kind, or the months of a year.
fn jump(context: PageContext<'_>, list: List) -> Vec<Jump> {
    let targets: Vec<(String, List, usize)> = match list {
        List::Section(section) | List::SectionYear(section, _) => {
            let years = context.site.sections[section].by_year.iter().rev();
            years
                .map(|(year, items)| {
                    (
                        short_year(context, *year),
                        List::SectionYear(section, *year),
                        items.len(),
                    )
                })
                .collect()
        }
        List::Year(year) | List::Month(year, _) => {
            let months = context
                .site
                .collections
                .by_month
                .get(&year)
                .into_iter()
                .flatten()
                .filter(|(month, _)| **month > 0);
            months
                .map(|(month, items)| (format!("{month}/{year}"), List::Month(year, *month), items.len()))
                .collect()
        }
        List::Official => {
            let missing = context.site.missing_texts.len();
            vec![(context.texts.view("missing_texts", &[]), List::MissingTexts, missing)]
        }
        List::MissingTexts | List::Topic(_) | List::Body(_) | List::Undated => Vec::new(),
    };
    targets
        .into_iter()
        .filter_map(|(title, target, count)| {
            let address = context.site.address(Route::List(target, PageOfList::Front))?;
            Some(Jump {
                title,
                url: context.url(address),
                count,
                current: target == list,
            })
        })
        .collect()
}

fn short_year(context: PageContext<'_>, year: Option<i16>) -> String {
    year.map_or_else(|| context.texts.view("unknown_year", &[]), |year| year.to_string())
}

/// The pages of a list: its own address shows the newest, `trang/n/` the full ones.
fn pager(context: PageContext<'_>, list: List, which: PageOfList, total: usize) -> Option<Pager> {
    let pages = numbered_pages(total);
    if pages == 0 {
        return None;
    }
    let url = |page: PageOfList| {
        context
            .site
            .address(Route::List(list, page))
            .map(|address| context.url(address))
    };
    let order: Vec<PageOfList> = std::iter::once(PageOfList::Front)
        .chain((1..=pages).rev().map(PageOfList::Numbered))
        .collect();
    let at = order.iter().position(|page| *page == which)?;
    let numbered = |page: &PageOfList| match page {
        PageOfList::Numbered(number) => Some((*number, *page)),
        PageOfList::Front => None,
    };
    let items = order.iter().filter_map(numbered).filter_map(|(n, page)| {
        Some(PagerItem {
            n,
            url: url(page)?,
            current: page == which,
        })
    });
    Some(Pager {
        current: match which {
            PageOfList::Front => pages + 1,
            PageOfList::Numbered(number) => number,
        },
        total: pages,
        items: items.collect(),
        newer: at.checked_sub(1).and_then(|newer| url(order[newer])),
        older: order.get(at + 1).and_then(|older| url(*older)),
    })
}
