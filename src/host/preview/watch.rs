//! Waits until the folder may have changed. The only user of `notify`.
//!
//! Events only wake: what changed is found by looking. Folders are watched, not files, since editors save by
//! rename; where no events come (network drives, some containers, the limit of inotify), it looks now and then.

use std::collections::HashSet;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode, EventKind, ModifyKind};
use notify::{ErrorKind, Event, RecommendedWatcher, RecursiveMode, Watcher, recommended_watcher};

use crate::base::path::RelPath;
use crate::host::load::{CONTENT, THEMES};

/// How long nothing must happen before what the folder holds is shown.
const QUIET: Duration = Duration::from_millis(30);

/// How long nothing must happen before it is looked at ahead: a file that was written whole stays so, most often.
const LULL: Duration = Duration::from_millis(4);

/// How long it is put off at most, while things go on happening.
const LONGEST: Duration = Duration::from_millis(250);

/// When to look once more after files or folders came, went or were renamed: events of folders that came just now may
/// have been missed. After a file that was only written, as most often, there is nothing to miss.
const SOON: Duration = Duration::from_millis(700);

/// How often to look all the same.
const RARELY: Duration = Duration::from_secs(5);

/// How often to look where no events come, at least.
const POLL: Duration = Duration::from_millis(250);

/// Why the watch looks instead of waiting for events.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Blind {
    /// It was asked to.
    Asked,
    /// The system watches no more folders (the limit of inotify).
    Limit,
    /// The system cannot watch: why.
    Refused(String),
    /// Something changed and no event came.
    Silent,
}

/// Why a wait ended.
#[derive(Debug)]
pub(super) enum Wake {
    /// Something happened to these files, and to no others.
    Events(HashSet<RelPath>),
    /// Something happened to these files, and perhaps to others too.
    Lost(HashSet<RelPath>),
    /// It was time to look.
    Time,
}

/// Waits for changes of a source folder.
#[derive(Debug)]
pub(super) struct Watch {
    source: PathBuf,
    sender: Sender<notify::Result<Event>>,
    receiver: Receiver<notify::Result<Event>>,
    watcher: Option<RecommendedWatcher>,
    blind: Option<Blind>,
    /// How long to wait before looking all the same.
    patience: Duration,
}

impl Watch {
    /// Begins to watch.
    pub(super) fn new(source: &Path, poll: bool) -> Self {
        let (sender, receiver) = channel();
        let mut watch = Watch {
            source: source.canonicalize().unwrap_or_else(|_| source.to_owned()),
            sender,
            receiver,
            watcher: None,
            blind: poll.then_some(Blind::Asked),
            patience: SOON,
        };
        watch.begin();
        watch
    }

    /// Why it looks instead of waiting for events; `None` while events come.
    pub(super) fn blind(&self) -> Option<&Blind> {
        self.blind.as_ref()
    }

    /// Waits for the next reason to look; `looking` is how long looking took. While it waits for quiet, it has the folder
    /// looked at ahead.
    pub(super) fn next(&mut self, looking: Duration, ahead: impl FnMut(&HashSet<RelPath>)) -> Wake {
        if self.blind.is_some() {
            // Looking takes at most a tenth of the time.
            std::thread::sleep(POLL.max(looking * 10));
            return Wake::Time;
        }
        let deadline = Instant::now() + self.patience.max(looking * 10);
        let first = loop {
            let left = deadline.saturating_duration_since(Instant::now());
            match self.receiver.recv_timeout(left) {
                Ok(event) if says_something(&event) => break event,
                Ok(_) => {}
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => {
                    self.patience = RARELY;
                    return Wake::Time;
                }
            }
        };
        self.gather(first, ahead)
    }

    /// Says that looking without an event found a change: where no event follows, none ever will.
    pub(super) fn surprised(&mut self) {
        if self.blind.is_none() {
            let late = self.receiver.recv_timeout(Duration::from_millis(200));
            match late {
                Ok(_) => self.begin(),
                Err(_) => {
                    self.blind = Some(Blind::Silent);
                    self.watcher = None;
                }
            }
        }
    }

