//! `[[…]]` in Markdown: protects it from being split by tables, and parses its reference.

use std::borrow::Cow;

use crate::base::fold::nfc;
use crate::input::citations::reference::Reference;

/// Replaces `|` inside `[[…]]`, and inside code in a row of a table, by U+001F, so that tables do not split there; same
/// length.
pub(crate) fn shield_bars(body: &str) -> Cow<'_, str> {
    let has_code = |line: &str| line.trim_start().starts_with('|') && line.contains('`');
    if !body.contains("[[") && !body.split('\n').any(has_code) {
        return body.into();
    }
    let mut out = String::with_capacity(body.len());
    for line in body.split_inclusive('\n') {
        match has_code(line) {
            true => shield_between(&shielded_between(line, "`", "`"), "[[", "]]", &mut out),
            false => shield_between(line, "[[", "]]", &mut out),
        }
    }
    out.into()
}

fn shielded_between(line: &str, open: &str, close: &str) -> String {
    let mut out = String::with_capacity(line.len());
    shield_between(line, open, close, &mut out);
    out
}

/// Writes a line with the bars between two signs replaced.
fn shield_between(line: &str, open: &str, close: &str, out: &mut String) {
    let mut rest = line;
    while let Some((before, inside)) = rest.split_once(open) {
        let Some((inside, after)) = inside.split_once(close) else {
            break;
        };
        out.extend([before, open, &inside.replace('|', "\u{1f}"), close]);
        rest = after;
    }
    out.push_str(rest);
}

/// Parses the reference in the destination of a link.
pub(crate) fn reference(dest: &str) -> Reference {
    let mut reference = Reference::parse(&nfc(&dest.replace("\\\u{1f}", "\u{1f}")));
    if let Some(document) = &mut reference.document {
        *document = document.replace("%20", " ");
    }
    reference
}
