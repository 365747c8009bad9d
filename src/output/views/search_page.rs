//! The search page. Without scripts it is an index: numbers, kinds, years, topics, titles.

use serde::Serialize;

use crate::base::fold::initial;
use crate::model::indexes::DocIx;
use crate::model::target::DocumentRef;
use crate::output::page_context::{Link, PageContext};
use crate::output::views::breadcrumbs::home_crumb;
use crate::output::views::links::document_link;
use crate::output::views::page_view::{PageView, page_view};
use crate::site::address::SiteAddress;
use crate::site::pagination::PageOfList;
use crate::site::route::{List, Route};
use crate::site::search_layout::SearchFacet;
use crate::site::sections::year_part;

/// The most documents that the page indexes itself; with more, it links to the lists instead and stays short.
const MAX_INDEXED: usize = 300;

/// A value to which results may be narrowed, with the list of its documents.
#[derive(Serialize)]
struct Choice {
    value: String,
    title: String,
    url: String,
    count: usize,
}

/// One facet: the name of its field and its values.
#[derive(Serialize)]
struct FacetView {
    name: &'static str,
    title: String,
    choices: Vec<Choice>,
}

/// The titles that begin with a letter.
#[derive(Serialize)]
struct Letter {
    heading: String,
    items: Vec<Link>,
}

/// A text for the script.
#[derive(Serialize)]
struct SearchWords {
    key: String,
    text: String,
}

fn words_view((key, text): (&str, &str)) -> SearchWords {
    SearchWords {
        key: key.to_owned(),
        text: text.to_owned(),
    }
}

#[derive(Serialize)]
struct SearchView {
    words: Vec<SearchWords>,
    facets: Vec<FacetView>,
    numbers: Vec<Link>,
    letters: Vec<Letter>,
    lists: Vec<Link>,
}

/// The search page.
#[derive(Serialize)]
pub(crate) struct SearchPage {
    page: PageView,
    search: SearchView,
}

/// Makes the search page.
pub(crate) fn search_page(context: PageContext<'_>, address: &SiteAddress) -> SearchPage {
    let mut page = page_view(context, "search", address, context.texts.view("search", &[]));
    page.breadcrumbs = vec![home_crumb(context)];
    page.description = Some(context.texts.get("search.description").to_owned());
    let documents = context.site.documents.entries.len() + context.site.graph.stubs.rows.len();
    let is_short = documents <= MAX_INDEXED;
    let words = context.texts.group("search_words").into_iter();
    let search = SearchView {
        words: words.map(words_view).collect(),
        facets: SearchFacet::ALL.map(|facet| facet_view(context, facet)).into(),
        numbers: if is_short { numbers(context) } else { Vec::new() },
        letters: if is_short { letters(context) } else { Vec::new() },
        lists: if is_short { Vec::new() } else { lists(context) },
    };
    SearchPage { page, search }
}

fn facet_view(context: PageContext<'_>, facet: SearchFacet) -> FacetView {
    let (title, mut choices) = match facet {
        SearchFacet::Kind => ("kinds", kinds(context)),
        SearchFacet::Topic => ("topics", topics(context)),
        SearchFacet::Year => ("years", years(context)),
    };
    choices.retain(|choice| choice.count > 0);
    FacetView {
        name: facet.name(),
        title: context.texts.view(title, &[]),
        choices,
    }
}

/// Returns a choice; `None` if it has no list of its own.
fn choice(context: PageContext<'_>, list: List, value: &str, title: &str, count: usize) -> Option<Choice> {
    Some(Choice {
        value: value.to_owned(),
        title: title.to_owned(),
        url: context.list_url(list)?,
        count,
    })
}

fn kinds(context: PageContext<'_>) -> Vec<Choice> {
    let sections = context.site.sections.iter().enumerate();
    let found = sections.filter_map(|(position, section)| {
        let name = section.name.as_deref()?;
        choice(
            context,
            List::Section(position),
            &section.slug,
            name,
            section.items.len(),
        )
    });
    in_order(context, found.collect())
}

fn topics(context: PageContext<'_>) -> Vec<Choice> {
    let found = context.site.documents.topic_indexes().filter_map(|topic| {
        let row = context.topic(topic);
        let count = context.site.collections.by_topic[topic.get()].len();
        choice(context, List::Topic(topic), &row.slug, &row.name, count)
    });
    in_order(context, found.collect())
}

fn in_order(context: PageContext<'_>, mut choices: Vec<Choice>) -> Vec<Choice> {
    choices.sort_by(|left, right| context.site.order.compare(&left.title, &right.title));
    choices
}

/// Returns years from the newest, then the documents without a year.
fn years(context: PageContext<'_>) -> Vec<Choice> {
    let collections = &context.site.collections;
    let known = collections.by_month.iter().rev().filter_map(|(year, months)| {
        let count = months.values().map(Vec::len).sum();
        let title = year.to_string();
        choice(context, List::Year(*year), &title, &title, count)
    });
    let unknown = context.texts.view("unknown_year", &[]);
    let undated = choice(
        context,
        List::Undated,
        &year_part(None),
        &unknown,
        collections.undated.len(),
    );
    known.chain(undated).collect()
}

fn nodes(context: PageContext<'_>) -> impl Iterator<Item = DocumentRef> {
    let held = context.site.documents.indexes().map(DocumentRef::Held);
    held.chain(context.site.graph.stubs.indexes().map(DocumentRef::Stub))
}

/// Returns documents with a number, with or without a file, in order of kind and number.
fn numbers(context: PageContext<'_>) -> Vec<Link> {
    let has_number = |node: &DocumentRef| match node {
        DocumentRef::Held(index) => context.document(*index).head.number.is_some(),
        DocumentRef::Stub(_) => true,
    };
    let numbered = nodes(context).filter(has_number);
    let mut links: Vec<Link> = numbered.map(|node| document_link(context, node)).collect();
    links.sort_by(|left, right| context.site.order.compare(&left.title, &right.title));
    links
}

/// Returns trích yếu and titles by their first letters.
fn letters(context: PageContext<'_>) -> Vec<Letter> {
    let titled = |index: DocIx| {
        let title = context.document(index).title_text.clone()?;
        Some(context.link(title, context.site.address_of(DocumentRef::Held(index))))
    };
    let mut links: Vec<Link> = context.site.documents.indexes().filter_map(titled).collect();
    links.sort_by(|left, right| context.site.order.compare(sort_title(left), sort_title(right)));
    let mut letters: Vec<Letter> = Vec::new();
    for link in links {
        let heading = initial(&link.title).filter(|letter| letter.is_alphabetic());
        let heading = heading.map_or_else(|| "0–9".to_owned(), String::from);
        match letters.last_mut().filter(|letter| letter.heading == heading) {
            Some(letter) => letter.items.push(link),
            None => letters.push(Letter {
                heading,
                items: vec![link],
            }),
        }
    }
    letters
}

/// Returns a title without the quotation mark that it may begin with.
fn sort_title(link: &Link) -> &str {
    link.title.trim_start_matches(|letter: char| !letter.is_alphanumeric())
}

/// Returns the lists of the documents that are too many for this page.
fn lists(context: PageContext<'_>) -> Vec<Link> {
    let front = |list| Route::List(list, PageOfList::Latest);
    let routes = [
        (front(List::Official), "documents"),
        (front(List::MissingTexts), "missing_texts"),
        (Route::Kinds, "kinds"),
        (Route::Years, "timeline"),
    ];
    let link = |(route, key): (Route, &str)| context.route_link(context.texts.view(key, &[]), route);
    routes.into_iter().filter_map(link).collect()
}
