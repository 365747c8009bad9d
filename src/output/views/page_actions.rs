//! The actions below the heading of a page: cite, print.

use serde::Serialize;

use crate::base::kind::Form;
use crate::model::indexes::DocIx;
use crate::model::target::DocumentRef;
use crate::output::official_citation::{CitationLength, document_citation};
use crate::output::page_context::{Link, PageContext};
use crate::output::views::feedback::{edit_url, report_url};
use crate::site::route::{DownloadFormat, Route};

/// The actions for a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct PageActions {
    /// The citation in official form; `None` if it is no official document.
    pub citation: Option<String>,
    /// The page for printing the whole document.
    pub print_url: Option<String>,
    /// The document as files.
    pub downloads: Vec<Link>,
    /// Where readers report a mistake.
    pub report_url: Option<String>,
    /// Where the file is edited.
    pub edit_url: Option<String>,
}

/// Makes the actions for a document.
pub(crate) fn page_actions(context: PageContext<'_>, index: DocIx) -> PageActions {
    let is_official = context.document(index).kind.form == Form::Official;
    PageActions {
        citation: is_official.then(|| document_citation(context, index, CitationLength::Long)),
        print_url: context.route_url(Route::Print(index)),
        downloads: downloads(context, index),
        report_url: report_url(
            context,
            (index, None),
            context.site.address_of(DocumentRef::Held(index)),
        ),
        edit_url: edit_url(context, index),
    }
}

/// Returns the files in which a followed document is offered.
fn downloads(context: PageContext<'_>, index: DocIx) -> Vec<Link> {
    let link = |format: DownloadFormat| {
        let extension = format.extension().split('.').next().unwrap_or_default();
        let title = context.texts.view(&format!("download_{extension}"), &[]);
        context.route_link(title, Route::Download(index, format))
    };
    DownloadFormat::ALL.into_iter().filter_map(link).collect()
}
