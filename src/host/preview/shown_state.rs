//! The state that the preview shows at one moment, and the event that open pages get of it.

use std::collections::BTreeMap;

use data_encoding::HEXLOWER;
use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::base::path::RelPath;
use crate::edition::CompiledSite;
use crate::host::preview::panel::{PanelRow, panel_rows};
use crate::host::report::{self, TerminalStyle};
use crate::input::snapshot::Snapshot;
use crate::messages::code::Severity;
use crate::messages::diagnostic::Diagnostic;
use crate::messages::notice::PreviewText;

/// The most errors in words.
const MAX_ERRORS_IN_WORDS: usize = 50;

/// A compiled site, and the diagnostics of the folder that it was compiled from.
#[derive(Debug)]
pub(super) struct ShownState {
    /// Grows, also from one run of the program to the next.
    pub(super) revision: u64,
    /// The site; `None` only where the folder never had a usable theme.
    pub(super) site: Option<CompiledSite>,
    /// The site with new files that have errors, for their pages alone.
    pub(super) unfinished: Option<CompiledSite>,
    /// The folder as it is.
    pub(super) disk: Snapshot,
    /// The diagnostics of the folder.
    pub(super) diagnostics: Vec<Diagnostic>,
    /// Why the folder cannot be read, where it cannot.
    pub(super) unread: Option<String>,
    /// How to print, without colours.
    pub(super) style: TerminalStyle,
    /// Digests of the files that pages use.
    pub(super) assets: AssetDigests,
    /// The file that changed last.
    pub(super) saved: Option<RelPath>,
    /// The page of the file that changed last.
    pub(super) changed: Option<ChangedPage>,
}

/// Digests of the files that pages use.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub(super) struct AssetDigests {
    /// Style sheets: pages replace them without a reload.
    pub(super) styles: String,
    /// All others.
    pub(super) files: String,
}

/// A page that changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct ChangedPage {
    /// Its address, from the top of the site.
    pub(super) url: String,
    /// Its display name.
    pub(super) name: String,
}

/// The event that open pages get.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Event<'a> {
    revision: u64,
    panel: Option<Vec<PanelRow>>,
    errors: usize,
    warnings: usize,
    held_back: usize,
    assets: &'a AssetDigests,
    changed: Option<&'a ChangedPage>,
    follow: bool,
    words: BTreeMap<PreviewText, &'static str>,
}

impl ShownState {
    /// The event that open pages get, as one line of JSON.
    pub(super) fn event(&self, follow: bool) -> String {
        let all = &self.diagnostics;
        let count = |severity| all.iter().filter(|one| one.severity() == severity).count();
        let errors = count(Severity::Error) + usize::from(self.unread.is_some());
        let words = PreviewText::ALL.map(|text| (text, text.text(self.style.language)));
        let event = Event {
            revision: self.revision,
            panel: (errors > 0).then(|| self.error_rows()),
            errors,
            warnings: count(Severity::Warning),
            held_back: self.site.as_ref().map_or(0, |site| site.held_back().len()),
            assets: &self.assets,
            changed: self.changed.as_ref(),
            follow,
            words: words.into(),
        };
        serde_json::to_string(&event).expect("texts and numbers always serialize")
    }

    /// The first errors, as the panel shows them.
    fn error_rows(&self) -> Vec<PanelRow> {
        let unread = self.unread.iter().map(|reason| PanelRow::unread(reason));
        unread.chain(self.rows(Diagnostic::is_error)).collect()
    }

    /// The first warnings and hints, as the panel shows them.
    pub(super) fn warning_rows(&self) -> Vec<PanelRow> {
        self.rows(|diagnostic| !diagnostic.is_error())
    }

    fn rows(&self, is_shown: impl Fn(&Diagnostic) -> bool) -> Vec<PanelRow> {
        let shown = self.diagnostics.iter().filter(|found| is_shown(found));
        panel_rows(&self.disk, shown, self.saved.as_ref(), self.style.language)
    }

    /// The first errors, as the terminal prints them.
    pub(super) fn errors_in_words(&self) -> String {
        let errors = self.diagnostics.iter().filter(|diagnostic| diagnostic.is_error());
        let errors = errors.take(MAX_ERRORS_IN_WORDS);
        let errors = errors.map(|diagnostic| report::one(&self.disk, diagnostic, self.style));
        let unread = self.unread.iter().cloned();
        unread.chain(errors).collect::<Vec<_>>().join("\n\n")
    }
}

/// The digests of the files that the pages of a site use.
pub(super) fn assets(site: &CompiledSite, tree: &Snapshot) -> AssetDigests {
    let (mut styles, mut files) = (Sha256::new(), Sha256::new());
    for (name, bytes) in site.statics() {
        let digest = match name.ends_with(".css") {
            true => &mut styles,
            false => &mut files,
        };
        digest.update(name);
        digest.update(bytes);
    }
    for file in &tree.attachments {
        files.update(file.path.as_str());
        files.update(&file.sha256);
    }
    AssetDigests {
        styles: short(styles),
        files: short(files),
    }
}

/// A digest of some bytes, long enough to distinguish two versions of a page.
pub(super) fn digest_of(bytes: &[u8]) -> String {
    short(Sha256::new_with_prefix(bytes))
}

fn short(digest: Sha256) -> String {
    HEXLOWER.encode(&digest.finalize()[..12])
}
