//! What can be typed: the commands and their options. Their texts are in the catalogue.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

use crate::host::cite::CiteFormat;
use crate::host::diff::DiffFormat;

#[derive(Debug, Parser)]
#[command(name = "congbo", version = env!("CONGBO_VERSION"), disable_help_subcommand = true)]
pub(super) struct Cli {
    #[command(subcommand)]
    pub(super) command: Option<Command>,
    #[arg(long, value_parser = ["vi", "en"], global = true, display_order = 100)]
    pub(super) lang: Option<String>,
    #[arg(short, long, global = true, display_order = 98, conflicts_with = "verbose")]
    pub(super) quiet: bool,
    #[arg(short, long, global = true, display_order = 99)]
    pub(super) verbose: bool,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    #[command(alias = "dung-trang")]
    Build(BuildArgs),
    #[command(alias = "xem")]
    Serve(ServeArgs),
    #[command(alias = "kiem-tra")]
    Check(CheckArgs),
    #[command(alias = "so-sanh")]
    Diff(DiffArgs),
    #[command(alias = "doi-chieu")]
    Verify(VerifyArgs),
    #[command(alias = "khoi-tao")]
    Init(InitArgs),
    #[command(alias = "tao")]
    New(NewArgs),
    #[command(alias = "dan-chieu")]
    Cite(CiteArgs),
    #[command(alias = "giai-thich")]
    Explain(ExplainArgs),
    #[command(alias = "nhap")]
    Import(ImportArgs),
    Theme(ThemeArgs),
    #[command(alias = "tro-giup")]
    Help(HelpArgs),
    Completions(CompletionsArgs),
    #[command(hide = true)]
    Man(ManArgs),
}

/// The folder of a site, as a word by itself or after `--source`.
#[derive(Debug, Args)]
pub(super) struct SiteFolder {
    #[arg(id = "site", value_name = "SITE", conflicts_with = "source")]
    folder: Option<PathBuf>,
    #[arg(long, value_name = "DIR", default_value = ".")]
    source: PathBuf,
}

impl SiteFolder {
    /// The folder, whichever way it was named.
    pub(super) fn path(self) -> PathBuf {
        self.folder.unwrap_or(self.source)
    }
}

#[derive(Debug, Args)]
pub(super) struct ThemeArgs {
    #[command(subcommand)]
    pub(super) action: ThemeAction,
}

#[derive(Debug, Subcommand)]
pub(super) enum ThemeAction {
    Export(ThemeExportArgs),
}

#[derive(Debug, Args)]
pub(super) struct ThemeExportArgs {
    #[arg(id = "theme_files", value_name = "FILE")]
    pub(super) files: Vec<String>,
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub(super) source: PathBuf,
    #[arg(long, requires = "theme_files")]
    pub(super) print: bool,
    #[arg(long, requires = "theme_files", conflicts_with = "print")]
    pub(super) reviewed: bool,
}

#[derive(Debug, Args)]
pub(super) struct HelpArgs {
    #[arg(id = "topic", value_name = "COMMAND")]
    pub(super) names: Vec<String>,
}

#[derive(Debug, Args)]
pub(super) struct CompletionsArgs {
    #[arg(value_name = "SHELL", value_parser = SHELLS)]
    pub(super) shell: String,
}

/// The shells that completions are made for.
pub(super) const SHELLS: [&str; 4] = ["bash", "zsh", "fish", "powershell"];

#[derive(Debug, Args)]
pub(super) struct ManArgs {
    #[arg(id = "man_folder", value_name = "DIR")]
    pub(super) folder: PathBuf,
}

#[derive(Debug, Args)]
pub(super) struct SourceArgs {
    #[command(flatten)]
    pub(super) site: SiteFolder,
    #[arg(long)]
    pub(super) strict: bool,
    #[arg(long)]
    pub(super) drafts: bool,
    #[arg(long, value_parser = ["human", "json", "github"], default_value = "human")]
    pub(super) format: String,
}

