//! The edits by which a text is read: no byte order mark, `\n` line breaks, nothing that is not seen, list marks in
//! place of Word's bullets. `check --fix` writes the same edits into the file.

use crate::base::byte_scan;
use crate::base::edit::{Edit, EditKind};
use crate::base::list_marker::ListMarker;
use crate::base::span::Span;
use crate::base::unseen::{Unseen, entity, unseen, yaml_escape};
use crate::base::word_bullets;

/// Returns the edits of a text, in its order; `None` if its bytes alone show that it has none, and no characters of
/// fonts either.
pub(crate) fn edits_if_any(text: &str) -> Option<Vec<Edit>> {
    may_need_edits(text).then(|| edits(text))
}

/// Returns the edits of a text, in its order.
pub(crate) fn edits(text: &str) -> Vec<Edit> {
    let mut scanner = Scanner {
        text,
        head_end: head_end(text),
        edits: Vec::new(),
        at: 0,
        at_line_start: true,
        in_list: false,
        line: Line::default(),
    };
    if text.starts_with('\u{feff}') {
        scanner.push(3, "", (EditKind::ByteOrderMark, '\u{feff}', 1));
    }
    while scanner.at < text.len() {
        scanner.line();
    }
    scanner.edits
}

/// A cheap look at all bytes: hardly any text has one of these.
fn may_need_edits(text: &str) -> bool {
    let may_begin = |first: u8, second: u8| {
        let is_control = (first < 0x20) & (first != b'\n') & (first != b'\t') | (first == 0x7f);
        let is_written = (first == b'&') | (first == b'\\');
        let is_lead = (first == 0xc2) | (first == 0xd8) | (first == 0xe2) | (first >= 0xee);
        is_control | is_written | is_lead | ((first == 0xe1) & (second == 0xa0))
    };
    byte_scan::holds_rare(text.as_bytes(), may_begin, |first, second, third| {
        let is_control = (first.wrapping_sub(1) < 0x1f) & (first != b'\n') & (first != b'\t') | (first == 0x7f);
        let is_latin = (first == 0xc2) & ((second < 0xa0) | (second == 0xad)) | ((first == 0xd8) & (second == 0x9c));
        let is_break = (second == 0x80) & ((0x8b..=0x8f).contains(&third) | (0xa8..=0xae).contains(&third));
        let is_mark = (first == 0xe2) & (is_break | ((second == 0x81) & (third >= 0xa0)));
        // The last two code points of a plane beyond the first are no characters.
        let is_plane_end = (first == 0xf0) & (second & 0xf == 0xf) & (third == 0xbf);
        let is_rare = is_plane_end | (first == 0xee) | ((first == 0xe1) & (second == 0xa0)) | (first >= 0xf3);
        let is_private = (first == 0xef) & ((second <= 0xa3) | (second == 0xb7) | (second == 0xbb) | (second == 0xbf));
        let is_entity = (first == b'&') & ((second == b'#') | second.is_ascii_alphabetic());
        let is_escape = (first == b'\\') & ((second | 0x20 == b'u') | (second == b'x'));
        let is_written = is_entity | is_escape;
        is_control
            | is_latin
            | is_mark
            | is_rare
            | is_private
            | is_written
            | word_bullets::may_begin(first, second, third)
    })
}

/// The longest address of a link that is looked at, in bytes: a line may be very long.
const MAX_ADDRESS: usize = 400;

/// Reads a text line by line.
struct Scanner<'t> {
    text: &'t str,
    /// The byte at which the head ends: in it line breaks become blanks, and escapes of YAML count.
    head_end: usize,
    edits: Vec<Edit>,
    at: usize,
    at_line_start: bool,
    /// Whether the line before began an item of a list.
    in_list: bool,
    line: Line,
}

/// What is known of a line up to where it is read.
#[derive(Default)]
struct Line {
    start: usize,
    backticks: usize,
    has_quote: bool,
}

