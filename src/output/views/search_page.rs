//! The page on which people search. Without scripts it is an index: numbers, kinds, years, topics, titles.

use serde::Serialize;

use crate::base::fold::initial;
use crate::model::indexes::DocIx;
use crate::model::target::DocumentRef;
use crate::output::policy::POLICY_WITH_FORM;
use crate::output::views::layout::{PageView, home_crumb, page};
use crate::output::views::{Link, PageContext, document_names};
use crate::site::address::SiteAddress;
use crate::site::pagination::PageOfList;
use crate::site::route::{List, Route};
use crate::site::search_layout::SearchFacet;
use crate::site::sections::year_part;

/// Entries of a part of the index; longer ones lead to the lists instead, so that the page stays short.
const LONGEST: usize = 300;

/// What results may be narrowed to, and a list of it.
#[derive(Serialize)]
struct Choice {
    value: String,
    title: String,
    url: String,
    count: usize,
}

/// One facet: the name of its field and what may be chosen.
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
    index: String,
    words: Vec<SearchWords>,
    facets: Vec<FacetView>,
    numbers: Vec<Link>,
    letters: Vec<Letter>,
    lists: Vec<Link>,
}

/// The page on which people search.
#[derive(Serialize)]
pub struct SearchPage {
    page: PageView,
    search: SearchView,
}

/// Makes the page on which people search.
pub fn search_page(context: PageContext<'_>, address: &SiteAddress) -> SearchPage {
    let mut page = page(context, "search", address, context.texts.view("search", &[]));
    page.breadcrumbs = vec![home_crumb(context)];
    page.description = Some(context.texts.get("search.description").to_owned());
    page.policy = POLICY_WITH_FORM;
    let documents = context.site.register.entries.len() + context.site.graph.not_held.rows.len();
    let is_short = documents <= LONGEST;
    let words = context.texts.group("search_words").into_iter();
    let search = SearchView {
        index: format!("{}tim-kiem/chi-muc/", context.root),
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

/// A choice that has a list of its own.
fn choice(context: PageContext<'_>, list: List, value: &str, title: &str, count: usize) -> Option<Choice> {
    let address = context.site.address(Route::List(list, PageOfList::Front))?;
    Some(Choice {
        value: value.to_owned(),
        title: title.to_owned(),
        url: context.url(address),
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
    let found = context.site.register.topic_indexes().filter_map(|topic| {
        let row = &context.site.register.topics[topic.get()];
        let count = context.site.collections.by_topic[topic.get()].len();
        choice(context, List::Topic(topic), &row.slug, &row.name, count)
    });
    in_order(context, found.collect())
}

fn in_order(context: PageContext<'_>, mut choices: Vec<Choice>) -> Vec<Choice> {
    choices.sort_by(|left, right| context.site.order.compare(&left.title, &right.title));
    choices
}

/// Years from the newest; what has none stands last.
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
    let held = context.site.register.indexes().map(DocumentRef::Held);
    held.chain(context.site.graph.not_held.indexes().map(DocumentRef::NotHeld))
}

/// Documents with a number, held and cited, in order of kind and number.
fn numbers(context: PageContext<'_>) -> Vec<Link> {
    let has_number = |node: &DocumentRef| match node {
        DocumentRef::Held(index) => context.site.register.document(*index).head.number.is_some(),
        DocumentRef::NotHeld(_) => true,
    };
    let found = nodes(context).filter(has_number).map(|node| {
        let name = document_names::short(context.site, context.texts, node);
        context.link(name, context.site.address_of(node))
    });
    let mut found: Vec<Link> = found.collect();
    found.sort_by(|left, right| context.site.order.compare(&left.title, &right.title));
    found
}

/// Trích yếu and titles by their first letters.
fn letters(context: PageContext<'_>) -> Vec<Letter> {
    let titled = |index: DocIx| {
        let title = context.site.register.document(index).title_text.clone()?;
        Some(context.link(title, context.site.address_of(DocumentRef::Held(index))))
    };
    let mut links: Vec<Link> = context.site.register.indexes().filter_map(titled).collect();
    links.sort_by(|left, right| context.site.order.compare(sorted_by(left), sorted_by(right)));
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

/// A title without the quotation mark that it may begin with.
fn sorted_by(link: &Link) -> &str {
    link.title.trim_start_matches(|letter: char| !letter.is_alphanumeric())
}

/// The lists that have what is too long for this page.
fn lists(context: PageContext<'_>) -> Vec<Link> {
    let front = |list| Route::List(list, PageOfList::Front);
    let routes = [
        (front(List::Official), "documents"),
        (front(List::MissingTexts), "missing_texts"),
        (Route::Kinds, "kinds"),
        (Route::Years, "timeline"),
    ];
    let link = |(route, key): (Route, &str)| {
        let address = context.site.address(route)?;
        Some(context.link(context.texts.view(key, &[]), address))
    };
    routes.into_iter().filter_map(link).collect()
}
