//! Decodes text by the font that shows it: fonts of before Unicode draw Vietnamese letters in the places of others.

use crate::base::syllable::is_syllable;
use crate::input::old_encodings::{TCVN3, VNI, VNI_SINGLE};

/// What a font of before Unicode draws.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FontEncoding {
    /// TCVN3: `.VnTime`.
    Tcvn3,
    /// TCVN3, drawn as capitals: `.VnTimeH`.
    Tcvn3Capitals,
    /// VNI: `VNI-Times`.
    Vni,
}

impl FontEncoding {
    /// The encoding of a font; `None` for fonts of Unicode.
    pub(crate) fn of_font(name: &str) -> Option<Self> {
        let name = name.trim().trim_matches(['"', '\'']).trim();
        let starts = |prefix: &str| {
            name.get(..prefix.len())
                .is_some_and(|start| start.eq_ignore_ascii_case(prefix))
        };
        if starts(".vn") || starts("vntime") || starts("vnarial") {
            let is_capitals = name.ends_with('H');
            return Some(if is_capitals {
                FontEncoding::Tcvn3Capitals
            } else {
                FontEncoding::Tcvn3
            });
        }
        (starts("vni-") || starts("vni ")).then_some(FontEncoding::Vni)
    }

    /// The name of the encoding.
    pub(crate) fn name(self) -> &'static str {
        match self {
            FontEncoding::Tcvn3 | FontEncoding::Tcvn3Capitals => "TCVN3",
            FontEncoding::Vni => "VNI",
        }
    }

    /// Decodes a text; `None` where it is Unicode already, although its font is an old one: programs that convert a
    /// document often leave the names of its fonts. Letters that may be both are decided by what the other texts of
    /// these fonts are.
    pub(crate) fn decode(self, text: &str, others_are_unicode: bool) -> Option<String> {
        if is_unicode(text) {
            return None;
        }
        let plain: String = text.chars().map(without_symbol_area).collect();
        let decoded = match self {
            FontEncoding::Tcvn3 | FontEncoding::Tcvn3Capitals => plain.chars().map(tcvn3).collect(),
            FontEncoding::Vni => vni(&plain),
        };
        let (before, after) = (count_syllables(&plain), count_syllables(&decoded));
        if before > after || before == after && others_are_unicode {
            return None;
        }
        Some(if self == FontEncoding::Tcvn3Capitals {
            decoded.to_uppercase()
        } else {
            decoded
        })
    }
}

/// Word puts the letters of fonts that it takes for symbols into the private use area.
fn without_symbol_area(letter: char) -> char {
    let code = u32::from(letter);
    let is_symbol = (0xf020..=0xf0ff).contains(&code);
    char::from_u32(if is_symbol { code - 0xf000 } else { code }).unwrap_or(letter)
}

/// Returns whether a text has letters of Vietnamese that are none of Latin-1, by which old encodings are shown.
pub(crate) fn is_unicode(text: &str) -> bool {
    text.contains(|letter: char| {
        matches!(letter, '\u{300}'..='\u{323}' | 'Ă'..='ă' | 'Đ'..='đ' | 'Ĩ'..='ĩ' | 'Ũ'..='ũ' | 'Ơ'..='ư' | 'Ạ'..='ỹ')
    })
}

/// The number of words with letters beyond ASCII that are Vietnamese.
fn count_syllables(text: &str) -> usize {
    let is_inside = |letter: char| letter.is_alphabetic() || matches!(letter, '\u{a1}'..='\u{ff}');
    let words = text.split(|letter| !is_inside(letter));
    let is_mixed = |word: &str| {
        let mut pairs = word.chars().zip(word.chars().skip(1));
        pairs.any(|(before, letter)| before.is_lowercase() && letter.is_uppercase())
    };
    words
        .filter(|word| !word.is_ascii() && !is_mixed(word) && is_syllable(&word.to_lowercase()))
        .count()
}

fn tcvn3(letter: char) -> char {
    if letter.is_ascii() {
        return letter;
    }
    let mut pairs = TCVN3.chars().zip(TCVN3.chars().skip(1)).step_by(2);
    pairs
        .find(|(written, _)| *written == letter)
        .map_or(letter, |(_, meant)| meant)
}

fn vni(text: &str) -> String {
    let lower = |letter: char| letter.to_lowercase().next().unwrap_or(letter);
    let mut out = String::new();
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        let base = lower(letter);
        let row = VNI.iter().find(|(known, _, _)| *known == base);
        let marked = row.zip(letters.peek()).and_then(|((_, marks, meant), mark)| {
            let at = marks.chars().position(|known| known == lower(*mark))?;
            meant.chars().nth(at)
        });
        if marked.is_some() {
            letters.next();
        }
        let single = VNI_SINGLE
            .iter()
            .find(|(written, _)| *written == base)
            .map(|(_, meant)| *meant);
        let meant = marked.or(single).or((base == 'î').then_some('ỵ'));
        match meant {
            Some(meant) if letter.is_uppercase() => out.extend(meant.to_uppercase()),
            Some(meant) => out.push(meant),
            None => out.push(letter),
        }
    }
    out
}

/// The signs of Windows-1258 that differ from Windows-1252: letters of Vietnamese, and tone marks behind theirs.
const WINDOWS_1258: [(char, char); 14] = [
    ('Ã', 'Ă'),
    ('ã', 'ă'),
    ('Ì', '\u{300}'),
    ('ì', '\u{301}'),
    ('Ð', 'Đ'),
    ('ð', 'đ'),
    ('Ò', '\u{309}'),
    ('ò', '\u{323}'),
    ('Õ', 'Ơ'),
    ('õ', 'ơ'),
    ('Ý', 'Ư'),
    ('ý', 'ư'),
    ('Þ', '\u{303}'),
    ('þ', '₫'),
];

/// The sign of Windows-1258 for one that was decoded as Windows-1252.
pub(crate) fn windows_1258(letter: char) -> char {
    WINDOWS_1258
        .iter()
        .find(|(written, _)| *written == letter)
        .map_or(letter, |(_, meant)| *meant)
}

#[cfg(test)]
mod tests {
    use super::FontEncoding;

    #[test]
    fn decodes_by_the_font() {
        for (font, text, decoded) in [
            (
                ".VnTime",
                "§iÒu 1. Quy chÕ d©n vËn cña tØnh",
                "Điều 1. Quy chế dân vận của tỉnh",
            ),
            (
                ".VnTimeH",
                "céng hoµ x· héi chñ nghÜa viÖt nam",
                "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            ),
            (".VnTime", "th\u{ad} ký, ng\u{ad}êi", "thư ký, người"),
            (
                "VNI-Times",
                "Ñieàu 1. Coâng taùc daân vaän cuûa TÆNH UÛY",
                "Điều 1. Công tác dân vận của TỈNH ỦY",
            ),
            (".VnArial", "Céng t¸c", "Cộng tác"),
        ] {
            let encoding = FontEncoding::of_font(font).expect("an old font");
            assert_eq!(encoding.decode(text, false).as_deref(), Some(decoded), "{text}");
        }
    }

    #[test]
    fn leaves_unicode_in_an_old_font() {
        for text in ["Công tác dân vận", "Điều 1. Quy chế", "xã hội"] {
            assert_eq!(FontEncoding::Tcvn3.decode(text, false), None, "{text}");
        }
        assert_eq!(FontEncoding::Tcvn3.decode("Công tác", true), None);
        for font in ["Times New Roman", "Vni", "Arial", "VNU-Times"] {
            assert_eq!(FontEncoding::of_font(font), None, "{font}");
        }
    }
}
