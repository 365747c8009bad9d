//! The tooltip of a link whose words alone do not show where it leads: a name, a short form, a set of documents, a number
//! that the source misprints.

use crate::base::kind::Form;
use crate::input::body::html_template::Speaker;
use crate::input::citations::mention::MentionedThing;
use crate::output::document_names;
use crate::output::link_context::LinkContext;

/// Returns a sentence that explains how a mention was understood; `None` if its words contain the number or the
/// provision.
pub(super) fn tooltip(links: LinkContext<'_>, mention: usize) -> Option<String> {
    let (site, texts) = (links.page.site, links.page.texts);
    let document = site.documents.document(links.document);
    let linked = &site.graph.mentions[links.document.get()];
    let full = |at: usize| {
        linked.targets[at]
            .node()
            .map(|node| document_names::full(links.page, node))
    };
    let placed = &document.references.mentions[mention];
    match &placed.what {
        MentionedThing::Number(_) => {
            let (words, surface) = &placed.occurrence.words;
            // What an article writes is no print of a source.
            let is_source = document.kind.form == Form::Official && placed.occurrence.speaker == Speaker::Document;
            let is_misprinted = is_source && words.get(surface.clone()).is_some_and(is_misprinted);
            if !is_misprinted {
                return None;
            }
            Some(texts.view("why_printed", &[("document", &full(mention)?)]))
        }
        MentionedThing::This(_) | MentionedThing::Place(_) => None,
        MentionedThing::Titled(_) => Some(texts.view("why_name", &[("document", &full(mention)?)])),
        MentionedThing::Short { .. } | MentionedThing::Above(_) | MentionedThing::Member { .. } => {
            let grounds = linked.grounds.get(&mention)?;
            let documents: Vec<String> = grounds.iter().filter_map(|at| full(*at)).collect();
            let place = |at: &usize| {
                document_names::place(document, texts, document.references.mentions[*at].occurrence.provision)
            };
            let mut places: Vec<String> = grounds.iter().map(place).collect();
            places.dedup();
            let values = [
                ("documents", &*joined(links, &documents)),
                ("places", &*joined(links, &places)),
            ];
            Some(texts.view("why_before", &values))
        }
    }
}

/// Returns whether a citation has a slip of the typesetter, which the site prints as it is: `393 -QĐ/TU`, `25//02/2010`.
/// A dash with blanks at both sides is a style of its own.
fn is_misprinted(citation: &str) -> bool {
    let is_lopsided =
        |(at, dash): (usize, &str)| citation[..at].ends_with(' ') != citation[at + dash.len()..].starts_with(' ');
    citation.contains("//") || citation.match_indices(['-', '–']).any(is_lopsided)
}

/// Joins items as a phrase: `a, b và c`.
fn joined(links: LinkContext<'_>, items: &[String]) -> String {
    match items {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => links
            .page
            .texts
            .view("and", &[("first", &first.join(", ")), ("last", last)]),
    }
}
