//! The stream of events: each listener gets the newest state, and again whenever it changes (server-sent events, HTML
//! Living Standard 9.2).
//!
//! Nothing is queued: a slow client skips what it missed, one that hangs blocks only its own thread, and one that
//! vanished is noticed at the next keep-alive.

use std::io::{self, Write};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

/// The most streams at once: a browser has one, whatever the number of its tabs.
const MAX_LISTENERS: usize = 64;

/// How often an idle stream sends a comment, so that a vanished client is noticed.
const KEEP_ALIVE_INTERVAL: Duration = Duration::from_secs(10);

/// The newest event, and the threads that wait for the next.
#[derive(Debug)]
pub(super) struct EventStream {
    newest: Mutex<(u64, Arc<str>)>,
    changed: Condvar,
    listeners: AtomicUsize,
}

impl EventStream {
    /// A stream whose first event is empty.
    pub(super) fn new() -> Self {
        EventStream {
            newest: Mutex::new((0, Arc::from("{}"))),
            changed: Condvar::new(),
            listeners: AtomicUsize::new(0),
        }
    }

    /// Sends an event, one line of JSON, to every listener.
    pub(super) fn broadcast(&self, event: Arc<str>) {
        let mut newest = self.newest.lock().unwrap_or_else(PoisonError::into_inner);
        *newest = (newest.0 + 1, event);
        self.changed.notify_all();
    }

    /// Writes a whole answer with events until the client leaves; status 503 where too many listen.
    pub(super) fn serve(&self, out: &mut dyn Write) {
        // A client that leaves is no error.
        let _ = match self.listeners.fetch_add(1, Ordering::SeqCst) {
            0..MAX_LISTENERS => self.write_events(out),
            _ => out.write_all(b"HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"),
        };
        self.listeners.fetch_sub(1, Ordering::SeqCst);
    }

    fn write_events(&self, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(
            b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream; charset=utf-8\r\nCache-Control: no-store\r\n\
              X-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\nretry: 500\n\n",
        )?;
        let mut sent = 0;
        loop {
            match self.next_after(sent) {
                Some((number, event)) => {
                    sent = number;
                    out.write_all(format!("data: {event}\n\n").as_bytes())?;
                }
                None => out.write_all(b": con day\n\n")?,
            }
            out.flush()?;
        }
    }

    /// The newest event and its number, if it is newer than `sent`; `None` after [`KEEP_ALIVE_INTERVAL`].
    fn next_after(&self, sent: u64) -> Option<(u64, Arc<str>)> {
        let newest = self.newest.lock().unwrap_or_else(PoisonError::into_inner);
        let waited = self
            .changed
            .wait_timeout_while(newest, KEEP_ALIVE_INTERVAL, |newest| newest.0 <= sent);
        let (newest, _) = waited.unwrap_or_else(PoisonError::into_inner);
        (newest.0 > sent).then(|| (newest.0, Arc::clone(&newest.1)))
    }
}
