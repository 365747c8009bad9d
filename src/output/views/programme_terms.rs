//! What tells the programmes of a site apart: the term of each, and how they follow one another.

use crate::base::date::PartialDate;
use crate::base::relation::{Origin, RelationKind};
use crate::model::indexes::{BodyIx, DocIx};
use crate::model::relations::Edge;
use crate::model::target::DocumentRef;
use crate::output::document_names;
use crate::output::page_context::PageContext;
use crate::output::views::links::html_link;

/// Returns the term of a programme: that of its issuer (`Nhiệm kỳ 2020–2025`), the period that it states, or its year.
pub(crate) fn programme_term(context: PageContext<'_>, index: DocIx) -> Option<String> {
    let date = context.site.documents.entry(index).date();
    let of_issuer = date.and_then(|date| term_of_issuer(context, index, date));
    let period = context.document(index).head.period.as_deref();
    let stated = || period.map(|period| context.texts.format("programmes.period", &[("period", period)]));
    let year = || date.map(|date| context.texts.view("year", &[("year", &date.year().to_string())]));
    of_issuer.or_else(stated).or_else(year)
}

/// Returns the term of the issuer, or of the nearest body above it that declares its terms.
fn term_of_issuer(context: PageContext<'_>, index: DocIx, date: PartialDate) -> Option<String> {
    let documents = &context.site.documents;
    let issuer = documents.entry(index).issuer?;
    let declares = |body: &BodyIx| !context.body(*body).terms.is_empty();
    let body = documents.above(issuer).into_iter().find(declares)?;
    let terms = &context.body(body).terms;
    let next = terms.partition_point(|first| *first <= date);
    let from = terms.get(next.checked_sub(1)?)?.year().to_string();
    Some(match terms.get(next) {
        Some(next) => {
            let to = next.year().to_string();
            context.texts.format("programmes.term", &[("from", &from), ("to", &to)])
        }
        None => context.texts.format("programmes.open_term", &[("from", &from)]),
    })
}

/// Returns how a programme follows the others of the site, as its head and theirs declare: a line of HTML for each.
pub(crate) fn succession(context: PageContext<'_>, index: DocIx) -> Vec<String> {
    let site = context.site;
    if !site.programmes.contains(index) {
        return Vec::new();
    }
    let own = site.graph.edges_from(index).filter(|edge| is_succession(edge));
    let own = own.filter_map(|edge| match edge.to {
        DocumentRef::Held(other) => Some((edge.kind, "forward", other)),
        DocumentRef::Stub(_) => None,
    });
    let of_others = site.graph.edges_to(DocumentRef::Held(index));
    let of_others = of_others.filter(|edge| is_succession(edge));
    let mut found: Vec<(RelationKind, &str, DocIx)> = own
        .chain(of_others.map(|edge| (edge.kind, "inverse", edge.from)))
        .filter(|(_, _, other)| *other != index && site.programmes.contains(*other))
        .collect();
    found.sort();
    found.dedup();
    let line = |(kind, end, other): (RelationKind, &str, DocIx)| {
        let label = context.relation_term(kind, end);
        let node = DocumentRef::Held(other);
        let link = html_link(&context.document_url(node), &document_names::full(context, node));
        format!("{label}: {link}")
    };
    found.into_iter().map(line).collect()
}

/// Returns whether a declared relation says that one document comes after another.
fn is_succession(edge: &Edge) -> bool {
    let follows = match edge.kind {
        RelationKind::Continues | RelationKind::Replaces | RelationKind::Repeals | RelationKind::Amends => true,
        RelationKind::BasedOn
        | RelationKind::Implements
        | RelationKind::InSpiritOf
        | RelationKind::Guides
        | RelationKind::Issues
        | RelationKind::Reviews
        | RelationKind::SameSubject
        | RelationKind::Quotes
        | RelationKind::Cites => false,
    };
    follows && edge.origin != Origin::Text
}
