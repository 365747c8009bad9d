//! What relations and citations are listed for: a document, or some provisions of it.

use crate::model::target::{DocumentRef, Location};

/// The end of the relations that a page is about: a whole document, or some provisions of it.
#[derive(Clone, Copy)]
pub(crate) struct RelationSubject<'a> {
    /// The document.
    pub node: DocumentRef,
    /// The provisions, by index; `None` for the whole document.
    pub provisions: Option<&'a [usize]>,
}

impl RelationSubject<'_> {
    /// Returns whether a relation to a location of the document belongs to the subject.
    pub(crate) fn has_location(&self, location: Option<&Location>) -> bool {
        match (self.provisions, location) {
            (None, _) => true,
            (Some(own), Some(Location::Provision(provision))) => own.contains(provision),
            (Some(_), _) => false,
        }
    }

    /// Returns whether a relation from a provision of the document belongs to the subject.
    pub(crate) fn has_provision(&self, provision: Option<usize>) -> bool {
        self.provisions
            .is_none_or(|own| provision.is_some_and(|provision| own.contains(&provision)))
    }
}
