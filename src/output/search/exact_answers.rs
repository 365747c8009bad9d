//! The provisions of programmes as exact answers show them: what they say, what they cite, what is known of them.

use std::cmp::Reverse;

use serde::Serialize;

use crate::model::indexes::DocIx;
use crate::model::provision_backlinks::Backlink;
use crate::model::target::DocumentRef;
use crate::output::document_names;
use crate::output::page_context::PageContext;
use crate::output::views::citation_lists::cites;
use crate::output::views::document_entry::document_entry;
use crate::output::views::excerpt::shortened;
use crate::output::views::programme_terms::programme_term;
use crate::output::views::provision_name::provision_name;
use crate::output::views::provision_tree::own_rows;
use crate::site::route::Route;
use crate::site::sections::sort_key;

/// The most characters of a provision that an answer shows: with what it cites, they fill the screen of a phone.
const MAX_WORDS: usize = 300;

/// The documents that an answer names; the others are counted.
const MAX_NAMED: usize = 2;

/// The name and address of a document; its date, or its year, its place and what it has to do with the provision.
#[derive(Serialize)]
struct NamedDocument(String, String, String);

/// Some documents, and how many there are of them.
#[derive(Serialize)]
struct Documents(usize, Vec<NamedDocument>);

/// A provision: address, short name, words, page, what it cites, what is recorded of it.
#[derive(Serialize)]
struct ExactAnswer(String, String, String, String, Documents, Documents);

/// A programme with its provisions.
#[derive(Default, Serialize)]
struct ProgrammeAnswers {
    name: String,
    url: String,
    provisions: Vec<ExactAnswer>,
    /// `Nhiệm kỳ 2020–2025`; only where the site has several programmes.
    #[serde(skip_serializing_if = "Option::is_none")]
    term: Option<String>,
    /// The other programmes, beside the newest.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    older: Vec<ProgrammeAnswers>,
}

/// Writes the file of the provisions of programmes.
pub(super) fn write(context: PageContext<'_>) -> Vec<u8> {
    let mut all = context.site.programmes.documents().map(|index| answers(context, index));
    let mut newest = all.next().unwrap_or_default();
    newest.older = all.collect();
    serde_json::to_vec(&newest).expect("texts and numbers are JSON")
}

fn answers(context: PageContext<'_>, index: DocIx) -> ProgrammeAnswers {
    let node = DocumentRef::Held(index);
    let provisions = numbered_provisions(context, index).into_iter();
    let are_several = context.site.programmes.are_several();
    ProgrammeAnswers {
        name: match are_several {
            true => document_names::full(context, node),
            false => document_names::short(context, node),
        },
        url: context.document_url(node),
        provisions: provisions
            .map(|(position, address, name)| answer(context, index, position, address, name))
            .collect(),
        term: are_several.then(|| programme_term(context, index)).flatten(),
        older: Vec::new(),
    }
}

/// Returns the numbered provisions of a programme: position, address, short name.
pub(super) fn numbered_provisions(context: PageContext<'_>, index: DocIx) -> Vec<(usize, String, String)> {
    let rows = context.document(index).provisions.iter().enumerate();
    let numbered = rows.filter(|(_, row)| row.is_numbered());
    numbered
        .map(|(position, row)| {
            let name = provision_name(context, index, position).unwrap_or_default();
            (position, row.address.to_string(), name)
        })
        .collect()
}

fn answer(context: PageContext<'_>, index: DocIx, position: usize, address: String, name: String) -> ExactAnswer {
    let document = context.document(index);
    let row = &document.provisions[position];
    let own = own_rows(document, position);
    let cited: Vec<NamedDocument> = cites(context, index, Some(&own))
        .into_iter()
        .map(|row| NamedDocument(row.entry.name, row.entry.url, row.entry.date.unwrap_or_default()))
        .collect();
    let page = context.route_url(Route::Provision(index, position));
    let in_whole = || format!("{}#{}", context.document_url(DocumentRef::Held(index)), row.address);
    ExactAnswer(
        address,
        name,
        shortened(row.text(), MAX_WORDS),
        page.unwrap_or_else(in_whole),
        first_of(cited),
        first_of(recorded(context, index, position)),
    )
}

/// Returns the documents recorded about a provision, each once, the newest first.
fn recorded(context: PageContext<'_>, index: DocIx, position: usize) -> Vec<NamedDocument> {
    let site = context.site;
    let mut found: Vec<&Backlink> = Vec::new();
    for backlink in site.backlinks(index).at(position) {
        if !found.iter().any(|known| known.other == backlink.other) {
            found.push(backlink);
        }
    }
    found.sort_by_cached_key(|backlink| Reverse(sort_key(&site.documents, &site.graph, backlink.other)));
    let named = found.into_iter().map(|backlink| {
        let entry = document_entry(context, backlink.other);
        let claim = context
            .texts
            .get(&format!("claims.{}", backlink.claim.name()))
            .to_owned();
        // An answer is read on one screen of a phone, so that of several places the first stands for all.
        let place = entry.place.map(|place| match place.split_once("; ") {
            Some((first, _)) => format!("{first} …"),
            None => place,
        });
        let about = [Some(entry.year_text), place, Some(claim)].into_iter().flatten();
        NamedDocument(entry.name, entry.url, about.collect::<Vec<String>>().join(" · "))
    });
    named.collect()
}

fn first_of(mut documents: Vec<NamedDocument>) -> Documents {
    let count = documents.len();
    documents.truncate(MAX_NAMED);
    Documents(count, documents)
}
