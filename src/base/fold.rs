//! Folding of Vietnamese text for keys, slugs and comparisons; the text itself is never changed.

use std::ops::RangeInclusive;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use unicode_normalization::is_nfc;

use crate::base::byte_scan;

/// Converts text to NFC, without a copy where it is NFC already.
pub(crate) fn nfc(text: &str) -> std::borrow::Cow<'_, str> {
    if is_composed(text) {
        text.into()
    } else {
        text.nfc().collect::<String>().into()
    }
}

/// Returns whether text is in NFC.
pub(crate) fn is_composed(text: &str) -> bool {
    is_composed_alone(text) || is_nfc(text)
}

/// Returns whether the bytes alone show that text is in NFC, as those of nearly all Vietnamese texts do: Latin letters
/// (to U+02FF, and from U+1E00 to U+1EFF) and punctuation (U+2010 to U+2027) are, as long as no combining mark follows.
fn is_composed_alone(text: &str) -> bool {
    !byte_scan::holds(text.as_bytes(), |first, second, third| {
        let is_latin = (first == 0xe1) & (0xb8..=0xbb).contains(&second);
        let is_mark = (first == 0xe2) & (second == 0x80) & (0x90..=0xa7).contains(&third);
        (first >= 0xcc) & !is_latin & !is_mark
    })
}

/// Folds one letter that Unicode does not decompose: đ and its look-alikes, ƣ.
fn fold_undecomposed(letter: char) -> char {
    match letter {
        'đ' | 'Đ' | 'Ð' | 'ð' | 'Ɖ' | 'ɖ' => 'd',
        'ƣ' | 'Ƣ' => 'u',
        other => other,
    }
}

/// Returns whether two bytes may be a letter that is mistaken for another: ð and Ð, the letters around ƣ, ɖ.
pub(crate) fn may_be_misused(first: u8, second: u8) -> bool {
    ((first == 0xc3) & ((second == 0x90) | (second == 0xb0)))
        | ((first == 0xc6) & ((second == 0x89) | (second == 0xa2) | (second == 0xa3)))
        | ((first == 0xc9) & (second == 0x96))
}

/// Folds text: removes diacritics, writes đ as d and everything in lower case. `Quyết định` becomes `quyet dinh`.
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    static TABLE: LazyLock<LetterTable> = LazyLock::new(|| LetterTable::of(folded_letters));
    TABLE.replaced(text, folded_letters)
}

/// Folds one letter of any script.
fn folded_letters(letter: char) -> impl Iterator<Item = char> {
    std::iter::once(letter)
        .nfd()
        .filter(|letter| !is_combining_mark(*letter))
        .map(fold_undecomposed)
        .flat_map(char::to_lowercase)
}

/// The ranges of the letters of Vietnamese.
const LATIN: [RangeInclusive<char>; 2] = ['\0'..='\u{24f}', '\u{1e00}'..='\u{1eff}'];

/// The replacement of each Latin letter, where that is one letter.
struct LetterTable([Vec<Option<char>>; 2]);

impl LetterTable {
    fn of<I: Iterator<Item = char>>(becomes: impl Fn(char) -> I) -> Self {
        let alone = |letter: char| {
            let mut letters = becomes(letter);
            letters.next().filter(|_| letters.next().is_none())
        };
        LetterTable(LATIN.map(|range| range.map(alone).collect()))
    }

    fn get(&self, letter: char) -> Option<char> {
        let (table, first) = match letter {
            '\0'..='\u{24f}' => (&self.0[0], 0),
            '\u{1e00}'..='\u{1eff}' => (&self.0[1], 0x1e00),
            _ => return None,
        };
        table[letter as usize - first]
    }

    /// Replaces each letter of a text; for letters that the table lacks, calls `becomes`.
    fn replaced<I: Iterator<Item = char>>(&self, text: &str, becomes: impl Fn(char) -> I) -> String {
        let mut out = String::with_capacity(text.len());
        for letter in text.chars() {
            match self.get(letter) {
                Some(alone) => out.push(alone),
                None => out.extend(becomes(letter)),
            }
        }
        out
    }
}

/// Converts a text to lower case.
fn lower(text: &str) -> String {
    static TABLE: LazyLock<LetterTable> = LazyLock::new(|| LetterTable::of(char::to_lowercase));
    TABLE.replaced(text, char::to_lowercase)
}

