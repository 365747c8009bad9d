//! The keys by which data files, pages and editors name documents: the number, with a date if several documents have it.

use crate::base::date::PartialDate;
use crate::base::number::DocNumber;
use crate::model::indexes::{DocIx, StubIx};
use crate::model::stubs::StubIdentity;
use crate::model::target::DocumentRef;
use crate::site::planned_site::Site;

/// The keys of all documents, as data files print them.
#[derive(Debug)]
pub(crate) struct DocumentKeys {
    held: Vec<String>,
    stubs: Vec<String>,
}

impl DocumentKeys {
    /// Computes every key.
    pub(crate) fn new(site: &Site) -> Self {
        let held = site.documents.indexes().map(DocumentRef::Held);
        let stubs = site.graph.stubs.indexes().map(DocumentRef::Stub);
        DocumentKeys {
            held: held.map(|node| key(site, node)).collect(),
            stubs: stubs.map(|node| key(site, node)).collect(),
        }
    }

    /// Returns the key of a document.
    pub(crate) fn get(&self, node: DocumentRef) -> &str {
        match node {
            DocumentRef::Held(index) => &self.held[index.get()],
            DocumentRef::Stub(index) => &self.stubs[index.get()],
        }
    }
}

/// Returns the key of a document: the number alone if one document has it, else with its year or day, and with its kind
/// if that is not enough (QĐ abbreviates both Quyết định and Quy định).
pub(crate) fn key(site: &Site, node: DocumentRef) -> String {
    let (number, own) = match node {
        DocumentRef::Held(index) => {
            let document = site.documents.document(index);
            let Some(number) = &document.head.number else {
                return format!("{}/{}", document.kind.slug, site.documents.entry(index).slug());
            };
            (&number.value, held(site, index))
        }
        DocumentRef::Stub(index) => match &site.graph.stubs.rows[index.get()].identity {
            StubIdentity::Number(number) => (number, stubs(site, index)),
            StubIdentity::Law(law) => return law.path_key(),
        },
    };
    let with_file = site.documents.with_number(number).iter();
    let cited = site.graph.stubs.with_number(number.folded());
    let all: Vec<KeyHolder<'_>> = with_file
        .map(|index| held(site, *index))
        .chain(cited.map(|index| stubs(site, index)))
        .collect();
    key_among(number, own, &all)
}

/// The facts that distinguish a document with a number from others with that number.
#[derive(Clone, Copy)]
struct KeyHolder<'a> {
    kind: Option<&'a str>,
    date: Option<PartialDate>,
    /// The issuer, where bodies of several places use the number.
    issuer: Option<&'a str>,
}

fn held(site: &Site, index: DocIx) -> KeyHolder<'_> {
    let document = site.documents.document(index);
    KeyHolder {
        kind: Some(document.kind.name.as_str()),
        date: document.head.date.as_ref().map(|date| date.value),
        issuer: None,
    }
}

fn stubs(site: &Site, index: StubIx) -> KeyHolder<'_> {
    let row = &site.graph.stubs.rows[index.get()];
    KeyHolder {
        kind: row.kind.as_ref().map(|kind| kind.name.as_str()),
        date: row.date,
        issuer: row.issuers.first().map(String::as_str).filter(|_| row.is_of_place),
    }
}

/// Returns the key of one of the documents that have a number.
fn key_among(number: &DocNumber, holder: KeyHolder<'_>, all: &[KeyHolder<'_>]) -> String {
    let printed = number.printed();
    if all.len() == 1 {
        return printed.to_owned();
    }
    let is_same = |other: &&KeyHolder<'_>| other.date == holder.date && other.issuer == holder.issuer;
    let same_date = all.iter().filter(is_same).count();
    let dated = holder.date.map_or_else(
        || printed.to_owned(),
        |date| {
            let same_year = all
                .iter()
                .filter(|other| other.date.is_some_and(|other| other.year() == date.year()));
            let stamp = if same_year.count() > 1 {
                date.iso()
            } else {
                date.year().to_string()
            };
            format!("{printed}@{stamp}")
        },
    );
    let named = match holder.kind.filter(|_| same_date > 1) {
        Some(kind) => format!("{kind} {dated}"),
        None => dated,
    };
    match holder.issuer {
        Some(issuer) => format!("{named} của {issuer}"),
        None => named,
    }
}
