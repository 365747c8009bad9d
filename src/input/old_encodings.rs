//! Recognizes Vietnamese text in an encoding of before Unicode, and UTF-8 that was read as another encoding.
//!
//! A sign alone proves nothing (`§ 5`, `m × n`). A word does that is no Vietnamese word as it is, and is one by the
//! table of the old encoding.

use std::collections::BTreeSet;

use crate::base::byte_scan;
use crate::base::span::Span;
use crate::base::syllable::is_syllable;
use crate::messages::phrase::OldEncoding;

/// Text that is not Unicode: how it is encoded, and its first word.
pub(crate) struct Found {
    /// The encoding.
    pub(crate) encoding: OldEncoding,
    /// The bytes of the first word.
    pub(crate) span: Span,
}

/// Finds text in an old encoding.
pub(crate) fn find(text: &str) -> Option<Found> {
    if !may_hold(text) {
        return None;
    }
    let found = |encoding, span| Found { encoding, span };
    if let Some(span) = first_twice(text) {
        return Some(found(OldEncoding::Twice, span));
    }
    // Some words of one encoding are words by the table of the other as well.
    match (first_word(text, tcvn3), first_word(text, vni)) {
        (Some((span, count)), other) if other.is_none_or(|(_, other)| other <= count) => {
            Some(found(OldEncoding::Tcvn3, span))
        }
        (_, Some((span, _))) => Some(found(OldEncoding::Vni, span)),
        (Some(_) | None, None) => None,
    }
}

/// A cheap look at all bytes, since hardly any text has one of these: a sign of Latin-1 beside a letter, a letter of
/// Latin-1 that Vietnamese lacks, a or e before a letter of Latin-1, á before a sign.
fn may_hold(text: &str) -> bool {
    byte_scan::holds(text.as_bytes(), |first, second, third| {
        let is_sign = (second >= 0xa1) & (second != 0xab) & (second != 0xb7);
        let after_letter = first.is_ascii_alphabetic() & (second == 0xc2) & (third != 0xa0) & (third != 0xbb);
        let before_letter = (first == 0xc2) & is_sign & (third.is_ascii_alphabetic() | (third == 0xc3));
        let is_vni = ((first | 0x20 == b'a') | (first | 0x20 == b'e')) & (second == 0xc3);
        // From Ä to ÿ without the letters of Vietnamese.
        let is_among = |from: u8, to: u8| (from..=to).contains(&second);
        let is_foreign = is_among(0x84, 0x87)
            | (second == 0x8b)
            | is_among(0x8e, 0x8f)
            | (second == 0x91)
            | is_among(0x96, 0x98)
            | is_among(0x9b, 0x9c)
            | is_among(0x9e, 0x9f)
            | is_among(0xa4, 0xa7)
            | (second == 0xab)
            | is_among(0xae, 0xaf)
            | (second == 0xb1)
            | is_among(0xb6, 0xb8)
            | is_among(0xbb, 0xbc)
            | (second >= 0xbe);
        let is_twice = ((second == 0x83) | (second == 0xa1)) & (third >= 0xc2);
        after_letter | before_letter | is_vni | (first == 0xc3) & (is_foreign | is_twice)
    })
}

/// The letters of TCVN3 (TCVN 5712:1993, as `iconv -f TCVN5712-1` reads it), each as Latin-1 shows it and as it is.
pub(super) const TCVN3: &str = "µà¶ả·ã¸á¹ạ¨ă»ằ¼ẳ½ẵ¾ắÆặ©âÇầÈẩÉẫÊấËậ®đÌèÎẻÏẽÐéÑẹªêÒềÓểÔễÕếÖệ×ìØỉÜĩÝíÞịßòáỏâõãóäọ«ôåồæổçỗèốéộ¬ơêờ\
                     ëởìỡíớîợïùñủòũóúôụ\u{ad}ưõừöử÷ữøứùựúỳûỷüỹýýþỵ¡Ă¢Â£Ê¤Ô¥Ơ¦Ư§Đ";

/// A word by the table of an old encoding, in lower case, and the signs that show it.
struct Decoded {
    word: String,
    signs: Vec<String>,
}

fn tcvn3(word: &str) -> Option<Decoded> {
    let mut decoded = String::new();
    let mut signs = Vec::new();
    for letter in word.chars() {
        if letter.is_ascii_alphabetic() {
            decoded.push(letter.to_ascii_lowercase());
            continue;
        }
        let mut pairs = TCVN3.chars().zip(TCVN3.chars().skip(1)).step_by(2);
        match pairs.find(|(written, _)| *written == letter) {
            Some((_, meant)) => {
                // A soft hyphen is in texts of any encoding.
                signs.extend((letter != '\u{ad}').then(|| letter.to_string()));
                decoded.extend(meant.to_lowercase());
            }
            None => return None,
        }
    }
    Some(Decoded { word: decoded, signs })
}

