//! Reports lines that were meant as a table and are none: rows without the line of dashes, cells separated by tabs.
//!
//! Takes the bytes of bars and tabs that stayed signs. A letterhead or signature in two columns is no table.

use std::borrow::Cow;
use std::ops::Range;

use crate::base::path::RelPath;
use crate::base::span::{Span, line_span};
use crate::input::body::label_parser::candidates;
use crate::input::body::lint::is_of_letterhead;
use crate::input::body::sign_text::shown;
use crate::input::body::wiki_links::shield_bars;
use crate::messages::code::Code;
use crate::messages::diagnostic::{Diagnostic, Place};
use crate::messages::phrase::{Phrase, TableProblem};

/// The most rows that a message shows.
const MAX_SHOWN_ROWS: usize = 12;

/// Lines that were meant as a table.
struct UnreadTable {
    /// Their bytes in the text.
    range: Range<usize>,
    problem: TableProblem,
    /// The lines of the table, where they are known.
    rows: Option<Vec<String>>,
}

/// Reports the rows of a file; `bars` and `tabs` have a byte of each text with one.
pub(super) fn report(
    (path, text): (&RelPath, &str),
    (bars, tabs): (&[usize], &[usize]),
    diagnostics: &mut Vec<Diagnostic>,
) {
    let by_bars = lines_with(text, bars)
        .into_iter()
        .filter_map(|run| table_of_bars(text, &run));
    let by_tabs = lines_with_tabs(text, tabs)
        .into_iter()
        .flat_map(|run| tables_of_tabs(text, &run));
    for table in by_bars.chain(by_tabs) {
        let first = line_span(text, table.range.start);
        let place = Place::at(path, Span::new(table.range.start, first.end));
        let diagnostic = Diagnostic::new(Code::UnreadTable, place)
            .with("text", shown(&text[table.range.start..first.end]))
            .with("help", Phrase::Table(table.problem));
        // In a quotation each new line would need its sign.
        let rows = table
            .rows
            .filter(|_| !text[first.start..table.range.start].contains('>'));
        diagnostics.push(match rows {
            Some(rows) => {
                let span = Span::new(table.range.start, table.range.end);
                diagnostic.fix(span, apart(text, &table.range, &rows.join("\n")))
            }
            None => diagnostic,
        });
    }
}

/// A table with the empty lines that keep what is around it out of it.
fn apart(text: &str, range: &Range<usize>, table: &str) -> String {
    let before = text[..range.start].trim_end_matches([' ', '\t']);
    let is_open = !before.is_empty() && !before.ends_with("\n\n");
    let next = text[range.end..]
        .strip_prefix('\n')
        .and_then(|rest| rest.lines().next());
    let is_followed = next.is_some_and(|line| !line.trim().is_empty());
    [
        if is_open { "\n" } else { "" },
        table,
        if is_followed { "\n" } else { "" },
    ]
    .concat()
}

/// The lines that hold some bytes, each by its bytes without blanks and signs of quotations before it; neighbours together.
fn lines_with(text: &str, at: &[usize]) -> Vec<Vec<Range<usize>>> {
    let mut found: Vec<Vec<Range<usize>>> = Vec::new();
    let mut done = 0;
    for at in at.iter().copied() {
        if at < done {
            continue;
        }
        let line = line_span(text, at);
        match found.last_mut() {
            Some(run) if line.start == done => run.push(without_indent(text, line)),
            Some(_) | None => found.push(vec![without_indent(text, line)]),
        }
        done = line.end + 1;
    }
    found
}

/// The same, with those lines behind them that have a tab at an end only, which is no text to the parser.
fn lines_with_tabs(text: &str, at: &[usize]) -> Vec<Vec<Range<usize>>> {
    let mut found = Vec::new();
    let mut done = 0;
    for at in at.iter().copied() {
        if at < done {
            continue;
        }
        let mut run = Vec::new();
        let mut line = line_span(text, at);
        while text[line.start..line.end].contains('\t') && !text[line.start..line.end].trim().is_empty() {
            run.push(without_indent(text, line));
            done = line.end + 1;
            if done >= text.len() {
                break;
            }
            let next = line_span(text, done);
            line = row_below_blank(text, line, next).unwrap_or(next);
        }
        found.push(run);
    }
    found
}

/// The line below an empty one, if both lines around it are rows of as many cells, three at least: a word processor
/// puts an empty line between the rows of a table.
fn row_below_blank(text: &str, above: Span, blank: Span) -> Option<Span> {
    if !text[blank.start..blank.end].trim().is_empty() || blank.end >= text.len() {
        return None;
    }
    let below = line_span(text, blank.end + 1);
    let tabs = |line: Span| text[line.start..line.end].matches('\t').count();
    (tabs(above) > 1 && tabs(above) == tabs(below)).then_some(below)
}

fn without_indent(text: &str, line: Span) -> Range<usize> {
    let words = &text[line.start..line.end];
    line.end - words.trim_start_matches([' ', '>']).len()..line.end
}

/// The cells of a row with bars, which may have one at each end.
fn cells(row: &str) -> usize {
    let row = row.trim();
    let inside = row.strip_prefix('|').unwrap_or(row);
    let inside = match inside.strip_suffix('|') {
        Some(inside) if !inside.ends_with('\\') => inside,
        Some(_) | None => inside,
    };
    inside.matches('|').count() - inside.matches("\\|").count() + 1
}

/// Returns whether a row is a line of dashes, which may have become long ones.
fn is_rule(row: &str) -> bool {
    row.contains(['-', '–', '—']) && row.chars().all(|sign| "|-–—: ".contains(sign))
}

