//! Notes signs of Markdown that stayed signs in the text of a body; what they were meant to be is decided at its end.

use std::ops::Range;

use crate::base::path::RelPath;
use crate::base::span::Span;
use crate::input::body::sign_text::is_escaped;
use crate::input::body::{note_checks, raw_html, unread_links, unread_tables};
use crate::messages::code::Code;
use crate::messages::diagnostic::{Diagnostic, Place};

/// Sorts of signs, one bit each.
const EMPHASIS: u8 = 1;
const HASH: u8 = 1 << 1;
const BRACKET: u8 = 1 << 2;
const ANGLE: u8 = 1 << 3;
const BAR: u8 = 1 << 4;
const TAB: u8 = 1 << 5;
const SEMICOLON: u8 = 1 << 6;

/// The sort of each byte: one look at every byte of a body finds out which of the tests below have to run.
static SORTS: [u8; 256] = sorts();

const fn sorts() -> [u8; 256] {
    let mut sorts = [0; 256];
    sorts[b'*' as usize] = EMPHASIS;
    sorts[b'_' as usize] = EMPHASIS;
    sorts[b'#' as usize] = HASH;
    sorts[b'[' as usize] = BRACKET;
    sorts[b']' as usize] = BRACKET;
    sorts[b'<' as usize] = ANGLE;
    sorts[b'|' as usize] = BAR;
    sorts[b'\t' as usize] = TAB;
    sorts[b';' as usize] = SEMICOLON;
    sorts
}

/// Which sorts of signs the texts of a block have.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct SignSet(u8);

impl SignSet {
    /// Returns whether it has an asterisk or underscore.
    pub(crate) fn has_emphasis(self) -> bool {
        self.0 & EMPHASIS != 0
    }

    /// Returns whether it has a number sign.
    pub(crate) fn has_hash(self) -> bool {
        self.0 & HASH != 0
    }

    /// Returns whether it has a semicolon.
    pub(crate) fn has_semicolon(self) -> bool {
        self.0 & SEMICOLON != 0
    }
}

/// The signs in the texts of a body, by their bytes.
#[derive(Debug, Default)]
pub(crate) struct LiteralSigns {
    /// Whether the texts are those of a code block, where signs are signs.
    pub(crate) is_code: bool,
    /// Whether the texts are those of a table.
    pub(crate) is_table: bool,
    /// Beginnings of comments and code that never end, to which the rest of the text belongs.
    pub(crate) unclosed: Vec<usize>,
    /// Marks of notes that do not exist.
    lone_marks: Vec<Range<usize>>,
    /// Beginnings of comments that were typed wrong.
    mistyped_comments: Vec<usize>,
    brackets: Vec<usize>,
    /// One byte of each text with a bar, outside tables.
    bars: Vec<usize>,
    /// One byte of each text with a tab, outside tables.
    tabs: Vec<usize>,
    of_block: SignSet,
}

impl LiteralSigns {
    /// The signs since the last call.
    pub(crate) fn take_block(&mut self) -> SignSet {
        std::mem::take(&mut self.of_block)
    }

    /// Notes the signs of a text.
    pub(crate) fn scan(&mut self, body: &str, range: &Range<usize>) {
        let shown = &body.as_bytes()[range.clone()];
        let sorts = shown.iter().fold(0, |sorts, byte| sorts | SORTS[usize::from(*byte)]);
        self.of_block.0 |= sorts;
        if self.is_code {
            return;
        }
        if sorts & (BRACKET | ANGLE) != 0 {
            self.note_brackets(body, range);
        }
        if sorts & BAR != 0 && !self.is_table && !is_escaped(body, range.start) {
            self.bars.push(range.start);
        }
        if sorts & TAB != 0 && !self.is_table {
            self.tabs.push(range.start);
        }
    }

    fn note_brackets(&mut self, body: &str, range: &Range<usize>) {
        for (index, byte) in body.as_bytes()[range.clone()].iter().enumerate() {
            let at = range.start + index;
            if SORTS[usize::from(*byte)] & (BRACKET | ANGLE) == 0 || is_escaped(body, at) {
                continue;
            }
            let rest = &body[at..];
            if rest.starts_with("<!--") {
                self.unclosed.push(at);
            } else if raw_html::begins_mistyped_comment(rest) {
                self.mistyped_comments.push(at);
            }
            let label = rest.strip_prefix("[^").and_then(|inside| inside.split_once(']'));
            let is_label = |label: &str| !label.trim().is_empty() && !label.trim().contains([' ', '\n', '[']);
            match label.filter(|(label, _)| is_label(label)) {
                Some((label, _)) => self.lone_marks.push(at..at + label.len() + "[^]".len()),
                None if *byte != b'<' => self.brackets.push(at),
                None => {}
            }
        }
    }

    /// Reports the signs in a file; `span` gives its bytes for those of the body.
    pub(crate) fn report(
        &self,
        (path, text): (&RelPath, &str),
        body: &str,
        span: &impl Fn(&Range<usize>) -> Span,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        for at in &self.unclosed {
            let line = body[*at..].lines().next().unwrap_or("").trim_end();
            let place = Place::at(path, span(&(*at..at + line.len())));
            diagnostics.push(Diagnostic::new(Code::UnclosedBlock, place).with("text", line));
        }
        for at in &self.mistyped_comments {
            raw_html::mistyped_comment((path, text), span(&(*at..*at)).start, diagnostics);
        }
        note_checks::report_lone_marks(path, (body, &self.lone_marks), span, diagnostics);
        let in_file = |bytes: &[usize]| -> Vec<usize> { bytes.iter().map(|at| span(&(*at..*at)).start).collect() };
        unread_links::report((path, text), &in_file(&self.brackets), diagnostics);
        unread_tables::report((path, text), (&in_file(&self.bars), &in_file(&self.tabs)), diagnostics);
    }
}