#[derive(Debug, Args)]
pub(super) struct BuildArgs {
    #[command(flatten)]
    pub(super) common: SourceArgs,
    #[arg(short, long, value_name = "DIR")]
    pub(super) output: Option<PathBuf>,
    #[arg(long, value_name = "URL")]
    pub(super) base_url: Option<String>,
    #[arg(long, value_name = "FILE")]
    pub(super) zip: Option<PathBuf>,
    #[arg(long)]
    pub(super) timings: bool,
}

#[derive(Debug, Args)]
pub(super) struct ServeArgs {
    #[command(flatten)]
    pub(super) site: SiteFolder,
    #[arg(long)]
    pub(super) port: Option<u16>,
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1")]
    pub(super) host: String,
    #[arg(long)]
    pub(super) open: bool,
    #[arg(long)]
    pub(super) drafts: bool,
    #[arg(long)]
    pub(super) poll: bool,
    #[arg(long)]
    pub(super) follow: bool,
    #[arg(long, value_parser = ["vscode"])]
    pub(super) editor: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct CheckArgs {
    #[command(flatten)]
    pub(super) common: SourceArgs,
    #[arg(long)]
    pub(super) fix: bool,
    #[arg(long, conflicts_with = "drafts")]
    pub(super) write_addresses: bool,
    #[arg(long, value_name = "ADDRESS", conflicts_with = "drafts")]
    pub(super) forget: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct VerifyArgs {
    #[command(flatten)]
    pub(super) site: SiteFolder,
    #[arg(short, long, value_name = "DIR")]
    pub(super) output: Option<PathBuf>,
    #[arg(long)]
    pub(super) drafts: bool,
    #[arg(long, value_name = "URL")]
    pub(super) base_url: Option<String>,
    #[arg(long, value_parser = ["human", "json"], default_value = "human")]
    pub(super) format: String,
}

#[derive(Debug, Args)]
pub(super) struct CiteArgs {
    #[arg(value_name = "FILE")]
    pub(super) file: Option<PathBuf>,
    #[arg(id = "text_format", long = "format", value_name = "FORMAT", value_parser = CiteFormat::NAMES)]
    pub(super) format: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct DiffArgs {
    #[arg(value_name = "BASE")]
    pub(super) base: PathBuf,
    #[arg(value_name = "HEAD")]
    pub(super) head: Option<PathBuf>,
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub(super) source: PathBuf,
    #[arg(long)]
    pub(super) notes: bool,
    #[arg(long)]
    pub(super) drafts: bool,
    #[arg(id = "diff_format", long = "format", value_name = "FORMAT", value_parser = DiffFormat::NAMES, default_value = "human")]
    pub(super) format: String,
}

#[derive(Debug, Args)]
pub(super) struct ExplainArgs {
    #[arg(value_name = "CODE")]
    pub(super) code: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct ImportArgs {
    #[arg(value_name = "FILE")]
    pub(super) file: Option<PathBuf>,
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub(super) source: PathBuf,
    #[arg(long)]
    pub(super) dry_run: bool,
    #[arg(long, value_name = "PATH")]
    pub(super) to: Option<String>,
    #[arg(long, value_name = "KIND")]
    pub(super) kind: Option<String>,
    #[arg(long, value_name = "PATH", conflicts_with = "to")]
    pub(super) update: Option<String>,
    #[arg(long, value_parser = ["human", "json"], default_value = "human")]
    pub(super) format: String,
}

#[derive(Debug, Args)]
pub(super) struct InitArgs {
    #[arg(value_name = "DIR", default_value = ".")]
    pub(super) folder: PathBuf,
}

#[derive(Debug, Args)]
pub(super) struct NewArgs {
    #[arg(value_name = "KIND")]
    pub(super) kind: String,
    #[arg(value_name = "TITLE")]
    pub(super) title: Option<String>,
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub(super) source: PathBuf,
}
