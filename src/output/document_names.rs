//! The names of documents and of places in them.

use crate::base::address::Address;
use crate::base::date::PartialDate;
use crate::base::fold::{fold, name_key};
use crate::base::kind::Form;
use crate::input::body::provisions::ProvisionKind;
use crate::input::document::Document;
use crate::model::indexes::{BodyIx, DocIx};
use crate::model::target::{DocumentRef, Location};
use crate::output::page_context::PageContext;
use crate::output::provision_names::{citation_path, division_words, has_word_levels};
use crate::output::ui_strings::UiStrings;
use crate::site::planned_site::Site;

/// Returns the name of a document in lists: `Quyết định 393-QĐ/TU`, or the title of a write-up.
pub(crate) fn short(context: PageContext<'_>, node: DocumentRef) -> String {
    match node {
        DocumentRef::Held(index) => document_name(context.document(index), context.texts),
        DocumentRef::Stub(index) => {
            let row = context.stub(index);
            match (&row.kind, row.number()) {
                (Some(kind), Some(number)) => format!("{} {number}", kind.name),
                (None, _) | (_, None) => row.designation(),
            }
        }
    }
}

fn document_name(document: &Document, texts: &UiStrings) -> String {
    let kind = &document.kind.name;
    if let Some(number) = &document.head.number {
        return format!("{kind} {}", number.value);
    }
    let title = document.title_text.as_deref();
    if document.kind.form != Form::Official {
        return title.unwrap_or_else(|| document.path.stem()).to_owned();
    }
    match (document.head.other_names.first(), title) {
        (Some(name), _) => name.value.clone(),
        (None, Some(title)) if fold(title).starts_with(&fold(kind)) => title.to_owned(),
        (None, Some(title)) => format!("{kind} {title}"),
        (None, None) => format!("{kind}, {}", texts.view("unknown_title", &[])),
    }
}

/// Returns the trích yếu of a document, to print under a name that does not contain it.
pub(crate) fn subject(document: &Document) -> Option<String> {
    let named_by_title = document.head.number.is_none() && document.head.other_names.is_empty();
    if named_by_title || document.kind.form != Form::Official {
        return None;
    }
    document.title_text.clone()
}

/// Returns the trích yếu as lists show it behind the name: without the name, where the title begins with it (`Quyết định số
/// 393-QĐ/TU về …`). The words of the title itself are shown whole on the document's own page.
pub(crate) fn listed_subject(document: &Document) -> Option<String> {
    let subject = subject(document)?;
    let Some(number) = &document.head.number else {
        return Some(subject);
    };
    Some(without_name(&subject, &document.kind.name, &number.value.to_string()).to_owned())
}

/// A title without the kind and number at its beginning, if words follow them.
fn without_name<'t>(title: &'t str, kind: &str, number: &str) -> &'t str {
    let rest = title.strip_prefix(kind).and_then(|rest| rest.strip_prefix(' '));
    let rest = rest.map(|rest| rest.strip_prefix("số ").unwrap_or(rest));
    let rest = rest.and_then(|rest| rest.strip_prefix(number)?.strip_prefix(' '));
    rest.filter(|rest| rest.starts_with(char::is_alphabetic))
        .unwrap_or(title)
}

/// Returns the name with date and issuer: `Quyết định 393-QĐ/TU ngày 27/6/2011, Tỉnh ủy Thái Nguyên`.
///
/// Every provincial committee has a 393-QĐ/TU: the body that owns the symbol distinguishes them.
pub(crate) fn full(context: PageContext<'_>, node: DocumentRef) -> String {
    let site = context.site;
    let name = short(context, node);
    let (date, issuer) = match node {
        DocumentRef::Held(index) => {
            let document = site.documents.document(index);
            if document.kind.form != Form::Official {
                return name;
            }
            let number = document.head.number.as_ref().map(|number| &number.value);
            let issuer = site.documents.entry(index).issuer;
            let name_of = |body: BodyIx| site.documents.bodies[body.get()].name.clone();
            // The name of the committee replaces that of a body that contains it, and no other.
            let owner = number
                .and_then(|number| site.documents.symbol_owner(number))
                .map(name_of);
            let issuer = issuer.map(name_of).map(|issuer| match owner {
                Some(owner) if name_key(&issuer).contains(&name_key(&owner)) => owner,
                _ => issuer,
            });
            (document.head.date.as_ref().map(|date| date.value), issuer)
        }
        DocumentRef::Stub(index) => {
            let row = &site.graph.stubs.rows[index.get()];
            // The name of a law has its year already.
            let date = row
                .date
                .filter(|date| row.number().is_some() || matches!(date, PartialDate::Day(_)));
            (date, row.issuers.first().cloned())
        }
    };
    let mut out = name;
    match (date, shared_number_period(context, node)) {
        (Some(date), _) => {
            out.push(' ');
            out.push_str(&date_phrase(context.texts, date));
        }
        (None, Some(period)) => out.push_str(&format!(" ({period})")),
        (None, None) => {}
    }
    match issuer.filter(|issuer| !name_key(&out).contains(&name_key(issuer))) {
        Some(issuer) => format!("{out}, {issuer}"),
        None => out,
    }
}

