//! Answers go out here. The only user of `tiny_http`, which listens on a Unix socket behind the guard.

use std::io::{self, Cursor, Read};
use std::os::unix::net::UnixListener;
use std::path::Path;
use std::sync::{Arc, PoisonError, RwLock};
use std::thread;

use tiny_http::{Header, Request, Response, Server, StatusCode};

use super::desk::{Body, Desk, Reply};
use super::head::EVENTS;
use super::hub::Hub;
use super::state::State;

/// Everything that answering needs.
#[derive(Debug)]
pub(super) struct Door {
    /// What is shown now.
    pub(super) state: RwLock<Arc<State>>,
    /// Everyone who listens.
    pub(super) hub: Hub,
    /// How answers are made.
    pub(super) desk: Desk,
}

/// What a page may do: it has only files of its own site, and is no part of another one. Styles may stand in the
/// page, because themes may put them there; scripts may not.
const POLICY: &str = "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; object-src 'none'; \
                      base-uri 'none'; form-action 'self'; frame-ancestors 'self'";

impl Door {
    /// The state of now.
    pub(super) fn now(&self) -> Arc<State> {
        Arc::clone(&self.state.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Shows another state, and gives the old one.
    pub(super) fn show(&self, state: Arc<State>, event: &str) -> Arc<State> {
        let mut now = self.state.write().unwrap_or_else(PoisonError::into_inner);
        let old = std::mem::replace(&mut *now, state);
        drop(now);
        self.hub.tell(Arc::from(event));
        old
    }

    /// Answers what comes through a socket, for as long as the program runs.
    ///
    /// # Errors
    /// The socket could not be made.
    pub(super) fn open(self: &Arc<Self>, socket: &Path) -> io::Result<()> {
        let listener = UnixListener::bind(socket)?;
        let server = Server::from_listener(listener, None).map_err(io::Error::other)?;
        let door = Arc::clone(self);
        thread::spawn(move || {
            for request in server.incoming_requests() {
                let door = Arc::clone(&door);
                // Each answer has its own thread: one that is slow to be taken stops no other.
                let _ = thread::Builder::new().spawn(move || door.answer(request));
            }
        });
        Ok(())
    }

    fn answer(&self, request: Request) {
        let target = request.url().to_owned();
        if target.split('?').next() == Some(EVENTS) && *request.method() == tiny_http::Method::Get {
            let mut out = request.into_writer();
            if !self.hub.stream(&mut *out) {
                let _ = out
                    .write_all(b"HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
            }
            return;
        }
        let state = self.now();
        let Reply {
            status,
            media_type,
            body,
            location,
        } = self.desk.reply(&state, &target);
        drop(state);
        let (reader, length): (Box<dyn Read + Send>, usize) = match body {
            Body::Bytes(bytes) => {
                let length = bytes.len();
                (Box::new(Cursor::new(bytes)), length)
            }
            Body::File(file, length) => {
                let length = usize::try_from(length).unwrap_or(usize::MAX);
                (Box::new(file.take(length as u64)), length)
            }
        };
        let mut headers = vec![
            header("Content-Type", media_type),
            header("Cache-Control", "no-store"),
            header("X-Content-Type-Options", "nosniff"),
            header("Content-Security-Policy", POLICY),
            header("Cross-Origin-Resource-Policy", "same-origin"),
            header("Referrer-Policy", "no-referrer"),
        ];
        headers.extend(location.map(|location| header("Location", &location)));
        let response = Response::new(StatusCode(status), headers, reader, Some(length), None);
        // The client's leaving is no failure of ours.
        let _ = request.respond(response.with_chunked_threshold(usize::MAX));
    }
}

fn header(name: &str, value: &str) -> Header {
    Header::from_bytes(name, value).expect("names and values are visible ASCII")
}
