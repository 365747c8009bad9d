//! Reports code that indents made of paragraphs, and finds the indents that say nothing: those of first lines, as word
//! processors show paragraphs.

use std::ops::Range;

use crate::base::list_marker::ListMarker;
use crate::base::path::RelPath;
use crate::base::span::Span;
use crate::input::body::blocks::Lists;
use crate::input::body::code_lines::CodeLines;
use crate::input::body::label_parser::candidates;
use crate::messages::code::Code;
use crate::messages::diagnostic::{Diagnostic, Place};

/// Reports a code block that an indent made, once for a file. Its repair takes out the indents of the whole body, whose
/// file is `text` from `offset` on: a line that stays indented beside one that does not would be read as a part of it.
pub(super) fn report(
    path: &RelPath,
    (text, offset): (&str, usize),
    (block, lists): (Span, Lists),
    diagnostics: &mut Vec<Diagnostic>,
) {
    if diagnostics.iter().any(|found| found.code == Code::IndentedCode) {
        return;
    }
    let line = text[block.start..block.end].lines().next().unwrap_or("");
    let place = Place::at(path, Span::new(block.start, block.start + line.len()));
    let mut finding = Diagnostic::new(Code::IndentedCode, place);
    for indent in line_indents(&text[offset..], lists) {
        finding.also_fix(Span::new(indent.start, indent.end).shifted(offset), "");
    }
    diagnostics.push(finding);
}

/// The indents of the lines of a body, in bytes. Left out are those that have a meaning: in code and comments, and below
/// an item of a list or a footnote, whose further paragraphs they mark.
fn line_indents(body: &str, lists: Lists) -> Vec<Range<usize>> {
    let mut code = CodeLines::default();
    let mut in_list = false;
    let mut is_after_blank = true;
    let mut at = 0;
    let mut found = Vec::new();
    for line in body.split_inclusive('\n') {
        let words = line.trim_start_matches([' ', '\t']);
        let indent = line.len() - words.len();
        let is_blank = words.trim_end().is_empty();
        if !code.contains(words) && !is_blank {
            let continues = in_list && (indent > 0 || !is_after_blank) && !begins_provision(words, lists);
            in_list = begins_item(words, lists) || continues;
            if !in_list && indent > 0 {
                found.push(at..at + indent);
            }
        }
        is_after_blank = is_blank;
        at += line.len();
    }
    found
}

/// Returns whether a line begins an item of a list or a footnote. In an official text, numbers are labels.
fn begins_item(words: &str, lists: Lists) -> bool {
    let is_item = |marker: ListMarker<'_>| marker.number.is_none() || lists != Lists::Labels;
    words.starts_with("[^") || ListMarker::at_start(words).is_some_and(is_item)
}

/// Returns whether a line of an official text begins with a label, which ends a list.
fn begins_provision(words: &str, lists: Lists) -> bool {
    lists == Lists::Labels && !candidates(words, false).is_empty()
}
