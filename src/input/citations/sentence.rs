//! Cuts out the sentence around a citation, as backlinks show it.

use std::ops::Range;

use crate::input::citations::normalized_text::{first_of, start_of_last};

/// Maximum length of a sentence shown whole, in characters; longer ones are cut around the citation.
const MAX_SENTENCE_CHARS: usize = 600;

/// Finds the sentence around a range of a text: the sentence, and the range inside it.
pub(crate) fn around(text: &str, range: Range<usize>) -> (String, Range<usize>) {
    let (start, end) = (sentence_start(text, range.start), sentence_end(text, range.end));
    let sentence = Range { start, end };
    if text[sentence.clone()].chars().count() <= MAX_SENTENCE_CHARS {
        return cut(text, sentence, range, ("", ""));
    }
    let window = MAX_SENTENCE_CHARS / 2;
    let from = back(text, range.start, window).max(start);
    let to = forward(text, range.end, window).min(end);
    let from = word_start(text, from..range.start, start);
    let to = word_end(text, range.end..to, end);
    let ends = (if from > start { "… " } else { "" }, if to < end { " …" } else { "" });
    cut(text, from..to, range, ends)
}

fn cut(text: &str, sentence: Range<usize>, range: Range<usize>, ends: (&str, &str)) -> (String, Range<usize>) {
    let piece = &text[sentence.clone()];
    let lead = piece.len() - piece.trim_start().len();
    let out = format!("{}{}{}", ends.0, piece.trim().replace('\n', " "), ends.1);
    let shift = |at: usize| (at - sentence.start).saturating_sub(lead) + ends.0.len();
    let marked = shift(range.start)..shift(range.end).min(out.len() - ends.1.len());
    (out, marked.start.min(marked.end)..marked.end)
}

/// Returns whether a sentence ends at a byte: at `.`, `!`, `?`, `…` or `;` before a blank and an upper-case letter, or at
/// a line's end.
fn is_boundary(text: &str, at: usize) -> bool {
    let after = &text[at..];
    if after.starts_with('\n') {
        return true;
    }
    if !after.starts_with(char::is_whitespace) {
        return false;
    }
    let last = text[..at]
        .chars()
        .rev()
        .take(4)
        .find(|letter| !matches!(letter, '”' | '"' | ')'));
    let next = after.chars().take(8).find(|letter| !letter.is_whitespace());
    last.is_some_and(|letter| matches!(letter, '.' | '!' | '?' | '…' | ';'))
        && next.is_some_and(|letter| letter.is_uppercase() || matches!(letter, '“' | '"'))
}

/// A cheap test by two bytes, since it runs on every letter of a sentence: a line's end, or a byte that may begin a blank
/// after one that may end a sentence or close its quotation (`…` ends in 0xA6, `”` in 0x9D).
fn may_be_boundary(before: u8, byte: u8) -> bool {
    match byte {
        b'\n' => true,
        b' ' | b'\t'..=b'\r' | 0xc2 | 0xe1..=0xe3 => {
            matches!(before, b'.' | b'!' | b'?' | b';' | b'"' | b')' | 0xa6 | 0x9d)
        }
        _ => false,
    }
}

/// No sentence is shown longer than [`MAX_SENTENCE_CHARS`], so its beginning and end are not looked for further away.
const MAX_SENTENCE_BYTES: usize = 4 * MAX_SENTENCE_CHARS;

fn sentence_start(text: &str, at: usize) -> usize {
    let floor = start_of_last(text, at, MAX_SENTENCE_BYTES);
    boundaries(text, floor..at).next_back().unwrap_or(floor)
}

fn sentence_end(text: &str, at: usize) -> usize {
    let ceiling = at + first_of(&text[at..], MAX_SENTENCE_BYTES).len();
    boundaries(text, at..ceiling).next().unwrap_or(ceiling)
}

/// The bytes at which sentences end, after the first byte of the text.
fn boundaries(text: &str, bytes: Range<usize>) -> impl DoubleEndedIterator<Item = usize> {
    let first = bytes.start.max(1);
    let pairs = text.as_bytes()[first - 1..bytes.end].windows(2).enumerate();
    let may_end = pairs.filter(|(_, pair)| may_be_boundary(pair[0], pair[1]));
    let ends = may_end.map(move |(position, _)| first + position);
    ends.filter(|at| is_boundary(text, *at))
}

fn back(text: &str, at: usize, characters: usize) -> usize {
    let nth = text[..at].char_indices().rev().nth(characters);
    nth.map_or(0, |(index, _)| index)
}

fn forward(text: &str, at: usize, characters: usize) -> usize {
    let nth = text[at..].char_indices().nth(characters);
    nth.map_or(text.len(), |(index, _)| at + index)
}

/// The first blank of `piece`, if the cut at its start is inside a word.
fn word_start(text: &str, piece: Range<usize>, floor: usize) -> usize {
    if piece.start == floor {
        return floor;
    }
    piece.start + text[piece].find(char::is_whitespace).unwrap_or(0)
}

/// The last blank of `piece`, if the cut at its end is inside a word.
fn word_end(text: &str, piece: Range<usize>, ceiling: usize) -> usize {
    if piece.end == ceiling {
        return ceiling;
    }
    let blank = text[piece.clone()].rfind(char::is_whitespace);
    blank.map_or(piece.end, |blank| piece.start + blank)
}

#[cfg(test)]
mod tests {
    use super::around;

    #[test]
    fn takes_the_sentence_and_keeps_the_place() {
        let text = "Câu một. Căn cứ Quyết định 393-QĐ/TU ngày 27/6/2011; theo đó làm. Câu ba.";
        let at = text.find("Quyết định").expect("present");
        let (sentence, range) = around(text, at..at + "Quyết định 393-QĐ/TU".len());
        assert_eq!(sentence, "Căn cứ Quyết định 393-QĐ/TU ngày 27/6/2011; theo đó làm.");
        assert_eq!(&sentence[range], "Quyết định 393-QĐ/TU");
    }

    #[test]
    fn cuts_long_sentences_at_words() {
        let long = "dân vận khéo ".repeat(80);
        let text = format!("{long}Quyết định 393-QĐ/TU {long}");
        let at = long.len();
        let (sentence, range) = around(&text, at..at + "Quyết định 393-QĐ/TU".len());
        assert!(sentence.starts_with("… ") && sentence.ends_with(" …"));
        assert!(sentence.chars().count() < 700);
        assert_eq!(&sentence[range], "Quyết định 393-QĐ/TU");
    }
}
