//! Lines and columns of many places in the same texts: the lines of each text are counted once, not once a place.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use crate::base::path::RelPath;
use crate::base::span::{LineColumn, Span};

/// Where the lines of each text begin.
#[derive(Clone, Debug, Default)]
pub(super) struct LineCache(RefCell<BTreeMap<RelPath, Rc<[usize]>>>);

impl LineCache {
    /// Line and column of a byte offset of a file's text (the nearest character boundary before it).
    pub(super) fn line_column(&self, path: &RelPath, text: &str, offset: usize) -> LineColumn {
        let at = Span::new(offset, offset).clamped(text).start;
        let mut known = self.0.borrow_mut();
        let starts = known.entry(path.clone()).or_insert_with(|| starts(text));
        let line = starts.partition_point(|start| *start <= at);
        let start = starts[line - 1];
        LineColumn {
            line,
            column: text[start..at].chars().count() + 1,
        }
    }
}

fn starts(text: &str) -> Rc<[usize]> {
    let breaks = text.match_indices('\n').map(|(at, _)| at + 1);
    std::iter::once(0).chain(breaks).collect()
}

#[cfg(test)]
mod tests {
    use super::LineCache;
    use crate::base::path::RelPath;
    use crate::base::span::line_column;

    #[test]
    fn places_are_those_that_are_counted_one_by_one() {
        let path = RelPath::new("content/a.md").expect("a path");
        for text in ["", "\n", "ấ\nb ệ\n\nc", "a\r\nb"] {
            let lines = LineCache::default();
            for offset in 0..=text.len() + 2 {
                let counted = line_column(text, offset);
                assert_eq!(lines.line_column(&path, text, offset), counted, "{text:?} {offset}");
            }
        }
    }
}
