//! The page on which people search. Without scripts it is an index: numbers, kinds, years, topics, titles.

use serde::Serialize;

use crate::base::fold::initial;
use crate::model::indexes::DocIx;
use crate::model::relations::Node;
use crate::output::policy::POLICY_WITH_FORM;
use crate::output::views::layout::{PageView, home_crumb, page};
use crate::output::views::{Desk, Link, document_names};
use crate::site::address::SiteAddress;
use crate::site::pagination::ListPage;
use crate::site::route::{List, Route};
use crate::site::search_layout::Facet;
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
struct Words {
    key: String,
    text: String,
}

fn words_view((key, text): (&str, &str)) -> Words {
    Words {
        key: key.to_owned(),
        text: text.to_owned(),
    }
}

#[derive(Serialize)]
struct SearchView {
    index: String,
    words: Vec<Words>,
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
pub fn search_page(desk: Desk<'_>, address: &SiteAddress) -> SearchPage {
    let mut page = page(desk, "search", address, desk.texts.view("search", &[]));
    page.breadcrumbs = vec![home_crumb(desk)];
    page.description = Some(desk.texts.get("search.description").to_owned());
    page.policy = POLICY_WITH_FORM;
    let documents = desk.site.register.entries.len() + desk.site.graph.not_held.rows.len();
    let is_short = documents <= LONGEST;
    let words = desk.texts.group("search_words").into_iter();
    let search = SearchView {
        index: format!("{}tim-kiem/chi-muc/", desk.root),
        words: words.map(words_view).collect(),
        facets: Facet::ALL.map(|facet| facet_view(desk, facet)).into(),
        numbers: if is_short { numbers(desk) } else { Vec::new() },
        letters: if is_short { letters(desk) } else { Vec::new() },
        lists: if is_short { Vec::new() } else { lists(desk) },
    };
    SearchPage { page, search }
}

fn facet_view(desk: Desk<'_>, facet: Facet) -> FacetView {
    let (title, mut choices) = match facet {
        Facet::Kind => ("kinds", kinds(desk)),
        Facet::Topic => ("topics", topics(desk)),
        Facet::Year => ("years", years(desk)),
    };
    choices.retain(|choice| choice.count > 0);
    FacetView {
        name: facet.name(),
        title: desk.texts.view(title, &[]),
        choices,
    }
}

/// A choice that has a list of its own.
fn choice(desk: Desk<'_>, list: List, value: &str, title: &str, count: usize) -> Option<Choice> {
    let address = desk.site.address(Route::List(list, ListPage::Front))?;
    Some(Choice {
        value: value.to_owned(),
        title: title.to_owned(),
        url: desk.url(address),
        count,
    })
}

fn kinds(desk: Desk<'_>) -> Vec<Choice> {
    let sections = desk.site.sections.iter().enumerate();
    let found = sections.filter_map(|(position, section)| {
        let name = section.name.as_deref()?;
        choice(desk, List::Section(position), &section.slug, name, section.items.len())
    });
    in_order(desk, found.collect())
}

fn topics(desk: Desk<'_>) -> Vec<Choice> {
    let found = desk.site.register.topic_indexes().filter_map(|topic| {
        let row = &desk.site.register.topics[topic.get()];
        let count = desk.site.shelves.by_topic[topic.get()].len();
        choice(desk, List::Topic(topic), &row.slug, &row.name, count)
    });
    in_order(desk, found.collect())
}

fn in_order(desk: Desk<'_>, mut choices: Vec<Choice>) -> Vec<Choice> {
    choices.sort_by(|left, right| desk.site.order.compare(&left.title, &right.title));
    choices
}

/// Years from the newest; what has none stands last.
fn years(desk: Desk<'_>) -> Vec<Choice> {
    let shelves = &desk.site.shelves;
    let known = shelves.by_month.iter().rev().filter_map(|(year, months)| {
        let count = months.values().map(Vec::len).sum();
        let title = year.to_string();
        choice(desk, List::Year(*year), &title, &title, count)
    });
    let unknown = desk.texts.view("unknown_year", &[]);
    let undated = choice(desk, List::Undated, &year_part(None), &unknown, shelves.undated.len());
    known.chain(undated).collect()
}

fn nodes(desk: Desk<'_>) -> impl Iterator<Item = Node> {
    let held = desk.site.register.indexes().map(Node::Held);
    held.chain(desk.site.graph.not_held.indexes().map(Node::NotHeld))
}

/// Documents with a number, held and cited, in order of kind and number.
fn numbers(desk: Desk<'_>) -> Vec<Link> {
    let has_number = |node: &Node| match node {
        Node::Held(index) => desk.site.register.document(*index).head.number.is_some(),
        Node::NotHeld(_) => true,
    };
    let found = nodes(desk).filter(has_number).map(|node| {
        let name = document_names::short(desk.site, desk.texts, node);
        desk.link(name, desk.site.address_of(node))
    });
    let mut found: Vec<Link> = found.collect();
    found.sort_by(|left, right| desk.site.order.compare(&left.title, &right.title));
    found
}

/// Trích yếu and titles by their first letters.
fn letters(desk: Desk<'_>) -> Vec<Letter> {
    let titled = |index: DocIx| {
        let title = desk.site.register.document(index).title_text.clone()?;
        Some(desk.link(title, desk.site.address_of(Node::Held(index))))
    };
    let mut links: Vec<Link> = desk.site.register.indexes().filter_map(titled).collect();
    links.sort_by(|left, right| desk.site.order.compare(sorted_by(left), sorted_by(right)));
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
fn lists(desk: Desk<'_>) -> Vec<Link> {
    let front = |list| Route::List(list, ListPage::Front);
    let routes = [
        (front(List::Official), "documents"),
        (front(List::MissingTexts), "missing_texts"),
        (Route::Kinds, "kinds"),
        (Route::Years, "timeline"),
    ];
    let link = |(route, key): (Route, &str)| {
        let address = desk.site.address(route)?;
        Some(desk.link(desk.texts.view(key, &[]), address))
    };
    routes.into_iter().filter_map(link).collect()
}
