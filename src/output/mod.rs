//! Renders pages to bytes.
//!
//! Takes a planned site and a theme; returns the bytes of one page at a time. Pure: must not touch disk, clock or
//! network.

mod akoma_ntoso;
mod comprehension_turns;
mod csv_rows;
mod data_files;
pub(crate) mod data_schema;
pub(crate) mod document_names;
mod downloads;
mod drafts_notice;
mod eli;
pub(crate) mod embedded;
pub(crate) mod feeds;
mod json_rows;
pub(crate) mod keys;
mod link_context;
mod link_tooltip;
mod loop_ticks;
pub(crate) mod mention_targets;
pub(crate) mod official_citation;
pub(crate) mod page_context;
mod placeholders;
pub(crate) mod policy;
mod provision_citations;
mod provision_names;
mod qr_code;
mod quotes;
pub(crate) mod renamed_theme_files;
pub(crate) mod render;
pub(crate) mod render_template;
pub(crate) mod search;
pub(crate) mod sitemap;
mod svg;
mod template_limits;
pub(crate) mod theme;
mod theme_colours;
pub(crate) mod theme_findings;
mod theme_functions;
pub(crate) mod theme_lock;
pub(crate) mod typeset;
pub(crate) mod ui_strings;
mod unbroken_words;
pub(crate) mod views;
mod xml;
