//! Where a document can be read in full, other than here.

use crate::input::document::Document;
use crate::input::front_matter::metadata::Source;
use crate::output::page_context::Link;

/// Returns the sources that hold the whole text of a document, as they say themselves (`toàn văn: có`).
pub(crate) fn elsewhere(document: &Document) -> Vec<Link> {
    let link = |source: &Source| match source {
        Source::Parts {
            name,
            url: Some(url),
            has_full_text: true,
            ..
        } => Some(Link {
            title: name.clone(),
            url: url.clone(),
        }),
        Source::Line(_) | Source::Parts { .. } => None,
    };
    document.head.sources.iter().filter_map(link).collect()
}
