//! What each template receives: the contract with themes (docs/THEME.md). Only views serialize.

pub mod cards;
pub mod citation;
pub mod diagram;
pub mod directories;
pub mod document;
pub mod entries;
pub mod frame;
pub mod home;
pub mod ledger;
pub mod lists;
pub mod machine;
pub mod marks;
pub mod names;
pub mod official;
pub mod pages;
pub mod print;
pub mod provision;
pub mod records;
pub mod redirect;
pub mod references;
pub mod search;
pub mod timeline;
pub mod tools;
pub mod vocabularies;

use serde::Serialize;

use super::fill::link;
use super::texts::Texts;
use crate::site::address::SiteAddress;
use crate::site::plan::Site;

/// A link: words and address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Link {
    /// The words.
    pub title: String,
    /// The address, relative to the page.
    pub url: String,
}

/// A page from whose place views are made.
#[derive(Clone, Copy)]
pub struct Desk<'a> {
    /// The site.
    pub site: &'a Site,
    /// The words of the interface.
    pub texts: &'a Texts,
    /// How to get to the top of the site.
    pub root: &'a str,
}

impl Desk<'_> {
    /// The relative address of a page.
    pub fn url(&self, address: &SiteAddress) -> String {
        link(self.root, address)
    }

    /// A link to a page.
    pub fn link(&self, title: impl Into<String>, address: &SiteAddress) -> Link {
        Link {
            title: title.into(),
            url: self.url(address),
        }
    }
}
