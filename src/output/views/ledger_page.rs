//! The pages of the ledger (sổ theo dõi): each provision of the programme with the records about it.

use serde::Serialize;

use crate::model::ledger::{Ledger, LedgerPart, LedgerRow};
use crate::model::target::{DocumentRef, Location};
use crate::output::document_names;
use crate::output::page_context::{Link, PageContext};
use crate::output::views::backlink_rows::{BacklinkView, backlink_view};
use crate::output::views::breadcrumbs::home_crumb;
use crate::output::views::excerpt::shortened;
use crate::output::views::ledger_filters::{LedgerFilter, LedgerFilterGroup, ledger_filters, year_filters};
use crate::output::views::ledger_selection::LedgerSelection;
use crate::output::views::links::place_link;
use crate::output::views::page_view::{PageView, page_view};
use crate::output::views::structured_data::describe_collection;
use crate::site::address::SiteAddress;
use crate::site::ledger_pages::topics_of;
use crate::site::route::{LedgerPage, Route};

/// The records of one year, or of an unknown year, about a provision.
#[derive(Serialize)]
struct Cell {
    /// `2019`; `None` if the year is not known.
    year: Option<i16>,
    title: String,
    records: Vec<BacklinkView>,
}

#[derive(Serialize)]
struct RowView {
    label: String,
    url: String,
    text: String,
    /// Slugs of its topics, for filtering in the page.
    topics: String,
    cells: Vec<Cell>,
    known: bool,
}

#[derive(Serialize)]
struct PartView {
    label: String,
    heading: Option<String>,
    url: Option<String>,
    total: Option<String>,
    rows: Vec<RowView>,
}

#[derive(Serialize)]
struct Column {
    year: Option<i16>,
    title: String,
    url: Option<String>,
}

#[derive(Serialize)]
struct LedgerView {
    document: Link,
    /// Whether the page shows the whole ledger.
    whole_page: bool,
    lead: String,
    note: Option<String>,
    filters: Vec<LedgerFilterGroup>,
    years: Vec<LedgerFilter>,
    all_url: String,
    columns: Vec<Column>,
    parts: Vec<PartView>,
    wide: Vec<RowView>,
    unplaced: Vec<BacklinkView>,
    nothing: Vec<Link>,
    aims: Vec<PartView>,
}

/// A page of the ledger.
#[derive(Serialize)]
pub(crate) struct LedgerPageView {
    page: PageView,
    ledger: LedgerView,
}

/// Makes a page of the ledger.
pub(crate) fn ledger_page(
    context: PageContext<'_>,
    ledger: &Ledger,
    which: LedgerPage,
    address: &SiteAddress,
) -> LedgerPageView {
    let selection = LedgerSelection {
        context,
        ledger,
        page: which,
    };
    let years = selection.years();
    let tables = LedgerTables {
        context,
        ledger,
        selection: &selection,
        years: &years,
    };
    let name = context.texts.get("ledger.title").to_owned();
    let part = title(&selection);
    let title = part
        .as_ref()
        .map_or_else(|| name.clone(), |part| format!("{name}: {part}"));
    let mut page = page_view(context, "ledger", address, title);
    page.breadcrumbs = vec![home_crumb(context)];
    if which != LedgerPage::Whole {
        page.breadcrumbs
            .extend(context.route_link(name, Route::Ledger(LedgerPage::Whole)));
    }
    let node = DocumentRef::Held(ledger.document);
    let document = context.link(document_names::full(context, node), context.site.address_of(node));
    let lead = lead(&selection);
    page.description = Some(format!("{}. {lead}", document.title));
    page.machine = describe_collection(context, &page, None);
    LedgerPageView {
        page,
        ledger: LedgerView {
            document,
            whole_page: which == LedgerPage::Whole,
            lead,
            note: note(&selection),
            filters: ledger_filters(&selection),
            years: year_filters(&selection),
            all_url: selection.url(LedgerPage::Whole).unwrap_or_default(),
            columns: years.iter().map(|year| tables.column(*year)).collect(),
            parts: tables.parts(&ledger.parts),
            wide: tables.rows(&ledger.wide),
            unplaced: tables.unplaced(),
            nothing: tables.nothing(),
            aims: tables.parts(&ledger.aims),
        },
    }
}

/// Returns the name of the part of the ledger that the page shows; `None` for the whole ledger.
fn title(selection: &LedgerSelection<'_>) -> Option<String> {
    let texts = selection.context.texts;
    let text = |key: &str, value: &str| Some(texts.format(key, &[("value", value)]));
    match selection.page {
        LedgerPage::Whole => None,
        LedgerPage::Unit(at) => text("ledger.of_unit", &selection.ledger.units[at].name),
        LedgerPage::Topic(topic) => text("ledger.of_topic", &selection.context.topic(topic).name),
        LedgerPage::Kind(at) => text("ledger.of_kind", &selection.ledger.kinds[at].name),
        LedgerPage::Year(year) => text("ledger.of_year", &year.to_string()),
    }
}

