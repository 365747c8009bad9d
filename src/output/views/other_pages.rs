//! The pages of documents known only from citations, of citing documents, of the data files, and for unknown addresses.

use serde::Serialize;

use crate::base::html::escaped;
use crate::model::indexes::StubIx;
use crate::model::relations::DocumentRef;
use crate::output::data_schema::{FIELDS, file_name};
use crate::output::page_context::{Link, PageContext};
use crate::output::views::breadcrumbs::home_crumb;
use crate::output::views::breadcrumbs::stub_breadcrumbs;
use crate::output::views::citation_lists::{CitedBy, cited_by};
use crate::output::views::diagram::{DiagramInput, diagram};
use crate::output::views::document_names;
use crate::output::views::letterhead::DocumentFact;
use crate::output::views::links::body_html;
use crate::output::views::links::html_link;
use crate::output::views::page_view::{PageView, page_view};
use crate::output::views::pager::{Pager, citing_pager};
use crate::output::views::relation_lists::{RelationGroup, relations};
use crate::output::views::relation_subject::RelationSubject;
use crate::output::views::structured_data::{describe_collection, describe_dataset, describe_stub};
use crate::site::address::SiteAddress;
use crate::site::route::{DataFile, Route};

#[derive(Serialize)]
struct NotHeldView {
    name: String,
    kind: Option<Link>,
    number: String,
    facts: Vec<DocumentFact>,
    diagram: Option<String>,
    relations: Vec<RelationGroup>,
    cited_by: CitedBy,
}

/// The page for unknown addresses.
#[derive(Serialize)]
pub struct NotFoundPage {
    page: PageView,
}

/// Makes the page for unknown addresses.
pub fn not_found_page(context: PageContext<'_>) -> NotFoundPage {
    let title = context.texts.view("not_found", &[]);
    let mut page = page_view(context, "not_found", &SiteAddress::file("404.html"), title);
    page.canonical = None;
    NotFoundPage { page }
}

/// The page of a document known only from citations.
#[derive(Serialize)]
pub struct NotHeldPage {
    page: PageView,
    doc: NotHeldView,
}

/// Makes the page of a document known only from citations: the facts in them, and the documents that cite it.
pub fn not_held_page(context: PageContext<'_>, index: StubIx, address: &SiteAddress) -> NotHeldPage {
    let row = context.stub(index);
    let node = DocumentRef::NotHeld(index);
    let name = document_names::full(context, node);
    let mut page = page_view(context, "not_held", address, name.clone());
    page.breadcrumbs = stub_breadcrumbs(context, index);
    page.machine = describe_stub(context, index, &page);
    let kind = page.breadcrumbs.get(1).cloned().filter(|_| row.kind.is_some());
    let facts = not_held_facts(context, index, kind.as_ref());
    let subject = RelationSubject { node, provisions: None };
    let (relations, cited_by) = (relations(context, subject), cited_by(context, subject, 1));
    let known = DiagramInput {
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

/// Returns the facts that citations state about a document; what they do not state is unknown.
fn not_held_facts(context: PageContext<'_>, index: StubIx, kind: Option<&Link>) -> Vec<DocumentFact> {
    let row = context.stub(index);
    let view = |key: &str| context.texts.view(key, &[]);
    let unknown = || escaped(&view("unknown"));
    let fact = |key: &str, html: String| DocumentFact {
        key: key.to_owned(),
        label: view(key),
        html,
    };
    let issuers: Vec<String> = row.issuers.iter().map(|issuer| issuer_html(context, issuer)).collect();
    let issuers = (!issuers.is_empty()).then(|| issuers.join("; "));
    let quoted = |title: &String| escaped(&context.texts.view("quoted_title", &[("title", title)]));
    let titles: Vec<String> = row.titles.iter().map(quoted).collect();
    let titles = (!titles.is_empty()).then(|| titles.join("; "));
    vec![
        fact(
            "kind",
            kind.map_or_else(unknown, |kind| html_link(&kind.url, &kind.title)),
        ),
        fact("number", escaped(row.number.printed())),
        fact("title", titles.unwrap_or_else(|| escaped(&view("unknown_title")))),
        fact("issuer", issuers.unwrap_or_else(unknown)),
        fact("date", row.date.map_or_else(unknown, |date| date.to_string())),
        fact("status", escaped(&view("status_unknown"))),
    ]
}

/// Returns an issuer as citations name it, linked if the site knows the body.
fn issuer_html(context: PageContext<'_>, name: &str) -> String {
    match context.site.register.find_body(name) {
        Some(body) => body_html(context, body),
        None => escaped(name),
    }
}

#[derive(Serialize)]
struct CitedDocumentView {
    name: String,
    url: String,
}

/// A page of citing documents beyond the first hundred.
#[derive(Serialize)]
pub struct CitingPageView {
    page: PageView,
    doc: CitedDocumentView,
    cited_by: CitedBy,
    pager: Option<Pager>,
}

/// Makes a page of citing documents beyond the first hundred.
pub fn citing_page(
    context: PageContext<'_>,
    node: DocumentRef,
    number: usize,
    address: &SiteAddress,
) -> CitingPageView {
    let cited = CitedDocumentView {
        name: document_names::short(context, node),
        url: context.document_url(node),
    };
    let words = context.texts.view("page_n", &[("n", &number.to_string())]);
    let title = format!("{}: {}, {words}", context.texts.view("cited_by", &[]), cited.name);
    let mut page = page_view(context, "citing", address, title);
    page.breadcrumbs = vec![
        home_crumb(context),
        Link {
            title: cited.name.clone(),
            url: cited.url.clone(),
        },
    ];
    page.machine = describe_collection(context, &page, None);
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
    let mut page = page_view(context, "data", address, context.texts.view("data", &[]));
    page.breadcrumbs = vec![home_crumb(context)];
    page.description = Some(context.texts.view("data_lead", &[]));
    let json = FIELDS.iter().map(|table| (file_name(table.file), "application/json"));
    let csv = FIELDS.iter().map(|table| (file_name(table.csv), "text/csv"));
    page.machine = describe_dataset(context, &page, json.chain(csv));
    let url = |file: DataFile| context.route_url(Route::DataFile(file)).unwrap_or_default();
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
