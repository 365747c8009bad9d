//! The links of the menu and of the foot that site.yaml sets: each leads out of the site or to one of its documents.

use crate::base::path::RelPath;
use crate::input::front_matter::theme_settings::{LinkTarget, NamedLink};
use crate::input::front_matter::vocabulary::diagnostic;
use crate::messages::code::Code;
use crate::messages::diagnostic::Diagnostic;
use crate::messages::phrase::Phrase;
use crate::model::document_index::DocumentIndex;
use crate::model::indexes::DocIx;
use crate::model::reference_diagnostics::ambiguous_held;
use crate::model::resolve::held_documents;
use crate::site::planned_site::Site;

/// Returns the document that a link leads to, if it leads to just one.
pub(crate) fn linked_document(documents: &DocumentIndex, link: &NamedLink) -> Option<DocIx> {
    match &link.target.as_ref()?.value {
        LinkTarget::Document(named) => match held_documents(documents, named).as_slice() {
            [only] => Some(*only),
            [] | [_, _, ..] => None,
        },
        LinkTarget::Web(_) => None,
    }
}

/// Reports links that lead to no document of the site, or to several.
pub(crate) fn check(site: &Site, texts: &dyn Fn(&RelPath) -> String) -> Vec<Diagnostic> {
    let documents = &site.documents;
    let vocabulary = &documents.vocabulary;
    let Some(file) = &vocabulary.site_file else {
        return Vec::new();
    };
    let mut diagnostics = Vec::new();
    for link in vocabulary.site.look.links() {
        let Some(target) = &link.target else { continue };
        let LinkTarget::Document(named) = &target.value else {
            continue;
        };
        let report = |code| diagnostic(file, &texts(&file.0), &target.at, code).with("value", named);
        match held_documents(documents, named).as_slice() {
            [] if documents.excluded.may_be(named) || documents.entries.is_empty() => {}
            [] => diagnostics.push(report(Code::UnknownDocument).with("help", Phrase::WriteReference)),
            [_] => {}
            several => {
                let place = report(Code::AmbiguousReference).place;
                diagnostics.push(ambiguous_held(documents, named, several, place).raised());
            }
        }
    }
    diagnostics
}
