//! Fonts whose letters are signs: what each draws in the place of a letter, as a sign of Unicode that means the same.
//!
//! Knows no format. Word stores such a letter as it was typed (`ü`), or at U+F000 and its code.

use crate::base::word_bullets;

/// A font of signs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SymbolFont {
    /// Symbol, in the encoding of Adobe: Greek and mathematics.
    Symbol,
    /// Wingdings.
    Wingdings,
    /// Wingdings 2.
    Wingdings2,
    /// A font of signs of which nothing here has a table.
    Other,
}

/// The signs of Symbol from U+0021, a blank for one that Unicode has not.
const SYMBOL_LOW: &str =
    "!∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_ αβχδεφγηιϕκλµνοπθρστυϖωξψζ{|}∼";

/// The signs of Symbol from U+00A1.
const SYMBOL_HIGH: &str = "ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…  ↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑";

/// Signs of Wingdings by their code: boxes, ticks, arrows, bullets, numbers in circles.
const WINGDINGS: [(u32, char); 47] = [
    (0x6c, '●'),
    (0x6e, '■'),
    (0x6f, '☐'),
    (0x70, '☐'),
    (0x71, '❑'),
    (0x72, '❒'),
    (0x75, '◆'),
    (0x76, '❖'),
    (0x80, '⓪'),
    (0x81, '①'),
    (0x82, '②'),
    (0x83, '③'),
    (0x84, '④'),
    (0x85, '⑤'),
    (0x86, '⑥'),
    (0x87, '⑦'),
    (0x88, '⑧'),
    (0x89, '⑨'),
    (0x8a, '⑩'),
    (0x8b, '⓿'),
    (0x8c, '❶'),
    (0x8d, '❷'),
    (0x8e, '❸'),
    (0x8f, '❹'),
    (0x90, '❺'),
    (0x91, '❻'),
    (0x92, '❼'),
    (0x93, '❽'),
    (0x94, '❾'),
    (0x95, '❿'),
    (0x9f, '•'),
    (0xa1, '○'),
    (0xa4, '◉'),
    (0xa7, '▪'),
    (0xa8, '☐'),
    (0xab, '★'),
    (0xd8, '➢'),
    (0xdf, '←'),
    (0xe0, '→'),
    (0xe1, '↑'),
    (0xe2, '↓'),
    (0xe8, '➔'),
    (0xf0, '⇨'),
    (0xfb, '✗'),
    (0xfc, '✓'),
    (0xfd, '☒'),
    (0xfe, '☑'),
];

/// Signs of Wingdings 2 by their code.
const WINGDINGS_2: [(u32, char); 7] = [
    (0x4f, '✗'),
    (0x50, '✓'),
    (0x51, '☒'),
    (0x52, '☑'),
    (0x53, '☒'),
    (0x54, '☒'),
    (0xa3, '☐'),
];

/// Letters of the private use area that say the same whatever their font: the sign that another font has at this code
/// is one that no text uses alone.
const OF_ANY_FONT: [(char, char); 6] = [
    ('\u{f0fc}', '✓'),
    ('\u{f0fb}', '✗'),
    ('\u{f0fd}', '☒'),
    ('\u{f0fe}', '☑'),
    ('\u{f06f}', '☐'),
    ('\u{f02d}', '−'),
];

/// The bullets of symbol fonts as they look.
const BULLETS: [(char, char); 11] = [
    ('\u{f0b7}', '•'),
    ('\u{f0a7}', '▪'),
    ('\u{f0d8}', '➢'),
    ('\u{f076}', '❖'),
    ('\u{f06c}', '●'),
    ('\u{f06e}', '■'),
    ('\u{f075}', '◆'),
    ('\u{f0e0}', '→'),
    ('\u{f0e8}', '➔'),
    ('\u{f0d6}', '√'),
    ('\u{f02a}', '∗'),
];

impl SymbolFont {
    /// The font of signs of a name; `None` for fonts of letters.
    pub(super) fn of_font(name: &str) -> Option<Self> {
        let name = name.trim().trim_matches(['"', '\'']).trim().to_ascii_lowercase();
        match name.as_str() {
            "symbol" | "symbolmt" | "symbol mt" => Some(SymbolFont::Symbol),
            "wingdings" => Some(SymbolFont::Wingdings),
            "wingdings 2" => Some(SymbolFont::Wingdings2),
            "wingdings 3" | "webdings" | "zapfdingbats" | "marlett" => Some(SymbolFont::Other),
            _ => None,
        }
    }

