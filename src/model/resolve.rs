//! Resolves references as editors write them: to targets, or to diagnostics that suggest what to write.

use crate::base::address::Address;
use crate::base::number::DocNumber;
use crate::base::path::RelPath;
use crate::base::slug::slug;
use crate::input::citations::proper_names::proper_key;
use crate::input::citations::reference::Reference;
use crate::messages::code::Code;
use crate::messages::diagnostic::{Diagnostic, Place};
use crate::model::document_index::DocumentIndex;
use crate::model::document_specifier::DocumentSpecifier;
use crate::model::indexes::DocIx;
use crate::model::key_table::Holders;
use crate::model::law_names::{Edition, LawName, edition};
use crate::model::law_numbers::{is_law, split_year};
use crate::model::link_tables::LinkTables;
use crate::model::number_resolution::{Candidate, ReferenceSource, Resolution, first_held, new_group, resolve_number};
use crate::model::number_usage::{identifying_date, kinds_agree, number_use, used_on};
use crate::model::reference_diagnostics::{ambiguous, missing_provision, unknown_document, worded_provision};
use crate::model::stubs::{CitedGroup, StubTable};
use crate::model::target::{Candidates, DocumentRef, Location, MAX_CANDIDATES, Target};

/// The documents that a name or key means.
pub(super) fn documents_named(documents: &DocumentIndex, text: &str) -> Vec<DocIx> {
    let by_name = documents.with_name(text);
    if !by_name.is_empty() {
        return by_name.to_vec();
    }
    let key = text.trim_matches('/');
    let key = if key.chars().any(char::is_uppercase) {
        key.split('/').map(slug).collect::<Vec<_>>().join("/")
    } else {
        key.to_owned()
    };
    let by_key = documents.with_path_key(&key);
    if !by_key.is_empty() {
        return by_key.to_vec();
    }
    documents_of_file(documents, text.trim_matches('/'))
}

/// The document whose file has a path below `content/`, with or without `.md`: `bài viết/một hai`.
fn documents_of_file(documents: &DocumentIndex, path: &str) -> Vec<DocIx> {
    if !path.contains('/') {
        return Vec::new();
    }
    let path = RelPath::new(&format!("content/{}.md", path.trim_end_matches(".md")));
    path.and_then(|path| documents.with_file(&path)).into_iter().collect()
}

