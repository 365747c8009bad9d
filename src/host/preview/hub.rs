//! The stream of events: whoever listens is told the newest state, and told again when it changes.
//!
//! Nothing is queued: a slow client skips what it missed, one that hangs blocks nobody but its own thread, and
//! one that vanished is noticed at the next breath.

use std::io::{self, Write};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

/// Streams at once: a browser has one, whatever the number of its tabs.
const MOST: usize = 64;

/// How often a stream says that it is still there.
const BREATH: Duration = Duration::from_secs(10);

/// Everyone who listens.
#[derive(Debug)]
pub(super) struct Hub {
    newest: Mutex<(u64, Arc<str>)>,
    changed: Condvar,
    listeners: AtomicUsize,
}

impl Hub {
    /// A hub with nothing said yet.
    pub(super) fn new() -> Self {
        Hub {
            newest: Mutex::new((0, Arc::from("{}"))),
            changed: Condvar::new(),
            listeners: AtomicUsize::new(0),
        }
    }

    /// Tells everyone.
    pub(super) fn tell(&self, state: Arc<str>) {
        let mut newest = self.newest.lock().unwrap_or_else(PoisonError::into_inner);
        *newest = (newest.0 + 1, state);
        self.changed.notify_all();
    }

    /// Writes events for as long as the client takes them; `false` where too many listen already.
    pub(super) fn stream(&self, out: &mut dyn Write) -> bool {
        if self.listeners.fetch_add(1, Ordering::SeqCst) >= MOST {
            self.listeners.fetch_sub(1, Ordering::SeqCst);
            return false;
        }
        // The client's leaving is no failure of ours.
        let _ = self.write(out);
        self.listeners.fetch_sub(1, Ordering::SeqCst);
        true
    }

    fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(
            b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream; charset=utf-8\r\nCache-Control: no-store\r\n\
              X-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\nretry: 500\n\n",
        )?;
        let mut told = 0;
        loop {
            match self.next(told) {
                Some((number, state)) => {
                    told = number;
                    // The state is one line of JSON.
                    out.write_all(format!("data: {state}\n\n").as_bytes())?;
                }
                None => out.write_all(b": con day\n\n")?,
            }
            out.flush()?;
        }
    }

    /// What is newer than what was told; `None` when nothing came for the time of a breath.
    fn next(&self, told: u64) -> Option<(u64, Arc<str>)> {
        let newest = self.newest.lock().unwrap_or_else(PoisonError::into_inner);
        let waited = self
            .changed
            .wait_timeout_while(newest, BREATH, |newest| newest.0 <= told);
        let (newest, _) = waited.unwrap_or_else(PoisonError::into_inner);
        (newest.0 > told).then(|| (newest.0, Arc::clone(&newest.1)))
    }
}