    /// Gathers what happens until it is quiet.
    fn gather(&mut self, first: notify::Result<Event>, mut ahead: impl FnMut(&HashSet<RelPath>)) -> Wake {
        let mut touched = HashSet::new();
        let mut is_moved = moves(&first);
        let mut is_lost = self.take(first, &mut touched);
        let mut is_new = true;
        let mut last = Instant::now();
        let mut latest = last + LONGEST;
        loop {
            let is_early = is_new && !is_lost;
            let until = (last + if is_early { LULL } else { QUIET }).min(latest);
            let left = until.saturating_duration_since(Instant::now());
            match self.receiver.recv_timeout(left) {
                Ok(event) => {
                    if says_something(&event) {
                        is_moved |= moves(&event);
                        is_lost |= self.take(event, &mut touched);
                        (is_new, last) = (true, Instant::now());
                    }
                    // What came already is taken too, but events without end are not waited for.
                    if Instant::now() > latest + LONGEST {
                        break;
                    }
                }
                Err(RecvTimeoutError::Timeout) if is_early && Instant::now() < latest => {
                    ahead(&touched);
                    is_new = false;
                    // What happened meanwhile may be on its way still.
                    let soonest = Instant::now() + LULL;
                    last = last.max(soonest - QUIET);
                    latest = latest.max(soonest);
                }
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => break,
            }
        }
        self.patience = if is_moved || is_lost { SOON } else { RARELY };
        if is_lost {
            self.begin();
            return Wake::Lost(touched);
        }
        Wake::Events(touched)
    }

    /// Notes the files of an event; `true` where folders must be watched anew.
    fn take(&self, event: notify::Result<Event>, touched: &mut HashSet<RelPath>) -> bool {
        let Ok(event) = event else { return true };
        let mut is_lost = event.need_rescan();
        for path in &event.paths {
            let Ok(inner) = path.strip_prefix(&self.source) else {
                continue;
            };
            let parts = inner.components().map(|part| part.as_os_str().to_string_lossy());
            let name = parts.collect::<Vec<_>>().join("/");
            is_lost |= name == CONTENT || name == THEMES;
            touched.extend(RelPath::new(&name));
        }
        is_lost
    }

    /// Watches the folders that are there now.
    fn begin(&mut self) {
        if self.blind.is_some() {
            return;
        }
        match self.watcher() {
            Ok(watcher) => self.watcher = Some(watcher),
            Err(error) => {
                self.watcher = None;
                self.blind = Some(reason(&error));
            }
        }
    }

    fn watcher(&self) -> notify::Result<RecommendedWatcher> {
        let sender = self.sender.clone();
        let mut watcher = recommended_watcher(move |event| {
            // Nobody listens any more when the program ends.
            let _ = sender.send(event);
        })?;
        watcher.watch(&self.source, RecursiveMode::NonRecursive)?;
        for folder in [CONTENT, THEMES] {
            match watcher.watch(&self.source.join(folder), RecursiveMode::Recursive) {
                Err(error) if !is_missing(&error) => return Err(error),
                Ok(()) | Err(_) => {}
            }
        }
        Ok(watcher)
    }
}

/// Says whether an event can mean a change: our own reading makes events too.
fn says_something(event: &notify::Result<Event>) -> bool {
    match event {
        Ok(event) => match event.kind {
            EventKind::Access(kind) => kind == AccessKind::Close(AccessMode::Write),
            EventKind::Any | EventKind::Create(_) | EventKind::Modify(_) | EventKind::Remove(_) | EventKind::Other => {
                true
            }
        },
        Err(_) => true,
    }
}

/// Says whether an event can mean more than that a file was written.
fn moves(event: &notify::Result<Event>) -> bool {
    match event {
        Ok(event) => !matches!(
            event.kind,
            EventKind::Access(_) | EventKind::Modify(ModifyKind::Data(_) | ModifyKind::Metadata(_))
        ),
        Err(_) => true,
    }
}