/// Returns the key by which names of documents, topics and bodies are compared: lower case, without quotation marks,
/// one kind of dash and of blank, and one placement of tone marks. Diacritics count.
pub(crate) fn name_key(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for letter in lower(&nfc(name)).chars() {
        match letter {
            '"' | '“' | '”' | '\'' | '‘' | '’' | '«' | '»' => {}
            '\u{ad}' | '\u{200b}' => {}
            letter if letter.is_whitespace() => {
                if !out.is_empty() && !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            letter if is_dash(letter) => out.push('-'),
            'ð' | 'ɖ' => out.push('đ'),
            'ƣ' => out.push('ư'),
            letter => out.push(letter),
        }
    }
    out.truncate(out.trim_end().len());
    if out.contains('-') {
        out = out.replace(" - ", "-");
    }
    if !may_hold_late_tone(&out) {
        return out;
    }
    let mut key = String::with_capacity(out.len());
    for syllable in out.split_inclusive(|letter: char| !letter.is_alphabetic()) {
        match has_late_tone(syllable) {
            true => key.push_str(&early_tone(syllable)),
            false => key.push_str(syllable),
        }
    }
    key
}

/// Returns whether the bytes of a text contain an o or u before a letter with a tone mark: a cheap first test.
fn may_hold_late_tone(text: &str) -> bool {
    byte_scan::holds(text.as_bytes(), |first, second, third| {
        let is_vowel = (first == b'o') | (first == b'u');
        is_vowel & ((second == 0xc3) | ((second == 0xe1) & ((third == 0xba) | (third == 0xbb))))
    })
}

/// Returns whether a syllable may have its tone mark on the last of two vowels: `hoà`, `khoẻ`, `uỷ`, and `quý`.
fn has_late_tone(syllable: &str) -> bool {
    let mut letters = syllable.chars().rev().skip_while(|letter| !letter.is_alphabetic());
    let last = letters.next().unwrap_or(' ');
    match letters.next() {
        Some('o') => "àáảãạèéẻẽẹ".contains(last),
        Some('u') => "ỳýỷỹỵ".contains(last),
        _ => false,
    }
}

/// Returns the letter of the Vietnamese alphabet under which an index lists a text, in capitals: `ấm` under Â, `đất` under Đ.
pub(crate) fn initial(text: &str) -> Option<char> {
    let letter = text.chars().find(|letter| letter.is_alphanumeric())?;
    let without_tone = letter.nfd().filter(|mark| !is_tone(*mark)).nfc();
    without_tone.flat_map(char::to_uppercase).next()
}

/// Returns whether a character is a dash that is used as a hyphen in numbers.
pub(crate) fn is_dash(letter: char) -> bool {
    matches!(letter, '-' | '‐' | '‑' | '‒' | '–' | '—' | '―' | '−')
}

/// The letter or sign that another one is mistaken for: slashes of mathematics, Cyrillic letters in numbers.
pub(crate) fn looks_like(letter: char) -> Option<char> {
    const CYRILLIC: &str = "АВЕКМНОРСТУХІЅЈаеорсухіѕј";
    const LATIN: &str = "ABEKMHOPCTYXISJaeopcyxisj";
    match letter {
        '⁄' | '∕' | '／' => Some('/'),
        '\u{400}'..='\u{4ff}' => {
            let at = CYRILLIC.chars().position(|other| other == letter)?;
            LATIN.chars().nth(at)
        }
        _ => None,
    }
}

/// Moves the tone mark of a final open `oa`, `oe`, `uy` to the first vowel: `hoà` becomes `hòa`.
///
/// Not after `q` (`quý`), where `u` belongs to the onset.
fn early_tone(syllable: &str) -> String {
    let tail_at = syllable.find(|letter: char| !letter.is_alphabetic());
    let (word, tail) = syllable.split_at(tail_at.unwrap_or(syllable.len()));
    let mut letters: Vec<char> = word.nfd().collect();
    if let [.., first, last, tone] = letters.as_mut_slice()
        && is_tone(*tone)
        && matches!((*first, *last), ('o', 'a' | 'e') | ('u', 'y'))
    {
        let end = letters.len();
        let is_after_q = end >= 4 && letters[end - 4] == 'q';
        if !is_after_q {
            letters.swap(end - 1, end - 2);
        }
    }
    letters.into_iter().nfc().chain(tail.chars()).collect()
}

/// Removes the tone marks of a text, and counts them; the marks of ă, â, ê, ô, ơ and ư stay.
pub(crate) fn without_tones(text: &str) -> (String, usize) {
    let tones = text.nfd().filter(|letter| is_tone(*letter)).count();
    (text.nfd().filter(|letter| !is_tone(*letter)).nfc().collect(), tones)
}

fn is_tone(letter: char) -> bool {
    matches!(letter, '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}')
}

#[cfg(test)]
mod tests {
    use super::{fold, initial, name_key};

    #[test]
    fn every_name_is_listed_under_its_letter() {
        let letters: String = ["ấm", "ăn", "á", "đất đai", "ếch", "ổ", "ợ", "ừ", "“Ước”", "2011"]
            .into_iter()
            .filter_map(initial)
            .collect();
        assert_eq!(letters, "ÂĂAĐÊÔƠƯƯ2");
        assert_eq!(initial("…"), None);
    }

    #[test]
    fn folds_every_vietnamese_letter() {
        assert_eq!(fold("Đề án Tỉnh ủy ƯỚC NGUYỆN"), "de an tinh uy uoc nguyen");
        assert_eq!(fold("e\u{302}\u{323}"), "e");
    }

    #[test]
    fn unifies_tone_placement_in_keys_only() {
        assert_eq!(name_key("hoà giải, uỷ ban"), name_key("hòa giải, ủy ban"));
        assert_eq!(name_key("quý"), "quý");
        assert_ne!(name_key("hoàn"), name_key("hòan thành"));
        assert_ne!(name_key("Đề án"), name_key("De an"));
        assert_eq!(name_key("giai đoạn 2011 – 2015"), name_key("giai đoạn 2011-2015"));
    }
}
