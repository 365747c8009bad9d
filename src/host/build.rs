//! `build`: loads and compiles a site, prints its diagnostics, publishes its pages.

use std::io::{self, Write};
use std::mem::ManuallyDrop;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use data_encoding::HEXLOWER;

use crate::edition::{Class, CompiledSite, PageFile, RenderError};
use crate::host::build_timings::{PartCounts, print_timings};
use crate::host::command::{
    CommandOptions, Compiled, ExitStatus, Format, Streams, exit_status, load_and_compile, print_machine_error,
    print_notice, shown_diagnostics,
};
use crate::host::file_digest::copy_with_digest;
use crate::host::held_back_list::print_held_back;
use crate::host::progress::TerminalProgress;
use crate::host::publish::{PlannedFile, Publication, PublishError, PublishSummary, Rank, Refusal, publish};
use crate::host::report::{self, TerminalStyle, Values, Verbosity};
use crate::host::signals::{is_stopped, note_signals};
use crate::host::site_zip::write_zip;
use crate::host::source_files::{CONTENT, THEMES};
use crate::host::system::open_below;
use crate::host::template_watch::watched;
use crate::input::snapshot::Attachment;
use crate::messages::diagnostic::{Diagnostic, sort};
use crate::messages::notice::{Notice, ReportText};

/// Builds a site; prints a summary of one line.
pub fn build(job: &CommandOptions, streams: &mut Streams<'_>) -> ExitStatus {
    let started = Instant::now();
    // The end of the program frees all at once; by parts it would take a twentieth of the time of a small site.
    let compiled = match load_and_compile(job, streams.words).map(ManuallyDrop::new) {
        Ok(compiled) => compiled,
        Err(status) => return status,
    };
    let outcome = &compiled.outcome;
    print_diagnostics(&compiled, &outcome.diagnostics, streams);
    let status = exit_status(&outcome.diagnostics, job.strict);
    let Some(site) = outcome.site.as_ref().filter(|_| status == ExitStatus::Fine) else {
        print_notice(streams.words, compiled.style, Notice::LeftAlone, &[]);
        return status;
    };
    let compiled_in = started.elapsed();
    let parts = job.timings.then(PartCounts::default);
    let work = || publish_site(job, site, parts.as_ref());
    match watched(site, (compiled.style, Some(&job.output)), work) {
        Ok(published) => {
            print_summary(&compiled, site, (&published, started.elapsed()), streams.words);
            if let Some(parts) = &parts {
                let read = compiled.snapshot.documents.iter();
                let read = (read.len(), read.map(|file| file.text.len()).sum());
                let times = (compiled_in, started.elapsed());
                print_timings(streams.words, &outcome.timings, read, times, parts);
            }
            zip_site(&compiled, site, streams.words)
        }
        Err(error) => report_failure(&compiled, error, streams),
    }
}

/// Writes the zip that the command line asks for.
fn zip_site(compiled: &Compiled<'_>, site: &CompiledSite, out: &mut dyn Write) -> ExitStatus {
    let Some(target) = &compiled.job.zip else {
        return ExitStatus::Fine;
    };
    let files = site.files();
    let names = files.iter().map(|file| file.path.as_str());
    match write_zip(&compiled.job.output, names, target) {
        Ok(()) => {
            print_notice(out, compiled.style, Notice::Zipped, &[("path", &target.display())]);
            ExitStatus::Fine
        }
        Err(error) => print_machine_error(out, compiled.style, target, &error),
    }
}

