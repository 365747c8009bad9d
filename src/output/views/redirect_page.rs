//! The page at a former address.

use serde::Serialize;

use crate::model::target::DocumentRef;
use crate::output::document_names;
use crate::output::page_context::{Link, PageContext};
use crate::output::views::page_view::{PageView, page_view};
use crate::site::address::SiteAddress;
use crate::site::route::RedirectTarget;

/// The page at a former address: it redirects to the new one.
#[derive(Serialize)]
pub(crate) struct RedirectPage {
    page: PageView,
    target: Link,
}

/// Makes the page at a former address.
pub(crate) fn redirect_page(context: PageContext<'_>, position: usize, address: &SiteAddress) -> RedirectPage {
    let to = context.site.redirects[position];
    let own = context.site.address(to.route()).unwrap_or(address);
    let heading = context.texts.view("moved", &[]);
    // Each page has a title of its own, also if several redirect to one page.
    let mut page = page_view(context, "redirect", own, format!("{heading}: {address}"));
    page.heading = heading;
    let target = context.link(name(context, to), own);
    // Search engines list the new address, whether or not the site's absolute address is known.
    page.canonical = page.canonical.or_else(|| Some(target.url.clone()));
    RedirectPage { page, target }
}

/// Returns the name of the target of a redirect.
fn name(context: PageContext<'_>, to: RedirectTarget) -> String {
    let documents = &context.site.documents;
    match to {
        RedirectTarget::Document(index) => document_names::full(context, DocumentRef::Held(index)),
        RedirectTarget::Provision(index, position) => {
            let address = documents.document(index).provisions[position].address.as_str();
            let name = document_names::full(context, DocumentRef::Held(index));
            format!("{name}, {}", context.texts.view("provision", &[("address", address)]))
        }
        RedirectTarget::Topic(topic) => documents.topics[topic.get()].name.clone(),
        RedirectTarget::Body(body) => documents.bodies[body.get()].name.clone(),
    }
}
