//! Pieces of plain text as pages show them: shortened, or with a part marked.

use std::ops::Range;

use crate::base::html::escaped;

/// Returns the first words of a text with single blanks: at most `max_characters`, cut between words, ending in `…`
/// if anything was cut off.
pub(crate) fn shortened(text: &str, max_characters: usize) -> String {
    let mut first = String::new();
    for word in text.split_whitespace() {
        if !first.is_empty() {
            first.push(' ');
        }
        first.push_str(word);
        // No character is longer than four bytes.
        if first.len() > 4 * max_characters {
            break;
        }
    }
    match first.char_indices().nth(max_characters) {
        None => first,
        Some((end, _)) => {
            let cut = first[..end].rfind(' ').unwrap_or(end);
            format!("{} …", first[..cut].trim_end_matches([',', ';', '.']))
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
