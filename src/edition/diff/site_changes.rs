//! What changed beside the pages of documents: published files, site.yaml, the theme, diagnostics, drafts.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use crate::base::path::RelPath;
use crate::edition::compile::Outcome;
use crate::edition::diff::difference::{ChangedPage, FieldChange, FileChange, FileState, SiteDifference};
use crate::edition::diff::document_pairs::SiteView;
use crate::edition::diff::field_changes::field_change;
use crate::input::front_matter::site_config::SiteConfig;
use crate::input::snapshot::Snapshot;
use crate::input::source::SourceFile;
use crate::messages::code::Code;
use crate::messages::diagnostic::{Argument, Diagnostic};
use crate::output::theme::theme_path;
use crate::site::planned_site::Site;
use crate::site::route::Route;

/// The values of site.yaml that differ.
pub(super) fn settings(base: &Site, head: &Site) -> Vec<FieldChange> {
    let (before, now) = (config(base).programme_names(), config(head).programme_names());
    let pairs = values(config(base), &before)
        .into_iter()
        .zip(values(config(head), &now));
    let changes = pairs.filter_map(|((names, before), (_, now))| field_change(names, before, now));
    changes.collect()
}

fn config(site: &Site) -> &SiteConfig {
    &site.documents.vocabulary.site
}

type NamedValue<'a> = ((&'static str, &'static str), &'a str);

fn values<'a>(config: &'a SiteConfig, programmes: &'a str) -> [NamedValue<'a>; 11] {
    [
        (("tên", "name"), config.name.as_deref().unwrap_or("")),
        (("tiêu đề", "heading"), config.heading.as_deref().unwrap_or("")),
        (("mô tả", "description"), config.description.as_deref().unwrap_or("")),
        (("địa chỉ gốc", "base URL"), config.base_url.as_deref().unwrap_or("")),
        (("cơ quan", "unit"), config.unit.as_deref().unwrap_or("")),
        (("liên hệ", "contact"), config.contact.as_deref().unwrap_or("")),
        (("kho mã", "repository"), config.repository.as_deref().unwrap_or("")),
        (("chương trình", "programme"), programmes),
        (("tỉnh", "province"), config.province.as_deref().unwrap_or("")),
        (
            ("giao diện", "theme"),
            config.theme.as_ref().map_or("", |value| &value.value),
        ),
        (("ngôn ngữ", "language"), config.language.as_deref().unwrap_or("")),
    ]
}

/// The files of the theme that differ.
pub(super) fn theme_files(base: (&Snapshot, &Site), head: (&Snapshot, &Site)) -> Vec<FileChange> {
    let files = |(snapshot, site): (&Snapshot, &Site)| -> BTreeMap<RelPath, Arc<[u8]>> {
        let theme = config(site)
            .theme
            .as_ref()
            .map_or("default", |theme| theme.value.as_str());
        let prefix = format!("{theme}/");
        let files = snapshot.themes.iter();
        files
            .filter_map(|(path, bytes)| Some((theme_path(theme, path.strip_prefix(&prefix)?), Arc::clone(bytes))))
            .collect()
    };
    file_changes(&files(base), &files(head))
}

/// Compares two sets of files by what identifies their bytes.
fn file_changes<D: PartialEq>(before: &BTreeMap<RelPath, D>, now: &BTreeMap<RelPath, D>) -> Vec<FileChange> {
    let gone = before.keys().filter(|path| !now.contains_key(*path));
    let gone = gone.map(|path| (path, FileState::Removed));
    let present = now.iter().filter_map(|(path, bytes)| match before.get(path) {
        None => Some((path, FileState::Added)),
        Some(former) if former != bytes => Some((path, FileState::Changed)),
        Some(_) => None,
    });
    let change = |(path, state): (&RelPath, FileState)| FileChange {
        path: path.clone(),
        state,
    };
    let mut changes: Vec<FileChange> = gone.chain(present).map(change).collect();
    changes.sort_by(|left, right| left.path.cmp(&right.path));
    changes
}

