//! The page at a former address.

use serde::Serialize;

use crate::model::relations::Node;
use crate::output::views::layout::{PageView, page};
use crate::output::views::{Desk, Link, document_names};
use crate::site::address::SiteAddress;
use crate::site::redirects::RedirectTarget;

/// The page at a former address: it leads on.
#[derive(Serialize)]
pub struct RedirectPage {
    page: PageView,
    target: Link,
}

/// Makes the page at a former address.
pub fn redirect_page(desk: Desk<'_>, position: usize, address: &SiteAddress) -> RedirectPage {
    let to = desk.site.redirects[position].to;
    let own = desk.site.address(to.route()).unwrap_or(address);
    let heading = desk.texts.view("moved", &[]);
    // Each page has a title of its own, also where several lead on.
    let mut page = page(desk, "redirect", own, format!("{heading}: {address}"));
    page.heading = heading;
    let target = desk.link(name(desk, to), own);
    // A page that moved is found under its new address, whether or not the site's whole address is known.
    page.canonical = page.canonical.or_else(|| Some(target.url.clone()));
    RedirectPage { page, target }
}

/// What the page is called to which an address leads.
fn name(desk: Desk<'_>, to: RedirectTarget) -> String {
    let register = &desk.site.register;
    match to {
        RedirectTarget::Document(index) => document_names::full(desk.site, desk.texts, Node::Held(index)),
        RedirectTarget::Provision(index, position) => {
            let address = register.document(index).provisions[position].address.as_str();
            let name = document_names::full(desk.site, desk.texts, Node::Held(index));
            format!("{name}, {}", desk.texts.view("provision", &[("address", address)]))
        }
        RedirectTarget::Topic(topic) => register.topics[topic.get()].name.clone(),
        RedirectTarget::Body(body) => register.bodies[body.get()].name.clone(),
    }
}
