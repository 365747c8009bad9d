//! Characters that a text may hold although readers see none of them: which they are, and what takes their place.

/// What takes the place of a character that is not seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Unseen {
    /// Nothing: the letters around it belong together.
    Joiner,
    /// A blank between two words, otherwise nothing.
    Gap,
    /// A hyphen: Word's own code for one that does not break.
    Hyphen,
    /// A line break.
    LineBreak,
}

/// Returns what takes the place of a character that is not seen; `None` for every other character.
///
/// Carriage returns and the byte order mark at the start of a file are not among them: their place decides.
pub(crate) fn unseen(letter: char) -> Option<Unseen> {
    let code = u32::from(letter);
    match letter {
        '\n' | '\t' | '\r' => None,
        '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some(Unseen::LineBreak),
        '\u{1e}' => Some(Unseen::Hyphen),
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{200b}' => Some(Unseen::Gap),
        '\u{ad}'
        | '\u{61c}'
        | '\u{180e}'
        | '\u{200c}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{feff}'
        | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e007f}' => Some(Unseen::Joiner),
        // The noncharacters (The Unicode Standard, section 23.7), which HTML and XML forbid.
        '\u{fdd0}'..='\u{fdef}' => Some(Unseen::Gap),
        _ if code & 0xfffe == 0xfffe => Some(Unseen::Gap),
        _ => None,
    }
}

/// Returns whether a character belongs to a font and not to Unicode, or marks a letter that a conversion lost.
fn is_unreadable(letter: char) -> bool {
    matches!(letter, '\u{e000}'..='\u{f8ff}' | '\u{fffd}' | '\u{f0000}'..='\u{ffffd}' | '\u{100000}'..='\u{10fffd}')
}

/// The characters of a text that no reader can read, each with its byte.
pub(crate) fn unreadable(text: &str) -> impl Iterator<Item = (usize, char)> {
    text.char_indices().filter(|(_, letter)| is_unreadable(*letter))
}

/// Reads an escape of double-quoted YAML by a code point, at the start of a text: its length, and the character.
pub(crate) fn yaml_escape(rest: &str) -> Option<(usize, char)> {
    let after = rest.strip_prefix('\\')?;
    let digits = match after.chars().next()? {
        'x' => 2,
        'u' => 4,
        'U' => 8,
        _ => return None,
    };
    let code = u32::from_str_radix(after.get(1..=digits)?, 16).ok()?;
    Some((digits + 2, char::from_u32(code)?))
}

/// Returns whether a letter behind a backslash stands for a control character in double-quoted YAML (YAML 1.2, section
/// 5.7). Such a backslash is that of a path of Windows more often than an escape.
pub(crate) fn is_control_escape(letter: char) -> bool {
    matches!(letter, '0' | 'a' | 'b' | 'e' | 'f' | 'v' | 'N' | 'L' | 'P')
}

/// The names that HTML gives to characters that are not seen.
const ENTITIES: [(&str, char); 7] = [
    ("shy", '\u{ad}'),
    ("zwnj", '\u{200c}'),
    ("zwj", '\u{200d}'),
    ("lrm", '\u{200e}'),
    ("rlm", '\u{200f}'),
    ("ZeroWidthSpace", '\u{200b}'),
    ("NoBreak", '\u{2060}'),
];

/// Reads a character reference of HTML at the start of a text: its length, and the character for which it stands.
pub(crate) fn entity(rest: &str) -> Option<(usize, char)> {
    let after = rest.strip_prefix('&')?;
    // No reference of interest is longer than the longest name.
    let window = &after.as_bytes()[..after.len().min(16)];
    let end = window.iter().position(|byte| *byte == b';')?;
    let name = &after[..end];
    let letter = match name.strip_prefix('#') {
        Some(code) => {
            let code = match code.strip_prefix(['x', 'X']) {
                Some(digits) => u32::from_str_radix(digits, 16),
                None => code.parse(),
            };
            char::from_u32(code.ok()?)?
        }
        None => ENTITIES.into_iter().find(|(known, _)| *known == name)?.1,
    };
    Some((end + 2, letter))
}

#[cfg(test)]
mod tests {
    use super::{Unseen, entity, unseen, yaml_escape};

    #[test]
    fn sorts_characters_by_what_takes_their_place() {
        let sort = |letter| unseen(letter);
        assert_eq!(sort('\u{ad}'), Some(Unseen::Joiner));
        assert_eq!(sort('\u{200b}'), Some(Unseen::Gap));
        assert_eq!(sort('\u{b}'), Some(Unseen::LineBreak));
        assert_eq!(sort('\u{1fffe}'), Some(Unseen::Gap));
        assert_eq!([sort('ư'), sort(' '), sort('\u{a0}'), sort('\n')], [None; 4]);
    }

    #[test]
    fn reads_escapes_and_references() {
        assert_eq!(yaml_escape("\\u202exyz"), Some((6, '\u{202e}')));
        assert_eq!(yaml_escape("\\v"), None);
        assert_eq!(yaml_escape("\\u20"), None);
        assert_eq!(entity("&shy;a"), Some((5, '\u{ad}')));
        assert_eq!(entity("&#x200B;"), Some((8, '\u{200b}')));
        assert_eq!(entity("&#8203;"), Some((7, '\u{200b}')));
        assert_eq!(entity("&b=1"), None);
    }
}