/// For each letter that VNI puts marks behind, the letters by which Latin-1 shows the marks, and the letters meant.
pub(super) const VNI: [(char, &str, &str); 7] = [
    ('a', "ùøûõïâáàåãäêéèúüë", "áàảãạâấầẩẫậăắằẳẵặ"),
    ('e', "ùøûõïâáàåãä", "éèẻẽẹêếềểễệ"),
    ('o', "ùøûõïâáàåãä", "óòỏõọôốồổỗộ"),
    ('u', "ùøûõï", "úùủũụ"),
    ('y', "ùøûõ", "ýỳỷỹ"),
    ('ô', "ùøûõï", "ớờởỡợ"),
    ('ö', "ùøûõï", "ứừửữự"),
];

/// The letters of VNI that are one sign.
pub(super) const VNI_SINGLE: [(char, char); 8] = [
    ('ñ', 'đ'),
    ('í', 'í'),
    ('ì', 'ì'),
    ('æ', 'ỉ'),
    ('ó', 'ĩ'),
    ('ò', 'ị'),
    ('ô', 'ơ'),
    ('ö', 'ư'),
];

fn vni(word: &str) -> Option<Decoded> {
    let mut decoded = String::new();
    let mut signs = Vec::new();
    let lower = word.to_lowercase();
    let mut letters = lower.chars().peekable();
    while let Some(letter) = letters.next() {
        let row = VNI.iter().find(|(base, _, _)| *base == letter);
        let marked = row.zip(letters.peek()).and_then(|((_, marks, meant), mark)| {
            let at = marks.chars().position(|known| known == *mark)?;
            meant.chars().nth(at)
        });
        let single = VNI_SINGLE.iter().find(|(written, _)| *written == letter);
        if let Some(meant) = marked {
            signs.push(format!("{letter}{}", letters.next().unwrap_or(' ')));
            decoded.push(meant);
        } else if let Some((written, meant)) = single {
            if written != meant {
                signs.push(written.to_string());
            }
            decoded.push(*meant);
        } else if letter.is_ascii_alphabetic() || letter == 'î' {
            decoded.push(if letter == 'î' { 'ỵ' } else { letter });
        } else {
            return None;
        }
    }
    Some(Decoded { word: decoded, signs })
}

/// The longest pieces of a text whose letters are all of one sort, each with the byte at which it begins.
fn runs(text: &str, is_inside: impl Fn(char) -> bool) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + text[at..].find(&is_inside)?;
        let rest = &text[start..];
        let length = rest.find(|letter| !is_inside(letter)).unwrap_or(rest.len());
        at = start + length;
        Some((start, &text[start..at]))
    })
}

/// Two different signs in words prove an encoding: a single one may be a slip, or a formula.
const PROOF: usize = 2;

/// Returns the first word of those that prove an encoding, and the number of different signs in them.
fn first_word(text: &str, decode: fn(&str) -> Option<Decoded>) -> Option<(Span, usize)> {
    let mut signs = BTreeSet::new();
    let mut first = None;
    // Everything that Latin-1 shows beyond ASCII may be a part of a word; the no-break space is none.
    let is_inside = |letter: char| letter.is_alphabetic() || matches!(letter, '\u{a1}'..='\u{ff}');
    // Both encodings show letters of Latin-1 alone; those beyond it begin with 0xC4 or more in UTF-8.
    let is_latin_1 = |word: &str| !word.is_ascii() && word.bytes().all(|byte| byte < 0xc4);
    for (start, word) in runs(text, is_inside).filter(|(_, word)| is_latin_1(word)) {
        let proof = decode(word).filter(|decoded| {
            // Shorter words may be units and formulas: `µm`.
            let is_long = decoded.word.chars().count() >= 3;
            is_long && !decoded.signs.is_empty() && is_syllable(&decoded.word) && !is_right(word)
        });
        if let Some(decoded) = proof {
            first.get_or_insert(Span::new(start, start + word.len()));
            signs.extend(decoded.signs);
        }
    }
    first
        .map(|span| (span, signs.len()))
        .filter(|(_, count)| *count >= PROOF)
}

/// Returns whether a word is Vietnamese as it is written. A capital behind a small letter is a letter of TCVN3: `chÕ`.
fn is_right(word: &str) -> bool {
    let mut pairs = word.chars().zip(word.chars().skip(1));
    is_syllable(&word.to_lowercase()) && !pairs.any(|(before, letter)| before.is_lowercase() && letter.is_uppercase())
}

/// The letters of Windows-1252 for the bytes 0x80 to 0x9F; a blank where there is none.
const WINDOWS_1252: &str = "€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ";

/// The byte that was read as a letter.
fn byte_of(letter: char) -> Option<u8> {
    if letter <= '\u{ff}' {
        return u8::try_from(u32::from(letter)).ok();
    }
    let at = WINDOWS_1252.chars().position(|known| known == letter)?;
    u8::try_from(0x80 + at).ok()
}

/// Reads letters as the bytes that they were, in UTF-8.
fn once(text: &str) -> Option<String> {
    let bytes: Option<Vec<u8>> = text.chars().map(byte_of).collect();
    String::from_utf8(bytes?).ok()
}

