//! Suppressions (`chấp nhận`): findings that the editors have checked and accept.

use std::sync::Arc;

use crate::base::slug::field_key;
use crate::base::span::line_span;
use crate::input::document::Document;
use crate::input::front_matter::metadata::Suppression;
use crate::messages::code::Code;
use crate::messages::diagnostic::Diagnostic;
use crate::model::link_unit::LinkUnit;

/// Removes the findings that a document's head accepts; an entry that accepts nothing is a finding.
///
/// Errors cannot be accepted: the site would be wrong.
pub fn apply(documents: &[Arc<LinkUnit>], findings: &mut Vec<Diagnostic>) {
    let mut unused = Vec::new();
    for document in documents.iter().filter(|document| !document.head.accepted.is_empty()) {
        for acceptance in &document.head.accepted {
            let before = findings.len();
            findings.retain(|finding| !accepts(document, acceptance, finding));
            if findings.len() == before {
                let place = document.head_place(&acceptance.code.at);
                unused.push(Diagnostic::new(Code::UnusedAcceptance, place).with("value", &acceptance.code.value));
            }
        }
    }
    findings.extend(unused);
}

fn accepts(document: &Document, acceptance: &Suppression, finding: &Diagnostic) -> bool {
    finding.place.path == document.path
        && finding.code.name() == acceptance.code.value
        && !finding.is_error()
        && acceptance
            .place
            .as_ref()
            .is_none_or(|place| stands_at(document, place, finding))
}

/// Returns whether a finding is at a place: inside a provision, or on a line with those words.
fn stands_at(document: &Document, place: &str, finding: &Diagnostic) -> bool {
    let Some(span) = finding.place.span else {
        return field_key(place) == "toan-van";
    };
    let address = place.trim_start_matches('#');
    let inside = document.provisions.iter().any(|provision| {
        provision.address.as_str() == address && provision.span.start <= span.start && span.start <= provision.span.end
    });
    let line = line_span(document.source(), span.start);
    inside || field_key(place) == "toan-van" || document.source()[line.start..line.end].contains(place)
}
