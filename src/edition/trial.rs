//! Compiles a site with one file as it would be, for the window of the preview.

use crate::base::path::RelPath;
use crate::edition::compile::{Options, compile_lenient};
use crate::edition::compiled_site::CompiledSite;
use crate::edition::import_images::{ImportedImage, with_images};
use crate::edition::import_trial::with_file;
use crate::edition::memo::Memo;
use crate::edition::unfinished;
use crate::input::snapshot::Snapshot;
use crate::messages::code::Code;
use crate::messages::diagnostic::Diagnostic;

/// Compiles trials one after the other; files that stay are parsed once.
#[derive(Debug, Default)]
pub(crate) struct TrialCompiler {
    memo: Memo,
}

/// A site with a file as it would be.
#[derive(Debug)]
pub(crate) struct Trial {
    /// The site; `None` where its theme is broken.
    pub(crate) site: Option<CompiledSite>,
    /// The folder with the file.
    pub(crate) snapshot: Snapshot,
    /// The diagnostics that the file causes.
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// The address of its page, from the top of the site.
    pub(crate) address: Option<String>,
    /// Whether it is a draft, or to be published later.
    pub(crate) is_held_back: bool,
}

impl TrialCompiler {
    /// Compiles the site with a file and new pictures beside it. `before` are the diagnostics of the site without it. A file that cannot be read
    /// is shown as far as it can be.
    pub(crate) fn compile(
        &mut self,
        (disk, images): (&Snapshot, &[ImportedImage]),
        (path, text): (&RelPath, &str),
        before: &[Diagnostic],
    ) -> Trial {
        let options = Options {
            drafts: true,
            base_url: None,
        };
        let snapshot = with_file(&with_images(disk, images), path, text);
        let outcome = compile_lenient(&snapshot, &options, &mut self.memo);
        let is_own = |found: &Diagnostic| found.place.path == *path || found.is_error() && !before.contains(found);
        let own = outcome.diagnostics.into_iter().filter(is_own);
        let diagnostics = own.filter(|found| found.code != Code::UnlistedAddress).collect();
        let address = |site: &CompiledSite| site.page_of(path).map(|(address, _)| address);
        let mut site = outcome.site;
        let mut found = site.as_ref().and_then(address);
        if found.is_none()
            && let Some(shown) = unfinished::with_plain_head(&snapshot, path, &mut self.memo)
        {
            site = compile_lenient(&shown, &options, &mut self.memo).site;
            found = site.as_ref().and_then(address);
        }
        let why = |site: &CompiledSite| {
            let position = site.find(found.as_deref()?.trim_start_matches('/'))?;
            site.why_unpublished(position, snapshot.today)
        };
        let is_held_back = site.as_ref().and_then(why).is_some();
        Trial {
            is_held_back,
            site,
            snapshot,
            diagnostics,
            address: found,
        }
    }
}
