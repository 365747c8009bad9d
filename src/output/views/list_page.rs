//! Pages that list documents: by kind, year, month, topic or body.

use serde::Serialize;

use crate::base::html::escaped;
use crate::base::kind::Form;
use crate::model::target::DocumentRef;
use crate::output::page_context::{Link, PageContext};
use crate::output::views::breadcrumbs::home_crumb;
use crate::output::views::list_filters::{FilterBy, ListFilter, list_filters};
use crate::output::views::list_groups::{ListGroup, groups, month_title, year_title};
use crate::output::views::page_view::{PageView, page_view};
use crate::output::views::pager::{Pager, list_pager};
use crate::output::views::structured_data::describe_collection;
use crate::site::address::SiteAddress;
use crate::site::pagination::{PageOfList, entries};
use crate::site::route::{List, Route};
use crate::site::sections::Section;

/// A link to a part of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct ListJump {
    title: String,
    url: String,
    /// How many documents it has; absent for a directory.
    count: Option<usize>,
    current: bool,
}

/// A list of documents.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct ListView {
    intro_html: Option<String>,
    total: usize,
    /// What the marks of the entries mean.
    note: Option<String>,
    jump: Vec<ListJump>,
    filters: Vec<ListFilter>,
    groups: Vec<ListGroup>,
    pager: Option<Pager>,
}

impl ListView {
    /// Leaves out of each entry that a body issued it: the heading of the body's page says so.
    pub(crate) fn without_issuer(mut self, name: &str) -> ListView {
        self.groups.iter_mut().for_each(|group| group.clear_issuer(name));
        self
    }
}

/// A page that is a list.
#[derive(Serialize)]
pub(crate) struct ListPageView {
    page: PageView,
    list: ListView,
}

/// Makes a page that is a list.
pub(crate) fn list_page(
    context: PageContext<'_>,
    list: List,
    which: PageOfList,
    address: &SiteAddress,
) -> ListPageView {
    let (title, crumbs) = heading_of(context, list);
    let mut page = page_view(context, "list", address, with_page_number(context, &title, which));
    page.heading = title;
    page.breadcrumbs = crumbs;
    let description = kind_description(context, list);
    page.description.clone_from(&description);
    page.machine = describe_collection(context, &page, None);
    let mut view = list_view(context, list, which);
    view.intro_html = description.map(|text| format!("<p>{}</p>", escaped(&text)));
    ListPageView { page, list: view }
}

