//! Reads a table in a file of its own as rows of texts.
//!
//! Takes the bytes of a .csv or .xlsx file; gives cells. Must not know the document that shows the table.

use crate::base::fold::nfc;
use crate::input::xlsx_cells;
use crate::messages::phrase::TableFileProblem;

/// The most rows that a page shows.
const MAX_ROWS: usize = 1000;
/// The most columns that a page shows.
const MAX_COLUMNS: usize = 60;
/// The signs between cells: the second one where the comma is in numbers, as in Vietnamese settings of Windows.
const SEPARATORS: [u8; 3] = *b",;\t";

/// Reads the rows of a .csv file (RFC 4180), with any of the usual separators. Rows and last columns that are empty are
/// left out.
pub(crate) fn of_csv(bytes: &[u8]) -> Result<Vec<Vec<String>>, TableFileProblem> {
    let text = decoded(bytes)?;
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator(&text))
        .from_reader(text.as_bytes());
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|_| TableFileProblem::NotUtf8)?;
        rows.push(record.iter().map(cell).collect());
    }
    squared(rows)
}

/// Reads the rows of a sheet of a .xlsx file; of the first one that is shown, without a name.
pub(crate) fn of_xlsx(bytes: &[u8], sheet: Option<&str>) -> Result<Vec<Vec<String>>, TableFileProblem> {
    let rows = xlsx_cells::read(bytes, sheet)?;
    squared(
        rows.into_iter()
            .map(|row| row.iter().map(|text| cell(text)).collect())
            .collect(),
    )
}

/// Rows of one length, without those that are empty.
fn squared(mut rows: Vec<Vec<String>>) -> Result<Vec<Vec<String>>, TableFileProblem> {
    rows.retain(|row| row.iter().any(|cell| !cell.is_empty()));
    let filled = |row: &Vec<String>| row.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1);
    let width = rows.iter().map(filled).max().unwrap_or(0);
    if rows.len() > MAX_ROWS {
        return Err(TableFileProblem::TooLong(MAX_ROWS));
    }
    if width > MAX_COLUMNS {
        return Err(TableFileProblem::TooWide(MAX_COLUMNS));
    }
    if width == 0 {
        return Err(TableFileProblem::Empty);
    }
    rows.iter_mut().for_each(|row| row.resize(width, String::new()));
    Ok(rows)
}

/// UTF-8, or what Excel calls Unicode text.
fn decoded(bytes: &[u8]) -> Result<String, TableFileProblem> {
    match bytes {
        [0xef, 0xbb, 0xbf, rest @ ..] => std::str::from_utf8(rest).map(str::to_owned).ok(),
        [0xff, 0xfe, rest @ ..] => {
            let units: Vec<u16> = rest
                .chunks_exact(2)
                .map(|pair| u16::from_le_bytes([pair[0], pair[1]]))
                .collect();
            String::from_utf16(&units).ok()
        }
        _ => std::str::from_utf8(bytes).map(str::to_owned).ok(),
    }
    .filter(|text| !text.contains('\0'))
    .ok_or(TableFileProblem::NotUtf8)
}

/// The sign that parts the cells of the first line.
fn separator(text: &str) -> u8 {
    let mut counts = [0usize; SEPARATORS.len()];
    let mut is_quoted = false;
    for byte in text.trim_start().bytes() {
        match byte {
            b'"' => is_quoted = !is_quoted,
            b'\n' if !is_quoted => break,
            _ if is_quoted => {}
            _ => {
                let at = SEPARATORS.iter().position(|separator| *separator == byte);
                at.into_iter().for_each(|at| counts[at] += 1);
            }
        }
    }
    let best = (0..SEPARATORS.len()).rev().max_by_key(|at| counts[*at]).unwrap_or(0);
    SEPARATORS[best]
}

/// A cell on one line, in NFC.
fn cell(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    nfc(&words.join(" ")).into_owned()
}
