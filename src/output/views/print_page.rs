//! A whole document on one page for print, with relations and citations under each provision.

use serde::Serialize;

use crate::input::body::markup::Markup;
use crate::input::document::Document;
use crate::model::indexes::DocIx;
use crate::model::target::DocumentRef;
use crate::output::document_names;
use crate::output::link_context::LinkContext;
use crate::output::official_citation::{CitationLength, document_citation};
use crate::output::page_context::{Link, PageContext};
use crate::output::qr_code::qr_code;
use crate::output::render_template::{render, render_part};
use crate::output::typeset::{Abbreviation, Typesetter};
use crate::output::views::breadcrumbs::document_breadcrumbs;
use crate::output::views::citation_cards::{CitationCard, cards};
use crate::output::views::citation_lists::{CitedBy, cited_by};
use crate::output::views::footnotes::footnotes;
use crate::output::views::letterhead::recipients;
use crate::output::views::letterhead::{
    DocumentFact, LetterheadView, Signature, facts, letterhead, page_title, signature,
};
use crate::output::views::page_view::{PageView, page_view};
use crate::output::views::provision_tree::own_rows;
use crate::output::views::relation_lists::{RelationGroup, relations};
use crate::output::views::relation_subject::RelationSubject;
use crate::site::address::SiteAddress;
use crate::site::route::Route;

/// The relations and citations of one provision.
#[derive(Serialize)]
struct KnownMaterial {
    address: String,
    relations: Vec<RelationGroup>,
    cited_by: CitedBy,
}

/// A piece of the text, with the relations and citations of the provision whose own words end there.
#[derive(Serialize)]
struct Piece {
    html: String,
    known: Option<KnownMaterial>,
}

#[derive(Serialize)]
struct PrintView {
    name: String,
    url: String,
    citation: String,
    head: Option<LetterheadView>,
    facts: Vec<DocumentFact>,
    pieces: Vec<Piece>,
    known: usize,
    footnotes_html: Option<String>,
    signature: Option<Signature>,
    recipients: Vec<String>,
    cards: Vec<CitationCard>,
    glossary: Vec<Abbreviation>,
    /// The address of the document's page as a QR code, if the site's address is known.
    qr_code: Option<String>,
}

/// The page of a whole document for print.
#[derive(Serialize)]
pub(crate) struct PrintPage {
    page: PageView,
    doc: PrintView,
}

/// Makes the page of a whole document for print.
pub(crate) fn print_page(context: PageContext<'_>, index: DocIx, address: &SiteAddress) -> PrintPage {
    let document = context.document(index);
    let links = LinkContext::own_page(context, index);
    let own = context.site.address(Route::Document(index)).unwrap_or(address);
    let name = page_title(context, index);
    let words = context.texts.view("print_title", &[("name", &name)]);
    let mut page = page_view(context, "print", own, words);
    page.breadcrumbs = document_breadcrumbs(context, index);
    page.breadcrumbs.push(Link {
        title: document_names::short(context, DocumentRef::Held(index)),
        url: context.url(own),
    });
    let mut typesetter = Typesetter::new(context.texts.group("abbreviations"));
    let title_html = document
        .title
        .as_ref()
        .map(|title| typesetter.typeset_heading(&render(links, title)));
    let pieces = pieces(links, &mut typesetter);
    let doc = PrintView {
        name,
        url: context.url(own),
        citation: document_citation(context, index, CitationLength::Long),
        head: letterhead(context, index, title_html),
        facts: facts(links),
        known: pieces.iter().filter(|piece| piece.known.is_some()).count(),
        pieces,
        footnotes_html: footnotes(links, document, None),
        signature: signature(document),
        recipients: recipients(document, &mut typesetter),
        cards: cards(links),
        glossary: typesetter.glossary(),
        qr_code: page.canonical.as_deref().and_then(|url| {
            let title = context.texts.view("qr_code", &[]);
            qr_code(url, &title)
        }),
    };
    PrintPage { page, doc }
}

/// Returns the text in pieces, each ending with the own words of a provision that has relations or citations.
fn pieces(links: LinkContext<'_>, typesetter: &mut Typesetter<'_>) -> Vec<Piece> {
    let document = links.page.document(links.document);
    let markup = links.page.site.documents.markup(links.document);
    let linked = &markup.linked;
    let rows = document.provisions.iter().enumerate();
    let numbered = rows.filter(|(_, row)| row.is_numbered());
    let known =
        numbered.filter_map(|(position, _)| Some((end_of_own(document, &markup, position), known(links, position)?)));
    let mut cuts: Vec<(usize, KnownMaterial)> = known.collect();
    cuts.sort_by_key(|(at, _)| *at);
    let mut done = 0;
    let mut found = Vec::new();
    for (at, known) in cuts {
        found.push(Piece {
            html: typesetter.typeset(&render_part(links, linked, &(done..at))),
            known: Some(known),
        });
        done = at;
    }
    found.push(Piece {
        html: typesetter.typeset(&render_part(links, linked, &(done..linked.html.len()))),
        known: None,
    });
    found
}

/// Returns where the own words of a provision end: before the first provision inside it, else before its closing tag.
fn end_of_own(document: &Document, markup: &Markup, position: usize) -> usize {
    let range = markup.range(position);
    let rows = document.provisions.iter().enumerate();
    let inside = rows.filter(|(_, row)| row.parent() == Some(position) && row.is_numbered());
    let first = inside.map(|(row, _)| markup.range(row).start).min();
    let html = markup.html_of(position);
    let holds_blocks = html.starts_with("<section") || html.starts_with("<div");
    let closing = html.rfind("</").filter(|_| holds_blocks).map(|end| range.start + end);
    first.or(closing).unwrap_or(range.end)
}

fn known(links: LinkContext<'_>, position: usize) -> Option<KnownMaterial> {
    let document = links.page.document(links.document);
    let own = own_rows(document, position);
    let subject = RelationSubject {
        node: DocumentRef::Held(links.document),
        provisions: Some(&own),
    };
    let (relations, cited_by) = (relations(links.page, subject), cited_by(links.page, subject, 1));
    let is_known = !relations.is_empty() || cited_by.total > 0;
    is_known.then(|| KnownMaterial {
        address: document.provisions[position].address.to_string(),
        relations,
        cited_by,
    })
}
