//! The links between the pages of a long list.

use serde::Serialize;

use crate::model::target::DocumentRef;
use crate::output::page_context::PageContext;
use crate::site::pagination::{PageOfList, numbered_pages};
use crate::site::route::{List, Route};

/// A page among the pages of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct PagerItem {
    n: usize,
    url: String,
    current: bool,
}

/// The links to the pages of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Pager {
    current: usize,
    total: usize,
    items: Vec<PagerItem>,
    newer: Option<String>,
    older: Option<String>,
}

/// Returns the pager of a list, whose own address shows the newest documents and `trang/n/` the full pages; `None` if
/// the list has one page.
pub(crate) fn list_pager(context: PageContext<'_>, list: List, which: PageOfList, total: usize) -> Option<Pager> {
    let pages = numbered_pages(total);
    if pages == 0 {
        return None;
    }
    let url = |page: PageOfList| context.route_url(Route::List(list, page));
    let order: Vec<PageOfList> = std::iter::once(PageOfList::Latest)
        .chain((1..=pages).rev().map(PageOfList::Numbered))
        .collect();
    let at = order.iter().position(|page| *page == which)?;
    let numbered = |page: &PageOfList| match page {
        PageOfList::Numbered(number) => Some((*number, *page)),
        PageOfList::Latest => None,
    };
    let items = order.iter().filter_map(numbered).filter_map(|(n, page)| {
        Some(PagerItem {
            n,
            url: url(page)?,
            current: page == which,
        })
    });
    Some(Pager {
        current: match which {
            PageOfList::Latest => pages + 1,
            PageOfList::Numbered(number) => number,
        },
        total: pages,
        items: items.collect(),
        newer: at.checked_sub(1).and_then(|newer| url(order[newer])),
        older: order.get(at + 1).and_then(|older| url(*older)),
    })
}

/// Returns the pager of the documents that cite another; the first hundred are on the page of the cited document.
pub(crate) fn citing_pager(context: PageContext<'_>, node: DocumentRef, number: usize, total: usize) -> Pager {
    let url = |page: usize| {
        let own = (page == 1).then(|| context.document_url(node));
        own.or_else(|| context.route_url(Route::Citing(node, page)))
    };
    let item = |n: usize| {
        Some(PagerItem {
            n,
            url: url(n)?,
            current: n == number,
        })
    };
    Pager {
        current: number,
        total,
        items: (1..=total).filter_map(item).collect(),
        newer: url(number - 1),
        older: url(number + 1),
    }
}
