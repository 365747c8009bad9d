//! The pages of the ledger (sổ theo dõi): each provision of the programme with what the site knows of it.

use serde::Serialize;

use crate::model::ledger::{Ledger, LedgerFacet, LedgerPart, LedgerRow, kind_of, units_of};
use crate::model::provision_backlinks::{Claim, Record, year_of};
use crate::model::target::{DocumentRef, Location};
use crate::output::views::document_page::shortened;
use crate::output::views::layout::{PageView, home_crumb, page};
use crate::output::views::records::{RecordView, record};
use crate::output::views::relation_lists::place_link;
use crate::output::views::structured_data::of_collection;
use crate::output::views::{Link, PageContext, document_names};
use crate::site::address::SiteAddress;
use crate::site::ledger_pages::{topics, topics_of};
use crate::site::route::{LedgerPage, Route};

/// What documents of one year, or of an unknown one, say of a provision.
#[derive(Serialize)]
struct Cell {
    /// `2019`; nothing where the year is not known.
    year: Option<i16>,
    title: String,
    records: Vec<RecordView>,
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
struct Filter {
    title: String,
    url: String,
    /// `chu-de:dan-toc`, for filtering in the page.
    key: String,
    current: bool,
}

#[derive(Serialize)]
struct FilterGroup {
    label: String,
    items: Vec<Filter>,
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
    /// Whether it is all of the ledger.
    whole_page: bool,
    lead: String,
    note: Option<String>,
    filters: Vec<FilterGroup>,
    years: Vec<Filter>,
    all_url: String,
    columns: Vec<Column>,
    parts: Vec<PartView>,
    wide: Vec<RowView>,
    unplaced: Vec<RecordView>,
    nothing: Vec<Link>,
    aims: Vec<PartView>,
}

/// A page of the ledger.
#[derive(Serialize)]
pub struct LedgerPageView {
    page: PageView,
    ledger: LedgerView,
}

/// The ledger as one of its pages shows it.
struct Book<'a> {
    context: PageContext<'a>,
    ledger: &'a Ledger,
    which: LedgerPage,
    columns: Vec<Option<i16>>,
}

/// Makes a page of the ledger.
pub fn ledger_page(
    context: PageContext<'_>,
    ledger: &Ledger,
    which: LedgerPage,
    address: &SiteAddress,
) -> LedgerPageView {
    let mut book = Book {
        context,
        ledger,
        which,
        columns: Vec::new(),
    };
    book.columns = book.columns();
    let name = context.texts.get("ledger.title").to_owned();
    let part = book.title();
    let title = part
        .as_ref()
        .map_or_else(|| name.clone(), |part| format!("{name}: {part}"));
    let mut page = page(context, "ledger", address, title);
    page.breadcrumbs = vec![home_crumb(context)];
    if which != LedgerPage::Whole {
        let whole = context.site.address(Route::Ledger(LedgerPage::Whole));
        page.breadcrumbs
            .extend(whole.map(|address| context.link(name, address)));
    }
    let node = DocumentRef::Held(ledger.document);
    let document = context.link(
        document_names::full(context.site, context.texts, node),
        context.site.address_of(node),
    );
    let lead = book.lead();
    page.description = Some(format!("{}. {lead}", document.title));
    page.machine = of_collection(context, &page, None);
    LedgerPageView {
        page,
        ledger: LedgerView {
            document,
            whole_page: which == LedgerPage::Whole,
            lead,
            note: book.note(),
            filters: book.filters(),
            years: book.years(),
            all_url: book.url(LedgerPage::Whole).unwrap_or_default(),
            columns: book.columns.iter().map(|year| book.column(*year)).collect(),
            parts: book.parts(&ledger.parts),
            wide: book.rows(&ledger.wide),
            unplaced: book.unplaced(),
            nothing: book.nothing(),
            aims: book.aims(),
        },
    }
}

