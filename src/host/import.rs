//! `import`: makes a Markdown file of a document from a word processor, at its place in the site.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::base::path::RelPath;
use crate::edition::{ImportChoices, ImportContent, ImportFailure, ImportSource, Imported, import as import_document};
use crate::host::atomic_write::{atomic_write, create_file, with_temporary_file};
use crate::host::command::{ExitStatus, Format, Streams, check_source, print_machine_error, print_notice};
use crate::host::import_report_text;
use crate::host::load::load;
use crate::host::pdf_text::{PDF_READER, pdf_text};
use crate::host::report::{TerminalStyle, Values};
use crate::messages::catalogue::{Language, ToText};
use crate::messages::diagnostic::Diagnostic;
use crate::messages::import_text::ImportProblem;
use crate::messages::notice::Notice;

/// The options of `import`.
#[derive(Clone, Debug)]
pub struct ImportOptions {
    /// The folder that holds `content/`.
    pub source: PathBuf,
    /// The file; `None` for standard input.
    pub file: Option<PathBuf>,
    /// The path of the file that is written, from the folder that holds `content/`.
    pub to: Option<String>,
    /// The kind of the document.
    pub kind: Option<String>,
    /// The file of the site whose text is replaced.
    pub update: Option<String>,
    /// Whether nothing is written.
    pub dry_run: bool,
    /// The language that the command line names.
    pub language: Option<Language>,
    /// How to print.
    pub style: TerminalStyle,
    /// The format of the report.
    pub format: Format,
}

/// The largest file that is read, in megabytes.
const MAX_MEGABYTES: u64 = 64;

/// Imports a document.
pub fn import(options: &ImportOptions, streams: &mut Streams<'_>) -> ExitStatus {
    let mut style = match check_source(&options.source, (options.language, options.style), streams.words) {
        Ok(style) => style,
        Err(status) => return status,
    };
    let name = options
        .file
        .as_deref()
        .map_or(String::new(), |file| file.display().to_string());
    let bytes = match read_source(options.file.as_deref()) {
        Ok(bytes) => bytes,
        Err(error) => {
            let file = options.file.as_deref().unwrap_or(Path::new("-"));
            return print_machine_error(streams.words, style, file, &error);
        }
    };
    let snapshot = match load(&options.source) {
        Ok(snapshot) => snapshot,
        Err(error) => return print_machine_error(streams.words, style, &error.path, &error.source),
    };
    let site = crate::host::load::site_language(&options.source);
    style.language = options.language.or(site).unwrap_or(style.language);
    let choices = match choices(options) {
        Ok(choices) => choices,
        Err(path) => {
            print_notice(streams.words, style, Notice::ImportPath, &[("path", &path)]);
            return ExitStatus::Usage;
        }
    };
    let text = match (bytes.starts_with(b"%PDF"), &options.file) {
        (true, Some(file)) => pdf_text(PDF_READER, file).map(Some),
        (true, None) => pdf_text_of_input(&bytes),
        (false, _) => Ok(None),
    };
    let imported = text.map_err(ImportFailure::Problem).and_then(|text| {
        if bytes.len() as u64 > MAX_MEGABYTES << 20 {
            let limit = usize::try_from(MAX_MEGABYTES).unwrap_or(usize::MAX);
            return Err(ImportFailure::Problem(ImportProblem::TooLarge(limit)));
        }
        let content = match &text {
            Some(text) => ImportContent::PdfText(text),
            None => ImportContent::Bytes(&bytes),
        };
        import_document(&snapshot, ImportSource { name: &name, content }, &choices)
    });
    match imported {
        Ok(imported) => finish(options, &imported, style, streams),
        Err(failure) => print_failure(&failure, &name, style, streams),
    }
}

/// The words of a .pdf file from standard input, through a file that is deleted again.
fn pdf_text_of_input(bytes: &[u8]) -> Result<Option<String>, ImportProblem> {
    let read = with_temporary_file(bytes, |file| pdf_text(PDF_READER, file));
    read.map_err(|error| ImportProblem::PdfReader(error.to_string()))?
        .map(Some)
}

