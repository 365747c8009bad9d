//! The page at a former address.

use serde::Serialize;

use crate::model::target::DocumentRef;
use crate::output::document_names;
use crate::output::page_context::{Link, PageContext};
use crate::output::views::list_page::heading_of;
use crate::output::views::page_view::{PageView, page_view, site_name};
use crate::site::address::SiteAddress;
use crate::site::route::Route;

/// The page at a former address: it redirects to the new one.
#[derive(Serialize)]
pub(crate) struct RedirectPage {
    page: PageView,
    target: Link,
}

/// Makes the page at a former address.
pub(crate) fn redirect_page(context: PageContext<'_>, position: usize, address: &SiteAddress) -> RedirectPage {
    let to = &context.site.redirects[position];
    let own = context.site.address(to.route).unwrap_or(address);
    let heading = context.texts.view("moved", &[]);
    // Each page has a title of its own, also if several redirect to one page.
    let mut page = page_view(context, "redirect", own, format!("{heading}: {address}"));
    page.heading = heading;
    let url = context.target_url(to).unwrap_or_default();
    // Search engines list the new address, whether or not the site's absolute address is known.
    page.canonical = page.canonical.or_else(|| Some(context.url(own)));
    let title = name(context, to.route);
    RedirectPage {
        page,
        target: Link { title, url },
    }
}

/// Returns the name of the target of a redirect.
fn name(context: PageContext<'_>, route: Route) -> String {
    let documents = &context.site.documents;
    match route {
        Route::Document(index) => document_names::full(context, DocumentRef::Held(index)),
        Route::Stub(index) => document_names::full(context, DocumentRef::Stub(index)),
        Route::Provision(index, position) => {
            let address = documents.document(index).provisions[position].address.as_str();
            let name = document_names::full(context, DocumentRef::Held(index));
            format!("{name}, {}", context.texts.view("provision", &[("address", address)]))
        }
        Route::List(list, _) => heading_of(context, list).0,
        Route::Kinds => context.texts.view("kinds", &[]),
        Route::Topics => context.texts.view("topics", &[]),
        Route::Bodies => context.texts.view("bodies", &[]),
        Route::Years => context.texts.view("timeline", &[]),
        Route::Ledger => context.texts.get("ledger.title").to_owned(),
        Route::LedgerOf(index) => {
            let name = document_names::full(context, DocumentRef::Held(index));
            format!("{}: {name}", context.texts.get("ledger.title"))
        }
        _ => site_name(context.site, context.texts),
    }
}
