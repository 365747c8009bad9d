//! Notices a source in a font of before Unicode that nothing here can decode (VPS, or any other): most of its words with
//! diacritics are no syllables of Vietnamese, as they are or as a wrong table decodes them.

use crate::base::syllable::is_syllable;
use crate::input::import::import_report::Doubt;
use crate::input::import::source_text::{SourceBlock, SourceText};
use crate::messages::import_text::DoubtReason;

/// The fewest odd words of a source in such a font; a text may name a few foreign people and places.
const FEWEST_ODD_WORDS: usize = 5;

/// Of so many words with letters beyond ASCII at least one is odd in such a source.
const WORDS_FOR_EACH_ODD_ONE: usize = 4;

/// Adds a doubt at the first odd words, if the source is full of them.
pub(super) fn notice(source: &mut SourceText) {
    let (mut words, mut odd) = (0, 0);
    let mut first = None;
    for block in &source.blocks {
        let SourceBlock::Paragraph(paragraph) = block else {
            continue;
        };
        let text = paragraph.text();
        let (all, found) = counts(&text);
        words += all;
        odd += found;
        if found > 0 && first.is_none() {
            first = Some((paragraph.line, text));
        }
    }
    if let Some((line, text)) = first.filter(|_| odd >= FEWEST_ODD_WORDS && odd * WORDS_FOR_EACH_ODD_ONE >= words) {
        source.doubts.push(Doubt {
            reason: DoubtReason::OddLetters,
            line,
            text,
        });
    }
}

/// The words of a text with letters beyond ASCII, and those of them that are no syllables.
fn counts(text: &str) -> (usize, usize) {
    let is_inside = |letter: char| letter.is_alphabetic() || matches!(letter, '\u{80}'..='\u{bf}');
    let words = text.split(|letter| !is_inside(letter)).filter(|word| !word.is_ascii());
    let odd = words.clone().filter(|word| !is_syllable(&word.to_lowercase())).count();
    (words.count(), odd)
}

#[cfg(test)]
mod tests {
    use super::counts;

    #[test]
    fn words_of_vietnamese_are_not_odd() {
        assert_eq!(counts("NGHỊ QUYẾT của Đảng ủy, 30%; ý kiến (đã ghi)"), (8, 0));
        assert_eq!(counts("Huyþn tu\u{a8}n ti\u{aa}p m\u{b2}i Müller"), (5, 5));
    }
}
