//! The page of a document known only from citations.

use serde::Serialize;

use crate::base::html::escaped;
use crate::model::indexes::StubIx;
use crate::model::target::DocumentRef;
use crate::output::document_names;
use crate::output::page_context::{Link, PageContext};
use crate::output::views::breadcrumbs::stub_breadcrumbs;
use crate::output::views::citation_lists::{CitedBy, cited_by};
use crate::output::views::diagram::{DiagramInput, diagram};
use crate::output::views::letterhead::DocumentFact;
use crate::output::views::links::{body_html, html_link};
use crate::output::views::page_view::{PageView, page_view};
use crate::output::views::relation_lists::{RelationGroup, relations};
use crate::output::views::relation_subject::RelationSubject;
use crate::output::views::structured_data::describe_stub;
use crate::site::address::SiteAddress;

#[derive(Serialize)]
struct StubView {
    name: String,
    kind: Option<Link>,
    number: Option<String>,
    facts: Vec<DocumentFact>,
    diagram: Option<String>,
    relations: Vec<RelationGroup>,
    cited_by: CitedBy,
}

/// The page of a document known only from citations.
#[derive(Serialize)]
pub(crate) struct StubPage {
    page: PageView,
    doc: StubView,
}

/// Makes the page of a document known only from citations: the facts in them, and the documents that cite it.
pub(crate) fn stub_page(context: PageContext<'_>, index: StubIx, address: &SiteAddress) -> StubPage {
    let row = context.stub(index);
    let node = DocumentRef::Stub(index);
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
    let doc = StubView {
        diagram: diagram(context, &known),
        name,
        kind,
        number: row.number().map(ToString::to_string),
        facts,
        relations,
        cited_by,
    };
    StubPage { page, doc }
}

/// Returns the facts that citations state about a document.
fn not_held_facts(context: PageContext<'_>, index: StubIx, kind: Option<&Link>) -> Vec<DocumentFact> {
    let row = context.stub(index);
    let view = |key: &str| context.texts.view(key, &[]);
    let fact = |key: &str, html: Option<String>| {
        html.map(|html| DocumentFact {
            key: key.to_owned(),
            label: view(key),
            html,
        })
    };
    let issuers: Vec<String> = row.issuers.iter().map(|issuer| issuer_html(context, issuer)).collect();
    let issuers = (!issuers.is_empty()).then(|| issuers.join("; "));
    let quoted = |title: &String| escaped(&context.texts.view("quoted_title", &[("title", title)]));
    let titles: Vec<String> = row
        .subject()
        .and(Some(&row.titles))
        .into_iter()
        .flatten()
        .map(quoted)
        .collect();
    let titles = (!titles.is_empty()).then(|| titles.join("; "));
    let facts = [
        fact("kind", kind.map(|kind| html_link(&kind.url, &kind.title))),
        fact("number", row.number().map(|number| escaped(number.printed()))),
        fact("title", titles),
        fact("issuer", issuers),
        fact("date", row.date.map(|date| date.to_string())),
    ];
    facts.into_iter().flatten().collect()
}

/// Returns an issuer as citations name it, linked if the site knows the body.
fn issuer_html(context: PageContext<'_>, name: &str) -> String {
    match context.site.documents.find_body(name) {
        Some(body) => body_html(context, body),
        None => escaped(name),
    }
}
