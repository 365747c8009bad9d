//! `theme export`: lists the files of the default theme, prints them, or writes them where the site replaces them.

use std::io::ErrorKind;
use std::path::PathBuf;

use crate::edition::{SiteTheme, ThemeFile};
use crate::host::atomic_write::{atomic_write, create_file};
use crate::host::command::{ExitStatus, Streams, check_source, print_machine_error, print_notice};
use crate::host::load::{load, site_language};
use crate::host::report::{TerminalStyle, Values};
use crate::messages::catalogue::Language;
use crate::messages::notice::Notice;

/// The options of `theme export`.
#[derive(Clone, Debug)]
pub(crate) struct ThemeExportOptions {
    /// The folder that holds `content/` and `themes/`.
    pub(crate) source: PathBuf,
    /// The files by path inside a theme; none for a list of all.
    pub(crate) files: Vec<String>,
    /// Whether the default files are printed instead of written.
    pub(crate) print: bool,
    /// Whether the site's own files are noted as compared with the present default, and nothing else is written.
    pub(crate) reviewed: bool,
    /// The language that the command line names.
    pub(crate) language: Option<Language>,
    /// How to print.
    pub(crate) style: TerminalStyle,
}

/// Lists, prints or writes files of the default theme; writes over none.
pub(crate) fn theme_export(job: &ThemeExportOptions, streams: &mut Streams<'_>) -> ExitStatus {
    let mut style = match check_source(&job.source, (job.language, job.style), streams.words) {
        Ok(style) => style,
        Err(status) => return status,
    };
    let snapshot = match load(&job.source) {
        Ok(snapshot) => snapshot,
        Err(error) => return print_machine_error(streams.words, style, &error.path, &error.source),
    };
    let site = || site_language(&job.source);
    style.language = job.language.or_else(site).unwrap_or(style.language);
    let theme = SiteTheme::of(&snapshot);
    if job.files.is_empty() {
        list(&theme.files(), style, streams);
        return ExitStatus::Fine;
    }
    let files = match theme.named(&job.files) {
        Ok(files) => files,
        Err(unknown) => {
            let near = unknown.near.unwrap_or_default();
            let values: Values<'_> = &[("name", &unknown.name), ("near", &near)];
            let notice = match unknown.near {
                Some(_) => Notice::NearThemeFile,
                None => Notice::NoThemeFile,
            };
            print_notice(streams.words, style, notice, values);
            return ExitStatus::Usage;
        }
    };
    if job.print {
        for file in &files {
            let _ = streams.data.write_all(file.bytes);
        }
        return ExitStatus::Fine;
    }
    let (done, status) = match job.reviewed {
        true => reviewed(&files, style, streams),
        false => match write(job, &files, style, streams) {
            Ok(written) => written,
            Err(status) => return status,
        },
    };
    if !done.is_empty() {
        let (path, text) = theme.lock_with(&done);
        if let Err(error) = atomic_write(&job.source, &path, text.as_bytes()) {
            return print_machine_error(streams.words, style, &job.source.join(path.as_str()), &error);
        }
    }
    status
}

/// Prints the path of each default file, and that of the site's own where it has one.
fn list(files: &[ThemeFile], style: TerminalStyle, streams: &mut Streams<'_>) {
    for file in files {
        let own = match file.is_replaced {
            true => format!("\t{}", file.own),
            false => String::new(),
        };
        let _ = writeln!(streams.data, "{}{own}", file.path);
    }
    for file in files.iter().filter(|file| file.is_outdated) {
        print_notice(streams.words, style, Notice::ThemeFileOutdated, &[("path", &file.own)]);
    }
    print_notice(streams.words, style, Notice::ThemeFilesListed, &[]);
}

/// Writes the files that the site does not have yet; gives their paths inside the theme, and the status.
fn write(
    job: &ThemeExportOptions,
    files: &[ThemeFile],
    style: TerminalStyle,
    streams: &mut Streams<'_>,
) -> Result<(Vec<&'static str>, ExitStatus), ExitStatus> {
    let mut done = Vec::new();
    let mut status = ExitStatus::Fine;
    for file in files {
        let values: Values<'_> = &[("path", &file.own)];
        match create_file(&job.source, &file.own, file.bytes) {
            Ok(()) => {
                print_notice(streams.words, style, Notice::InitWrote, values);
                done.push(file.path);
            }
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {
                print_notice(streams.words, style, Notice::FileExists, values);
                status = ExitStatus::Usage;
            }
            Err(error) => {
                let path = job.source.join(file.own.as_str());
                return Err(print_machine_error(streams.words, style, &path, &error));
            }
        }
    }
    Ok((done, status))
}

/// The files that the site replaces, which a person compared with the present default.
fn reviewed(files: &[ThemeFile], style: TerminalStyle, streams: &mut Streams<'_>) -> (Vec<&'static str>, ExitStatus) {
    let mut status = ExitStatus::Fine;
    for file in files {
        let notice = match file.is_replaced {
            true => Notice::ThemeFileReviewed,
            false => Notice::ThemeFileNotReplaced,
        };
        if !file.is_replaced {
            status = ExitStatus::Usage;
        }
        print_notice(streams.words, style, notice, &[("path", &file.own)]);
    }
    let own = files.iter().filter(|file| file.is_replaced);
    (own.map(|file| file.path).collect(), status)
}
