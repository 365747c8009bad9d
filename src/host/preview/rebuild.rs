//! Rebuilds the preview: reads the files that changed, compiles, and decides whether anything differs.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::UNIX_EPOCH;

use jiff::civil::Date;

use crate::base::path::RelPath;
use crate::edition::{LastGood, Options};
use crate::host::cache::Cache;
use crate::host::load::{empty_snapshot, refresh, snapshot};
use crate::host::preview::shown_state::{ChangedPage, ShownState, assets};
use crate::host::report::{self, TerminalStyle, Values, Verbosity};
use crate::host::source_files::LoadError;
use crate::input::snapshot::Snapshot;
use crate::messages::catalogue::Language;
use crate::messages::notice::Notice;

/// Rebuilds the shown state of a folder.
#[derive(Debug)]
pub(super) struct Rebuilder {
    source: PathBuf,
    options: Options,
    /// The language that the command line names; it overrides that of site.yaml.
    language: Option<Language>,
    /// The language of the machine.
    fallback: Language,
    cache: Cache,
    last: LastGood,
    /// The day that tests set; without it that of the clock.
    today: Option<Date>,
}

impl Rebuilder {
    /// A rebuilder for a source folder.
    pub(super) fn new(source: &Path, options: Options, language: Option<Language>, fallback: Language) -> Self {
        Rebuilder {
            source: source.to_owned(),
            options,
            language,
            fallback,
            cache: Cache::default(),
            last: LastGood::default(),
            today: None,
        }
    }

    /// Has it be a day, whatever the clock says.
    pub(super) fn set_today(&mut self, today: Date) {
        self.today = Some(today);
    }

    /// Reads the folder again; `None` where no file differs from the state before.
    pub(super) fn rebuild(&mut self, before: Option<&Arc<ShownState>>) -> Option<ShownState> {
        if let Err(error) = refresh(&self.source, &mut self.cache) {
            return self.unread(before, &error);
        }
        let mut disk = snapshot(&self.cache);
        disk.today = self.today.unwrap_or(disk.today);
        let was_read = before.is_some_and(|state| state.unread.is_none());
        if was_read && before.is_some_and(|state| is_same(&state.disk, &disk)) {
            return None;
        }
        Some(self.compile(before, disk))
    }

    fn compile(&mut self, before: Option<&Arc<ShownState>>, disk: Snapshot) -> ShownState {
        let shown = self.last.compile(&disk, &self.options);
        let (site, tree) = (shown.site, shown.tree);
        let named = shown.language.as_deref().and_then(Language::from_code);
        let style = TerminalStyle {
            language: self.language.or(named).unwrap_or(self.fallback),
            colour: false,
            verbosity: Verbosity::Normal,
        };
        let saved = before.and_then(|before| saved_file(&before.disk, &disk));
        let page = saved.as_ref().zip(site.as_ref());
        let page = page.and_then(|(path, site)| {
            let unfinished = || shown.unfinished.as_ref()?.page_of(path);
            site.page_of(path).or_else(unfinished)
        });
        ShownState {
            revision: before.map_or_else(first_revision, |state| state.revision + 1),
            assets: site.as_ref().map(|site| assets(site, &tree)).unwrap_or_default(),
            changed: page.map(|(url, name)| ChangedPage { url, name }),
            saved,
            site,
            unfinished: shown.unfinished,
            disk,
            diagnostics: shown.diagnostics,
            unread: None,
            style,
        }
    }

    /// The state when the folder cannot be read: the pages shown before, with the reason in the panel.
    fn unread(&mut self, before: Option<&Arc<ShownState>>, error: &LoadError) -> Option<ShownState> {
        let language = before.map_or(self.language.unwrap_or(self.fallback), |state| state.style.language);
        let values: Values<'_> = &[("path", &error.path.display()), ("reason", &error.source)];
        let reason = report::notice(Notice::Machine, values, language);
        if before.is_some_and(|state| state.unread.as_ref() == Some(&reason)) {
            return None;
        }
        let disk = before.map_or_else(empty_snapshot, |state| state.disk.clone());
        let mut state = self.compile(before, disk);
        state.unread = Some(reason);
        Some(state)
    }
}

/// The milliseconds of the clock: greater than any revision that an open page knows from an earlier run.
fn first_revision() -> u64 {
    let now = UNIX_EPOCH.elapsed().unwrap_or_default();
    u64::try_from(now.as_millis()).unwrap_or(1)
}

/// Returns whether two snapshots are equal. Shared buffers are compared by pointer.
fn is_same(left: &Snapshot, right: &Snapshot) -> bool {
    let singles = |tree: &Snapshot| {
        tree.singles()
            .map(|file| file.as_ref().map(|file| Arc::clone(&file.text)))
    };
    let mut documents = left.documents.iter().zip(right.documents.iter());
    left.documents.len() == right.documents.len()
        && documents.all(|(a, b)| a.is_same(b))
        && singles(left) == singles(right)
        && left.attachments == right.attachments
        && left.themes == right.themes
        && left.diagnostics == right.diagnostics
        && left.today == right.today
}

/// The file of a document whose text differs between two readings of a folder, the first by its path.
fn saved_file(before: &Snapshot, after: &Snapshot) -> Option<RelPath> {
    let is_known = |(at, path): (usize, &RelPath)| {
        let file = &after.documents[at];
        let stays = before.documents.get(at).filter(|known| known.path == *path);
        let found = || {
            let at = before.documents.binary_search_by(|known| known.path.cmp(path));
            at.ok().map(|at| &before.documents[at])
        };
        stays.or_else(found).is_some_and(|known| known.is_same(file))
    };
    let paths = after.documents.iter().map(|file| &file.path).enumerate();
    let mut changed = paths.filter(|one| !is_known(*one));
    changed.next().map(|(_, path)| path.clone())
}
