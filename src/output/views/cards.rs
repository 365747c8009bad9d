//! The card of each citation of a page: what a reader would look up before going on, made at build time.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::base::kind::Form;
use crate::input::body::html_template::Placeholder;
use crate::model::indexes::DocIx;
use crate::model::target::{DocumentRef, Location, Target};
use crate::output::render_template::LinkContext;
use crate::output::views::document_page::shortened;
use crate::output::views::entries::holding_name;
use crate::output::views::{PageContext, document_names};

/// Letters of the cited words that a card shows.
const EXCERPT: usize = 220;

/// What a card says of a citation's target.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Card {
    /// The address of the links that it belongs to, letter for letter.
    pub url: String,
    /// The name with date and issuer.
    pub name: String,
    /// The trích yếu.
    pub subject: Option<String>,
    /// The status, where the site knows it.
    pub status: Option<String>,
    /// `full`, `extract`, `none`; absent for write-ups and pages.
    pub holding: Option<&'static str>,
    /// The cited provision.
    pub place: Option<String>,
    /// Its first words.
    pub excerpt: Option<String>,
}

/// Makes the cards of all citations of a document's title and text.
pub fn cards(context: PageContext<'_>, here: LinkContext<'_>) -> Vec<Card> {
    let document = context.site.register.document(here.document);
    let title = document.title.iter().flat_map(|title| &title.holes);
    let notes = document.footnotes.iter().flat_map(|note| &note.holes);
    let own = document
        .summary
        .iter()
        .chain(&document.note)
        .flat_map(|text| &text.holes);
    let body = &context.site.register.markup(here.document).linked.holes;
    gather(context, here, title.chain(own).chain(body).chain(notes))
}

/// Makes the cards of the citations of a provision.
pub fn cards_of(context: PageContext<'_>, here: LinkContext<'_>, provision: usize) -> Vec<Card> {
    let markup = context.site.register.markup(here.document);
    gather(context, here, markup.holes_of(provision).iter())
}

fn gather<'h>(
    context: PageContext<'_>,
    here: LinkContext<'_>,
    holes: impl Iterator<Item = &'h (usize, Placeholder)>,
) -> Vec<Card> {
    let graph = &context.site.graph;
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    for (_, hole) in holes {
        let target = match hole {
            Placeholder::Mention(mention) => &graph.mentions[here.document.get()].targets[*mention],
            Placeholder::Link(link) => &graph.links[here.document.get()][*link],
            Placeholder::Id(_)
            | Placeholder::SelfHref(_)
            | Placeholder::MentionEnd(_)
            | Placeholder::NameEnd(..)
            | Placeholder::LinkEnd(_)
            | Placeholder::Source(_)
            | Placeholder::TableName
            | Placeholder::Footnote(..) => continue,
        };
        let card = card(context, here, target).filter(|card| seen.insert(card.url.clone()));
        found.extend(card);
    }
    found
}

fn card(context: PageContext<'_>, here: LinkContext<'_>, target: &Target) -> Option<Card> {
    match target {
        Target::Held(index, spot) => {
            let provision = match spot {
                Some(Location::Provision(provision)) => Some(*provision),
                Some(Location::Unchecked(_)) | None => None,
            };
            let url = here.place(DocumentRef::Held(*index), spot.as_ref());
            Some(held(context, *index, provision, url))
        }
        Target::NotHeld(index, _) => {
            let node = DocumentRef::NotHeld(*index);
            Some(Card {
                url: here.place(node, None),
                name: document_names::full(context.site, context.texts, node),
                subject: None,
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

fn held(context: PageContext<'_>, index: DocIx, provision: Option<usize>, url: String) -> Card {
    let document = context.site.register.document(index);
    let is_official = document.kind.form == Form::Official;
    let row = provision.map(|provision| &document.provisions[provision]);
    let words = row.map(|row| &row.words);
    let words = words.filter(|words| !words.is_empty());
    Card {
        url,
        name: document_names::full(context.site, context.texts, DocumentRef::Held(index)),
        subject: document_names::subject(document),
        status: document.head.status.as_ref().map(|status| status.value.to_string()),
        holding: document.holding.filter(|_| is_official).map(holding_name),
        place: provision.map(|provision| document_names::place(document, context.texts, Some(provision))),
        excerpt: words.map(|words| shortened(words, EXCERPT)),
    }
}
