//! Which pages exist, and where.
//!
//! Takes the document index, the graph and the collections; gives every output path, reserved once. Must not know
//! how a page looks.

pub mod address;
pub mod attachments;
pub mod citing_documents;
pub mod feed_list;
pub mod ledger_pages;
pub mod lost_urls;
mod missing_texts;
pub mod pagination;
pub mod plan;
pub mod planned_site;
pub mod published_urls;
pub mod redirects;
pub mod route;
pub mod search_layout;
pub mod sections;
pub mod url_table;
