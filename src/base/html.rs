//! Escaping of text into HTML, and the text of HTML that was made so.

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

/// Returns the text of HTML that this program wrote, with `block_end` in place of each tag that is not one of words.
pub(crate) fn text_of(html: &str, block_end: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((words, tag)) = rest.split_once('<') {
        out.push_str(words);
        let Some((tag, after)) = tag.split_once('>') else { break };
        let name = tag.trim_start_matches('/').split([' ', '/']).next().unwrap_or("");
        if !matches!(
            name,
            "a" | "b" | "em" | "strong" | "span" | "sup" | "sub" | "mark" | "code" | "del"
        ) {
            out.push_str(block_end);
        }
        rest = after;
    }
    out.push_str(rest);
    if !out.contains('&') {
        return out;
    }
    let marks = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&amp;", "&")];
    marks.iter().fold(out, |out, (escaped, mark)| {
        if out.contains(escaped) {
            out.replace(escaped, mark)
        } else {
            out
        }
    })
}
