//! The page of one provision of a followed document.

use serde::Serialize;

use crate::base::relation::RelationKind;
use crate::input::document::Document;
use crate::model::indexes::DocIx;
use crate::model::provision_backlinks::Claim;
use crate::model::target::DocumentRef;
use crate::output::document_names;
use crate::output::link_context::LinkContext;
use crate::output::official_citation::{CitationLength, citation, document_citation, provision_place};
use crate::output::page_context::{Link, PageContext};
use crate::output::render_template::render_part;
use crate::output::typeset::{Abbreviation, Typesetter};
use crate::output::views::backlink_rows::{BacklinkView, backlink_view};
use crate::output::views::breadcrumbs::document_breadcrumbs;
use crate::output::views::citation_lists::{CitedBy, CitedRow, cited_by, cites};
use crate::output::views::corrections::{ProvisionCorrection, corrections_in};
use crate::output::views::excerpt::shortened;
use crate::output::views::feedback::report_url;
use crate::output::views::footnotes::footnotes;
use crate::output::views::links::topic_links;
use crate::output::views::margin::reading_order;
use crate::output::views::material_inside::{material_at, material_inside};
use crate::output::views::page_view::{PageView, feed_link, page_view};
use crate::output::views::provision_name::provision_name;
use crate::output::views::provision_tree::{descendants, own_rows, rows_below};
use crate::output::views::relation_lists::{Direction, RelationGroup, relations_where};
use crate::output::views::relation_subject::RelationSubject;
use crate::output::views::structured_data::describe_provision;
use crate::site::address::SiteAddress;
use crate::site::route::{FeedOf, Route};

#[derive(Serialize)]
struct Holder {
    name: String,
    url: String,
    key: String,
    citation: String,
    short_citation: String,
}

#[derive(Serialize)]
struct Ancestor {
    label: String,
    heading: Option<String>,
    url: String,
}

/// A provision inside another one.
#[derive(Serialize)]
struct Child {
    title: String,
    url: String,
    /// The number of documents with records about it or a provision inside it.
    material: usize,
}

#[derive(Serialize)]
struct ProvisionView {
    address: String,
    label: String,
    place: String,
    citation: String,
    short_citation: String,
    anchor_url: String,
    report_url: Option<String>,
    context: Vec<Ancestor>,
    body_html: String,
    footnotes_html: Option<String>,
    corrections: Vec<ProvisionCorrection>,
    children: Vec<Child>,
    /// The name beside the number.
    name: Option<String>,
    /// The provisions right inside about which there are records, each with their number.
    inside: Vec<Link>,
    topics: Vec<Link>,
    implements: Vec<BacklinkView>,
    said_to_implement: Vec<BacklinkView>,
    reviews: Vec<BacklinkView>,
    same_subject: Vec<BacklinkView>,
    ledger: Option<String>,
    relations: Vec<RelationGroup>,
    cites: Vec<CitedRow>,
    cited_by: CitedBy,
    previous: Option<Link>,
    next: Option<Link>,
    nothing: bool,
    glossary: Vec<Abbreviation>,
    /// None: templates of before 0.2.0 print them.
    cards: [(); 0],
}

/// The page of a provision.
#[derive(Serialize)]
pub(crate) struct ProvisionPage {
    page: PageView,
    doc: Holder,
    provision: ProvisionView,
}

