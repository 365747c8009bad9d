//! Writes a table in a file of its own where a paragraph names it: `![[bang.csv]]`, `![[bang.csv|Caption]]`.

use std::borrow::Cow;

use crate::base::span::Span;
use crate::input::body::blocks::Token;
use crate::input::citations::reference::Reference;
use crate::input::source::{MAX_TABLE_BYTES, TableContent, TableFile};
use crate::input::table_rows;
use crate::messages::phrase::TableFileProblem;

/// The file of a table that a reference names.
pub(super) fn table_file<'t>(tables: &'t [TableFile], reference: &Reference) -> Option<&'t TableFile> {
    let name = reference.document.as_deref()?;
    tables.iter().find(|table| table.name == name)
}

/// The most cells of all tables that a text shows: two of the largest. A short text could name a large file without end.
const MAX_CELLS: usize = 120_000;

/// Writes a table as tokens, its first row as its head, under its caption with a link to the file. `cells` are those of the
/// tables of the text so far.
///
/// # Errors
/// Where the file cannot be read, or the text has shown enough. The tokens of a file that is missing are the link alone,
/// which is then reported.
pub(super) fn tokens(
    table: &TableFile,
    reference: &Reference,
    span: Span,
    cells: &mut usize,
) -> Result<Vec<Token>, TableFileProblem> {
    if *cells > MAX_CELLS {
        return Err(TableFileProblem::TooMany(MAX_CELLS));
    }
    let rows = match &table.content {
        TableContent::Missing => return Ok(link(table, span)),
        TableContent::TooLarge => return Err(TableFileProblem::TooLarge(MAX_TABLE_BYTES >> 10)),
        TableContent::Held(bytes) if table.name.to_ascii_lowercase().ends_with(".csv") => table_rows::of_csv(bytes)?,
        TableContent::Held(bytes) => table_rows::of_xlsx(bytes, reference.provision.as_deref())?,
    };
    *cells += rows.len() * rows[0].len();
    if *cells > MAX_CELLS {
        return Err(TableFileProblem::TooMany(MAX_CELLS));
    }
    let mut out = vec![Token::Edge("<table><caption>".into())];
    if let Some(words) = &reference.words {
        out.push(Token::Text(words.clone(), span));
        out.push(Token::Text(" ".to_owned(), span));
    }
    out.extend(link(table, span));
    out.push(Token::Edge("</caption>".into()));
    let is_number: Vec<bool> = (0..rows[0].len())
        .map(|column| is_number_column(&rows[1..], column))
        .collect();
    for (at, row) in rows.iter().enumerate() {
        out.push(Token::Edge(opening(at)));
        let name = if at == 0 { "th" } else { "td" };
        for (cell, is_number) in row.iter().zip(&is_number) {
            let scope = if at == 0 { " scope=\"col\"" } else { "" };
            let class = if *is_number { " class=\"align-right\"" } else { "" };
            out.push(Token::Edge(["<", name, scope, class, ">"].concat().into()));
            if !cell.is_empty() {
                out.push(Token::Text(cell.clone(), span));
            }
            out.push(Token::Edge(["</", name, ">"].concat().into()));
        }
        out.push(Token::Edge("</tr>".into()));
    }
    let closing = if rows.len() == 1 {
        "</thead></table>"
    } else {
        "</tbody></table>"
    };
    out.push(Token::Edge(closing.into()));
    Ok(out)
}

fn opening(row: usize) -> Cow<'static, str> {
    match row {
        0 => "<thead><tr>",
        1 => "</thead><tbody><tr>",
        _ => "<tr>",
    }
    .into()
}

/// A link to the file: readers get the figures, and the file is published.
pub(super) fn link(table: &TableFile, span: Span) -> Vec<Token> {
    let name = table.path.as_ref().map_or(table.name.as_str(), |path| path.name());
    vec![
        Token::Link(table.name.clone(), span),
        Token::Text(name.to_owned(), span),
        Token::LinkEnd,
    ]
}

/// Returns whether all cells of a column are numbers, or signs for none.
fn is_number_column(rows: &[Vec<String>], column: usize) -> bool {
    let cells = || {
        rows.iter()
            .map(|row| row[column].as_str())
            .filter(|cell| !is_blank(cell))
    };
    let is_number = |cell: &str| {
        cell.chars()
            .all(|sign| sign.is_ascii_digit() || ".,%+-− ".contains(sign))
    };
    cells().next().is_some() && cells().all(|cell| is_number(cell) && cell.contains(|sign: char| sign.is_ascii_digit()))
}

fn is_blank(cell: &str) -> bool {
    matches!(cell, "" | "-" | "–" | "…" | "<<" | "^^")
}
