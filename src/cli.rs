//! The command line. The only user of `clap`.

#![expect(
    clippy::disallowed_methods,
    reason = "arguments, the environment and the streams begin here"
)]

use std::ffi::OsString;
use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;

use clap::builder::PossibleValue;
use clap::{Arg, ArgAction, Args, CommandFactory, FromArgMatches, Parser, Subcommand};

use crate::edition::{Options, is_web_address};
use crate::host::build::build;
use crate::host::check::check;
use crate::host::checked_writer::CheckedWriter;
use crate::host::cite::cite;
use crate::host::command::{CommandOptions, ExitStatus, Format, Streams, print_notice};
use crate::host::explain::explain;
use crate::host::load::site_language;
use crate::host::preview::{PreviewOptions, serve};
use crate::host::report::TerminalStyle;
use crate::host::system::refuse_file_size_signal;
use crate::host::threads;
use crate::messages::catalogue::{self, Language, fill};
use crate::messages::notice::Notice;

#[derive(Debug, Parser)]
#[command(name = "congbo", version = env!("CONGBO_VERSION"), disable_help_subcommand = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
    #[arg(long, value_parser = ["vi", "en"], global = true, display_order = 100)]
    lang: Option<String>,
}

#[derive(Debug, Subcommand)]
enum Command {
    Build(BuildArgs),
    Serve(ServeArgs),
    Check(CheckArgs),
    Cite(CiteArgs),
    Explain(ExplainArgs),
}

#[derive(Debug, Args)]
struct SourceArgs {
    #[arg(long, value_name = "DIR", default_value = ".")]
    source: PathBuf,
    #[arg(long)]
    strict: bool,
    #[arg(long)]
    drafts: bool,
    #[arg(long, value_parser = ["human", "json", "github"], default_value = "human")]
    format: String,
}

#[derive(Debug, Args)]
struct BuildArgs {
    #[command(flatten)]
    common: SourceArgs,
    #[arg(long, value_name = "DIR")]
    output: Option<PathBuf>,
    #[arg(long, value_name = "URL")]
    base_url: Option<String>,
    #[arg(long)]
    timings: bool,
}

#[derive(Debug, Args)]
struct ServeArgs {
    #[arg(long, value_name = "DIR", default_value = ".")]
    source: PathBuf,
    #[arg(long)]
    port: Option<u16>,
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1")]
    host: String,
    #[arg(long)]
    open: bool,
    #[arg(long)]
    drafts: bool,
    #[arg(long)]
    poll: bool,
    #[arg(long)]
    follow: bool,
    #[arg(long, value_parser = ["vscode"])]
    editor: Option<String>,
}

#[derive(Debug, Args)]
struct CheckArgs {
    #[command(flatten)]
    common: SourceArgs,
    #[arg(long)]
    fix: bool,
    #[arg(long, conflicts_with = "drafts")]
    write_addresses: bool,
    #[arg(long, value_name = "ADDRESS", conflicts_with = "drafts")]
    forget: Option<String>,
}

#[derive(Debug, Args)]
struct CiteArgs {
    #[arg(value_name = "FILE")]
    file: Option<PathBuf>,
}

#[derive(Debug, Args)]
struct ExplainArgs {
    #[arg(value_name = "CODE")]
    code: Option<String>,
}

/// Gives the text of a key of the catalogue.
type Lookup<'a> = &'a dyn Fn(&str) -> &'static str;

/// Adds every text of a command's help; `typed` is what a person types before its arguments.
///
/// Clap writes its own English beside default and possible values, so these are hidden and written here.
fn localized(command: clap::Command, typed: &str, text: Lookup) -> clap::Command {
    let style = *command.get_styles().get_usage();
    let usage_heading = text("cli.Usage");
    let template = format!("{{about-with-newline}}\n{style}{usage_heading}{style:#} {{usage}}\n\n{{all-args}}");
    let about = text(&format!("cli.command.{}", command.get_name()));
    let is_root = command.has_subcommands();
    let flag = |id: &'static str, short, action| Arg::new(id).short(short).long(id).action(action);
    let mut command = command
        .about(about)
        .disable_help_flag(true)
        .disable_version_flag(true)
        .arg(flag("help", 'h', ArgAction::Help).display_order(101));
    if is_root {
        command = command
            .arg(flag("version", 'V', ArgAction::Version).display_order(102))
            .subcommand_help_heading(text("cli.Commands"));
    }
    command = command
        .mut_args(|argument| localized_argument(argument, text))
        .help_template(template);
    let mut usage = format!("{typed} [{}]", text("cli.value.OPTIONS"));
    for argument in command.get_positionals() {
        usage.push_str(&format!(" {argument}"));
    }
    if is_root {
        usage.push_str(&format!(" <{}>", text("cli.value.COMMAND")));
    }
    let names: Vec<String> = command.get_subcommands().map(|one| one.get_name().to_owned()).collect();
    names.iter().fold(command.override_usage(usage), |command, name| {
        command.mut_subcommand(name, |one| localized(one, &format!("{typed} {name}"), text))
    })
}

