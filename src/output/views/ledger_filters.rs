//! The links from a page of the ledger to the others: by topic, kind, unit and year.

use serde::Serialize;

use crate::model::ledger::LedgerFacet;
use crate::output::views::ledger_selection::LedgerSelection;
use crate::site::ledger_pages::topics;
use crate::site::route::LedgerPage;

/// A link to a part of the ledger.
#[derive(Serialize)]
pub(crate) struct LedgerFilter {
    title: String,
    url: String,
    /// `chu-de:dan-toc`, for filtering in the page.
    key: String,
    current: bool,
}

/// Links of one sort, under a label.
#[derive(Serialize)]
pub(crate) struct LedgerFilterGroup {
    label: String,
    items: Vec<LedgerFilter>,
}

/// Returns the links to the parts of the ledger: by topic, by kind, by unit.
pub(crate) fn ledger_filters(selection: &LedgerSelection<'_>) -> Vec<LedgerFilterGroup> {
    let (site, ledger) = (selection.context.site, selection.ledger);
    let facet = |kind: &str, facets: &[LedgerFacet], page: &dyn Fn(usize) -> LedgerPage| -> Vec<LedgerFilter> {
        let items = facets.iter().enumerate();
        items
            .filter_map(|(at, facet)| filter(selection, &facet.name, format!("{kind}:{}", facet.slug), page(at)))
            .collect()
    };
    let topics = topics(site, ledger).into_iter().filter_map(|topic| {
        let row = &site.documents.topics[topic.get()];
        filter(
            selection,
            &row.name,
            format!("topic:{}", row.slug),
            LedgerPage::Topic(topic),
        )
    });
    let groups = [
        ("ledger.by_topic", topics.collect::<Vec<_>>()),
        ("ledger.by_kind", facet("kind", &ledger.kinds, &LedgerPage::Kind)),
        ("ledger.by_unit", facet("unit", &ledger.units, &LedgerPage::Unit)),
    ];
    let groups = groups.into_iter().filter(|(_, items)| !items.is_empty());
    groups
        .map(|(label, items)| LedgerFilterGroup {
            label: selection.context.texts.get(label).to_owned(),
            items,
        })
        .collect()
}

fn filter(selection: &LedgerSelection<'_>, title: &str, key: String, page: LedgerPage) -> Option<LedgerFilter> {
    Some(LedgerFilter {
        title: title.to_owned(),
        url: selection.url(page)?,
        key,
        current: page == selection.page,
    })
}

/// Returns links to the ledger as it was at the end of each year.
pub(crate) fn year_filters(selection: &LedgerSelection<'_>) -> Vec<LedgerFilter> {
    let years = selection.ledger.years.iter();
    years
        .filter_map(|year| filter(selection, &year.to_string(), String::new(), LedgerPage::Year(*year)))
        .collect()
}
