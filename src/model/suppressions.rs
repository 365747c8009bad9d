//! Suppressions (`chấp nhận`): diagnostics that the editors have checked and accept.

use std::sync::Arc;

use crate::base::slug::field_key;
use crate::base::span::line_span;
use crate::input::document::Document;
use crate::input::front_matter::metadata::Suppression;
use crate::messages::code::Code;
use crate::messages::diagnostic::Diagnostic;
use crate::model::link_unit::LinkUnit;

/// Removes the diagnostics that a document's head accepts; an entry that accepts nothing is a diagnostic.
///
/// Errors cannot be accepted: the site would be wrong.
pub(crate) fn apply(documents: &[Arc<LinkUnit>], diagnostics: &mut Vec<Diagnostic>) {
    let mut unused = Vec::new();
    for document in documents.iter().filter(|document| !document.head.accepted.is_empty()) {
        for acceptance in &document.head.accepted {
            let before = diagnostics.len();
            diagnostics.retain(|diagnostic| !accepts(document, acceptance, diagnostic));
            if diagnostics.len() == before {
                let place = document.head_place(&acceptance.code.at);
                unused.push(Diagnostic::new(Code::UnusedAcceptance, place).with("value", &acceptance.code.value));
            }
        }
    }
    diagnostics.extend(unused);
}

fn accepts(document: &Document, acceptance: &Suppression, diagnostic: &Diagnostic) -> bool {
    let place = acceptance.place.as_ref();
    diagnostic.place.path == document.path
        && diagnostic.code.name() == acceptance.code.value
        && !diagnostic.is_error()
        && place.is_none_or(|place| stands_at(document, place, diagnostic))
}

/// Returns whether a diagnostic is at a place: inside a provision, or on a line with those words.
fn stands_at(document: &Document, place: &str, diagnostic: &Diagnostic) -> bool {
    let Some(span) = diagnostic.place.span else {
        return field_key(place) == "toan-van";
    };
    let address = place.trim_start_matches('#');
    let inside = document.provisions.iter().any(|provision| {
        provision.address.as_str() == address && provision.span.start <= span.start && span.start <= provision.span.end
    });
    let line = line_span(document.source(), span.start);
    inside || field_key(place) == "toan-van" || document.source()[line.start..line.end].contains(place)
}
