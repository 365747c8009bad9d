//! A document in a list, with or without a file.

use serde::Serialize;

use crate::base::date::PartialDate;
use crate::base::kind::Form;
use crate::input::front_matter::metadata::{Holding, Years};
use crate::model::target::DocumentRef;
use crate::output::document_names;
use crate::output::page_context::PageContext;
use crate::output::views::locality::{localities, short_line};

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
    /// `2011`, or the words for an unknown year.
    pub year_text: String,
    /// `2011`, `2018–2019`; absent where it is unknown.
    pub year: Option<String>,
    /// The body that issued it.
    pub issuer: Option<String>,
    /// The places that a write-up is about, short.
    pub place: Option<String>,
    /// Whether that is in the own province, in one that is now part of it, or outside: `own`, `former`, `outside`.
    pub scope: Option<&'static str>,
    /// `full`, `extract`, `none`; absent for write-ups and pages.
    pub holding: Option<&'static str>,
    /// Whether the site has a file for it.
    pub held: bool,
    /// Of where or by whom it is, and of when: the small line below its name, as far as known.
    pub line: String,
}

impl DocumentEntry {
    /// Takes the issuer away where it is this body.
    pub(crate) fn clear_issuer(&mut self, name: &str) {
        self.issuer = self.issuer.take().filter(|issuer| issuer != name);
        self.write_line();
    }

    /// Writes the small line of what is known. The sign in it stays with what follows, so that no line ends with it.
    fn write_line(&mut self) {
        let of = self.place.as_deref().or(self.issuer.as_deref());
        let when = self.date.as_deref().or(self.year.as_deref());
        let known: Vec<&str> = of.into_iter().chain(when).collect();
        self.line = known.join(" ·\u{a0}");
    }
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
    let mut entry = match node {
        DocumentRef::Held(index) => {
            let row = context.site.documents.entry(index);
            let document = &row.document;
            let date = row.date();
            let year = years_text(&document.head.years, date);
            let places = localities(context, index);
            let is_official = document.kind.form == Form::Official;
            DocumentEntry {
                url,
                name,
                subject: document_names::listed_subject(document),
                kind: document.kind.name.clone(),
                date: document.head.date.as_ref().map(|date| date.value.to_string()),
                iso: date.map(PartialDate::iso),
                year_text: year.clone().unwrap_or_else(|| context.year_text(None)),
                year,
                issuer: document_names::issuers(context, index),
                place: short_line(&places),
                scope: places.first().and_then(|place| place.scope),
                holding: document.holding.filter(|_| is_official).map(holding_name),
                held: true,
                line: String::new(),
            }
        }
        DocumentRef::Stub(index) => {
            let row = context.stub(index);
            DocumentEntry {
                url,
                name,
                subject: row.subject().map(str::to_owned),
                kind: row
                    .kind
                    .as_ref()
                    .map_or_else(|| context.texts.view("documents", &[]), |kind| kind.name.clone()),
                date: row.date.map(|date| date.to_string()),
                iso: row.date.map(PartialDate::iso),
                year_text: context.year_text(row.date.map(PartialDate::year)),
                year: row.date.map(|date| date.year().to_string()),
                issuer: row.issuers.first().cloned(),
                place: None,
                scope: None,
                holding: Some("none"),
                held: false,
                line: String::new(),
            }
        }
    };
    entry.write_line();
    entry
}

/// Returns the year of a document; for a write-up of several years, the first and the last.
fn years_text(years: &Years, date: Option<PartialDate>) -> Option<String> {
    let year = date.map(|date| date.year().to_string());
    match years {
        Years::Known(years) if years.len() > 1 => match (years.first(), years.last()) {
            (Some(first), Some(last)) => Some(format!("{first}–{last}")),
            _ => year,
        },
        Years::Known(_) | Years::Unknown | Years::Absent => year,
    }
}
