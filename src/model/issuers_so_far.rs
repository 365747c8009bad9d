//! The issuers that a text names with numbers: a number cited again without its issuer means the same document.

use rustc_hash::FxHashMap;

use crate::input::citations::mention::NumberedMention;

/// The issuers with which a text has cited numbers so far: a number cited again without an issuer means the same document.
#[derive(Default)]
pub(super) struct IssuersSoFar<'d>(FxHashMap<&'d str, IssuerSoFar<'d>>);

/// The first citation of a number with an issuer.
struct IssuerSoFar<'d> {
    position: usize,
    cited: &'d NumberedMention,
    /// Whether a later one named another issuer.
    is_unclear: bool,
}

impl<'d> IssuersSoFar<'d> {
    /// The position of the mention that names the issuer of a citation: itself, or an earlier one of the number.
    pub(super) fn named_with(&mut self, position: usize, cited: &'d NumberedMention) -> usize {
        let number = cited.number.folded();
        if cited.issuer.is_some() && !cited.number.is_unique() {
            let known = self.0.entry(number).or_insert(IssuerSoFar {
                position,
                cited,
                is_unclear: false,
            });
            known.is_unclear |= known.cited.issuer != cited.issuer;
            return position;
        }
        let agrees = |earlier: &NumberedMention| match (cited.date, earlier.date) {
            (None, _) => true,
            (Some(date), Some(earlier)) => earlier.agrees_with(date),
            (Some(_), None) => false,
        };
        match self.0.get(number) {
            Some(known) if !known.is_unclear && cited.issuer.is_none() && agrees(known.cited) => known.position,
            Some(_) | None => position,
        }
    }
}
