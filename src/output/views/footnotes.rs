//! The footnotes under a text.

use crate::base::html::escaped;
use crate::input::body::html_template::HtmlTemplate;
use crate::input::document::Document;
use crate::output::link_context::LinkContext;
use crate::output::render_template::render;

/// Returns the footnotes of a text as a list; `numbers` picks those of a part of it, `None` takes all.
pub(crate) fn footnotes(links: LinkContext<'_>, document: &Document, numbers: Option<&[usize]>) -> Option<String> {
    let chosen: Vec<(usize, &HtmlTemplate)> = (1..)
        .zip(&document.footnotes)
        .filter(|(number, _)| numbers.is_none_or(|numbers| numbers.contains(number)))
        .collect();
    if chosen.is_empty() {
        return None;
    }
    let back = escaped(&links.page.texts.view("footnote_back", &[]));
    let mut html = String::from("<ol>\n");
    for (number, note) in chosen {
        let text = render(links, note);
        html.push_str(&format!(
            "<li id=\"fn-{number}\" value=\"{number}\">{text} <a class=\"back\" href=\"#fnr-{number}\" aria-label=\"{back}\">↩</a></li>\n"
        ));
    }
    html.push_str("</ol>");
    Some(html)
}
