//! One document's claim about a provision, as pages show it: the ledger, the marks, the page of a provision.

use serde::Serialize;

use crate::base::html::escaped;
use crate::base::relation::Origin;
use crate::base::slug::slug;
use crate::model::ledger::{kind_of, units_of};
use crate::model::provision_backlinks::{Claim, Record};
use crate::model::relations::{Edge, Node};
use crate::output::render_template::{Here, marked, whole};
use crate::output::views::Desk;
use crate::output::views::entries::{Entry, entry};
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
    pub entry: Entry,
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
pub fn record(desk: Desk<'_>, record: &Record) -> RecordView {
    let site = desk.site;
    let edges: Vec<&Edge> = record.edges.iter().map(|at| &site.graph.edges[*at]).collect();
    let units = units_of(&site.register, &site.graph, record.other);
    let mut origins: Vec<String> = edges
        .iter()
        .filter(|edge| edge.found_in.is_none())
        .map(|edge| origin_html(desk, edge, record.other))
        .collect();
    origins.dedup();
    let stated: Vec<&str> = edges
        .iter()
        .flat_map(|edge| edge.details.iter().map(String::as_str))
        .collect();
    let unit_slugs: Vec<String> = units.iter().map(|unit| slug(unit)).collect();
    RecordView {
        entry: entry(desk, record.other),
        claim: record.claim.name(),
        claim_text: claim_text(desk, record.claim),
        unit_slugs: unit_slugs.join(" "),
        classed: edges.iter().all(|edge| edge.origin == Origin::Site),
        kind_slug: kind_of(&site.register, &site.graph, record.other)
            .map(|(slug, _)| slug.to_owned())
            .unwrap_or_default(),
        units,
        origins,
        stated: (!stated.is_empty()).then(|| escaped(&stated.join("; "))),
        results: results(desk, record),
        sentences: edges.iter().filter_map(|edge| sentence(desk, edge)).collect(),
    }
}

/// The results that a document gives; those that it cites with nothing to report have none.
fn results(desk: Desk<'_>, record: &Record) -> Vec<String> {
    let Node::Held(index) = record.other else {
        return Vec::new();
    };
    if record.claim == Claim::Cites {
        return Vec::new();
    }
    let document = desk.site.register.document(index);
    let here = Here {
        site: desk.site,
        texts: desk.texts,
        root: desk.root,
        document: index,
        own_page: false,
    };
    let rows = document.head.results.iter().zip(&document.results);
    rows.map(|(result, (content, _))| {
        let words = whole(here, content);
        match &result.as_of {
            Some(date) => {
                let date = desk.texts.say("results_as_of", &[("date", &escaped(date))]);
                format!("{words} ({date})")
            }
            None => words,
        }
    })
    .collect()
}

fn sentence(desk: Desk<'_>, edge: &Edge) -> Option<Sentence> {
    let (text, range) = edge.sentence(&desk.site.register)?;
    let from = Node::Held(edge.from);
    let place = edge.from_provision.map(crate::model::resolve::Spot::Provision);
    let place = place.map(|spot| place_link(desk, from, &spot));
    let url = || desk.url(desk.site.address_of(from));
    let (label, url) = place.map_or_else(
        || (desk.texts.view("whole_text", &[]), url()),
        |link| (link.title, link.url),
    );
    Some(Sentence {
        label,
        url,
        html: marked(&text, &range),
    })
}
