//! Pages that list documents: by kind, year, month, topic or body.

use serde::Serialize;

use crate::base::html::escaped;
use crate::model::target::DocumentRef;
use crate::output::page_context::{Link, PageContext};
use crate::output::views::breadcrumbs::home_crumb;
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
    count: usize,
    current: bool,
}

/// A list of documents.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct ListView {
    intro_html: Option<String>,
    total: usize,
    jump: Vec<ListJump>,
    groups: Vec<ListGroup>,
    pager: Option<Pager>,
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

/// Returns the documents of one page of a list, newest first, in groups.
pub(crate) fn list_view(context: PageContext<'_>, list: List, which: PageOfList) -> ListView {
    let items = context.site.list_items(list);
    let range = entries(items.len(), which);
    let shown: Vec<DocumentRef> = items[range].iter().rev().copied().collect();
    ListView {
        intro_html: None,
        total: items.len(),
        jump: jump(context, list),
        groups: groups(context, list, &shown),
        pager: list_pager(context, list, which, items.len()),
    }
}

/// Returns links to the years of a kind, or to the months of a year.
fn jump(context: PageContext<'_>, list: List) -> Vec<ListJump> {
    let targets: Vec<(String, List, usize)> = match list {
        List::Section(section) | List::SectionYear(section, _) => {
            let years = context.site.sections[section].by_year.iter().rev();
            years
                .map(|(year, items)| (context.year_text(*year), List::SectionYear(section, *year), items.len()))
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
            Some(ListJump {
                title,
                url: context.list_url(target)?,
                count,
                current: target == list,
            })
        })
        .collect()
}
