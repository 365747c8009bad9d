//! Renders pages to bytes.
//!
//! Takes a planned site and a theme; returns the bytes of one page at a time. Pure: must not touch disk, clock or
//! network.

mod csv_rows;
mod data_files;
pub mod data_schema;
pub mod document_names;
pub mod embedded;
pub mod feeds;
mod json_rows;
pub mod keys;
mod link_context;
mod link_tooltip;
pub mod mention_targets;
pub mod official_citation;
mod page_context;
mod placeholders;
pub mod policy;
mod quotes;
pub mod render;
pub mod render_template;
pub mod search;
pub mod sitemap;
mod svg;
pub mod theme;
pub mod typeset;
pub mod ui_strings;
pub mod views;
mod xml;
