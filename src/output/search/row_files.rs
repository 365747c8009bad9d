//! The rows of the index: what a result shows of a document, topic or body, a few of them in a file.

use serde::Serialize;

use crate::base::kind::Form;
use crate::base::thread_chunks::in_parts;
use crate::model::target::DocumentRef;
use crate::output::json_rows;
use crate::output::page_context::PageContext;
use crate::output::search::search_items::SearchItem;
use crate::output::search::text_files::TextShares;
use crate::output::views::document_entry::document_entry;
use crate::site::citing_documents::citing_documents;
use crate::site::route::List;
use crate::site::search_layout::ROWS_PER_FILE;

/// What a result shows: address from the top of the site, name, trích yếu, kind, date or year, issuer or place, how much
/// of its text the site has, how many documents cite it (`None` for topics and bodies, whose pages have no text of
/// their own), and in which files its texts are.
#[derive(Serialize)]
struct SearchRow(
    String,
    String,
    Option<String>,
    String,
    Option<String>,
    Option<String>,
    Option<&'static str>,
    Option<usize>,
    Vec<usize>,
);

/// Writes the files of rows: arrays in the order of the items.
pub(super) fn write(context: PageContext<'_>, items: &[SearchItem], shares: &TextShares) -> Vec<Vec<u8>> {
    let files = items.len().div_ceil(ROWS_PER_FILE);
    let written = in_parts(files, |range| {
        range
            .map(|file| rows_file(context, items, shares, file))
            .collect::<Vec<_>>()
    });
    written.into_iter().flatten().collect()
}

fn rows_file(context: PageContext<'_>, items: &[SearchItem], shares: &TextShares, file: usize) -> Vec<u8> {
    let first = file * ROWS_PER_FILE;
    let positions = first..items.len().min(first + ROWS_PER_FILE);
    let rows = positions.map(|position| {
        let texts = shares.places(context, items, position);
        row(context, items[position], texts)
    });
    let mut out = Vec::new();
    json_rows::write(rows, &mut out).expect("writing to memory never fails");
    out
}

fn row(context: PageContext<'_>, item: SearchItem, texts: Vec<usize>) -> SearchRow {
    let documents = &context.site.documents;
    match item {
        SearchItem::Topic(index) => {
            let name = documents.topics[index.get()].name.clone();
            listed(context, List::Topic(index), name, "search.of_topic")
        }
        SearchItem::Body(index) => {
            let name = documents.bodies[index.get()].name.clone();
            listed(context, List::Body(index), name, "search.of_body")
        }
        SearchItem::Document(node) => {
            let entry = document_entry(context, node);
            let is_writeup = entry.holding.is_none();
            let year = (!is_page(context, node)).then_some(entry.year_text);
            SearchRow(
                entry.url,
                entry.name,
                entry.subject,
                entry.kind,
                entry.date.filter(|_| !is_writeup).or(year),
                entry.issuer.filter(|_| !is_writeup).or(entry.place),
                entry.holding,
                Some(citing_documents(&context.site.graph, node)),
                texts,
            )
        }
    }
}

/// Returns whether an item is a page of the site about itself, which has no year.
fn is_page(context: PageContext<'_>, node: DocumentRef) -> bool {
    matches!(node, DocumentRef::Held(index) if context.document(index).kind.form == Form::Page)
}

fn listed(context: PageContext<'_>, list: List, name: String, kind: &str) -> SearchRow {
    let url = context.list_url(list).unwrap_or_default();
    let kind = context.texts.get(kind).to_owned();
    SearchRow(url, name, None, kind, None, None, None, None, Vec::new())
}
