//! Reports page numbers of the printed document that were copied with its text.

use crate::base::byte_scan;
use crate::base::path::RelPath;
use crate::base::pattern::Pattern;
use crate::base::span::Span;
use crate::input::body::lint::Author;
use crate::messages::code::Code;
use crate::messages::diagnostic::{Diagnostic, Place};

/// A number that says itself that it counts pages: `- 3 -`, `Trang 4/12`, `4/12`, `Page | 3`, `3 | Page`.
static DECORATED: Pattern = Pattern::new(
    r"^(?:\\?[-–—~]\s?([0-9]+)\s?[-–—~]|(?i:trang|page)\s?(?:số|:|\|)?\s?([0-9]+)(?:\s?(?:/|trên|of)\s?([0-9]+))?|([0-9]+)\s?/\s?([0-9]+)|([0-9]+)\s?\|\s?(?i:trang|page))$",
);

/// A line that may hold nothing but a page number.
struct Line<'t> {
    /// Its words.
    text: &'t str,
    /// The bytes of the file that go with it: the line, its break, and an empty line below it.
    span: Span,
    /// The bytes of its words.
    words: Span,
    number: usize,
    is_decorated: bool,
}

/// The most bytes of a page between two numbers that may be read as those of a short table, cell by cell.
const SHORT_PAGE: usize = 600;

/// The letters of a line that fills its page: a number below it was not a part of its sentence.
const LONG_LINE: usize = 60;

/// The bytes that a page holds at least, where a number is to count pages by itself.
const LEAST_PAGE: usize = 500;

/// Reports page numbers in the body that begins at a byte of a file.
pub(crate) fn report(path: &RelPath, (file, start): (&str, usize), author: Author, diagnostics: &mut Vec<Diagnostic>) {
    let body = &file[start..];
    // A cheap look: most lines end with a letter or a full stop. `–` and `—` end with these bytes.
    // `3 | Page` ends with an e, as hardly any line does.
    let ends_number = |byte: u8| {
        let is_letter = (byte | 0x20) == b'e';
        byte.is_ascii_digit() | (byte == b'-') | (byte == b'~') | is_letter | (byte == 0x93) | (byte == 0x94)
    };
    let is_last = body.trim_end().bytes().next_back().is_some_and(ends_number);
    let may_hold = |first: u8, second: u8, third: u8| {
        ends_number(first) & ((second == b'\n') | (second == b' ') & ((third == b'\n') | (third == b' ')))
    };
    if !is_last && !byte_scan::holds(body.as_bytes(), may_hold) {
        return;
    }
    let lines = candidates(file, start);
    // An annex may count its pages from 1 again; its first one often shows no number.
    let is_sequence = lines.is_sorted_by(|one, next| one.number < next.number || next.number <= 2);
    let is_table = match lines.as_slice() {
        [first, .., last] => first.number == 1 && last.span.start - first.span.start < SHORT_PAGE * lines.len(),
        [] | [_] => false,
    };
    let counts_pages = author == Author::Body && is_sequence && !is_table;
    let is_backed = lines.len() > 1;
    for line in lines.iter().filter(|line| line.is_decorated || counts_pages) {
        let is_far = line.words.start - start >= LEAST_PAGE * line.number.saturating_sub(1);
        let diagnostic = Diagnostic::new(Code::PageNumber, Place::at(path, line.words)).with("text", line.text);
        // A number alone that counts no pages may be a word of the document.
        let is_certain = line.is_decorated || is_backed || is_far || line.number == 2;
        diagnostics.push(match is_certain {
            true => diagnostic.fix(line.span, ""),
            false => diagnostic,
        });
    }
}

/// The lines of a body that may hold page numbers, outside code and quotations.
fn candidates(file: &str, start: usize) -> Vec<Line<'_>> {
    let mut found = Vec::new();
    let mut at = start;
    let mut above = "";
    let mut in_code = false;
    let mut rest = file[start..].split_inclusive('\n').peekable();
    while let Some(line) = rest.next() {
        let below = rest.peek().copied().unwrap_or("");
        let text = line.trim();
        let indent = line.len() - line.trim_start().len();
        in_code ^= text.starts_with("```") || text.starts_with("~~~");
        // Two to seven blanks put a line into an item of a list; more of them put a number in the middle of a page.
        let may_be =
            !in_code && !(2..8).contains(&indent) && text.len() <= 24 && text.contains(|c: char| c.is_ascii_digit());
        if may_be && let Some((number, is_decorated)) = page_number(text) {
            let is_ratio = text.starts_with(|c: char| c.is_ascii_digit()) && !text.contains('|');
            let is_alone = above.trim().is_empty() && below.trim().is_empty();
            let is_inside = above.trim().chars().count() >= LONG_LINE && !below.trim().is_empty();
            if is_alone || is_decorated && !is_ratio || is_inside {
                let words = Span::new(at + indent, at + indent + text.len());
                let blank = if is_alone { below.len() } else { 0 };
                found.push(Line {
                    text,
                    span: Span::new(at, at + line.len() + blank),
                    words,
                    number,
                    is_decorated,
                });
            }
        }
        above = line;
        at += line.len();
    }
    found
}

/// The number of a page, and whether it says itself that it is one.
pub(crate) fn page_number(text: &str) -> Option<(usize, bool)> {
    if text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some((text.parse().ok().filter(|number| (1..1000).contains(number))?, false));
    }
    let found = DECORATED.captures(text)?;
    let number = |group: usize| found.get(group)?.as_str().parse::<usize>().ok();
    let page = [1, 2, 4, 6].into_iter().find_map(number)?;
    let all = number(3).or_else(|| number(5));
    (page < 1000 && all.is_none_or(|all| (page..1000).contains(&all))).then_some((page, true))
}
