//! Pages of documents not held, of citing documents, and of the data files.

use serde::Serialize;

use crate::base::html::escaped;
use crate::model::indexes::StubIx;
use crate::model::target::DocumentRef;
use crate::output::data::{FIELDS, file_name};
use crate::output::views::diagram::{DiagramDepth, diagram};
use crate::output::views::layout::{PageView, home_crumb, page};
use crate::output::views::letterhead::{Fact, anchor, body_link};
use crate::output::views::relation_lists::{CitedBy, RelationGroup, RelationSubject, cited_by, relations};
use crate::output::views::structured_data::{of_collection, of_data, of_not_held};
use crate::output::views::{Link, PageContext, document_names};
use crate::site::address::SiteAddress;
use crate::site::pagination::PageOfList;
use crate::site::route::{DataFile, List, Route};
use crate::site::sections::year_of;

#[derive(Serialize)]
struct NotHeldView {
    name: String,
    kind: Option<Link>,
    number: String,
    facts: Vec<Fact>,
    diagram: Option<String>,
    relations: Vec<RelationGroup>,
    cited_by: CitedBy,
}

/// The page for addresses that do not exist.
#[derive(Serialize)]
pub struct NotFoundPage {
    page: PageView,
}

/// Makes the page for addresses that do not exist.
pub fn not_found_page(context: PageContext<'_>) -> NotFoundPage {
    let title = context.texts.view("not_found", &[]);
    let mut page = page(context, "not_found", &SiteAddress::file("404.html"), title);
    page.canonical = None;
    NotFoundPage { page }
}

/// The page of a document known only from citations.
#[derive(Serialize)]
pub struct NotHeldPage {
    page: PageView,
    doc: NotHeldView,
}

/// Makes the page of a document known only from citations: what they reveal, and who cites it.
pub fn not_held_page(context: PageContext<'_>, index: StubIx, address: &SiteAddress) -> NotHeldPage {
    let row = &context.site.graph.not_held.rows[index.get()];
    let node = DocumentRef::NotHeld(index);
    let name = document_names::full(context.site, context.texts, node);
    let mut page = page(context, "not_held", address, name.clone());
    page.breadcrumbs = not_held_crumbs(context, index);
    page.machine = of_not_held(context, index, &page);
    let view = |key: &str| context.texts.view(key, &[]);
    let unknown = || escaped(&view("unknown"));
    let kind = page.breadcrumbs.get(1).cloned().filter(|_| row.kind.is_some());
    let fact = |key: &str, html: String| Fact {
        key: key.to_owned(),
        label: view(key),
        html,
    };
    let issuers: Vec<String> = row.issuers.iter().map(|issuer| issuer_html(context, issuer)).collect();
    let issuers = (!issuers.is_empty()).then(|| issuers.join("; "));
    let quoted = |title: &String| escaped(&context.texts.view("quoted_title", &[("title", title)]));
    let titles: Vec<String> = row.titles.iter().map(quoted).collect();
    let titles = (!titles.is_empty()).then(|| titles.join("; "));
    let facts = vec![
        fact(
            "kind",
            kind.as_ref()
                .map_or_else(unknown, |kind| anchor(&kind.url, &kind.title)),
        ),
        fact("number", escaped(row.number.printed())),
        fact("title", titles.unwrap_or_else(|| escaped(&view("unknown_title")))),
        fact("issuer", issuers.unwrap_or_else(unknown)),
        fact("date", row.date.map_or_else(unknown, |date| date.to_string())),
        fact("status", escaped(&view("status_unknown"))),
    ];
    let subject = RelationSubject { node, provisions: None };
    let (relations, cited_by) = (relations(context, subject), cited_by(context, subject, 1));
    let known = DiagramDepth {
        name: &name,
        relations: &relations,
        cites: &[],
        cited_by: &cited_by,
    };
    let doc = NotHeldView {
        diagram: diagram(context, &known),
        name,
        kind,
        number: row.number.to_string(),
        facts,
        relations,
        cited_by,
    };
    NotHeldPage { page, doc }
}

/// An issuer as citations name it, linked where the site knows the body.
fn issuer_html(context: PageContext<'_>, name: &str) -> String {
    match context.site.register.find_body(name) {
        Some(body) => body_link(context, body),
        None => escaped(name),
    }
}

