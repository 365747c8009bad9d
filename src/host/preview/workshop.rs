//! From the folder on disk to what is shown: read what changed, compile, compare.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use super::memory::forget;
use super::state::{Changed, State, assets};
use super::watch::Wake;
use crate::base::catalogue::{Language, Notice};
use crate::base::path::RelPath;
use crate::edition::{Edition, LastGood, Options, Shown, Tree};
use crate::host::cache::Cache;
use crate::host::load::{LoadError, nothing, read_again, read_touched, snapshot};
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
    /// What was made ahead of the next look, and of which version of the cache.
    ahead: Option<(u64, Made)>,
}

/// A state, and what is to be remembered once it is shown.
#[derive(Debug)]
struct Made {
    state: State,
    tree: Tree,
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
            ahead: None,
        }
    }

    /// Reads the folder again; `None` where nothing differs from the state before.
    pub(super) fn look(&mut self, before: Option<&Arc<State>>, wake: &Wake) -> Option<State> {
        let ahead = self.ahead.take();
        let made = match (self.read(was_read(before), wake), ahead) {
            (Ok(()), Some((version, made))) if version == self.cache.version() => made,
            (Ok(()), ahead) => self.next(before, ahead.map(|(_, made)| made))?,
            (Err(error), _) => self.unread(before, &error)?,
        };
        self.last.remember(&made.tree);
        Some(made.state)
    }

    /// Makes the next state before it is known that nothing more happens to the folder: if so, the next look has it
    /// already, and else forgets it.
    pub(super) fn look_ahead(&mut self, before: &Arc<State>, touched: &HashSet<RelPath>) {
        let too_early = self.ahead.take().map(|(_, made)| made);
        if was_read(Some(before)) && read_touched(&self.source, &mut self.cache, touched).is_ok() {
            let made = self.next(Some(before), too_early);
            self.ahead = made.map(|made| (self.cache.version(), made));
        }
    }

    fn read(&mut self, was_read: bool, wake: &Wake) -> Result<(), LoadError> {
        let nothing_touched = HashSet::new();
        match wake {
            Wake::Events(touched) if was_read => read_touched(&self.source, &mut self.cache, touched),
            Wake::Events(touched) | Wake::Lost(touched) => read_again(&self.source, &mut self.cache, touched),
            Wake::Time => read_again(&self.source, &mut self.cache, &nothing_touched),
        }
    }

    /// Makes a state of what was read, unless it was made ahead; `None` where nothing differs from the state before.
    fn next(&mut self, before: Option<&Arc<State>>, ahead: Option<Made>) -> Option<Made> {
        let disk = snapshot(&self.cache);
        if was_read(before) && before.is_some_and(|state| is_same(&state.disk, &disk)) {
            return None;
        }
        if let Some(made) = ahead {
            if is_same(&made.state.disk, &disk) {
                return Some(made);
            }
            forget(made);
        }
        Some(self.compile(before, disk))
    }

    /// Makes a state for nothing, while nobody waits: the memory that an edit needs is then fetched from the system, and
    /// the first edit shows as soon as the next.
    pub(super) fn rehearse(&mut self, state: &Arc<State>) {
        drop(self.compile(Some(state), state.disk.clone()));
    }

    fn compile(&mut self, before: Option<&Arc<State>>, disk: Snapshot) -> Made {
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
        let state = State {
            revision: before.map_or_else(first_revision, |state| state.revision + 1),
            assets: edition
                .as_ref()
                .map(|edition| assets(edition, &tree.files))
                .unwrap_or_default(),
            changed: changed.and_then(|(before, edition)| changed_page(&before.disk, &disk, edition)),
            edition,
            disk,
            findings,
            unread: None,
            style,
        };
        Made { state, tree }
    }

    /// The folder cannot be read: what was shown stays, with the reason over it.
    fn unread(&mut self, before: Option<&Arc<State>>, error: &LoadError) -> Option<Made> {
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
        let mut made = self.compile(before, disk);
        made.state.unread = Some(reason);
        Some(made)
    }
}

/// Says whether the folder could be read for a state.
fn was_read(state: Option<&Arc<State>>) -> bool {
    state.is_some_and(|state| state.unread.is_none())
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

#[cfg(test)]
mod tests {
    use std::collections::HashSet;
    use std::fs;
    use std::sync::Arc;

    use super::{Wake, Workshop};
    use crate::base::catalogue::Language;
    use crate::base::path::RelPath;
    use crate::edition::Options;

    #[test]
    fn what_was_made_ahead_is_shown_if_nothing_happens() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = RelPath::new("content/bài.md").expect("a sound path");
        let write = |words: &str| {
            fs::create_dir_all(folder.path().join("content")).expect("a folder");
            fs::write(folder.path().join(path.as_str()), words).expect("a writable file");
        };
        write("# Bài\n\nChữ cũ.\n");
        let mut workshop = Workshop::new(folder.path(), Options::default(), None, Language::Vietnamese);
        let before = Arc::new(workshop.look(None, &Wake::Time).expect("a first state"));
        let touched = HashSet::from([path.clone()]);
        let ahead = |workshop: &mut Workshop, words: &str| {
            write(words);
            workshop.look_ahead(&before, &touched);
            let (_, made) = workshop.ahead.as_ref().expect("a state made ahead");
            Arc::clone(&made.state.disk.documents)
        };
        let early = ahead(&mut workshop, "# Bài\n\nChữ nửa\n");
        let same = ahead(&mut workshop, "# Bài\n\nChữ nửa\n");
        assert!(Arc::ptr_eq(&early, &same), "made twice of the same");
        for wake in [Wake::Events(touched.clone()), Wake::Time] {
            let made = ahead(&mut workshop, "# Bài\n\nChữ mới.\n");
            let shown = workshop.look(Some(&before), &wake).expect("a new state");
            assert!(Arc::ptr_eq(&shown.disk.documents, &made), "made once more");
            assert!(shown.disk.documents[0].text.contains("Chữ mới."));
        }
    }
}
