//! Finds the tables of a text: lines whose cells are parted by tabs, or by `|`.

use crate::input::body::label_parser::candidates;
use crate::input::import::layout_lines::{marked_text, one_blank};
use crate::input::import::source_text::{SourceBlock, SourceCell, SourceParagraph, SourceRun, SourceTable};

/// The fewest rows of a table.
const MIN_ROWS: usize = 2;

/// Makes tables of the lines that are rows, and blanks of all other tabs.
pub(super) fn gather(blocks: Vec<SourceBlock>) -> Vec<SourceBlock> {
    let mut out = Vec::with_capacity(blocks.len());
    let mut rows: Vec<SourceParagraph> = Vec::new();
    for block in blocks {
        match block {
            SourceBlock::Paragraph(paragraph) if !rows.is_empty() && is_piped_rule(&paragraph) => {}
            SourceBlock::Paragraph(paragraph) if is_row(&paragraph) => rows.push(paragraph),
            other => {
                flush(&mut rows, &mut out);
                out.push(match other {
                    SourceBlock::Paragraph(paragraph) => SourceBlock::Paragraph(without_tabs(paragraph)),
                    table_or_break => table_or_break,
                });
            }
        }
    }
    flush(&mut rows, &mut out);
    out
}

/// The cells of a line.
fn cells(paragraph: &SourceParagraph) -> Vec<String> {
    let text = marked_text(paragraph);
    match piped(&text) {
        Some(inside) => inside.split('|').map(one_blank).collect(),
        None => text.split('\t').map(one_blank).collect(),
    }
}

/// The inside of a row that is written with `|`.
fn piped(text: &str) -> Option<&str> {
    let inside = text.trim().strip_prefix('|')?;
    let inside = inside.strip_suffix('|').unwrap_or(inside);
    inside.contains('|').then_some(inside)
}

/// Returns whether a line is the rule below the first row of such a table.
fn is_piped_rule(paragraph: &SourceParagraph) -> bool {
    let text = paragraph.text();
    piped(&text).is_some_and(|inside| inside.contains('-') && inside.chars().all(|sign| "-:| ".contains(sign)))
}

/// Returns whether a line may be a row: words in two cells or more, the first of which is no label.
fn is_row(paragraph: &SourceParagraph) -> bool {
    if piped(&paragraph.text()).is_some() {
        return true;
    }
    let cells = cells(paragraph);
    let filled: Vec<&String> = cells.iter().filter(|cell| !cell.is_empty()).collect();
    let is_label = || {
        filled
            .first()
            .is_some_and(|first| !candidates(&format!("{first} x"), false).is_empty())
    };
    filled.len() > 2 || filled.len() == 2 && !is_label() && !filled[0].starts_with(['-', '+'])
}

fn flush(rows: &mut Vec<SourceParagraph>, out: &mut Vec<SourceBlock>) {
    if rows.len() < MIN_ROWS {
        out.extend(rows.drain(..).map(without_tabs).map(SourceBlock::Paragraph));
        return;
    }
    let line = rows[0].line;
    let columns = rows.iter().map(|row| width(&cells(row))).max().unwrap_or(0);
    let table = SourceTable {
        line,
        header_rows: 1,
        has_borders: true,
        rows: rows.drain(..).map(|row| table_row(&row, columns)).collect(),
        ..SourceTable::default()
    };
    out.push(SourceBlock::Table(table));
}

/// The number of cells up to the last with words.
fn width(cells: &[String]) -> usize {
    cells
        .iter()
        .rposition(|cell| !cell.is_empty())
        .map_or(0, |last| last + 1)
}

fn table_row(row: &SourceParagraph, columns: usize) -> Vec<SourceCell> {
    let mut cells = cells(row);
    cells.resize(columns.max(width(&cells)), String::new());
    cells.truncate(columns);
    let cell = |text: &String| SourceCell {
        paragraphs: (!text.is_empty())
            .then(|| SourceParagraph::plain(row.line, text))
            .into_iter()
            .collect(),
        ..SourceCell::default()
    };
    cells.iter().map(cell).collect()
}

/// A line with blanks in place of tabs.
fn without_tabs(mut paragraph: SourceParagraph) -> SourceParagraph {
    let plain = |run: SourceRun| SourceRun {
        text: run.text.replace('\t', " "),
        ..run
    };
    paragraph.runs = paragraph.runs.into_iter().map(plain).collect();
    paragraph
}
