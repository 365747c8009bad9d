//! Decides which lists have pages of their own; the others are read at an anchor of a page that holds their entries.

use crate::base::kind::Form;
use crate::model::target::DocumentRef;
use crate::site::address::{MISSING_TEXTS, OPEN_KIND, SiteAddress, WRITE_UPS};
use crate::site::pagination::{PageOfList, page_with};
use crate::site::planned_site::Site;
use crate::site::route::{List, RedirectTarget, Route};
use crate::site::sections::{year_of, year_part};

/// The fewest entries that make a page of their own; fewer are shown on the page that links to them.
const MIN_ENTRIES: usize = 5;

/// The most entries of a year that one page divides by anchors; more are divided into pages.
const MAX_YEAR: usize = 100;

/// The anchor of a year on a page that lists documents by year.
pub(crate) fn year_anchor(year: Option<i16>) -> String {
    year.map_or_else(|| "nam-chua-ro".to_owned(), |year| format!("nam-{year}"))
}

/// The anchor of a month on the page of its year.
pub(crate) fn month_anchor(month: i8) -> String {
    format!("thang-{month}")
}

/// The place of a list that has no page of its own; `None` where it has one.
pub(super) fn place_within(site: &Site, list: List) -> Option<RedirectTarget> {
    let is_short = |list: List| site.list_items(list).len() < MIN_ENTRIES;
    let at = |route: Route, anchor: String| {
        let anchor = Some(anchor);
        Some(RedirectTarget { route, anchor })
    };
    match list {
        List::Official | List::Topic(_) => None,
        List::WriteUps | List::MissingTexts => {
            let is_empty = site.list_items(list).is_empty();
            is_empty.then(|| Route::List(List::Official, PageOfList::Latest).into())
        }
        List::Section(section) => {
            let row = &site.sections[section];
            let is_part = row.form == Form::Page || row.slug == OPEN_KIND || is_short(list);
            is_part.then(|| at(Route::Kinds, row.slug.clone())).flatten()
        }
        List::SectionYear(section, year) => of_kind_and_year(site, section, year),
        List::Body(body) => {
            let has_documents = !site.collections.by_body[body.get()].is_empty();
            let has_more = has_documents || !site.collections.received[body.get()].is_empty();
            let row = &site.documents.bodies[body.get()];
            (!has_more).then(|| at(Route::Bodies, row.slug.clone())).flatten()
        }
        List::Year(year) => is_short(list)
            .then(|| at(Route::Years, year_anchor(Some(year))))
            .flatten(),
        List::Undated if site.collections.undated.is_empty() => Some(Route::Years.into()),
        List::Undated => is_short(list).then(|| at(Route::Years, year_anchor(None))).flatten(),
        List::Month(year, month) => of_month(site, year, month),
    }
}

fn of_kind_and_year(site: &Site, section: usize, year: Option<i16>) -> Option<RedirectTarget> {
    let row = &site.sections[section];
    let list = List::SectionYear(section, year);
    let kind = List::Section(section);
    let entries = site.list_items(list).len();
    if row.slug == OPEN_KIND && entries >= MIN_ENTRIES || entries > MAX_YEAR {
        return None;
    }
    if let Some(place) = place_within(site, kind) {
        return Some(place);
    }
    let is_of_year = |node: &DocumentRef| year_of(&site.documents, &site.graph, *node) == year;
    Some(on_page_of(site, kind, is_of_year, year_anchor(year)))
}

fn of_month(site: &Site, year: i16, month: i8) -> Option<RedirectTarget> {
    let whole = List::Year(year);
    if site.list_items(whole).len() > MAX_YEAR {
        return None;
    }
    if let Some(place) = place_within(site, whole) {
        return Some(place);
    }
    let is_of_month = |node: &DocumentRef| match node {
        DocumentRef::Held(index) => {
            let date = site.documents.entry(*index).date();
            date.and_then(|date| date.month()) == Some(month)
        }
        DocumentRef::Stub(_) => false,
    };
    Some(on_page_of(site, whole, is_of_month, month_anchor(month)))
}

/// The anchor on the page of a longer list that shows the newest of its entries with a property.
fn on_page_of(site: &Site, list: List, has_it: impl Fn(&DocumentRef) -> bool, anchor: String) -> RedirectTarget {
    let items = site.list_items(list);
    let newest = items.iter().rposition(has_it).unwrap_or(0);
    RedirectTarget {
        route: Route::List(list, page_with(items.len(), newest)),
        anchor: Some(anchor),
    }
}

/// Every list of documents with its address.
pub(super) fn lists(site: &Site) -> Vec<(SiteAddress, List)> {
    let page = |parts: &[&str]| SiteAddress::page(parts);
    let mut found = vec![
        (page(&["van-ban"]), List::Official),
        (page(&["van-ban", MISSING_TEXTS]), List::MissingTexts),
        (page(&[WRITE_UPS]), List::WriteUps),
        (page(&["thoi-gian", "chua-ro"]), List::Undated),
    ];
    for (position, section) in site.sections.iter().enumerate() {
        if section.slug != OPEN_KIND {
            found.push((page(&[&section.slug]), List::Section(position)));
        }
        for year in section.by_year.keys().filter(|_| section.form != Form::Page) {
            let address = page(&[&section.slug, &year_part(*year)]);
            found.push((address, List::SectionYear(position, *year)));
        }
    }
    for topic in site.documents.topic_indexes() {
        let slug = &site.documents.topics[topic.get()].slug;
        found.push((page(&["chu-de", slug]), List::Topic(topic)));
    }
    for body in site.documents.body_indexes() {
        let slug = &site.documents.bodies[body.get()].slug;
        found.push((page(&["co-quan", slug]), List::Body(body)));
    }
    for (year, months) in &site.collections.by_month {
        let address = page(&["thoi-gian", &year.to_string()]);
        let known = months.keys().filter(|month| **month > 0);
        found.extend(known.map(|month| (address.below(&month.to_string()), List::Month(*year, *month))));
        found.push((address, List::Year(*year)));
    }
    found
}
