//! Escapes the signs of a text that Markdown would read as its own.

/// A text in which every sign is read as a sign.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let letters: Vec<char> = text.chars().collect();
    for (at, letter) in letters.iter().copied().enumerate() {
        let before = at.checked_sub(1).map(|at| letters[at]);
        let after = letters.get(at + 1).copied();
        let is_sign = match letter {
            '*' | '`' | '[' | '\\' | '|' => true,
            '<' => after.is_some_and(|next| next.is_ascii_alphabetic() || "/!?".contains(next)),
            // Inside a word it is a sign as it is.
            '_' => !(before.is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_alphanumeric)),
            '~' => before == Some('~') || after == Some('~'),
            '&' => after.is_some_and(|next| next == '#' || next.is_ascii_alphabetic()),
            '{' => after == Some('#'),
            '!' => after == Some('['),
            '=' => before == Some('=') || after == Some('='),
            '>' | '#' => before.is_none(),
            _ => false,
        };
        if is_sign {
            out.push('\\');
        }
        out.push(letter);
    }
    out
}

/// A paragraph whose beginning Markdown would read as a sign of its own is escaped there.
pub(super) fn escaped_start(text: String) -> String {
    let first = text.chars().next();
    let is_mark = matches!(first, Some('-' | '+')) && text[1..].starts_with([' ', '\t'])
        || matches!(first, Some('-' | '=' | '~')) && text.trim_matches(['-', '=', '~', ' ']).is_empty()
        || text.starts_with("...") && text.trim_matches('.').is_empty();
    match is_mark {
        true => format!("\\{text}"),
        false => text,
    }
}

#[cfg(test)]
mod tests {
    use super::{escaped, escaped_start};

    #[test]
    fn signs_stay_signs() {
        for (text, written) in [
            ("3*4 (*) [1] <abc> a_b _x_", "3\\*4 (\\*) \\[1] \\<abc> a_b \\_x\\_"),
            ("# Một", "\\# Một"),
            ("A & B &nbsp; C:\\x", "A & B \\&nbsp; C:\\\\x"),
            ("Điều 1. {#a}", "Điều 1. \\{#a}"),
        ] {
            assert_eq!(escaped(text), written);
        }
        assert_eq!(escaped_start("- một".to_owned()), "\\- một");
        assert_eq!(escaped_start("-một".to_owned()), "-một");
    }
}
