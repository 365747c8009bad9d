//! What each template receives: the contract with themes (docs/THEME.md). Only views serialize.

pub mod badges;
pub mod cards;
pub mod citation;
pub mod diagram;
pub mod directory_pages;
pub mod document_names;
pub mod document_page;
pub mod entries;
pub mod excerpt;
pub mod home_page;
pub mod layout;
pub mod ledger_page;
pub mod letterhead;
pub mod list_pages;
pub mod other_pages;
pub mod page_actions;
pub mod page_view;
pub mod print_page;
pub mod provision_page;
pub mod records;
pub mod redirect_page;
pub mod relation_lists;
pub mod search_page;
pub mod structured_data;
pub mod timeline_page;
pub mod vocabulary_pages;
