//! Lists in pages of 200, counted from the oldest so that full ones never change.

use std::ops::Range;

/// Entries on one page of a list.
pub const PAGE: usize = 200;

/// Which page of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PageOfList {
    /// The list's own address: the newest entries.
    Front,
    /// `trang/{n}/`, from 1: the entries from (n−1)·200, counted from the oldest.
    Numbered(usize),
}

/// The numbered pages of a list: the full ones, where the list is longer than one page.
pub fn numbered_pages(total: usize) -> usize {
    if total > PAGE { total / PAGE } else { 0 }
}

/// All pages of a list.
pub fn pages(total: usize) -> impl Iterator<Item = PageOfList> {
    std::iter::once(PageOfList::Front).chain((1..=numbered_pages(total)).map(PageOfList::Numbered))
}

/// The entries of a page, in a list that begins with the oldest.
pub fn entries(total: usize, page: PageOfList) -> Range<usize> {
    match page {
        PageOfList::Front => total.saturating_sub(PAGE)..total,
        PageOfList::Numbered(number) => {
            let start = ((number.max(1) - 1) * PAGE).min(total);
            start..(start + PAGE).min(total)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{PageOfList, entries, numbered_pages};

    #[test]
    fn full_pages_never_change() {
        assert_eq!(numbered_pages(200), 0);
        assert_eq!(numbered_pages(450), 2);
        assert_eq!(entries(450, PageOfList::Numbered(1)), 0..200);
        assert_eq!(entries(900, PageOfList::Numbered(1)), 0..200);
        assert_eq!(entries(450, PageOfList::Front), 250..450);
        assert_eq!(entries(3, PageOfList::Front), 0..3);
    }
}
