//! Pieces of plain text as pages show them: shortened, or with a part marked.

use std::ops::Range;

use crate::base::html::escaped;

/// Returns the first words of a text with single blanks: at most `max_characters`, cut between words, ending in `…`
/// if anything was cut off.
pub(crate) fn shortened(text: &str, max_characters: usize) -> String {
    // No word is without a character, so that the words beyond are cut off anyway.
    let words: Vec<&str> = text.split_whitespace().take(max_characters + 1).collect();
    let text = words.join(" ");
    match text.char_indices().nth(max_characters) {
        None => text,
        Some((end, _)) => {
            let cut = text[..end].rfind(' ').unwrap_or(end);
            format!("{} …", text[..cut].trim_end_matches([',', ';', '.']))
        }
    }
}

/// Returns a text as HTML with a range of its bytes marked; an empty range is not marked.
pub(crate) fn marked(text: &str, range: &Range<usize>) -> String {
    if range.is_empty() {
        return escaped(text);
    }
    let (before, inside, after) = (&text[..range.start], &text[range.clone()], &text[range.end..]);
    format!("{}<mark>{}</mark>{}", escaped(before), escaped(inside), escaped(after))
}
