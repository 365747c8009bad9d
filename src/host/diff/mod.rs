//! `diff`: shows what a change of the content does to the site, as text, as JSON, or as a comment in Markdown.
//!
//! Each side is a folder, or a revision that `git` knows.

mod difference_json;
mod difference_report;
mod markdown_comment;
mod page_lines;
mod report_line;
mod revision;
mod site_lines;
mod terminal_diff;

use std::path::{Path, PathBuf};

use crate::edition::Options;
use crate::edition::diff::{ComparedSide, Sides, compare_sides};
use crate::host::command::{ExitStatus, Streams, check_source, print_machine_error, print_notice};
use crate::host::diff::difference_report::report;
use crate::host::diff::revision::{RevisionProblem, load_revision};
use crate::host::load::load;
use crate::host::report::{self, TerminalStyle, Values};
use crate::host::signals::{is_stopped, note_signals};
use crate::host::source_files::CONTENT;
use crate::input::snapshot::Snapshot;
use crate::messages::catalogue::Language;
use crate::messages::diagnostic::Diagnostic;
use crate::messages::notice::Notice;

/// The format of the difference.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DiffFormat {
    /// Text for people at a terminal.
    Human,
    /// One JSON object.
    Json,
    /// A comment for a pull or merge request.
    Markdown,
}

impl DiffFormat {
    /// The names of all formats, as options give them.
    pub(crate) const NAMES: [&str; 3] = ["human", "json", "markdown"];

    /// The format of a name; text for any other.
    pub(crate) fn named(name: &str) -> Self {
        match name {
            "json" => DiffFormat::Json,
            "markdown" => DiffFormat::Markdown,
            _ => DiffFormat::Human,
        }
    }
}

/// The options of `diff`.
#[derive(Clone, Debug)]
pub(crate) struct DiffOptions {
    /// The folder of the new site, and in whose repository revisions are looked for.
    pub source: PathBuf,
    /// The former side.
    pub base: PathBuf,
    /// The new side; `None` for the source folder as it is.
    pub head: Option<PathBuf>,
    /// The options of both compilations.
    pub options: Options,
    /// Whether to print the notes that files need for readers.
    pub notes: bool,
    /// The format.
    pub format: DiffFormat,
    /// The language that the command line names.
    pub language: Option<Language>,
    /// How to print.
    pub style: TerminalStyle,
}

/// Compares two sides and prints what differs.
pub(crate) fn diff(options: &DiffOptions, streams: &mut Streams<'_>) -> ExitStatus {
    let style = match check_source(&options.source, (options.language, options.style), streams.words) {
        Ok(style) => style,
        Err(status) => return status,
    };
    note_signals();
    let head = options.head.as_deref().unwrap_or(&options.source);
    let loaded =
        side(&options.base, options, style, streams).and_then(|base| Ok((base, side(head, options, style, streams)?)));
    let (base, head) = match loaded {
        Ok(sides) => sides,
        Err(status) => return status,
    };
    let sides = compare_sides(base, head, &options.options);
    if is_stopped() {
        return stopped(style, streams);
    }
    print(options, &sides, style, streams)
}

fn stopped(style: TerminalStyle, streams: &mut Streams<'_>) -> ExitStatus {
    print_notice(streams.words, style, Notice::DiffStopped, &[]);
    ExitStatus::Machine
}

/// Reads a side: a folder that holds `content/`, else a revision; a folder without it where there is no revision.
fn side(
    name: &Path,
    options: &DiffOptions,
    style: TerminalStyle,
    streams: &mut Streams<'_>,
) -> Result<Snapshot, ExitStatus> {
    if is_stopped() {
        return Err(stopped(style, streams));
    }
    let folder = |streams: &mut Streams<'_>| {
        load(name).map_err(|error| print_machine_error(streams.words, style, &error.path, &error.source))
    };
    let is_source = options.head.is_none() && name == options.source;
    if name.join(CONTENT).is_dir() || is_source {
        return folder(streams);
    }
    let problem = match load_revision(&options.source, name) {
        Ok(snapshot) => return Ok(snapshot),
        Err(RevisionProblem::Machine(path, error)) => {
            return Err(print_machine_error(streams.words, style, &path, &error));
        }
        Err(RevisionProblem::Stopped) => return Err(stopped(style, streams)),
        Err(_) if name.is_dir() => return folder(streams),
        Err(problem) => problem,
    };
    let (shown, source) = (name.display(), options.source.display());
    let mut print = |notice: Notice, values: Values<'_>| print_notice(streams.words, style, notice, values);
    match problem {
        RevisionProblem::NoGit => print(Notice::DiffNoGit, &[("name", &shown)]),
        RevisionProblem::NoRepository => print(Notice::DiffNoRepository, &[("name", &shown), ("path", &source)]),
        RevisionProblem::Unknown => print(Notice::DiffUnknownRevision, &[("name", &shown)]),
        RevisionProblem::Git(reason) => {
            print(Notice::DiffGitFailed, &[("name", &shown), ("reason", &reason)]);
            return Err(ExitStatus::Machine);
        }
        RevisionProblem::TooLarge { files, megabytes } => {
            let values: Values<'_> = &[("name", &shown), ("files", &files), ("megabytes", &megabytes)];
            print(Notice::DiffTooLarge, values);
            return Err(ExitStatus::Machine);
        }
        RevisionProblem::Machine(..) | RevisionProblem::Stopped => {}
    }
    Err(ExitStatus::Usage)
}

/// Prints the errors of sides that have some, and the difference.
fn print(options: &DiffOptions, sides: &Sides, style: TerminalStyle, streams: &mut Streams<'_>) -> ExitStatus {
    let site = sides.head.language.as_deref().and_then(Language::from_code);
    let language = options.language.or(site).unwrap_or(style.language);
    let style = TerminalStyle { language, ..style };
    let named = [
        (Notice::DiffBaseErrors, Some(&options.base), &sides.base),
        (Notice::DiffHeadErrors, options.head.as_ref(), &sides.head),
    ];
    for (notice, name, side) in named {
        print_errors(notice, name.unwrap_or(&options.source), side, style, streams);
    }
    let text = match (options.format, options.notes) {
        (DiffFormat::Json, _) => difference_json::json(sides, language),
        (DiffFormat::Markdown, notes) => markdown_comment::comment(&report(sides, language, notes), language),
        (DiffFormat::Human, false) => terminal_diff::text(&report(sides, language, false), language),
        (DiffFormat::Human, true) => terminal_diff::notes(sides, language),
    };
    let is_written = streams.data.write_all(text.as_bytes()).is_ok();
    match (is_written, sides.base.is_broken() || sides.head.is_broken()) {
        (false, _) => ExitStatus::Machine,
        (true, true) => ExitStatus::Content,
        (true, false) => ExitStatus::Fine,
    }
}

/// Prints the errors of a side, which keep it from being published.
fn print_errors(notice: Notice, name: &Path, side: &ComparedSide, style: TerminalStyle, streams: &mut Streams<'_>) {
    if !side.is_broken() {
        return;
    }
    print_notice(streams.words, style, notice, &[("name", &name.display())]);
    let errors: Vec<Diagnostic> = side.diagnostics.iter().filter(|one| one.is_error()).cloned().collect();
    let text = report::short(&side.snapshot, &errors, style);
    let _ = streams.words.write_all(text.as_bytes());
}
