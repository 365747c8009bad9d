//! The words of a page with their signs, as two versions of it are compared.

use crate::input::body::html_template::HtmlTemplate;
use crate::input::body::printed_text::marked_text;
use crate::input::citations::lexicon::Lexicon;
use crate::input::document::Document;

/// The signs that close a word: a word with another one behind it is the same word.
const CLOSING: [char; 8] = ['.', ',', ';', ':', '!', '?', ')', '”'];

/// The words of a page as they are printed, one after the other, those of its body, then those of its footnotes; the signs
/// that close a word as one more.
pub(crate) fn printed_words(document: &Document, lexicon: &Lexicon) -> Vec<String> {
    let whole = |template: &HtmlTemplate| {
        let mark = |number: usize| format!(" [{number}] ");
        marked_text(template, &(0..template.html.len()), &mark)
    };
    let mut text = whole(&document.markup(lexicon).linked);
    for note in &document.footnotes {
        text.push(' ');
        text.push_str(&whole(note));
    }
    let with_sign = |word: &str| {
        let bare = word.trim_end_matches(CLOSING);
        let parts = [bare.to_owned(), word[bare.len()..].to_owned()];
        parts.into_iter().filter(|part| !part.is_empty())
    };
    text.split_whitespace().flat_map(with_sign).collect()
}

/// A change of printed words, each side in one line, with each closing sign at its word.
pub(crate) fn in_one_line((old, new): (String, String)) -> (String, String) {
    let joined = |words: &str| {
        let each_sign = CLOSING.iter();
        each_sign.fold(words.to_owned(), |line, sign| {
            line.replace(&format!(" {sign}"), &sign.to_string())
        })
    };
    // What comes alone may begin with the sign that closes the word before it.
    let alone = |words: &str| {
        let line = joined(words);
        let words = line.trim_start_matches(CLOSING).trim_start();
        if words.is_empty() {
            line.clone()
        } else {
            words.to_owned()
        }
    };
    match (old.is_empty(), new.is_empty()) {
        (false, false) => (joined(&old), joined(&new)),
        (true, _) | (_, true) => (alone(&old), alone(&new)),
    }
}
