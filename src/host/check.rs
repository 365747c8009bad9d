//! `check`: prints every diagnostic of a site, and writes no page.

use std::io;

use rayon::prelude::*;

use crate::edition::{CompiledSite, OutputPart, PageFile, RenderError};
use crate::host::apply_fixes::apply_fixes;
use crate::host::build_timings::print_stages;
use crate::host::command::{
    CommandOptions, Compiled, ExitStatus, Format, Streams, exit_status, load_and_compile, print_notice,
    shown_diagnostics,
};
use crate::host::forget_address::forget_address;
use crate::host::held_back_list::print_held_back;
use crate::host::report::{self, Values, Verbosity};
use crate::host::source_files::ADDRESSES;
use crate::host::stated_relation_list::print_stated_relations;
use crate::host::template_watch::watched;
use crate::host::write_addresses::write_addresses;
use crate::messages::diagnostic::{Diagnostic, sort};
use crate::messages::notice::Notice;

/// Checks a site: prints every diagnostic.
pub fn check(job: &CommandOptions, streams: &mut Streams<'_>) -> ExitStatus {
    if job.fix
        && let Err(status) = apply_fixes(job, streams)
    {
        return status;
    }
    if let Some(address) = &job.forget
        && let Err(status) = forget_address(job, address, streams)
    {
        return status;
    }
    let mut compiled = match load_and_compile(job, streams.words) {
        Ok(compiled) => compiled,
        Err(status) => return status,
    };
    if compiled.style.verbosity == Verbosity::Verbose {
        print_stages(streams.words, &compiled.outcome.timings);
    }
    let mut diagnostics = std::mem::take(&mut compiled.outcome.diagnostics);
    if let Some(site) = &compiled.outcome.site {
        diagnostics.extend(watched(site, (compiled.style, None), || render_findings(site)));
        diagnostics.extend(site.moved_words());
        sort(&mut diagnostics);
    }
    print_report(&compiled, &diagnostics, streams);
    let status = exit_status(&diagnostics, job.strict);
    if !job.write_addresses {
        return status;
    }
    match &compiled.outcome.site {
        Some(site) => write_addresses(&compiled, site, streams.words).unwrap_or(status),
        None => {
            let values: Values<'_> = &[("path", &ADDRESSES)];
            print_notice(streams.words, compiled.style, Notice::AddressesNotWritten, values);
            status
        }
    }
}

/// Prints all diagnostics, and how many there are.
fn print_report(compiled: &Compiled<'_>, diagnostics: &[Diagnostic], streams: &mut Streams<'_>) {
    let style = compiled.style;
    let shown = shown_diagnostics(diagnostics, compiled.job.strict, style);
    let is_quiet = style.verbosity == Verbosity::Quiet;
    let is_human = compiled.job.format == Format::Human;
    compiled.print_for_machines(diagnostics, streams.data);
    let text = if is_quiet && (shown.is_empty() || !is_human) {
        String::new()
    } else if diagnostics.is_empty() {
        let files = compiled.snapshot.documents.len();
        report::notice(Notice::Clean, &[("files", &files)], style.language) + "\n"
    } else if is_human {
        let explain = Notice::SeeExplain.text(style.language);
        format!("{}{explain}\n", report::all(&compiled.snapshot, &shown, style))
    } else {
        report::totals(diagnostics, style)
    };
    let _ = streams.words.write_all(text.as_bytes());
    print_held_back(
        streams.words,
        style,
        (&compiled.outcome.held_back, &compiled.outcome.held_back_files),
    );
    if let (Some(site), Format::Human, false) = (&compiled.outcome.site, compiled.job.format, is_quiet) {
        print_stated_relations(streams.words, style, &site.head_proposals());
    }
}

/// Renders every page for its diagnostics alone. Other files are not made: no template makes them, so that none can fail,
/// and the search index is a quarter of the time of a check.
fn render_findings(site: &CompiledSite) -> Vec<Diagnostic> {
    let failed = |position: usize| match site.render_once(position, &mut io::sink()) {
        Err(RenderError::Content(diagnostic)) => Some(*diagnostic),
        Err(RenderError::Sink(_)) | Ok(()) => None,
    };
    let is_page = |file: &PageFile| file.part == OutputPart::Pages;
    let files = site.files();
    let pages = files.par_iter().enumerate().filter(|(_, file)| is_page(file));
    let mut found: Vec<Diagnostic> = pages.filter_map(|(position, _)| failed(position)).collect();
    // One template may fail on every page.
    sort(&mut found);
    found.dedup();
    found
}
