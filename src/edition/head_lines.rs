//! The lines of a head as they are in the file, and which of them each field has.

use crate::base::path::RelPath;
use crate::base::span::Span;
use crate::input::front_matter::fields::{FieldId, field_named};
use crate::input::front_matter::head_text::{self, HeadText};
use crate::input::front_matter::node::{NodePath, YamlNode};
use crate::input::source::SourceFile;

/// A head that can be read, beside the lines of its file.
pub(super) struct HeadLines<'t> {
    /// The lines of the file, each with its end; together they are the file.
    pub(super) raw: Vec<&'t str>,
    /// The text as it is read: with as many lines.
    clean: String,
    /// The fields in written order.
    pub(super) entries: Vec<(String, YamlNode)>,
    head: HeadText,
    /// The line on which each field begins, from 0.
    starts: Vec<usize>,
    /// The line that closes the head; 0 where the file has none.
    pub(super) closing: usize,
}

/// A value in the file: its line, from 0, and its bytes within that line.
pub(super) struct ValuePlace {
    pub(super) line: usize,
    pub(super) start: usize,
    pub(super) end: usize,
}

impl<'t> HeadLines<'t> {
    /// Reads the head of a file's text; `None` where it cannot be read, or has other lines than the file.
    pub(super) fn read(path: &RelPath, text: &'t str) -> Option<Self> {
        let file = SourceFile::decode(path.clone(), text.as_bytes());
        if !file.is_readable() {
            return None;
        }
        let raw = lines(text);
        let clean = file.text.to_string();
        let read = head_text::read(path, &clean);
        let entries = read.entries?;
        if clean.split_inclusive('\n').count() != raw.len() {
            return None;
        }
        let line_of = |at: usize| clean[..at].matches('\n').count();
        let starts: Vec<usize> = (0..entries.len())
            .map(|index| line_of(read.head.span(&clean, &NodePath::default().key(index)).start))
            .collect();
        if !starts.is_sorted() {
            return None;
        }
        let closing = line_of(read.head.end());
        Some(HeadLines {
            raw,
            entries,
            head: read.head,
            starts,
            closing: if read.body == 0 { 0 } else { closing },
            clean,
        })
    }

    /// The position of a field among the entries: of its only entry.
    pub(super) fn position(&self, field: FieldId) -> Option<usize> {
        let is_field = |key: &str| field_named(key).is_some_and(|known| known.id == field);
        let mut positions = self.entries.iter().enumerate().filter(|(_, (key, _))| is_field(key));
        let first = positions.next()?.0;
        positions.next().is_none().then_some(first)
    }

    /// Returns whether a field is there more than once.
    pub(super) fn is_repeated(&self, field: FieldId) -> bool {
        let is_field = |(key, _): &&(String, YamlNode)| field_named(key).is_some_and(|known| known.id == field);
        self.entries.iter().filter(is_field).count() > 1
    }

    /// The lines of an entry; comments and blank lines behind it belong to none.
    pub(super) fn lines_of(&self, index: usize) -> std::ops::Range<usize> {
        let start = self.starts[index];
        let next = self.starts.get(index + 1).copied().unwrap_or(self.closing);
        let is_own = |line: &str| !line.trim().is_empty() && !line.starts_with('#');
        let own = self.raw[start..next].iter().rposition(|line| is_own(line));
        start..start + own.map_or(1, |last| last + 1)
    }

    /// Where a value is: of a field, or of an item of its list; `None` where the line has other signs than those that
    /// were read.
    pub(super) fn place_of(&self, index: usize, item: Option<usize>) -> Option<ValuePlace> {
        let path = NodePath::default().step(index);
        let path = item.map_or(path.clone(), |item| path.step(item));
        let span = self.head.span(&self.clean, &path);
        self.place(span)
    }

    /// The bytes behind the colon of an entry's first line.
    pub(super) fn behind_colon(&self, index: usize) -> Option<ValuePlace> {
        let place = self.place(self.head.span(&self.clean, &NodePath::default().key(index)))?;
        let colon = self.raw[place.line][place.end..].find(':')? + place.end + 1;
        Some(ValuePlace {
            line: place.line,
            start: colon,
            end: colon,
        })
    }

    fn place(&self, span: Span) -> Option<ValuePlace> {
        let line = self.clean[..span.start].matches('\n').count();
        let from = self.clean[..span.start].rfind('\n').map_or(0, |at| at + 1);
        let clean = self.clean[from..].lines().next().unwrap_or("");
        let is_same = self.raw.get(line)?.trim_end_matches(['\n', '\r']) == clean;
        is_same.then_some(ValuePlace {
            line,
            start: span.start - from,
            end: (span.end - from).min(clean.len()),
        })
    }

    /// The end of lines in the file.
    pub(super) fn line_end(&self) -> &'static str {
        let is_windows = self.raw.first().is_some_and(|line| line.ends_with("\r\n"));
        if is_windows { "\r\n" } else { "\n" }
    }

    /// The line of an entry, from 1.
    pub(super) fn line_number(&self, index: usize) -> usize {
        self.starts[index] + 1
    }
}

/// The lines of a text, each with its end, whichever system made it.
fn lines(text: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(['\n', '\r']) {
        let end = if rest[at..].starts_with("\r\n") { at + 2 } else { at + 1 };
        out.push(&rest[..end]);
        rest = &rest[end..];
    }
    if !rest.is_empty() {
        out.push(rest);
    }
    out
}

/// The texts of a value: one for a text, each item of a list; `None` where a part of it is no text.
pub(super) fn texts(node: &YamlNode) -> Option<Vec<String>> {
    match node {
        YamlNode::Null => Some(Vec::new()),
        YamlNode::Text(text) => Some(vec![text.trim_end_matches('\n').to_owned()]),
        YamlNode::List(items) => items
            .iter()
            .map(|item| match item {
                YamlNode::Text(text) => Some(text.trim_end_matches('\n').to_owned()),
                YamlNode::Null | YamlNode::List(_) | YamlNode::Map(_) => None,
            })
            .collect(),
        YamlNode::Map(_) => None,
    }
}
