//! Compiles both sides, parses shared files once, and compares them.

use crate::edition::compile::{Options, Outcome, compile_all};
use crate::edition::diff::address_changes::lost_addresses;
use crate::edition::diff::difference::SiteDifference;
use crate::edition::diff::document_pairs::{DocumentPairs, SiteView};
use crate::edition::diff::page_changes::page_changes;
use crate::edition::diff::relation_changes::relation_changes;
use crate::edition::diff::site_changes::{findings, settings, theme_files, unpublished, unused_files};
use crate::edition::diff::vocabulary_changes::vocabulary_changes;
use crate::edition::memo::Memo;
use crate::input::snapshot::Snapshot;
use crate::messages::catalogue::Language;
use crate::messages::diagnostic::Diagnostic;

/// One of two compared sites.
#[derive(Debug)]
pub(crate) struct ComparedSide {
    /// Its files.
    pub snapshot: Snapshot,
    /// All its diagnostics.
    pub diagnostics: Vec<Diagnostic>,
    /// The language of its site.yaml.
    pub language: Option<String>,
    outcome: Outcome,
}

impl ComparedSide {
    fn new(snapshot: Snapshot, mut outcome: Outcome) -> Self {
        ComparedSide {
            diagnostics: std::mem::take(&mut outcome.diagnostics),
            language: outcome.language.clone(),
            snapshot,
            outcome,
        }
    }

    /// Returns whether it has an error, so that it cannot be published.
    pub(crate) fn is_broken(&self) -> bool {
        self.diagnostics.iter().any(Diagnostic::is_error)
    }
}

/// Both sides and what differs.
#[derive(Debug)]
pub(crate) struct Sides {
    /// The former site.
    pub base: ComparedSide,
    /// The new site.
    pub head: ComparedSide,
    /// What differs; `None` where a side has no theme to be compiled with. Files that cannot be read are missing in it.
    pub difference: Option<SiteDifference>,
}

/// Compiles two snapshots and compares them. Both are read on the day of the first, so that `đăng từ` makes no
/// difference by itself.
pub(crate) fn compare_sides(base: Snapshot, mut head: Snapshot, options: &Options) -> Sides {
    head.today = base.today;
    let mut memo = Memo::default();
    let former = compile_all(&base, options, &mut memo);
    let present = compile_all(&head, options, &mut memo);
    let base = ComparedSide::new(base, former);
    let head = ComparedSide::new(head, present);
    let difference = site_diff(&base, &head);
    Sides { base, head, difference }
}

/// What differs between two sites.
fn site_diff(base: &ComparedSide, head: &ComparedSide) -> Option<SiteDifference> {
    let former = SiteView::of(&base.snapshot, base.outcome.site.as_ref()?);
    let present = SiteView::of(&head.snapshot, head.outcome.site.as_ref()?);
    let language = head.language.as_deref().and_then(Language::from_code);
    let pairs = DocumentPairs::of(&former, &present);
    let relations = relation_changes((&former, &present), &pairs);
    let pages = page_changes((&former, &present), &pairs, language.unwrap_or(Language::Vietnamese));
    let (new_findings, gone_findings) = findings((&base.diagnostics, &head.diagnostics), &pages.changed);
    let mut difference = SiteDifference {
        lost: lost_addresses((&former, &present), &pairs),
        vocabulary: vocabulary_changes(former.site, present.site),
        files: Vec::new(),
        settings: settings(former.site, present.site),
        theme: theme_files((&base.snapshot, former.site), (&head.snapshot, present.site)),
        relations,
        new_findings,
        gone_findings,
        unpublished: unpublished((&base.snapshot, &base.outcome), (&head.snapshot, &head.outcome)),
        ..pages
    };
    unused_files((&former, &present), &mut difference);
    Some(difference)
}
