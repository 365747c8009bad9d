//! Rows as a JSON array with one row a line, so that a change of one row is a change of one line.

use std::io::{self, Write};

use serde::Serialize;

/// Writes rows one at a time, without holding all of them: ten thousand documents have half a million provisions.
///
/// # Errors
/// The failure of the writer.
pub(super) fn write<T: Serialize>(rows: impl Iterator<Item = T>, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(b"[")?;
    let mut line = Vec::new();
    for (index, row) in rows.enumerate() {
        line.clear();
        line.extend_from_slice(if index == 0 { b"\n" } else { b",\n" });
        serde_json::to_writer(&mut line, &row)?;
        out.write_all(&line)?;
    }
    out.write_all(b"\n]\n")
}
