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
    let units = documents.iter().filter(|document| !document.head.accepted.is_empty());
    let mut accepting: Vec<Accepting<'_>> = units.map(|document| Accepting::new(document)).collect();
    let rows = accepting.iter().enumerate();
    let by_path: FxHashMap<&RelPath, usize> = rows.map(|(at, row)| (&row.document.path, at)).collect();
    diagnostics.retain(|found| {
        let row = by_path.get(&found.place.path);
        !row.is_some_and(|at| accepting[*at].accept(found))
    });
    diagnostics.extend(accepting.iter().flat_map(Accepting::unused));
}

/// A document that accepts diagnostics.
struct Accepting<'d> {
    document: &'d Document,
    /// For each entry, whether it accepted a diagnostic.
    is_used: Vec<bool>,
}

impl<'d> Accepting<'d> {
    fn new(document: &'d Document) -> Self {
        Accepting {
            document,
            is_used: vec![false; document.head.accepted.len()],
        }
    }

    /// Returns whether an entry accepts a diagnostic of the document; the first that does is used.
    fn accept(&mut self, found: &Diagnostic) -> bool {
        let mut entries = self.document.head.accepted.iter();
        let entry = entries.position(|entry| accepts(self.document, entry, found));
        if let Some(entry) = entry {
            self.is_used[entry] = true;
        }
        entry.is_some()
    }

    /// Reports the entries that accepted nothing.
    fn unused(&self) -> impl Iterator<Item = Diagnostic> {
        let entries = self.document.head.accepted.iter().zip(&self.is_used);
        entries.filter(|(_, is_used)| !**is_used).map(|(entry, _)| {
            let place = self.document.head_place(&entry.code.at);
            Diagnostic::new(Code::UnusedAcceptance, place).with("value", &entry.code.value)
        })
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