/// Returns how much is known of the provisions that the page shows.
fn lead(selection: &LedgerSelection<'_>) -> String {
    let texts = selection.context.texts;
    match selection.page {
        LedgerPage::Whole => {
            let (known, all) = known(selection.ledger.provisions());
            texts.format("ledger.total", &[("a", &known.to_string()), ("b", &all.to_string())])
        }
        LedgerPage::Year(year) => texts.format("ledger.year_lead", &[("year", &year.to_string())]),
        LedgerPage::Unit(_) | LedgerPage::Topic(_) | LedgerPage::Kind(_) => {
            let rows = selection.ledger.provisions().chain(&selection.ledger.wide);
            let shown = rows.filter(|row| selection.has(row)).count();
            texts.format("ledger.filtered", &[("n", &shown.to_string())])
        }
    }
}

/// Returns what readers must know of a page that shows a part of the ledger.
fn note(selection: &LedgerSelection<'_>) -> Option<String> {
    match selection.page {
        LedgerPage::Year(_) => Some(selection.context.texts.get("ledger.year_note").to_owned()),
        LedgerPage::Whole | LedgerPage::Unit(_) | LedgerPage::Topic(_) | LedgerPage::Kind(_) => None,
    }
}

/// Makes the tables of a page: its parts, with a column for each year.
struct LedgerTables<'a> {
    context: PageContext<'a>,
    ledger: &'a Ledger,
    selection: &'a LedgerSelection<'a>,
    years: &'a [Option<i16>],
}

impl LedgerTables<'_> {
    fn column(&self, year: Option<i16>) -> Column {
        Column {
            year,
            title: self.context.year_text(year),
            url: year
                .filter(|_| self.selection.page == LedgerPage::Whole)
                .and_then(|year| self.selection.url(LedgerPage::Year(year))),
        }
    }

    fn parts(&self, parts: &[LedgerPart]) -> Vec<PartView> {
        let text = self.context.document(self.ledger.document);
        let shown = parts.iter().map(|part| {
            let heading = part.heading.map(|at| (&text.provisions[at], self.place(at)));
            let (known, all) = known(part.rows.iter());
            let total = || {
                let values = [("a", &*known.to_string()), ("b", &*all.to_string())];
                self.context.texts.format("ledger.part_total", &values)
            };
            PartView {
                label: heading
                    .as_ref()
                    .map_or_else(String::new, |(_, link)| link.title.clone()),
                heading: heading.as_ref().and_then(|(row, _)| row.heading().map(str::to_owned)),
                url: heading.map(|(_, link)| link.url),
                total: (known > 0 && self.selection.page == LedgerPage::Whole).then(total),
                rows: self.rows(&part.rows),
            }
        });
        shown.filter(|part| !part.rows.is_empty()).collect()
    }

    /// Returns a link to a provision of the followed document: to its own page if it has one.
    fn place(&self, provision: usize) -> Link {
        let node = DocumentRef::Held(self.ledger.document);
        let link = place_link(self.context, node, &Location::Provision(provision));
        let own_page = self
            .context
            .route_url(Route::Provision(self.ledger.document, provision));
        Link {
            url: own_page.unwrap_or(link.url),
            ..link
        }
    }

    fn rows(&self, rows: &[LedgerRow]) -> Vec<RowView> {
        rows.iter()
            .filter(|row| self.selection.has(row))
            .map(|row| self.row(row))
            .collect()
    }

    fn row(&self, row: &LedgerRow) -> RowView {
        let text = self.context.document(self.ledger.document);
        let provision = &text.provisions[row.provision];
        let place = self.place(row.provision);
        let topics = topics_of(self.context.site, self.ledger, row).iter();
        let slugs: Vec<&str> = topics.map(|topic| self.context.topic(*topic).slug.as_str()).collect();
        RowView {
            label: place.title,
            url: place.url,
            text: shortened(&provision.words, 140),
            topics: slugs.join(" "),
            cells: self.years.iter().map(|year| self.cell(row, *year)).collect(),
            known: !row.records.is_empty(),
        }
    }

    fn cell(&self, row: &LedgerRow, year: Option<i16>) -> Cell {
        let of_year = row.records.iter().filter(|record| self.selection.year(record) == year);
        Cell {
            year,
            title: self.context.year_text(year),
            records: of_year
                .filter(|record| self.selection.shows(record))
                .map(|one| backlink_view(self.context, one))
                .collect(),
        }
    }

    /// Returns the records that name no provision. The page of a topic has none, since topics belong to provisions.
    fn unplaced(&self) -> Vec<BacklinkView> {
        let shown = self.ledger.whole.iter().filter(|record| self.selection.shows(record));
        match self.selection.page {
            LedgerPage::Topic(_) => Vec::new(),
            LedgerPage::Whole | LedgerPage::Unit(_) | LedgerPage::Kind(_) | LedgerPage::Year(_) => {
                shown.map(|one| backlink_view(self.context, one)).collect()
            }
        }
    }

    /// Returns the provisions without records; only the whole ledger lists them.
    fn nothing(&self) -> Vec<Link> {
        if self.selection.page != LedgerPage::Whole {
            return Vec::new();
        }
        let rows = self.ledger.provisions().filter(|row| row.records.is_empty());
        rows.map(|row| self.place(row.provision)).collect()
    }
}

/// Returns how many rows have records, and how many rows there are.
fn known<'a>(rows: impl Iterator<Item = &'a LedgerRow>) -> (usize, usize) {
    rows.fold((0, 0), |(known, all), row| {
        (known + usize::from(!row.records.is_empty()), all + 1)
    })
}
