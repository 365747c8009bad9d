//! Documents that have a file but are not published yet.

use jiff::civil::Date;

use crate::base::path::RelPath;
use crate::input::body::html_template::LinkTarget;
use crate::input::document::Document;
use crate::model::identity::display_name;
use crate::model::site_link::SiteLink;

/// Why a document is not published yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HeldBackReason {
    /// It is a draft (`bản nháp`).
    Draft,
    /// It is to be published later (`đăng từ`): the date, in ISO 8601.
    Until(String),
}

impl HeldBackReason {
    /// Why a document is not published on a day; `None` where it is.
    pub(super) fn of(document: &Document, today: Date) -> Option<HeldBackReason> {
        let today = (today.year(), today.month(), today.day());
        let later = document.head.publish_from.filter(|from| from.order_key() > today);
        match (document.head.draft, later) {
            (true, _) => Some(HeldBackReason::Draft),
            (false, Some(from)) => Some(HeldBackReason::Until(from.iso())),
            (false, None) => None,
        }
    }
}

/// A document that has a file but no page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldBack {
    /// Its file.
    pub path: RelPath,
    /// Its display name.
    pub name: String,
    /// Why it is held back.
    pub why: HeldBackReason,
    /// The files that it refers to: downloads, and what its links and images name.
    pub files: Vec<RelPath>,
}

impl HeldBack {
    pub(super) fn new(document: &Document, why: HeldBackReason) -> Self {
        HeldBack {
            path: document.path.clone(),
            name: display_name(document),
            why,
            files: files(document),
        }
    }
}

/// The files that a document may refer to, as far as its own folder shows.
fn files(document: &Document) -> Vec<RelPath> {
    let downloads = document.head.files.iter().map(|file| file.path.value.as_str());
    let links = document.references.links.iter().filter_map(|link| match &link.target {
        LinkTarget::Address(address) => Some(address.as_str()),
        LinkTarget::Wiki(_) | LinkTarget::Quote(_) => None,
    });
    let mut found = Vec::new();
    for address in downloads.chain(links) {
        let link = SiteLink::parse(address);
        let decoded = link.path.strip_prefix("/tep/").map(|inner| format!("content/{inner}"));
        found.extend(decoded.and_then(|path| RelPath::new(&path)));
        found.extend(document.path.sibling(&link.path));
        found.extend(document.path.sibling(address));
    }
    found
}
