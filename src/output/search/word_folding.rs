//! Splits texts into words and folds each of them. `search-words.js` reads queries in the same way; the cases in
//! `tests/search/words.txt` are tested against both.

use rustc_hash::FxHashMap;

use crate::base::fold::{fold, is_dash, name_key, nfc};
use crate::site::search_layout::{DIGEST_SEED, digest};

/// A word in its two forms.
#[derive(Debug)]
pub(super) struct Word {
    /// Lower case, old and new placement of tone marks as one: `hòa`.
    pub toned: String,
    /// Without diacritics: `hoa`.
    pub folded: String,
    /// The digest of the folded form and a blank.
    pub before_another: u32,
}

/// The words of some texts, each once.
#[derive(Default)]
pub(super) struct WordList {
    pub words: Vec<Word>,
    written: FxHashMap<Box<str>, u32>,
    toned: FxHashMap<String, u32>,
}

impl WordList {
    /// Returns the number of a word, which is added if it is new.
    fn number(&mut self, written: &str) -> u32 {
        if let Some(number) = self.written.get(written) {
            return *number;
        }
        let toned = name_key(written);
        let next = u32::try_from(self.words.len()).expect("fewer words than a u32 counts");
        let number = *self.toned.entry(toned.clone()).or_insert(next);
        if number == next {
            let folded = fold(&toned);
            let before_another = digest(digest(DIGEST_SEED, &folded), " ");
            self.words.push(Word {
                toned,
                folded,
                before_another,
            });
        }
        self.written.insert(written.into(), number);
        number
    }

    /// Calls `each` with every word of a text and the word before it, unless a sentence ends between them; and with every
    /// document number as one word.
    pub(super) fn read(&mut self, text: &str, mut each: impl FnMut(u32, Option<u32>)) {
        let text = nfc(text);
        let mut before = None;
        let mut rest = &*text;
        let mut chain = NumberChain::default();
        while let Some(start) = rest.find(is_letter) {
            let between = &rest[..start];
            before = before.filter(|_| !ends_sentence(between));
            let word = &rest[start..];
            let end = word.find(|letter| !is_of_word(letter)).unwrap_or(word.len());
            let word = &word[..end];
            if let Some(whole) = chain.add(between, word) {
                each(self.number(&whole), None);
            }
            let number = self.number(word);
            each(number, before);
            before = Some(number);
            rest = &rest[start + end..];
        }
        if let Some(whole) = chain.whole() {
            each(self.number(&whole), None);
        }
    }
}

/// A document number, read word by word: digits, then the words that dashes and slashes join to them.
#[derive(Default)]
struct NumberChain {
    written: String,
    has_symbol: bool,
}

impl NumberChain {
    /// Adds a word; returns the number that ended before it.
    fn add(&mut self, between: &str, word: &str) -> Option<String> {
        if !self.written.is_empty() {
            let mut tie = between.trim().chars();
            if tie.next().is_some_and(|mark| mark == '/' || is_dash(mark)) && tie.next().is_none() {
                self.written.push('-');
                self.written.push_str(word);
                self.has_symbol |= word.starts_with(char::is_alphabetic);
                return None;
            }
        }
        let whole = self.whole();
        self.written.clear();
        self.has_symbol = false;
        if word.bytes().all(|byte| byte.is_ascii_digit()) {
            self.written.push_str(word.trim_start_matches('0'));
        }
        whole
    }

    /// Returns the number as one word, without leading zeros: `393-QĐ-TU`.
    fn whole(&self) -> Option<String> {
        self.has_symbol.then(|| self.written.clone())
    }
}

/// Returns whether a character belongs to a word: a letter, a digit, or an invisible soft hyphen or zero-width space.
fn is_of_word(letter: char) -> bool {
    is_letter(letter) || matches!(letter, '\u{ad}' | '\u{200b}')
}

/// Returns whether a character is a letter or digit of any script. Those of Vietnamese are recognised without the table
/// of Unicode, which takes a fifth of the time of the whole index.
fn is_letter(letter: char) -> bool {
    match letter {
        '\0'..='\u{7f}' => letter.is_ascii_alphanumeric(),
        '\u{d7}' | '\u{f7}' => false,
        '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' => true,
        other => other.is_alphanumeric(),
    }
}

/// Returns whether a sentence ends between two words: the full stop inside `1.5` or `T.Ư` ends none.
fn ends_sentence(between: &str) -> bool {
    let mut letters = between.chars().peekable();
    while let Some(letter) = letters.next() {
        let is_end = matches!(letter, '.' | ';' | ':' | '!' | '?' | '…');
        if is_end && letters.peek().is_some_and(|next| next.is_whitespace()) {
            return true;
        }
    }
    false
}

/// Returns the words of a text in both forms, each with whether it follows the word before it in one sentence.
/// Only tests call it: they compare its words with those of the script.
pub fn words(text: &str) -> Vec<(String, String, bool)> {
    let mut vocabulary = WordList::default();
    let mut found = Vec::new();
    vocabulary.read(text, |word, before| found.push((word, before.is_some())));
    let forms = |(word, follows): (u32, bool)| {
        let word = &vocabulary.words[word as usize];
        (word.toned.clone(), word.folded.clone(), follows)
    };
    found.into_iter().map(forms).collect()
}

#[cfg(test)]
mod tests {
    use super::is_letter;

    #[test]
    fn fast_path_agrees_with_the_unicode_table() {
        let wrong: Vec<char> = ('\0'..='\u{ffff}')
            .filter(|letter| is_letter(*letter) != letter.is_alphanumeric())
            .collect();
        assert!(wrong.is_empty(), "{wrong:?}");
    }
}
