//! Waits until the folder may have changed. The only user of `notify`.
//!
//! Events only wake: what changed is found by reading the folder again. Folders are watched, not files, since editors
//! save by rename; where no events come (network drives, some containers, the limit of inotify), it polls.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::Builder;
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode, EventKind, ModifyKind};
use notify::{ErrorKind, Event, RecommendedWatcher, RecursiveMode, Watcher, recommended_watcher};

use crate::host::source_files::{CONTENT, THEMES};

/// How long no event may come before the folder is read again.
const DEBOUNCE: Duration = Duration::from_millis(30);

/// How long reading is put off at most, while events keep coming.
const MAX_DEBOUNCE: Duration = Duration::from_millis(250);

/// Delay before rescanning after creations, removals or renames: events in a folder that is only now being watched
/// may have been missed.
const RESCAN_AFTER_MOVE: Duration = Duration::from_millis(700);

/// How often the folder is rescanned without any event.
const RESCAN_INTERVAL: Duration = Duration::from_secs(5);

/// The shortest pause between two rescans where no events come.
const POLL_INTERVAL: Duration = Duration::from_millis(250);

/// How long an event may lag behind the change that it reports.
const MAX_EVENT_LAG: Duration = Duration::from_millis(200);

/// Why the folder is polled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum PollReason {
    /// The command line asks for it.
    Asked,
    /// The inotify limit is reached.
    WatchLimit,
    /// The system cannot watch folders, for this reason.
    Refused(String),
    /// Something changed and no event came.
    NoEvents,
}

/// Why a wait ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wake {
    /// Events came.
    Events,
    /// It was time for a rescan.
    Timer,
}

