//! What a page of the ledger shows: the whole ledger, or the rows and records that its filter selects.

use crate::base::slug::slug;
use crate::model::ledger::{Ledger, LedgerRow, kind_of, units_of};
use crate::model::provision_backlinks::{Backlink, year_of};
use crate::output::page_context::PageContext;
use crate::site::ledger_pages::topics_of;
use crate::site::route::{LedgerPage, Route};

/// The ledger as one of its pages shows it.
#[derive(Clone, Copy)]
pub(crate) struct LedgerSelection<'a> {
    /// The page.
    pub context: PageContext<'a>,
    /// The whole ledger.
    pub ledger: &'a Ledger,
    /// Which part of it the page shows.
    pub page: LedgerPage,
}

impl LedgerSelection<'_> {
    /// Returns the address of a page of the ledger; `None` if there is no such page.
    pub(crate) fn url(&self, page: LedgerPage) -> Option<String> {
        self.context.route_url(Route::Ledger(page))
    }

    /// Returns the year of the document that a record is about.
    pub(crate) fn year(&self, record: &Backlink) -> Option<i16> {
        year_of(&self.context.site.documents, &self.context.site.graph, record.other)
    }

    /// Returns whether the page shows a record.
    pub(crate) fn shows(&self, record: &Backlink) -> bool {
        let (documents, graph) = (&self.context.site.documents, &self.context.site.graph);
        match self.page {
            LedgerPage::Whole | LedgerPage::Topic(_) => true,
            LedgerPage::Unit(at) => units_of(documents, graph, record.other)
                .iter()
                .any(|unit| slug(unit) == self.ledger.units[at].slug),
            LedgerPage::Kind(at) => {
                kind_of(documents, graph, record.other).is_some_and(|(slug, _)| slug == self.ledger.kinds[at].slug)
            }
            LedgerPage::Year(year) => self.year(record).is_some_and(|own| own <= year),
        }
    }

    /// Returns whether the page has a row: the whole ledger has all rows, other pages those that their filter selects.
    pub(crate) fn has(&self, row: &LedgerRow) -> bool {
        match self.page {
            LedgerPage::Whole => true,
            LedgerPage::Topic(topic) => topics_of(self.context.site, self.ledger, row).contains(&topic),
            LedgerPage::Unit(_) | LedgerPage::Kind(_) | LedgerPage::Year(_) => {
                row.records.iter().any(|record| self.shows(record))
            }
        }
    }

    /// Returns the years of the records that the page shows, ascending; records without a known year come last.
    pub(crate) fn years(&self) -> Vec<Option<i16>> {
        let parts = self.ledger.parts.iter().chain(&self.ledger.aims);
        let rows = parts.flat_map(|part| &part.rows).chain(&self.ledger.wide);
        let shown = rows.filter(|row| self.has(row)).flat_map(|row| &row.records);
        let mut years: Vec<Option<i16>> = shown
            .filter(|record| self.shows(record))
            .map(|record| self.year(record))
            .collect();
        years.sort_by_key(|year| (year.is_none(), *year));
        years.dedup();
        years
    }
}
