//! The command line. The only user of `clap`.

use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

use crate::base::catalogue::Language;
use crate::edition::Options;
use crate::host::build::{Ending, Job, build, check};
use crate::host::report::Style;

/// Công bố một chương trình chính thức và mọi văn bản đi từ đó thành trang web.
#[derive(Debug, Parser)]
#[command(name = "congbo", version, about, disable_help_subcommand = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Làm cả trang web vào thư mục đăng
    Build(BuildArgs),
    /// Xem nội dung có gì phải sửa, không làm trang
    Check(CheckArgs),
}

#[derive(Debug, Args)]
struct SourceArgs {
    /// Thư mục chứa content/ (và themes/, nếu có)
    #[arg(long, value_name = "DIR", default_value = ".")]
    source: PathBuf,
    /// Cảnh báo cũng coi là lỗi
    #[arg(long)]
    strict: bool,
    /// Kể cả bản nháp và bài chưa đến ngày đăng
    #[arg(long)]
    drafts: bool,
}

#[derive(Debug, Args)]
struct BuildArgs {
    #[command(flatten)]
    common: SourceArgs,
    /// Thư mục đăng; mặc định là public/ trong thư mục nguồn
    #[arg(long, value_name = "DIR")]
    output: Option<PathBuf>,
    /// Địa chỉ gốc của trang, thay cho địa chỉ trong site.yaml
    #[arg(long, value_name = "URL")]
    base_url: Option<String>,
    /// In thời gian từng bước
    #[arg(long)]
    timings: bool,
}

#[derive(Debug, Args)]
struct CheckArgs {
    #[command(flatten)]
    common: SourceArgs,
}

/// Runs the program with the process's arguments.
pub fn run() -> Ending {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            let _ = error.print();
            return if error.use_stderr() {
                Ending::Usage
            } else {
                Ending::Fine
            };
        }
    };
    let style = Style {
        language: Language::Vietnamese,
        colour: colours(),
    };
    let mut out = io::stderr().lock();
    let ending = match cli.command {
        Command::Build(args) => build(&build_job(args, style), &mut out),
        Command::Check(args) => check(&job(args.common, None, style), &mut out),
    };
    let _ = out.flush();
    ending
}

/// Colours where standard error is a terminal and `NO_COLOR` is not set (no-color.org).
fn colours() -> bool {
    io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
}

fn job(common: SourceArgs, output: Option<PathBuf>, style: Style) -> Job {
    Job {
        output: output.unwrap_or_else(|| common.source.join("public")),
        source: common.source,
        options: Options {
            drafts: common.drafts,
            base_url: None,
        },
        strict: common.strict,
        timings: false,
        style,
    }
}

fn build_job(args: BuildArgs, style: Style) -> Job {
    let mut job = job(args.common, args.output, style);
    job.options.base_url = args.base_url;
    job.timings = args.timings;
    job
}
