//! Rows as CSV for spreadsheets: RFC 4180 with a byte order mark, from which Excel knows that the file is UTF-8.

use std::borrow::Cow;
use std::io::{self, Write};

use csv::{Terminator, WriterBuilder};

use crate::output::data_schema::FileTable;

const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// A row with its cells in the order of the columns.
pub(super) trait CsvRow {
    /// Calls `each` with every cell, as the JSON has it: null is empty, a list is joined by `; `.
    fn cells(&self, each: &mut dyn FnMut(&str));
}

/// Writes a header with the names of the columns, then the rows, one at a time.
///
/// # Errors
/// The failure of the writer.
pub(super) fn write<T: CsvRow>(
    rows: impl Iterator<Item = T>,
    table: &FileTable,
    out: &mut dyn Write,
) -> io::Result<()> {
    out.write_all(BYTE_ORDER_MARK)?;
    let mut csv = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(out);
    csv.write_record(table.columns())?;
    for row in rows {
        let mut written = Ok(());
        row.cells(&mut |cell| {
            if written.is_ok() {
                written = csv.write_field(harmless(cell).as_ref());
            }
        });
        written?;
        csv.write_record(None::<&[u8]>)?;
    }
    csv.flush()
}

/// Returns a text that no spreadsheet runs as a formula.
fn harmless(text: &str) -> Cow<'_, str> {
    match text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        true => format!("'{text}").into(),
        false => text.into(),
    }
}