/// Prints diagnostics: for people the first errors in full, for machines all.
fn print_diagnostics(compiled: &Compiled<'_>, diagnostics: &[Diagnostic], streams: &mut Streams<'_>) {
    if compiled.job.format == Format::Human {
        let (snapshot, style) = (&compiled.snapshot, compiled.style);
        let shown = shown_diagnostics(diagnostics, compiled.job.strict, style);
        let text = match style.verbosity {
            Verbosity::Verbose if !shown.is_empty() => report::all(snapshot, &shown, style),
            // Warnings are what a quiet and strict build fails by.
            Verbosity::Quiet if !shown.iter().any(Diagnostic::is_error) && !shown.is_empty() => {
                report::all(snapshot, &shown, style)
            }
            Verbosity::Quiet | Verbosity::Normal | Verbosity::Verbose => report::short(snapshot, &shown, style),
        };
        let _ = streams.words.write_all(text.as_bytes());
    } else {
        compiled.print_for_machines(diagnostics, streams.data);
    }
}

/// Why a page could not be written.
enum PageError {
    /// A signal stopped the build.
    Stopped,
    Content(Box<Diagnostic>),
    Machine(PathBuf, io::Error),
    /// An attachment changed after it was checked.
    Changed(PathBuf),
}

fn publish_site(
    job: &CommandOptions,
    site: &CompiledSite,
    parts: Option<&PartCounts>,
) -> Result<PublishSummary, PublishError<PageError>> {
    let files = site.files();
    let plan = |file: &PageFile| PlannedFile {
        path: file.path.clone(),
        rank: rank(file.class),
    };
    let planned: Vec<PlannedFile> = files.iter().map(plan).collect();
    let sources = [job.source.join(CONTENT), job.source.join(THEMES)];
    let publication = Publication {
        output: &job.output,
        sources: &sources,
        files: &planned,
        with_drafts: job.options.drafts,
    };
    let progress = TerminalProgress::new(files.len(), job.style.verbosity != Verbosity::Quiet);
    // From here on a stopped build has to clean up.
    note_signals();
    let make = |position: usize, sink: &mut dyn Write| match site.attachment_at(position) {
        _ if is_stopped() => Err(PageError::Stopped),
        Some(original) => copy(&job.source, original, sink),
        None => site.render_once(position, sink).map_err(|error| match error {
            RenderError::Content(diagnostic) => PageError::Content(diagnostic),
            RenderError::Sink(error) => PageError::Machine(job.output.clone(), error),
        }),
    };
    let write = |position: usize, sink: &mut dyn Write| match parts {
        Some(parts) => parts.count(files[position].part, sink, |sink| make(position, sink)),
        None => make(position, sink),
    };
    let published = publish(&publication, &write, &|done| progress.set(done));
    progress.finish();
    published
}

fn rank(class: Class) -> Rank {
    match class {
        Class::Asset => Rank::Asset,
        Class::Page => Rank::Page,
        Class::Index => Rank::Index,
        Class::Checksums => Rank::Checksums,
    }
}

/// Copies an attachment, unless it is another file now than the one that was checked.
fn copy(source: &Path, original: &Attachment, sink: &mut dyn Write) -> Result<(), PageError> {
    let path = source.join(original.path.as_str());
    let copied = open_below(source, &original.path).and_then(|mut file| copy_with_digest(&mut file, sink));
    let (digest, length) = copied.map_err(|error| PageError::Machine(path.clone(), error))?;
    match length == original.length && HEXLOWER.encode(&digest) == original.sha256 {
        true => Ok(()),
        false => Err(PageError::Changed(path)),
    }
}

/// Prints the line that ends a successful build, and the changed files that it kept.
fn print_summary(
    compiled: &Compiled<'_>,
    site: &CompiledSite,
    (published, time): (&PublishSummary, Duration),
    out: &mut dyn Write,
) {
    let style = compiled.style;
    for path in &published.kept {
        print_notice(out, style, Notice::Kept, &[("path", &path.display())]);
    }
    let changed = published.written + published.removed > 0;
    let values: Values<'_> = &[
        ("pages", &site.pages()),
        ("documents", &site.documents()),
        ("time", &duration(time, ReportText::DecimalPoint.text(style.language))),
        ("written", &published.written),
        ("unchanged", &published.unchanged),
        ("removed", &published.removed),
        ("output", &compiled.job.output.display()),
    ];
    let notice = if changed { Notice::Built } else { Notice::Unchanged };
    print_notice(out, style, notice, values);
    print_held_back(
        out,
        style,
        (&compiled.outcome.held_back, &compiled.outcome.held_back_files),
    );
}