impl Scanner<'_> {
    fn push(&mut self, length: usize, replacement: &'static str, (kind, letter, count): (EditKind, char, usize)) {
        self.edits.push(Edit {
            range: self.at..self.at + length,
            replacement,
            kind,
            letters: (letter, count),
        });
        self.at += length;
    }

    /// Reads up to the end of the line, and the line break.
    fn line(&mut self) {
        let rest = &self.text[self.at..];
        let start = self.at;
        self.line = Line {
            start,
            ..Line::default()
        };
        let end = start + rest.find(['\n', '\r']).unwrap_or(rest.len());
        let text = self.text;
        let first = text[start..end].trim_start_matches([' ', '\t', '>']);
        // A heading or a row of a table is one line.
        let is_flat = start < self.head_end || first.starts_with(['#', '|']);
        while self.at < end {
            let is_start = std::mem::take(&mut self.at_line_start);
            if is_start && self.bullet(end) {
                continue;
            }
            let run = self.unseen_run(end);
            match run {
                Some(run) => self.replace(&run, is_flat, end),
                None => self.letter(),
            }
        }
        if self.at > end {
            // A bullet alone on its line went on to the words of a later line.
            return;
        }
        if !self.text[start..end].trim().is_empty() {
            self.in_list = ListMarker::at_start(first).is_some()
                || self
                    .edits
                    .last()
                    .is_some_and(|edit| edit.kind == EditKind::Bullet && edit.range.start >= start);
        }
        self.line_end();
    }

    /// Passes a letter that stays.
    fn letter(&mut self) {
        let letter = self.text[self.at..].chars().next();
        self.line.backticks += usize::from(letter == Some('`'));
        self.line.has_quote |= letter == Some('"');
        self.at += letter.map_or(1, char::len_utf8);
    }

    fn line_end(&mut self) {
        let rest = &self.text[self.at..];
        if rest.starts_with("\r\n") {
            self.push(1, "", (EditKind::LineEnd, '\r', 1));
            self.at += 1;
        } else if rest.starts_with('\r') {
            self.push(1, "\n", (EditKind::LineEnd, '\r', 1));
        } else if rest.starts_with('\n') {
            self.at += 1;
        }
        self.at_line_start = true;
    }

    /// Replaces the bullet at the start of a line, if there is one.
    fn bullet(&mut self, end: usize) -> bool {
        let line = &self.text[self.at..end];
        let Some(found) = word_bullets::at_start(line) else {
            return false;
        };
        // Four blanks or a tab would make code of it, unless they put it below another item.
        let indent = &line[..found.start];
        let is_code = indent.contains('\t') || indent.len() >= 4;
        let drops_indent = is_code && !self.in_list && self.at >= self.head_end && !indent.contains('>');
        let (from, mut to) = (
            self.at + if drops_indent { 0 } else { found.start },
            self.at + found.end,
        );
        if to == end {
            let rest = &self.text[to..];
            to += rest.len() - rest.trim_start().len();
        }
        let replacement = if to == self.text.len() { "" } else { "- " };
        self.at = from;
        self.push(to - from, replacement, (EditKind::Bullet, found.sign, 1));
        true
    }

    /// The characters in a row that are not seen, from here on.
    fn unseen_run(&self, end: usize) -> Option<Run> {
        let (first, kind, length) = self.unseen_at(self.at)?;
        let mut run = Run {
            first,
            count: 1,
            kind,
            end: self.at + length,
        };
        while run.end < end
            && let Some((_, kind, length)) = self.unseen_at(run.end)
        {
            run.kind = run.kind.max(kind);
            run.count += 1;
            run.end += length;
        }
        Some(run)
    }

    /// The character at some byte and what takes its place, if it is not seen, and the length of what writes it.
    fn unseen_at(&self, at: usize) -> Option<(char, Unseen, usize)> {
        let rest = &self.text[at..];
        let letter = rest.chars().next()?;
        let (length, letter) = match letter {
            '\\' if at < self.head_end => yaml_escape(rest).filter(|_| self.is_quoted(at))?,
            '&' if at >= self.head_end => entity(rest).filter(|_| !self.is_code_or_escaped(at))?,
            letter => (letter.len_utf8(), letter),
        };
        if letter == '\u{200d}' && self.before(at).is_some_and(joins_emoji) {
            return None;
        }
        Some((letter, unseen(letter)?, length))
    }

    fn before(&self, at: usize) -> Option<char> {
        self.text[..at].chars().next_back()
    }

    /// Returns whether a backslash begins an escape: a quotation is open before it, and it is not escaped itself.
    fn is_quoted(&self, at: usize) -> bool {
        let before = &self.text[..at];
        let slashes = before.len() - before.trim_end_matches('\\').len();
        self.line.has_quote && slashes.is_multiple_of(2)
    }

    /// Returns whether a reference would be printed as written.
    fn is_code_or_escaped(&self, at: usize) -> bool {
        let is_code = self.line.backticks % 2 == 1 || self.text[self.line.start..].starts_with("    ");
        is_code || self.before(at) == Some('\\')
    }

    /// Returns whether the word before is a web address or the address of a link, which has no blanks.
    fn is_in_address(&self) -> bool {
        let window = Span::new(self.at.saturating_sub(MAX_ADDRESS), self.at).clamped(self.text);
        let from = self.line.start.max(window.start);
        let before = self.text.get(from..self.at).unwrap_or("");
        let word = before.rsplit([' ', '\t']).next().unwrap_or("");
        word.contains("://") || word.contains("](")
    }

    fn replace(&mut self, run: &Run, is_flat: bool, end: usize) {
        let before = self
            .before(self.at)
            .filter(|letter| !matches!(letter, '\n' | '\r' | '\u{feff}'));
        let after = self.text[run.end..end].chars().next();
        let is_word = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
        let between_words = is_word(before) && is_word(after);
        // Without anything between them two signs of Markdown would be one.
        let between_signs = before == after && before.is_some_and(|sign| "*_~`".contains(sign));
        let at_edge = before.is_none() || after.is_none();
        let is_apart = before.is_some_and(char::is_whitespace) || after.is_some_and(char::is_whitespace);
        let replacement = match run.kind {
            Unseen::LineBreak if at_edge => "",
            Unseen::LineBreak if is_flat && is_apart => "",
            Unseen::LineBreak if is_flat => " ",
            Unseen::LineBreak => "\n",
            Unseen::Hyphen if between_words => "-",
            Unseen::Gap if between_words && !self.is_in_address() => " ",
            Unseen::Gap | Unseen::Hyphen | Unseen::Joiner if between_signs => " ",
            Unseen::Gap | Unseen::Hyphen | Unseen::Joiner => "",
        };
        self.at_line_start = replacement == "\n" || before.is_none();
        self.push(run.end - self.at, replacement, (EditKind::Unseen, run.first, run.count));
    }
}

