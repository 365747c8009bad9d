//! Which pages exist, and where.
//!
//! Takes the document index, the graph and the collections; gives every output path, reserved once. Must not know
//! how a page looks.

pub(crate) mod address;
pub(crate) mod attachments;
pub(crate) mod citing_documents;
pub(crate) mod featured;
pub(crate) mod feed_list;
pub(crate) mod list_places;
pub(crate) mod list_redirects;
pub(crate) mod lost_places;
pub(crate) mod lost_urls;
mod missing_texts;
pub(crate) mod news;
pub(crate) mod output_part;
pub(crate) mod pagination;
pub(crate) mod plan;
pub(crate) mod planned_site;
pub(crate) mod programmes;
pub(crate) mod published_urls;
pub(crate) mod redirects;
pub(crate) mod route;
pub(crate) mod search_layout;
pub(crate) mod sections;
pub(crate) mod settings_links;
pub(crate) mod stray_files;
pub(crate) mod unlisted_urls;
pub(crate) mod url_table;
