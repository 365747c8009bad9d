//! The documents with a file that bear a cited number.

use crate::base::date::PartialDate;
use crate::base::fingerprint::{Fingerprint, Fingerprinted};
use crate::input::citations::lexicon::Kind;
use crate::model::document_index::DocumentIndex;
use crate::model::indexes::DocIx;
use crate::model::issuer_matching::Issuers;
use crate::model::key_table::Holders;
use crate::model::number_usage::{NumberUse, kinds_agree};

/// The number, kind, date and issuer that a document must agree with.
#[derive(Clone, Copy)]
pub(super) struct NumberQuery<'a> {
    /// The key of its number.
    pub(super) key: Fingerprint,
    /// Its kind.
    pub(super) kind: Option<&'a Kind>,
    /// Its date.
    pub(super) date: Option<PartialDate>,
    /// The key of its issuer.
    pub(super) issuer: Option<Fingerprint>,
}

/// The documents with a file that a number may mean: those that have it and whose kind, issuer and date do not
/// contradict it. They depend on no other citation, so they are looked up once for each.
impl Holders {
    /// Looks a number up.
    pub(super) fn of(documents: &DocumentIndex, wanted: NumberUse<'_>) -> Self {
        Holders::with(documents, wanted, &mut Issuers::default())
    }

    /// Looks a number up, reusing earlier decisions on issuers.
    pub(super) fn with(documents: &DocumentIndex, wanted: NumberUse<'_>, issuers: &mut Issuers) -> Self {
        let query = NumberQuery {
            key: wanted.number.key(),
            kind: wanted.kind,
            date: wanted.date,
            issuer: wanted.issuer.map(Fingerprinted::key),
        };
        Holders::by(documents, query, issuers, || wanted.issuer)
    }

    /// Looks up a query; the name of the issuer is only read where its key does not decide.
    pub(super) fn by<'a>(
        documents: &DocumentIndex,
        wanted: NumberQuery<'_>,
        issuers: &mut Issuers,
        name: impl Fn() -> Option<&'a Fingerprinted>,
    ) -> Self {
        let fits = |index: &DocIx| {
            let entry = documents.entry(*index);
            let agrees = |date| entry.issued.is_some_and(|own| own.agrees_with(date));
            wanted.date.is_none_or(agrees)
                && kinds_agree(wanted.kind, &documents.kind_of(*index).kind)
                && issuers.agree(documents, (wanted.issuer, &name), *index)
        };
        let mut found = documents.with_number_key(wanted.key).iter().copied().filter(fits);
        match (found.next(), found.next()) {
            (None, _) => Holders::None,
            (Some(only), None) => Holders::One([only]),
            (Some(first), Some(second)) => Holders::Several([first, second].into_iter().chain(found).collect()),
        }
    }
}
