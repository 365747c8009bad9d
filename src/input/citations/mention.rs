//! MentionedThing a mention names, before anything is looked up.

use std::ops::Range;

use crate::base::address::Address;
use crate::base::date::PartialDate;
use crate::base::fingerprint::{Fingerprint, Fingerprinted};
use crate::base::number::DocNumber;
use crate::input::citations::lexicon::Kind;

/// A citation by number, as found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NumberedMention {
    /// The bytes of the text from the kind word to the end of the date (or of the number).
    pub surface: Range<usize>,
    /// The bytes of the number alone.
    pub number_at: Range<usize>,
    /// The number.
    pub number: DocNumber,
    /// The kind, from the word before the number or from its symbol where that is plain.
    pub kind: Option<Kind>,
    /// The date after the number.
    pub date: Option<PartialDate>,
    /// The issuer named after number or date.
    pub issuer: Option<Fingerprinted>,
    /// The title in quotation marks behind them.
    pub title: Option<String>,
}

/// A proper name at the beginning of some words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProperName {
    /// At which of the ends it ends.
    pub end: usize,
    /// MentionedThing all its spellings have in common.
    pub key: String,
}

/// A kind word and the words after it, as a text writes them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedReference {
    /// The words, from the kind word on, blanks and dashes of one kind.
    pub words: String,
    /// The key of its first words: no name is looked up where none begins so.
    pub beginning: Fingerprint,
    /// Where a name may end, ascending: byte of `words`, byte of the text.
    pub ends: Vec<(usize, usize)>,
    /// The proper name with which the words begin, if they do: it has many spellings.
    pub proper: Option<ProperName>,
}

/// MentionedThing a mention in a document's text names, before anything is looked up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MentionedThing {
    /// A document by its number.
    Number(NumberedMention),
    /// A kind word and the words after it: a name where the register knows one that they begin with.
    Titled(NamedReference),
    /// `Đề án 04`: short for a number that stands before.
    Short {
        /// The kind.
        kind: Kind,
        /// The ordinal, without leading zeros.
        ordinal: String,
        /// The issuer named behind it.
        issuer: Option<Fingerprinted>,
    },
    /// `Quyết định nêu trên`: the one document of that kind that stands before.
    Above(Kind),
    /// `Quyết định này`: the document itself.
    This(Kind),
    /// One of several meant together: `02 đề án của Tỉnh ủy` are two members, each with its part of the words.
    Member {
        /// The kind.
        kind: Kind,
        /// How many the words say there are.
        count: usize,
        /// Which one this is, from 0.
        index: usize,
        /// Whether the words point back (`nêu trên`), so that the count must fit.
        points_back: bool,
    },
    /// A provision and no document: `khoản 2 Điều 5`.
    Place,
}

/// A mention in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// Its bytes, the provision before it included.
    pub surface: Range<usize>,
    /// The bytes that must be part of a link: the number, else all.
    pub core: Range<usize>,
    /// MentionedThing it names.
    pub what: MentionedThing,
    /// The provision that is meant.
    pub place: Option<Address>,
}

/// Says whether two ranges share a byte.
pub(crate) fn overlap(left: &Range<usize>, right: &Range<usize>) -> bool {
    left.start < right.end && right.start < left.end
}
