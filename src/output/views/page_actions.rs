//! The actions below the heading of a page: cite, print.

use serde::Serialize;

use crate::base::kind::Form;
use crate::model::indexes::DocIx;
use crate::output::official_citation::{CitationLength, document_citation};
use crate::output::page_context::PageContext;
use crate::site::route::Route;

/// The actions for a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct PageActions {
    /// The citation in official form; `None` if it is no official document.
    pub citation: Option<String>,
    /// The page for printing the whole document.
    pub print_url: Option<String>,
}

/// Makes the actions for a document.
pub(crate) fn page_actions(context: PageContext<'_>, index: DocIx) -> PageActions {
    let is_official = context.document(index).kind.form == Form::Official;
    PageActions {
        citation: is_official.then(|| document_citation(context, index, CitationLength::Long)),
        print_url: context.route_url(Route::Print(index)),
    }
}
