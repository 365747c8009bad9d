//! The record of one document about a provision, as the ledger, the badges and the page of the provision show it.

use serde::Serialize;

use crate::base::html::escaped;
use crate::base::relation::Origin;
use crate::model::ledger::units_of;
use crate::model::provision_backlinks::{Backlink, Claim};
use crate::model::relations::Edge;
use crate::model::target::{DocumentRef, Location};
use crate::output::link_context::LinkContext;
use crate::output::page_context::PageContext;
use crate::output::render_template::render;
use crate::output::views::document_entry::{DocumentEntry, document_entry};
use crate::output::views::excerpt::marked;
use crate::output::views::links::place_link;
use crate::output::views::relation_lists::origin_html;

/// A sentence that cites, and its place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct CitingSentence {
    /// `mục II.2.1`
    pub label: String,
    /// The address of the place.
    pub url: String,
    /// The sentence, with the citation marked.
    pub html: String,
}

/// A claim about a provision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct BacklinkView {
    /// The document that makes the claim, or that the site classes so.
    pub entry: DocumentEntry,
    /// `implements`, `reviews`, `same_subject`, `cites`.
    pub claim: &'static str,
    /// The same in words.
    pub claim_text: String,
    /// The units responsible for the document.
    pub units: Vec<String>,
    /// Whether only this site classes it so.
    pub classed: bool,
    /// The sources of the claim, as HTML.
    pub origins: Vec<String>,
    /// Statements of the document itself: period, self-assessment, result.
    pub stated: Option<String>,
    /// Results that the document gives, with their time.
    pub results: Vec<String>,
    /// The sentences that cite.
    pub sentences: Vec<CitingSentence>,
}

/// Makes the view of a record.
pub(crate) fn backlink_view(context: PageContext<'_>, record: &Backlink) -> BacklinkView {
    let site = context.site;
    let edges: Vec<&Edge> = record.edges.iter().map(|at| &site.graph.edges[*at]).collect();
    let units = units_of(&site.documents, &site.graph, record.other);
    let mut origins: Vec<String> = edges
        .iter()
        .filter(|edge| edge.found_in.is_none())
        .map(|edge| origin_html(context, edge, record.other))
        .collect();
    origins.dedup();
    let stated: Vec<&str> = edges
        .iter()
        .flat_map(|edge| edge.details.iter().map(String::as_str))
        .collect();
    BacklinkView {
        entry: document_entry(context, record.other),
        claim: record.claim.name(),
        claim_text: context.texts.get(&format!("claims.{}", record.claim.name())).to_owned(),
        classed: edges.iter().all(|edge| edge.origin == Origin::Site),
        units,
        origins,
        stated: (!stated.is_empty()).then(|| escaped(&stated.join("; "))),
        results: results(context, record),
        sentences: edges.iter().filter_map(|edge| sentence(context, edge)).collect(),
    }
}

/// Returns the results that a document reports; none if it only cites the provision.
fn results(context: PageContext<'_>, record: &Backlink) -> Vec<String> {
    let DocumentRef::Held(index) = record.other else {
        return Vec::new();
    };
    if record.claim == Claim::Cites {
        return Vec::new();
    }
    let document = context.document(index);
    let links = LinkContext::other_page(context, index);
    let rows = document.head.results.iter().zip(&document.results);
    rows.map(|(result, (content, _))| {
        let words = render(links, content);
        match &result.as_of {
            Some(date) => {
                let date = context.texts.format("results_as_of", &[("date", &escaped(date))]);
                format!("{words} ({date})")
            }
            None => words,
        }
    })
    .collect()
}

fn sentence(context: PageContext<'_>, edge: &Edge) -> Option<CitingSentence> {
    let (text, range) = edge.sentence(&context.site.documents)?;
    let from = DocumentRef::Held(edge.from);
    let place = edge.from_provision.map(Location::Provision);
    let place = place.map(|spot| place_link(context, from, &spot));
    let url = || context.document_url(from);
    let (label, url) = place.map_or_else(
        || (context.texts.view("whole_text", &[]), url()),
        |link| (link.title, link.url),
    );
    Some(CitingSentence {
        label,
        url,
        html: marked(&text, &range),
    })
}
