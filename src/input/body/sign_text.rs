//! The text around a sign of Markdown: whether a backslash makes it a letter, and how messages show it.

/// Returns whether a backslash before a byte makes it a sign of the text.
pub(crate) fn is_escaped(text: &str, at: usize) -> bool {
    let before = text.as_bytes()[..at].iter().rev();
    before.take_while(|byte| **byte == b'\\').count() % 2 == 1
}

/// The beginning of some words of a body, as a message shows them.
pub(crate) fn shown(words: &str) -> String {
    const MOST: usize = 60;
    let line = words.replace('\t', " ");
    let line = line.lines().next().unwrap_or("").trim();
    match line.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", line[..end].trim_end()),
        None => line.to_owned(),
    }
}
