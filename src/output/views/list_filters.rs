//! The filters of a list: values to choose from, and on each entry the values that it has.
//!
//! A script shows the filters; without it the list has links to its years, kinds and topics.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::model::indexes::DocIx;
use crate::model::target::DocumentRef;
use crate::output::page_context::PageContext;
use crate::output::views::locality::localities;
use crate::site::sections::year_of;

/// A property by which a list is filtered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FilterBy {
    /// The topic.
    Topic,
    /// The kind.
    Kind,
    /// The body that issued it.
    Body,
    /// The place.
    Place,
    /// The first and the last year.
    Years,
}

/// The values of one entry: each in the form that the filter's options have.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub(crate) struct FilterValues {
    topic: String,
    kind: String,
    body: String,
    place: String,
    year: String,
}

/// A value to choose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct FilterOption {
    value: String,
    title: String,
}

/// The values of one property; those of years are chosen twice, from and to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct ListFilter {
    name: &'static str,
    label: String,
    options: Vec<FilterOption>,
}

impl FilterBy {
    fn name(self) -> &'static str {
        match self {
            FilterBy::Topic => "topic",
            FilterBy::Kind => "kind",
            FilterBy::Body => "body",
            FilterBy::Place => "place",
            FilterBy::Years => "year",
        }
    }
}

/// Returns the filters of a list; a property in which all entries agree is none.
pub(crate) fn list_filters(context: PageContext<'_>, by: &[FilterBy], nodes: &[DocumentRef]) -> Vec<ListFilter> {
    let filters = by.iter().map(|by| ListFilter {
        name: by.name(),
        label: context.texts.format(&format!("filters.{}", by.name()), &[]),
        options: options(context, *by, nodes),
    });
    filters.filter(|filter| filter.options.len() > 1).collect()
}

fn options(context: PageContext<'_>, by: FilterBy, nodes: &[DocumentRef]) -> Vec<FilterOption> {
    let values = nodes.iter().flat_map(|node| values_of(context, by, *node));
    let values: BTreeMap<String, String> = values.collect();
    let mut options: Vec<FilterOption> = values
        .into_iter()
        .map(|(value, title)| FilterOption { value, title })
        .collect();
    match by {
        FilterBy::Years => options.reverse(),
        FilterBy::Topic | FilterBy::Kind | FilterBy::Body | FilterBy::Place => {
            options.sort_by(|left, right| context.site.order.compare(&left.title, &right.title));
        }
    }
    options
}

/// Returns the values of an entry, each with the words for readers.
fn values_of(context: PageContext<'_>, by: FilterBy, node: DocumentRef) -> Vec<(String, String)> {
    let site = context.site;
    if by == FilterBy::Years {
        let year = year_of(&site.documents, &site.graph, node);
        return year
            .map(|year| (year.to_string(), year.to_string()))
            .into_iter()
            .collect();
    }
    let DocumentRef::Held(index) = node else {
        return Vec::new();
    };
    let entry = site.documents.entry(index);
    match by {
        FilterBy::Topic => {
            let topics = entry.topics.iter().map(|topic| context.topic(*topic));
            topics.map(|topic| (topic.slug.clone(), topic.name.clone())).collect()
        }
        FilterBy::Kind => {
            let kind = &entry.document.kind;
            vec![(kind.slug.clone(), kind.name.clone())]
        }
        FilterBy::Body => {
            let body = entry.issuer.map(|body| context.body(body));
            let body = body.map(|body| (body.slug.clone(), body.name.clone()));
            body.into_iter().collect()
        }
        FilterBy::Place => places(context, index),
        FilterBy::Years => Vec::new(),
    }
}

/// Returns the values of an entry for a script.
pub(crate) fn filter_values(context: PageContext<'_>, by: &[FilterBy], node: DocumentRef) -> FilterValues {
    let joined = |wanted: FilterBy| {
        let values = by.contains(&wanted).then(|| values_of(context, wanted, node));
        let values: Vec<String> = values.into_iter().flatten().map(|(value, _)| value).collect();
        values.join(" ")
    };
    FilterValues {
        topic: joined(FilterBy::Topic),
        kind: joined(FilterBy::Kind),
        body: joined(FilterBy::Body),
        place: joined(FilterBy::Place),
        year: joined(FilterBy::Years),
    }
}

/// Returns where the places of a write-up are: in the province, in one that became part of it, outside.
fn places(context: PageContext<'_>, index: DocIx) -> Vec<(String, String)> {
    let places = localities(context, index).into_iter();
    places
        .filter_map(|place| Some((place.scope?.to_owned(), place.scope_label?)))
        .collect()
}