/// The table that lines with bars were meant as. A bar between words of a single line is a sign of the text.
fn table_of_bars(text: &str, run: &[Range<usize>]) -> Option<UnreadTable> {
    let range = run.first()?.start..run.last()?.end;
    let lines: Vec<Cow<'_, str>> = run
        .iter()
        .map(|line| shield_bars(text[line.clone()].trim_end()))
        .collect();
    let rows: Vec<&str> = lines.iter().map(|line| &**line).filter(|line| !is_rule(line)).collect();
    let count = cells(rows.first()?);
    let is_even = rows.iter().all(|row| cells(row) == count);
    let has_edge = |row: &&str| row.starts_with('|') || row.ends_with('|');
    let is_framed = |row: &&str| row.starts_with('|') && row.ends_with('|') && cells(row) > 1;
    let has_rule = rows.len() < lines.len();
    let is_several = rows.len() > 1;
    let is_edged = rows.iter().all(|row| row.starts_with('|')) || is_even && rows.iter().any(has_edge);
    let are_rows = is_several && (is_edged || is_even && count > 2);
    let is_meant = are_rows || has_rule || rows.iter().any(is_framed);
    if !is_meant {
        return None;
    }
    if !is_even {
        let (problem, rows) = (TableProblem::Uneven, None);
        return Some(UnreadTable { range, problem, rows });
    }
    let rule = format!("|{}", "---|".repeat(count));
    let is_whole = is_several && !is_rule(&lines[0]) && !rows.iter().any(|row| row.contains('`'));
    let table = is_whole.then(|| {
        let mut table: Vec<String> = rows.iter().map(|row| row.replace('\u{1f}', "|")).collect();
        table.insert(1, rule.clone());
        table
    });
    Some(UnreadTable {
        range,
        problem: match has_rule {
            true => TableProblem::OtherRule(rule),
            false => TableProblem::NoRule(rule),
        },
        rows: table,
    })
}

/// The tables that lines with tabs were meant as: at least two neighbours with the same number of cells, and short rows
/// below them.
fn tables_of_tabs(text: &str, run: &[Range<usize>]) -> Vec<UnreadTable> {
    let mut tables: Vec<Vec<Vec<&str>>> = Vec::new();
    let mut ranges: Vec<Range<usize>> = Vec::new();
    for line in run {
        let row: Vec<&str> = text[line.clone()].split('\t').map(str::trim).collect();
        match (tables.last_mut(), ranges.last_mut()) {
            (Some(rows), Some(range)) if is_row_of(rows, &row) => {
                rows.push(row);
                range.end = line.end;
            }
            _ => {
                tables.push(vec![row]);
                ranges.push(line.clone());
            }
        }
    }
    let tables = tables.into_iter().zip(ranges);
    tables.filter_map(|(rows, range)| table_of_tabs(rows, range)).collect()
}

/// Returns whether a row goes on with a table: it has as many cells, or fewer, since programs cut the tabs at the ends of
/// lines. A line of a signature or a label with a tab behind it may have fewer as well.
fn is_row_of(rows: &[Vec<&str>], row: &[&str]) -> bool {
    let (Some(head), Some(above)) = (rows.first(), rows.last()) else {
        return false;
    };
    let is_short = rows.len() > 1 && head.len() > 2 && row.len() < head.len();
    let is_other = || row.iter().any(|cell| is_of_letterhead(cell)) || is_label(row[0]) && !is_label(above[0]);
    row.len() == head.len() || is_short && !is_other()
}

fn table_of_tabs(mut rows: Vec<Vec<&str>>, range: Range<usize>) -> Option<UnreadTable> {
    if rows.len() < 2 || !are_cells(&rows) {
        return None;
    }
    let count = rows[0].len();
    let written = |row: &mut Vec<&str>| {
        row.resize(count, "");
        let cells = row.iter().map(|cell| format!(" {} |", cell.replace('|', "\\|")));
        format!("|{}", cells.collect::<String>())
    };
    let mut table: Vec<String> = rows.iter_mut().map(written).collect();
    table.insert(1, format!("|{}", "---|".repeat(count)));
    let mut form = table[..table.len().min(MAX_SHOWN_ROWS)].join("\n");
    if table.len() > MAX_SHOWN_ROWS {
        form.push_str("\n…");
    }
    Some(UnreadTable {
        range,
        problem: TableProblem::Tabs(form.replace('\u{1f}', "|")),
        rows: Some(table.into_iter().map(|row| row.replace('\u{1f}', "|")).collect()),
    })
}

/// Returns whether rows of tabbed words are those of a table: not a letterhead, a signature, or labels with a tab behind
/// them.
fn are_cells(rows: &[Vec<&str>]) -> bool {
    let is_filled = |cell: &&str| cell.contains(char::is_alphanumeric);
    if rows.iter().flatten().any(|cell| is_of_letterhead(cell)) {
        return false;
    }
    if let [_, _] = rows[0].as_slice() {
        return rows
            .iter()
            .all(|row| row.iter().all(is_filled) && !is_label(row[0]) && !row[0].starts_with(['-', '+']));
    }
    let has_head = rows[0].iter().rev().skip(1).all(is_filled);
    // A row may wait for its figures.
    let full_rows = rows
        .iter()
        .filter(|row| row.iter().filter(|cell| is_filled(cell)).count() > 1);
    has_head && 2 * full_rows.count() > rows.len()
}

fn is_label(cell: &str) -> bool {
    !candidates(&format!("{cell} "), false).is_empty()
}
