//! A document in a list, with or without a file.

use serde::Serialize;

use crate::base::date::PartialDate;
use crate::base::kind::Form;
use crate::input::front_matter::metadata::{Holding, Years};
use crate::model::target::DocumentRef;
use crate::output::document_names;
use crate::output::page_context::PageContext;
use crate::output::views::locality::short_locality;

/// A document in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct DocumentEntry {
    /// Its address.
    pub url: String,
    /// Its name.
    pub name: String,
    /// Its trích yếu.
    pub subject: Option<String>,
    /// Its kind's name.
    pub kind: String,
    /// Its date as precise as known: `27/6/2011`.
    pub date: Option<String>,
    /// The same in ISO 8601.
    pub iso: Option<String>,
    /// `2011`; empty for an unknown year: lists put it last, under a heading that says so.
    pub year_text: String,
    /// The body that issued it.
    pub issuer: Option<String>,
    /// The places that a write-up is about, short.
    pub place: Option<String>,
    /// `full`, `extract`, `none`; absent for write-ups and pages.
    pub holding: Option<&'static str>,
    /// Whether the site has a file for it.
    pub held: bool,
}

/// Returns the name of a holding in views and data files.
pub(crate) fn holding_name(holding: Holding) -> &'static str {
    match holding {
        Holding::Full => "full",
        Holding::Extract => "extract",
        Holding::None => "none",
    }
}

/// Makes the entry of a document.
pub(crate) fn document_entry(context: PageContext<'_>, node: DocumentRef) -> DocumentEntry {
    let name = document_names::short(context, node);
    let url = context.document_url(node);
    match node {
        DocumentRef::Held(index) => {
            let row = context.site.documents.entry(index);
            let document = &row.document;
            let date = row.date();
            let is_official = document.kind.form == Form::Official;
            DocumentEntry {
                url,
                name,
                subject: document_names::subject(document),
                kind: document.kind.name.clone(),
                date: document.head.date.as_ref().map(|date| date.value.to_string()),
                iso: date.map(PartialDate::iso),
                year_text: years_text(&document.head.years, date),
                issuer: row.issuer.map(|body| context.body(body).name.clone()),
                place: short_locality(context, document),
                holding: document.holding.filter(|_| is_official).map(holding_name),
                held: true,
            }
        }
        DocumentRef::Stub(index) => {
            let row = context.stub(index);
            DocumentEntry {
                url,
                name,
                subject: None,
                kind: row
                    .kind
                    .as_ref()
                    .map_or_else(|| context.texts.view("documents", &[]), |kind| kind.name.clone()),
                date: row.date.map(|date| date.to_string()),
                iso: row.date.map(PartialDate::iso),
                year_text: row.date.map(|date| date.year().to_string()).unwrap_or_default(),
                issuer: row.issuers.first().cloned(),
                place: None,
                holding: Some("none"),
                held: false,
            }
        }
    }
}

/// Returns the year of a document; for a write-up of several years, the first and the last.
fn years_text(years: &Years, date: Option<PartialDate>) -> String {
    let year = || date.map(|date| date.year().to_string()).unwrap_or_default();
    match years {
        Years::Known(years) if years.len() > 1 => match (years.first(), years.last()) {
            (Some(first), Some(last)) => format!("{first}–{last}"),
            _ => year(),
        },
        Years::Known(_) | Years::Unknown | Years::Absent => year(),
    }
}
