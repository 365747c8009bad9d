//! A normalised copy of a text on which patterns are matched, with a map back.
//!
//! The text itself is never altered: a match on the shadow gives bytes of the text.

use std::ops::Range;

use crate::base::fold::is_dash;

/// The shadow of a text: one kind of blank and dash, one blank where several stand, no soft hyphens, ƣ as ư, Ð as Đ.
#[derive(Debug)]
pub(super) struct Shadow {
    text: String,
    /// For each byte of the shadow, the byte of the original at which its letter begins.
    map: Vec<u32>,
    length: usize,
}

impl Shadow {
    /// Makes the shadow of a text.
    pub(super) fn of(original: &str) -> Self {
        let mut text = String::with_capacity(original.len());
        let mut map = Vec::with_capacity(original.len());
        for (at, letter) in original.char_indices() {
            let Some(letter) = normalised(letter) else { continue };
            if letter == ' ' && text.ends_with(' ') {
                continue;
            }
            text.push(letter);
            map.resize(
                text.len(),
                u32::try_from(at).expect("a text of one block is far below 4 GB"),
            );
        }
        Shadow {
            text,
            map,
            length: original.len(),
        }
    }

    /// The normalised text.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// The bytes of the original that a range of the shadow stands for.
    pub(super) fn original(&self, range: Range<usize>) -> Range<usize> {
        let at = |index: usize| self.map.get(index).map_or(self.length, |at| *at as usize);
        at(range.start)..at(range.end)
    }
}

fn normalised(letter: char) -> Option<char> {
    match letter {
        '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}' => None,
        '\n' | '\t' | '\u{a0}' | '\u{202f}' | '\u{2007}' | '\u{2009}' => Some(' '),
        'Ð' | 'Ɖ' => Some('Đ'),
        'ƣ' => Some('ư'),
        'Ƣ' => Some('Ư'),
        letter if is_dash(letter) => Some('-'),
        letter => Some(letter),
    }
}

#[cfg(test)]
mod tests {
    use super::Shadow;

    #[test]
    fn maps_back_to_the_text() {
        let text = "Đề\u{a0}án 04 – Ð\u{ad}A/TU";
        let shadow = Shadow::of(text);
        assert_eq!(shadow.text(), "Đề án 04 - ĐA/TU");
        let at = shadow.text().find("ĐA").expect("present");
        let range = shadow.original(at..shadow.text().len());
        assert_eq!(&text[range], "Ð\u{ad}A/TU");
    }
}
