//! `check`: every finding about a site, and no page made.

use std::io;

use rayon::prelude::*;

use crate::edition::{CompiledSite, RenderError};
use crate::host::apply_fixes::fix;
use crate::host::command::{
    CommandOptions, Compiled, ExitStatus, Format, Streams, compiled, ending_of, print_for_machines, print_notice,
};
use crate::host::{report, write_addresses};
use crate::messages::diagnostic::{Diagnostic, sort};
use crate::messages::notice::Notice;

/// Checks a site: prints every finding.
pub fn check(job: &CommandOptions, streams: &mut Streams<'_>) -> ExitStatus {
    if job.fix
        && let Err(ending) = fix(job, streams)
    {
        return ending;
    }
    let Compiled {
        snapshot,
        outcome,
        style,
    } = match compiled(job, streams.words) {
        Ok(found) => found,
        Err(ending) => return ending,
    };
    let mut findings = outcome.findings;
    if let Some(edition) = &outcome.edition {
        findings.extend(render_findings(edition));
        findings.extend(edition.moved_words());
        sort(&mut findings);
    }
    let text = if findings.is_empty() {
        let files = snapshot.documents.len().to_string();
        format!(
            "{}\n",
            report::notice(Notice::Clean, &[("files", files)], style.language)
        )
    } else if job.format == Format::Human {
        let explain = Notice::SeeExplain.text(style.language);
        format!("{}{explain}\n", report::all(&snapshot, &findings, style))
    } else {
        print_for_machines(job, &snapshot, &findings, style, streams.data);
        report::totals(&findings, style)
    };
    let _ = streams.words.write_all(text.as_bytes());
    let ending = ending_of(&findings, job.strict);
    if !job.write_addresses {
        return ending;
    }
    match &outcome.edition {
        Some(edition) => write_addresses::write(job, edition, &snapshot, style, streams.words).unwrap_or(ending),
        None => {
            print_notice(
                streams.words,
                style,
                Notice::AddressesNotWritten,
                &[("path", write_addresses::PATH.to_owned())],
            );
            ending
        }
    }
}

/// Renders every page for its findings alone.
fn render_findings(edition: &CompiledSite) -> Vec<Diagnostic> {
    let failed = |position: usize| match edition.render(position, &mut io::sink()) {
        Err(RenderError::Content(finding)) => Some(*finding),
        Err(RenderError::Sink(_)) | Ok(()) => None,
    };
    (0..edition.files().len()).into_par_iter().filter_map(failed).collect()
}