/// Returns the title of a page of a list, with its number if it is not the first.
pub(crate) fn with_page_number(context: PageContext<'_>, title: &str, which: PageOfList) -> String {
    match which {
        PageOfList::Latest => title.to_owned(),
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

/// Returns the title and the breadcrumbs of a list.
pub(crate) fn heading_of(context: PageContext<'_>, list: List) -> (String, Vec<Link>) {
    let mut crumbs = vec![home_crumb(context)];
    let mut crumb = |title: String, route: Route| crumbs.extend(context.route_link(title, route));
    let view = |key: &str| context.texts.view(key, &[]);
    let front = |list: List| Route::List(list, PageOfList::Latest);
    let title = match list {
        List::Official => view("documents"),
        List::WriteUps => view("write_ups"),
        List::MissingTexts => {
            crumb(view("documents"), front(List::Official));
            view("missing_texts")
        }
        List::Section(section) => {
            crumbs.extend(above_kind(context, section));
            section_name(context, &context.site.sections[section])
        }
        List::SectionYear(section, year) => {
            crumbs.extend(above_kind(context, section));
            let name = section_name(context, &context.site.sections[section]);
            crumbs.extend(context.list_link(name.clone(), List::Section(section)));
            format!("{name}, {}", lower_first(&year_title(context, year)))
        }
        List::Topic(topic) => {
            crumb(view("topics"), Route::Topics);
            context.topic(topic).name.clone()
        }
        List::Body(body) => {
            crumb(view("bodies"), Route::Bodies);
            context.body(body).name.clone()
        }
        List::Year(year) => {
            crumb(view("timeline"), Route::Years);
            year_title(context, Some(year))
        }
        List::Month(year, month) => {
            crumb(view("timeline"), Route::Years);
            crumb(year_title(context, Some(year)), front(List::Year(year)));
            month_title(context, year, month)
        }
        List::Undated => {
            crumb(view("timeline"), Route::Years);
            view("unknown_year")
        }
    };
    (title, crumbs)
}

/// Returns the list above that of a kind: all official documents, or all models and cases.
fn above_kind(context: PageContext<'_>, section: usize) -> Option<Link> {
    let (title, list) = match context.site.sections[section].form {
        Form::Official => ("documents", List::Official),
        Form::Writeup => ("write_ups", List::WriteUps),
        Form::Page => return None,
    };
    context.list_link(context.texts.view(title, &[]), list)
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
    context.site.documents.kinds[kind.get()].description.clone()
}

/// Returns the properties by which a list is filtered. A list of several pages is not: a script sees one page of it.
fn filters_of(list: List, pager: Option<&Pager>) -> &'static [FilterBy] {
    match list {
        _ if pager.is_some() => &[],
        List::Official => &[FilterBy::Kind, FilterBy::Body, FilterBy::Topic, FilterBy::Years],
        List::WriteUps => &[FilterBy::Place, FilterBy::Kind, FilterBy::Topic, FilterBy::Years],
        List::MissingTexts | List::Section(_) | List::SectionYear(..) | List::Topic(_) | List::Body(_) => &[],
        List::Year(_) | List::Month(..) | List::Undated => &[],
    }
}

/// Returns the documents of one page of a list, newest first, undated ones last, in groups.
pub(crate) fn list_view(context: PageContext<'_>, list: List, which: PageOfList) -> ListView {
    let items = context.site.list_items(list);
    let range = entries(items.len(), which);
    let shown: Vec<DocumentRef> = items[range].iter().rev().copied().collect();
    let pager = list_pager(context, list, which, items.len());
    let by = filters_of(list, pager.as_ref());
    ListView {
        intro_html: None,
        total: items.len(),
        note: note(context, list),
        jump: jump(context, list),
        filters: list_filters(context, by, &shown),
        groups: groups(context, list, &shown, by),
        pager,
    }
}

/// Returns what readers must know of entries without a mark: said once, above them.
fn note(context: PageContext<'_>, list: List) -> Option<String> {
    match list {
        List::Official => Some(context.texts.get("list_held").to_owned()),
        List::WriteUps | List::MissingTexts | List::Section(_) | List::SectionYear(..) => None,
        List::Topic(_) | List::Body(_) | List::Year(_) | List::Month(..) | List::Undated => None,
    }
}

/// A link to another list, with the number of its entries.
fn list_jump(context: PageContext<'_>, title: String, target: List, current: List) -> Option<ListJump> {
    Some(ListJump {
        title,
        url: context.list_url(target)?,
        count: Some(context.site.list_items(target).len()),
        current: target == current,
    })
}

/// Returns links to the directories of a list's documents, and to the parts of it.
fn jump(context: PageContext<'_>, list: List) -> Vec<ListJump> {
    let directories: &[(&str, Route)] = match list {
        List::Official => &[("kinds", Route::Kinds), ("bodies", Route::Bodies)],
        _ => &[],
    };
    let directory = |(key, route): &(&str, Route)| {
        Some(ListJump {
            title: context.texts.view(key, &[]),
            url: context.route_url(*route)?,
            count: None,
            current: false,
        })
    };
    let directories = directories.iter().filter_map(directory);
    directories.chain(parts(context, list)).collect()
}

/// Returns links to the parts of a list that have pages of their own, and to lists beside it.
fn parts(context: PageContext<'_>, list: List) -> Vec<ListJump> {
    let site = context.site;
    let sections = site.sections.iter().enumerate();
    let targets: Vec<(String, List)> = match list {
        List::Section(section) | List::SectionYear(section, _) => {
            let years = site.sections[section].by_year.keys().rev();
            years
                .map(|year| (context.year_text(*year), List::SectionYear(section, *year)))
                .collect()
        }
        List::Year(year) | List::Month(year, _) => {
            let months = site.collections.by_month.get(&year).into_iter().flatten();
            let months = months.map(|(month, _)| *month).filter(|month| *month > 0);
            months
                .map(|month| (format!("{month}/{year}"), List::Month(year, month)))
                .collect()
        }
        List::Official => vec![(context.texts.view("missing_texts", &[]), List::MissingTexts)],
        List::WriteUps => {
            let kinds = sections.filter(|(_, section)| section.form == Form::Writeup);
            kinds
                .map(|(at, section)| (section_name(context, section), List::Section(at)))
                .collect()
        }
        List::MissingTexts | List::Topic(_) | List::Body(_) | List::Undated => Vec::new(),
    };
    let has_page = |list: &List| site.address(Route::List(*list, PageOfList::Latest)).is_some();
    let targets = targets.into_iter().filter(|(_, target)| has_page(target));
    targets
        .filter_map(|(title, target)| list_jump(context, title, target, list))
        .collect()
}