fn not_held_crumbs(context: PageContext<'_>, index: StubIx) -> Vec<Link> {
    let row = &context.site.graph.not_held.rows[index.get()];
    let mut crumbs = vec![home_crumb(context)];
    let slug = crate::model::stubs::kind_slug(row.kind.as_ref());
    let Some(position) = context.site.sections.iter().position(|section| section.slug == slug) else {
        return crumbs;
    };
    let (title, list) = match &row.kind {
        Some(kind) => (kind.name.clone(), List::Section(position)),
        None => (context.texts.view("documents", &[]), List::Official),
    };
    crumbs.extend(
        context
            .site
            .address(Route::List(list, PageOfList::Front))
            .map(|address| context.link(title, address)),
    );
    let year = year_of(&context.site.register, &context.site.graph, DocumentRef::NotHeld(index));
    let title = year.map_or_else(|| context.texts.view("unknown_year", &[]), |year| year.to_string());
    let route = Route::List(List::SectionYear(position, year), PageOfList::Front);
    crumbs.extend(context.site.address(route).map(|address| context.link(title, address)));
    crumbs
}

#[derive(Serialize)]
struct CitedDocumentView {
    name: String,
    url: String,
}

#[derive(Serialize)]
struct CitingPager {
    current: usize,
    total: usize,
    items: Vec<CitingPage>,
    newer: Option<String>,
    older: Option<String>,
}

#[derive(Serialize)]
struct CitingPage {
    n: usize,
    url: String,
    current: bool,
}

/// A page of citing documents beyond the first hundred.
#[derive(Serialize)]
pub struct CitingPageView {
    page: PageView,
    doc: CitedDocumentView,
    cited_by: CitedBy,
    pager: Option<CitingPager>,
}

/// Makes a page of citing documents beyond the first hundred.
pub fn citing_page(
    context: PageContext<'_>,
    node: DocumentRef,
    number: usize,
    address: &SiteAddress,
) -> CitingPageView {
    let cited = CitedDocumentView {
        name: document_names::short(context.site, context.texts, node),
        url: context.url(context.site.address_of(node)),
    };
    let words = context.texts.view("page_n", &[("n", &number.to_string())]);
    let title = format!("{}: {}, {words}", context.texts.view("cited_by", &[]), cited.name);
    let mut page = page(context, "citing", address, title);
    page.breadcrumbs = vec![
        home_crumb(context),
        Link {
            title: cited.name.clone(),
            url: cited.url.clone(),
        },
    ];
    page.machine = of_collection(context, &page, None);
    let mut list = cited_by(context, RelationSubject { node, provisions: None }, number);
    list.more_url = None;
    let total = list.total.div_ceil(crate::site::plan::CITING);
    let pager = Some(citing_pager(context, node, number, total));
    CitingPageView {
        page,
        doc: cited,
        cited_by: list,
        pager,
    }
}

/// The first hundred stand on the document's own page.
fn citing_pager(context: PageContext<'_>, node: DocumentRef, number: usize, total: usize) -> CitingPager {
    let url = |page: usize| {
        let own = (page == 1).then(|| context.site.address_of(node));
        own.or_else(|| context.site.address(Route::Citing(node, page)))
            .map(|address| context.url(address))
    };
    let item = |n: usize| {
        Some(CitingPage {
            n,
            url: url(n)?,
            current: n == number,
        })
    };
    CitingPager {
        current: number,
        total,
        items: (1..=total).filter_map(item).collect(),
        newer: url(number - 1),
        older: url(number + 1),
    }
}

#[derive(Serialize)]
struct FieldView {
    name: &'static str,
    r#type: &'static str,
    description: &'static str,
}

#[derive(Serialize)]
struct DataFileView {
    name: &'static str,
    url: String,
    csv: Link,
    description: &'static str,
    fields: Vec<FieldView>,
}

#[derive(Serialize)]
struct DataView {
    files: Vec<DataFileView>,
    readme_url: String,
}

/// The page about the data files.
#[derive(Serialize)]
pub struct DataPage {
    page: PageView,
    data: DataView,
}

/// Makes the page about the data files.
pub fn data_page(context: PageContext<'_>, address: &SiteAddress) -> DataPage {
    let mut page = page(context, "data", address, context.texts.view("data", &[]));
    page.breadcrumbs = vec![home_crumb(context)];
    page.description = Some(context.texts.view("data_lead", &[]));
    let json = FIELDS.iter().map(|table| (file_name(table.file), "application/json"));
    let csv = FIELDS.iter().map(|table| (file_name(table.csv), "text/csv"));
    page.machine = of_data(context, &page, json.chain(csv));
    let url = |file: DataFile| {
        context
            .site
            .address(Route::DataFile(file))
            .map(|address| context.url(address))
            .unwrap_or_default()
    };
    let files = FIELDS.iter().map(|table| DataFileView {
        name: file_name(table.file),
        url: url(table.file),
        csv: Link {
            title: file_name(table.csv).to_owned(),
            url: url(table.csv),
        },
        description: table.description,
        fields: table
            .fields
            .iter()
            .map(|(name, r#type, description)| FieldView {
                name,
                r#type,
                description,
            })
            .collect(),
    });
    DataPage {
        page,
        data: DataView {
            files: files.collect(),
            readme_url: url(DataFile::Readme),
        },
    }
}
