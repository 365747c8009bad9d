//! The page from which links and views are made: the site, the interface texts, and the way to the top of the site.

use serde::Serialize;

use crate::base::relation::RelationKind;
use crate::input::document::Document;
use crate::input::front_matter::vocabulary::{BodyRow, TopicRow};
use crate::model::indexes::{BodyIx, DocIx, StubIx, TopicIx};
use crate::model::stubs::Stub;
use crate::model::target::DocumentRef;
use crate::output::ui_strings::UiStrings;
use crate::site::address::SiteAddress;
use crate::site::planned_site::Site;
use crate::site::route::{List, RedirectTarget, Route};

/// A link as themes receive it: its text and its address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Link {
    /// The text.
    pub title: String,
    /// The address, relative to the page.
    pub url: String,
}

/// The page whose view is being made.
#[derive(Clone, Copy)]
pub(crate) struct PageContext<'a> {
    /// The site.
    pub site: &'a Site,
    /// The texts of the interface.
    pub texts: &'a UiStrings,
    /// The relative address of the top of the site: `../../`; empty at the top.
    pub root: &'a str,
}

impl<'a> PageContext<'a> {
    /// Returns a document with a file.
    pub(crate) fn document(&self, index: DocIx) -> &'a Document {
        self.site.documents.document(index)
    }

    /// Returns a document known only from citations.
    pub(crate) fn stub(&self, index: StubIx) -> &'a Stub {
        &self.site.graph.stubs.rows[index.get()]
    }

    /// Returns a topic.
    pub(crate) fn topic(&self, index: TopicIx) -> &'a TopicRow {
        &self.site.documents.topics[index.get()]
    }

    /// Returns a body.
    pub(crate) fn body(&self, index: BodyIx) -> &'a BodyRow {
        &self.site.documents.bodies[index.get()]
    }

    /// Returns the address of another page, relative to this one.
    pub(crate) fn url(&self, address: &SiteAddress) -> String {
        relative_url(self.root, address)
    }

    /// Returns a link to another page.
    pub(crate) fn link(&self, title: impl Into<String>, address: &SiteAddress) -> Link {
        Link {
            title: title.into(),
            url: self.url(address),
        }
    }

    /// Returns the address of a route, relative to this page; `None` if the site has no such page.
    pub(crate) fn route_url(&self, route: Route) -> Option<String> {
        self.site.address(route).map(|address| self.url(address))
    }

    /// Returns a link to a route; `None` if the site has no such page.
    pub(crate) fn route_link(&self, title: impl Into<String>, route: Route) -> Option<Link> {
        self.site.address(route).map(|address| self.link(title, address))
    }

    /// Returns the address at which a list is read: of its first page, or of its place on another page; `None` if the site
    /// has no such list.
    pub(crate) fn list_url(&self, list: List) -> Option<String> {
        self.target_url(&self.site.list_place(list)?)
    }

    /// Returns the address of the place to which a former address leads.
    pub(crate) fn target_url(&self, target: &RedirectTarget) -> Option<String> {
        let page = self.route_url(target.route)?;
        let anchor = target.anchor.as_ref();
        Some(anchor.map_or_else(|| page.clone(), |anchor| format!("{page}#{anchor}")))
    }

    /// Returns a link to the place where a list is read; `None` if the site has no such list.
    pub(crate) fn list_link(&self, title: impl Into<String>, list: List) -> Option<Link> {
        let title = title.into();
        self.list_url(list).map(|url| Link { title, url })
    }

    /// Returns the address of the page of a document.
    pub(crate) fn document_url(&self, node: DocumentRef) -> String {
        self.url(self.site.address_of(node))
    }

    /// Returns the legal portals' term of a relation, read from an end of it (`forward`, `inverse`): `Là căn cứ của`.
    pub(crate) fn relation_term(&self, kind: RelationKind, end: &str) -> String {
        self.texts.get(&format!("relations.{}.{end}", kind.name())).to_owned()
    }

    /// Returns a year as text: `2011`, or the words for an unknown year.
    pub(crate) fn year_text(&self, year: Option<i16>) -> String {
        year.map_or_else(|| self.texts.view("unknown_year", &[]), |year| year.to_string())
    }
}

/// Returns the relative address of a page; the top of the site from itself is `./`.
pub(super) fn relative_url(root: &str, address: &SiteAddress) -> String {
    let url = format!("{root}{}", escaped_path(address.as_str()));
    if url.is_empty() { "./".to_owned() } else { url }
}

/// Percent-encodes the characters that an address cannot contain; letters with diacritics stay as they are.
fn escaped_path(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for letter in path.chars() {
        match letter {
            ' ' => out.push_str("%20"),
            '%' => out.push_str("%25"),
            '?' => out.push_str("%3F"),
            '#' => out.push_str("%23"),
            '"' => out.push_str("%22"),
            '<' => out.push_str("%3C"),
            '>' => out.push_str("%3E"),
            letter => out.push(letter),
        }
    }
    out
}
