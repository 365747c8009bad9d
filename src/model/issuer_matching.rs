//! Whether the issuer that a citation names may be the issuer of a document.

use rustc_hash::FxHashMap;

use crate::base::fingerprint::{Fingerprint, Fingerprinted};
use crate::base::fold::name_key;
use crate::model::document_index::DocumentIndex;
use crate::model::indexes::{BodyIx, DocIx};
use crate::model::issuer_names::differ_in_place;

/// Decisions on names of issuers: a site has many citations and few issuers.
#[derive(Debug, Default)]
pub(super) struct Issuers(FxHashMap<(Fingerprint, BodyIx), bool>);

impl Issuers {
    /// Returns whether the issuer in a citation may be that of a document: every province has a 393-QĐ/TU, and `của
    /// Tỉnh ủy Bắc Kạn` names another issuer than that of Thái Nguyên.
    pub(super) fn agree<'a>(
        &mut self,
        documents: &DocumentIndex,
        (named, name): (Option<Fingerprint>, &dyn Fn() -> Option<&'a Fingerprinted>),
        index: DocIx,
    ) -> bool {
        let (Some(named), Some(issuer)) = (named, documents.entry(index).issuer) else {
            return true;
        };
        let decide = || name().is_none_or(|name| may_be(documents, name, issuer));
        named == documents.body_key(issuer) || *self.0.entry((named, issuer)).or_insert_with(decide)
    }
}

/// Returns whether a name may be that of a body.
fn may_be(documents: &DocumentIndex, named: &str, body: BodyIx) -> bool {
    let above = documents.above(body);
    if let Some(other) = documents.find_body(named) {
        return above.contains(&other) || documents.above(other).contains(&body);
    }
    let named = name_key(named);
    let rows: Vec<_> = above.iter().map(|body| &documents.bodies[body.get()]).collect();
    let full: Vec<String> = rows.iter().map(|row| name_key(&row.name)).collect();
    let others = rows.iter().flat_map(|row| &row.other_names);
    let short: Vec<String> = others.map(|name| name_key(name)).collect();
    // `Tỉnh ủy` may be that of Thái Nguyên, and so may `Tỉnh ủy Thái Nguyên khóa XVIII`.
    let is_part = full.iter().chain(&short).any(|own| own.contains(&named));
    let is_longer = full.iter().any(|own| named.contains(own.as_str()));
    is_part || is_longer || !full.iter().chain(&short).any(|own| differ_in_place(own, &named))
}
