//! `build` and `check`: load, compile, report, publish.

use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::load::{CONTENT, LoadError, THEMES, load};
use super::progress::Progress;
use super::publish::{PlannedFile, Publication, PublishError, Published, Rank, Refusal, publish};
use super::report::{self, Style};
use crate::base::catalogue::{Notice, fill, report_words};
use crate::base::diagnostic::{Diagnostic, sort};
use crate::edition::{Class, Edition, Options, Outcome, RenderError, compile};
use crate::input::snapshot::Snapshot;

/// How a command ended, as its exit code says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// All is well.
    Fine,
    /// The content has errors, or warnings under `--strict`.
    Content,
    /// The command was used wrongly.
    Usage,
    /// The machine failed.
    Machine,
}

impl Ending {
    /// The exit code.
    pub fn code(self) -> u8 {
        match self {
            Ending::Fine => 0,
            Ending::Content => 1,
            Ending::Usage => 2,
            Ending::Machine => 3,
        }
    }
}

/// What a build is asked for.
#[derive(Clone, Debug)]
pub struct Job {
    /// The folder that holds `content/`.
    pub source: PathBuf,
    /// The folder that is published.
    pub output: PathBuf,
    /// What to compile.
    pub options: Options,
    /// Whether warnings fail.
    pub strict: bool,
    /// Whether to print how long each stage took.
    pub timings: bool,
    /// How to print.
    pub style: Style,
}

/// Checks a site: prints every finding.
pub fn check(job: &Job, out: &mut dyn Write) -> Ending {
    let (snapshot, outcome) = match compiled(job, out) {
        Ok(found) => found,
        Err(ending) => return ending,
    };
    let mut findings = outcome.findings;
    if let Some(edition) = &outcome.edition {
        findings.extend(render_findings(edition));
        sort(&mut findings);
    }
    let text = if findings.is_empty() {
        let files = snapshot.documents.len().to_string();
        format!(
            "{}\n",
            fill(report_words(job.style.language).clean, &[("files", files)])
        )
    } else {
        report::all(&snapshot, &findings, job.style)
    };
    let _ = out.write_all(text.as_bytes());
    ending_of(&findings, job.strict)
}

/// Renders every page for its findings alone.
fn render_findings(edition: &Edition) -> Vec<Diagnostic> {
    use rayon::prelude::*;
    let failed = |position: usize| match edition.render(position, &mut io::sink()) {
        Err(RenderError::Content(finding)) => Some(*finding),
        Err(RenderError::Sink(_)) | Ok(()) => None,
    };
    (0..edition.files().len()).into_par_iter().filter_map(failed).collect()
}

fn ending_of(findings: &[Diagnostic], strict: bool) -> Ending {
    use crate::base::code::Severity;
    let fails = |finding: &Diagnostic| match finding.severity() {
        Severity::Error => true,
        Severity::Warning => strict,
        Severity::Hint => false,
    };
    if findings.iter().any(fails) {
        Ending::Content
    } else {
        Ending::Fine
    }
}

fn compiled(job: &Job, out: &mut dyn Write) -> Result<(Snapshot, Outcome), Ending> {
    let style = job.style;
    if !job.source.is_dir() {
        say(
            out,
            style,
            Notice::NoSource,
            &[("path", job.source.display().to_string())],
        );
        return Err(Ending::Usage);
    }
    match load(&job.source) {
        Ok(snapshot) => {
            let outcome = compile(&snapshot, &job.options);
            Ok((snapshot, outcome))
        }
        Err(LoadError { path, source }) => {
            machine(out, style, &path, &source);
            Err(Ending::Machine)
        }
    }
}

fn say(out: &mut dyn Write, style: Style, notice: Notice, values: &[(&str, String)]) {
    let _ = writeln!(out, "{}", report::notice(notice, values, style.language));
}

fn machine(out: &mut dyn Write, style: Style, path: &Path, error: &io::Error) {
    say(
        out,
        style,
        Notice::Machine,
        &[("path", path.display().to_string()), ("reason", error.to_string())],
    );
}

/// Builds a site: says in one line what it made, in how long.
pub fn build(job: &Job, out: &mut dyn Write) -> Ending {
    let started = Instant::now();
    let (snapshot, outcome) = match compiled(job, out) {
        Ok(found) => found,
        Err(ending) => return ending,
    };
    let _ = out.write_all(report::short(&snapshot, &outcome.findings, job.style).as_bytes());
    let ending = ending_of(&outcome.findings, job.strict);
    let edition = match outcome.edition {
        Some(edition) if ending == Ending::Fine => edition,
        _ => {
            let _ = writeln!(out, "{}", report_words(job.style.language).left_alone);
            return ending;
        }
    };
    let compiled_in = started.elapsed();
    match publish_edition(job, &edition) {
        Ok(published) => {
            tell(job, &edition, &published, started.elapsed(), out);
            if job.timings {
                print_timings(out, &outcome.timings, compiled_in, started.elapsed());
            }
            Ending::Fine
        }
        Err(error) => failed(job, &snapshot, error, out),
    }
}

