//! A provision that a page of a topic or a body quotes.

use serde::Serialize;

use crate::model::indexes::DocIx;
use crate::model::target::{DocumentRef, Location};
use crate::output::page_context::{Link, PageContext};
use crate::output::views::excerpt::shortened;
use crate::output::views::links::{document_link, place_link};

/// The most characters of a provision that a page quotes.
pub(crate) const MAX_QUOTED_CHARACTERS: usize = 240;

/// A provision whose words another page quotes.
#[derive(Serialize)]
pub(crate) struct QuotedProvision {
    /// Its document.
    pub document: Link,
    /// `mục II.2.1`
    pub label: String,
    /// Its address.
    pub url: String,
    /// Its first words.
    pub text: String,
}

/// Returns the words of a provision with its address.
pub(crate) fn quoted_provision(context: PageContext<'_>, index: DocIx, provision: usize) -> QuotedProvision {
    let node = DocumentRef::Held(index);
    let link = place_link(context, node, &Location::Provision(provision));
    let row = &context.document(index).provisions[provision];
    QuotedProvision {
        document: document_link(context, node),
        label: link.title,
        url: link.url,
        text: shortened(&row.words, MAX_QUOTED_CHARACTERS),
    }
}