/// Returns the period of a document whose number another has too: without a date, it tells the two apart.
fn shared_number_period<'a>(context: PageContext<'a>, node: DocumentRef) -> Option<&'a str> {
    let DocumentRef::Held(index) = node else { return None };
    let head = &context.document(index).head;
    let number = &head.number.as_ref()?.value;
    let is_shared = context.site.documents.with_number(number).len() > 1;
    head.period.as_deref().filter(|_| is_shared)
}

/// Returns a date as part of a phrase: `ngày 27/6/2011`, `tháng 6/2011`, `năm 2011`.
pub(crate) fn date_phrase(texts: &UiStrings, date: PartialDate) -> String {
    let key = match date {
        PartialDate::Day(_) => "date_day",
        PartialDate::Month(..) => "date_month",
        PartialDate::Year(_) => "date_year",
    };
    texts.view(key, &[("date", &date.to_string())])
}

/// Returns the names of the bodies that issued a document, on one line; `None` if none is known.
pub(crate) fn issuers(context: PageContext<'_>, index: DocIx) -> Option<String> {
    let bodies = context.site.documents.entry(index).issuers();
    let names: Vec<&str> = bodies.map(|body| context.body(body).name.as_str()).collect();
    (!names.is_empty()).then(|| names.join(", "))
}

/// Returns the anchor of a provision on the page of its document: the first paragraph of an item has that of the item.
pub(crate) fn anchor(site: &Site, index: DocIx, provision: usize) -> Address {
    let document = site.documents.document(index);
    document.provisions[anchored(document, provision)].address.clone()
}

/// The provision that has the anchor of another one: the first paragraph of an item has that of the item.
fn anchored(document: &Document, provision: usize) -> usize {
    let row = &document.provisions[provision];
    match (row.row, row.parent()) {
        (ProvisionKind::First, Some(parent)) => parent,
        _ => provision,
    }
}

/// Returns the name of a place in a document: `mục II.2.1`, `mục II.2.3, đoạn 2`, `phần kết`.
pub(crate) fn place(document: &Document, texts: &UiStrings, provision: Option<usize>) -> String {
    let Some(provision) = provision else {
        return texts.view("title", &[]).to_lowercase();
    };
    let provision = anchored(document, provision);
    let row = &document.provisions[provision];
    let is_official = document.kind.form == Form::Official;
    if !row.is_paragraph() {
        return section(document, texts, provision);
    }
    let paragraph = row.address.paragraph().unwrap_or(1).to_string();
    let paragraph = texts.view("paragraph", &[("n", &paragraph)]);
    match row.parent() {
        Some(parent) => format!("{}, {paragraph}", section(document, texts, parent)),
        None if !is_official => paragraph,
        None if row.address.as_str().starts_with("ket.") => texts.view("closing", &[]),
        None => texts.view("opening", &[]),
    }
}

fn section(document: &Document, texts: &UiStrings, provision: usize) -> String {
    let row = &document.provisions[provision];
    match (row.heading(), row.is_numbered()) {
        (Some(heading), false) => format!("“{heading}”"),
        _ if has_word_levels(document, provision) => citation_path(document, provision),
        _ => texts.view("provision", &[("address", row.address.as_str())]),
    }
}

/// Returns the name of a location in a document.
pub(crate) fn location(context: PageContext<'_>, node: DocumentRef, location: &Location) -> String {
    match (node, location) {
        (DocumentRef::Held(index), Location::Provision(provision)) => {
            place(context.document(index), context.texts, Some(*provision))
        }
        (_, Location::Unchecked(address)) => {
            division_words(address).unwrap_or_else(|| context.texts.view("provision", &[("address", address.as_str())]))
        }
        (DocumentRef::Stub(_), Location::Provision(_)) => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::without_name;

    #[test]
    fn a_title_is_listed_without_the_name_that_stands_beside_it() {
        let listed = |title| without_name(title, "Quyết định", "39-QĐ/TU");
        assert_eq!(
            listed("Quyết định số 39-QĐ/TU về công tác dân vận"),
            "về công tác dân vận"
        );
        assert_eq!(listed("Quyết định 39-QĐ/TU ban hành quy chế"), "ban hành quy chế");
        // The number of another document, a date, nothing at all.
        for whole in [
            "Quyết định số 39-QĐ/TUB về công tác dân vận",
            "Quyết định số 139-QĐ/TU về công tác dân vận",
            "Quyết định số 39-QĐ/TU, 5/2/2012",
            "Quyết định số 39-QĐ/TU",
            "Về công tác dân vận",
        ] {
            assert_eq!(listed(whole), whole);
        }
    }
}
