//! The command line: from arguments to the options of a command. Only here is `clap` used.

#![expect(
    clippy::disallowed_methods,
    reason = "arguments, the environment and the streams begin here"
)]

mod arguments;
mod help;

use std::ffi::OsString;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};

use clap::{CommandFactory, FromArgMatches};

use crate::cli::arguments::{
    BuildArgs, CheckArgs, Cli, Command, DiffArgs, ImportArgs, ServeArgs, SourceArgs, VerifyArgs,
};
use crate::cli::help::localized;
use crate::edition::Options;
use crate::host::build::build;
use crate::host::check::check;
use crate::host::checked_writer::CheckedWriter;
use crate::host::cite::{CiteFormat, cite};
use crate::host::command::{CommandOptions, ExitStatus, Format, Streams, print_notice};
use crate::host::diff::{DiffFormat, DiffOptions, diff};
use crate::host::explain::explain;
use crate::host::import::{ImportOptions, import};
use crate::host::init::init;
use crate::host::load::site_language;
use crate::host::new::new;
use crate::host::preview::{PreviewOptions, serve};
use crate::host::report::TerminalStyle;
use crate::host::start::start;
use crate::host::system::refuse_file_size_signal;
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
            Some((_, value)) => Some(PathBuf::from(value)),
            None => arguments.get(position + 1).map(PathBuf::from),
        }
    };
    let asked = value_of("--lang").and_then(|value| Language::from_code(value.to_str()?));
    let source = || value_of("--source").unwrap_or_else(|| PathBuf::from("."));
    asked.or_else(|| site_language(&source())).unwrap_or_else(locale)
}

