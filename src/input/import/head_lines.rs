//! Joins the lines of a letterhead that its narrow columns wrapped.

use crate::input::body::pasted_lines::{PastedLine, pasted_line};
use crate::input::import::head_patterns::{NUMBER, PLACE_AND_DATE};
use crate::input::import::layout_lines::{LayoutCell, LayoutLine};

/// The most lines that a letterhead has.
const MAX_LINES: usize = 60;
/// How many lines below its first part the rest of a wrapped one may be.
const MAX_DISTANCE: usize = 3;

/// The lines, of which each wrapped one is whole at the place of its beginning; others keep their places.
pub(super) fn unwrapped(lines: &[LayoutLine]) -> Vec<LayoutLine> {
    let mut out = lines.to_vec();
    for at in 0..out.len().min(MAX_LINES) {
        join_beside(&mut out[at].cells);
        for cell in 0..out[at].cells.len() {
            if let Some((line, other)) = rest_below(&out, at, cell) {
                let rest = out[line].cells.remove(other);
                let own = &mut out[at].cells[cell];
                own.text = format!("{} {}", own.text, rest.text);
            }
        }
    }
    out
}

/// Joins a number or a date that blanks left open part: `Số:        /QĐ-UBND`.
fn join_beside(cells: &mut Vec<LayoutCell>) {
    let mut at = 1;
    while at < cells.len() {
        let whole = format!("{} {}", cells[at - 1].text, cells[at].text);
        let is_number =
            cells[at - 1].text.to_lowercase().trim_end_matches(':').ends_with("số") && cells[at].text.contains('/');
        if is_number || begins_date(&cells[at - 1].text) && PLACE_AND_DATE.is_match(&whole) {
            cells[at - 1].text = whole;
            cells.remove(at);
        } else {
            at += 1;
        }
    }
}

/// The line and the cell that continue a cell which is a part of a known line.
fn rest_below(lines: &[LayoutLine], at: usize, cell: usize) -> Option<(usize, usize)> {
    let own = &lines[at].cells[cell];
    if pasted_line(&own.text).is_some() || PLACE_AND_DATE.is_match(&own.text) {
        return None;
    }
    let below = lines.iter().enumerate().skip(at + 1).take(MAX_DISTANCE);
    let mut cells = below.flat_map(|(line, below)| (0..below.cells.len()).map(move |cell| (line, cell)));
    cells.find(|(line, cell)| is_whole(&own.text, &lines[*line].cells[*cell].text))
}

/// Returns whether two parts make a line that letterheads have.
fn is_whole(first: &str, rest: &str) -> bool {
    let whole = format!("{first} {rest}");
    let is_number = || first.to_lowercase().trim_end_matches([':', ' ']) == "số" && NUMBER.is_match(&whole);
    let is_date = || begins_date(first) && PLACE_AND_DATE.is_match(&whole);
    matches!(pasted_line(&whole), Some(PastedLine::Printed(_))) || is_number() || is_date()
}

fn begins_date(text: &str) -> bool {
    text.contains("ngày") || text.contains("Ngày")
}
