//! Blanks and signs that word processors put in the place of the plain ones.

/// Returns whether a letter takes no width, such as U+200B; a mark of word processors that no page shows.
pub(super) fn is_invisible(letter: char) -> bool {
    matches!(letter, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

/// Returns whether a letter is a blank that YAML takes for a letter: a no-break space, a wide one, or an invisible one.
pub(super) fn is_odd_blank(letter: char) -> bool {
    is_invisible(letter) || letter.is_whitespace() && !matches!(letter, ' ' | '\t' | '\n' | '\r')
}

/// Removes blanks of every sort from both ends.
pub(super) fn trimmed(text: &str) -> &str {
    text.trim_matches(|letter: char| letter.is_whitespace() || is_invisible(letter))
}

/// The colons of other scripts and of phonetics that look like `:`, each of which an input method can type.
pub(super) const COLONS: [char; 7] = ['：', '﹕', '∶', 'ː', '꞉', '︰', '˸'];

/// Splits a line at its first colon of any sort: the words before it, the colon, the words behind.
pub(super) fn split_at_colon(line: &str) -> Option<(&str, char, &str)> {
    let (at, colon) = line
        .char_indices()
        .find(|(_, letter)| *letter == ':' || COLONS.contains(letter))?;
    Some((&line[..at], colon, &line[at + colon.len_utf8()..]))
}
