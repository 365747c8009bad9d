//! `[[…]]` in Markdown: protects it from being split by tables, and parses its reference.

use crate::base::fold::nfc;
use crate::input::citations::reference::Reference;

/// Replaces `|` inside `[[…]]` by U+001F, so that tables do not split there; same length.
pub(crate) fn shield_bars(body: &str) -> std::borrow::Cow<'_, str> {
    if !body.contains("[[") {
        return body.into();
    }
    let mut out = String::with_capacity(body.len());
    for line in body.split_inclusive('\n') {
        let mut rest = line;
        while let Some((before, inside)) = rest.split_once("[[") {
            let Some((inside, after)) = inside.split_once("]]") else {
                break;
            };
            out.push_str(before);
            out.push_str("[[");
            out.push_str(&inside.replace('|', "\u{1f}"));
            out.push_str("]]");
            rest = after;
        }
        out.push_str(rest);
    }
    out.into()
}

/// Parses the reference in the destination of a link.
pub(crate) fn reference(dest: &str) -> Reference {
    let mut reference = Reference::parse(&nfc(&dest.replace("\\\u{1f}", "\u{1f}")));
    if let Some(document) = &mut reference.document {
        *document = document.replace("%20", " ");
    }
    reference
}
