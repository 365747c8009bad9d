//! The options, streams and exit status of a command, and the steps that all commands share: load, compile, print.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::edition::{Options, Outcome, compile};
use crate::host::load::load;
use crate::host::machine_format::MachineFormat;
use crate::host::report::{self, TerminalStyle, Values, Verbosity};
use crate::input::snapshot::Snapshot;
use crate::messages::catalogue::Language;
use crate::messages::code::Severity;
use crate::messages::diagnostic::Diagnostic;
use crate::messages::notice::Notice;

/// How a command ended; decides its exit code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExitStatus {
    /// It succeeded.
    Fine,
    /// The content has errors, or warnings under `--strict`.
    Content,
    /// The command was used wrongly.
    Usage,
    /// The machine failed.
    Machine,
}

impl ExitStatus {
    /// The exit code.
    pub fn code(self) -> u8 {
        match self {
            ExitStatus::Fine => 0,
            ExitStatus::Content => 1,
            ExitStatus::Usage => 2,
            ExitStatus::Machine => 3,
        }
    }
}

/// The options of `build` and `check`.
#[derive(Clone, Debug)]
pub struct CommandOptions {
    /// The folder that holds `content/`.
    pub source: PathBuf,
    /// The folder that is published.
    pub output: PathBuf,
    /// The options of the compilation.
    pub options: Options,
    /// Whether warnings fail.
    pub strict: bool,
    /// Whether `check` applies safe fixes.
    pub fix: bool,
    /// Whether `check` writes the published addresses.
    pub write_addresses: bool,
    /// The published address that `check` gives up, if any.
    pub forget: Option<String>,
    /// The zip of the whole site that `build` writes beside the folder, if any.
    pub zip: Option<PathBuf>,
    /// Whether to print how long each stage took.
    pub timings: bool,
    /// The language that the command line names; else the site's, else that of [`CommandOptions::style`].
    pub language: Option<Language>,
    /// How to print.
    pub style: TerminalStyle,
    /// The format of diagnostics.
    pub format: Format,
}

/// The format of diagnostics.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// Text for people at a terminal.
    #[default]
    Human,
    /// JSON lines for programs.
    Json,
    /// Annotations for GitHub's workflow log.
    Github,
}

/// Where a command writes.
pub struct Streams<'a> {
    /// Text for people (standard error).
    pub words: &'a mut dyn Write,
    /// Diagnostics for programs (standard output).
    pub data: &'a mut dyn Write,
}

/// A compiled site and how to print about it.
pub(super) struct Compiled<'j> {
    pub(super) job: &'j CommandOptions,
    pub(super) snapshot: Snapshot,
    pub(super) outcome: Outcome,
    pub(super) style: TerminalStyle,
}

impl Compiled<'_> {
    /// Prints diagnostics in the format for programs.
    pub(super) fn print_for_machines(&self, diagnostics: &[Diagnostic], out: &mut dyn Write) {
        let machine = MachineFormat::new(&self.snapshot, &self.job.source, self.style.language);
        for diagnostic in diagnostics {
            let line = match self.job.format {
                Format::Human => return,
                Format::Json => machine.json(diagnostic),
                Format::Github => machine.github(diagnostic),
            };
            let _ = out.write_all(line.as_bytes());
        }
    }
}

/// The exit status that diagnostics cause; under `strict`, warnings fail too.
pub(super) fn exit_status(diagnostics: &[Diagnostic], strict: bool) -> ExitStatus {
    match diagnostics.iter().any(|diagnostic| makes_fail(diagnostic, strict)) {
        true => ExitStatus::Content,
        false => ExitStatus::Fine,
    }
}

/// Returns whether a diagnostic makes a command fail.
fn makes_fail(diagnostic: &Diagnostic, strict: bool) -> bool {
    match diagnostic.severity() {
        Severity::Error => true,
        Severity::Warning => strict,
        Severity::Hint => false,
    }
}

/// The diagnostics that people see: under `--quiet` those that make the command fail.
pub(super) fn shown_diagnostics(diagnostics: &[Diagnostic], strict: bool, style: TerminalStyle) -> Vec<Diagnostic> {
    let is_shown = |diagnostic: &&Diagnostic| match style.verbosity {
        Verbosity::Quiet => makes_fail(diagnostic, strict),
        Verbosity::Normal | Verbosity::Verbose => true,
    };
    diagnostics.iter().filter(is_shown).cloned().collect()
}

/// Checks that the source folder is there; gives how to print as long as the site's own language is not known.
///
/// # Errors
/// The status of a command without a folder. It is printed already.
pub(super) fn check_source(
    source: &Path,
    (language, mut style): (Option<Language>, TerminalStyle),
    out: &mut dyn Write,
) -> Result<TerminalStyle, ExitStatus> {
    style.language = language.unwrap_or(style.language);
    if source.is_dir() {
        return Ok(style);
    }
    print_notice(out, style, Notice::NoSource, &[("path", &source.display())]);
    Err(ExitStatus::Usage)
}

/// Loads and compiles the source folder.
///
/// # Errors
/// The status of a command whose folder cannot be read. It is printed already.
pub(super) fn load_and_compile<'j>(job: &'j CommandOptions, out: &mut dyn Write) -> Result<Compiled<'j>, ExitStatus> {
    let mut style = check_source(&job.source, (job.language, job.style), out)?;
    let snapshot = load(&job.source).map_err(|error| print_machine_error(out, style, &error.path, &error.source))?;
    let outcome = compile(&snapshot, &job.options);
    let site = outcome.language.as_deref().and_then(Language::from_code);
    style.language = job.language.or(site).unwrap_or(style.language);
    if style.verbosity == Verbosity::Verbose {
        let source = job.source.canonicalize().unwrap_or_else(|_| job.source.clone());
        let values: Values<'_> = &[
            ("version", &env!("CONGBO_VERSION")),
            ("source", &source.display()),
            ("files", &snapshot.documents.len()),
        ];
        print_notice(out, style, Notice::ReadWhat, values);
    }
    Ok(Compiled {
        job,
        snapshot,
        outcome,
        style,
    })
}

/// Prints a notice; under `--quiet` only one that the command needs.
pub(crate) fn print_notice(out: &mut dyn Write, style: TerminalStyle, notice: Notice, values: Values<'_>) {
    if style.verbosity == Verbosity::Quiet && notice.only_informs() {
        return;
    }
    let _ = writeln!(out, "{}", report::notice(notice, values, style.language));
}

/// Prints that the machine failed at a path; gives the status for that.
pub(super) fn print_machine_error(
    out: &mut dyn Write,
    style: TerminalStyle,
    path: &Path,
    error: &io::Error,
) -> ExitStatus {
    print_notice(
        out,
        style,
        Notice::Machine,
        &[("path", &path.display()), ("reason", error)],
    );
    ExitStatus::Machine
}
