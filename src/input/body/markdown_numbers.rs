//! The printed numbers of lists in quotations and under bullets, where a browser counts by itself.

use pulldown_cmark::{Tag, TagEnd};

use crate::input::body::lines::printed_marker;

/// For each open list the number that its next item has by itself; `None` if it is not numbered.
#[derive(Debug, Default)]
pub(crate) struct ListNumbers {
    open: Vec<Option<u64>>,
}

impl ListNumbers {
    /// Begins a block that is written as `source`. Returns the printed number of an item, if the list would give it
    /// another one.
    pub(crate) fn begin(&mut self, tag: &Tag<'_>, source: &str) -> Option<u64> {
        if let Tag::List(start) = tag {
            self.open.push(*start);
        }
        let (Tag::Item, Some(Some(expected))) = (tag, self.open.last_mut()) else {
            return None;
        };
        let printed = printed_marker(source);
        let number = printed.trim_end_matches(['.', ')']).parse().unwrap_or(*expected);
        let differs = number != *expected;
        *expected = number + 1;
        differs.then_some(number)
    }

    /// Ends a block.
    pub(crate) fn end(&mut self, tag: TagEnd) {
        if matches!(tag, TagEnd::List(_)) {
            self.open.pop();
        }
    }
}
