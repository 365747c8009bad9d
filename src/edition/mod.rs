//! Compiles a snapshot into a site that renders any of its pages: all that the host sees of a site.
//!
//! The layers before this one work on values. The host only loads a snapshot, compiles it, and takes the bytes of the
//! pages.

mod citation_list;
mod compile;
mod compiled_site;
mod held_back;
mod last_good;
mod memo;

pub use citation_list::{CitedDocument, citations};
pub use compile::{Options, Outcome, Timing, compile, site_config_language};
pub use compiled_site::{CompiledSite, PageFile};
pub use held_back::{HeldBack, HeldBackReason};
pub use last_good::{LastGood, ShownSite};

pub use crate::input::front_matter::site_config::is_web_address;
pub use crate::output::mention_targets::MentionTarget;
pub use crate::output::render::RenderError;
pub use crate::site::route::Class;
