//! Signs of symbol fonts that a .docx stores as elements of their own.

use crate::input::import::symbol_fonts::SymbolFont;
use crate::input::office::xml_tree::Element;

/// The letter of an element `sym`, and its font if it is one of signs.
pub(super) fn symbol(element: Element<'_>) -> Option<(char, Option<SymbolFont>)> {
    let code = u32::from_str_radix(element.attribute("char")?, 16).ok()?;
    letter_of(code, element.attribute("font").unwrap_or_default())
}

/// The letter of a code in a font, and the font if it is one of signs.
pub(super) fn letter_of(code: u32, font: &str) -> Option<(char, Option<SymbolFont>)> {
    let font = SymbolFont::of_font(font);
    // A code of an ordinary font may be in the private use area as well.
    let own = match (font, code) {
        (None, 0xf000..=0xf0ff) => code - 0xf000,
        (Some(_), 0x20..=0xff) => code + 0xf000,
        (Some(_) | None, _) => code,
    };
    Some((char::from_u32(own)?, font))
}
