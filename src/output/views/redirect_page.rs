//! The page at a former address.

use serde::Serialize;

use crate::model::target::DocumentRef;
use crate::output::views::layout::{PageView, page};
use crate::output::views::{Link, PageContext, document_names};
use crate::site::address::SiteAddress;
use crate::site::redirects::RedirectTarget;

/// The page at a former address: it leads on.
#[derive(Serialize)]
pub struct RedirectPage {
    page: PageView,
    target: Link,
}

/// Makes the page at a former address.
pub fn redirect_page(context: PageContext<'_>, position: usize, address: &SiteAddress) -> RedirectPage {
    let to = context.site.redirects[position].to;
    let own = context.site.address(to.route()).unwrap_or(address);
    let heading = context.texts.view("moved", &[]);
    // Each page has a title of its own, also where several lead on.
    let mut page = page(context, "redirect", own, format!("{heading}: {address}"));
    page.heading = heading;
    let target = context.link(name(context, to), own);
    // A page that moved is found under its new address, whether or not the site's whole address is known.
    page.canonical = page.canonical.or_else(|| Some(target.url.clone()));
    RedirectPage { page, target }
}

/// What the page is called to which an address leads.
fn name(context: PageContext<'_>, to: RedirectTarget) -> String {
    let register = &context.site.register;
    match to {
        RedirectTarget::Document(index) => document_names::full(context.site, context.texts, DocumentRef::Held(index)),
        RedirectTarget::Provision(index, position) => {
            let address = register.document(index).provisions[position].address.as_str();
            let name = document_names::full(context.site, context.texts, DocumentRef::Held(index));
            format!("{name}, {}", context.texts.view("provision", &[("address", address)]))
        }
        RedirectTarget::Topic(topic) => register.topics[topic.get()].name.clone(),
        RedirectTarget::Body(body) => register.bodies[body.get()].name.clone(),
    }
}
