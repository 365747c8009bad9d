//! Listens on the TCP port, judges requests and sends answers.
//!
//! Each connection has a thread of its own and carries one request, so that a client that hangs stops no other, and no
//! second request can hide behind the first.

use std::io;
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, PoisonError, RwLock};
use std::thread::{self, Builder};
use std::time::Duration;

use crate::host::command::print_notice;
use crate::host::preview::connection::{Connection, ReadFailure};
use crate::host::preview::events::EventStream;
use crate::host::preview::refusals::{Refusals, Refused};
use crate::host::preview::reply::{Reply, TEXT};
use crate::host::preview::request::{EVENTS_ADDRESS, Gate, Judged, PostRoute, Rejection, Request};
use crate::host::preview::router::Router;
use crate::host::preview::shown_state::ShownState;
use crate::host::preview::window_request::Posted;
use crate::host::report::Values;
use crate::messages::notice::Notice;

/// The HTTP server: what is shown, the listeners, and the rules for requests.
#[derive(Debug)]
pub(super) struct Server {
    /// The state that is shown now.
    pub(super) state: RwLock<Arc<ShownState>>,
    /// The stream of events to open pages.
    pub(super) events: EventStream,
    /// Answers valid requests.
    pub(super) router: Router,
    /// Judges requests.
    pub(super) gate: Gate,
    /// What was refused so far.
    pub(super) refusals: Refusals,
    /// The connections that are open.
    pub(super) connections: AtomicUsize,
    /// The bodies that are being read or answered.
    pub(super) bodies: AtomicUsize,
}

/// The most connections at once: a browser opens a handful.
const MAX_CONNECTIONS: usize = 1024;

/// The most bodies at once, each of which is held in memory.
const MAX_BODIES: usize = 4;

/// How long listening rests where the system gives no connection: it has run out of file descriptors.
const REST: Duration = Duration::from_millis(50);

/// Counts something while it is there.
struct Counted<'c>(&'c AtomicUsize);

impl<'c> Counted<'c> {
    /// One more, unless there are as many as may be.
    fn up_to(counter: &'c AtomicUsize, limit: usize) -> Option<Self> {
        let counted = Counted(counter);
        (counter.fetch_add(1, Ordering::SeqCst) < limit).then_some(counted)
    }
}

impl Drop for Counted<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

impl Server {
    /// Replaces the shown state, and sends an event to open pages.
    pub(super) fn publish(&self, state: Arc<ShownState>, event: &str) {
        *self.state.write().unwrap_or_else(PoisonError::into_inner) = state;
        self.events.broadcast(Arc::from(event));
    }

    /// Answers requests on a listener until the program ends.
    ///
    /// # Errors
    /// The system gives no thread.
    pub(super) fn start(self: &Arc<Self>, listener: TcpListener) -> io::Result<()> {
        let server = Arc::clone(self);
        Builder::new().spawn(move || {
            let mut is_told = false;
            for stream in listener.incoming() {
                let stream = match stream {
                    Ok(stream) => stream,
                    Err(error) => {
                        if !std::mem::replace(&mut is_told, true) {
                            server.print_not_listening(&error);
                        }
                        thread::sleep(REST);
                        continue;
                    }
                };
                is_told = false;
                let server = Arc::clone(&server);
                // Where the system gives no thread, the connection closes.
                let _ = Builder::new().spawn(move || server.serve(stream));
            }
        })?;
        Ok(())
    }

    fn print_not_listening(&self, error: &io::Error) {
        let style = self.state().style;
        let values: Values<'_> = &[("reason", error)];
        print_notice(&mut io::stderr(), style, Notice::NotListening, values);
    }

    fn serve(&self, stream: TcpStream) {
        let Some(_counted) = Counted::up_to(&self.connections, MAX_CONNECTIONS) else {
            return;
        };
        let Ok(mut connection) = Connection::new(stream) else {
            return;
        };
        // A client that leaves is no error.
        let _ = match self.judge(&mut connection) {
            Ok(None) => Ok(()),
            Ok(Some((reply, with_body))) => reply.send(connection.out(), with_body),
            Err(refused) => {
                let (status, text) = refused.rejection.answer();
                let sentence = refused
                    .sentence
                    .map_or_else(String::new, |sentence| format!("{sentence}\n"));
                let text = format!("{text}{sentence}");
                let sent = Reply::bytes(status, TEXT, text).send(connection.out(), true);
                connection.close_gently();
                sent
            }
        };
    }

    /// Reads and answers the request of a connection: the answer, and whether its body is wanted; nothing where the
    /// client left, or was answered.
    fn judge(&self, connection: &mut Connection) -> Result<Option<(Reply, bool)>, Refused> {
        let head = match connection.read_head() {
            Ok(head) => head,
            Err(ReadFailure::Closed) => return Ok(None),
            Err(failure) => return Err(Refused::from(Rejection::from(failure))),
        };
        let lines = head.headers.iter();
        let request = Request {
            method: &head.method,
            target: &head.target,
            headers: lines.map(|(name, value)| (name.as_str(), value.as_str())).collect(),
        };
        let judged = request.validate(&self.gate);
        match judged.map_err(|rejection| self.refusals.note(rejection, &request, self.state().style))? {
            Judged::Page(target) if target.path == EVENTS_ADDRESS && head.method == "GET" => {
                self.events.serve(connection.out());
                Ok(None)
            }
            Judged::Page(target) => {
                let state = self.state();
                Ok(Some((self.router.reply(&state, &target), head.method == "GET")))
            }
            Judged::Post { route, length } => Ok(self.take_body(connection, &request, (route, length))?),
        }
    }

    /// Reads a body, which everything said before allows, and answers it.
    fn take_body(
        &self,
        connection: &mut Connection,
        request: &Request<'_>,
        (route, length): (PostRoute, usize),
    ) -> Result<Option<(Reply, bool)>, Rejection> {
        let Some(_counted) = Counted::up_to(&self.bodies, MAX_BODIES) else {
            return Err(Rejection::Busy);
        };
        if request.expects_continue() && connection.send_continue().is_err() {
            return Ok(None);
        }
        let body = match connection.read_body(length) {
            Ok(body) => body,
            Err(ReadFailure::Closed) => return Ok(None),
            Err(failure) => return Err(Rejection::from(failure)),
        };
        let posted = Posted {
            name: request.decoded("X-Congbo-Name").unwrap_or_default(),
            update: request.decoded("X-Congbo-Update"),
            body: &body,
        };
        let state = self.state();
        Ok(Some((self.router.post(&state, route, &posted), true)))
    }

    fn state(&self) -> Arc<ShownState> {
        Arc::clone(&self.state.read().unwrap_or_else(PoisonError::into_inner))
    }
}