/// A duration in seconds, hundredths rounded up.
fn duration(time: Duration, point: &str) -> String {
    let hundredths = time.as_millis().div_ceil(10);
    format!("{}{point}{:02} s", hundredths / 100, hundredths % 100)
}

/// Prints why nothing was published.
fn report_failure(compiled: &Compiled<'_>, error: PublishError<PageError>, streams: &mut Streams<'_>) -> ExitStatus {
    let style = compiled.style;
    let status = match error {
        PublishError::Refused(refusal) => return print_refusal(style, &refusal, streams.words),
        PublishError::Machine { path, source } => print_machine_error(streams.words, style, &path, &source),
        PublishError::Interrupted {
            path,
            source,
            placed,
            total,
        } => {
            let status = print_machine_error(streams.words, style, &path, &source);
            let values: Values<'_> = &[("placed", &placed), ("total", &total)];
            print_notice(streams.words, style, Notice::PartlyPublished, values);
            return status;
        }
        PublishError::Page(pages) => report_pages(compiled, pages, streams),
    };
    print_notice(streams.words, style, Notice::LeftAlone, &[]);
    status
}

/// Prints why pages could not be made.
fn report_pages(compiled: &Compiled<'_>, pages: Vec<(usize, PageError)>, streams: &mut Streams<'_>) -> ExitStatus {
    let mut diagnostics = Vec::new();
    let mut status = ExitStatus::Content;
    if is_stopped() {
        print_notice(streams.words, compiled.style, Notice::Stopped, &[]);
        status = ExitStatus::Machine;
    }
    for (_, error) in pages {
        match error {
            PageError::Stopped => {}
            PageError::Content(diagnostic) => diagnostics.push(*diagnostic),
            PageError::Changed(path) => {
                let values: Values<'_> = &[("path", &path.display())];
                print_notice(streams.words, compiled.style, Notice::ChangedMeanwhile, values);
                status = ExitStatus::Machine;
            }
            PageError::Machine(path, error) => {
                status = print_machine_error(streams.words, compiled.style, &path, &error);
            }
        }
    }
    sort(&mut diagnostics);
    // One template may fail on every page.
    diagnostics.dedup();
    print_diagnostics(compiled, &diagnostics, streams);
    status
}

/// Prints why the output folder is refused.
fn print_refusal(style: TerminalStyle, refusal: &Refusal, out: &mut dyn Write) -> ExitStatus {
    let mut print = |notice, path: &Path, further: Values<'_>, status| {
        let path: Values<'_> = &[("path", &path.display())];
        print_notice(out, style, notice, &[path, further].concat());
        status
    };
    match refusal {
        Refusal::IsFile(output) => print(Notice::OutputIsFile, output, &[], ExitStatus::Usage),
        Refusal::OverlapsSource { output, source } => {
            let further: Values<'_> = &[("source", &source.display())];
            print(Notice::OutputOverlapsSource, output, further, ExitStatus::Usage)
        }
        Refusal::NotOurs { output, example } => {
            let further: Values<'_> = &[("example", &example.display())];
            print(Notice::OutputNotOurs, output, further, ExitStatus::Usage)
        }
        Refusal::UnreadableManifest { manifest, line } => print(
            Notice::UnreadableManifest,
            manifest,
            &[("line", line)],
            ExitStatus::Machine,
        ),
        Refusal::SymbolicLink(link) => print(Notice::LinkInOutput, link, &[], ExitStatus::Usage),
        Refusal::ForeignFile(file) => print(Notice::ForeignFile, file, &[], ExitStatus::Usage),
        Refusal::Published(output) => print(Notice::OutputPublished, output, &[], ExitStatus::Usage),
        Refusal::Busy(output) => print(Notice::Busy, output, &[], ExitStatus::Machine),
    }
}
