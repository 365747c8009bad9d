//! A programme on the home page: its contents with counts, and the documents that it cites.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use serde::Serialize;

use crate::base::relation::Origin;
use crate::input::body::provisions::ProvisionKind;
use crate::model::indexes::DocIx;
use crate::model::provision_backlinks::date_of;
use crate::model::target::DocumentRef;
use crate::output::document_names;
use crate::output::page_context::PageContext;
use crate::output::views::document_entry::{DocumentEntry, document_entry};
use crate::output::views::excerpt::shortened;
use crate::output::views::layout::label_of;
use crate::output::views::material_inside::material_at;
use crate::output::views::programme_terms::{programme_term, succession};
use crate::output::views::provision_name::provision_name;
use crate::output::views::provision_tree::descendants;

/// The most documents that the home page names.
const MAX_CITED: usize = 4;

/// The most letters of a subject.
const MAX_SUBJECT: usize = 75;

/// The most letters of a heading.
const MAX_HEADING: usize = 90;

/// A heading of the programme.
#[derive(Clone, Serialize)]
struct ContentsRow {
    /// `II`, `1`
    label: String,
    heading: String,
    url: String,
    /// `9 tư liệu`; absent where there is none.
    count: Option<String>,
    children: Vec<ContentsRow>,
}

/// A document that the programme cites.
#[derive(Clone, Serialize)]
struct Cited {
    entry: DocumentEntry,
    /// Its trích yếu, shortened.
    subject: Option<String>,
    /// In how many places.
    places: String,
}

/// The programme as the home page shows it.
#[derive(Clone, Serialize)]
pub(crate) struct HomeProgramme {
    name: String,
    short_name: String,
    /// `Nhiệm kỳ 2020–2025`
    term: Option<String>,
    /// How it follows other programmes of the site, as HTML.
    succession: Vec<String>,
    title: Option<String>,
    url: String,
    contents: Vec<ContentsRow>,
    cited: Vec<Cited>,
    /// How many documents it cites.
    cited_total: usize,
}

/// Makes the programme's part of the home page.
pub(crate) fn home_programme(context: PageContext<'_>, index: DocIx) -> HomeProgramme {
    let document = context.document(index);
    let node = DocumentRef::Held(index);
    let rows = document.provisions.iter().enumerate();
    let top = rows.filter(|(_, row)| row.parent().is_none() && row.is_numbered() && row.row == ProvisionKind::Heading);
    let cited = cited(context, index);
    HomeProgramme {
        name: document_names::full(context, node),
        short_name: document_names::short(context, node),
        term: programme_term(context, index),
        succession: succession(context, index),
        title: document.title_text.clone(),
        url: context.document_url(node),
        contents: top
            .map(|(position, _)| contents_row(context, index, position, 1))
            .collect(),
        cited_total: cited.len(),
        cited: cited
            .into_iter()
            .take(MAX_CITED)
            .map(|(node, places)| cited_view(context, node, places))
            .collect(),
    }
}

/// Makes the row of a heading, and of the headings directly below it.
fn contents_row(context: PageContext<'_>, index: DocIx, position: usize, levels_below: usize) -> ContentsRow {
    let document = context.document(index);
    let row = &document.provisions[position];
    let inner = document.provisions.iter().enumerate();
    let inner = inner.filter(|(_, inner)| inner.parent() == Some(position) && inner.is_numbered());
    let headings: Vec<usize> = inner
        .filter(|(_, inner)| inner.row == ProvisionKind::Heading)
        .map(|(at, _)| at)
        .filter(|_| levels_below > 0)
        .collect();
    let rows = [vec![position], descendants(document, position)].concat();
    let count = material_at(context, index, &rows);
    let url = context.document_url(DocumentRef::Held(index));
    ContentsRow {
        label: label_of(row).to_owned(),
        heading: provision_name(context, index, position)
            .map(|name| shortened(&name, MAX_HEADING))
            .unwrap_or_default(),
        url: format!("{url}#{}", row.address),
        count: (count > 0 && headings.is_empty())
            .then(|| context.texts.view("n_entries", &[("n", &count.to_string())])),
        children: headings
            .into_iter()
            .map(|at| contents_row(context, index, at, levels_below - 1))
            .collect(),
    }
}

fn cited_view(context: PageContext<'_>, node: DocumentRef, places: usize) -> Cited {
    let entry = document_entry(context, node);
    Cited {
        subject: entry.subject.as_deref().map(|subject| shortened(subject, MAX_SUBJECT)),
        entry,
        places: context.texts.view("n_places", &[("n", &places.to_string())]),
    }
}

/// Returns the documents that the text of the programme cites, with the number of places: first those with a number and
/// a date, among them those cited most, then the newest.
fn cited(context: PageContext<'_>, index: DocIx) -> Vec<(DocumentRef, usize)> {
    let site = context.site;
    let mut places: BTreeMap<DocumentRef, usize> = BTreeMap::new();
    let edges = site.graph.edges_from(index).filter(|edge| edge.origin == Origin::Text);
    for edge in edges.filter(|edge| edge.to != DocumentRef::Held(index)) {
        *places.entry(edge.to).or_insert(0) += 1;
    }
    let mut found: Vec<(DocumentRef, usize)> = places.into_iter().collect();
    let date = |node| date_of(&site.documents, &site.graph, node);
    let is_precise = |node: DocumentRef| match node {
        DocumentRef::Held(index) => context.document(index).head.number.is_some() && date(node).is_some(),
        DocumentRef::Stub(_) => date(node).is_some(),
    };
    found.sort_by_key(|(node, places)| (!is_precise(*node), Reverse(*places), Reverse(date(*node))));
    found
}
