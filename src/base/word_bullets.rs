//! Bullets of Word at the start of a line, which Markdown does not know.

/// A bullet at the start of a line.
pub(crate) struct Bullet {
    /// The sign.
    pub(crate) sign: char,
    /// Where the sign begins.
    pub(crate) start: usize,
    /// Where the words of its item begin; the end of the line if it has none.
    pub(crate) end: usize,
}

/// The bullets of Word's symbol fonts (Symbol, Wingdings), which a copy puts into the private use area. Boxes to tick
/// are not among them: they say something.
const OF_FONTS: [char; 12] = [
    '\u{f0b7}', '\u{f0a7}', '\u{f0d8}', '\u{f076}', '\u{f06e}', '\u{f075}', '\u{f0e0}', '\u{f0e8}', '\u{f02a}',
    '\u{f0b2}', '\u{f0d6}', '\u{f06c}',
];

/// Bullets of Unicode.
const OF_UNICODE: [char; 14] = ['•', '‣', '⁃', '∙', '▪', '▫', '▸', '►', '◆', '◇', '●', '◦', '➢', '➤'];

/// Finds the bullet at the start of a line of a text; `line` ends before the line break.
pub(crate) fn at_start(line: &str) -> Option<Bullet> {
    let inside = line.trim_start_matches([' ', '\t', '>', '\u{a0}']);
    let start = line.len() - inside.len();
    let sign = inside.chars().next()?;
    let after = &inside[sign.len_utf8()..];
    let words = after.trim_start_matches(|letter: char| letter.is_whitespace());
    let has_gap = words.len() < after.len();
    let is_bullet = match sign {
        // A plain copy writes the bullets of Symbol and Wingdings as these letters of Latin-1, with a tab.
        '·' => has_gap,
        '§' => after.starts_with('\t'),
        // A tick is one that somebody set, unless a list made it: a copy puts a tab behind that.
        '\u{f0fc}' => after.starts_with(['\t', '\u{a0}']) || after.starts_with("  "),
        // Before a number it is a minus.
        '\u{f02d}' => after.starts_with('\t') || !words.starts_with(|letter: char| letter.is_ascii_digit()),
        sign if OF_FONTS.contains(&sign) => true,
        sign if OF_UNICODE.contains(&sign) || sign == '❖' => has_gap || words.starts_with(char::is_alphanumeric),
        _ => false,
    };
    is_bullet.then(|| Bullet {
        sign,
        start,
        end: line.len() - words.len(),
    })
}

/// Returns whether a sign is a bullet of Word's symbol fonts.
pub(crate) fn is_of_fonts(sign: char) -> bool {
    OF_FONTS.contains(&sign)
}

/// Returns whether three bytes may begin the sign of a bullet.
pub(crate) fn may_begin(first: u8, second: u8, third: u8) -> bool {
    let is_latin = (first == 0xc2) & ((second == 0xb7) | ((second == 0xa7) & (third == b'\t')));
    let is_dot = (second == 0x80) & ((third == 0xa2) | (third == 0xa3));
    let is_shape = (second == 0x96) | (second == 0x97) | (second == 0x9d) | (second == 0x9e);
    let is_sign = is_dot | is_shape | ((second == 0x81) & (third == 0x83)) | ((second == 0x88) & (third == 0x99));
    is_latin | ((first == 0xe2) & is_sign) | ((first == 0xef) & (second <= 0xa3))
}

#[cfg(test)]
mod tests {
    use super::{at_start, may_begin};

    #[test]
    fn a_bullet_begins_a_line_with_words() {
        for line in [
            "\u{f0b7} một",
            "\u{f0a7}một",
            "• một",
            "  ▪\tmột",
            "·\tmột",
            "§\tmột",
            "> ● một",
            "❖ một",
            "\u{f0fc}\tmột",
            "\u{f02d} một",
        ] {
            let found = at_start(line);
            assert_eq!(found.map(|bullet| &line[bullet.end..]), Some("một"), "{line}");
            let sign = line.trim_start_matches([' ', '>']).as_bytes();
            assert!(may_begin(sign[0], sign[1], sign[2]), "{line}");
        }
        for line in [
            "một • hai",
            "□ Có",
            "§ 5",
            "·một",
            "-\u{f0b7}",
            "",
            "…",
            "\u{f06f} Có",
            "\u{f0fc} Có",
            "\u{f02d} 5",
        ] {
            assert!(at_start(line).is_none(), "{line}");
        }
    }
}
