//! The document whose text is rendered, and the page it is rendered on: together they decide where its links lead.

use crate::model::indexes::DocIx;
use crate::model::target::{DocumentRef, Location};
use crate::output::document_names;
use crate::output::page_context::PageContext;
use crate::output::provision_citations::ProvisionCitations;
use crate::site::address::SiteAddress;

/// A document's text on a page.
#[derive(Clone, Copy)]
pub(crate) struct LinkContext<'a> {
    /// The page that shows the text.
    pub page: PageContext<'a>,
    /// The document that the text belongs to.
    pub document: DocIx,
    /// Whether the page is the document's own, so that links to its provisions are `#…`.
    pub is_own_page: bool,
    /// How its provisions are cited, where readers can copy that.
    pub citations: Option<&'a ProvisionCitations>,
}

impl<'a> LinkContext<'a> {
    /// A document's text on the page of the document.
    pub(crate) fn own_page(page: PageContext<'a>, document: DocIx) -> Self {
        LinkContext {
            page,
            document,
            is_own_page: true,
            citations: None,
        }
    }

    /// A document's text on any other page.
    pub(crate) fn other_page(page: PageContext<'a>, document: DocIx) -> Self {
        LinkContext {
            page,
            document,
            is_own_page: false,
            citations: None,
        }
    }

    /// The same, with the citations of its provisions.
    pub(crate) fn with_citations(self, citations: Option<&'a ProvisionCitations>) -> Self {
        LinkContext { citations, ..self }
    }

    /// Returns the address of a page, relative to this one.
    pub(crate) fn url(&self, address: &SiteAddress) -> String {
        self.page.url(address)
    }

    /// Returns the address of a document or of a provision in it, relative to this page.
    pub(crate) fn location_url(&self, node: DocumentRef, location: Option<&Location>) -> String {
        let fragment = match (node, location) {
            (DocumentRef::Held(index), Some(Location::Provision(provision))) => {
                format!("#{}", document_names::anchor(self.page.site, index, *provision))
            }
            _ => String::new(),
        };
        if self.is_own_page && node == DocumentRef::Held(self.document) && !fragment.is_empty() {
            return fragment;
        }
        format!("{}{fragment}", self.url(self.page.site.address_of(node)))
    }
}
