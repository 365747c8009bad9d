//! `congbo` without a command, as a double click starts it: the preview of the site in the folder, in a browser.
//!
//! The folder is the working directory, or that of the program itself: where a double click starts a program differs
//! from one system to the other.

use std::env;
use std::io::{self, BufRead, IsTerminal};
use std::path::{Path, PathBuf};

use crate::edition::Options;
use crate::host::command::{ExitStatus, Streams, print_notice};
use crate::host::init::init;
use crate::host::preview::{PreviewOptions, serve};
use crate::host::report::TerminalStyle;
use crate::messages::catalogue::Language;
use crate::messages::notice::Notice;

/// The answers that make a new site.
const YES: [&str; 6] = ["c", "có", "co", "y", "yes", "ok"];

/// Opens the preview of the site in this folder; where there is none, offers to make one. `help` is printed where
/// nothing is made.
pub(crate) fn start(
    help: &str,
    (language, style): (Option<Language>, TerminalStyle),
    streams: &mut Streams<'_>,
) -> ExitStatus {
    let folder = match site_folder() {
        Some(folder) => folder,
        None => match make_site(style, streams) {
            Some(folder) => folder,
            None => {
                let _ = writeln!(streams.words, "\n{help}");
                wait(style, streams);
                return ExitStatus::Usage;
            }
        },
    };
    print_notice(
        streams.words,
        style,
        Notice::StartOpens,
        &[("folder", &folder.display())],
    );
    let options = PreviewOptions {
        source: folder,
        host: "127.0.0.1".to_owned(),
        port: None,
        open: true,
        poll: false,
        follow: false,
        editor: false,
        options: Options {
            drafts: true,
            base_url: None,
        },
        language,
        style,
    };
    let status = serve(&options, streams.words);
    wait(style, streams);
    status
}

/// The folder of a site: the working directory, else that of the program.
fn site_folder() -> Option<PathBuf> {
    let own = env::current_exe()
        .ok()
        .and_then(|program| Some(program.parent()?.to_owned()));
    let folders = env::current_dir().into_iter().chain(own);
    let mut sites = folders.filter(|folder: &PathBuf| folder.join("content").is_dir());
    sites.next()
}

/// Asks whether a site is to be made here, and makes it.
fn make_site(style: TerminalStyle, streams: &mut Streams<'_>) -> Option<PathBuf> {
    let folder = env::current_dir().unwrap_or_else(|_| Path::new(".").to_owned());
    print_notice(
        streams.words,
        style,
        Notice::StartAsks,
        &[("folder", &folder.display())],
    );
    let _ = streams.words.flush();
    let mut answer = String::new();
    // What cannot be read is no consent.
    let _ = io::stdin().lock().read_line(&mut answer);
    if !YES.contains(&answer.trim().to_lowercase().as_str()) {
        print_notice(streams.words, style, Notice::StartMadeNothing, &[]);
        return None;
    }
    (init(&folder, style, streams) == ExitStatus::Fine).then_some(folder)
}

/// Keeps the window of a console open that closes with the program, until what it shows was read.
fn wait(style: TerminalStyle, streams: &mut Streams<'_>) {
    if !cfg!(windows) || !io::stdin().is_terminal() {
        return;
    }
    print_notice(streams.words, style, Notice::StartWaits, &[]);
    let _ = streams.words.flush();
    let _ = io::stdin().lock().read_line(&mut String::new());
}
