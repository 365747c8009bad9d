//! The command line. The only user of `clap`.

use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::edition::{Options, is_web_address};
use crate::host::build::build;
use crate::host::check::check;
use crate::host::cite::cite;
use crate::host::command::{CommandOptions, ExitStatus, Format, Streams};
use crate::host::explain::explain;
use crate::host::load::site_language;
use crate::host::preview::{PreviewOptions, serve};
use crate::host::report::TerminalStyle;
use crate::messages::catalogue::Language;

/// Công bố một chương trình chính thức và mọi văn bản đi từ đó thành trang web.
#[derive(Debug, Parser)]
#[command(name = "congbo", version, disable_help_subcommand = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Làm cả trang web vào thư mục đăng
    Build(BuildArgs),
    /// Xem trang ngay trong lúc viết: lưu tệp là trang đổi theo
    Serve(ServeArgs),
    /// Xem nội dung có gì phải sửa, không làm trang
    Check(CheckArgs),
    /// Tìm các dẫn chiếu văn bản trong một tệp chữ, tệp Markdown hoặc các dòng JSON
    Cite(CiteArgs),
    /// Giải thích một mã thông báo, kèm ví dụ sai và đúng
    Explain(ExplainArgs),
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
    /// In điều tìm thấy cho ai: human (người), json (chương trình khác), github (chú giải trên GitHub)
    #[arg(long, value_enum, default_value_t = FormatArg::Human)]
    format: FormatArg,
    /// Ngôn ngữ của thông báo; mặc định theo site.yaml, rồi theo máy
    #[arg(long, value_enum)]
    lang: Option<LanguageArg>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum FormatArg {
    Human,
    Json,
    Github,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum LanguageArg {
    Vi,
    En,
}

#[derive(Debug, Args)]
struct BuildArgs {
    #[command(flatten)]
    common: SourceArgs,
    /// Thư mục đăng; mặc định là public/ trong thư mục nguồn
    #[arg(long, value_name = "DIR")]
    output: Option<PathBuf>,
    /// Địa chỉ gốc của trang, thay cho địa chỉ trong site.yaml
    #[arg(long, value_name = "URL", value_parser = web_address)]
    base_url: Option<String>,
    /// In thời gian từng bước
    #[arg(long)]
    timings: bool,
}

#[derive(Debug, Args)]
struct ServeArgs {
    /// Thư mục chứa content/ (và themes/, nếu có)
    #[arg(long, value_name = "DIR", default_value = ".")]
    source: PathBuf,
    /// Cổng; mặc định là 8411, hoặc cổng trống kế tiếp
    #[arg(long)]
    port: Option<u16>,
    /// Địa chỉ để nghe; khác 127.0.0.1 thì máy khác cũng xem được
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1")]
    host: String,
    /// Mở trình duyệt
    #[arg(long)]
    open: bool,
    /// Kể cả bản nháp và bài chưa đến ngày đăng
    #[arg(long)]
    drafts: bool,
    /// Tự xem lại vài lần mỗi giây, cho ổ đĩa mạng không báo khi tệp đổi
    #[arg(long)]
    poll: bool,
    /// Tự chuyển đến trang vừa sửa
    #[arg(long)]
    follow: bool,
    /// Số ở lề mở đúng dòng trong trình soạn thảo này
    #[arg(long, value_enum)]
    editor: Option<EditorArg>,
    /// Ngôn ngữ của thông báo; mặc định theo site.yaml, rồi theo máy
    #[arg(long, value_enum)]
    lang: Option<LanguageArg>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum EditorArg {
    Vscode,
}

#[derive(Debug, Args)]
struct CheckArgs {
    #[command(flatten)]
    common: SourceArgs,
    /// Tự sửa những chỗ chỉ là cách viết (BOM, CRLF, dấu rời, Ð, ngoặc kép, ngày, tiêu đề); in ra trước khi ghi
    #[arg(long)]
    fix: bool,
    /// Ghi các địa chỉ đã đăng vào content/addresses.lock
    #[arg(long, conflicts_with = "drafts")]
    write_addresses: bool,
}

#[derive(Debug, Args)]
struct CiteArgs {
    /// Tệp; không ghi thì đọc từ đầu vào chuẩn
    #[arg(value_name = "FILE")]
    file: Option<PathBuf>,
}

#[derive(Debug, Args)]
struct ExplainArgs {
    /// Mã, ví dụ unknown-field; không ghi thì in tất cả
    #[arg(value_name = "CODE")]
    code: Option<String>,
    /// Ngôn ngữ; mặc định theo site.yaml của thư mục này, rồi theo máy
    #[arg(long, value_enum)]
    lang: Option<LanguageArg>,
}

/// Takes the whole address of a site.
fn web_address(text: &str) -> Result<String, String> {
    let is_sound = is_web_address(text);
    is_sound
        .then(|| text.to_owned())
        .ok_or_else(|| "viết cả địa chỉ, ví dụ https://danvan.example.vn".to_owned())
}

/// Runs the program with the process's arguments.
pub fn run() -> ExitStatus {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            let _ = error.print();
            return if error.use_stderr() {
                ExitStatus::Usage
            } else {
                ExitStatus::Fine
            };
        }
    };
    let style = TerminalStyle {
        language: locale(),
        colour: colours(),
    };
    let mut streams = Streams {
        // Not locked: a preview has many threads.
        words: &mut io::stderr(),
        data: &mut io::stdout().lock(),
    };
    match cli.command {
        Command::Build(args) => build(&build_job(args, style), &mut streams),
        Command::Cite(args) => cite(args.file.as_deref(), style, &mut streams),
        Command::Explain(args) => {
            let language = args.lang.map(language).or_else(|| site_language(Path::new(".")));
            let style = TerminalStyle {
                language: language.unwrap_or(style.language),
                ..style
            };
            explain(args.code.as_deref(), style, &mut streams)
        }
        Command::Check(args) => check(&check_job(args, style), &mut streams),
        Command::Serve(args) => serve(&preview_job(args, style), streams.words),
    }
}

fn language(asked: LanguageArg) -> Language {
    match asked {
        LanguageArg::Vi => Language::Vietnamese,
        LanguageArg::En => Language::English,
    }
}

/// The language of the machine's locale; English where it is another one or none.
fn locale() -> Language {
    let named = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .filter_map(|name| std::env::var(name).ok());
    let first = named.into_iter().find(|value| !value.is_empty());
    first
        .as_deref()
        .and_then(Language::from_code)
        .unwrap_or(Language::English)
}

/// Colours where standard error is a terminal and `NO_COLOR` is not set (no-color.org).
fn colours() -> bool {
    io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
}

fn job(common: SourceArgs, output: Option<PathBuf>, style: TerminalStyle) -> CommandOptions {
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
        timings: false,
        language: common.lang.map(language),
        format: match common.format {
            FormatArg::Human => Format::Human,
            FormatArg::Json => Format::Json,
            FormatArg::Github => Format::Github,
        },
        style,
    }
}

fn preview_job(args: ServeArgs, style: TerminalStyle) -> PreviewOptions {
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
        language: args.lang.map(language),
        style,
    }
}

fn check_job(args: CheckArgs, style: TerminalStyle) -> CommandOptions {
    let mut job = job(args.common, None, style);
    job.fix = args.fix;
    job.write_addresses = args.write_addresses;
    job
}

fn build_job(args: BuildArgs, style: TerminalStyle) -> CommandOptions {
    let mut job = job(args.common, args.output, style);
    job.options.base_url = args.base_url;
    job.timings = args.timings;
    job
}