impl Book<'_> {
    fn url(&self, page: LedgerPage) -> Option<String> {
        let address = self.context.site.address(Route::Ledger(page))?;
        Some(self.context.url(address))
    }

    fn year(&self, record: &Record) -> Option<i16> {
        year_of(&self.context.site.register, &self.context.site.graph, record.other)
    }

    /// What the page shows of the ledger, in words; nothing where it shows all.
    fn title(&self) -> Option<String> {
        let texts = self.context.texts;
        let say = |key: &str, value: &str| Some(texts.say(key, &[("value", value)]));
        match self.which {
            LedgerPage::Whole => None,
            LedgerPage::Unit(at) => say("ledger.of_unit", &self.ledger.units[at].name),
            LedgerPage::Topic(topic) => say("ledger.of_topic", &self.context.site.register.topics[topic.get()].name),
            LedgerPage::Kind(at) => say("ledger.of_kind", &self.ledger.kinds[at].name),
            LedgerPage::Year(year) => say("ledger.of_year", &year.to_string()),
        }
    }

    /// Says whether a page shows a record.
    fn shows(&self, record: &Record) -> bool {
        let (register, graph) = (&self.context.site.register, &self.context.site.graph);
        match self.which {
            LedgerPage::Whole | LedgerPage::Topic(_) => true,
            LedgerPage::Unit(at) => units_of(register, graph, record.other)
                .iter()
                .any(|unit| crate::base::slug::slug(unit) == self.ledger.units[at].slug),
            LedgerPage::Kind(at) => {
                kind_of(register, graph, record.other).is_some_and(|(slug, _)| slug == self.ledger.kinds[at].slug)
            }
            LedgerPage::Year(year) => self.year(record).is_some_and(|own| own <= year),
        }
    }

    /// Says whether a page has a row: the whole ledger all of them, others those that their filter leaves.
    fn has(&self, row: &LedgerRow) -> bool {
        match self.which {
            LedgerPage::Whole => true,
            LedgerPage::Topic(topic) => topics_of(self.context.site, self.ledger, row).contains(&topic),
            LedgerPage::Unit(_) | LedgerPage::Kind(_) | LedgerPage::Year(_) => {
                row.records.iter().any(|record| self.shows(record))
            }
        }
    }

    /// The years that have something to show, ascending; what has no known year stands last.
    fn columns(&self) -> Vec<Option<i16>> {
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

    fn column(&self, year: Option<i16>) -> Column {
        Column {
            year,
            title: self.year_title(year),
            url: year
                .filter(|_| self.which == LedgerPage::Whole)
                .and_then(|year| self.url(LedgerPage::Year(year))),
        }
    }

    fn year_title(&self, year: Option<i16>) -> String {
        year.map_or_else(|| self.context.texts.view("unknown_year", &[]), |year| year.to_string())
    }

    fn lead(&self) -> String {
        let texts = self.context.texts;
        match self.which {
            LedgerPage::Whole => {
                let (known, all) = known(self.ledger.provisions());
                texts.say("ledger.total", &[("a", &known.to_string()), ("b", &all.to_string())])
            }
            LedgerPage::Year(year) => texts.say("ledger.year_lead", &[("year", &year.to_string())]),
            LedgerPage::Unit(_) | LedgerPage::Topic(_) | LedgerPage::Kind(_) => {
                let rows = self.ledger.provisions().chain(&self.ledger.wide);
                let shown = rows.filter(|row| self.has(row)).count();
                texts.say("ledger.filtered", &[("n", &shown.to_string())])
            }
        }
    }

    /// What the reader must know of a page that shows a part of the ledger.
    fn note(&self) -> Option<String> {
        match self.which {
            LedgerPage::Year(_) => Some(self.context.texts.get("ledger.year_note").to_owned()),
            LedgerPage::Whole | LedgerPage::Unit(_) | LedgerPage::Topic(_) | LedgerPage::Kind(_) => None,
        }
    }

    fn filters(&self) -> Vec<FilterGroup> {
        let site = self.context.site;
        let facet = |kind: &str, facets: &[LedgerFacet], page: &dyn Fn(usize) -> LedgerPage| -> Vec<Filter> {
            let items = facets.iter().enumerate();
            items
                .filter_map(|(at, facet)| self.filter(&facet.name, format!("{kind}:{}", facet.slug), page(at)))
                .collect()
        };
        let topics = topics(site, self.ledger).into_iter().filter_map(|topic| {
            let row = &site.register.topics[topic.get()];
            self.filter(&row.name, format!("chu-de:{}", row.slug), LedgerPage::Topic(topic))
        });
        let groups = [
            ("ledger.by_topic", topics.collect::<Vec<_>>()),
            ("ledger.by_kind", facet("loai", &self.ledger.kinds, &LedgerPage::Kind)),
            ("ledger.by_unit", facet("don-vi", &self.ledger.units, &LedgerPage::Unit)),
        ];
        let groups = groups.into_iter().filter(|(_, items)| !items.is_empty());
        groups
            .map(|(label, items)| FilterGroup {
                label: self.context.texts.get(label).to_owned(),
                items,
            })
            .collect()
    }

    fn filter(&self, title: &str, key: String, page: LedgerPage) -> Option<Filter> {
        Some(Filter {
            title: title.to_owned(),
            url: self.url(page)?,
            key,
            current: page == self.which,
        })
    }

    /// Links to the ledger as it stood at the end of each year.
    fn years(&self) -> Vec<Filter> {
        let years = self.ledger.years.iter();
        years
            .filter_map(|year| self.filter(&year.to_string(), String::new(), LedgerPage::Year(*year)))
            .collect()
    }

    fn parts(&self, parts: &[LedgerPart]) -> Vec<PartView> {
        let text = self.context.site.register.document(self.ledger.document);
        let shown = parts.iter().map(|part| {
            let heading = part.heading.map(|at| (&text.provisions[at], self.place(at)));
            let (known, all) = known(part.rows.iter());
            let total = || {
                let values = [("a", &*known.to_string()), ("b", &*all.to_string())];
                self.context.texts.say("ledger.part_total", &values)
            };
            PartView {
                label: heading
                    .as_ref()
                    .map_or_else(String::new, |(_, link)| link.title.clone()),
                heading: heading.as_ref().and_then(|(row, _)| row.heading().map(str::to_owned)),
                url: heading.map(|(_, link)| link.url),
                total: (known > 0 && self.which == LedgerPage::Whole).then(total),
                rows: self.rows(&part.rows),
            }
        });
        shown.filter(|part| !part.rows.is_empty()).collect()
    }

    /// A place of the followed document; a provision with a page of its own leads there.
    fn place(&self, provision: usize) -> Link {
        let node = DocumentRef::Held(self.ledger.document);
        let link = place_link(self.context, node, &Location::Provision(provision));
        match self
            .context
            .site
            .address(Route::Provision(self.ledger.document, provision))
        {
            Some(address) => self.context.link(link.title, address),
            None => link,
        }
    }

    fn rows(&self, rows: &[LedgerRow]) -> Vec<RowView> {
        rows.iter()
            .filter(|row| self.has(row))
            .map(|row| self.row(row))
            .collect()
    }

    fn row(&self, row: &LedgerRow) -> RowView {
        let text = self.context.site.register.document(self.ledger.document);
        let provision = &text.provisions[row.provision];
        let place = self.place(row.provision);
        let topics = topics_of(self.context.site, self.ledger, row).iter();
        let slugs: Vec<&str> = topics
            .map(|topic| self.context.site.register.topics[topic.get()].slug.as_str())
            .collect();
        RowView {
            label: place.title,
            url: place.url,
            text: shortened(&provision.words, 140),
            topics: slugs.join(" "),
            cells: self.columns.iter().map(|year| self.cell(row, *year)).collect(),
            known: !row.records.is_empty(),
        }
    }

    fn cell(&self, row: &LedgerRow, year: Option<i16>) -> Cell {
        let of_year = row.records.iter().filter(|record| self.year(record) == year);
        Cell {
            year,
            title: self.year_title(year),
            records: of_year
                .filter(|record| self.shows(record))
                .map(|one| record(self.context, one))
                .collect(),
        }
    }

    /// Follow-ups that name no provision; a topic is borne by provisions, so none of them has one.
    fn unplaced(&self) -> Vec<RecordView> {
        let shown = self.ledger.whole.iter().filter(|record| self.shows(record));
        match self.which {
            LedgerPage::Topic(_) => Vec::new(),
            LedgerPage::Whole | LedgerPage::Unit(_) | LedgerPage::Kind(_) | LedgerPage::Year(_) => {
                shown.map(|one| record(self.context, one)).collect()
            }
        }
    }

    /// The provisions of which the site knows nothing; only the whole ledger lists them.
    fn nothing(&self) -> Vec<Link> {
        if self.which != LedgerPage::Whole {
            return Vec::new();
        }
        let rows = self.ledger.provisions().filter(|row| row.records.is_empty());
        rows.map(|row| self.place(row.provision)).collect()
    }

    /// The aims stand on the page of the whole ledger, and where something is known of one.
    fn aims(&self) -> Vec<PartView> {
        self.parts(&self.ledger.aims)
    }
}

/// How many provisions have something, of how many.
fn known<'a>(rows: impl Iterator<Item = &'a LedgerRow>) -> (usize, usize) {
    rows.fold((0, 0), |(known, all), row| {
        (known + usize::from(!row.records.is_empty()), all + 1)
    })
}

/// Says what the records of a provision are, for headings over them.
pub fn claim_text(context: PageContext<'_>, claim: Claim) -> String {
    context.texts.get(&format!("claims.{}", claim.name())).to_owned()
}