/// Waits for changes of a source folder.
#[derive(Debug)]
pub(super) struct Watch {
    source: PathBuf,
    sender: Sender<notify::Result<Event>>,
    receiver: Receiver<notify::Result<Event>>,
    watcher: Option<RecommendedWatcher>,
    poll_reason: Option<PollReason>,
    /// How long to wait for an event before rescanning.
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
            poll_reason: poll.then_some(PollReason::Asked),
            patience: RESCAN_AFTER_MOVE,
        };
        watch.start();
        watch
    }

    /// Why the folder is polled; `None` while events come.
    pub(super) fn poll_reason(&self) -> Option<&PollReason> {
        self.poll_reason.as_ref()
    }

    /// Waits for the next reason to read the folder; `last_scan` is how long the last reading took, and at most a tenth
    /// of the time is spent on rescans.
    pub(super) fn next(&mut self, last_scan: Duration) -> Wake {
        if self.poll_reason.is_some() {
            std::thread::sleep(POLL_INTERVAL.max(last_scan * 10));
            return Wake::Timer;
        }
        match self.event_within(self.patience.max(last_scan * 10)) {
            Some(first) => self.gather(first),
            None => {
                self.patience = RESCAN_INTERVAL;
                Wake::Timer
            }
        }
    }

    /// Handles a change that a rescan found without an event. Where no event follows either, none will ever come, and
    /// the folder is polled from now on.
    pub(super) fn on_missed_event(&mut self) {
        if self.poll_reason.is_none() {
            match self.event_within(MAX_EVENT_LAG) {
                Some(_) => {
                    self.start();
                    self.patience = RESCAN_AFTER_MOVE;
                }
                None => {
                    self.poll_reason = Some(PollReason::NoEvents);
                    self.watcher = None;
                }
            }
        }
    }

    /// The next event that can mean a change: reading the folder makes events too.
    fn event_within(&self, time: Duration) -> Option<notify::Result<Event>> {
        let deadline = Instant::now() + time;
        loop {
            let left = deadline.saturating_duration_since(Instant::now());
            match self.receiver.recv_timeout(left) {
                Ok(event) if may_change_something(&event) => return Some(event),
                Ok(_) => {}
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => return None,
            }
        }
    }

    /// Gathers events until none comes for [`DEBOUNCE`], or [`MAX_DEBOUNCE`] is over.
    fn gather(&mut self, first: notify::Result<Event>) -> Wake {
        let (mut is_moved, mut is_lost) = (false, false);
        let latest = Instant::now() + MAX_DEBOUNCE;
        let mut next = Some(first);
        while let Some(event) = next {
            is_moved |= is_move(&event);
            is_lost |= self.is_lost(&event);
            next = match latest.saturating_duration_since(Instant::now()) {
                Duration::ZERO => None,
                left => self.event_within(left.min(DEBOUNCE)),
            };
        }
        if is_lost {
            self.start();
        }
        self.patience = match is_moved || is_lost {
            true => RESCAN_AFTER_MOVE,
            false => RESCAN_INTERVAL,
        };
        Wake::Events
    }

    /// Returns whether folders must be watched anew: the system lost events, or a folder of the site was created or removed.
    fn is_lost(&self, event: &notify::Result<Event>) -> bool {
        let Ok(event) = event else { return true };
        let folders = [CONTENT, THEMES].map(|folder| self.source.join(folder));
        event.need_rescan() || event.paths.iter().any(|path| folders.contains(path))
    }

    /// Watches the folders that are there now.
    fn start(&mut self) {
        if self.poll_reason.is_some() {
            return;
        }
        match self.watcher() {
            Ok(watcher) => self.watcher = Some(watcher),
            Err(error) => {
                self.watcher = None;
                self.poll_reason = Some(reason(&error));
            }
        }
    }

    fn watcher(&self) -> notify::Result<RecommendedWatcher> {
        // notify 8.2 ends the program where the system gives no thread, so one is asked for before.
        let _ = Builder::new().spawn(|| {})?.join();
        let sender = self.sender.clone();
        let mut watcher = recommended_watcher(move |event| {
            // The receiver is gone when the program ends.
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

/// Returns whether an event can mean a change.
fn may_change_something(event: &notify::Result<Event>) -> bool {
    match event.as_ref().map(|event| event.kind) {
        Ok(EventKind::Access(kind)) => kind == AccessKind::Close(AccessMode::Write),
        Ok(_) | Err(_) => true,
    }
}

/// Returns whether an event can mean more than that a file was written.
fn is_move(event: &notify::Result<Event>) -> bool {
    let kind = event.as_ref().map(|event| event.kind);
    let is_write = |kind| matches!(kind, EventKind::Modify(ModifyKind::Data(_) | ModifyKind::Metadata(_)));
    !kind.is_ok_and(|kind| matches!(kind, EventKind::Access(_)) || is_write(kind))
}

fn is_missing(error: &notify::Error) -> bool {
    match &error.kind {
        ErrorKind::PathNotFound => true,
        ErrorKind::Io(error) => error.kind() == io::ErrorKind::NotFound,
        _ => false,
    }
}

fn reason(error: &notify::Error) -> PollReason {
    /// "No space left on device": the error of Linux when inotify has no watch left.
    const NO_SPACE: i32 = 28;
    /// "Too many open files": no inotify instance left.
    const TOO_MANY: i32 = 24;
    match &error.kind {
        ErrorKind::MaxFilesWatch => PollReason::WatchLimit,
        ErrorKind::Io(cause) if matches!(cause.raw_os_error(), Some(NO_SPACE | TOO_MANY)) => PollReason::WatchLimit,
        _ => PollReason::Refused(error.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};
    use std::sync::mpsc::channel;
    use std::time::{Duration, Instant};

    use notify::Event;
    use notify::event::{AccessKind, AccessMode, EventKind};

    use super::{MAX_DEBOUNCE, PollReason, RESCAN_INTERVAL, Wake, Watch};

    /// A watch of a folder whose events come from the test alone.
    fn watch() -> Watch {
        let (sender, receiver) = channel();
        Watch {
            source: PathBuf::from("/trang"),
            sender,
            receiver,
            watcher: None,
            poll_reason: None,
            patience: RESCAN_INTERVAL,
        }
    }

    fn event(mode: AccessMode, path: &str) -> notify::Result<Event> {
        let event = Event::new(EventKind::Access(AccessKind::Close(mode)));
        Ok(event.add_path(Path::new("/trang").join(path)))
    }

    #[test]
    fn several_events_are_one_reason_to_read() {
        let mut watch = watch();
        for path in ["content/một.md", "content/hai.md"] {
            let saved = event(AccessMode::Write, path);
            watch.sender.send(saved).expect("a listener");
        }
        assert_eq!(watch.next(Duration::ZERO), Wake::Events);
        assert!(watch.receiver.try_recv().is_err(), "one reason for both");
    }

    #[test]
    fn events_without_end_do_not_put_reading_off() {
        let mut watch = watch();
        let sender = watch.sender.clone();
        let flood =
            std::thread::spawn(move || while sender.send(event(AccessMode::Write, "content/một.md")).is_ok() {});
        let since = Instant::now();
        assert_eq!(watch.next(Duration::ZERO), Wake::Events);
        assert!(since.elapsed() < MAX_DEBOUNCE * 20, "{:?}", since.elapsed());
        drop(watch);
        flood.join().expect("it ends with its listener");
    }

    #[test]
    fn reading_the_folder_is_no_event_of_a_change() {
        let mut watch = watch();
        let read = event(AccessMode::Read, "content/một.md");
        watch.sender.send(read).expect("a listener");
        watch.on_missed_event();
        assert_eq!(watch.poll_reason(), Some(&PollReason::NoEvents));
    }
}