/// Makes the page of a provision.
pub(crate) fn provision_page(
    context: PageContext<'_>,
    index: DocIx,
    position: usize,
    address: &SiteAddress,
    key: String,
) -> ProvisionPage {
    let document = context.document(index);
    let row = &document.provisions[position];
    let name = document_names::short(context, DocumentRef::Held(index));
    let url = context.document_url(DocumentRef::Held(index));
    let label = capitalised(&context.texts.view("provision", &[("address", row.address.as_str())]));
    let title = match provision_name(context, index, position) {
        Some(short) => format!("{label}: {short} – {name}"),
        None => format!("{label}, {name}"),
    };
    let mut page = page_view(context, "provision", address, title);
    page.heading = label;
    page.description = Some(shortened(&row.words, 200)).filter(|text| !text.is_empty());
    page.feed = feed_link(context, FeedOf::Provision(index, position));
    page.breadcrumbs = document_breadcrumbs(context, index);
    page.breadcrumbs.push(Link {
        title: name.clone(),
        url: url.clone(),
    });
    page.machine = describe_provision(context, index, row.address.as_str(), &page);
    let provision = provision_view(context, index, position, &url);
    ProvisionPage {
        page,
        doc: Holder {
            name,
            url,
            key,
            citation: document_citation(context, index, CitationLength::Long),
            short_citation: document_citation(context, index, CitationLength::Short),
        },
        provision,
    }
}

fn provision_view(context: PageContext<'_>, index: DocIx, position: usize, document_url: &str) -> ProvisionView {
    let entry = context.site.documents.entry(index);
    let document = &entry.document;
    let row = &document.provisions[position];
    let links = LinkContext::other_page(context, index);
    let own = own_rows(document, position);
    let subject = RelationSubject {
        node: DocumentRef::Held(index),
        provisions: Some(&own),
    };
    let (relations, cited_by) = (
        relations_where(context, subject, is_relation),
        cited_by(context, subject, 1),
    );
    let records = context.site.backlinks(index).at(position);
    let of = |claim: Claim| -> Vec<BacklinkView> {
        let own = records.iter().filter(|record| record.claim == claim);
        let mut views: Vec<BacklinkView> = own.map(|one| backlink_view(context, one)).collect();
        views.sort_by_cached_key(|view| reading_order(&view.entry));
        views
    };
    let (implements, said_to_implement) = (of(Claim::Implements), of(Claim::SaidToImplement));
    let (reviews, same_subject) = (of(Claim::Reviews), of(Claim::SameSubject));
    let markup = context.site.documents.markup(index);
    let descendants = descendants(document, position);
    let inside: Vec<Link> = material_inside(context, index, position)
        .into_iter()
        .map(|child| Link {
            title: format!("{} ({})", child.address, child.count),
            url: child.url,
        })
        .collect();
    let has_nothing = records.is_empty() && relations.is_empty() && cited_by.total == 0;
    let nothing = has_nothing && inside.is_empty() && !is_referred_to(context, index, &descendants);
    let numbers = markup.footnotes_of(position);
    let mut typesetter = Typesetter::new(context.texts.group("abbreviations"));
    ProvisionView {
        address: row.address.to_string(),
        label: row.label.to_string(),
        place: provision_place(document, position),
        citation: citation(context, index, position, CitationLength::Long),
        short_citation: citation(context, index, position, CitationLength::Short),
        anchor_url: format!("{document_url}#{}", row.address),
        report_url: context
            .site
            .address(Route::Provision(index, position))
            .and_then(|address| report_url(context, (index, Some(position)), address)),
        context: ancestors(document, position, document_url),
        body_html: typesetter.typeset(&with_headings_from_2(render_part(
            links,
            &markup.linked,
            &markup.range(position),
        ))),
        glossary: typesetter.glossary(),
        cards: [],
        footnotes_html: footnotes(links, document, Some(&numbers)),
        corrections: corrections_in(document, position),
        children: children(context, index, position),
        name: entry
            .short_names
            .get(&position)
            .cloned()
            .or_else(|| row.heading().map(str::to_owned)),
        inside,
        topics: topic_links(
            context,
            entry.provision_topics.get(&position).map_or(&[], Vec::as_slice),
        ),
        nothing,
        implements,
        said_to_implement,
        reviews,
        same_subject,
        ledger: ledger_url(context, index),
        relations,
        cites: cites(context, index, Some(&rows_below(document, &markup, position))),
        cited_by,
        previous: neighbour(context, index, position, Neighbour::Back),
        next: neighbour(context, index, position, Neighbour::Forward),
    }
}