/// The bytes of a file or of standard input, up to one more than the limit.
fn read_source(file: Option<&Path>) -> io::Result<Vec<u8>> {
    let limit = (MAX_MEGABYTES << 20) + 1;
    let mut bytes = Vec::new();
    match file {
        Some(file) => File::open(file)?.take(limit).read_to_end(&mut bytes)?,
        None => io::stdin().take(limit).read_to_end(&mut bytes)?,
    };
    Ok(bytes)
}

/// The choices of a person; a path that is none of a document is the error.
fn choices(options: &ImportOptions) -> Result<ImportChoices, String> {
    let document = |written: &Option<String>| -> Result<Option<RelPath>, String> {
        let Some(written) = written else { return Ok(None) };
        let plain = written.replace('\\', "/");
        let plain = plain.trim_start_matches("./");
        // A path may be typed from where the person is, with the folder of the site.
        let source = options.source.display().to_string().replace('\\', "/");
        let inside = plain.strip_prefix(source.trim_start_matches("./").trim_end_matches('/'));
        let inside = inside
            .map(|inside| inside.trim_start_matches('/'))
            .filter(|inside| inside.starts_with("content/"));
        let path = RelPath::new(inside.unwrap_or(plain));
        let is_document = |path: &RelPath| path.as_str().starts_with("content/") && path.as_str().ends_with(".md");
        path.filter(is_document).map(Some).ok_or_else(|| written.clone())
    };
    Ok(ImportChoices {
        kind: options.kind.clone(),
        to: document(&options.to)?,
        update: document(&options.update)?,
    })
}

/// Writes the file and prints the report.
fn finish(options: &ImportOptions, imported: &Imported, style: TerminalStyle, streams: &mut Streams<'_>) -> ExitStatus {
    if !options.dry_run
        && let Err(error) = write(options, imported)
    {
        if error.kind() == io::ErrorKind::AlreadyExists {
            return print_failure(&ImportFailure::Held(imported.path.clone()), "", style, streams);
        }
        return print_machine_error(
            streams.words,
            style,
            &options.source.join(imported.path.as_str()),
            &error,
        );
    }
    let notice = match (options.dry_run, imported.changes.is_some()) {
        (true, _) => Notice::ImportTried,
        (false, true) => Notice::ImportUpdated,
        (false, false) => Notice::Imported,
    };
    match options.format {
        Format::Human | Format::Github => {
            print_notice(streams.words, style, notice, &[("path", &imported.path)]);
            let report = import_report_text::text(imported, style);
            let _ = streams.words.write_all(report.as_bytes());
            if options.dry_run {
                let _ = streams.data.write_all(imported.text.as_bytes());
            }
        }
        Format::Json => {
            let line = import_report_text::json(imported, !options.dry_run, style.language);
            let _ = streams.data.write_all(line.as_bytes());
        }
    }
    match imported.diagnostics.iter().any(Diagnostic::is_error) {
        true => ExitStatus::Content,
        false => ExitStatus::Fine,
    }
}

/// Writes the file, behind its pictures; a new one never takes the place of another.
fn write(options: &ImportOptions, imported: &Imported) -> io::Result<()> {
    for image in imported.images.iter().filter(|image| !image.is_held) {
        create_file(&options.source, &image.path, &image.bytes)?;
    }
    let bytes = imported.text.as_bytes();
    match imported.changes {
        Some(_) => atomic_write(&options.source, &imported.path, bytes),
        None => create_file(&options.source, &imported.path, bytes),
    }
}

fn print_failure(failure: &ImportFailure, name: &str, style: TerminalStyle, streams: &mut Streams<'_>) -> ExitStatus {
    let name = if name.is_empty() { "-" } else { name };
    let (notice, status, values): (Notice, ExitStatus, Values<'_>) = match failure {
        ImportFailure::Problem(problem) => {
            let reason = problem.to_text(style.language);
            let values: Values<'_> = &[("file", &name), ("reason", &reason)];
            print_notice(streams.words, style, Notice::ImportFailed, values);
            return ExitStatus::Content;
        }
        ImportFailure::Held(path) => (Notice::ImportHeld, ExitStatus::Usage, &[("path", path)]),
        ImportFailure::NoFile(path) => (Notice::ImportNoFile, ExitStatus::Usage, &[("path", path)]),
        ImportFailure::NoKind(kind) => (Notice::ImportNoKind, ExitStatus::Usage, &[("kind", kind)]),
    };
    print_notice(streams.words, style, notice, values);
    status
}
