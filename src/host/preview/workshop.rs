//! From the folder on disk to what is shown: read what changed, compile, compare.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use super::state::{Changed, State, assets};
use super::watch::Wake;
use crate::base::catalogue::{Language, Notice};
use crate::edition::{Edition, LastGood, Options, Shown};
use crate::host::cache::Cache;
use crate::host::load::{LoadError, load_again, load_touched, nothing};
use crate::host::report::{self, Style};
use crate::input::snapshot::Snapshot;
use crate::input::source::SourceFile;

/// Makes states of a folder, one after the other.
#[derive(Debug)]
pub(super) struct Workshop {
    source: PathBuf,
    options: Options,
    /// The language asked for, over that of site.yaml.
    language: Option<Language>,
    /// The language of the machine.
    fallback: Language,
    cache: Cache,
    last: LastGood,
}

impl Workshop {
    /// A workshop for a source folder.
    pub(super) fn new(source: &Path, options: Options, language: Option<Language>, fallback: Language) -> Self {
        Workshop {
            source: source.to_owned(),
            options,
            language,
            fallback,
            cache: Cache::default(),
            last: LastGood::default(),
        }
    }

    /// Reads the folder again; `None` where nothing differs from the state before.
    pub(super) fn look(&mut self, before: Option<&Arc<State>>, wake: &Wake) -> Option<State> {
        let nothing_touched = HashSet::new();
        let is_known = before.is_some_and(|state| state.unread.is_none());
        let disk = match wake {
            Wake::Events(touched) if is_known => load_touched(&self.source, &mut self.cache, touched),
            Wake::Events(touched) | Wake::Lost(touched) => load_again(&self.source, &mut self.cache, touched),
            Wake::Time => load_again(&self.source, &mut self.cache, &nothing_touched),
        };
        match disk {
            Ok(disk) => {
                let is_same = before.is_some_and(|state| state.unread.is_none() && is_same(&state.disk, &disk));
                (!is_same).then(|| self.compile(before, disk))
            }
            Err(error) => self.unread(before, &error),
        }
    }

    /// Makes a state for nothing, while nobody waits: the memory that an edit needs is then fetched from the system, and
    /// the first edit shows as soon as the next.
    pub(super) fn rehearse(&mut self, state: &Arc<State>) {
        drop(self.compile(Some(state), state.disk.clone()));
    }

    fn compile(&mut self, before: Option<&Arc<State>>, disk: Snapshot) -> State {
        let Shown {
            edition,
            tree,
            findings,
            language,
        } = self.last.show(&disk, &self.options);
        let named = language.as_deref().and_then(Language::from_code);
        let style = Style {
            language: self.language.or(named).unwrap_or(self.fallback),
            colour: false,
        };
        let changed = before.zip(edition.as_ref());
        State {
            revision: before.map_or_else(first_revision, |state| state.revision + 1),
            assets: edition
                .as_ref()
                .map(|edition| assets(edition, &tree))
                .unwrap_or_default(),
            changed: changed.and_then(|(before, edition)| changed_page(&before.disk, &disk, edition)),
            edition,
            disk,
            findings,
            unread: None,
            style,
        }
    }

    /// The folder cannot be read: what was shown stays, with the reason over it.
    fn unread(&mut self, before: Option<&Arc<State>>, error: &LoadError) -> Option<State> {
        let language = before.map_or(self.language.unwrap_or(self.fallback), |state| state.style.language);
        let values = [
            ("path", error.path.display().to_string()),
            ("reason", error.source.to_string()),
        ];
        let reason = report::notice(Notice::Machine, &values, language);
        if before.is_some_and(|state| state.unread.as_ref() == Some(&reason)) {
            return None;
        }
        let disk = before.map_or_else(nothing, |state| state.disk.clone());
        let state = self.compile(before, disk);
        Some(State {
            unread: Some(reason),
            ..state
        })
    }
}

/// The milliseconds of the clock: later than whatever an open page knows from an earlier run.
fn first_revision() -> u64 {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    u64::try_from(now.as_millis()).unwrap_or(1)
}

/// Says whether two snapshots are the same; what is one in memory is not compared letter by letter.
fn is_same(left: &Snapshot, right: &Snapshot) -> bool {
    let singles = |tree: &Snapshot| {
        let all = [&tree.site, &tree.topics, &tree.bodies, &tree.addresses];
        all.map(|file| file.as_ref().map(|file| Arc::clone(&file.text)))
    };
    left.documents.len() == right.documents.len()
        && left
            .documents
            .iter()
            .zip(right.documents.iter())
            .all(|(a, b)| a.is_same(b))
        && singles(left) == singles(right)
        && left.attachments == right.attachments
        && left.themes == right.themes
        && left.findings == right.findings
        && left.today == right.today
}

/// The page of the first document whose text differs.
fn changed_page(before: &Snapshot, after: &Snapshot, edition: &Edition) -> Option<Changed> {
    let is_known = |(at, file): &(usize, &SourceFile)| {
        let stays = before.documents.get(*at).filter(|known| known.path == file.path);
        let found = || {
            let at = before.documents.binary_search_by(|known| known.path.cmp(&file.path));
            at.ok().map(|at| &before.documents[at])
        };
        stays.or_else(found).is_some_and(|known| known.is_same(file))
    };
    let (_, file) = after.documents.iter().enumerate().find(|file| !is_known(file))?;
    let (url, name) = edition.page_of(&file.path)?;
    Some(Changed { url, name })
}