/// Returns whether the list of relations shows a relation: those that the sections of records show are left out.
fn is_relation(kind: RelationKind, direction: Direction) -> bool {
    let is_record = match kind {
        RelationKind::SameSubject => true,
        RelationKind::Implements | RelationKind::Reviews => direction == Direction::Inverse,
        RelationKind::BasedOn
        | RelationKind::InSpiritOf
        | RelationKind::Guides
        | RelationKind::Amends
        | RelationKind::Replaces
        | RelationKind::Repeals
        | RelationKind::Issues
        | RelationKind::Continues
        | RelationKind::Quotes
        | RelationKind::Cites => false,
    };
    !is_record
}

/// Returns the address of the ledger, for a provision of the document that it follows.
fn ledger_url(context: PageContext<'_>, index: DocIx) -> Option<String> {
    let programme = context.site.programmes.of(index)?;
    let url = context.route_url(context.site.programmes.ledger_route(index));
    url.filter(|_| programme.ledger.provisions().next().is_some())
}

/// Raises the headings of a piece of a text so that the outermost is an `h2`: the page's `h1` names the
/// provision, and no level is skipped below it (WCAG 1.3.1, technique G141).
fn with_headings_from_2(html: String) -> String {
    // Text cannot hold a `<`: it is escaped.
    let Some(top) = (2..=6)
        .find(|level| html.contains(&format!("<h{level}")))
        .filter(|top| *top > 2)
    else {
        return html;
    };
    let raised = |html: String, level: usize| {
        let new = level + 2 - top;
        html.replace(&format!("<h{level}"), &format!("<h{new}"))
            .replace(&format!("</h{level}>"), &format!("</h{new}>"))
    };
    (top..=6).fold(html, raised)
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn ancestors(document: &Document, position: usize, document_url: &str) -> Vec<Ancestor> {
    let rows = &document.provisions;
    let mut found = Vec::new();
    let mut at = rows[position].parent();
    while let Some(index) = at {
        let row = &rows[index];
        found.push(Ancestor {
            label: row.label.to_string(),
            heading: row.heading().map(str::to_owned),
            url: format!("{document_url}#{}", row.address),
        });
        at = row.parent();
    }
    found.reverse();
    found
}

fn provision_link(context: PageContext<'_>, index: DocIx, position: usize) -> Option<Link> {
    let row = &context.document(index).provisions[position];
    let title = context.texts.view("provision", &[("address", row.address.as_str())]);
    context.route_link(title, Route::Provision(index, position))
}

fn children(context: PageContext<'_>, index: DocIx, position: usize) -> Vec<Child> {
    let document = context.document(index);
    let rows = document.provisions.iter().enumerate();
    let inside = rows.filter(|(_, row)| row.parent() == Some(position) && row.is_numbered());
    inside
        .filter_map(|(child, _)| {
            let Link { title, url } = provision_link(context, index, child)?;
            let rows = [vec![child], descendants(document, child)].concat();
            let material = material_at(context, index, &rows);
            Some(Child { title, url, material })
        })
        .collect()
}

/// Returns whether any document has a relation to one of some provisions, or cites one.
fn is_referred_to(context: PageContext<'_>, index: DocIx, rows: &[usize]) -> bool {
    let subject = RelationSubject {
        node: DocumentRef::Held(index),
        provisions: Some(rows),
    };
    !relations_where(context, subject, is_relation).is_empty() || cited_by(context, subject, 1).total > 0
}

/// A direction of reading.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Neighbour {
    Back,
    Forward,
}

/// Returns the link to the numbered provision before or after this one in the text.
fn neighbour(context: PageContext<'_>, index: DocIx, position: usize, step: Neighbour) -> Option<Link> {
    let rows = &context.document(index).provisions;
    let found = match step {
        Neighbour::Back => rows[..position].iter().rposition(|row| row.is_numbered()),
        Neighbour::Forward => rows[position + 1..]
            .iter()
            .position(|row| row.is_numbered())
            .map(|found| position + 1 + found),
    };
    found.and_then(|found| provision_link(context, index, found))
}
