//! `check --fix`: prints the safe fixes of the sources, then writes them.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, Write};
use std::path::PathBuf;

use crate::base::path::RelPath;
use crate::host::atomic_write::atomic_write;
use crate::host::command::{
    CommandOptions, Compiled, ExitStatus, Streams, load_and_compile, print_machine_error, print_notice,
};
use crate::host::report::TerminalStyle;
use crate::input::snapshot::Snapshot;
use crate::input::source::SourceFile;
use crate::messages::diagnostic::Diagnostic;
use crate::messages::fixes::{Change, Repaired, repair};
use crate::messages::notice::Notice;

/// The most rounds of checking and fixing: a fix may uncover another one, but not without end.
const MAX_ROUNDS: usize = 5;

/// Applies all safe fixes to the source folder.
///
/// # Errors
/// The status of a command that cannot continue: the folder cannot be read or written. It is printed already.
pub(super) fn apply_fixes(job: &CommandOptions, streams: &mut Streams<'_>) -> Result<(), ExitStatus> {
    let mut files = BTreeSet::new();
    let mut count = 0;
    let mut style = job.style;
    for _ in 0..MAX_ROUNDS {
        let Compiled {
            snapshot,
            outcome,
            style: site_style,
        } = load_and_compile(job, streams.words)?;
        style = site_style;
        let repairs =
            repairs(job, &snapshot, &outcome.diagnostics, style, streams.words).map_err(|(path, error)| {
                print_machine_error(streams.words, style, &path, &error);
                ExitStatus::Machine
            })?;
        if repairs.is_empty() {
            break;
        }
        for (path, repaired) in &repairs {
            print_changes(path, repaired, style, streams.words);
        }
        for (path, repaired) in repairs {
            atomic_write(&job.source, &path, repaired.text.as_bytes()).map_err(|error| {
                print_machine_error(streams.words, style, &job.source.join(path.as_str()), &error);
                ExitStatus::Machine
            })?;
            count += repaired.changes.len();
            files.insert(path);
        }
    }
    let notice = if count == 0 {
        Notice::NothingToFix
    } else {
        Notice::Fixed
    };
    let values = [("count", count.to_string()), ("files", files.len().to_string())];
    print_notice(streams.words, style, notice, &values);
    let _ = writeln!(streams.words);
    Ok(())
}

/// The files that fixes change, each with its text after them. A file that changed since it was checked is left out,
/// with a notice.
fn repairs(
    job: &CommandOptions,
    snapshot: &Snapshot,
    diagnostics: &[Diagnostic],
    style: TerminalStyle,
    out: &mut dyn Write,
) -> Result<Vec<(RelPath, Repaired)>, (PathBuf, io::Error)> {
    let mut by_file: BTreeMap<&RelPath, Vec<&Diagnostic>> = BTreeMap::new();
    for diagnostic in diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.code.is_safely_fixed())
    {
        by_file.entry(&diagnostic.place.path).or_default().push(diagnostic);
    }
    let mut found = Vec::new();
    for (path, diagnostics) in by_file {
        let Some(seen) = snapshot.text_of(path) else { continue };
        let full = job.source.join(path.as_str());
        let bytes = fs::read(&full).map_err(|error| (full, error))?;
        let now = SourceFile::decode(path.clone(), &bytes);
        let raw = String::from_utf8(bytes)
            .ok()
            .filter(|_| *now.text == *seen && now.is_readable());
        let Some(raw) = raw else {
            print_notice(out, style, Notice::FixChanged, &[("path", path.to_string())]);
            continue;
        };
        let repaired = repair(&raw, &diagnostics);
        if repaired.text != raw {
            found.push((path.clone(), repaired));
        }
    }
    Ok(found)
}

/// Prints the changes to a file.
fn print_changes(path: &RelPath, repaired: &Repaired, style: TerminalStyle, out: &mut dyn Write) {
    print_notice(out, style, Notice::FixFile, &[("path", path.to_string())]);
    for change in &repaired.changes {
        match change {
            Change::ByteOrderMark => print_notice(out, style, Notice::FixMark, &[]),
            Change::LineEnds(count) => print_notice(out, style, Notice::FixLineEnds, &[("count", count.to_string())]),
            Change::Composed => print_notice(out, style, Notice::FixComposed, &[]),
            Change::Lines { line, before, after } => {
                let below = |text: &str, sign: &str| text.replace('\n', &format!("\n  {sign} "));
                let values = [
                    ("line", line.to_string()),
                    ("before", below(before, "-")),
                    ("after", below(after, "+")),
                ];
                print_notice(out, style, Notice::FixLines, &values);
            }
        }
    }
}
