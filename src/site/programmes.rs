//! The programmes of a site: the documents that site.yaml names, each with its ledger, the newest first.

use std::cmp::Reverse;
use std::sync::OnceLock;

use crate::base::kind::Form;
use crate::base::path::RelPath;
use crate::input::front_matter::node::Located;
use crate::input::front_matter::vocabulary::diagnostic;
use crate::messages::code::Code;
use crate::messages::diagnostic::{LabelText, WithDiagnostics};
use crate::messages::phrase::Phrase;
use crate::model::document_index::DocumentIndex;
use crate::model::graph::Graph;
use crate::model::indexes::DocIx;
use crate::model::ledger::{self, Ledger};
use crate::model::provision_backlinks::{self, ProvisionBacklinks};
use crate::model::reference_diagnostics::ambiguous_held;
use crate::model::resolve::held_documents;
use crate::site::route::Route;

/// A programme of the site.
#[derive(Debug)]
pub(crate) struct Programme {
    /// The document.
    pub document: DocIx,
    /// Its ledger.
    pub ledger: Ledger,
}

/// The programmes of a site, the newest first; those without a date last.
#[derive(Debug, Default)]
pub(crate) struct Programmes(Vec<Programme>);

impl Programmes {
    /// Opens the ledgers of documents.
    pub(super) fn open(
        documents: &DocumentIndex,
        graph: &Graph,
        backlinks: &[OnceLock<ProvisionBacklinks>],
        mut found: Vec<DocIx>,
    ) -> Self {
        found.sort_by_key(|index| Reverse(documents.entry(*index).date()));
        let open = |document: DocIx| {
            let slot = &backlinks[document.get()];
            let known = slot.get_or_init(|| provision_backlinks::gather(documents, graph, document));
            let ledger = ledger::open(documents, document, known);
            Programme { document, ledger }
        };
        Programmes(found.into_iter().map(open).collect())
    }

    /// All programmes, the newest first.
    pub(crate) fn all(&self) -> &[Programme] {
        &self.0
    }

    /// The documents, the newest first.
    pub(crate) fn documents(&self) -> impl Iterator<Item = DocIx> {
        self.0.iter().map(|programme| programme.document)
    }

    /// The newest programme.
    pub(crate) fn newest(&self) -> Option<&Programme> {
        self.0.first()
    }

    /// The programme that a document is.
    pub(crate) fn of(&self, document: DocIx) -> Option<&Programme> {
        self.0.iter().find(|programme| programme.document == document)
    }

    /// Returns whether a document is a programme.
    pub(crate) fn contains(&self, document: DocIx) -> bool {
        self.of(document).is_some()
    }

    /// Returns whether the site has more than one.
    pub(crate) fn are_several(&self) -> bool {
        self.0.len() > 1
    }

    /// The page of a programme's ledger: the only one of a site has an address of its own, several are below their
    /// documents, so that a further programme moves no ledger but that of the first.
    pub(crate) fn ledger_route(&self, document: DocIx) -> Route {
        if self.are_several() {
            Route::LedgerOf(document)
        } else {
            Route::Ledger
        }
    }
}

/// Finds the documents that site.yaml names as programmes, in its order; reports each line that names none, several,
/// one that is no official document, or one that another line names.
pub(super) fn find(documents: &DocumentIndex, texts: &dyn Fn(&RelPath) -> String) -> WithDiagnostics<Vec<DocIx>> {
    let vocabulary = &documents.vocabulary;
    let mut found: Vec<(DocIx, &Located<String>)> = Vec::new();
    let mut diagnostics = Vec::new();
    let Some(file) = &vocabulary.site_file else {
        return WithDiagnostics {
            value: Vec::new(),
            diagnostics,
        };
    };
    let text = texts(&file.0);
    let report = |named: &Located<String>, code| diagnostic(file, &text, &named.at, code).with("value", &named.value);
    for named in &vocabulary.site.programmes {
        match held_documents(documents, &named.value).as_slice() {
            [] if documents.excluded.may_be(&named.value) || documents.entries.is_empty() => {}
            [] => diagnostics.push(report(named, Code::UnknownDocument).with("help", Phrase::WriteReference)),
            [only] => match found.iter().find(|(known, _)| known == only) {
                Some((_, first)) => {
                    let other = diagnostic(file, &text, &first.at, Code::DuplicateEntry).place;
                    diagnostics.push(report(named, Code::DuplicateEntry).label(other, LabelText::FirstHere));
                }
                None => {
                    let kind = &documents.document(*only).kind;
                    if kind.form != Form::Official {
                        diagnostics.push(report(named, Code::UnofficialProgramme).with("kind", &kind.name));
                    }
                    found.push((*only, named));
                }
            },
            several => {
                let place = report(named, Code::AmbiguousReference).place;
                diagnostics.push(ambiguous_held(documents, &named.value, several, place).raised());
            }
        }
    }
    WithDiagnostics {
        value: found.into_iter().map(|(index, _)| index).collect(),
        diagnostics,
    }
}
