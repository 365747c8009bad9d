//! The pages of citing documents beyond the first hundred.

use serde::Serialize;

use crate::model::target::DocumentRef;
use crate::output::document_names;
use crate::output::page_context::{Link, PageContext};
use crate::output::views::breadcrumbs::home_crumb;
use crate::output::views::citation_lists::{CitedBy, cited_by};
use crate::output::views::page_view::{PageView, page_view};
use crate::output::views::pager::{Pager, citing_pager};
use crate::output::views::relation_subject::RelationSubject;
use crate::output::views::structured_data::describe_collection;
use crate::site::address::SiteAddress;
use crate::site::citing_documents::CITING_DOCUMENTS_PER_PAGE;

#[derive(Serialize)]
struct CitedDocumentView {
    name: String,
    url: String,
}

/// A page of citing documents beyond the first hundred.
#[derive(Serialize)]
pub(crate) struct CitingPageView {
    page: PageView,
    doc: CitedDocumentView,
    cited_by: CitedBy,
    pager: Option<Pager>,
}

/// Makes a page of citing documents beyond the first hundred.
pub(crate) fn citing_page(
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
    let total = list.total.div_ceil(CITING_DOCUMENTS_PER_PAGE);
    let pager = Some(citing_pager(context, node, number, total));
    CitingPageView {
        page,
        doc: cited,
        cited_by: list,
        pager,
    }
}
