//! Finds what lies in `content/` and is not published, and what is published and would run.

use std::collections::HashSet;

use crate::base::file_sort::{FileSort, of_name};
use crate::base::path::RelPath;
use crate::input::snapshot::Attachment;
use crate::messages::code::Code;
use crate::messages::diagnostic::{Diagnostic, Place};
use crate::messages::phrase::Phrase;
use crate::messages::stray_reason::{StrayHelp, StrayReason};
use crate::site::planned_site::Site;
use crate::site::route::Route;

/// Reports each file of the content that no published page refers to, and each published one that would run.
///
/// `held_back` are the files of documents that are not published yet; they are listed with these. Where other
/// diagnostics are errors, a file may be wanted by a document that could not be read: then only what is an error anyway
/// is reported.
pub(crate) fn find(
    site: &Site,
    met: &[(RelPath, StrayReason)],
    held_back: &HashSet<RelPath>,
    has_errors: bool,
) -> Vec<Diagnostic> {
    let mut found: Vec<Diagnostic> = met.iter().map(|(path, reason)| stray(path, *reason)).collect();
    for (position, file) in site.documents.attachments.iter().enumerate() {
        match site.address(Route::Attachment(position)) {
            Some(_) if file.is_active => {
                let diagnostic = Diagnostic::new(Code::ActiveFile, Place::file(&file.path));
                found.push(diagnostic.with("name", file.path.name()));
            }
            Some(_) => {}
            None if held_back.contains(&file.path) => {}
            None => found.push(stray(&file.path, reason(file))),
        }
    }
    found.retain(|diagnostic| !has_errors || diagnostic.is_error());
    found
}

fn stray(path: &RelPath, reason: StrayReason) -> Diagnostic {
    let diagnostic = Diagnostic::new(Code::StrayFile, Place::file(path))
        .with("reason", Phrase::StrayFile(reason))
        .with("help", Phrase::StrayHelp(StrayHelp(reason)));
    match reason.is_error() {
        true => diagnostic.raised(),
        false => diagnostic,
    }
}

fn reason(file: &Attachment) -> StrayReason {
    match of_name(file.path.name()) {
        _ if file.is_active => StrayReason::Active,
        FileSort::Backup => StrayReason::Backup,
        FileSort::Writing => StrayReason::Writing,
        FileSort::Archive => StrayReason::Archive,
        FileSort::Active | FileSort::Markup | FileSort::Other => StrayReason::Unreferenced,
    }
}
