//! What the preview shows at one moment, and what pages are told of it.

use std::collections::BTreeMap;

use data_encoding::HEXLOWER;
use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::edition::CompiledSite;
use crate::host::report::{self, TerminalStyle};
use crate::input::snapshot::Snapshot;
use crate::messages::code::Severity;
use crate::messages::diagnostic::Diagnostic;
use crate::messages::notice::PreviewText;

/// Errors shown whole in the panel.
const WHOLE: usize = 50;

/// An edition, and what was found in the folder that it was made of.
#[derive(Debug)]
pub(super) struct ShownState {
    /// Grows, also from one run of the program to the next.
    pub(super) revision: u64,
    /// The site; `None` only where there never was a theme to show it with.
    pub(super) edition: Option<CompiledSite>,
    /// The folder as it is.
    pub(super) disk: Snapshot,
    /// What was found in it.
    pub(super) findings: Vec<Diagnostic>,
    /// What kept the folder from being read, where it could not be.
    pub(super) unread: Option<String>,
    /// How to print, without colours.
    pub(super) style: TerminalStyle,
    /// Digests of the files that pages use.
    pub(super) assets: Assets,
    /// The page that the last change was made for.
    pub(super) changed: Option<Changed>,
}

/// Digests of the files that pages use.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub(super) struct Assets {
    /// TerminalStyle sheets: they are exchanged without a reload.
    pub(super) styles: String,
    /// All others.
    pub(super) files: String,
}

/// A page that changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Changed {
    /// Its address, from the top of the site.
    pub(super) url: String,
    /// What people call it.
    pub(super) name: String,
}

/// What pages are told.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Event<'a> {
    revision: u64,
    panel: Option<String>,
    errors: usize,
    warnings: usize,
    held_back: usize,
    assets: &'a Assets,
    changed: Option<&'a Changed>,
    follow: bool,
    words: BTreeMap<PreviewText, &'static str>,
}

impl ShownState {
    /// What pages are told, as one line of JSON.
    pub(super) fn event(&self, follow: bool) -> String {
        let count = |severity| {
            self.findings
                .iter()
                .filter(|finding| finding.severity() == severity)
                .count()
        };
        let errors = count(Severity::Error) + usize::from(self.unread.is_some());
        let event = Event {
            revision: self.revision,
            panel: (errors > 0).then(|| self.errors_in_words()),
            errors,
            warnings: count(Severity::Warning),
            held_back: self.edition.as_ref().map_or(0, |edition| edition.held_back().len()),
            assets: &self.assets,
            changed: self.changed.as_ref(),
            follow,
            words: PreviewText::ALL
                .map(|text| (text, text.text(self.style.language)))
                .into(),
        };
        serde_json::to_string(&event).expect("texts and numbers always serialize")
    }

    /// The first errors, as the terminal prints them.
    pub(super) fn errors_in_words(&self) -> String {
        let errors = self.findings.iter().filter(|finding| finding.is_error()).take(WHOLE);
        let errors = errors.map(|finding| report::one(&self.disk, finding, self.style));
        let unread = self.unread.iter().cloned();
        unread.chain(errors).collect::<Vec<_>>().join("\n\n")
    }

    /// All warnings and hints, as the terminal prints them.
    pub(super) fn warnings_in_words(&self) -> String {
        let others = self.findings.iter().filter(|finding| !finding.is_error());
        let others = others.map(|finding| report::one(&self.disk, finding, self.style));
        others.collect::<Vec<_>>().join("\n\n")
    }
}

/// The digests of an edition made of a tree.
pub(super) fn assets(edition: &CompiledSite, tree: &Snapshot) -> Assets {
    let (mut styles, mut files) = (Sha256::new(), Sha256::new());
    for (name, bytes) in edition.statics() {
        let digest = if name.ends_with(".css") {
            &mut styles
        } else {
            &mut files
        };
        digest.update(name);
        digest.update(bytes);
    }
    for file in &tree.attachments {
        files.update(file.path.as_str());
        files.update(&file.sha256);
    }
    Assets {
        styles: short(styles),
        files: short(files),
    }
}

/// A digest of some bytes, long enough to tell two versions of a page apart.
pub(super) fn digest_of(bytes: &[u8]) -> String {
    let mut digest = Sha256::new();
    digest.update(bytes);
    short(digest)
}

fn short(digest: Sha256) -> String {
    HEXLOWER.encode(&digest.finalize()[..12])
}
