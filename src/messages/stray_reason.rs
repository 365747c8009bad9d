//! Why a file of the content is not published, and what to do with it.

use crate::messages::catalogue::{Language, ToText, text, text_keys};

text_keys! {
    "stray",
    /// Why a file of the content is not published.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
    pub enum StrayReason {
        Unreferenced: "No published page refers to it.",
        Backup: "A program left it: an earlier text, a lock, a half-loaded file.",
        Writing: "A text of a word processor.",
        Archive: "An archive.",
        Active: "A browser or a server would run it.",
        Folder: "A folder that a system or a package manager left.",
        Special: "Neither a file nor a folder.",
        Large: "A text that is too long to be one.",
        Deep: "Its path is longer than systems take.",
    }
}

impl StrayReason {
    /// Returns whether the site must not be published while the file is there: what it holds was not meant for readers.
    pub fn is_error(self) -> bool {
        match self {
            StrayReason::Unreferenced | StrayReason::Folder => false,
            StrayReason::Backup
            | StrayReason::Writing
            | StrayReason::Archive
            | StrayReason::Active
            | StrayReason::Special
            | StrayReason::Large
            | StrayReason::Deep => true,
        }
    }
}

/// What to do with a file that is not published.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct StrayHelp(pub StrayReason);

impl StrayHelp {
    /// The key of the advice, for the key of a reason.
    pub fn key(reason: &str) -> String {
        reason.replacen("stray.", "stray-help.", 1)
    }
}

impl ToText for StrayHelp {
    fn to_text(&self, language: Language) -> String {
        text(&StrayHelp::key(self.0.key()), language).to_owned()
    }
}
