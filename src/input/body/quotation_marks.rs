//! Counts quotation marks, of all forms in which Vietnamese texts have them.

use crate::base::byte_scan;

/// The open quotation marks at the end of a block.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Marks {
    /// Marks that are open.
    pub(crate) depth: usize,
    /// Whether one of the marks that were open before this text was closed in it.
    pub(crate) closes_earlier: bool,
    /// Whether the text ends with a closing mark, a punctuation mark behind it aside.
    pub(crate) ends_closed: bool,
    /// Whether a colon is before the first mark that this text opens and does not close.
    pub(crate) follows_colon: bool,
    /// The place of that mark among all marks of the text, and its byte.
    pub(crate) first_open: Option<(usize, usize)>,
}

/// What a quotation mark does, by the letters around it.
enum Mark {
    Opens,
    Closes,
    Neither,
}

/// Decides by the letters before and after a mark what it does: texts confuse `“` and `”`, and `"` is both.
fn mark(before: Option<char>, sign: char, after: Option<char>) -> Mark {
    let begins =
        before.is_none_or(|letter| letter.is_whitespace() || matches!(letter, '(' | ':' | '/') || opens(letter));
    let continues = after.is_some_and(char::is_alphanumeric);
    let ends = after.is_none_or(|letter| !letter.is_alphanumeric());
    match sign {
        sign if opens(sign) && sign != '"' => match !begins && ends {
            true => Mark::Closes,
            false => Mark::Opens,
        },
        sign if closes(sign) => match begins && continues {
            true => Mark::Opens,
            false => Mark::Closes,
        },
        '"' if begins && !after.is_none_or(char::is_whitespace) => Mark::Opens,
        '"' if !begins && ends => Mark::Closes,
        _ => Mark::Neither,
    }
}

/// Returns whether a letter is a mark that opens a quotation, or does both.
fn opens(letter: char) -> bool {
    matches!(letter, '“' | '„' | '‟' | '«' | '〝' | '"')
}

/// Returns whether a letter is a mark that closes a quotation.
fn closes(letter: char) -> bool {
    matches!(letter, '”' | '»' | '〞' | '〟')
}

/// The number of quotation marks that are open behind a text, when `depth` were open before it.
pub(crate) fn open_marks(text: &str, depth: usize) -> usize {
    match may_hold_mark(text) && text.contains(is_quotation_mark) {
        true => Marks::after(text, depth).depth,
        false => depth,
    }
}

/// A look at the bytes of words, most of which have no mark: marks, single ones too, are ASCII or begin with these bytes.
pub(crate) fn may_hold_mark(words: &str) -> bool {
    let may_begin = |byte| matches!(byte, b'"' | b'\'' | b'`' | 0xc2 | 0xe2 | 0xe3);
    byte_scan::position(words.as_bytes(), may_begin).is_some()
}

/// Returns whether a letter is a quotation mark of any form.
pub(crate) fn is_quotation_mark(letter: char) -> bool {
    opens(letter) || closes(letter)
}

impl Marks {
    /// The marks behind a text, when `depth` marks were open before it.
    pub(crate) fn after(text: &str, depth: usize) -> Marks {
        let mut marks = Marks {
            depth,
            ..Marks::default()
        };
        // Of each mark that is open, whether it follows a colon, and its place.
        let mut own = Vec::new();
        let (mut before, mut sign, mut count) = (None, None, 0);
        let mut letters = text.char_indices().peekable();
        while let Some((at, letter)) = letters.next() {
            if is_quotation_mark(letter) {
                count += 1;
                match mark(before, letter, letters.peek().map(|(_, next)| *next)) {
                    Mark::Opens => own.push((sign == Some(':'), (count - 1, at))),
                    Mark::Closes if !own.is_empty() => drop(own.pop()),
                    Mark::Closes if marks.depth > 0 => {
                        marks.depth -= 1;
                        marks.closes_earlier = true;
                    }
                    Mark::Closes | Mark::Neither => {}
                }
            }
            before = Some(letter);
            sign = before.filter(|letter| !letter.is_whitespace()).or(sign);
        }
        marks.depth += own.len();
        marks.follows_colon = own.first().is_some_and(|(follows_colon, _)| *follows_colon);
        marks.first_open = own.first().map(|(_, place)| *place);
        let end =
            text.trim_end_matches(|letter: char| letter.is_whitespace() || matches!(letter, '.' | ',' | ';' | ')'));
        marks.ends_closed = end.ends_with(|last| closes(last) || matches!(last, '"' | '“'));
        marks
    }
}

#[cfg(test)]
mod tests {
    use super::Marks;

    #[test]
    fn marks_count_by_the_letters_around_them() {
        for (text, depth) in [
            ("“Điều 5. Hồ sơ", 1),
            ("như sau: “1. Đơn", 1),
            ("\"Điều 5. Hồ sơ", 1),
            ("”Điều 5. Hồ sơ", 1),
            ("cụm từ “dân vận” thay bằng “công tác dân vận”", 0),
            ("cụm từ \"dân vận\" và \"khéo\"", 0),
            ("dài 5\" và rộng 3\"", 0),
            ("«4. Bốn.»", 0),
            ("‟4. Bốn.”", 0),
            ("〝4. Bốn.〞", 0),
            ("như sau: 〝4. Bốn", 1),
            ("“Điều 5. Mô hình “Dân vận khéo” là", 1),
        ] {
            assert_eq!(Marks::after(text, 0).depth, depth, "{text}");
        }
        assert_eq!(Marks::after("3. Ảnh.”", 1).depth, 0);
        assert_eq!(Marks::after("3. Ảnh.”.", 1).depth, 0);
        assert_eq!(Marks::after("3. Ảnh“", 1).depth, 0);
        assert!(Marks::after("gọi là “khéo”.", 1).depth == 1);
    }
}
