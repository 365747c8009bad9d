//! When a document came to the site or last changed: what is news today, whatever its own date.

use rustc_hash::FxHashMap;

use crate::base::date::PartialDate;
use crate::input::front_matter::address_lock::LockedPage;
use crate::input::front_matter::old_addresses::OldAddress;
use crate::model::indexes::DocIx;
use crate::model::last_modified::changed;
use crate::model::target::DocumentRef;
use crate::site::planned_site::Site;

/// The day on which each document's address was first written down: the earliest of its present and former addresses.
pub(super) fn first_days(site: &Site, locked: &[LockedPage]) -> Vec<Option<PartialDate>> {
    let days: FxHashMap<&str, Option<PartialDate>> = locked
        .iter()
        .map(|row| (row.page.address.as_str(), row.page.since))
        .collect();
    let first = |index: DocIx| {
        let own = site.address_of(DocumentRef::Held(index)).as_str();
        let old = site.documents.document(index).head.old_addresses.iter();
        let old = old.filter_map(|written| match &written.value {
            OldAddress::Page(path) => Some(path.as_str()),
            OldAddress::Place { .. } => None,
        });
        let written = std::iter::once(own)
            .chain(old)
            .filter_map(|address| days.get(address).copied());
        // An address without a day is of before days were written, so older than any: `None` comes first.
        written.min().flatten()
    };
    site.documents.indexes().map(first).collect()
}

impl Site {
    /// The day on which a document came to the site, where the list of published addresses tells it.
    pub(crate) fn first_day(&self, index: DocIx) -> Option<PartialDate> {
        self.first_days.get(index.get()).copied().flatten()
    }

    /// When a document came to the site or last changed, whichever is later; without a day for either, the newest date in
    /// its file. `None` where nothing is dated.
    pub(crate) fn changed(&self, index: DocIx) -> Option<PartialDate> {
        let document = self.documents.document(index);
        let notes = document.head.updates.iter().map(|update| update.date).max();
        let news = notes.max(self.first_day(index));
        news.or_else(|| changed(document))
    }
}
