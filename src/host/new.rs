//! `new`: writes the file of a new document, with the head of its kind.

use std::io::ErrorKind;
use std::path::Path;

use crate::edition::{NewDocumentProblem, new_document};
use crate::host::atomic_write::create_file;
use crate::host::command::{ExitStatus, Streams, check_source, print_machine_error, print_notice};
use crate::host::load::{load, site_language};
use crate::host::report::{TerminalStyle, Values};
use crate::messages::catalogue::Language;
use crate::messages::notice::Notice;

/// Writes the file, never over another one.
pub(crate) fn new(
    source: &Path,
    (kind, title): (&str, Option<&str>),
    (language, style): (Option<Language>, TerminalStyle),
    streams: &mut Streams<'_>,
) -> ExitStatus {
    let mut style = match check_source(source, (language, style), streams.words) {
        Ok(style) => style,
        Err(status) => return status,
    };
    let snapshot = match load(source) {
        Ok(snapshot) => snapshot,
        Err(error) => return print_machine_error(streams.words, style, &error.path, &error.source),
    };
    let site = || site_language(source);
    style.language = language.or_else(site).unwrap_or(style.language);
    let made = match new_document(&snapshot, kind, title) {
        Ok(made) => made,
        Err(problem) => {
            print_problem(kind, &problem, style, streams);
            return ExitStatus::Usage;
        }
    };
    let values: Values<'_> = &[("path", &made.path.as_str())];
    match create_file(source, &made.path, made.text.as_bytes()) {
        Ok(()) => {
            print_notice(streams.words, style, Notice::Created, values);
            ExitStatus::Fine
        }
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            print_notice(streams.words, style, Notice::FileExists, values);
            ExitStatus::Usage
        }
        Err(error) => print_machine_error(streams.words, style, &source.join(made.path.as_str()), &error),
    }
}

fn print_problem(kind: &str, problem: &NewDocumentProblem, style: TerminalStyle, streams: &mut Streams<'_>) {
    match problem {
        NewDocumentProblem::NoTitle => print_notice(streams.words, style, Notice::NewWithoutTitle, &[("kind", &kind)]),
        NewDocumentProblem::UnknownKind { near: Some(near), .. } => {
            print_notice(
                streams.words,
                style,
                Notice::NearKind,
                &[("kind", &kind), ("near", near)],
            );
        }
        NewDocumentProblem::UnknownKind { near: None, known } => {
            let known = known.join(", ");
            print_notice(
                streams.words,
                style,
                Notice::NoKind,
                &[("kind", &kind), ("known", &known)],
            );
        }
    }
}
