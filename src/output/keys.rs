//! The keys by which data, pages and editors name documents (DESIGN: number, date where several bear it).

use rustc_hash::FxHashMap;

use crate::base::date::PartialDate;
use crate::base::key::Key;
use crate::base::number::DocNumber;
use crate::model::relations::Node;
use crate::site::plan::Site;

/// The keys of all documents, as data and pages print them.
#[derive(Debug)]
pub struct Keys {
    held: Vec<String>,
    not_held: Vec<String>,
}

/// A document that bears a number.
struct Bearer<'a> {
    node: Node,
    number: &'a DocNumber,
    kind: Option<&'a str>,
    date: Option<PartialDate>,
}

impl Keys {
    /// Works out every key: the number alone where one document bears it, else with its year or day, and
    /// with its kind where that is not enough (QĐ serves Quyết định and Quy định).
    pub fn new(site: &Site) -> Self {
        let mut by_number: FxHashMap<Key, Vec<Bearer<'_>>> = FxHashMap::default();
        for bearer in bearers(site) {
            by_number.entry(bearer.number.key()).or_default().push(bearer);
        }
        let mut keys: FxHashMap<Node, String> = FxHashMap::default();
        keys.reserve(site.register.entries.len());
        for bearers in by_number.values() {
            keys.extend(bearers.iter().map(|bearer| (bearer.node, key(bearer, bearers))));
        }
        let named = |index| {
            let document = site.register.document(index);
            format!("{}/{}", document.kind.slug, site.register.entry(index).slug())
        };
        let held = site
            .register
            .indexes()
            .map(|index| keys.remove(&Node::Held(index)).unwrap_or_else(|| named(index)));
        let held = held.collect();
        let not_held = site.graph.not_held.indexes();
        let not_held = not_held
            .map(|index| keys.remove(&Node::NotHeld(index)).unwrap_or_default())
            .collect();
        Keys { held, not_held }
    }

    /// The key of a document.
    pub fn get(&self, node: Node) -> &str {
        match node {
            Node::Held(index) => &self.held[index.get()],
            Node::NotHeld(index) => &self.not_held[index.get()],
        }
    }
}

fn bearers(site: &Site) -> impl Iterator<Item = Bearer<'_>> {
    let held = site.register.indexes().filter_map(|index| {
        let document = site.register.document(index);
        Some(Bearer {
            node: Node::Held(index),
            number: &document.head.number.as_ref()?.value,
            kind: Some(document.kind.name.as_str()),
            date: document.head.date.as_ref().map(|date| date.value),
        })
    });
    let not_held = site.graph.not_held.indexes().map(|index| {
        let row = &site.graph.not_held.rows[index.get()];
        Bearer {
            node: Node::NotHeld(index),
            number: &row.number,
            kind: row.kind.as_ref().map(|kind| kind.name.as_str()),
            date: row.date,
        }
    });
    held.chain(not_held)
}

fn key(bearer: &Bearer<'_>, all: &[Bearer<'_>]) -> String {
    let printed = bearer.number.printed();
    if all.len() == 1 {
        return printed.to_owned();
    }
    let same_date = all.iter().filter(|other| other.date == bearer.date).count();
    let dated = bearer.date.map_or_else(
        || printed.to_owned(),
        |date| {
            let same_year = all
                .iter()
                .filter(|other| other.date.is_some_and(|other| other.year() == date.year()));
            let stamp = if same_year.count() > 1 {
                date.iso()
            } else {
                date.year().to_string()
            };
            format!("{printed}@{stamp}")
        },
    );
    match bearer.kind.filter(|_| same_date > 1) {
        Some(kind) => format!("{kind} {dated}"),
        None => dated,
    }
}