/// Adds the files that no other part of the difference shows: published ones as such; of the others, those that may
/// show on pages, and the lists that never do.
pub(super) fn unused_files((base, head): (&SiteView<'_>, &SiteView<'_>), difference: &mut SiteDifference) {
    let published = |view: &SiteView<'_>| -> BTreeMap<RelPath, String> {
        let files = view.site.documents.attachments.iter().enumerate();
        let files = files.filter(|(at, _)| view.site.address(Route::Attachment(*at)).is_some());
        files
            .map(|(_, file)| (file.path.clone(), file.sha256.clone()))
            .collect()
    };
    difference.files = file_changes(&published(base), &published(head));
    let differs = |before: &Option<SourceFile>, now: &Option<SourceFile>| match (before, now) {
        (Some(before), Some(now)) => (before.text != now.text).then(|| (now.path.clone(), FileState::Changed)),
        (None, Some(now)) => Some((now.path.clone(), FileState::Added)),
        (Some(before), None) => Some((before.path.clone(), FileState::Removed)),
        (None, None) => None,
    };
    let (former, present) = (base.snapshot, head.snapshot);
    let seen = [
        (differs(&former.site, &present.site), difference.settings.is_empty()),
        (differs(&former.places, &present.places), true),
        (differs(&former.redirects, &present.redirects), true),
    ];
    for (change, _) in seen.into_iter().filter(|(_, is_shown)| *is_shown) {
        difference
            .files
            .extend(change.map(|(path, state)| FileChange { path, state }));
    }
    let vocabulary = difference.vocabulary.is_empty();
    let hidden = [
        (differs(&former.topics, &present.topics), vocabulary),
        (differs(&former.bodies, &present.bodies), vocabulary),
        (differs(&former.addresses, &present.addresses), true),
    ];
    for (change, _) in hidden.into_iter().filter(|(_, is_shown)| *is_shown) {
        difference.unseen.extend(change.map(|(path, _)| path));
    }
    difference.unseen.sort();
}

/// What identifies a diagnostic on both sides: no place in its file, which changes with every line above it.
type FindingKey<'d> = (Code, &'d RelPath, &'d [(&'static str, Argument)]);

/// The diagnostics that only the new site has, and those that only the former one has.
pub(super) fn findings(
    (base, head): (&[Diagnostic], &[Diagnostic]),
    changed: &[ChangedPage],
) -> (Vec<Diagnostic>, Vec<Diagnostic>) {
    let renamed: HashMap<&RelPath, &RelPath> = changed
        .iter()
        .filter_map(|page| Some((page.former_file.as_ref()?, &page.page.file)))
        .collect();
    let former: Vec<FindingKey<'_>> = base
        .iter()
        .map(|found| {
            let path = renamed.get(&found.place.path).copied().unwrap_or(&found.place.path);
            (found.code, path, found.arguments.as_slice())
        })
        .collect();
    let present: Vec<FindingKey<'_>> = head
        .iter()
        .map(|found| (found.code, &found.place.path, found.arguments.as_slice()))
        .collect();
    (missing(head, &present, &former), missing(base, &former, &present))
}

/// The diagnostics of one side that the other has less often.
fn missing(diagnostics: &[Diagnostic], keys: &[FindingKey<'_>], others: &[FindingKey<'_>]) -> Vec<Diagnostic> {
    let mut counts: BTreeMap<FindingKey<'_>, usize> = BTreeMap::new();
    for key in others {
        *counts.entry(*key).or_default() += 1;
    }
    let mut found = Vec::new();
    for (diagnostic, key) in diagnostics.iter().zip(keys) {
        match counts.get_mut(key).filter(|count| **count > 0) {
            Some(count) => *count -= 1,
            None => found.push(diagnostic.clone()),
        }
    }
    found
}

/// Files that are held back and changed, or went, without ever being published.
pub(super) fn unpublished(base: (&Snapshot, &Outcome), head: (&Snapshot, &Outcome)) -> Vec<RelPath> {
    let held_back = |outcome: &'_ Outcome| -> BTreeSet<RelPath> {
        outcome.held_back.iter().map(|file| file.path.clone()).collect()
    };
    let (before, now) = (held_back(base.1), held_back(head.1));
    let is_changed = |path: &&RelPath| {
        let (old, new) = (base.0.text_of(path), head.0.text_of(path));
        let is_hidden = |text: Option<&str>, held_back: &BTreeSet<RelPath>| text.is_none() || held_back.contains(*path);
        old != new && is_hidden(old, &before) && is_hidden(new, &now)
    };
    before.union(&now).filter(is_changed).cloned().collect()
}
