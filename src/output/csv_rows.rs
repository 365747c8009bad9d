//! Rows as CSV for spreadsheets: RFC 4180 with a byte order mark, from which Excel knows that the file is UTF-8.

use std::io::{self, Write};

use csv::{Terminator, WriterBuilder};
use serde::Serialize;
use serde_json::Value;

use crate::output::data_schema::FileTable;

const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// Writes a header with the names of the columns, then the rows, one at a time.
///
/// # Errors
/// The failure of the writer.
pub(super) fn write<T: Serialize>(
    rows: impl Iterator<Item = T>,
    table: &FileTable,
    out: &mut dyn Write,
) -> io::Result<()> {
    out.write_all(BYTE_ORDER_MARK)?;
    let mut csv = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(out);
    csv.write_record(table.columns())?;
    for row in rows {
        let row = serde_json::to_value(row)?;
        let cells = table.columns().map(|name| cell(&row[name]));
        csv.write_record(cells)?;
    }
    csv.flush()
}

/// Returns the text of a cell.
fn cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => harmless(text),
        Value::Array(items) => harmless(&items.iter().map(text_of).collect::<Vec<_>>().join("; ")),
        Value::Bool(_) | Value::Number(_) | Value::Object(_) => value.to_string(),
    }
}

fn text_of(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// Returns a text that no spreadsheet runs as a formula.
fn harmless(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}
