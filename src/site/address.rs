//! Addresses of pages, from the top of the site.

use std::fmt;
use std::sync::Arc;

/// The address of a page or file without the leading slash: `quyet-dinh/2011/393-qd-tu/`, `` for home.
///
/// Cheap to clone. One that ends in `/` (and home) is a folder whose `index.html` is the page.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct SiteAddress(Arc<str>);

impl SiteAddress {
    /// The address of a page made of parts: `a/b/c/`.
    pub(crate) fn page<I, P>(parts: I) -> Self
    where
        I: IntoIterator<Item = P>,
        P: AsRef<str>,
    {
        let mut out = String::new();
        for part in parts {
            out.push_str(part.as_ref());
            out.push('/');
        }
        SiteAddress(out.into())
    }

    /// The address of a file.
    pub(crate) fn file(path: impl Into<Arc<str>>) -> Self {
        SiteAddress(path.into())
    }

    /// A page below this one.
    pub(crate) fn below(&self, part: &str) -> Self {
        SiteAddress(format!("{}{part}/", self.0).into())
    }

    /// The address as text, from the top of the site.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    /// The same text, shared.
    pub(super) fn shared(&self) -> Arc<str> {
        Arc::clone(&self.0)
    }

    /// The path of the file that holds the page, from the top of the output.
    pub(crate) fn output_path(&self) -> String {
        if self.0.is_empty() || self.0.ends_with('/') {
            format!("{}index.html", self.0)
        } else {
            self.0.to_string()
        }
    }

    /// The relative path from this page to the top of the site: `../../`, empty at the top.
    pub(crate) fn root(&self) -> String {
        "../".repeat(self.0.matches('/').count())
    }
}

impl fmt::Display for SiteAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "/{}", self.0)
    }
}

/// First parts of addresses that no document may have: they belong to the pages that the site generates.
pub(crate) const RESERVED: [&str; 17] = [
    "loai",
    "van-ban",
    WRITE_UPS,
    "chu-de",
    "co-quan",
    "thoi-gian",
    "so-theo-doi",
    "tim-kiem",
    "du-lieu",
    "tep",
    "giao-dien",
    "feed.xml",
    "sitemap.xml",
    "robots.txt",
    "404.html",
    "index.html",
    "sha256sums",
];

/// The first part of the address of the list of models, cases and activities.
pub(super) const WRITE_UPS: &str = "mo-hinh-cach-lam";

/// The part of an address in place of an unknown year.
pub(crate) const UNKNOWN_YEAR: &str = "khong-ro-nam";

/// The first part of the addresses of documents whose kind is open.
pub(crate) const OPEN_KIND: &str = "van-ban";

/// The last part of the address of the list of documents without text.
pub(super) const MISSING_TEXTS: &str = "chua-co-toan-van";
