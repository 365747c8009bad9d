//! Text for terminals: letters that a terminal obeys are shown, not sent.
//!
//! Names of files and texts of others reach messages, and a terminal takes some letters for commands (ECMA-48): it
//! clears the screen, retitles the window, or shows a line in another order than it is written.

use std::borrow::Cow;

use serde::Serialize;

/// Replaces letters that a terminal obeys by their code points: `\u{1b}`. Line breaks and tabs stay.
pub(crate) fn printable(text: &str) -> Cow<'_, str> {
    if !text.contains(is_obeyed) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    for letter in text.chars() {
        match is_obeyed(letter) {
            true => shown.extend(letter.escape_unicode()),
            false => shown.push(letter),
        }
    }
    Cow::Owned(shown)
}

/// Does the same for a name, in which a line break would begin a line of its own.
pub(crate) fn printable_name(name: &str) -> Cow<'_, str> {
    match name.contains(['\n', '\t']) {
        true => Cow::Owned(printable(name).replace('\n', "\\u{a}").replace('\t', "\\u{9}")),
        false => printable(name),
    }
}

/// Replaces the same letters by signs of equal length in bytes, so that places in the text stay.
pub(crate) fn printable_in_place(text: &str) -> Cow<'_, str> {
    if !text.contains(is_obeyed) {
        return Cow::Borrowed(text);
    }
    let stand_in = |letter: char| match (is_obeyed(letter), letter.len_utf8()) {
        (false, _) => letter,
        (true, 1) => '?',
        (true, 2) => '¿',
        (true, _) => '\u{fffd}',
    };
    Cow::Owned(text.chars().map(stand_in).collect())
}

/// One line of JSON in which letters that a terminal obeys are escapes.
pub(crate) fn json_line(row: &impl Serialize) -> String {
    let json = serde_json::to_string(row).expect("texts and numbers are always JSON");
    let mut line = String::with_capacity(json.len() + 1);
    for letter in json.chars() {
        match is_obeyed(letter) {
            true => line.push_str(&format!("\\u{:04x}", u32::from(letter))),
            false => line.push(letter),
        }
    }
    line.push('\n');
    line
}

/// Returns whether a terminal may take a letter for a command: controls, marks of direction, separators of lines.
pub(crate) fn is_obeyed(letter: char) -> bool {
    let is_layout = matches!(letter, '\n' | '\t');
    let is_direction =
        matches!(letter, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    !is_layout && letter.is_control() || is_direction || matches!(letter, '\u{2028}' | '\u{2029}')
}
