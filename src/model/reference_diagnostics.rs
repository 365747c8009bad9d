//! Diagnostics on references that lead nowhere or to several documents, each with what to write instead.

use crate::base::address::Address;
use crate::base::did_you_mean::nearest;
use crate::base::fold::fold;
use crate::base::number::DocNumber;
use crate::base::span::Span;
use crate::input::body::provisions::Provision;
use crate::input::citations::provision_refs::only_provision;
use crate::input::document::Document;
use crate::input::front_matter::node::Located;
use crate::messages::code::Code;
use crate::messages::diagnostic::{Argument, Diagnostic, LabelText, Place};
use crate::messages::phrase::Phrase;
use crate::model::document_index::DocumentIndex;
use crate::model::identity::display_name;
use crate::model::indexes::DocIx;
use crate::model::number_resolution::Candidate;
use crate::model::stub_issuers::StubIssuers;
use crate::model::target::MAX_CANDIDATES;

/// Reports an address that a document does not have, written in a head.
pub(crate) fn unknown_provision(holder: &Document, document: &Document, address: &Located<String>) -> Diagnostic {
    let place = holder.head_place(&address.at);
    match Address::new(&address.value) {
        Some(address) => missing_provision(document, &address, place),
        None => Diagnostic::new(Code::BadAddress, place).with("value", &address.value),
    }
}

/// Reports an address in words (`mục II.1.5`) with the address that they mean, where there is one; `source` is the text
/// of the file that holds it.
pub(super) fn worded_provision(document: &Document, (source, words): (&str, &str), place: Place) -> Option<Diagnostic> {
    let address = only_provision(&words.replace("điều ", "Điều "))?;
    if document.has_own_text() && document.provision_at(&address).is_none() {
        return (!document.broken).then(|| missing_provision(document, &address, place));
    }
    let written = format!("#{words}");
    let at = place
        .span
        .and_then(|span| Some(span.start + source.get(span.start..span.end)?.find(&written)?));
    let new = format!("#{address}");
    let diagnostic = Diagnostic::new(Code::UnknownProvision, place)
        .with("document", display_name(document))
        .with("address", words)
        .with("help", Phrase::DidYouMean(new.clone()));
    Some(match at {
        Some(at) => diagnostic.fix(Span::new(at, at + written.len()), new),
        None => diagnostic,
    })
}

/// Reports an address that a document does not have.
pub(crate) fn missing_provision(document: &Document, address: &Address, place: Place) -> Diagnostic {
    Diagnostic::new(Code::UnknownProvision, place)
        .with("document", display_name(document))
        .with("address", address.as_str())
        .with("help", help_for_address(document, address))
}

/// Suggests what to write: siblings of a missing item, else the same number written differently, else the outermost
/// items.
fn help_for_address(document: &Document, address: &Address) -> Phrase {
    let rows = &document.provisions;
    let numbered = |fits: &dyn Fn(&Provision) -> bool| -> Vec<&str> {
        let fitting = rows.iter().filter(|row| row.is_numbered() && fits(row));
        fitting.map(|row| row.address.as_str()).collect()
    };
    let parent = address.parent();
    let parent = parent.filter(|parent| document.provision_at(parent).is_some());
    let siblings = parent.map(|parent| numbered(&|row| row.address.parent().as_ref() == Some(&parent)));
    if let Some(siblings) = siblings.filter(|siblings| !siblings.is_empty()) {
        return Phrase::ThereAre(shortened(&siblings));
    }
    // An address is near if it differs in dots and case alone: any other wrong number is as far as every other.
    let letters = |address: &str| fold(&address.replace(['.', '-', '_'], ""));
    let mut rows = rows.iter();
    if let Some(near) = rows.find(|row| letters(row.address.as_str()) == letters(address.as_str())) {
        return Phrase::DidYouMean(format!("#{}", near.address));
    }
    match numbered(&|row| row.parent().is_none()).as_slice() {
        [] => Phrase::NoProvisions,
        top => Phrase::ThereAre(shortened(top)),
    }
}

