//! Lists of documents in pages.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::base::kind::Form;
use crate::model::relations::Node;
use crate::output::views::entries::{Entry, entry};
use crate::output::views::layout::{PageView, home_crumb, page};
use crate::output::views::structured_data::of_collection;
use crate::output::views::{Desk, Link, document_names};
use crate::site::address::SiteAddress;
use crate::site::pagination::{ListPage, entries, numbered_pages};
use crate::site::plan::citing;
use crate::site::route::{List, Route};
use crate::site::sections::{Section, year_of};

/// A document in a list, with a further word about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ListEntry {
    #[serde(flatten)]
    entry: Entry,
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
pub fn list_page(desk: Desk<'_>, list: List, which: ListPage, address: &SiteAddress) -> ListPageView {
    let (title, crumbs) = title_and_crumbs(desk, list);
    let mut page = page(desk, "list", address, with_page_number(desk, &title, which));
    page.heading = title;
    page.breadcrumbs = crumbs;
    page.description = description(desk, list);
    page.machine = of_collection(desk, &page, None);
    let mut view = list_view(desk, list, which);
    view.intro_html = intro(desk, list);
    ListPageView { page, list: view }
}

/// The title of a page of a list, with its number where it is not the first.
pub fn with_page_number(desk: Desk<'_>, title: &str, which: ListPage) -> String {
    match which {
        ListPage::Front => title.to_owned(),
        ListPage::Numbered(number) => {
            format!("{title}, {}", desk.texts.view("page_n", &[("n", &number.to_string())]))
        }
    }
}

fn section_name(desk: Desk<'_>, section: &Section) -> String {
    section
        .name
        .clone()
        .unwrap_or_else(|| desk.texts.view("other_documents", &[]))
}

fn year_title(desk: Desk<'_>, year: Option<i16>) -> String {
    match year {
        Some(year) => desk.texts.view("year", &[("year", &year.to_string())]),
        None => desk.texts.view("unknown_year", &[]),
    }
}