/// Returns the place of the first letters that are UTF-8 read twice.
fn first_twice(text: &str) -> Option<Span> {
    let mut first = None;
    let mut seen = BTreeSet::new();
    for (start, run) in runs(text, |letter| !letter.is_ascii()).filter(|(_, run)| proves_twice(run)) {
        first.get_or_insert(Span::new(start, start + run.len()));
        seen.insert(run);
        // No sign of punctuation is among them: one run is proof.
        let is_plain = run.chars().skip(1).all(|letter| letter <= '\u{bf}');
        if seen.len() >= PROOF || is_plain && run.starts_with(['Ä', 'á']) {
            return first;
        }
    }
    None
}

/// Returns whether letters are Vietnamese ones read twice. `XÃ”` at the end of a quotation would be, too, but for the
/// sign behind it, which a quotation may have.
fn proves_twice(run: &str) -> bool {
    let mut letters = run.chars();
    let (Some(lead), Some(second)) = (letters.next(), letters.next()) else {
        return false;
    };
    let is_certain = matches!(lead, 'Ä' | 'Å' | 'Æ' | 'á' | 'â') || second <= '\u{bf}';
    let is_vietnamese =
        |letter: char| matches!(letter, 'À'..='ý' | 'Ă'..='ư' | 'ạ'..='ỹ' | 'Ạ') && letter.is_alphabetic();
    is_certain && once(run).is_some_and(|decoded| decoded.contains(is_vietnamese))
}

/// Decodes UTF-8 that was read as another encoding, line by line, and word by word in a line that has right words as
/// well. `None` if some of it remains.
pub(crate) fn decoded(text: &str) -> Option<String> {
    let word = |word: &str| match runs(word, |letter| !letter.is_ascii()).any(|(_, run)| proves_twice(run)) {
        true => once(word).unwrap_or_else(|| word.to_owned()),
        false => word.to_owned(),
    };
    let line = |line: &str| once(line).unwrap_or_else(|| line.split_inclusive(' ').map(word).collect());
    let decoded: String = text.split_inclusive('\n').map(line).collect();
    // Where a byte was lost, letters remain that no Vietnamese word has.
    let has_rest = decoded.contains(['Ä', 'Å', 'Æ']) || decoded.contains("á»") || decoded.contains("áº");
    let is_whole = !has_rest
        && !runs(&decoded, |letter| !letter.is_ascii()).any(|(_, run)| proves_twice(run))
        && !decoded.contains(['\0', '\u{fffd}']);
    is_whole.then_some(decoded)
}

#[cfg(test)]
mod tests {
    use super::{decoded, find};
    use crate::messages::phrase::OldEncoding;

    #[test]
    fn knows_the_encodings_from_few_words() {
        for (text, encoding) in [
            ("§iÒu 1.", OldEncoding::Tcvn3),
            ("V¨n b¶n míi", OldEncoding::Tcvn3),
            ("quy chÕ d©n vËn", OldEncoding::Tcvn3),
            ("céng hßa x· héi", OldEncoding::Tcvn3),
            ("thèng nhÊt chÝnh trÞ", OldEncoding::Tcvn3),
            ("Ñieàu 1.", OldEncoding::Vni),
            ("coâng taùc", OldEncoding::Vni),
            (
                "Quy cheá coâng taùc daân vaän cuûa heä thoáng chính trò",
                OldEncoding::Vni,
            ),
            ("TÆNH UÛY THAÙI NGUYEÂN", OldEncoding::Vni),
            ("Ä\u{90}iá»\u{81}u", OldEncoding::Twice),
            ("cÃ´ng tÃ¡c", OldEncoding::Twice),
            ("Quyáº¿t", OldEncoding::Twice),
        ] {
            assert_eq!(find(text).map(|found| found.encoding), Some(encoding), "{text}");
        }
    }

    #[test]
    fn leaves_other_texts_alone() {
        for text in [
            "Điều 1. Ban hành Quy chế công tác dân vận của hệ thống chính trị xã hội.",
            "«Nhân dân», § 5 và m × n, n×n, ½ ha, 10 µm, Word®, © 2011",
            "THỊ XÃ” và “PHƯỜNG Â» – XÃ’ THỊ XÃ…",
            "Muñoz, España, naïve, Zürich, François, São Paulo, Noël, Citroën, Aarhus Å",
            "«Chiếc lá»… là",
            "hoà giải, thuý, uỷ ban, khoẻ, quý",
        ] {
            assert!(find(text).is_none(), "{text}");
        }
    }

    #[test]
    fn decodes_what_was_read_twice() {
        let text = "Đề án\nÄ\u{90}iá»\u{81}u 1. QuyÃªÌ\u{81}t xÃ£\ntỉnh xã\n";
        assert_eq!(
            decoded(text).as_deref(),
            Some("Đề án\nĐiều 1. Quyê\u{301}t xã\ntỉnh xã\n")
        );
        assert_eq!(decoded("Đề án cÃ´ng tÃ¡c").as_deref(), Some("Đề án công tác"));
        assert_eq!(decoded("cÃ´ngđ tÃ¡c"), None);
        assert_eq!(decoded("Äiá»\u{81}u 1. Quyáº¿t"), None);
    }
}
