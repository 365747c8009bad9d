//! The command line: from arguments to the options of a command. Only here is `clap` used.

#![expect(
    clippy::disallowed_methods,
    reason = "arguments, the environment and the streams begin here"
)]

mod arguments;
mod environment;
mod help;
mod man_pages;
mod options;

use std::ffi::OsString;
use std::io::{self, Write};
use std::path::Path;

use clap::{CommandFactory, FromArgMatches};
use clap_complete::Shell;

use crate::cli::arguments::{Cli, Command, ThemeAction};
use crate::cli::environment::{colours, locale, start_language};
use crate::cli::help::localized;
use crate::cli::man_pages::man_pages;
use crate::cli::options::{
    build_options, check_options, diff_options, import_options, preview_options, theme_export_options, verify_options,
};
use crate::host::build::build;
use crate::host::check::check;
use crate::host::checked_writer::CheckedWriter;
use crate::host::cite::{CiteFormat, cite};
use crate::host::command::{ExitStatus, Streams, print_notice};
use crate::host::diff::diff;
use crate::host::explain::explain;
use crate::host::import::import;
use crate::host::init::init;
use crate::host::load::site_language;
use crate::host::new::new;
use crate::host::preview::serve;
use crate::host::program_files::write_program_files;
use crate::host::report::{TerminalStyle, Verbosity};
use crate::host::start::start;
use crate::host::system::refuse_file_size_signal;
use crate::host::theme::theme_export;
use crate::host::threads;
use crate::host::verify::verify;
use crate::messages::catalogue::{self, Language};
use crate::messages::notice::Notice;

/// Returns the language of the help: the one asked for, else the site's, else the locale's.
fn language_before_parsing(arguments: &[OsString]) -> Language {
    let value_of = |option: &str| {
        let position = arguments.iter().position(|argument| {
            let rest = argument.to_str().and_then(|argument| argument.strip_prefix(option));
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('='))
        })?;
        match arguments[position].to_str()?.split_once('=') {
            Some((_, value)) => Some(OsString::from(value)),
            None => arguments.get(position + 1).cloned(),
        }
    };
    let asked = value_of("--lang").and_then(|value| Language::from_code(value.to_str()?));
    // A site may be named by a word alone; the first word is the program, the second its command.
    let of_site = || match value_of("--source") {
        Some(source) => site_language(Path::new(&source)),
        None => {
            let words = arguments.iter().skip(2).map(Path::new).chain([Path::new(".")]);
            words.into_iter().find_map(site_language)
        }
    };
    asked.or_else(of_site).unwrap_or_else(locale)
}

/// Runs the program with the process's arguments.
pub fn run() -> ExitStatus {
    refuse_file_size_signal();
    threads::prepare();
    let arguments: Vec<OsString> = std::env::args_os().collect();
    let language = language_before_parsing(&arguments);
    let mut command = localized(Cli::command(), "congbo", &|key| catalogue::text(key, language));
    let parsed = command.clone().try_get_matches_from(arguments);
    let cli = match parsed.and_then(|matches| Cli::from_arg_matches(&matches)) {
        Ok(cli) => cli,
        Err(error) => return print_by_clap(&error, language),
    };
    if let Some(Command::Help(args)) = &cli.command {
        let words = args.names.iter().map(String::as_str);
        let words = ["congbo"].into_iter().chain(words).chain(["--help"]);
        return match command.try_get_matches_from(words) {
            Ok(_) => ExitStatus::Fine,
            Err(error) => print_by_clap(&error, language),
        };
    }
    let asked = cli.lang.as_deref().and_then(Language::from_code);
    let style = TerminalStyle {
        language: asked.unwrap_or_else(locale),
        colour: colours(),
        verbosity: match (cli.quiet, cli.verbose) {
            (true, _) => Verbosity::Quiet,
            (false, true) => Verbosity::Verbose,
            (false, false) => Verbosity::Normal,
        },
    };
    // Not locked: a preview has many threads.
    let mut words = CheckedWriter::new(io::stderr());
    let mut data = CheckedWriter::new(io::stdout().lock());
    let mut streams = Streams {
        words: &mut words,
        data: &mut data,
    };
    let status = match cli.command {
        None => {
            let style = TerminalStyle {
                language: asked
                    .or_else(|| site_language(Path::new(".")))
                    .unwrap_or_else(start_language),
                ..style
            };
            let help = command.render_help().to_string();
            start(&help, (asked, style), &mut streams)
        }
        Some(chosen) => dispatch(chosen, &mut command, (asked, style, language), &mut streams),
    };
    if let Some(reason) = data.finish() {
        print_notice(&mut words, style, Notice::NotPrinted, &[("reason", &reason)]);
        return ExitStatus::Machine;
    }
    match words.finish() {
        Some(_) => ExitStatus::Machine,
        None => status,
    }
}

/// Prints what clap has to print instead of a command: help, a version, or wrong use.
fn print_by_clap(error: &clap::Error, language: Language) -> ExitStatus {
    let is_printed = error.print().and_then(|()| io::stdout().flush());
    match (error.use_stderr(), is_printed) {
        (true, _) => ExitStatus::Usage,
        (false, Err(error)) if error.kind() != io::ErrorKind::BrokenPipe => {
            let style = TerminalStyle {
                language,
                colour: false,
                verbosity: Verbosity::Normal,
            };
            print_notice(&mut io::stderr(), style, Notice::NotPrinted, &[("reason", &error)]);
            ExitStatus::Machine
        }
        (false, _) => ExitStatus::Fine,
    }
}

/// Runs a command. `asked` is the language of the command line, `language` the one of its help.
fn dispatch(
    chosen: Command,
    command: &mut clap::Command,
    (asked, style, language): (Option<Language>, TerminalStyle, Language),
    streams: &mut Streams<'_>,
) -> ExitStatus {
    let in_language = TerminalStyle { language, ..style };
    match chosen {
        Command::Build(args) => build(&build_options(args, asked, style), streams),
        Command::Cite(args) => {
            let format = args.format.as_deref().and_then(CiteFormat::named);
            cite(args.file.as_deref(), format, style, streams)
        }
        Command::Diff(args) => diff(&diff_options(args, asked, style), streams),
        Command::Explain(args) => explain(args.code.as_deref(), in_language, streams),
        Command::Import(args) => import(&import_options(args, asked, style), streams),
        Command::Check(args) => check(&check_options(args, asked, style), streams),
        Command::Init(args) => init(&args.folder, in_language, streams),
        Command::New(args) => {
            let named = (args.kind.as_str(), args.title.as_deref());
            new(&args.source, named, (asked, style), streams)
        }
        Command::Verify(args) => verify(&verify_options(args, asked, style), streams),
        Command::Serve(args) => serve(&preview_options(args, asked, style), streams.words),
        Command::Theme(args) => match args.action {
            ThemeAction::Export(args) => theme_export(&theme_export_options(args, asked, style), streams),
        },
        Command::Completions(args) => {
            let shell: Shell = args.shell.parse().expect("clap took a shell of the list");
            let mut script = Vec::new();
            clap_complete::generate(shell, command, "congbo", &mut script);
            let _ = streams.data.write_all(&script);
            ExitStatus::Fine
        }
        Command::Man(args) => {
            let pages = man_pages(command, language);
            write_program_files(&args.folder, &pages, in_language, streams)
        }
        // It is answered before, by clap.
        Command::Help(_) => ExitStatus::Fine,
    }
}
