//! Issuers that tell documents with one number apart, where the site holds none of them: each commune counts from 1.
//!
//! `13/QĐ-UBND của Ủy ban nhân dân xã Đông` and `… xã Đống` are two documents, even of one day. A citation without an issuer
//! may then mean either.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use crate::model::document_index::DocumentIndex;
use crate::model::issuer_names::are_names_of_two_places;

/// One of several bodies that use a number; the default where a number needs no issuer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct IssuerGroup(u16);

/// What the issuer of a citation says of the document that it means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum IssuerScope {
    /// Any document with the number: the number needs no issuer, or the citation names none.
    Any,
    /// One of those of this body.
    Of(IssuerGroup),
}

impl IssuerScope {
    /// The group of a document that no other citation makes known.
    pub(super) fn group(self) -> IssuerGroup {
        match self {
            IssuerScope::Any => IssuerGroup::default(),
            IssuerScope::Of(group) => group,
        }
    }

    /// Returns whether a citation may mean a document of a group.
    pub(super) fn admits(self, group: IssuerGroup) -> bool {
        match self {
            IssuerScope::Any => true,
            IssuerScope::Of(own) => own == group,
        }
    }
}

/// The names by which citations call one body.
type BodyNames = Vec<String>;

/// For each number that bodies of several places use, these bodies.
#[derive(Debug, Default)]
pub(super) struct StubIssuers(FxHashMap<Box<str>, Vec<BodyNames>>);

impl StubIssuers {
    /// Gathers the issuers that citations give to numbers without a document on the site: folded number and issuer.
    pub(super) fn of<'a>(documents: &DocumentIndex, cited: impl Iterator<Item = (&'a str, &'a str)>) -> Self {
        let mut by_number: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for (number, issuer) in cited {
            let known = by_number.entry(number).or_default();
            if !known.contains(&issuer) && known.len() < MAX_NAMES {
                known.push(issuer);
            }
        }
        let groups = by_number.into_iter().filter_map(|(number, names)| {
            let groups = (names.len() > 1).then(|| grouped(documents, names))?;
            (groups.len() > 1).then(|| (number.into(), groups))
        });
        StubIssuers(groups.collect())
    }

    /// Returns whether bodies of several places use a number.
    pub(super) fn has(&self, number: &str) -> bool {
        self.0.contains_key(number)
    }

    /// What the issuer in a citation says.
    pub(super) fn scope(&self, documents: &DocumentIndex, number: &str, issuer: Option<&str>) -> IssuerScope {
        let (Some(groups), Some(issuer)) = (self.0.get(number), issuer) else {
            return IssuerScope::Any;
        };
        let mut fitting = groups
            .iter()
            .enumerate()
            .filter(|(_, names)| fits(documents, names, issuer));
        match (fitting.next(), fitting.next()) {
            (Some((at, _)), None) => IssuerScope::Of(group_at(at)),
            // A body that no citation of a document not held names.
            (None, _) => IssuerScope::Of(IssuerGroup::default()),
            (Some(_), Some(_)) => IssuerScope::Any,
        }
    }

    /// The name of the body of a group.
    pub(super) fn name(&self, number: &str, group: IssuerGroup) -> Option<&str> {
        let at = usize::from(group.0).checked_sub(1)?;
        self.0.get(number)?.get(at)?.first().map(String::as_str)
    }
}

/// Maximum number of issuers that are compared for one number.
const MAX_NAMES: usize = 64;

fn group_at(at: usize) -> IssuerGroup {
    IssuerGroup(u16::try_from(at + 1).expect("few bodies use one number"))
}

/// Groups names by bodies; a name that several bodies may have belongs to none.
fn grouped(documents: &DocumentIndex, mut names: Vec<&str>) -> Vec<BodyNames> {
    // Long names are the exact ones.
    names.sort_by(|left, right| right.len().cmp(&left.len()).then(left.cmp(right)));
    let mut groups: Vec<BodyNames> = Vec::new();
    for name in names {
        let fitting: Vec<usize> = (0..groups.len())
            .filter(|at| fits(documents, &groups[*at], name))
            .collect();
        match fitting.as_slice() {
            [] => groups.push(vec![name.to_owned()]),
            [only] => groups[*only].push(name.to_owned()),
            [..] => {}
        }
    }
    groups.sort();
    groups
}

/// Returns whether a name may be that of a body with other names.
fn fits(documents: &DocumentIndex, names: &[String], name: &str) -> bool {
    names.iter().all(|known| !are_of_two_places(documents, known, name))
}

/// Returns whether two names are those of bodies in two places.
fn are_of_two_places(documents: &DocumentIndex, left: &str, right: &str) -> bool {
    let related = |left, right| documents.above(left).contains(&right) || documents.above(right).contains(&left);
    match (documents.find_body(left), documents.find_body(right)) {
        (Some(left), Some(right)) if related(left, right) => false,
        (Some(_) | None, _) => are_names_of_two_places(left, right),
    }
}
