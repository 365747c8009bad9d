//! A document or provision cited in official form (Nghị định 30/2020/NĐ-CP, phụ lục I): whole the first
//! time, kind and number after. Official form is Vietnamese whatever the language of the interface.

use crate::base::date::PartialDate;
use crate::input::document::Document;
use crate::model::indexes::DocIx;
use crate::model::target::DocumentRef;
use crate::output::views::{PageContext, document_names};

/// How much of the document is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Length {
    /// Kind, number, date, issuer: the first time.
    Long,
    /// Kind and number: after.
    Short,
}

/// `điểm 1.5, mục 1, phần II Chương trình hành động số 01-CTr/BDVTU ngày 29/8/2011 của …`.
pub fn citation(context: PageContext<'_>, index: DocIx, position: usize, length: Length) -> String {
    let document = context.site.register.document(index);
    let place = place(document, position);
    let whole = document_citation(context, index, length);
    if place.is_empty() {
        whole
    } else {
        format!("{place} {whole}")
    }
}

/// The place inside a document. What follows a document (a Quy chế, a Phụ lục) is `kèm theo` it: its Điều 1
/// is not that of the document.
pub fn place(document: &Document, position: usize) -> String {
    let path = document_names::citation_path(document, position);
    match document_names::attached_part(document, position) {
        Some(attached) if path.is_empty() => format!("{attached} kèm theo"),
        Some(attached) => format!("{path}, {attached} kèm theo"),
        None => path,
    }
}

/// The document itself.
pub fn document_citation(context: PageContext<'_>, index: DocIx, length: Length) -> String {
    let entry = context.site.register.entry(index);
    let document = &entry.document;
    let mut out = match &document.head.number {
        Some(number) => format!("{} số {}", document.kind.name, number.value),
        None => document_names::short(context.site, context.texts, DocumentRef::Held(index)),
    };
    if length == Length::Short {
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
    if let Some(body) = entry.issuer {
        out.push_str(&format!(" của {}", context.site.register.bodies[body.get()].name));
    }
    out
}
