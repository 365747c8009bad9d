//! Notices a source in a font of before Unicode that nothing here can decode (VPS, or any other): its words hold letters
//! and signs that words of Vietnamese never have.

use crate::input::import::import_report::Doubt;
use crate::input::import::source_text::{SourceBlock, SourceText};
use crate::messages::import_text::DoubtReason;

/// The fewest odd words of a source in such a font; a text may name a few foreign people and places.
const FEWEST_ODD_WORDS: usize = 5;

/// Of so many words at most one is odd in a text that is only sprinkled with foreign names.
const WORDS_FOR_EACH_ODD_ONE: usize = 20;

/// Adds a doubt at the first odd words, if the source is full of them.
pub(super) fn notice(source: &mut SourceText) {
    let (mut words, mut odd) = (0, 0);
    let mut first = None;
    for block in &source.blocks {
        let SourceBlock::Paragraph(paragraph) = block else {
            continue;
        };
        let text = paragraph.text();
        let found = text.split_whitespace().filter(|word| is_odd(word)).count();
        words += text.split_whitespace().count();
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

/// Returns whether a word has a letter that is none of Vietnamese, or a sign between two letters that joins none.
fn is_odd(word: &str) -> bool {
    let letters: Vec<char> = word.chars().collect();
    let is_foreign = |letter: &char| {
        let small = letter.to_lowercase().next().unwrap_or(*letter);
        matches!(small, '\u{df}'..='\u{ff}') && !"àáâãèéêìíòóôõùúý".contains(small)
    };
    let is_inner_sign = |part: &[char]| {
        part[0].is_alphabetic() && part[2].is_alphabetic() && matches!(part[1], '\u{80}'..='\u{bf}' | '×' | '÷')
    };
    letters.iter().any(is_foreign) || letters.windows(3).any(is_inner_sign)
}

#[cfg(test)]
mod tests {
    use super::is_odd;

    #[test]
    fn words_of_vietnamese_are_not_odd() {
        for word in ["Nghị", "quyết", "đường", "ỦY", "Đảng.", "30%", "10°C", "ý", "km²", "(a)"] {
            assert!(!is_odd(word), "{word}");
        }
        for word in ["qu¸n", "Lu§t", "nh\u{9d}n", "ñaûng", "Müller"] {
            assert!(is_odd(word), "{word}");
        }
    }
}
