//! Edits of a text: applied to it, and positions of one side found on the other.

use std::borrow::Cow;
use std::ops::Range;

/// Why a text is edited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum EditKind {
    /// The mark that Windows puts at the start of a file.
    ByteOrderMark,
    /// A line break of Windows or of old Macs.
    LineEnd,
    /// Characters that are not seen.
    Unseen,
    /// A bullet of Word.
    Bullet,
}

/// One edit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Edit {
    /// The bytes of the file that are replaced.
    pub(crate) range: Range<usize>,
    /// What takes their place.
    pub(crate) replacement: &'static str,
    /// Why.
    pub(crate) kind: EditKind,
    /// The characters that are not wanted, the first one and their number.
    pub(crate) letters: (char, usize),
}

/// Returns the text after some of its edits.
pub(crate) fn applied<'t, 'e>(text: &'t str, edits: impl IntoIterator<Item = &'e Edit>) -> Cow<'t, str> {
    let mut out = String::new();
    let mut done = 0;
    for edit in edits {
        out.push_str(&text[done..edit.range.start]);
        out.push_str(edit.replacement);
        done = edit.range.end;
    }
    if done == 0 && out.is_empty() {
        return text.into();
    }
    out.push_str(&text[done..]);
    out.into()
}

/// Positions in a file for positions in its text after its edits.
#[derive(Debug)]
pub(crate) struct EditMap {
    /// For each edit the end of its replacement in the text and of its bytes in the file.
    ends: Vec<(usize, usize)>,
}

impl EditMap {
    /// The map of all edits of a text.
    pub(crate) fn of(edits: &[Edit]) -> Self {
        let mut removed = 0;
        let mut added = 0;
        let end = |edit: &Edit| {
            removed += edit.range.len();
            added += edit.replacement.len();
            (edit.range.end + added - removed, edit.range.end)
        };
        EditMap {
            ends: edits.iter().map(end).collect(),
        }
    }

    /// The bytes of the text that an edit wrote.
    pub(crate) fn written(&self, index: usize, edit: &Edit) -> Range<usize> {
        let (end, _) = self.ends[index];
        end - edit.replacement.len()..end
    }

    /// The bytes of the file for some bytes of the text: what an edit removed at an end is not among them.
    pub(crate) fn raw(&self, range: Range<usize>) -> Range<usize> {
        let end = self.offset(range.end, |edited| edited < range.end);
        let start = if range.is_empty() {
            end
        } else {
            self.offset(range.start, |edited| edited <= range.start)
        };
        start..end.max(start)
    }

    fn offset(&self, at: usize, is_before: impl Fn(usize) -> bool) -> usize {
        let count = self.ends.partition_point(|(edited, _)| is_before(*edited));
        match count.checked_sub(1).map(|last| self.ends[last]) {
            Some((edited, raw)) => raw + (at - edited),
            None => at,
        }
    }
}
