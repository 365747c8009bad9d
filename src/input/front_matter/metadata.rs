//! The metadata of a document: its head as typed values.

use crate::base::date::PartialDate;
use crate::base::number::DocNumber;
use crate::base::relation::RelationKind;
use crate::input::citations::reference::Reference;
use crate::input::front_matter::fields::FieldId;
use crate::input::front_matter::issuing_system::IssuingSystem;
use crate::input::front_matter::node::{Located, NodePath};
use crate::input::front_matter::old_addresses::OldAddress;

/// How much of a document's text the site holds (toàn văn).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Holding {
    /// The whole text.
    Full,
    /// A part of it.
    Extract,
    /// Nothing: the body is the site's note.
    None,
}

/// The status of a document, with its ground (theo).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Status {
    /// One of the five statuses, as the site prints it.
    pub value: &'static str,
    /// The document or source that states it.
    pub ground: Option<Located<String>>,
}

/// One source, as one line or in parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// A free line, or a reference to a document of the site.
    Line(Located<String>),
    /// In parts: name, date, address, date of retrieval.
    Parts {
        /// Name of the source.
        name: String,
        /// Date of publication, as written.
        date: Option<String>,
        /// Its address on the web.
        url: Option<String>,
        /// Date of retrieval, as written.
        retrieved: Option<String>,
        /// SHA-256 of the retrieved copy.
        sha256: Option<String>,
        /// Whether the whole text of the document is there.
        has_full_text: bool,
    },
}

/// A declared correction of the source text (hiệu đính).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// Address, field or `toàn văn`.
    pub place: Located<String>,
    /// The text of the source.
    pub original: String,
    /// The text that the site prints.
    pub corrected: String,
    /// Number of places.
    pub count: Located<usize>,
    /// The reason.
    pub reason: Option<String>,
}

/// One result of a model or case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResultEntry {
    /// The result.
    pub content: String,
    /// The date up to which it counts, as written.
    pub as_of: Option<String>,
    /// Its source.
    pub source: Option<String>,
}

/// A change note for readers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Update {
    /// The date of the change.
    pub date: PartialDate,
    /// The change.
    pub note: String,
}

/// A file to download.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileEntry {
    /// Name shown to readers.
    pub name: Option<String>,
    /// Path as written, from this file's folder.
    pub path: Located<String>,
    /// Digest of the file that was checked (SHA-256, hexadecimal).
    pub sha256: Option<Located<String>>,
}

/// A diagnostic that the editors have reviewed and suppress (chấp nhận).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suppression {
    /// The suppressed code.
    pub code: Located<String>,
    /// Its place: an address, a field, or words of the line; `None` for the whole file.
    pub place: Option<String>,
}

/// A declared relation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RelationEntry {
    /// The relation.
    pub kind: RelationKind,
    /// The term it was written with (`tổng kết`).
    pub term: &'static str,
    /// The referenced document or provision.
    pub target: Located<Reference>,
    /// The provision of this document that has the relation, if one is named (`tại`).
    pub from: Option<Located<String>>,
    /// The source that states it (`theo`).
    pub ground: Option<Located<String>>,
    /// Details: period, self-assessment, result, evidence.
    pub details: Vec<String>,
}

/// When a model or case took place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Years {
    /// Not stated in the head.
    #[default]
    Absent,
    /// `chưa rõ`.
    Unknown,
    /// The years, ascending.
    Known(Vec<i16>),
}

/// All fields of a head.
#[allow(
    clippy::missing_docs_in_private_items,
    reason = "each is described by its row in `fields.rs`"
)]
#[derive(Clone, Debug, Default)]
pub struct Metadata {
    pub kind: Option<Located<String>>,
    pub number: Option<Located<DocNumber>>,
    pub title: Option<Located<String>>,
    pub other_names: Vec<Located<String>>,
    pub issuer: Option<Located<String>>,
    /// The other bodies of a joint document (văn bản liên tịch).
    pub co_issuers: Vec<Located<String>>,
    pub system: Option<IssuingSystem>,
    pub place: Option<String>,
    pub date: Option<Located<PartialDate>>,
    pub effective: Option<PartialDate>,
    pub expires: Option<PartialDate>,
    pub period: Option<String>,
    pub status: Option<Status>,
    pub signing_form: Option<String>,
    pub signer: Option<String>,
    pub signer_role: Option<String>,
    pub addressees: Vec<Located<String>>,
    pub recipients: Vec<Located<String>>,
    pub level_names: Vec<String>,
    pub summary: Option<Located<String>>,
    pub note: Option<Located<String>>,
    pub topics: Vec<Located<String>>,
    pub provision_topics: Vec<(Located<String>, Vec<Located<String>>)>,
    /// Short names of provisions, by their address.
    pub short_names: Vec<(Located<String>, String)>,
    pub holding: Option<Holding>,
    pub files: Vec<FileEntry>,
    pub sources: Vec<Source>,
    pub corrections: Vec<Correction>,
    pub updates: Vec<Update>,
    pub follow: bool,
    pub accepted: Vec<Suppression>,
    pub slug: Option<Located<String>>,
    pub old_addresses: Vec<Located<OldAddress>>,
    pub draft: bool,
    pub publish_from: Option<PartialDate>,
    pub units: Vec<String>,
    pub localities: Vec<String>,
    pub fields_of_work: Vec<String>,
    pub years: Years,
    pub results: Vec<ResultEntry>,
    /// Whether the home page shows it.
    pub featured: bool,
    pub relations: Vec<RelationEntry>,
    /// The fields that were written, with the place of each key.
    pub written: Vec<(FieldId, NodePath)>,
}
