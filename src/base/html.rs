//! Escaping of text into HTML.

use crate::base::byte_scan;

/// Appends `text` to `out` with `&`, `<`, `>` and `"` escaped, for text and quoted attributes.
pub(crate) fn push_escaped(out: &mut String, text: &str) {
    let mut rest = text;
    let is_mark = |byte: u8| matches!(byte, b'&' | b'<' | b'>' | b'"');
    while let Some(at) = byte_scan::position(rest.as_bytes(), is_mark) {
        out.push_str(&rest[..at]);
        out.push_str(match rest.as_bytes()[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            _ => "&quot;",
        });
        rest = &rest[at + 1..];
    }
    out.push_str(rest);
}

/// Returns `text` escaped, for text and quoted attributes.
pub(crate) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    push_escaped(&mut out, text);
    out
}
