//! Hides what cites nothing in a Markdown text: code, comments, addresses of links.

/// What hidden bytes become: a sign that no citation contains.
const HIDDEN: u8 = b'|';

/// Returns a copy of a text, of the same length, without the words that cite nothing.
pub(crate) fn masked(text: &str) -> String {
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text;
    let mut fence: Option<&str> = None;
    while !rest.is_empty() {
        let (line, behind) = rest.split_at(rest.find('\n').map_or(rest.len(), |end| end + 1));
        rest = behind;
        let opening = ["```", "~~~"]
            .into_iter()
            .find(|sign| line.trim_start().starts_with(sign));
        let is_code = fence.is_some() || opening.is_some();
        match (fence, opening) {
            (None, Some(sign)) => fence = Some(sign),
            (Some(open), Some(sign)) if open == sign => fence = None,
            (None | Some(_), _) => {}
        }
        match is_code {
            true => out.extend(line.bytes().map(hidden)),
            false => out.extend_from_slice(line.as_bytes()),
        }
    }
    hide_between(&mut out, b"<!--", b"-->");
    hide_between(&mut out, b"`", b"`");
    hide_between(&mut out, b"](", b")");
    String::from_utf8(out).unwrap_or_else(|_| text.to_owned())
}

/// A line break stays, so that a paragraph ends where it does.
fn hidden(byte: u8) -> u8 {
    if byte == b'\n' { byte } else { HIDDEN }
}

/// Hides the text between two signs of one paragraph, the signs included.
fn hide_between(bytes: &mut [u8], open: &[u8], close: &[u8]) {
    let (mut at, mut paragraph) = (0, 0);
    while let Some(start) = position(bytes, open, at) {
        let from = start + open.len();
        if from > paragraph {
            paragraph = position(bytes, b"\n\n", from).unwrap_or(bytes.len());
        }
        match position(&bytes[..paragraph.max(from)], close, from) {
            Some(end) => {
                let whole = start..end + close.len();
                bytes[whole.clone()].iter_mut().for_each(|byte| *byte = hidden(*byte));
                at = whole.end;
            }
            // Nor is there an end for what opens later in this paragraph.
            None => at = paragraph.max(from),
        }
    }
}

/// The first place of some bytes from one on.
fn position(bytes: &[u8], sought: &[u8], from: usize) -> Option<usize> {
    let rest = bytes.get(from..)?;
    rest.windows(sought.len())
        .position(|part| part == sought)
        .map(|at| at + from)
}

#[cfg(test)]
mod tests {
    use super::masked;

    #[test]
    fn hides_code_comments_and_addresses() {
        let text = "Theo `12-QĐ/TU` và [số 13-QĐ/TU](/a/14-QĐ/TU) <!-- 15-QĐ/TU -->\n\n```\n16-QĐ/TU\n```\nvà 17-QĐ/TU";
        let found = masked(text);
        assert_eq!(found.len(), text.len());
        for (number, is_there) in [
            ("12", false),
            ("13", true),
            ("14", false),
            ("15", false),
            ("16", false),
            ("17", true),
        ] {
            assert_eq!(found.contains(&format!("{number}-QĐ/TU")), is_there, "{number}");
        }
    }
}
