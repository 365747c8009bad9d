//! The page from which links and views are made: the site, the interface texts, and the way to the top of the site.

use serde::Serialize;

use crate::output::ui_strings::UiStrings;
use crate::site::address::SiteAddress;
use crate::site::plan::Site;

/// A link as themes receive it: its text and its address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Link {
    /// The text.
    pub title: String,
    /// The address, relative to the page.
    pub url: String,
}

/// The page whose view is being made.
#[derive(Clone, Copy)]
pub struct PageContext<'a> {
    /// The site.
    pub site: &'a Site,
    /// The texts of the interface.
    pub texts: &'a UiStrings,
    /// The relative address of the top of the site: `../../`; empty at the top.
    pub root: &'a str,
}

impl PageContext<'_> {
    /// Returns the address of another page, relative to this one.
    pub fn url(&self, address: &SiteAddress) -> String {
        relative_url(self.root, address)
    }

    /// Returns a link to another page.
    pub fn link(&self, title: impl Into<String>, address: &SiteAddress) -> Link {
        Link {
            title: title.into(),
            url: self.url(address),
        }
    }
}

/// Returns the relative address of a page; the top of the site from itself is `./`.
pub fn relative_url(root: &str, address: &SiteAddress) -> String {
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