    /// The sign that the font draws for a letter. One that is not known keeps its code in the private use area, where
    /// the check of the file finds it.
    pub(super) fn sign(self, letter: char) -> char {
        let code = match u32::from(letter) {
            own @ (0x21..=0x9f | 0xa1..=0xac | 0xae..=0xff) => own,
            private @ 0xf021..=0xf0ff => private - 0xf000,
            _ => return letter,
        };
        let known = match self {
            SymbolFont::Symbol => of_symbol(code),
            SymbolFont::Wingdings => of_table(&WINGDINGS, code),
            SymbolFont::Wingdings2 => of_table(&WINGDINGS_2, code),
            SymbolFont::Other => None,
        };
        known.or(char::from_u32(0xf000 + code)).unwrap_or(letter)
    }

    /// The letter with which a paragraph begins: a bullet stays one of the private use area.
    pub(super) fn first_sign(self, letter: char) -> char {
        let private = match u32::from(letter) {
            code @ 0..=0xff => char::from_u32(0xf000 + code),
            _ => Some(letter),
        };
        let is_bullet = |letter: &char| self == SymbolFont::Wingdings && word_bullets::is_of_fonts(*letter);
        private.filter(is_bullet).unwrap_or_else(|| self.sign(letter))
    }
}

/// The letters of a text as its fonts draw them: one for ASCII, one for all others. A text with letters that no font of
/// signs has is none of signs, whatever font its converter left.
pub(super) fn drawn(text: &str, fonts: (Option<SymbolFont>, Option<SymbolFont>), is_start: bool) -> Option<String> {
    let is_foreign = |letter: char| letter.is_alphabetic() && u32::from(letter) > 0xff && !is_private(letter);
    if fonts == (None, None) || text.contains(is_foreign) {
        return None;
    }
    let mut is_first = is_start;
    let sign = |letter: char| {
        if letter.is_whitespace() {
            return letter;
        }
        let font = if letter.is_ascii() { fonts.0 } else { fonts.1 };
        let begins = std::mem::take(&mut is_first);
        match font {
            Some(font) if begins => font.first_sign(letter),
            Some(font) => font.sign(letter),
            None => letter,
        }
    };
    Some(text.chars().map(sign).collect())
}

/// A text whose letters of symbol fonts are signs, where only one sign can be meant.
pub(super) fn with_sure_signs(text: &str) -> String {
    let sign = |letter: char| find(&OF_ANY_FONT, letter).unwrap_or(letter);
    text.chars().map(sign).collect()
}

/// How a bullet of a symbol font looks; other letters as they are.
pub(super) fn bullet_as_seen(letter: char) -> char {
    find(&BULLETS, letter).unwrap_or(letter)
}

/// Returns whether a letter is of the private use area, which fonts alone show.
pub(super) fn is_private(letter: char) -> bool {
    matches!(letter, '\u{e000}'..='\u{f8ff}')
}

fn of_symbol(code: u32) -> Option<char> {
    let sign = match code {
        0x21..=0x7e => SYMBOL_LOW.chars().nth(code as usize - 0x21),
        0xa1..=0xe5 => SYMBOL_HIGH.chars().nth(code as usize - 0xa1),
        0xf1 => Some('〉'),
        0xf2 => Some('∫'),
        _ => None,
    };
    sign.filter(|sign| *sign != ' ')
}

fn of_table(table: &[(u32, char)], code: u32) -> Option<char> {
    table.iter().find(|(own, _)| *own == code).map(|(_, sign)| *sign)
}

fn find(table: &[(char, char)], letter: char) -> Option<char> {
    table.iter().find(|(own, _)| *own == letter).map(|(_, sign)| *sign)
}

#[cfg(test)]
mod tests {
    use super::{SymbolFont, drawn};

    #[test]
    fn letters_are_the_signs_of_their_font() {
        for (font, letters, signs) in [
            (SymbolFont::Symbol, "a£³±-~SÖ\u{f0b0}\u{f061}åÞ", "α≤≥±−∼Σ√°α∑⇒"),
            (SymbolFont::Wingdings, "o þü\u{f0a8}\u{f081}", "☐ ☑✓☐①"),
            (SymbolFont::Wingdings2, "P£", "✓☐"),
            (SymbolFont::Other, "a", "\u{f061}"),
        ] {
            let fonts = (Some(font), Some(font));
            assert_eq!(drawn(letters, fonts, false).as_deref(), Some(signs));
        }
        assert_eq!(drawn("Điều", (Some(SymbolFont::Symbol), None), false), None);
    }
}
