//! The types of mentions: what a text refers to, before any document is looked up.

use std::ops::Range;

use crate::base::address::Address;
use crate::base::date::PartialDate;
use crate::base::fingerprint::{Fingerprint, Fingerprinted};
use crate::base::number::DocNumber;
use crate::input::citations::lexicon::Kind;

/// A citation by number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NumberedMention {
    /// The bytes of the text from the kind word to the end of the date (or of the number).
    pub surface: Range<usize>,
    /// The bytes of the number alone.
    pub number_at: Range<usize>,
    /// The number.
    pub number: DocNumber,
    /// The kind, from the word before the number, or from its symbol if that is unambiguous.
    pub kind: Option<Kind>,
    /// The date of the document, as the text gives it.
    pub date: Option<PartialDate>,
    /// The words where its date may be, which are none for certain.
    pub doubt: Option<DateDoubt>,
    /// The issuer named after number or date.
    pub issuer: Option<Fingerprinted>,
    /// The title in quotation marks after them.
    pub title: Option<String>,
}

impl NumberedMention {
    /// The date in its clause that may be its own.
    pub(crate) fn nearby_date(&self) -> Option<PartialDate> {
        match self.doubt {
            Some(DateDoubt::Nearby(date)) => Some(date),
            Some(DateDoubt::Impossible(_)) | None => None,
        }
    }
}

/// What a text has in the place of a date, or near a number, that is not its date for certain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DateDoubt {
    /// A date in the clause of the number, which may be that of something else.
    Nearby(PartialDate),
    /// A date that no calendar has, as written.
    Impossible(Box<str>),
}

/// A proper name at the beginning of a named reference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProperName {
    /// Index into `NamedReference::ends` of its end.
    pub end: usize,
    /// The key that all its spellings share.
    pub key: String,
    /// The date behind it: `Luật Tổ chức Chính phủ ngày 25/12/2001`.
    pub date: Option<PartialDate>,
}

/// A kind word and the words after it: a name if the document index knows one that they begin with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedReference {
    /// The words from the kind word on, with blanks and dashes normalized.
    pub words: String,
    /// The key of its first words; no name is looked up if none begins with them.
    pub beginning: Fingerprint,
    /// Where a name may end, ascending: byte in `words`, byte in the text.
    pub ends: Vec<(usize, usize)>,
    /// The proper name at the beginning of the words, looked up by a key that all its spellings share.
    pub proper: Option<ProperName>,
}

/// What a mention refers to, before any document is looked up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MentionedThing {
    /// A document by its number.
    Number(NumberedMention),
    /// A kind word and the words after it, which may be a name.
    Titled(NamedReference),
    /// `Đề án 04`: short for a number earlier in the text.
    Short {
        /// The kind.
        kind: Kind,
        /// The ordinal, without leading zeros.
        ordinal: String,
        /// The year behind it: `Luật 54/2024`.
        year: Option<i16>,
        /// The issuer named after it.
        issuer: Option<Fingerprinted>,
    },
    /// `Quyết định nêu trên`: the one document of that kind mentioned before.
    Above(Kind),
    /// `Quyết định này`: the document itself.
    This(Kind),
    /// One of several meant together: `02 đề án của Tỉnh ủy` are two members, each with its part of the words.
    Member {
        /// The kind.
        kind: Kind,
        /// The number of members that the words announce.
        count: usize,
        /// The index of this member, from 0.
        index: usize,
        /// Whether the words refer back (`nêu trên`), so that the count must match.
        points_back: bool,
    },
    /// A provision without a document in its own words: `khoản 2 Điều 5`.
    Place(Scope),
}

/// Whose provision some words name that have no document in them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// The text's own, or that of a document that the context gives: the linker decides.
    Context,
    /// Below the provision of this level that contains the words, or that provision itself: `khoản 2 Điều này`.
    Here(Level),
    /// Of the document that another mention in the same text names; the byte at which that mention begins.
    Of(usize),
}

/// Levels of provisions from the widest to the narrowest; two systems share `mục` and `điểm`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// `Phụ lục`
    Annex,
    /// `Phần`
    Part,
    /// `Chương`
    Chapter,
    /// `Mục`
    Section,
    /// `Điều`
    Article,
    /// `khoản`
    Clause,
    /// `điểm`
    Point,
}

/// A mention in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// Its bytes, the provision before it included.
    pub surface: Range<usize>,
    /// The bytes that a link must contain: those of the number, else all.
    pub core: Range<usize>,
    /// What it refers to.
    pub what: MentionedThing,
    /// The provision of the document that it refers to.
    pub place: Option<Address>,
}

/// Returns whether two ranges share a byte.
pub(crate) fn overlap(left: &Range<usize>, right: &Range<usize>) -> bool {
    left.start < right.end && right.start < left.end
}
