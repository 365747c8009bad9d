//! Writes a table of a source as a Markdown table.

use crate::input::import::inline_writer::{inline, plain};
use crate::input::import::markdown_escapes::escaped;
use crate::input::import::source_text::{SourceCell, SourceParagraph, SourceTable};

/// Writes a table; one of a single column is paragraphs.
pub(super) fn write(table: &SourceTable, is_markdown: bool) -> String {
    let columns = table.rows.iter().map(|row| width(row)).max().unwrap_or(0);
    if columns <= 1 {
        let cells = table.rows.iter().flatten().flat_map(|cell| &cell.paragraphs);
        let words: Vec<String> = cells.map(|paragraph| item(paragraph, is_markdown)).collect();
        return words.join("\n\n");
    }
    let first: Option<Vec<SourceCell>> = table.rows.first().map(|row| row.iter().map(plain_cell).collect());
    let all = first.iter().chain(table.rows.iter().skip(1));
    let rows: Vec<Vec<String>> = all.map(|row| cells(row, columns, is_markdown)).collect();
    let mut out = String::new();
    if let Some(caption) = &table.caption {
        out.push_str(&format!("{}\n\n", escaped(caption)));
    }
    for (at, row) in rows.iter().enumerate() {
        out.push_str(&format!("| {} |\n", row.join(" | ")));
        if at == 0 {
            let rules: Vec<&str> = (0..columns).map(|column| rule(&rows[1..], column)).collect();
            out.push_str(&format!("|{}|\n", rules.join("|")));
        }
    }
    out.trim_end().to_owned()
}

/// A cell of the head, which pages show in bold by themselves.
fn plain_cell(cell: &SourceCell) -> SourceCell {
    SourceCell {
        paragraphs: cell.paragraphs.iter().map(plain).collect(),
        ..*cell
    }
}

/// A paragraph of a cell; the mark of an item stays before it.
fn item(paragraph: &SourceParagraph, is_markdown: bool) -> String {
    let words = inline(paragraph, is_markdown);
    match paragraph.is_bullet && !words.is_empty() {
        true => format!("- {words}"),
        false => words,
    }
}

/// The number of columns that the cells of a row take.
fn width(row: &[SourceCell]) -> usize {
    row.iter().map(|cell| cell.columns.max(1)).sum()
}

/// The cells of a row as text, one for each column.
fn cells(row: &[SourceCell], columns: usize, is_markdown: bool) -> Vec<String> {
    let mut out = Vec::with_capacity(columns);
    for cell in row {
        let words: Vec<String> = cell.paragraphs.iter().map(|own| item(own, is_markdown)).collect();
        let words = words.join(" ").trim().to_owned();
        // A cell that the one above covers has no words of its own; where it has some, they must not be lost.
        let is_covered = cell.rows == 0 && words.is_empty();
        out.push(if is_covered { "^^".to_owned() } else { words });
        out.extend((1..cell.columns).map(|_| "<<".to_owned()));
    }
    out.resize(columns.max(out.len()), String::new());
    out
}

/// The rule below the first row: numbers are at the right.
fn rule(rows: &[Vec<String>], column: usize) -> &'static str {
    let is_number = |cell: &String| {
        let signs = |letter: char| letter.is_ascii_digit() || ".,-–—−+%‰ ".contains(letter);
        cell.chars().all(signs) && cell.contains(|letter: char| letter.is_ascii_digit())
    };
    let mut filled = rows
        .iter()
        .filter_map(|row| row.get(column))
        .filter(|cell| !matches!(cell.as_str(), "" | "<<" | "^^"))
        .peekable();
    match filled.peek().is_some() && filled.all(is_number) {
        true => "---:",
        false => "---",
    }
}