fn shortened(names: &[&str]) -> String {
    match names {
        [first, .., last] if names.len() > 12 => format!("{first} … {last}"),
        _ => names.join(", "),
    }
}

/// Reports a name that no document has, with the nearest known one.
pub(super) fn unknown_document(documents: &DocumentIndex, name: &str, place: Place) -> Diagnostic {
    let help = match nearest(name, documents.known_names()) {
        Some(near) => Phrase::DidYouMean(near.to_owned()),
        None => Phrase::WriteReference,
    };
    Diagnostic::new(Code::UnknownDocument, place)
        .with("value", name)
        .with("help", help)
}

/// Reports a reference that several documents fit, `count` of them, and what to write for the first ones.
pub(super) fn ambiguous(
    (documents, issuers): (&DocumentIndex, Option<&StubIssuers>),
    text: &str,
    (candidates, count): (&[Candidate], usize),
    place: Place,
) -> Diagnostic {
    let candidates = &candidates[..candidates.len().min(MAX_CANDIDATES)];
    let mut choices: Vec<String> = Vec::new();
    for candidate in candidates {
        let choice = choice((documents, issuers), text, *candidate);
        // QĐ is short for Quyết định and Quy định: where number and date are the same, the kind distinguishes them.
        match (choices.contains(&choice), candidate) {
            (true, Candidate::Held(index)) => {
                choices.push(format!("{} {choice}", documents.document(*index).kind.name));
            }
            _ => choices.push(choice),
        }
    }
    let choices: Vec<String> = choices.iter().map(|choice| format!("`{choice}`")).collect();
    let mut diagnostic = Diagnostic::new(Code::AmbiguousReference, place)
        .with("value", text)
        .with("words", text.split('@').next().unwrap_or(text))
        .with("count", count.to_string())
        .with(
            "choices",
            match count - candidates.len() {
                0 => Argument::from(choices.join(", ")),
                more => Phrase::AndMore(choices.join(", "), more.to_string()).into(),
            },
        );
    for candidate in candidates {
        if let Candidate::Held(index) = candidate {
            let document = documents.document(*index);
            let place = match &document.head.number {
                Some(number) => document.head_place(&number.at),
                None => Place::at(&document.path, Span::new(0, 0)),
            };
            diagnostic = diagnostic.label(place, LabelText::Candidate);
        }
    }
    diagnostic
}

/// Reports a name outside the documents that several documents with a file fit.
pub(crate) fn ambiguous_held(documents: &DocumentIndex, text: &str, found: &[DocIx], place: Place) -> Diagnostic {
    let candidates: Vec<Candidate> = found.iter().map(|index| Candidate::Held(*index)).collect();
    ambiguous((documents, None), text, (&candidates, candidates.len()), place)
}

/// What to write for one of several candidates.
fn choice((documents, issuers): (&DocumentIndex, Option<&StubIssuers>), text: &str, candidate: Candidate) -> String {
    match candidate {
        Candidate::Held(index) => {
            let document = documents.document(index);
            let date = document.head.date.as_ref().map(|date| date.value.iso());
            match (&document.head.number, date) {
                (Some(number), Some(date)) => format!("{}@{date}", number.value),
                _ => format!("{}/{}", document.kind.slug, documents.entry(index).slug()),
            }
        }
        Candidate::Cited(group) => {
            let number = text.split_once('@').map_or(text, |(number, _)| number);
            let number = number.split_once(" của ").map_or(number, |(number, _)| number).trim();
            let date = group.date.map_or_else(String::new, |date| format!("@{}", date.iso()));
            let folded = DocNumber::parse(number);
            let issuer = folded.and_then(|folded| Some(issuers?.name(folded.folded(), group.issuer)?.to_owned()));
            let issuer = issuer.map_or_else(String::new, |issuer| format!(" của {issuer}"));
            format!("{number}{date}{issuer}")
        }
    }
}
