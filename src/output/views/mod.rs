//! What each template receives: the contract with themes (docs/THEME.md). Only views serialize.

pub mod badges;
pub mod cards;
pub mod citation;
pub mod diagram;
pub mod directory_pages;
pub mod document_names;
pub mod document_page;
pub mod entries;
pub mod home_page;
pub mod layout;
pub mod ledger_page;
pub mod letterhead;
pub mod list_pages;
pub mod other_pages;
pub mod page_actions;
pub mod print_page;
pub mod provision_page;
pub mod records;
pub mod redirect_page;
pub mod relation_lists;
pub mod search_page;
pub mod structured_data;
pub mod timeline_page;
pub mod vocabulary_pages;

use serde::Serialize;

use crate::output::render_template::link;
use crate::output::ui_strings::UiStrings;
use crate::site::address::SiteAddress;
use crate::site::planned_site::Site;

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
pub struct PageContext<'a> {
    /// The site.
    pub site: &'a Site,
    /// The words of the interface.
    pub texts: &'a UiStrings,
    /// How to get to the top of the site.
    pub root: &'a str,
}

impl PageContext<'_> {
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
