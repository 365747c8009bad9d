//! A whole document on one page for print, with what is known of each provision under it.

use serde::Serialize;

use crate::input::body::markup::Markup;
use crate::input::document::Document;
use crate::model::indexes::DocIx;
use crate::model::target::DocumentRef;
use crate::output::render_template::{LinkContext, part, whole};
use crate::output::typeset::{Abbreviation, Typesetter};
use crate::output::views::cards::{Card, cards};
use crate::output::views::citation::{Length, document_citation};
use crate::output::views::document_page::{self, footnotes, recipients};
use crate::output::views::layout::{PageView, page};
use crate::output::views::letterhead::{Fact, HeadView, Signature, facts, head, signature, title};
use crate::output::views::provision_page::own_rows;
use crate::output::views::relation_lists::{CitedBy, RelationGroup, RelationSubject, cited_by, relations};
use crate::output::views::{Link, PageContext};
use crate::site::address::SiteAddress;
use crate::site::route::Route;

/// What is known of one provision.
#[derive(Serialize)]
struct KnownMaterial {
    address: String,
    relations: Vec<RelationGroup>,
    cited_by: CitedBy,
}

/// A piece of the text, and what is known of the provision whose own words end there.
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
    head: Option<HeadView>,
    facts: Vec<Fact>,
    pieces: Vec<Piece>,
    known: usize,
    footnotes_html: Option<String>,
    signature: Option<Signature>,
    recipients: Vec<String>,
    cards: Vec<Card>,
    glossary: Vec<Abbreviation>,
}

/// The page of a whole document for print.
#[derive(Serialize)]
pub struct PrintPage {
    page: PageView,
    doc: PrintView,
}

/// Makes the page of a whole document for print.
pub fn print_page(context: PageContext<'_>, index: DocIx, address: &SiteAddress) -> PrintPage {
    let document = context.site.register.document(index);
    let here = LinkContext {
        site: context.site,
        texts: context.texts,
        root: context.root,
        document: index,
        own_page: true,
    };
    let own = context.site.address(Route::Document(index)).unwrap_or(address);
    let name = title(context, index);
    let words = context.texts.view("print_title", &[("name", &name)]);
    let mut page = page(context, "print", own, words);
    page.breadcrumbs = document_page::breadcrumbs(context, index);
    page.breadcrumbs.push(Link {
        title: super::document_names::short(context.site, context.texts, DocumentRef::Held(index)),
        url: context.url(own),
    });
    let mut setter = Typesetter::new(context.texts.group("abbreviations"));
    let title_html = document.title.as_ref().map(|title| setter.set(&whole(here, title)));
    let pieces = pieces(context, here, &mut setter);
    let doc = PrintView {
        name,
        url: context.url(own),
        citation: document_citation(context, index, Length::Long),
        head: head(context, index, title_html),
        facts: facts(context, here, index),
        known: pieces.iter().filter(|piece| piece.known.is_some()).count(),
        pieces,
        footnotes_html: footnotes(here, document, None),
        signature: signature(document),
        recipients: recipients(document, &mut setter),
        cards: cards(context, here),
        glossary: setter.glossary(),
    };
    PrintPage { page, doc }
}

/// The text, cut where the own words of each provision end of which something is known.
fn pieces(context: PageContext<'_>, here: LinkContext<'_>, setter: &mut Typesetter<'_>) -> Vec<Piece> {
    let document = context.site.register.document(here.document);
    let markup = context.site.register.markup(here.document);
    let linked = &markup.linked;
    let rows = document.provisions.iter().enumerate();
    let numbered = rows.filter(|(_, row)| row.is_numbered());
    let known = numbered
        .filter_map(|(position, _)| Some((end_of_own(document, markup, position), known(context, here, position)?)));
    let mut cuts: Vec<(usize, KnownMaterial)> = known.collect();
    cuts.sort_by_key(|(at, _)| *at);
    let mut done = 0;
    let mut found = Vec::new();
    for (at, known) in cuts {
        found.push(Piece {
            html: setter.set(&part(here, linked, &(done..at))),
            known: Some(known),
        });
        done = at;
    }
    found.push(Piece {
        html: setter.set(&part(here, linked, &(done..linked.html.len()))),
        known: None,
    });
    found
}

/// Where the own words of a provision end: before the first provision inside it, else before its closing tag.
fn end_of_own(document: &Document, markup: &Markup, position: usize) -> usize {
    let range = markup.range(position);
    let rows = document.provisions.iter().enumerate();
    let inside = rows.filter(|(_, row)| row.parent == Some(position) && row.is_numbered());
    let first = inside.map(|(row, _)| markup.range(row).start).min();
    let html = markup.html_of(position);
    let holds_blocks = html.starts_with("<section") || html.starts_with("<div");
    let closing = html.rfind("</").filter(|_| holds_blocks).map(|end| range.start + end);
    first.or(closing).unwrap_or(range.end)
}

fn known(context: PageContext<'_>, here: LinkContext<'_>, position: usize) -> Option<KnownMaterial> {
    let document = context.site.register.document(here.document);
    let own = own_rows(document, position);
    let subject = RelationSubject {
        node: DocumentRef::Held(here.document),
        provisions: Some(&own),
    };
    let (relations, cited_by) = (relations(context, subject), cited_by(context, subject, 1));
    let is_known = !relations.is_empty() || cited_by.total > 0;
    is_known.then(|| KnownMaterial {
        address: document.provisions[position].address.to_string(),
        relations,
        cited_by,
    })
}
