//! Divides long lists into pages of 200 entries, counted from the oldest, so that full pages never change; also the
//! length of a sitemap.

use std::ops::Range;

/// Entries on one page of a list.
const ENTRIES_PER_PAGE: usize = 200;

/// The most pages that one sitemap may list (sitemaps.org).
pub(crate) const MAX_SITEMAP_PAGES: usize = 50_000;

/// A page of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum PageOfList {
    /// The list's own address: the newest entries.
    Latest,
    /// `trang/{n}/`, from 1: the entries from (n−1)·200, counted from the oldest.
    Numbered(usize),
}

/// The numbered pages of a list: the full ones, where the list is longer than one page.
pub(crate) fn numbered_pages(total: usize) -> usize {
    if total > ENTRIES_PER_PAGE {
        total / ENTRIES_PER_PAGE
    } else {
        0
    }
}

/// All pages of a list.
pub(crate) fn pages(total: usize) -> impl Iterator<Item = PageOfList> {
    std::iter::once(PageOfList::Latest).chain((1..=numbered_pages(total)).map(PageOfList::Numbered))
}

/// The entries of a page, in a list that begins with the oldest.
pub(crate) fn entries(total: usize, page: PageOfList) -> Range<usize> {
    match page {
        PageOfList::Latest => total.saturating_sub(ENTRIES_PER_PAGE)..total,
        PageOfList::Numbered(number) => {
            let start = ((number.max(1) - 1) * ENTRIES_PER_PAGE).min(total);
            start..(start + ENTRIES_PER_PAGE).min(total)
        }
    }
}

/// The page that shows an entry, by its position in a list that begins with the oldest.
pub(crate) fn page_with(total: usize, position: usize) -> PageOfList {
    if entries(total, PageOfList::Latest).contains(&position) {
        return PageOfList::Latest;
    }
    PageOfList::Numbered(position / ENTRIES_PER_PAGE + 1)
}

#[cfg(test)]
mod tests {
    use super::{PageOfList, entries, numbered_pages, page_with};

    #[test]
    fn full_pages_never_change() {
        assert_eq!(numbered_pages(200), 0);
        assert_eq!(numbered_pages(450), 2);
        assert_eq!(entries(450, PageOfList::Numbered(1)), 0..200);
        assert_eq!(entries(900, PageOfList::Numbered(1)), 0..200);
        assert_eq!(entries(450, PageOfList::Latest), 250..450);
        assert_eq!(entries(3, PageOfList::Latest), 0..3);
        assert_eq!(page_with(450, 249), PageOfList::Numbered(2));
        assert_eq!(page_with(450, 250), PageOfList::Latest);
        assert_eq!(page_with(3, 0), PageOfList::Latest);
    }
}
