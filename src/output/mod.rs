//! Pages become bytes.
//!
//! Takes a planned site and a theme; gives the bytes of one page at a time, purely. Must not touch
//! disk, clock or network.

pub mod data;
pub mod embedded;
pub mod feeds;
pub mod fill;
pub mod keys;
pub mod leads;
pub mod policy;
mod quotes;
mod reasons;
pub mod render;
pub mod search;
pub mod sitemap;
mod svg;
mod table;
pub mod texts;
pub mod theme;
pub mod typeset;
pub mod views;
mod xml;
