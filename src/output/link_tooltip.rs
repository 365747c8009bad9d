//! Why a mention became a link, where its words alone do not say so: a name, a short form, a set.

use crate::input::citations::mention::MentionedThing;
use crate::output::render_template::LinkContext;
use crate::output::views::document_names;

/// MentionedThing the site understood, in a sentence; `None` where number or provision stand in the words.
pub fn reason(here: LinkContext<'_>, mention: usize) -> Option<String> {
    let (site, texts) = (here.site, here.texts);
    let document = site.register.document(here.document);
    let linked = &site.graph.mentions[here.document.get()];
    let full = |at: usize| {
        linked.targets[at]
            .node()
            .map(|node| document_names::full(site, texts, node))
    };
    match &document.tables.mentions[mention].what {
        MentionedThing::Number(_) | MentionedThing::This(_) | MentionedThing::Place => None,
        MentionedThing::Titled(_) => Some(texts.view("why_name", &[("document", &full(mention)?)])),
        MentionedThing::Short { .. } | MentionedThing::Above(_) | MentionedThing::Member { .. } => {
            let grounds = linked.grounds.get(&mention)?;
            let documents: Vec<String> = grounds.iter().filter_map(|at| full(*at)).collect();
            let place =
                |at: &usize| document_names::place(document, texts, document.tables.mentions[*at].standing.provision);
            let mut places: Vec<String> = grounds.iter().map(place).collect();
            places.dedup();
            let values = [("documents", &*all(here, &documents)), ("places", &*all(here, &places))];
            Some(texts.view("why_before", &values))
        }
    }
}

/// `a, b và c`.
fn all(here: LinkContext<'_>, items: &[String]) -> String {
    match items {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => here.texts.view("and", &[("first", &first.join(", ")), ("last", last)]),
    }
}
