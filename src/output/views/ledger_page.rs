//! The register (sổ theo dõi): the provisions of the programme about which something is known, with what is known.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::model::ledger::{Ledger, LedgerPart, LedgerRow};
use crate::model::provision_backlinks::{Backlink, Claim, date_of, year_of};
use crate::model::target::{DocumentRef, Location};
use crate::output::document_names;
use crate::output::page_context::{Link, PageContext};
use crate::output::views::backlink_rows::{BacklinkView, backlink_view};
use crate::output::views::breadcrumbs::home_crumb;
use crate::output::views::excerpt::shortened;
use crate::output::views::links::place_link;
use crate::output::views::page_view::{PageView, page_view};
use crate::output::views::structured_data::describe_collection;
use crate::site::address::SiteAddress;
use crate::site::route::Route;

/// The most records of a provision; its own page shows all.
const MAX_RECORDS: usize = 5;

/// The most letters of a provision.
const MAX_LETTERS: usize = 140;

/// A provision with its records, newest first, undated last.
#[derive(Serialize)]
struct RowView {
    label: String,
    url: String,
    text: String,
    records: Vec<BacklinkView>,
    /// How many more records the page of the provision shows.
    more: usize,
}

/// What is stated for a provision in a year to carry it out.
#[derive(Serialize)]
struct CarriedOut {
    provision: Link,
    record: BacklinkView,
}

/// A row of the table by year.
#[derive(Serialize)]
struct YearView {
    year: Option<i16>,
    items: Vec<CarriedOut>,
}

#[derive(Serialize)]
struct LedgerView {
    document: Link,
    lead: String,
    rows: Vec<RowView>,
    /// Only where a document states that it carries a provision out.
    years: Vec<YearView>,
    unplaced: Vec<BacklinkView>,
    missing: Vec<Link>,
    aims: Vec<RowView>,
}

/// The page of the register.
#[derive(Serialize)]
pub(crate) struct LedgerPage {
    page: PageView,
    ledger: LedgerView,
}

/// Makes the page of the register.
pub(crate) fn ledger_page(context: PageContext<'_>, ledger: &Ledger, address: &SiteAddress) -> LedgerPage {
    let register = Register { context, ledger };
    let name = context.texts.get("ledger.title").to_owned();
    let mut page = page_view(context, "ledger", address, name);
    page.breadcrumbs = vec![home_crumb(context)];
    let node = DocumentRef::Held(ledger.document);
    let document = context.link(document_names::full(context, node), context.site.address_of(node));
    if context.site.programmes.are_several() {
        page.title = format!("{}: {}", page.title, document.title);
        page.breadcrumbs
            .extend(context.route_link(page.heading.clone(), Route::Ledger));
    }
    let lead = total(context, ledger);
    page.description = Some(format!("{}. {lead}", document.title));
    page.machine = describe_collection(context, &page, None);
    let missing = ledger.provisions().filter(|row| row.records.is_empty());
    LedgerPage {
        page,
        ledger: LedgerView {
            document,
            lead,
            rows: register.in_order_of_the_text(),
            years: register.years(),
            unplaced: register.records(&ledger.whole),
            missing: missing.map(|row| register.numbered(row.provision)).collect(),
            aims: register.rows(ledger.aims.iter().flat_map(|part: &LedgerPart| &part.rows)),
        },
    }
}

/// Returns the sentence that says of how many provisions there is material.
pub(crate) fn total(context: PageContext<'_>, ledger: &Ledger) -> String {
    let (known, all) = known(ledger.provisions());
    let values = [("a", &*known.to_string()), ("b", &*all.to_string())];
    context.texts.format("ledger.total", &values)
}

/// Returns how many rows have records, and how many rows there are.
fn known<'a>(rows: impl Iterator<Item = &'a LedgerRow>) -> (usize, usize) {
    rows.fold((0, 0), |(known, all), row| {
        (known + usize::from(!row.records.is_empty()), all + 1)
    })
}

/// Makes the rows of the page.
struct Register<'a> {
    context: PageContext<'a>,
    ledger: &'a Ledger,
}

impl Register<'_> {
    /// Returns the provisions with records, those to carry out and the headings over them, in order of the text.
    fn in_order_of_the_text(&self) -> Vec<RowView> {
        let mut rows: Vec<&LedgerRow> = self.ledger.provisions().chain(&self.ledger.wide).collect();
        rows.sort_by_key(|row| row.provision);
        self.rows(rows.into_iter())
    }

    fn rows<'r>(&self, rows: impl Iterator<Item = &'r LedgerRow>) -> Vec<RowView> {
        let known = rows.filter(|row| !row.records.is_empty());
        known.map(|row| self.row(row)).collect()
    }

    fn row(&self, row: &LedgerRow) -> RowView {
        let text = self.context.document(self.ledger.document);
        let place = self.place(row.provision);
        let has_page = self.own_page(row.provision).is_some();
        let mut records = self.records(&row.records);
        let more = if has_page {
            records.len().saturating_sub(MAX_RECORDS)
        } else {
            0
        };
        records.truncate(records.len() - more);
        RowView {
            label: place.title,
            url: place.url,
            text: shortened(&text.provisions[row.provision].words, MAX_LETTERS),
            records,
            more,
        }
    }

    fn own_page(&self, provision: usize) -> Option<String> {
        self.context
            .route_url(Route::Provision(self.ledger.document, provision))
    }

    /// Returns a link to a provision of the followed document: to its own page if it has one.
    fn place(&self, provision: usize) -> Link {
        let node = DocumentRef::Held(self.ledger.document);
        let link = place_link(self.context, node, &Location::Provision(provision));
        let url = self.own_page(provision).unwrap_or(link.url);
        Link { url, ..link }
    }

    /// Returns the same link with the number alone: `II.1.1`.
    fn numbered(&self, provision: usize) -> Link {
        let row = &self.context.document(self.ledger.document).provisions[provision];
        Link {
            title: row.address.to_string(),
            url: self.place(provision).url,
        }
    }

    /// Returns records by claim, within one the newest first, undated ones last.
    fn records(&self, records: &[Backlink]) -> Vec<BacklinkView> {
        let site = self.context.site;
        let date = |record: &Backlink| date_of(&site.documents, &site.graph, record.other);
        let mut sorted: Vec<&Backlink> = records.iter().collect();
        sorted.sort_by(|left, right| left.claim.cmp(&right.claim).then_with(|| date(right).cmp(&date(left))));
        sorted
            .into_iter()
            .map(|record| backlink_view(self.context, record))
            .collect()
    }

    /// Returns what documents themselves state to carry out, by year, the newest first, unknown years last.
    fn years(&self) -> Vec<YearView> {
        let site = self.context.site;
        let mut by_year: BTreeMap<Option<i16>, Vec<CarriedOut>> = BTreeMap::new();
        for row in self.ledger.provisions().chain(&self.ledger.wide) {
            for record in row.records.iter().filter(|record| record.claim == Claim::Implements) {
                let year = year_of(&site.documents, &site.graph, record.other);
                by_year.entry(year).or_default().push(CarriedOut {
                    provision: self.numbered(row.provision),
                    record: backlink_view(self.context, record),
                });
            }
        }
        // `None` is the least: it comes last in this order.
        let newest_first = by_year.into_iter().rev();
        newest_first.map(|(year, items)| YearView { year, items }).collect()
    }
}
