//! The kinds, topics and years by which results are narrowed, each with the items that have it.

use std::collections::{BTreeMap, HashMap};

use crate::input::front_matter::metadata::Years;
use crate::model::ledger::kind_of;
use crate::model::stubs::kind_slug;
use crate::model::target::DocumentRef;
use crate::output::search::search_items::SearchItem;
use crate::site::planned_site::Site;
use crate::site::search_layout::SearchFacet;
use crate::site::sections::{year_of, year_part};

/// For each value of a facet, the positions of its items, ascending.
type Values = BTreeMap<String, Vec<usize>>;

/// Writes the file of each facet: value → the differences between the positions of its items.
pub(super) fn write(site: &Site, items: &[SearchItem]) -> [Vec<u8>; 3] {
    SearchFacet::ALL.map(|facet| {
        let values = match facet {
            SearchFacet::Kind => by(items, |node| vec![kind(site, node)]),
            SearchFacet::Topic => topics(site, items),
            SearchFacet::Year => by(items, |node| years(site, node)),
        };
        let steps: BTreeMap<&str, Vec<usize>> = values
            .iter()
            .map(|(value, found)| (value.as_str(), steps(found)))
            .collect();
        serde_json::to_vec(&steps).expect("texts and numbers are JSON")
    })
}

fn steps(found: &[usize]) -> Vec<usize> {
    let before = std::iter::once(0).chain(found.iter().copied());
    found.iter().zip(before).map(|(item, before)| item - before).collect()
}

fn by(items: &[SearchItem], values_of: impl Fn(DocumentRef) -> Vec<String>) -> Values {
    let mut values = Values::new();
    for (position, item) in items.iter().enumerate() {
        if let SearchItem::Document(node) = item {
            for value in values_of(*node) {
                values.entry(value).or_default().push(position);
            }
        }
    }
    values
}

fn kind(site: &Site, node: DocumentRef) -> String {
    let known = kind_of(&site.documents, &site.graph, node);
    known.map_or_else(|| kind_slug(None), |(slug, _)| slug).to_owned()
}

fn years(site: &Site, node: DocumentRef) -> Vec<String> {
    if let DocumentRef::Held(index) = node
        && let Years::Known(years) = &site.documents.document(index).head.years
    {
        return years.iter().map(ToString::to_string).collect();
    }
    vec![year_part(year_of(&site.documents, &site.graph, node))]
}

fn topics(site: &Site, items: &[SearchItem]) -> Values {
    let positions: HashMap<SearchItem, usize> = items.iter().copied().zip(0..).collect();
    let topics = site.documents.topic_indexes().map(|topic| {
        let documents = site.collections.by_topic[topic.get()].iter();
        let mut found: Vec<usize> = documents
            .filter_map(|index| positions.get(&SearchItem::Document(DocumentRef::Held(*index))).copied())
            .collect();
        found.sort_unstable();
        (site.documents.topics[topic.get()].slug.clone(), found)
    });
    topics.filter(|(_, found)| !found.is_empty()).collect()
}