/// Runs the program with the process's arguments.
pub fn run() -> ExitStatus {
    refuse_file_size_signal();
    threads::prepare();
    let arguments: Vec<OsString> = std::env::args_os().collect();
    let language = language_before_parsing(&arguments);
    let mut command = localized(Cli::command(), "congbo", &|key| catalogue::text(key, language));
    let help = command.render_help();
    let parsed = command.try_get_matches_from(arguments);
    let cli = match parsed.and_then(|matches| Cli::from_arg_matches(&matches)) {
        Ok(cli) => cli,
        Err(error) => {
            let is_printed = error.print().and_then(|()| io::stdout().flush());
            return match (error.use_stderr(), is_printed) {
                (true, _) => ExitStatus::Usage,
                (false, Err(error)) if error.kind() != io::ErrorKind::BrokenPipe => {
                    let style = TerminalStyle {
                        language,
                        colour: false,
                    };
                    print_notice(&mut io::stderr(), style, Notice::NotPrinted, &[("reason", &error)]);
                    ExitStatus::Machine
                }
                (false, _) => ExitStatus::Fine,
            };
        }
    };
    let asked = cli.lang.as_deref().and_then(Language::from_code);
    let style = TerminalStyle {
        language: asked.unwrap_or_else(locale),
        colour: colours(),
    };
    // Not locked: a preview has many threads.
    let mut words = CheckedWriter::new(io::stderr());
    let mut data = CheckedWriter::new(io::stdout().lock());
    let mut streams = Streams {
        words: &mut words,
        data: &mut data,
    };
    let Some(command) = cli.command else {
        let style = TerminalStyle {
            language: asked
                .or_else(|| site_language(Path::new(".")))
                .unwrap_or_else(start_language),
            ..style
        };
        let status = start(&help.to_string(), (asked, style), &mut streams);
        return if words.finish().is_some() {
            ExitStatus::Machine
        } else {
            status
        };
    };
    let status = match command {
        Command::Build(args) => build(&build_options(args, asked, style), &mut streams),
        Command::Cite(args) => {
            let format = args.format.as_deref().and_then(CiteFormat::named);
            cite(args.file.as_deref(), format, style, &mut streams)
        }
        Command::Diff(args) => diff(&diff_options(args, asked, style), &mut streams),
        Command::Explain(args) => explain(args.code.as_deref(), TerminalStyle { language, ..style }, &mut streams),
        Command::Import(args) => import(&import_options(args, asked, style), &mut streams),
        Command::Check(args) => check(&check_options(args, asked, style), &mut streams),
        Command::Init(args) => init(&args.folder, TerminalStyle { language, ..style }, &mut streams),
        Command::New(args) => {
            let named = (args.kind.as_str(), args.title.as_deref());
            new(&args.source, named, (asked, style), &mut streams)
        }
        Command::Verify(args) => verify(&verify_options(args, asked, style), &mut streams),
        Command::Serve(args) => serve(&preview_options(args, asked, style), streams.words),
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

/// Returns the language of the machine's locale; English where it is another one or none.
fn locale() -> Language {
    let language = named_locale().as_deref().and_then(Language::from_code);
    language.unwrap_or(Language::English)
}

/// Returns the language of a double click: Vietnamese where no locale is named, as nearly always on Windows.
fn start_language() -> Language {
    named_locale().map_or(Language::Vietnamese, |_| locale())
}

/// Returns the locale that the environment names.
fn named_locale() -> Option<String> {
    let names = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter();
    let mut named = names.filter_map(|name| std::env::var(name).ok());
    named.find(|value| !value.is_empty())
}

/// Returns whether to print colours: where standard error is a terminal and `NO_COLOR` is not set (no-color.org).
fn colours() -> bool {
    io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
}

fn command_options(
    common: SourceArgs,
    output: Option<PathBuf>,
    language: Option<Language>,
    style: TerminalStyle,
) -> CommandOptions {
    CommandOptions {
        output: output.unwrap_or_else(|| common.source.join("public")),
        source: common.source,
        options: Options {
            drafts: common.drafts,
            base_url: None,
        },
        strict: common.strict,
        fix: false,
        write_addresses: false,
        forget: None,
        timings: false,
        language,
        format: match common.format.as_str() {
            "json" => Format::Json,
            "github" => Format::Github,
            _ => Format::Human,
        },
        style,
    }
}

fn preview_options(args: ServeArgs, language: Option<Language>, style: TerminalStyle) -> PreviewOptions {
    PreviewOptions {
        source: args.source,
        host: args.host,
        port: args.port,
        open: args.open,
        poll: args.poll,
        follow: args.follow,
        editor: args.editor.is_some(),
        options: Options {
            drafts: args.drafts,
            base_url: None,
        },
        language,
        style,
    }
}

fn diff_options(args: DiffArgs, language: Option<Language>, style: TerminalStyle) -> DiffOptions {
    DiffOptions {
        source: args.source,
        base: args.base,
        head: args.head,
        options: Options {
            drafts: args.drafts,
            base_url: None,
        },
        notes: args.notes,
        format: DiffFormat::named(&args.format),
        language,
        style,
    }
}

fn import_options(args: ImportArgs, language: Option<Language>, style: TerminalStyle) -> ImportOptions {
    ImportOptions {
        source: args.source,
        file: args.file.filter(|file| file.as_os_str() != "-"),
        to: args.to,
        kind: args.kind,
        update: args.update,
        dry_run: args.dry_run,
        language,
        style,
        format: match args.format.as_str() {
            "json" => Format::Json,
            _ => Format::Human,
        },
    }
}

fn check_options(args: CheckArgs, language: Option<Language>, style: TerminalStyle) -> CommandOptions {
    let mut options = command_options(args.common, None, language, style);
    options.fix = args.fix;
    options.write_addresses = args.write_addresses;
    options.forget = args.forget;
    options
}

fn verify_options(args: VerifyArgs, language: Option<Language>, style: TerminalStyle) -> CommandOptions {
    let common = SourceArgs {
        source: args.source,
        strict: false,
        drafts: args.drafts,
        format: args.format,
    };
    let mut options = command_options(common, args.output, language, style);
    options.options.base_url = args.base_url;
    options
}

fn build_options(args: BuildArgs, language: Option<Language>, style: TerminalStyle) -> CommandOptions {
    let mut options = command_options(args.common, args.output, language, style);
    options.options.base_url = args.base_url;
    options.timings = args.timings;
    options
}
