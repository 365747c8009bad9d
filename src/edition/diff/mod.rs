//! What a change of the content does to the site: two sites compared as a reader meets them.
//!
//! Takes the snapshots of both sides; gives a [`difference::SiteDifference`], in which a template that changed is one
//! line however many pages it shapes. Words come from the compiled sites: no page is rendered.

mod address_changes;
pub(crate) mod difference;
mod document_pairs;
mod field_changes;
mod mark_changes;
mod page_changes;
mod provision_pairs;
mod relation_changes;
mod sides;
mod site_changes;
mod update_notes;
mod vocabulary_changes;

pub(crate) use sides::{ComparedSide, Sides, compare_sides};
