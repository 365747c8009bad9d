//! Quotes of provisions (`![[01-CTr/BDVTU#II.1.6]]`): the current words of the provision, one level deep.
//!
//! Ids are dropped, since they belong to the quoted document's page; footnotes and quotes inside become links;
//! citations lead where they lead in the quoted document.

use crate::base::html::escaped;
use crate::input::body::html_template::Placeholder;
use crate::model::target::{DocumentRef, Location, Target};
use crate::output::link_context::LinkContext;
use crate::output::placeholders::fill;

/// Returns the HTML of a quoted provision; `None` if the site does not have its text.
pub(super) fn quoted(links: LinkContext<'_>, target: &Target) -> Option<String> {
    let Target::Held(index, Some(Location::Provision(provision))) = target else {
        return None;
    };
    let documents = &links.page.site.documents;
    if !documents.document(*index).has_own_text() {
        return None;
    }
    let quoted_links = LinkContext::other_page(links.page, *index);
    let markup = documents.markup(*index);
    let (template, range) = (&markup.linked, markup.range(*provision));
    let mut out = String::with_capacity(range.len() * 5 / 4);
    let mut done = range.start;
    for (at, placeholder) in markup.holes_of(*provision) {
        out.push_str(&template.html[done..at.get()]);
        done = at.get();
        fill_quoted(quoted_links, *placeholder, &mut out);
    }
    out.push_str(&template.html[done..range.end]);
    Some(without_headings(out))
}

fn fill_quoted(links: LinkContext<'_>, placeholder: Placeholder, out: &mut String) {
    match placeholder {
        Placeholder::Id(_) => {}
        Placeholder::Footnote(number, _) => {
            let number = number.get();
            let page = links.url(links.page.site.address_of(DocumentRef::Held(links.document)));
            let url = format!("{page}#fn-{number}");
            out.push_str(&format!(
                "<sup class=\"footnote-ref\"><a href=\"{}\">{number}</a></sup>",
                escaped(&url)
            ));
        }
        Placeholder::Link(_)
        | Placeholder::SelfHref(_)
        | Placeholder::Mention(_)
        | Placeholder::MentionEnd(_)
        | Placeholder::NameEnd(..)
        | Placeholder::LinkEnd(_)
        | Placeholder::Source(_)
        | Placeholder::ImageSize(_)
        | Placeholder::TableName => fill(links, placeholder, out),
    }
}

/// Turns headings into paragraphs: the headings of a quoted text do not structure this page (WCAG 1.3.1).
fn without_headings(html: String) -> String {
    (2..=6).fold(html, |html, level| {
        // Text cannot hold a `<`: it is escaped.
        html.replace(&format!("<h{level}"), "<p")
            .replace(&format!("</h{level}>"), "</p>")
    })
}
