//! Renders the HTML template of a text: fills its placeholders as seen from one page.

use std::ops::Range;

use crate::base::html::push_escaped;
use crate::base::position::Position;
use crate::input::body::html_template::{HtmlTemplate, LinkTarget, Placeholder};
use crate::output::link_context::LinkContext;
use crate::output::placeholders::fill;
use crate::output::quotes::quoted;

/// Bytes of a rendered text after which its quotes are links only: a short file could quote a long one without end.
const MAX_BYTES_WITH_QUOTES: usize = 8 * 1024 * 1024;

/// Renders a whole text, with the placeholders at its very end.
pub(crate) fn render(links: LinkContext<'_>, template: &HtmlTemplate) -> String {
    render_placeholders(links, template, &(0..template.html.len()), &template.placeholders)
}

/// Renders a part of a text that consists of whole blocks, so that no placeholder is at its end.
pub(crate) fn render_part(links: LinkContext<'_>, template: &HtmlTemplate, range: &Range<usize>) -> String {
    render_placeholders(links, template, range, template.holes_in(range))
}

fn render_placeholders(
    links: LinkContext<'_>,
    template: &HtmlTemplate,
    range: &Range<usize>,
    placeholders: &[(Position, Placeholder)],
) -> String {
    let mut out = String::with_capacity(range.len() + range.len() / 4);
    let mut done = range.start;
    let mut anchors = String::new();
    for (at, placeholder) in placeholders {
        push_after_tag(&template.html[done..at.get()], &mut anchors, &mut out);
        done = at.get();
        push_quote(links, *placeholder, &mut out);
        fill(links, *placeholder, &mut out);
        if let Placeholder::Id(provision) = placeholder {
            anchors = old_anchors(links, provision.get());
        }
    }
    push_after_tag(&template.html[done..range.end], &mut anchors, &mut out);
    out
}

/// Appends the words that a placeholder quotes, if it is a quote.
fn push_quote(links: LinkContext<'_>, placeholder: Placeholder, out: &mut String) {
    let site = links.page.site;
    if let Placeholder::Link(link) = placeholder
        && let LinkTarget::Quote(_) = site.documents.document(links.document).references.links[link.get()].target
        && out.len() < MAX_BYTES_WITH_QUOTES
    {
        let target = &site.graph.links[links.document.get()][link.get()];
        out.push_str(&quoted(links, target).unwrap_or_default());
    }
}

/// Appends HTML and puts `anchors`, if there are any, behind the first tag that ends in it.
fn push_after_tag(html: &str, anchors: &mut String, out: &mut String) {
    match html.find('>').filter(|_| !anchors.is_empty()) {
        Some(end) => {
            out.push_str(&html[..=end]);
            out.push_str(&std::mem::take(anchors));
            out.push_str(&html[end + 1..]);
        }
        None => out.push_str(html),
    }
}

/// Returns the former addresses of a provision as anchors, so that old links to them still work.
fn old_anchors(links: LinkContext<'_>, provision: usize) -> String {
    let document = links.page.document(links.document);
    let own = document.places.old().iter().filter(|(_, now)| *now == provision);
    own.map(|(old, _)| {
        let mut anchor = String::from("<span id=\"");
        push_escaped(&mut anchor, old.as_str());
        anchor.push_str("\"></span>");
        anchor
    })
    .collect()
}