fn print_timings(out: &mut dyn Write, laps: &[crate::edition::Timing], compiled_in: Duration, total: Duration) {
    let known: Duration = laps.iter().map(|lap| lap.time).sum();
    let rows = std::iter::once(("load", compiled_in.saturating_sub(known)))
        .chain(laps.iter().map(|lap| (lap.stage, lap.time)))
        .chain([("render+publish", total.saturating_sub(compiled_in))]);
    for (stage, time) in rows {
        let _ = writeln!(out, "{stage:>16} {:>9.1} ms", time.as_secs_f64() * 1000.0);
    }
}

/// Why a page could not be written.
enum PageError {
    Content(Box<Diagnostic>),
    Machine(PathBuf, io::Error),
}

fn publish_edition(job: &Job, edition: &Edition) -> Result<Published, PublishError<PageError>> {
    let files = edition.files();
    let planned: Vec<PlannedFile> = files
        .iter()
        .map(|file| PlannedFile {
            path: file.path.clone(),
            rank: rank(file.class),
        })
        .collect();
    let sources = [job.source.join(CONTENT), job.source.join(THEMES)];
    let publication = Publication {
        output: &job.output,
        sources: &sources,
        files: &planned,
    };
    let progress = Progress::new(files.len());
    let write = |position: usize, sink: &mut dyn Write| match &files[position].copied_from {
        Some(path) => copy(&job.source.join(path.as_str()), sink),
        None => edition.render(position, sink).map_err(|error| match error {
            RenderError::Content(finding) => PageError::Content(finding),
            RenderError::Sink(error) => PageError::Machine(job.output.clone(), error),
        }),
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
    }
}

fn copy(path: &Path, sink: &mut dyn Write) -> Result<(), PageError> {
    let failed = |error| PageError::Machine(path.to_owned(), error);
    let mut file = File::open(path).map_err(failed)?;
    io::copy(&mut file, sink).map(|_| ()).map_err(failed)
}

fn tell(job: &Job, edition: &Edition, published: &Published, time: Duration, out: &mut dyn Write) {
    let words = report_words(job.style.language);
    for path in &published.kept {
        say(out, job.style, Notice::Kept, &[("path", path.display().to_string())]);
    }
    let changed = published.written + published.removed > 0;
    let pages = edition
        .files()
        .iter()
        .filter(|file| file.path.ends_with(".html"))
        .count();
    let values = [
        ("pages", pages.to_string()),
        ("documents", edition.documents().to_string()),
        ("time", duration(time)),
        ("written", published.written.to_string()),
        ("unchanged", published.unchanged.to_string()),
        ("removed", published.removed.to_string()),
        ("output", job.output.display().to_string()),
    ];
    let _ = writeln!(
        out,
        "{}",
        fill(if changed { words.built } else { words.unchanged }, &values)
    );
}

/// A duration with a decimal comma: `0,8 giây` has its unit in the catalogue's text.
fn duration(time: Duration) -> String {
    let tenths = time.as_millis().div_ceil(10);
    format!("{},{:02} s", tenths / 100, tenths % 100)
}

fn failed(job: &Job, snapshot: &Snapshot, error: PublishError<PageError>, out: &mut dyn Write) -> Ending {
    let ending = match error {
        PublishError::Refused(refusal) => return refused(job.style, &refusal, out),
        PublishError::Machine { path, source } => {
            machine(out, job.style, &path, &source);
            Ending::Machine
        }
        PublishError::Page(pages) => {
            let mut findings = Vec::new();
            let mut ending = Ending::Content;
            for (_, error) in pages {
                match error {
                    PageError::Content(finding) => findings.push(*finding),
                    PageError::Machine(path, error) => {
                        machine(out, job.style, &path, &error);
                        ending = Ending::Machine;
                    }
                }
            }
            sort(&mut findings);
            let _ = out.write_all(report::short(snapshot, &findings, job.style).as_bytes());
            ending
        }
    };
    let _ = writeln!(out, "{}", report_words(job.style.language).left_alone);
    ending
}

fn refused(style: Style, refusal: &Refusal, out: &mut dyn Write) -> Ending {
    let path = |path: &Path| ("path", path.display().to_string());
    let (notice, values, ending) = match refusal {
        Refusal::IsFile(output) => (Notice::OutputIsFile, vec![path(output)], Ending::Usage),
        Refusal::OverlapsSource { output, source } => {
            let values = vec![path(output), ("source", source.display().to_string())];
            (Notice::OutputOverlapsSource, values, Ending::Usage)
        }
        Refusal::NotOurs { output, example } => {
            let values = vec![path(output), ("example", example.display().to_string())];
            (Notice::OutputNotOurs, values, Ending::Usage)
        }
        Refusal::UnreadableManifest { manifest, line } => (
            Notice::UnreadableManifest,
            vec![path(manifest), ("line", line.to_string())],
            Ending::Machine,
        ),
        Refusal::SymbolicLink(link) => (Notice::LinkInOutput, vec![path(link)], Ending::Usage),
        Refusal::ForeignFile(file) => (Notice::ForeignFile, vec![path(file)], Ending::Usage),
        Refusal::Busy(output) => (Notice::Busy, vec![path(output)], Ending::Machine),
    };
    say(out, style, notice, &values);
    ending
}
