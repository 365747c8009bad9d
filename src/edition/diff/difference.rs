//! The types of a difference between two sites.

use crate::base::path::RelPath;
use crate::base::relation::{Origin, RelationKind};
use crate::base::word_diff::WordRun;
use crate::edition::held_back::HeldBackReason;
use crate::messages::diagnostic::Diagnostic;

/// Everything that a reader would see changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct SiteDifference {
    /// Pages of documents that only the new site has.
    pub added: Vec<AddedPage>,
    /// Pages of documents that both have, with other words, fields or links.
    pub changed: Vec<ChangedPage>,
    /// Pages of documents that only the former site has.
    pub removed: Vec<RemovedPage>,
    /// Topics and bodies that came, changed or went.
    pub vocabulary: Vec<VocabularyChange>,
    /// Published files that are no pages.
    pub files: Vec<FileChange>,
    /// Values of site.yaml.
    pub settings: Vec<FieldChange>,
    /// Files of the theme: they shape every page.
    pub theme: Vec<FileChange>,
    /// Relations and citations between pages that both sites have.
    pub relations: Vec<RelationChange>,
    /// Addresses that lead nowhere any more.
    pub lost: Vec<LostAddress>,
    /// Diagnostics that only the new site has.
    pub new_findings: Vec<Diagnostic>,
    /// Diagnostics that only the former site has.
    pub gone_findings: Vec<Diagnostic>,
    /// Files of which readers see nothing yet, though they changed.
    pub unpublished: Vec<RelPath>,
    /// Files of the content that changed without an effect on what readers see of it.
    pub unseen: Vec<RelPath>,
}

impl SiteDifference {
    /// Returns whether neither readers nor editors notice anything.
    pub(crate) fn is_empty(&self) -> bool {
        *self == SiteDifference::default()
    }
}

/// The name and place of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PageName {
    /// The name of its document, with date and issuer.
    pub name: String,
    /// What the document is about, where its name does not say it.
    pub subject: Option<String>,
    /// Its address from the top of the site, with the leading slash.
    pub address: String,
    /// Its file.
    pub file: RelPath,
}

/// What an added page was before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Before {
    /// Nothing.
    Absent,
    /// A file that was held back.
    HeldBack(HeldBackReason),
    /// A page that showed who cites the document.
    Stub,
}

/// A page that only the new site has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct AddedPage {
    /// The page.
    pub page: PageName,
    /// What it was before.
    pub before: Before,
    /// Number of words of its text.
    pub words: usize,
    /// How many documents it refers to, by relation, with the Vietnamese term.
    pub relations: Vec<(RelationKind, &'static str, usize)>,
}

/// What is left of a removed page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum After {
    /// Nothing.
    Absent,
    /// Its file is held back.
    HeldBack(HeldBackReason),
    /// Its file cannot be read.
    Unreadable,
    /// A page that shows who cites the document.
    Stub,
}

/// A page that only the former site has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct RemovedPage {
    /// The page.
    pub page: PageName,
    /// What is left.
    pub after: After,
    /// The number of other documents that still refer to it.
    pub cited: usize,
}

/// A page that both sites have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ChangedPage {
    /// The page as it is now.
    pub page: PageName,
    /// Its former address, where it moved.
    pub former_address: Option<String>,
    /// Its former file, where that was renamed.
    pub former_file: Option<RelPath>,
    /// The fields of its head that differ.
    pub fields: Vec<FieldChange>,
    /// The parts of its text that differ.
    pub provisions: Vec<ProvisionChange>,
    /// The provisions that bear another number, outermost first.
    pub renumbered: Vec<Renumbering>,
    /// Links that editors wrote.
    pub links: Vec<LinkChange>,
    /// Whether the words are the same and only their layout differs.
    pub is_layout_only: bool,
    /// The note (`cập nhật`) that would tell readers of the change; `None` where the head has a new one already, or
    /// no words changed.
    pub note: Option<String>,
}

/// A field whose value differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FieldChange {
    /// Its Vietnamese term.
    pub term: &'static str,
    /// Its English name.
    pub name: &'static str,
    /// The words of both values.
    pub words: Vec<WordRun>,
}

/// A part of a text that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ProvisionChange {
    /// The name of the place: `khoản 2 Điều 5`.
    pub place: String,
    /// What happened to it.
    pub kind: PartChange,
}

/// What happened to a part of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum PartChange {
    /// It came, with these words.
    Added(String),
    /// It went, with these words.
    Removed(String),
    /// Its words differ.
    Words(Vec<WordRun>),
    /// It has the same words at another place in the order of the text; the former place.
    Moved(String),
}

/// A provision that bears another number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Renumbering {
    /// Its former place.
    pub from: String,
    /// Its place now.
    pub to: String,
    /// The number of other documents that still refer to the former number.
    pub cited: usize,
}

/// A link that came or went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct LinkChange {
    /// Whether it came.
    pub is_gained: bool,
    /// The address as written.
    pub address: String,
}

/// A relation between two documents that came or went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct RelationChange {
    /// Whether it came.
    pub is_gained: bool,
    /// Which relation.
    pub kind: RelationKind,
    /// Its Vietnamese term.
    pub term: &'static str,
    /// Who states it.
    pub origin: Origin,
    /// The name of the acting document.
    pub from: String,
    /// The name of the other document.
    pub to: String,
    /// The place in it.
    pub place: Option<String>,
}

/// Which vocabulary an entry belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum VocabularySort {
    /// topics.yaml
    Topic,
    /// bodies.yaml
    Body,
}

/// What happened to something that is there or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum EntryChange {
    /// It came.
    Added,
    /// It went.
    Removed,
    /// Its values differ.
    Changed(Vec<FieldChange>),
}

/// A topic or body that came, changed or went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct VocabularyChange {
    /// Its vocabulary.
    pub sort: VocabularySort,
    /// Its name; the former one of what went.
    pub name: String,
    /// What happened.
    pub change: EntryChange,
}

/// A file that came, changed or went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FileChange {
    /// The file.
    pub path: RelPath,
    /// What happened.
    pub state: FileState,
}

/// What happened to a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FileState {
    /// It came.
    Added,
    /// It went.
    Removed,
    /// Its bytes differ.
    Changed,
}

/// An address of the former site that leads nowhere in the new one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct LostAddress {
    /// The address from the top of the site, with the leading slash.
    pub address: String,
    /// Where the page is now, if it moved.
    pub home: Option<String>,
    /// The file that can declare it, and the line for that (`địa chỉ cũ`).
    pub declaration: Option<(RelPath, String)>,
    /// Whether the page is there, and only places of it or pages below it are lost.
    pub is_kept: bool,
    /// Places of the page that are lost.
    pub places: Vec<String>,
    /// The number of pages below it, of its provisions, that are lost.
    pub below: usize,
}
