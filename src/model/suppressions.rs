//! Suppressions (`chấp nhận`): diagnostics that the editors have checked and accept.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::base::path::RelPath;
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
    let accepting = documents.iter().filter(|document| !document.head.accepted.is_empty());
    let mut used: FxHashMap<&RelPath, (&Document, Vec<bool>)> = accepting
        .clone()
        .map(|document| {
            (
                &document.path,
                (&***document, vec![false; document.head.accepted.len()]),
            )
        })
        .collect();
    if used.is_empty() {
        return;
    }
    diagnostics.retain(|diagnostic| {
        let Some((document, used)) = used.get_mut(&diagnostic.place.path) else {
            return true;
        };
        let mut accepted = document.head.accepted.iter();
        let by = accepted.position(|acceptance| accepts(document, acceptance, diagnostic));
        if let Some(by) = by {
            used[by] = true;
        }
        by.is_none()
    });
    for document in accepting {
        let used = used[&document.path].1.iter();
        for (acceptance, _) in document.head.accepted.iter().zip(used).filter(|(_, used)| !**used) {
            let place = document.head_place(&acceptance.code.at);
            diagnostics.push(Diagnostic::new(Code::UnusedAcceptance, place).with("value", &acceptance.code.value));
        }
    }
}

/// Returns whether an entry of the document that a diagnostic is in accepts it.
fn accepts(document: &Document, acceptance: &Suppression, diagnostic: &Diagnostic) -> bool {
    let place = acceptance.place.as_ref();
    diagnostic.code.name() == acceptance.code.value
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