/// The documents with a file that a key or name may mean.
pub(crate) fn held_documents(documents: &DocumentIndex, text: &str) -> Vec<DocIx> {
    match DocumentSpecifier::parse(text, &documents.vocabulary.lexicon) {
        DocumentSpecifier::Number(cited) => {
            let fits = |index: &DocIx| {
                let document = documents.document(*index);
                let agrees = |cited| used_on(document).is_some_and(|date| date.agrees_with(cited));
                kinds_agree(cited.kind.as_ref(), &document.kind) && identifying_date(&cited).is_none_or(agrees)
            };
            let holders = documents.with_number(&cited.number).iter().copied();
            holders.filter(fits).collect()
        }
        DocumentSpecifier::Name(name) => documents_named(documents, &name),
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
    tables: LinkTables<'_, '_>,
    written: WrittenReference<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Target {
    let (documents, groups, stubs) = (tables.documents, tables.groups, tables.stubs);
    let Some(text) = &written.reference.document else {
        return locate(documents, written.holder, written, diagnostics);
    };
    match DocumentSpecifier::parse(text, &documents.vocabulary.lexicon) {
        DocumentSpecifier::Number(cited) => {
            let wanted = number_use(documents.document(written.holder), &cited);
            let holders = Holders::of(documents, wanted);
            match resolve_number(documents, groups, (wanted, &holders), ReferenceSource::Written) {
                Resolution::One(Candidate::Held(index)) => locate(documents, index, written, diagnostics),
                Resolution::One(Candidate::Cited(group)) => stub_target(stubs, &cited.number, group, written.reference),
                Resolution::New => {
                    let group = new_group(documents, groups, wanted);
                    stub_target(stubs, &cited.number, group, written.reference)
                }
                Resolution::Several(candidates) => {
                    let named = (&*candidates, candidates.len());
                    diagnostics.push(ambiguous(
                        (documents, Some(&groups.issuers)),
                        text,
                        named,
                        (written.place)(),
                    ));
                    Target::Ambiguous(candidate_targets(stubs, &cited.number, &candidates))
                }
            }
        }
        DocumentSpecifier::Name(name) => resolve_name(tables, &name, written, diagnostics),
    }
}

fn resolve_name(
    tables: LinkTables<'_, '_>,
    name: &str,
    written: WrittenReference<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Target {
    let documents = tables.documents;
    match documents_named(documents, name).as_slice() {
        [only] => locate(documents, *only, written, diagnostics),
        [] => {
            match law_of_year(tables, name) {
                Some(DocumentRef::Held(index)) => return locate(documents, index, written, diagnostics),
                Some(DocumentRef::Stub(index)) => return Target::Stub(index, provision_of(written.reference)),
                None => {}
            }
            if !documents.excluded.may_be(name) {
                diagnostics.push(unknown_document(documents, name, (written.place)()));
            }
            Target::Unresolved
        }
        several => {
            let candidates = first_held(several);
            diagnostics.push(ambiguous(
                (documents, None),
                name,
                (&candidates, several.len()),
                (written.place)(),
            ));
            Target::Ambiguous(Candidates::held(several))
        }
    }
}

/// The key of a law that an editor names by its year; `None` if a document or a file in error has the name.
pub(super) fn written_law(documents: &DocumentIndex, text: &str) -> Option<String> {
    let is_name = matches!(
        DocumentSpecifier::parse(text, &documents.vocabulary.lexicon),
        DocumentSpecifier::Name(_)
    );
    let key = proper_key(text).filter(|key| is_name && is_law(key) && split_year(key).1.is_some())?;
    (documents_named(documents, text).is_empty() && !documents.excluded.may_be(text)).then_some(key)
}

/// The law that an editor names: by its name and year, or by the key `luat/dat-dai-2013`.
fn law_of_year(tables: LinkTables<'_, '_>, text: &str) -> Option<DocumentRef> {
    if let Some(found) = tables.stubs.law_with_key(text.trim_matches('/')) {
        return Some(DocumentRef::Stub(found));
    }
    let key = written_law(tables.documents, text)?;
    let name = LawName {
        key: &key,
        bound: None,
        is_in_title: false,
        is_carried_out: false,
    };
    match edition(tables.documents, (tables.laws, tables.stubs), name) {
        Edition::One(node) => Some(node),
        Edition::Unknown | Edition::Unclear => None,
    }
}

fn stub_target(table: &StubTable, number: &DocNumber, group: CitedGroup, reference: &Reference) -> Target {
    match table.find(number.folded(), group) {
        Some(index) => Target::Stub(index, provision_of(reference)),
        None => Target::Unresolved,
    }
}

/// The provision that a reference names in a document without text.
fn provision_of(reference: &Reference) -> Option<Address> {
    reference.provision.as_deref().and_then(Address::new)
}

/// The targets of several candidates.
pub(super) fn candidate_targets(table: &StubTable, number: &DocNumber, candidates: &[Candidate]) -> Candidates {
    let target = |candidate: &Candidate| match candidate {
        Candidate::Held(index) => Some(Target::Held(*index, None)),
        Candidate::Cited(group) => {
            let index = table.find(number.folded(), *group);
            index.map(|index| Target::Stub(index, None))
        }
    };
    let first = candidates.iter().take(MAX_CANDIDATES);
    Candidates {
        first: first.filter_map(target).collect(),
        further: candidates.len().saturating_sub(MAX_CANDIDATES),
    }
}

/// The location in a document that a reference names.
pub(super) fn locate(
    documents: &DocumentIndex,
    index: DocIx,
    written: WrittenReference<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Target {
    let document = documents.document(index);
    let Some(text) = &written.reference.provision else {
        return Target::Held(index, None);
    };
    let Some(address) = Address::new(text) else {
        let source = documents.document(written.holder).source();
        let worded = worded_provision(document, (source, text), (written.place)());
        let bad = || Diagnostic::new(Code::BadAddress, (written.place)()).with("value", text);
        diagnostics.push(worded.unwrap_or_else(bad));
        return Target::Held(index, None);
    };
    if !document.has_own_text() {
        return Target::Held(index, Some(Location::Unchecked(address)));
    }
    match document.provision_at(&address) {
        Some(provision) => Target::Held(index, Some(Location::Provision(provision))),
        None => {
            if !document.broken {
                diagnostics.push(missing_provision(document, &address, (written.place)()));
            }
            Target::Held(index, None)
        }
    }
}
