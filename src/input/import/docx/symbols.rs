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

/// The sign of an element `sym`. One that is not known keeps its code in the private use area.
pub(super) fn symbol(element: Element<'_>) -> String {
    let code = element
        .attribute("char")
        .and_then(|code| u32::from_str_radix(code, 16).ok());
    let Some(code) = code else {
        return String::new();
    };
    let font = element.attribute("font").unwrap_or_default();
    let table: &[(u32, char)] = match font {
        "Symbol" => &SYMBOL,
        "Wingdings" => &WINGDINGS,
        _ => &[],
    };
    let known = table
        .iter()
        .find(|(known, _)| *known == code & 0xff)
        .map(|(_, sign)| *sign);
    let is_of_symbols = font.starts_with("Wingdings") || font.starts_with("Webdings") || font == "Symbol";
    // A code of an ordinary font may be in the private use area as well.
    let plain = if (0xf000..=0xf0ff).contains(&code) && !is_of_symbols {
        code - 0xf000
    } else {
        code
    };
    known.or(char::from_u32(plain)).map(String::from).unwrap_or_default()
}
