//! `verify`: compares a published folder with what the content makes, file by file, and changes nothing.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use data_encoding::HEXLOWER;
use rayon::prelude::*;
use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::base::checksums::{CHECKSUMS, checksum_list};
use crate::edition::{CompiledSite, PageFile, RenderError};
use crate::host::command::{
    CommandOptions, Compiled, ExitStatus, Format, Streams, load_and_compile, print_machine_error, print_notice,
};
use crate::host::file_digest::file_digest;
use crate::host::printable::json_line;
use crate::host::report::{self, Values};
use crate::host::template_watch::watched;
use crate::messages::diagnostic::{Diagnostic, sort};
use crate::messages::notice::Notice;

/// The folder of an output that is congbo's own and not part of the site.
const OWN_FOLDER: &str = ".congbo";

/// The most files of one state that are named to people; the others are counted.
const MAX_NAMED: usize = 50;

/// How a published file differs from what the content makes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
enum FileDifference {
    /// Its bytes are others.
    Differs,
    /// It is not there.
    Missing,
    /// The content does not make it.
    Foreign,
}

impl FileDifference {
    const ALL: [FileDifference; 3] = [
        FileDifference::Differs,
        FileDifference::Missing,
        FileDifference::Foreign,
    ];

    fn notice(self) -> Notice {
        match self {
            FileDifference::Differs => Notice::FileDiffers,
            FileDifference::Missing => Notice::FileMissing,
            FileDifference::Foreign => Notice::FileForeign,
        }
    }
}

/// One finding, as programs read it; fields are added, never renamed.
#[derive(Serialize)]
struct DifferenceRow<'a> {
    state: FileDifference,
    path: &'a str,
}

/// The files of the output that are not of the site.
#[derive(Debug, Default)]
struct OtherFiles {
    foreign: Vec<String>,
    /// Dot-files at the top and `CNAME`: what hosts and version control put there, as for a build.
    of_host: Vec<String>,
}

/// Compares the output folder with the content.
pub(crate) fn verify(job: &CommandOptions, streams: &mut Streams<'_>) -> ExitStatus {
    let compiled = match load_and_compile(job, streams.words) {
        Ok(compiled) => compiled,
        Err(status) => return status,
    };
    if !job.output.is_dir() {
        let values: Values<'_> = &[("path", &job.output.display())];
        print_notice(streams.words, compiled.style, Notice::NoOutput, values);
        return ExitStatus::Usage;
    }
    let errors: Vec<Diagnostic> = compiled
        .outcome
        .diagnostics
        .iter()
        .filter(|one| one.is_error())
        .cloned()
        .collect();
    let Some(site) = compiled.outcome.site.as_ref().filter(|_| errors.is_empty()) else {
        return print_errors(&compiled, &errors, streams);
    };
    let made = watched(site, (compiled.style, None), || expected(site));
    let made = match made {
        Ok(made) => made,
        Err(mut errors) => {
            sort(&mut errors);
            errors.dedup();
            return print_errors(&compiled, &errors, streams);
        }
    };
    match compare(&job.output, &made) {
        Ok((found, of_host)) => print_result(&compiled, (&found, &of_host, made.len()), streams),
        Err((path, error)) => print_machine_error(streams.words, compiled.style, &path, &error),
    }
}

fn print_errors(compiled: &Compiled<'_>, errors: &[Diagnostic], streams: &mut Streams<'_>) -> ExitStatus {
    match compiled.job.format {
        Format::Human => {
            let text = report::short(&compiled.snapshot, errors, compiled.style);
            let _ = streams.words.write_all(text.as_bytes());
        }
        Format::Json | Format::Github => compiled.print_for_machines(errors, streams.data),
    }
    print_notice(streams.words, compiled.style, Notice::NotCompared, &[]);
    ExitStatus::Content
}

/// The path and digest of each file that the content makes, in the order of the paths.
fn expected(site: &CompiledSite) -> Result<Vec<(String, String)>, Vec<Diagnostic>> {
    let files = site.files();
    let digest = |(position, file): (usize, &PageFile)| -> Result<Option<(String, String)>, Diagnostic> {
        if file.path == CHECKSUMS {
            return Ok(None);
        }
        if let Some(original) = site.attachment_at(position) {
            return Ok(Some((file.path.clone(), original.sha256.clone())));
        }
        let mut digest = DigestSink(Sha256::new());
        match site.render_once(position, &mut digest) {
            Ok(()) | Err(RenderError::Sink(_)) => Ok(Some((file.path.clone(), HEXLOWER.encode(&digest.0.finalize())))),
            Err(RenderError::Content(diagnostic)) => Err(*diagnostic),
        }
    };
    let outcomes: Vec<_> = files.par_iter().enumerate().map(digest).collect();
    let (mut made, mut errors) = (Vec::with_capacity(files.len()), Vec::new());
    for outcome in outcomes {
        match outcome {
            Ok(row) => made.extend(row),
            Err(error) => errors.push(error),
        }
    }
    if !errors.is_empty() {
        return Err(errors);
    }
    let list = checksum_list(made.iter().map(|(path, digest)| (path.as_str(), digest.clone())));
    made.push((CHECKSUMS.to_owned(), HEXLOWER.encode(&Sha256::digest(list))));
    made.sort_unstable();
    Ok(made)
}

