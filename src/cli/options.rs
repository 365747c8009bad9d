//! From the arguments of a command to its options.

use std::path::PathBuf;

use crate::cli::arguments::{
    BuildArgs, CheckArgs, DiffArgs, ImportArgs, ServeArgs, SourceArgs, ThemeExportArgs, VerifyArgs,
};
use crate::edition::Options;
use crate::host::command::{CommandOptions, Format};
use crate::host::diff::{DiffFormat, DiffOptions};
use crate::host::import::ImportOptions;
use crate::host::preview::PreviewOptions;
use crate::host::report::{TerminalStyle, Verbosity};
use crate::host::theme::ThemeExportOptions;
use crate::messages::catalogue::Language;

fn command_options(
    common: SourceArgs,
    output: Option<PathBuf>,
    language: Option<Language>,
    style: TerminalStyle,
) -> CommandOptions {
    let source = common.site.path();
    CommandOptions {
        output: output.unwrap_or_else(|| source.join("public")),
        source,
        options: Options {
            drafts: common.drafts,
            base_url: None,
        },
        strict: common.strict,
        fix: false,
        write_addresses: false,
        forget: None,
        zip: None,
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

pub(super) fn preview_options(args: ServeArgs, language: Option<Language>, style: TerminalStyle) -> PreviewOptions {
    PreviewOptions {
        source: args.site.path(),
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

pub(super) fn diff_options(args: DiffArgs, language: Option<Language>, style: TerminalStyle) -> DiffOptions {
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

pub(super) fn theme_export_options(
    args: ThemeExportArgs,
    language: Option<Language>,
    style: TerminalStyle,
) -> ThemeExportOptions {
    ThemeExportOptions {
        source: args.source,
        files: args.files,
        print: args.print,
        reviewed: args.reviewed,
        language,
        style,
    }
}

pub(super) fn import_options(args: ImportArgs, language: Option<Language>, style: TerminalStyle) -> ImportOptions {
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

pub(super) fn check_options(args: CheckArgs, language: Option<Language>, style: TerminalStyle) -> CommandOptions {
    let mut options = command_options(args.common, None, language, style);
    options.fix = args.fix;
    options.write_addresses = args.write_addresses;
    options.forget = args.forget;
    options
}

pub(super) fn verify_options(args: VerifyArgs, language: Option<Language>, style: TerminalStyle) -> CommandOptions {
    let common = SourceArgs {
        site: args.site,
        strict: false,
        drafts: args.drafts,
        format: args.format,
    };
    let mut options = command_options(common, args.output, language, style);
    options.options.base_url = args.base_url;
    options
}

pub(super) fn build_options(args: BuildArgs, language: Option<Language>, style: TerminalStyle) -> CommandOptions {
    let mut options = command_options(args.common, args.output, language, style);
    options.options.base_url = args.base_url;
    options.zip = args.zip;
    options.timings = args.timings || style.verbosity == Verbosity::Verbose;
    options
}