fn title_and_crumbs(desk: Desk<'_>, list: List) -> (String, Vec<Link>) {
    let mut crumbs = vec![home_crumb(desk)];
    let mut crumb =
        |title: String, route: Route| crumbs.extend(desk.site.address(route).map(|address| desk.link(title, address)));
    let view = |key: &str| desk.texts.view(key, &[]);
    let front = |list: List| Route::List(list, ListPage::Front);
    let title = match list {
        List::Official => view("documents"),
        List::MissingTexts => {
            crumb(view("documents"), front(List::Official));
            view("missing_texts")
        }
        List::Section(section) => {
            crumb(view("kinds"), Route::Kinds);
            section_name(desk, &desk.site.sections[section])
        }
        List::SectionYear(section, year) => {
            crumb(view("kinds"), Route::Kinds);
            let name = section_name(desk, &desk.site.sections[section]);
            crumb(name.clone(), front(List::Section(section)));
            format!("{name}, {}", lower_first(&year_title(desk, year)))
        }
        List::Topic(topic) => {
            crumb(view("topics"), Route::Topics);
            desk.site.register.topics[topic.get()].name.clone()
        }
        List::Body(body) => {
            crumb(view("bodies"), Route::Bodies);
            desk.site.register.bodies[body.get()].name.clone()
        }
        List::Year(year) => {
            crumb(view("timeline"), Route::Years);
            year_title(desk, Some(year))
        }
        List::Month(year, month) => {
            crumb(view("timeline"), Route::Years);
            crumb(year_title(desk, Some(year)), front(List::Year(year)));
            desk.texts
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
pub fn heading_of(desk: Desk<'_>, list: List) -> (String, Vec<Link>) {
    title_and_crumbs(desk, list)
}

fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

fn kind_description(desk: Desk<'_>, list: List) -> Option<String> {
    let List::Section(section) = list else { return None };
    let kind = desk.site.sections[section].kind?;
    desk.site.register.kinds[kind.get()].description.clone()
}

fn description(desk: Desk<'_>, list: List) -> Option<String> {
    kind_description(desk, list)
}

fn intro(desk: Desk<'_>, list: List) -> Option<String> {
    kind_description(desk, list).map(|text| format!("<p>{}</p>", crate::base::html::escaped(&text)))
}

/// The documents of one page of a list, newest first, in groups.
pub fn list_view(desk: Desk<'_>, list: List, which: ListPage) -> ListView {
    let items = desk.site.list_items(list);
    let range = entries(items.len(), which);
    let shown: Vec<Node> = items[range].iter().rev().copied().collect();
    ListView {
        intro_html: None,
        total: items.len(),
        jump: jump(desk, list),
        groups: groups(desk, list, &shown),
        pager: pager(desk, list, which, items.len()),
    }
}

fn groups(desk: Desk<'_>, list: List, shown: &[Node]) -> Vec<Group> {
    let year_heading = |node: Node| year_title(desk, year_of(&desk.site.register, &desk.site.graph, node));
    let kind_heading = |node: Node| match node {
        Node::Held(index) => desk.site.register.document(index).kind.name.clone(),
        Node::NotHeld(index) => {
            let kind = desk.site.graph.not_held.rows[index.get()].kind.as_ref();
            kind.map_or_else(|| desk.texts.view("other_documents", &[]), |kind| kind.name.clone())
        }
    };
    match list {
        List::MissingTexts => grouped(desk, shown, |_| None, true),
        List::SectionYear(..) | List::Month(..) | List::Undated => grouped(desk, shown, |_| None, false),
        List::Topic(_) | List::Body(_) => by_kind(desk, shown, &kind_heading),
        List::Year(_) => grouped(desk, shown, |node| month_heading(desk, node), false),
        List::Official | List::Section(_) => grouped(desk, shown, |node| Some(year_heading(node)), false),
    }
}

/// Documents by year, the oldest first, each year leading to its page.
pub fn groups_by_year(desk: Desk<'_>, nodes: &[Node]) -> Vec<Group> {
    let year = |node: Node| year_of(&desk.site.register, &desk.site.graph, node);
    let years = nodes.chunk_by(|left, right| year(*left) == year(*right));
    let group = |nodes: &[Node]| {
        let year = year(nodes[0]);
        let mut groups = grouped(desk, nodes, |_| Some(year_title(desk, year)), false);
        let route = year.map(|year| Route::List(List::Year(year), ListPage::Front));
        let address = route.and_then(|route| desk.site.address(route));
        for group in &mut groups {
            group.id = year.map(|year| format!("tr-nam-{year}"));
            group.url = address.map(|address| desk.url(address));
        }
        groups
    };
    years.flat_map(group).collect()
}

fn month_heading(desk: Desk<'_>, node: Node) -> Option<String> {
    let Node::Held(index) = node else { return None };
    let date = desk.site.register.entry(index).date()?;
    Some(match date.month() {
        Some(month) => desk.texts.view(
            "month",
            &[("month", &month.to_string()), ("year", &date.year().to_string())],
        ),
        None => year_title(desk, Some(date.year())),
    })
}

/// Consecutive entries with one heading are one group.
fn grouped(desk: Desk<'_>, shown: &[Node], heading: impl Fn(Node) -> Option<String>, counted: bool) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for node in shown {
        let heading = heading(*node);
        let extra = counted.then(|| cited_by(desk, *node)).flatten();
        let row = ListEntry {
            entry: entry(desk, *node),
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
fn cited_by(desk: Desk<'_>, node: Node) -> Option<String> {
    let (documents, places) = citing(&desk.site.graph, node);
    let named = documents.iter().take(MOST_NAMED);
    let mut names: Vec<String> = named
        .map(|index| document_names::short(desk.site, desk.texts, Node::Held(*index)))
        .collect();
    if documents.len() > MOST_NAMED {
        names.push("…".to_owned());
    }
    let values = [
        ("n", &*documents.len().to_string()),
        ("places", &*places.to_string()),
        ("names", &*names.join(", ")),
    ];
    (places > 0).then(|| desk.texts.view("cited_by_n", &values))
}

/// Of those who cite a document, so many are named in a list.
const MOST_NAMED: usize = 3;

fn group_id(position: usize) -> Option<String> {
    Some(format!("nhom-{}", position + 1))
}

/// Entries by kind: official documents first, then write-ups, in the order of the register's kinds.
fn by_kind(desk: Desk<'_>, shown: &[Node], heading: &dyn Fn(Node) -> String) -> Vec<Group> {
    let mut kinds: BTreeMap<(Form, String), Vec<Node>> = BTreeMap::new();
    for node in shown {
        let form = match node {
            Node::Held(index) => desk.site.register.document(*index).kind.form,
            Node::NotHeld(_) => Form::Official,
        };
        kinds.entry((form, heading(*node))).or_default().push(*node);
    }
    let mut sorted: Vec<((Form, String), Vec<Node>)> = kinds.into_iter().collect();
    sorted.sort_by(|((left_form, left), _), ((right_form, right), _)| {
        left_form
            .cmp(right_form)
            .then_with(|| desk.site.order.compare(left, right))
    });
    let groups = sorted.into_iter().enumerate().map(|(position, ((_, name), nodes))| {
        let entries = nodes
            .into_iter()
            .map(|node| ListEntry {
                entry: entry(desk, node),
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
fn jump(desk: Desk<'_>, list: List) -> Vec<Jump> {
    let targets: Vec<(String, List, usize)> = match list {
        List::Section(section) | List::SectionYear(section, _) => {
            let years = desk.site.sections[section].by_year.iter().rev();
            years
                .map(|(year, items)| (short_year(desk, *year), List::SectionYear(section, *year), items.len()))
                .collect()
        }
        List::Year(year) | List::Month(year, _) => {
            let months = desk
                .site
                .shelves
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
            let missing = desk.site.missing_texts.len();
            vec![(desk.texts.view("missing_texts", &[]), List::MissingTexts, missing)]
        }
        List::MissingTexts | List::Topic(_) | List::Body(_) | List::Undated => Vec::new(),
    };
    targets
        .into_iter()
        .filter_map(|(title, target, count)| {
            let address = desk.site.address(Route::List(target, ListPage::Front))?;
            Some(Jump {
                title,
                url: desk.url(address),
                count,
                current: target == list,
            })
        })
        .collect()
}

fn short_year(desk: Desk<'_>, year: Option<i16>) -> String {
    year.map_or_else(|| desk.texts.view("unknown_year", &[]), |year| year.to_string())
}

/// The pages of a list: its own address shows the newest, `trang/n/` the full ones.
fn pager(desk: Desk<'_>, list: List, which: ListPage, total: usize) -> Option<Pager> {
    let pages = numbered_pages(total);
    if pages == 0 {
        return None;
    }
    let url = |page: ListPage| {
        desk.site
            .address(Route::List(list, page))
            .map(|address| desk.url(address))
    };
    let order: Vec<ListPage> = std::iter::once(ListPage::Front)
        .chain((1..=pages).rev().map(ListPage::Numbered))
        .collect();
    let at = order.iter().position(|page| *page == which)?;
    let numbered = |page: &ListPage| match page {
        ListPage::Numbered(number) => Some((*number, *page)),
        ListPage::Front => None,
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
            ListPage::Front => pages + 1,
            ListPage::Numbered(number) => number,
        },
        total: pages,
        items: items.collect(),
        newer: at.checked_sub(1).and_then(|newer| url(order[newer])),
        older: order.get(at + 1).and_then(|older| url(*older)),
    })
}
