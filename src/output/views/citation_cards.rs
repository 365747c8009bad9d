//! The notes on citations of the page for print: what readers would look up if they could follow the links.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::base::kind::Form;
use crate::base::position::Position;
use crate::input::body::html_template::Placeholder;
use crate::model::indexes::DocIx;
use crate::model::target::{DocumentRef, Location, Target};
use crate::output::document_names;
use crate::output::link_context::LinkContext;
use crate::output::page_context::PageContext;
use crate::output::views::document_entry::holding_name;
use crate::output::views::excerpt::shortened;

/// The most characters of the cited provision that a card shows.
const MAX_EXCERPT: usize = 220;

/// The fewest bytes of a sentence: a dot before may end an abbreviation.
const MIN_SENTENCE: usize = 30;

/// The preview of a citation's target.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct CitationCard {
    /// The address of the links that it belongs to, exactly as in their `href`.
    pub url: String,
    /// The name with date and issuer.
    pub name: String,
    /// The trích yếu.
    pub subject: Option<String>,
    /// The first sentence of its summary.
    pub summary: Option<String>,
    /// Whether a card before it is of the same document: paper shows one.
    pub again: bool,
    /// The status, if the site knows it.
    pub status: Option<String>,
    /// `full`, `extract`, `none`; absent for write-ups and pages.
    pub holding: Option<&'static str>,
    /// The cited provision.
    pub place: Option<String>,
    /// Its first words.
    pub excerpt: Option<String>,
}

/// Makes the cards of all citations in a document's title, summary, notes and text.
pub(crate) fn cards(links: LinkContext<'_>) -> Vec<CitationCard> {
    let document = links.page.document(links.document);
    let title = document.title.iter().flat_map(|title| &title.placeholders);
    let notes = document.footnotes.iter().flat_map(|note| &note.placeholders);
    let own = document
        .summary
        .iter()
        .chain(&document.note)
        .flat_map(|text| &text.placeholders);
    let body = links.page.site.documents.markup(links.document);
    gather(links, title.chain(own).chain(&body.linked.placeholders).chain(notes))
}

fn gather<'h>(
    links: LinkContext<'_>,
    placeholders: impl Iterator<Item = &'h (Position, Placeholder)>,
) -> Vec<CitationCard> {
    let graph = &links.page.site.graph;
    let mut seen = BTreeSet::new();
    let mut documents = BTreeSet::new();
    let mut found = Vec::new();
    for (_, placeholder) in placeholders {
        let target = match placeholder {
            Placeholder::Mention(mention) => &graph.mentions[links.document.get()].targets[mention.get()],
            Placeholder::Link(link) => &graph.links[links.document.get()][link.get()],
            Placeholder::Id(_)
            | Placeholder::SelfHref(_)
            | Placeholder::MentionEnd(_)
            | Placeholder::NameEnd(..)
            | Placeholder::LinkEnd(_)
            | Placeholder::Source(_)
            | Placeholder::ImageSize(_)
            | Placeholder::TableName
            | Placeholder::Footnote(..) => continue,
        };
        let card = card(links, target).filter(|card| seen.insert(card.url.clone()));
        found.extend(card.map(|card| CitationCard {
            again: !documents.insert(card.name.clone()),
            ..card
        }));
    }
    found
}

fn card(links: LinkContext<'_>, target: &Target) -> Option<CitationCard> {
    match target {
        Target::Held(index, spot) => {
            let provision = match spot {
                Some(Location::Provision(provision)) => Some(*provision),
                Some(Location::Unchecked(_)) | None => None,
            };
            let url = links.location_url(DocumentRef::Held(*index), spot.as_ref());
            Some(held(links.page, *index, provision, url))
        }
        Target::Stub(index, _) => {
            let node = DocumentRef::Stub(*index);
            Some(CitationCard {
                url: links.location_url(node, None),
                name: document_names::full(links.page, node),
                subject: None,
                summary: None,
                again: false,
                status: None,
                holding: Some("none"),
                place: None,
                excerpt: None,
            })
        }
        Target::Ambiguous(_)
        | Target::External(_)
        | Target::SiteAddress(_)
        | Target::File(_)
        | Target::SelfReference
        | Target::Unresolved => None,
    }
}

fn held(context: PageContext<'_>, index: DocIx, provision: Option<usize>, url: String) -> CitationCard {
    let document = context.document(index);
    let is_official = document.kind.form == Form::Official;
    let row = provision.map(|provision| &document.provisions[provision]);
    let words = row.map(|row| &row.words);
    let words = words.filter(|words| !words.is_empty());
    CitationCard {
        url,
        name: document_names::full(context, DocumentRef::Held(index)),
        subject: document_names::subject(document),
        summary: document.head.summary.as_ref().map(|text| first_sentence(&text.value)),
        again: false,
        status: document.head.status.as_ref().map(|status| status.value.to_string()),
        holding: document.holding.filter(|_| is_official).map(holding_name),
        place: provision.map(|provision| document_names::place(document, context.texts, Some(provision))),
        excerpt: words.map(|words| shortened(words, MAX_EXCERPT)),
    }
}

/// Returns the first sentence of a text, cut where it is long.
fn first_sentence(text: &str) -> String {
    let end = text
        .match_indices(". ")
        .map(|(at, _)| at + 1)
        .find(|end| *end > MIN_SENTENCE);
    shortened(&text[..end.unwrap_or(text.len())], MAX_EXCERPT)
}
