//! The page for unknown addresses.

use serde::Serialize;

use crate::output::page_context::PageContext;
use crate::output::views::page_view::{PageView, page_view};
use crate::site::address::SiteAddress;

/// The page for unknown addresses.
#[derive(Serialize)]
pub(crate) struct NotFoundPage {
    page: PageView,
}

/// Makes the page for unknown addresses.
pub(crate) fn not_found_page(context: PageContext<'_>) -> NotFoundPage {
    let title = context.texts.view("not_found", &[]);
    let mut page = page_view(context, "not_found", &SiteAddress::file("404.html"), title);
    page.canonical = None;
    NotFoundPage { page }
}
