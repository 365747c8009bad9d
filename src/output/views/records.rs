//! One document's claim about a provision, as pages show it: the ledger, the marks, the page of a provision.

use serde::Serialize;

use crate::base::html::escaped;
use crate::base::relation::Origin;
use crate::base::slug::slug;
use crate::model::ledger::{kind_of, units_of};
use crate::model::provision_backlinks::{Claim, Record};
use crate::model::relations::Edge;
use crate::model::target::DocumentRef;
use crate::output::render_template::{LinkContext, marked, whole};
use crate::output::views::PageContext;
use crate::output::views::entries::{DocumentEntry, entry};
use crate::output::views::ledger_page::claim_text;
use crate::output::views::relation_lists::{origin_html, place_link};

/// A sentence that cites, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Sentence {
    /// `mục II.2.1`
    pub label: String,
    /// The very place.
    pub url: String,
    /// The words, the citation marked.
    pub html: String,
}

/// A claim about a provision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RecordView {
    /// The document that makes it, or is classed so.
    pub entry: DocumentEntry,
    /// `implements`, `reviews`, `same_subject`, `cites`.
    pub claim: &'static str,
    /// The same in words.
    pub claim_text: String,
    /// Who stands behind the document.
    pub units: Vec<String>,
    /// Slugs of these, and of the kind, for filtering in the page.
    pub unit_slugs: String,
    /// See `unit_slugs`.
    pub kind_slug: String,
    /// Whether this site classes it so and nobody else says anything.
    pub classed: bool,
    /// Who says so, in words.
    pub origins: Vec<String>,
    /// What the document itself states: period, self-assessment, result.
    pub stated: Option<String>,
    /// Results that the document gives, with their time.
    pub results: Vec<String>,
    /// The sentences that cite.
    pub sentences: Vec<Sentence>,
}

/// Makes the view of a record.
pub fn record(context: PageContext<'_>, record: &Record) -> RecordView {
    let site = context.site;
    let edges: Vec<&Edge> = record.edges.iter().map(|at| &site.graph.edges[*at]).collect();
    let units = units_of(&site.register, &site.graph, record.other);
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
    let unit_slugs: Vec<String> = units.iter().map(|unit| slug(unit)).collect();
    RecordView {
        entry: entry(context, record.other),
        claim: record.claim.name(),
        claim_text: claim_text(context, record.claim),
        unit_slugs: unit_slugs.join(" "),
        classed: edges.iter().all(|edge| edge.origin == Origin::Site),
        kind_slug: kind_of(&site.register, &site.graph, record.other)
            .map(|(slug, _)| slug.to_owned())
            .unwrap_or_default(),
        units,
        origins,
        stated: (!stated.is_empty()).then(|| escaped(&stated.join("; "))),
        results: results(context, record),
        sentences: edges.iter().filter_map(|edge| sentence(context, edge)).collect(),
    }
}

/// The results that a document gives; those that it cites with nothing to report have none.
fn results(context: PageContext<'_>, record: &Record) -> Vec<String> {
    let DocumentRef::Held(index) = record.other else {
        return Vec::new();
    };
    if record.claim == Claim::Cites {
        return Vec::new();
    }
    let document = context.site.register.document(index);
    let here = LinkContext {
        site: context.site,
        texts: context.texts,
        root: context.root,
        document: index,
        own_page: false,
    };
    let rows = document.head.results.iter().zip(&document.results);
    rows.map(|(result, (content, _))| {
        let words = whole(here, content);
        match &result.as_of {
            Some(date) => {
                let date = context.texts.say("results_as_of", &[("date", &escaped(date))]);
                format!("{words} ({date})")
            }
            None => words,
        }
    })
    .collect()
}

fn sentence(context: PageContext<'_>, edge: &Edge) -> Option<Sentence> {
    let (text, range) = edge.sentence(&context.site.register)?;
    let from = DocumentRef::Held(edge.from);
    let place = edge.from_provision.map(crate::model::target::Location::Provision);
    let place = place.map(|spot| place_link(context, from, &spot));
    let url = || context.url(context.site.address_of(from));
    let (label, url) = place.map_or_else(
        || (context.texts.view("whole_text", &[]), url()),
        |link| (link.title, link.url),
    );
    Some(Sentence {
        label,
        url,
        html: marked(&text, &range),
    })
}
