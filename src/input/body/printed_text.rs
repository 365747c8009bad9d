//! The text of a body with what words alone do not show: the marks of footnotes and the cells of tables.

use std::ops::Range;

use crate::base::html::text_of;
use crate::base::pattern::Pattern;
use crate::input::body::html_template::{HtmlTemplate, Placeholder};

/// What ends a cell of a table, beside its last word; those of empty cells are beside it too, so that a figure in another
/// column makes other words.
const CELL_EDGE: &str = "|";

/// A sign that no text has, behind each cell.
const CELL_MARK: &str = "\u{1f}";

static CELL_BEGIN: Pattern = Pattern::new("<t[dh](?: [^>]*)?>");
static CELL_END: Pattern = Pattern::new("</t[dh]>");

/// The text of a part of a template, its words apart by one blank: each mark of a footnote as `mark` gives it for its
/// number, cells with a bar behind them.
pub(crate) fn marked_text(template: &HtmlTemplate, range: &Range<usize>, mark: &dyn Fn(usize) -> String) -> String {
    let mut html = marked_html(template, range, mark);
    for cell in ["</td>", "</th>"] {
        html = html.replace(cell, &format!("{CELL_EDGE} "));
    }
    let mut text = String::with_capacity(html.len());
    for word in text_of(&html, " ").split_whitespace() {
        if word != CELL_EDGE && !text.is_empty() {
            text.push(' ');
        }
        text.push_str(word);
    }
    text
}

/// The blocks of a part of a template, each in a line, with its footnotes as `[1]`; a row of a table is a line, and
/// between its cells, empty ones too, are bars.
pub(crate) fn block_lines(template: &HtmlTemplate, range: &Range<usize>) -> Vec<String> {
    let html = marked_html(template, range, &|number| format!("[{number}]"));
    let html = CELL_BEGIN.replace_all(&html, "");
    let html = CELL_END.replace_all(&html, CELL_MARK);
    let line = |line: &str| {
        let line = line.trim();
        let cells = line.strip_suffix(CELL_MARK).unwrap_or(line).split(CELL_MARK);
        let cells = cells.map(|cell| cell.split_whitespace().collect::<Vec<_>>().join(" "));
        cells.collect::<Vec<_>>().join(" | ")
    };
    let text = text_of(&html, "\n");
    text.lines().map(line).filter(|line| !line.is_empty()).collect()
}

/// The HTML of a part of a template with a text at each mark of a footnote.
fn marked_html(template: &HtmlTemplate, range: &Range<usize>, mark: &dyn Fn(usize) -> String) -> String {
    let mut html = String::with_capacity(range.len());
    let mut from = range.start;
    for (at, placeholder) in template.holes_in(range) {
        if let Placeholder::Footnote(number, _) = placeholder {
            html.push_str(&template.html[from..at.get()]);
            from = at.get();
            html.push_str(&mark(number.get()));
        }
    }
    html.push_str(&template.html[from..range.end]);
    html
}