/// Takes bytes for their digest alone.
struct DigestSink(Sha256);

impl Write for DigestSink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

type Found = Vec<(FileDifference, String)>;

/// Compares the files of the output with what is made; gives what differs, and the files that hosts put there.
fn compare(output: &Path, made: &[(String, String)]) -> Result<(Found, Vec<String>), (PathBuf, io::Error)> {
    let differences: Vec<_> = made.par_iter().map(|row| difference(output, row)).collect();
    let mut found = Vec::new();
    for (difference, (path, _)) in differences.into_iter().zip(made) {
        found.extend(difference?.map(|difference| (difference, path.clone())));
    }
    let planned: BTreeSet<&str> = made.iter().map(|(path, _)| path.as_str()).collect();
    let mut others = OtherFiles::default();
    gather_others(output, "", &planned, &mut others)?;
    others.foreign.sort_unstable();
    others.of_host.sort_unstable();
    found.extend(others.foreign.into_iter().map(|path| (FileDifference::Foreign, path)));
    Ok((found, others.of_host))
}

/// Compares one file. A link is another file, whatever it leads to.
fn difference(
    output: &Path,
    (path, digest): &(String, String),
) -> Result<Option<FileDifference>, (PathBuf, io::Error)> {
    let mut file = output.to_path_buf();
    for part in path.split('/') {
        file.push(part);
        match fs::symlink_metadata(&file) {
            Ok(at) if at.is_symlink() => return Ok(Some(FileDifference::Differs)),
            Ok(_) => {}
            Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
                return Ok(Some(FileDifference::Missing));
            }
            Err(error) => return Err((file, error)),
        }
    }
    match file_digest(&file) {
        Ok((found, _)) => Ok((HEXLOWER.encode(&found) != *digest).then_some(FileDifference::Differs)),
        // A folder, a pipe or a device.
        Err(error) if matches!(error.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::IsADirectory) => {
            Ok(Some(FileDifference::Differs))
        }
        Err(error) => Err((file, error)),
    }
}

/// Gathers the files below a folder that the content does not make. Links are named, not followed.
fn gather_others(
    output: &Path,
    prefix: &str,
    planned: &BTreeSet<&str>,
    others: &mut OtherFiles,
) -> Result<(), (PathBuf, io::Error)> {
    let folder = output.join(prefix);
    let entries = fs::read_dir(&folder).map_err(|error| (folder.clone(), error))?;
    for entry in entries {
        let entry = entry.map_err(|error| (folder.clone(), error))?;
        let kind = entry.file_type().map_err(|error| (entry.path(), error))?;
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if prefix.is_empty() && name == OWN_FOLDER {
            continue;
        }
        let path = format!("{prefix}{name}");
        if prefix.is_empty() && (name.starts_with('.') || name == "CNAME") {
            others.of_host.push(path);
        } else if kind.is_dir() {
            gather_others(output, &format!("{path}/"), planned, others)?;
        } else if !planned.contains(path.as_str()) {
            others.foreign.push(path);
        }
    }
    Ok(())
}

/// Prints what differs, and how much.
fn print_result(
    compiled: &Compiled<'_>,
    (found, of_host, total): (&[(FileDifference, String)], &[String], usize),
    streams: &mut Streams<'_>,
) -> ExitStatus {
    let style = compiled.style;
    let count = |wanted| found.iter().filter(|(difference, _)| *difference == wanted).count();
    match compiled.job.format {
        Format::Human => {
            for wanted in FileDifference::ALL {
                let named = found.iter().filter(|(difference, _)| *difference == wanted);
                for (_, path) in named.take(MAX_NAMED) {
                    print_notice(streams.words, style, wanted.notice(), &[("path", path)]);
                }
                let more = count(wanted).saturating_sub(MAX_NAMED);
                if more > 0 {
                    print_notice(streams.words, style, Notice::HeldBackMore, &[("count", &more)]);
                }
            }
        }
        Format::Json | Format::Github => {
            for (state, path) in found {
                let row = DifferenceRow { state: *state, path };
                let _ = streams.data.write_all(json_line(&row).as_bytes());
            }
        }
    }
    if let Some(example) = of_host.first() {
        let values: Values<'_> = &[("count", &of_host.len()), ("path", example)];
        print_notice(streams.words, style, Notice::HostFiles, values);
    }
    let output = compiled.job.output.display();
    if found.is_empty() {
        print_notice(
            streams.words,
            style,
            Notice::Verified,
            &[("count", &total), ("output", &output)],
        );
        return ExitStatus::Fine;
    }
    let [differing, missing, foreign] = FileDifference::ALL.map(count);
    let values: Values<'_> = &[
        ("output", &output),
        ("differing", &differing),
        ("missing", &missing),
        ("foreign", &foreign),
    ];
    print_notice(streams.words, style, Notice::NotVerified, values);
    ExitStatus::Content
}