/// Characters in a row that are not seen.
struct Run {
    first: char,
    count: usize,
    kind: Unseen,
    end: usize,
}

/// Returns whether a joiner after a character makes one picture of two.
fn joins_emoji(before: char) -> bool {
    before >= '\u{2190}' && !before.is_alphanumeric()
}

/// The byte at which the head of a file ends. Without lines of dashes around it, the head is what looks like fields.
fn head_end(text: &str) -> usize {
    let start = text.len() - text.trim_start_matches(['\u{feff}', ' ', '\t', '\n', '\r']).len();
    let is_fence = |line: &str| {
        let line = line.trim();
        line == "..." || !line.is_empty() && line.chars().all(|sign| matches!(sign, '-' | '–' | '—'))
    };
    let has_fences = text[start..].lines().next().is_some_and(is_fence);
    let mut at = start;
    for line in text[start..].split_inclusive(['\n', '\r']) {
        let is_end = match has_fences {
            true => at > start && is_fence(line) && !line.starts_with(' '),
            false => !line.trim().is_empty() && !line.contains(':') && !line.starts_with([' ', '-', '#']),
        };
        if is_end {
            return if at == start { 0 } else { at };
        }
        at += line.len();
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::edits;
    use crate::base::edit::{EditMap, applied};

    fn clean(text: &str) -> String {
        applied(text, &edits(text)).into_owned()
    }

    #[test]
    fn what_is_not_seen_makes_no_words() {
        let head = "---\nloại: Trang\n---\n\n";
        for (text, read) in [
            ("công\u{ad} tác dân\u{200b}vận", "công tác dân vận"),
            ("393\u{200b}-QĐ/TU", "393-QĐ/TU"),
            ("dân\u{200b}\u{200b}vận", "dân vận"),
            ("Một\u{b}Hai", "Một\nHai"),
            ("## I. MỘT\u{b}HAI", "## I. MỘT HAI"),
            ("| a\u{2028}b |", "| a b |"),
            ("\u{2028}7. Bảy", "7. Bảy"),
            ("Một\u{c}\nHai", "Một\nHai"),
            ("12\u{1e}QĐ", "12-QĐ"),
            ("**a**\u{200b}**b**", "**a** **b**"),
            ("\u{202e}000.1\u{202c} đồng", "000.1 đồng"),
            ("x&shy;y `&shy;` &shy;z", "xy `&shy;` z"),
            (
                "[a\u{200b}b](https://vi.example/a\u{200b}b)",
                "[a b](https://vi.example/ab)",
            ),
            ("👩\u{200d}🌾", "👩\u{200d}🌾"),
            ("một\r\nhai\rba", "một\nhai\nba"),
            ("Gồm:\u{b}• một\u{b}• hai", "Gồm:\n- một\n- hai"),
            ("\u{f0b7}\n\nmột", "- một"),
            ("\t• một\n\t• hai", "- một\n\t- hai"),
        ] {
            assert_eq!(clean(&format!("{head}{text}")), format!("{head}{read}"), "{text:?}");
        }
        assert_eq!(clean("\u{feff}\u{feff}a\u{b}b"), "a\nb");
    }

    #[test]
    fn a_head_keeps_its_lines() {
        let text = "---\ntên bài: Một\u{b}hai\ntóm tắt: \"a\\u202eb\\u000b c \\\\u202e\"\n---\n\nA\u{b}b\n";
        let read = "---\ntên bài: Một hai\ntóm tắt: \"ab c \\\\u202e\"\n---\n\nA\nb\n";
        assert_eq!(clean(text), read);
    }

    #[test]
    fn maps_back_to_the_file() {
        let text = "\u{feff}\u{200b}một\r\n\u{f0b7} hai\u{ad}\r\n";
        let edits = edits(text);
        let clean = applied(text, &edits);
        assert_eq!(clean, "một\n- hai\n");
        let map = EditMap::of(&edits);
        for word in ["một", "hai"] {
            let at = clean.find(word).expect("there");
            assert_eq!(&text[map.raw(at..at + word.len())], word);
        }
        let end = clean.find('\n').expect("a line");
        assert_eq!(&text[map.raw(end..end).start..][..2], "\r\n");
    }
}
