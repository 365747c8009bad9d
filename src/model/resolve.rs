//! Resolves references as editors write them: to targets, or to diagnostics that suggest what to write.

use crate::base::address::Address;
use crate::base::date::PartialDate;
use crate::base::number::DocNumber;
use crate::base::slug::slug;
use crate::input::citations::reference::Reference;
use crate::messages::code::Code;
use crate::messages::diagnostic::{Diagnostic, Place};
use crate::model::document_index::DocumentIndex;
use crate::model::document_specifier::DocumentSpecifier;
use crate::model::holders::Holders;
use crate::model::indexes::DocIx;
use crate::model::link_tables::LinkTables;
use crate::model::number_resolution::{Candidate, ReferenceSource, Resolution, resolve_number};
use crate::model::number_usage::{kinds_agree, number_use};
use crate::model::reference_diagnostics::{ambiguous, missing_provision, unknown_document};
use crate::model::stubs::StubTable;
use crate::model::target::{Location, Target};

/// The documents that a name or key means.
pub(super) fn documents_named(register: &DocumentIndex, text: &str) -> Vec<DocIx> {
    let by_name = register.with_name(text);
    if !by_name.is_empty() {
        return by_name.to_vec();
    }
    let key = text.trim_matches('/');
    let key = if key.chars().any(char::is_uppercase) {
        key.split('/').map(slug).collect::<Vec<_>>().join("/")
    } else {
        key.to_owned()
    };
    register.with_path_key(&key).to_vec()
}

/// The one document with a file that a key or name means.
pub fn held_document(register: &DocumentIndex, text: &str) -> Option<DocIx> {
    let found = match DocumentSpecifier::parse(text, &register.vocabulary.lexicon) {
        DocumentSpecifier::Number(cited) => {
            let fits = |index: &DocIx| {
                let document = register.document(*index);
                let date = document.head.date.as_ref().map(|date| date.value);
                let dates = cited
                    .date
                    .is_none_or(|cited| date.is_some_and(|date| date.agrees_with(cited)));
                kinds_agree(cited.kind.as_ref(), &document.kind) && dates
            };
            register
                .with_number(&cited.number)
                .iter()
                .copied()
                .filter(fits)
                .collect()
        }
        DocumentSpecifier::Name(name) => documents_named(register, &name),
    };
    match found.as_slice() {
        [only] => Some(*only),
        _ => None,
    }
}

/// A reference and its place.
#[derive(Clone, Copy)]
pub(super) struct WrittenReference<'a> {
    /// The document that contains it.
    pub holder: DocIx,
    /// The reference.
    pub reference: &'a Reference,
    /// Its place in messages.
    pub place: &'a dyn Fn() -> Place,
}

/// Resolves a reference that an editor wrote.
pub(super) fn resolve_reference(
    LinkTables {
        register,
        groups,
        not_held,
    }: LinkTables<'_, '_>,
    written: WrittenReference<'_>,
    findings: &mut Vec<Diagnostic>,
) -> Target {
    let Some(text) = &written.reference.document else {
        return locate(register, written.holder, written, findings);
    };
    match DocumentSpecifier::parse(text, &register.vocabulary.lexicon) {
        DocumentSpecifier::Number(cited) => {
            let wanted = number_use(register.document(written.holder), &cited);
            let holders = Holders::of(register, wanted);
            match resolve_number(register, groups, (wanted, &holders), ReferenceSource::Written) {
                Resolution::One(Candidate::Held(index)) => locate(register, index, written, findings),
                Resolution::One(Candidate::Cited(date)) => {
                    stub_target(not_held, &cited.number, Some(date), written.reference)
                }
                Resolution::New => stub_target(not_held, &cited.number, cited.date, written.reference),
                Resolution::Several(candidates) => {
                    findings.push(ambiguous(register, text, &candidates, (written.place)()));
                    Target::Ambiguous(candidate_targets(not_held, &cited.number, &candidates))
                }
            }
        }
        DocumentSpecifier::Name(name) => resolve_name(register, &name, written, findings),
    }
}

fn resolve_name(
    register: &DocumentIndex,
    name: &str,
    written: WrittenReference<'_>,
    findings: &mut Vec<Diagnostic>,
) -> Target {
    match documents_named(register, name).as_slice() {
        [only] => locate(register, *only, written, findings),
        [] => {
            if !register.excluded.may_be(name) {
                findings.push(unknown_document(register, name, (written.place)()));
            }
            Target::Unresolved
        }
        several => {
            let candidates: Vec<Candidate> = several.iter().copied().map(Candidate::Held).collect();
            findings.push(ambiguous(register, name, &candidates, (written.place)()));
            Target::Ambiguous(several.iter().map(|index| Target::Held(*index, None)).collect())
        }
    }
}

fn stub_target(table: &StubTable, number: &DocNumber, date: Option<PartialDate>, reference: &Reference) -> Target {
    let provision = reference.provision.as_deref().and_then(Address::new);
    match table.find(number.folded(), date) {
        Some(index) => Target::NotHeld(index, provision),
        None => Target::Unresolved,
    }
}

/// The targets of several candidates.
pub(super) fn candidate_targets(table: &StubTable, number: &DocNumber, candidates: &[Candidate]) -> Vec<Target> {
    let target = |candidate: &Candidate| match candidate {
        Candidate::Held(index) => Some(Target::Held(*index, None)),
        Candidate::Cited(date) => table
            .find(number.folded(), Some(*date))
            .map(|index| Target::NotHeld(index, None)),
    };
    candidates.iter().filter_map(target).collect()
}

/// The location in a document that a reference names.
pub(super) fn locate(
    register: &DocumentIndex,
    index: DocIx,
    written: WrittenReference<'_>,
    findings: &mut Vec<Diagnostic>,
) -> Target {
    let document = register.document(index);
    let Some(text) = &written.reference.provision else {
        return Target::Held(index, None);
    };
    let Some(address) = Address::new(text) else {
        findings.push(Diagnostic::new(Code::BadAddress, (written.place)()).with("value", text));
        return Target::Held(index, None);
    };
    if !document.has_own_text() {
        return Target::Held(index, Some(Location::Unchecked(address)));
    }
    match document.provision_at(&address) {
        Some(provision) => Target::Held(index, Some(Location::Provision(provision))),
        None => {
            if !document.broken {
                findings.push(missing_provision(document, &address, (written.place)()));
            }
            Target::Held(index, None)
        }
    }
}
