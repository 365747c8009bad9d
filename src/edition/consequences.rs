//! Leaves out the diagnostics that follow from an error which is reported itself: one slip, one message.

use std::collections::BTreeSet;

use crate::base::path::RelPath;
use crate::base::slug::slug;
use crate::messages::code::Code;
use crate::messages::diagnostic::{Argument, Diagnostic};

/// The files with an error of their own, whose values are missing or wrong until it is fixed.
pub(super) fn files_in_error<'d>(diagnostics: impl IntoIterator<Item = &'d Diagnostic>) -> BTreeSet<RelPath> {
    let names_unknown = |code: Code| matches!(code, Code::UnknownTopic | Code::UnknownBody);
    let is_cause = |found: &&Diagnostic| found.is_error() && !found.code.may_follow() && !names_unknown(found.code);
    let causes = diagnostics.into_iter().filter(is_cause);
    causes.map(|found| found.place.path.clone()).collect()
}

/// Leaves out what follows from errors that one file shows by itself, or from a document that has two files.
pub(super) fn leave_out(diagnostics: &mut Vec<Diagnostic>) {
    let is_cause = |found: &&Diagnostic| !found.code.needs_all_files() || found.code == Code::DuplicateDocument;
    let files = files_in_error(diagnostics.iter().filter(is_cause));
    if !files.is_empty() {
        let swallowed = diagnostics.iter().filter(|found| swallows(found));
        let swallowed = swallowed.map(|found| found.place.path.clone()).collect();
        diagnostics.retain(|found| !follows(found, &files, &swallowed));
    }
}

/// Returns whether an error keeps text from being read, so that numbers and notes in it are missing.
fn swallows(found: &Diagnostic) -> bool {
    let swallowing = [Code::IndentedCode, Code::RawHtml, Code::UnclosedBlock];
    swallowing.contains(&found.code)
}

/// Returns whether a code compares parts of one text with each other.
fn is_of_structure(code: Code) -> bool {
    let of_structure = [
        Code::NumbersOutOfOrder,
        Code::UnmatchedNote,
        Code::ShortBeforeLong,
        Code::SetCount,
        Code::UnknownProvision,
    ];
    of_structure.contains(&code)
}

fn follows(found: &Diagnostic, files: &BTreeSet<RelPath>, swallowed: &BTreeSet<RelPath>) -> bool {
    follows_from_vocabulary(found, files)
        || found.code == Code::UnusedAcceptance && hides_accepted(found, files)
        || found.code == Code::BrokenLink && leads_to_one_of(found, files)
        || is_of_structure(found.code) && swallowed.contains(&found.place.path)
        || points_at_one_of(found, files)
}

/// Returns whether a value is unknown because the file that declares it has an error.
fn follows_from_vocabulary(found: &Diagnostic, files: &BTreeSet<RelPath>) -> bool {
    let vocabularies = [
        (found.code == Code::UnknownTopic, "content/topics.yaml"),
        (found.code == Code::UnknownBody, "content/bodies.yaml"),
        (is_of_kinds(found.code), "content/site.yaml"),
    ];
    let Some((_, declared_in)) = vocabularies.into_iter().find(|(depends, _)| *depends) else {
        return false;
    };
    found.place.path.as_str() != declared_in && files.iter().any(|file| file.as_str() == declared_in)
}

/// Returns whether a code depends on the kinds that site.yaml declares.
fn is_of_kinds(code: Code) -> bool {
    let of_kinds = [
        Code::UnknownKind,
        Code::NearKind,
        Code::MisplacedField,
        Code::NameWithoutKind,
    ];
    of_kinds.contains(&code)
}

/// Returns whether an acceptance has no use only while a file with an error hides what it accepts.
fn hides_accepted(found: &Diagnostic, files: &BTreeSet<RelPath>) -> bool {
    let is_between_files = |name: &str| Code::from_name(name).is_some_and(Code::needs_all_files);
    files.contains(&found.place.path) || value(found).is_some_and(is_between_files)
}

/// Returns whether a link by address leads to the page of a file with an error, which may have another address now.
fn leads_to_one_of(found: &Diagnostic, files: &BTreeSet<RelPath>) -> bool {
    let Some(address) = value(found).and_then(|value| value.strip_prefix('/')) else {
        return false;
    };
    let first = address.split('/').next().unwrap_or("");
    files.iter().any(|file| match file.as_str() {
        "content/topics.yaml" => first == "chu-de",
        "content/bodies.yaml" => first == "co-quan",
        "content/site.yaml" => true,
        _ => {
            let name = slug(file.stem());
            address.split(['/', '#', '?']).any(|part| part == name)
        }
    })
}

/// Returns whether a diagnostic between files has its other end in a file with an error.
fn points_at_one_of(found: &Diagnostic, files: &BTreeSet<RelPath>) -> bool {
    let is_between = found.code.needs_all_files() && !found.code.is_collision();
    let mut ends = found.labels.iter().map(|label| &label.place.path);
    is_between && ends.any(|path| *path != found.place.path && files.contains(path))
}

/// The value that a diagnostic is about.
fn value(found: &Diagnostic) -> Option<&str> {
    found.arguments.iter().find_map(|(name, value)| match value {
        Argument::Literal(text) if *name == "value" => Some(text.as_str()),
        Argument::Literal(_) | Argument::Phrase(_) | Argument::Date(_) => None,
    })
}
