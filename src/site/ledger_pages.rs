//! Decides which pages the ledger has: the whole, one for each filter, one for each year.

use crate::model::indexes::TopicIx;
use crate::model::ledger::{Ledger, LedgerRow};
use crate::site::address::SiteAddress;
use crate::site::planned_site::Site;
use crate::site::route::LedgerPage;

/// Every page of the ledger with its address; none where site.yaml names no programme.
pub(super) fn ledger_pages(site: &Site) -> Vec<(SiteAddress, LedgerPage)> {
    let Some(ledger) = &site.ledger else {
        return Vec::new();
    };
    let top = SiteAddress::page(["so-theo-doi"]);
    let mut found = vec![(top.clone(), LedgerPage::Whole)];
    for (position, unit) in ledger.units.iter().enumerate() {
        found.push((top.below("don-vi").below(&unit.slug), LedgerPage::Unit(position)));
    }
    for topic in topics(site, ledger) {
        let slug = &site.documents.topics[topic.get()].slug;
        found.push((top.below("chu-de").below(slug), LedgerPage::Topic(topic)));
    }
    for (position, kind) in ledger.kinds.iter().enumerate() {
        found.push((top.below("loai").below(&kind.slug), LedgerPage::Kind(position)));
    }
    for year in &ledger.years {
        found.push((top.below(&year.to_string()), LedgerPage::Year(*year)));
    }
    found
}

/// The topics of the ledger's provisions, in order of name.
pub(crate) fn topics(site: &Site, ledger: &Ledger) -> Vec<TopicIx> {
    let mut found: Vec<TopicIx> = ledger
        .provisions()
        .flat_map(|row| topics_of(site, ledger, row))
        .copied()
        .collect();
    found.sort_unstable();
    found.dedup();
    let name = |topic: &TopicIx| site.documents.topics[topic.get()].name.as_str();
    found.sort_by(|left, right| site.order.compare(name(left), name(right)));
    found
}

/// The topics of a provision of the ledger.
pub(crate) fn topics_of<'a>(site: &'a Site, ledger: &Ledger, row: &LedgerRow) -> &'a [TopicIx] {
    let entry = site.documents.entry(ledger.document);
    entry.provision_topics.get(&row.provision).map_or(&[], Vec::as_slice)
}