/// Adds the texts of one argument.
fn localized_argument(argument: Arg, text: Lookup) -> Arg {
    let mut help = text(&format!("cli.option.{}", argument.get_id())).to_owned();
    let heading = match argument.is_positional() {
        true => text("cli.Arguments"),
        false => text("cli.Options"),
    };
    let argument = argument.help_heading(heading);
    if !argument.get_action().takes_values() {
        return argument.help(help);
    }
    let possible = argument.get_possible_values();
    let possible: Vec<&str> = possible.iter().map(PossibleValue::get_name).collect();
    if !possible.is_empty() {
        help.push_str(&fill(text("cli.PossibleValues"), &[("values", possible.join(", "))]));
    }
    if let [default] = argument.get_default_values() {
        help.push_str(&fill(text("cli.DefaultValue"), &[("value", default.to_string_lossy())]));
    }
    let name = argument.get_value_names().and_then(|names| names.first());
    let name = name.map(|name| text(&format!("cli.value.{name}")));
    let is_address = argument.get_id() == "base_url";
    let argument = argument
        .help(help)
        .value_name(name.unwrap_or_default())
        .hide_possible_values(true)
        .hide_default_value(true);
    if !is_address {
        return argument;
    }
    let refusal = text("cli.WholeAddress");
    argument.value_parser(move |value: &str| {
        let is_whole = is_web_address(value);
        is_whole.then(|| value.to_owned()).ok_or(refusal)
    })
}

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
    let command = localized(Cli::command(), "congbo", &|key| catalogue::text(key, language));
    let parsed = command.try_get_matches_from(arguments);
    let cli = match parsed.and_then(|matches| Cli::from_arg_matches(&matches)) {
        Ok(cli) => cli,
        Err(error) => {
            let is_printed = error.print().and_then(|()| io::stdout().flush());
            return match (error.use_stderr(), is_printed) {
                (true, _) => ExitStatus::Usage,
                (false, Err(error)) if error.kind() != io::ErrorKind::BrokenPipe => ExitStatus::Machine,
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
    let status = match cli.command {
        Command::Build(args) => build(&build_options(args, asked, style), &mut streams),
        Command::Cite(args) => cite(args.file.as_deref(), style, &mut streams),
        Command::Explain(args) => explain(args.code.as_deref(), TerminalStyle { language, ..style }, &mut streams),
        Command::Check(args) => check(&check_options(args, asked, style), &mut streams),
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
    let names = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter();
    let mut named = names.filter_map(|name| std::env::var(name).ok());
    let first = named.find(|value| !value.is_empty());
    let language = first.as_deref().and_then(Language::from_code);
    language.unwrap_or(Language::English)
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

fn check_options(args: CheckArgs, language: Option<Language>, style: TerminalStyle) -> CommandOptions {
    let mut options = command_options(args.common, None, language, style);
    options.fix = args.fix;
    options.write_addresses = args.write_addresses;
    options.forget = args.forget;
    options
}

fn build_options(args: BuildArgs, language: Option<Language>, style: TerminalStyle) -> CommandOptions {
    let mut options = command_options(args.common, args.output, language, style);
    options.options.base_url = args.base_url;
    options.timings = args.timings;
    options
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;
    use std::collections::BTreeSet;

    use clap::CommandFactory;

    use super::{Cli, localized};
    use crate::messages::catalogue::{self, Language};

    #[test]
    fn the_help_is_complete_in_both_languages() {
        for language in [Language::Vietnamese, Language::English] {
            let asked: RefCell<BTreeSet<String>> = RefCell::default();
            let lookup = |key: &str| {
                asked.borrow_mut().insert(key.to_owned());
                catalogue::text(key, language)
            };
            let mut command = localized(Cli::command(), "congbo", &lookup);
            command.build();
            let held = catalogue::keys(language)
                .into_iter()
                .filter(|key| key.starts_with("cli."));
            assert_eq!(asked.into_inner(), held.map(str::to_owned).collect());
            for one in command.get_subcommands_mut() {
                let help = one.render_help().to_string();
                let foreign = "Usage:|Options:|Arguments:|[default:|[possible values:|Print help";
                let is_foreign = |text: &&str| language == Language::Vietnamese && help.contains(*text);
                assert_eq!(foreign.split('|').find(is_foreign), None, "{help}");
            }
        }
    }
}
