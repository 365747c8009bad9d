//! The head of a document as typed values.

use crate::base::date::PartialDate;
use crate::base::number::DocNumber;
use crate::base::relation::RelationKind;
use crate::input::citations::reference::Reference;
use crate::input::front_matter::fields::FieldId;
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

/// The status of a document, with the ground that says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Status {
    /// One of the five statuses, as the site prints it.
    pub value: &'static str,
    /// The document or source that says so.
    pub ground: Option<Located<String>>,
}

/// One source, as one line or in parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// A line as people write it, or a reference to a document of the site.
    Line(Located<String>),
    /// In parts: name, date, address, date of retrieval.
    Parts {
        /// Name of the source.
        name: String,
        /// When it was published, as written.
        date: Option<String>,
        /// Its address on the web.
        url: Option<String>,
        /// When it was read, as written.
        retrieved: Option<String>,
        /// Digest of the copy that was read.
        sha256: Option<String>,
    },
}

/// A declared repair of the source text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// Address, field or `toàn văn`.
    pub place: Located<String>,
    /// What the source has.
    pub original: String,
    /// What the site prints.
    pub corrected: String,
    /// How many places.
    pub count: Located<usize>,
    /// Why.
    pub reason: Option<String>,
}

/// One result of a model or case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResultEntry {
    /// What was reached.
    pub content: String,
    /// Up to when, as written.
    pub as_of: Option<String>,
    /// Who says so.
    pub source: Option<String>,
}

/// A change note for readers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Update {
    /// When.
    pub date: PartialDate,
    /// What changed.
    pub note: String,
}

/// A file to download.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileEntry {
    /// Name for people.
    pub name: Option<String>,
    /// Path as written, from this file's folder.
    pub path: Located<String>,
    /// Digest of the file that was checked (SHA-256, hexadecimal).
    pub sha256: Option<Located<String>>,
}

/// A finding that the editors have looked at and keep.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suppression {
    /// The code that is silenced.
    pub code: Located<String>,
    /// Where: an address, a field, or words of the line; `None` anywhere in the file.
    pub place: Option<String>,
}

/// A declared relation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RelationEntry {
    /// Which relation.
    pub kind: RelationKind,
    /// The term it was written with (`tổng kết`).
    pub term: &'static str,
    /// The other end.
    pub target: Located<Reference>,
    /// The provision of this document that acts, where one does (`tại`).
    pub from: Option<Located<String>>,
    /// Who says so (`theo`).
    pub ground: Option<Located<String>>,
    /// Further words: period, self-assessment, result, evidence.
    pub details: Vec<String>,
}

/// When a model or case took place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Years {
    /// Not stated in the head.
    Absent,
    /// `chưa rõ`.
    Unknown,
    /// The years, ascending.
    Known(Vec<i16>),
}

/// All fields of a head.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "each field is a row of the field table")]
pub struct Metadata {
    pub kind: Option<Located<String>>,
    pub number: Option<Located<DocNumber>>,
    pub title: Option<Located<String>>,
    pub other_names: Vec<Located<String>>,
    pub issuer: Option<Located<String>>,
    pub place: Option<String>,
    pub date: Option<Located<PartialDate>>,
    pub effective: Option<PartialDate>,
    pub expires: Option<PartialDate>,
    pub period: Option<String>,
    pub status: Option<Status>,
    pub signing_form: Option<String>,
    pub signer: Option<String>,
    pub signer_role: Option<String>,
    pub recipients: Vec<Located<String>>,
    pub level_names: Vec<String>,
    pub summary: Option<Located<String>>,
    pub note: Option<Located<String>>,
    pub topics: Vec<Located<String>>,
    pub provision_topics: Vec<(Located<String>, Vec<Located<String>>)>,
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
    pub locality: Option<String>,
    pub fields_of_work: Vec<String>,
    pub years: Years,
    pub results: Vec<ResultEntry>,
    pub relations: Vec<RelationEntry>,
    /// The fields that were written, with the place of each key.
    pub written: Vec<(FieldId, NodePath)>,
}

impl Metadata {
    /// A head in which nothing is written.
    pub fn empty() -> Self {
        Metadata {
            kind: None,
            number: None,
            title: None,
            other_names: Vec::new(),
            issuer: None,
            place: None,
            date: None,
            effective: None,
            expires: None,
            period: None,
            status: None,
            signing_form: None,
            signer: None,
            signer_role: None,
            recipients: Vec::new(),
            level_names: Vec::new(),
            summary: None,
            note: None,
            topics: Vec::new(),
            provision_topics: Vec::new(),
            holding: None,
            files: Vec::new(),
            sources: Vec::new(),
            corrections: Vec::new(),
            updates: Vec::new(),
            follow: false,
            accepted: Vec::new(),
            slug: None,
            old_addresses: Vec::new(),
            draft: false,
            publish_from: None,
            units: Vec::new(),
            locality: None,
            fields_of_work: Vec::new(),
            years: Years::Absent,
            results: Vec::new(),
            relations: Vec::new(),
            written: Vec::new(),
        }
    }
}
