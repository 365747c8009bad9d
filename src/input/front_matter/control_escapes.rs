//! Finds backslashes in double quotes that YAML reads as control characters, as in a path of Windows: `"C:\van"`.

use crate::base::unseen::is_control_escape;

/// Returns the byte of the first such backslash. Escapes by code points are edits of the file's reading.
pub(super) fn first(head: &str) -> Option<usize> {
    let mut at = 0;
    for line in head.split_inclusive('\n') {
        if let Some(found) = in_line(line) {
            return Some(at + found);
        }
        at += line.len();
    }
    None
}

fn in_line(line: &str) -> Option<usize> {
    let mut in_quotes = false;
    let mut letters = line.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        match letter {
            '"' => {
                // A quotation begins a value; inside of one the sign is a letter.
                let before = line[..at].trim_end();
                in_quotes = !in_quotes && (before.is_empty() || before.ends_with([':', '[', ',', '{', '-']));
            }
            '\\' if in_quotes => {
                let escaped = letters.next().map(|(_, letter)| letter);
                if escaped.is_some_and(is_control_escape) {
                    return Some(at);
                }
            }
            _ => {}
        }
    }
    None
}
