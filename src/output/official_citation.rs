//! Citations of documents and provisions in official form (Nghị định 30/2020/NĐ-CP, phụ lục I): in full the first time,
//! later by kind and number. The official form is Vietnamese in every language of the interface.

use crate::base::date::PartialDate;
use crate::input::document::Document;
use crate::model::indexes::DocIx;
use crate::model::target::DocumentRef;
use crate::output::document_names;
use crate::output::page_context::PageContext;
use crate::output::provision_names;

/// How completely a document is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CitationLength {
    /// Kind, number, date and issuer, for the first citation.
    Long,
    /// Kind and number, for later ones.
    Short,
}

/// Returns the citation of a provision:
/// `điểm 1.5, mục 1, phần II Chương trình hành động số 01-CTr/BDVTU ngày 29/8/2011 của …`.
pub(crate) fn citation(context: PageContext<'_>, index: DocIx, position: usize, length: CitationLength) -> String {
    let document = context.document(index);
    let place = provision_place(document, position);
    let whole = document_citation(context, index, length);
    if place.is_empty() {
        whole
    } else {
        format!("{place} {whole}")
    }
}

/// Returns the citation of a place inside a document. A part attached to the document (a Quy chế, a Phụ lục) is cited as
/// `kèm theo`: its Điều 1 is not the Điều 1 of the document.
pub(crate) fn provision_place(document: &Document, position: usize) -> String {
    let path = provision_names::citation_path(document, position);
    match provision_names::attached_part(document, position) {
        Some(attached) if path.is_empty() => format!("{attached} kèm theo"),
        Some(attached) => format!("{path}, {attached} kèm theo"),
        None => path,
    }
}

/// Returns the citation of a whole document.
pub(crate) fn document_citation(context: PageContext<'_>, index: DocIx, length: CitationLength) -> String {
    let document = context.document(index);
    let mut out = match &document.head.number {
        Some(number) => format!("{} số {}", document.kind.name, number.value),
        None => document_names::short(context, DocumentRef::Held(index)),
    };
    if length == CitationLength::Short {
        return out;
    }
    if let Some(date) = &document.head.date {
        let word = match date.value {
            PartialDate::Day(_) => "ngày",
            PartialDate::Month(..) => "tháng",
            PartialDate::Year(_) => "năm",
        };
        out.push_str(&format!(" {word} {}", date.value));
    }
    if let Some(issuers) = document_names::issuers(context, index) {
        out.push_str(&format!(" của {issuers}"));
    }
    out
}
