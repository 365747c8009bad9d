//! Which pages exist, and where.
//!
//! Takes the register, the graph and the shelves; gives every output path, claimed once. Must not
//! know how a page looks.

pub mod address;
pub mod attachments;
mod claims;
pub mod feeds;
pub mod ledger;
pub mod lost;
pub mod paging;
pub mod plan;
pub mod published;
pub mod redirects;
pub mod route;
pub mod search;
pub mod sections;
