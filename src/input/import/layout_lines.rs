//! The lines of a source as they lie on paper: by column, for the parts that are printed in two.

use crate::input::body::pasted_lines::is_rule;
use crate::input::import::source_text::{SourceBlock, SourceParagraph, SourceTable};

/// A line with its columns.
#[derive(Clone, Debug, Default)]
pub(super) struct LayoutLine {
    /// The line of the source.
    pub(super) line: u32,
    /// The block that it belongs to.
    pub(super) block: usize,
    /// Its cells that have words or a rule, from left to right.
    pub(super) cells: Vec<LayoutCell>,
    /// Whether it is a row of a table with borders, which is no part of a letterhead.
    pub(super) is_in_grid: bool,
    /// Whether the source centres it.
    pub(super) is_centered: bool,
    /// Whether all of it is bold.
    pub(super) is_bold: bool,
}

/// The words of a line in one column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct LayoutCell {
    /// Its words.
    pub(super) text: String,
    /// The column, from 0.
    pub(super) column: usize,
}

impl LayoutLine {
    /// Returns whether it has neither words nor a rule.
    pub(super) fn is_blank(&self) -> bool {
        self.cells.is_empty()
    }

    /// Returns whether it has rules alone.
    pub(super) fn is_rule(&self) -> bool {
        !self.is_blank() && self.cells.iter().all(|cell| is_rule(&cell.text))
    }

    /// Its words, columns joined by a blank.
    pub(super) fn text(&self) -> String {
        let words: Vec<&str> = self.cells.iter().map(|cell| cell.text.as_str()).collect();
        words.join(" ")
    }

    /// The words of its only cell.
    pub(super) fn only_cell(&self) -> Option<&LayoutCell> {
        match self.cells.as_slice() {
            [cell] => Some(cell),
            [] | [_, ..] => None,
        }
    }
}

/// The lines of some blocks. A table gives the lines of its cells beside each other.
pub(super) fn layout_lines(blocks: &[SourceBlock]) -> Vec<LayoutLine> {
    let mut lines = Vec::new();
    for (block, source) in blocks.iter().enumerate() {
        match source {
            SourceBlock::Paragraph(paragraph) => lines.extend(lines_of(paragraph, block)),
            SourceBlock::Table(table) => lines.extend(lines_of_table(table, block)),
            SourceBlock::PageBreak => {}
        }
    }
    lines
}

fn lines_of(paragraph: &SourceParagraph, block: usize) -> Vec<LayoutLine> {
    let marked = marked_text(paragraph);
    let is_bold = !paragraph.runs.is_empty()
        && paragraph
            .runs
            .iter()
            .all(|run| run.is_bold || run.text.trim().is_empty());
    let line = |text: &str| LayoutLine {
        line: paragraph.line,
        block,
        is_in_grid: false,
        cells: cells(text),
        is_centered: paragraph.is_centered,
        is_bold,
    };
    marked.split('\n').map(line).collect()
}

/// The text of a paragraph with its automatic number or its bullet.
pub(super) fn marked_text(paragraph: &SourceParagraph) -> String {
    let text = paragraph.text();
    match (&paragraph.number, paragraph.is_bullet) {
        (Some(number), _) => format!("{number} {}", text.trim_start()),
        (None, true) => format!("- {}", text.trim_start()),
        (None, false) => text,
    }
}

/// The cells of a line: parted by tabs, or by runs of blanks.
fn cells(text: &str) -> Vec<LayoutCell> {
    let parts = text.split('\t').flat_map(|part| part.split("    ")).enumerate();
    let cell = |(column, part): (usize, &str)| {
        let text = one_blank(part);
        (!text.is_empty()).then_some(LayoutCell { text, column })
    };
    parts.filter_map(cell).collect()
}

/// The words of a text with one blank between them.
pub(super) fn one_blank(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ")
}

fn lines_of_table(table: &SourceTable, block: usize) -> Vec<LayoutLine> {
    let mut lines = Vec::new();
    for row in &table.rows {
        let columns: Vec<Vec<LayoutLine>> = row
            .iter()
            .map(|cell| cell.paragraphs.iter().flat_map(|own| lines_of(own, block)).collect())
            .collect();
        let height = columns.iter().map(Vec::len).max().unwrap_or(0);
        for at in 0..height {
            let mut line = LayoutLine {
                line: table.line,
                block,
                is_in_grid: table.has_borders,
                ..LayoutLine::default()
            };
            for (column, own) in columns.iter().enumerate() {
                let Some(own) = own.get(at) else { continue };
                line.line = own.line.max(line.line);
                line.cells.extend(own.cells.iter().map(|cell| LayoutCell {
                    text: cell.text.clone(),
                    column,
                }));
            }
            lines.push(line);
        }
    }
    lines
}
