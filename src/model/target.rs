//! What references lead to: a document, a location in it, or something that is no document.
//!
//! Takes and gives indexes only; how a reference is resolved is not known here.

use crate::base::address::Address;
use crate::model::indexes::{DocIx, StubIx};
use crate::model::site_link::SiteLink;

/// A document at one end of a relation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DocumentRef {
    /// With a file.
    Held(DocIx),
    /// Known only from citations.
    Stub(StubIx),
}

/// A location inside a document.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Location {
    /// A provision of a text that the site holds.
    Provision(usize),
    /// An address in a text that the site does not hold, so that it cannot be checked.
    Unchecked(Address),
}

/// The documents that fit a reference: the first ones, and how many there are besides. Documents of one name may be
/// thousands, and each may cite that name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Candidates {
    /// The first ones.
    pub first: Vec<Target>,
    /// The number of the others.
    pub further: usize,
}

/// The most documents that a message or page names for one reference.
pub(crate) const MAX_CANDIDATES: usize = 8;

impl Candidates {
    /// The candidates among which held documents are.
    pub(super) fn held(all: &[DocIx]) -> Candidates {
        let first = all.iter().take(MAX_CANDIDATES);
        Candidates {
            first: first.map(|index| Target::Held(*index, None)).collect(),
            further: all.len().saturating_sub(MAX_CANDIDATES),
        }
    }
}

/// What a mention, link or relation points to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Target {
    /// A document with a file, perhaps a location in it.
    Held(DocIx, Option<Location>),
    /// A document known only from citations.
    Stub(StubIx, Option<Address>),
    /// Several documents fit: no link.
    Ambiguous(Candidates),
    /// An address on the web.
    External(String),
    /// An address of this site, to be checked against its pages.
    SiteAddress(Box<SiteLink>),
    /// A file published as it is, by its position.
    File(usize),
    /// The document that contains the words: no link.
    SelfReference,
    /// No known document, or one already reported: no link.
    Unresolved,
}

impl Target {
    /// The document that it points to, if it is just one, and the location in it.
    pub fn end(&self) -> Option<(DocumentRef, Option<Location>)> {
        let node = self.node()?;
        if let Target::Stub(_, address) = self {
            return Some((node, address.clone().map(Location::Unchecked)));
        }
        let Target::Held(_, location) = self else { return None };
        Some((node, location.clone()))
    }

    /// The document that it points to, if it is just one.
    pub fn node(&self) -> Option<DocumentRef> {
        match self {
            Target::Held(index, _) => Some(DocumentRef::Held(*index)),
            Target::Stub(index, _) => Some(DocumentRef::Stub(*index)),
            Target::Ambiguous(_)
            | Target::External(_)
            | Target::SiteAddress(_)
            | Target::File(_)
            | Target::SelfReference
            | Target::Unresolved => None,
        }
    }
}
