//! Compiles a snapshot into a site that renders any of its pages: all that the host sees of a site.
//!
//! The layers before this one work on values. The host only loads a snapshot, compiles it, and takes the bytes of the
//! pages.

mod citation_list;
mod compile;
mod compiled_site;
mod consequences;
pub(crate) mod diff;
mod edit_head;
mod from_bytes;
mod head_form;
mod head_lines;
mod head_proposals;
mod held_back;
mod import;
mod import_identity;
mod import_images;
mod import_trial;
mod import_update;
mod last_good;
mod memo;
mod new_document;
mod new_site;
mod page_fragments;
mod theme_export;
mod trial;
mod unfinished;
mod upgrade;

pub(crate) use citation_list::CitedDocument;
pub use citation_list::citations;
pub use compile::{Options, Outcome, compile};
pub(crate) use compile::{Timing, site_config_language};
pub(crate) use compiled_site::{CompiledSite, PageFile};
pub(crate) use edit_head::{HeadChange, HeadProblem, edit_head};
pub use from_bytes::{decoded_font, imported, snapshot_of};
pub(crate) use head_form::{FormField, head_form};
pub(crate) use head_proposals::HeadProposal;
pub(crate) use held_back::{HeldBack, HeldBackReason};
pub(crate) use import::{ImportChoices, ImportFailure, ImportSource, Imported, import};
pub(crate) use import_images::ImportedImage;
pub(crate) use last_good::LastGood;
pub(crate) use new_document::{NewDocumentProblem, new_document};
pub(crate) use new_site::new_site_files;
pub(crate) use theme_export::{SiteTheme, ThemeFile};
pub(crate) use trial::{Trial, TrialCompiler};

pub(crate) use crate::input::front_matter::address_lock::without_page;
pub(crate) use crate::input::front_matter::site_config::is_web_address;
pub(crate) use crate::input::import::ImportContent;
pub(crate) use crate::input::import::import_report::{Doubt, Repair};
pub use crate::output::mention_targets::MentionTarget;
pub(crate) use crate::output::render::RenderError;
pub(crate) use crate::site::output_part::OutputPart;
pub(crate) use crate::site::route::Class;
