//! Signs of symbol fonts that mean the same as a sign of Unicode.

use crate::input::office::xml_tree::Element;

/// Signs of the font Symbol (Adobe, Symbol encoding), by their code.
const SYMBOL: [(u32, char); 22] = [
    (0xb0, '°'),
    (0xb1, '±'),
    (0xb3, '≥'),
    (0xa3, '≤'),
    (0xb4, '×'),
    (0xb8, '÷'),
    (0xb9, '≠'),
    (0xbb, '≈'),
    (0xae, '→'),
    (0xac, '←'),
    (0xde, '⇒'),
    (0xa5, '∞'),
    (0xe5, '∑'),
    (0x61, 'α'),
    (0x62, 'β'),
    (0x67, 'γ'),
    (0x64, 'δ'),
    (0x44, 'Δ'),
    (0x57, 'Ω'),
    (0x70, 'π'),
    (0x6d, 'µ'),
    (0x66, 'φ'),
];

/// Signs of the fonts Wingdings that say something: boxes and ticks.
const WINGDINGS: [(u32, char); 7] = [
    (0xa8, '☐'),
    (0x6f, '☐'),
    (0xfe, '☑'),
    (0xfd, '☒'),
    (0xfc, '✓'),
    (0xfb, '✗'),
    (0xe0, '→'),
];

/// The letters of the font Symbol, in the order of A to Z and a to z.
const GREEK: [&str; 2] = ["ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ", "αβχδεφγηιϕκλμνοπθρστυϖωξψζ"];

/// The sign of an element `sym`. One that is not known keeps its code in the private use area.
pub(super) fn symbol(element: Element<'_>) -> String {
    let code = element
        .attribute("char")
        .and_then(|code| u32::from_str_radix(code, 16).ok());
    let font = element.attribute("font").unwrap_or_default();
    code.map(|code| sign_of(font, code)).unwrap_or_default()
}

/// The sign of a code in a font. One that is not known keeps its code in the private use area.
pub(super) fn sign_of(font: &str, code: u32) -> String {
    // A code of an ordinary font may be in the private use area as well.
    let plain = match (0xf000..=0xf0ff).contains(&code) && !is_of_signs(font) {
        true => code - 0xf000,
        false => code,
    };
    known(font, code)
        .or(char::from_u32(plain))
        .map(String::from)
        .unwrap_or_default()
}

/// Returns whether letters of a font are signs.
pub(super) fn is_of_signs(font: &str) -> bool {
    font.starts_with("Wingdings") || font.starts_with("Webdings") || font == "Symbol"
}

fn known(font: &str, code: u32) -> Option<char> {
    let table: &[(u32, char)] = match font {
        "Symbol" => &SYMBOL,
        "Wingdings" => &WINGDINGS,
        _ => &[],
    };
    let code = code & 0xff;
    let found = table.iter().find(|(known, _)| *known == code).map(|(_, sign)| *sign);
    let greek = || match u8::try_from(code).ok()? {
        letter @ b'A'..=b'Z' => GREEK[0].chars().nth(usize::from(letter - b'A')),
        letter @ b'a'..=b'z' => GREEK[1].chars().nth(usize::from(letter - b'a')),
        _ => None,
    };
    found.or_else(|| greek().filter(|_| font == "Symbol"))
}

/// A text in a font whose letters are signs, as it is printed; `None` for a text that the font does not show: it has
/// letters of Vietnamese. A sign that is not known gets a code in the private use area, which is an error in the file.
pub(super) fn printed_signs(font: &str, text: &str) -> Option<String> {
    let is_code = |letter: char| letter <= '\u{ff}' || ('\u{f000}'..='\u{f0ff}').contains(&letter);
    if !is_of_signs(font) || !text.chars().all(is_code) {
        return None;
    }
    let sign = |letter: char| {
        let code = u32::from(letter) & 0xff;
        // Symbol has figures and most signs where ASCII has them.
        let is_ascii = font == "Symbol" && matches!(code, 0x20..=0x40 | 0x5b..=0x60 | 0x7b..=0x7e);
        match known(font, code) {
            Some(sign) => sign,
            None if letter.is_whitespace() => letter,
            None if is_ascii => char::from_u32(code).unwrap_or(letter),
            None => char::from_u32(0xf000 + code).unwrap_or(letter),
        }
    };
    Some(text.chars().map(sign).collect())
}
