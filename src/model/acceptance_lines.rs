//! The lines with which an editor accepts a diagnostic (`chấp nhận`), ready to paste into the head of its file.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::base::path::RelPath;
use crate::base::span::{Span, line_span};
use crate::input::document::Document;
use crate::messages::code::Code;
use crate::messages::diagnostic::Diagnostic;
use crate::messages::phrase::{AcceptReason, Phrase};

/// The most letters of the words that name a place.
const MAX_PLACE_LETTERS: usize = 60;

/// Adds to each diagnostic that may be accepted what to write for that.
pub(crate) fn add<'d>(documents: impl Iterator<Item = &'d Document>, diagnostics: &mut [Diagnostic]) {
    let mut without = diagnostics.iter_mut().filter(|found| lacks_line(found)).peekable();
    if without.peek().is_none() {
        return;
    }
    let by_path: FxHashMap<&RelPath, &Document> = documents.map(|document| (&document.path, document)).collect();
    for found in without {
        let document = by_path.get(&found.place.path);
        let phrase = document.map_or(Phrase::AcceptByHand, |document| in_head(document, found));
        add_line(phrase, found);
    }
}

/// Adds the same to diagnostics of one document, when it is parsed: nearly all that may be accepted follow from one file.
pub(crate) fn add_of(document: &Document, diagnostics: &mut [Diagnostic]) {
    for found in diagnostics.iter_mut().filter(|found| lacks_line(found)) {
        add_line(in_head(document, found), found);
    }
}

fn lacks_line(found: &Diagnostic) -> bool {
    found.code.is_acceptable() && found.arguments.iter().all(|(name, _)| *name != "accept")
}

fn add_line(phrase: Phrase, found: &mut Diagnostic) {
    Arc::make_mut(&mut found.arguments).push(("accept", phrase.into()));
}

/// What to write into the head of a document.
fn in_head(document: &Document, found: &Diagnostic) -> Phrase {
    let source = document.source();
    let place = address_of(document, found).unwrap_or_else(|| place_words(source, found));
    let (code, place, reason) = (found.code.name(), quoted(&place), reason(found.code));
    let mut lines = source.lines();
    if lines.next().map(str::trim_end) != Some("---") {
        return Phrase::AcceptByHand;
    }
    let mut head = lines.take_while(|line| line.trim_end() != "---");
    let field = head.find(|line| ["chấp nhận:", "accepted:"].iter().any(|name| line.starts_with(name)));
    let Some(field) = field else {
        return Phrase::AcceptInHead(code, place, reason);
    };
    let (name, value) = field.split_once(':').unwrap_or((field, ""));
    let (value, below) = (value.trim(), head.next().unwrap_or(""));
    if value.is_empty() && below.trim_start().starts_with("- ") {
        let indent = &below[..below.len() - below.trim_start().len()];
        return Phrase::AcceptInList(indent.to_owned(), code, place, reason);
    }
    match (
        value.strip_prefix('[').and_then(|inner| inner.strip_suffix(']')),
        value.strip_prefix('{'),
    ) {
        (Some(inner), _) => Phrase::AcceptInLine(format!("{name}: [{inner}"), code, place, reason),
        (None, Some(_)) if value.ends_with('}') => {
            Phrase::AcceptInLine(format!("{name}: [{value}"), code, place, reason)
        }
        (None, _) => Phrase::AcceptByHand,
    }
}

/// The address of a provision whose own number is in question.
fn address_of(document: &Document, found: &Diagnostic) -> Option<String> {
    let span = found.place.span.filter(|_| found.code == Code::NumbersOutOfOrder)?;
    let mut rows = document.provisions.iter();
    let own = rows.find(|row| row.is_numbered() && row.span.start == span.start)?;
    Some(own.address.to_string())
}

/// The words that name the place of a diagnostic: the first of its own words, or the whole text.
fn place_words(source: &str, found: &Diagnostic) -> String {
    let Some(span) = found.place.span else {
        return "toàn văn".to_owned();
    };
    let line = line_span(source, span.start);
    let own = Span::new(span.start, span.end.clamp(span.start, line.end)).clamped(source);
    let own = source[own.start..own.end].trim();
    let words = if own.is_empty() {
        source[line.start..line.end].trim()
    } else {
        own
    };
    match words.char_indices().nth(MAX_PLACE_LETTERS) {
        Some((end, _)) => {
            let cut = words[..end].rfind(' ').unwrap_or(end);
            words[..cut].trim_end().to_owned()
        }
        None => words.to_owned(),
    }
}

/// A text between double quotes, as YAML reads it.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

fn reason(code: Code) -> AcceptReason {
    if code == Code::SecrecyMark {
        AcceptReason::OnlyMentioned
    } else if [Code::CitedDateDiffers, Code::TwoDates].contains(&code) {
        AcceptReason::OtherDocument
    } else {
        AcceptReason::AsPrinted
    }
}
