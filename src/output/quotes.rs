//! Quotes of provisions (`![[01-CTr/BDVTU#II.1.6]]`): the words as they stand today, one level deep.
//!
//! Ids are dropped, since they are the quoted page's; footnotes and quotes inside become links; citations lead
//! where they lead in the quoted document.

use crate::base::html::escaped;
use crate::input::body::html_template::{LinkTarget, Placeholder};
use crate::model::target::{DocumentRef, Location, Target};
use crate::output::render_template::{LinkContext, fill, link, open};

/// The words of a quoted provision; nothing where the site does not hold them.
pub(super) fn quoted(here: LinkContext<'_>, target: &Target) -> Option<String> {
    let Target::Held(index, Some(Location::Provision(provision))) = target else {
        return None;
    };
    let document = here.site.register.document(*index);
    if !document.has_own_text() {
        return None;
    }
    let there = LinkContext {
        document: *index,
        own_page: false,
        ..here
    };
    let markup = here.site.register.markup(*index);
    let (linked, range) = (&markup.linked, markup.range(*provision));
    let mut out = String::with_capacity(range.len() * 5 / 4);
    let mut done = range.start;
    for (at, hole) in markup.holes_of(*provision) {
        out.push_str(&linked.html[done..*at]);
        done = *at;
        fill_quoted(there, *hole, &mut out);
    }
    out.push_str(&linked.html[done..range.end]);
    Some(without_headings(out))
}

fn fill_quoted(there: LinkContext<'_>, hole: Placeholder, out: &mut String) {
    match hole {
        Placeholder::Id(_) => {}
        Placeholder::Footnote(number, _) => {
            let page = link(there.root, there.site.address_of(DocumentRef::Held(there.document)));
            let url = format!("{page}#fn-{number}");
            out.push_str(&format!(
                "<sup class=\"chu-thich\"><a href=\"{}\">{number}</a></sup>",
                escaped(&url)
            ));
        }
        Placeholder::Link(at) => {
            let document = there.site.register.document(there.document);
            match &document.tables.links[at].target {
                LinkTarget::Quote(_) => {
                    let target = &there.site.graph.links[there.document.get()][at];
                    open(there, target, None, out);
                }
                LinkTarget::Wiki(_) | LinkTarget::Address(_) => fill(there, hole, out),
            }
        }
        Placeholder::SelfHref(_)
        | Placeholder::Mention(_)
        | Placeholder::MentionEnd(_)
        | Placeholder::NameEnd(..)
        | Placeholder::LinkEnd(_)
        | Placeholder::Source(_)
        | Placeholder::TableName => fill(there, hole, out),
    }
}

/// Headings of another text are none of this page's (WCAG 1.3.1): they stay as words.
fn without_headings(html: String) -> String {
    (2..=6).fold(html, |html, level| {
        // Text cannot hold a `<`: it is escaped.
        html.replace(&format!("<h{level}"), "<p")
            .replace(&format!("</h{level}>"), "</p>")
    })
}
