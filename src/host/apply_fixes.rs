//! `check --fix`: prints the safe fixes of the sources, then writes them.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Write;

use crate::base::path::RelPath;
use crate::host::atomic_write::atomic_write;
use crate::host::command::{
    CommandOptions, Compiled, ExitStatus, Streams, load_and_compile, print_machine_error, print_notice,
};
use crate::host::report::{TerminalStyle, Values};
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
        let compiled = load_and_compile(job, streams.words)?;
        style = compiled.style;
        let repairs = repairs(&compiled, streams.words)?;
        if repairs.is_empty() {
            break;
        }
        for (path, repaired) in &repairs {
            print_changes(path, repaired, style, streams.words);
        }
        for (path, repaired) in repairs {
            let written = atomic_write(&job.source, &path, repaired.text.as_bytes());
            let full = || job.source.join(path.as_str());
            written.map_err(|error| print_machine_error(streams.words, style, &full(), &error))?;
            count += repaired.changes.len();
            files.insert(path);
        }
    }
    let notice = match count {
        0 => Notice::NothingToFix,
        _ => Notice::Fixed,
    };
    print_notice(
        streams.words,
        style,
        notice,
        &[("count", &count), ("files", &files.len())],
    );
    let _ = writeln!(streams.words);
    Ok(())
}

/// The files that fixes change, each with its text after them. A file that changed since it was checked is left out,
/// with a notice.
fn repairs(compiled: &Compiled<'_>, out: &mut dyn Write) -> Result<Vec<(RelPath, Repaired)>, ExitStatus> {
    let diagnostics = compiled.outcome.diagnostics.iter();
    let mut by_file: BTreeMap<&RelPath, Vec<&Diagnostic>> = BTreeMap::new();
    for diagnostic in diagnostics.filter(|diagnostic| diagnostic.code.is_safely_fixed()) {
        by_file.entry(&diagnostic.place.path).or_default().push(diagnostic);
    }
    let mut found = Vec::new();
    for (path, diagnostics) in by_file {
        let Some(seen) = compiled.snapshot.text_of(path) else {
            continue;
        };
        let full = compiled.job.source.join(path.as_str());
        let bytes = fs::read(&full).map_err(|error| print_machine_error(out, compiled.style, &full, &error))?;
        let now = SourceFile::decode(path.clone(), &bytes);
        let raw = String::from_utf8(bytes).ok();
        let Some(raw) = raw.filter(|_| *now.text == *seen) else {
            print_notice(out, compiled.style, Notice::FixChanged, &[("path", path)]);
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
    print_notice(out, style, Notice::FixFile, &[("path", path)]);
    for change in &repaired.changes {
        match change {
            Change::ByteOrderMark => print_notice(out, style, Notice::FixMark, &[]),
            Change::LineEnds(count) => print_notice(out, style, Notice::FixLineEnds, &[("count", count)]),
            Change::Composed => print_notice(out, style, Notice::FixComposed, &[]),
            Change::Invisible(count) => print_notice(out, style, Notice::FixInvisible, &[("count", count)]),
            Change::Bullets(count) => print_notice(out, style, Notice::FixBullets, &[("count", count)]),
            Change::Decoded => print_notice(out, style, Notice::FixDecoded, &[]),
            Change::Lines { line, before, after } => {
                let (before, after) = (before.replace('\n', "\n  - "), after.replace('\n', "\n  + "));
                let values: Values<'_> = &[("line", line), ("before", &before), ("after", &after)];
                print_notice(out, style, Notice::FixLines, values);
            }
        }
    }
}