fn is_missing(error: &notify::Error) -> bool {
    match &error.kind {
        ErrorKind::PathNotFound => true,
        ErrorKind::Io(error) => error.kind() == io::ErrorKind::NotFound,
        ErrorKind::Generic(_) | ErrorKind::WatchNotFound | ErrorKind::InvalidConfig(_) | ErrorKind::MaxFilesWatch => {
            false
        }
    }
}

fn reason(error: &notify::Error) -> Blind {
    /// "No space left on device": what Linux says when inotify has no watch left.
    const NO_SPACE: i32 = 28;
    /// "Too many open files": no inotify instance left.
    const TOO_MANY: i32 = 24;
    match &error.kind {
        ErrorKind::MaxFilesWatch => Blind::Limit,
        ErrorKind::Io(cause) if matches!(cause.raw_os_error(), Some(NO_SPACE | TOO_MANY)) => Blind::Limit,
        ErrorKind::Io(_)
        | ErrorKind::Generic(_)
        | ErrorKind::PathNotFound
        | ErrorKind::WatchNotFound
        | ErrorKind::InvalidConfig(_) => Blind::Refused(error.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;
    use std::path::{Path, PathBuf};
    use std::sync::mpsc::channel;
    use std::time::{Duration, Instant};

    use notify::Event;
    use notify::event::{AccessKind, AccessMode, EventKind};

    use super::{LONGEST, QUIET, RARELY, Wake, Watch};
    use crate::base::path::RelPath;

    /// A watch of a folder of which only the test tells events.
    fn watch() -> Watch {
        let (sender, receiver) = channel();
        Watch {
            source: PathBuf::from("/trang"),
            sender,
            receiver,
            watcher: None,
            blind: None,
            patience: RARELY,
        }
    }

    fn saved(path: &str) -> notify::Result<Event> {
        let event = Event::new(EventKind::Access(AccessKind::Close(AccessMode::Write)));
        Ok(event.add_path(Path::new("/trang").join(path)))
    }

    fn paths(written: &[&str]) -> HashSet<RelPath> {
        written.iter().filter_map(|path| RelPath::new(path)).collect()
    }

    #[test]
    fn what_happens_while_it_is_looked_ahead_is_seen_before_anything_is_shown() {
        let mut watch = watch();
        let sender = watch.sender.clone();
        sender.send(saved("content/một.md")).expect("a listener");
        let mut seen = Vec::new();
        let since = Instant::now();
        let mut last = since;
        let wake = watch.next(Duration::ZERO, |touched| {
            seen.push(touched.clone());
            if seen.len() == 1 {
                // Linking takes longer than the quiet.
                std::thread::sleep(QUIET * 2);
                sender.send(saved("content/hai.md")).expect("a listener");
                last = Instant::now();
            }
        });
        let Wake::Events(touched) = wake else {
            panic!("{wake:?}")
        };
        assert!(last.elapsed() >= QUIET, "shown before it was quiet");
        assert_eq!(touched, paths(&["content/một.md", "content/hai.md"]));
        assert_eq!(seen[0], paths(&["content/một.md"]));
        // A machine that is busy elsewhere may have no time left to look once more.
        assert!(seen.get(1) == Some(&touched) || since.elapsed() > LONGEST, "{seen:?}");
    }

    #[test]
    fn events_without_end_do_not_keep_it_waiting() {
        let mut watch = watch();
        let sender = watch.sender.clone();
        let flood = std::thread::spawn(move || while sender.send(saved("content/một.md")).is_ok() {});
        let since = Instant::now();
        let wake = watch.next(Duration::ZERO, |_| {});
        assert!(matches!(wake, Wake::Events(_)), "{wake:?}");
        assert!(since.elapsed() < LONGEST * 20, "{:?}", since.elapsed());
        drop(watch);
        flood.join().expect("it ends with its listener");
    }
}
