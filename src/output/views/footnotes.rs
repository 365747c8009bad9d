//! The footnotes under a text.

use crate::base::html::escaped;
use crate::input::body::html_template::HtmlTemplate;
use crate::input::document::Document;
use crate::output::link_context::LinkContext;
use crate::output::placeholders::mark_id;
use crate::output::render_template::render;

/// Returns the footnotes of a text as a list; `marks` picks those of a part of it, each by its number with the ordinal of
/// its first mark there, to which it leads back; `None` takes all.
pub(crate) fn footnotes(
    links: LinkContext<'_>,
    document: &Document,
    marks: Option<&[(usize, usize)]>,
) -> Option<String> {
    let first_mark = |number: usize| match marks {
        Some(marks) => marks
            .iter()
            .find(|(own, _)| *own == number)
            .map(|(_, ordinal)| *ordinal),
        None => Some(1),
    };
    let chosen: Vec<(usize, usize, &HtmlTemplate)> = (1..)
        .zip(&document.footnotes)
        .filter_map(|(number, note)| Some((number, first_mark(number)?, note)))
        .collect();
    if chosen.is_empty() {
        return None;
    }
    let back = escaped(&links.page.texts.view("footnote_back", &[]));
    let mut html = String::from("<ol>\n");
    for (number, ordinal, note) in chosen {
        let text = render(links, note);
        let mark = mark_id(number, ordinal);
        html.push_str(&format!(
            "<li id=\"fn-{number}\" value=\"{number}\">{text} <a class=\"back\" href=\"#{mark}\" aria-label=\"{back}\">↩</a></li>\n"
        ));
    }
    html.push_str("</ol>");
    Some(html)
}
