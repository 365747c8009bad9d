//! Listens on the TCP port and sends answers. The only user of `tiny_http`.
//!
//! Each request is answered on a thread of its own, so that a client that hangs stops no other. SECURITY.md
//! describes what tiny_http 0.12 does before it hands a request over.
//!
//! tiny_http may leave a new connection waiting until another one ends: it counts a thread as idle until that thread
//! has woken up (`util/task_pool.rs`). So each answer ends its connection, and the preview opens and closes an empty connection
//! at intervals.

use std::io::{self, Read, Write};
use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener, TcpStream};
use std::panic;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, PoisonError, RwLock};
use std::thread::{self, Builder};
use std::time::Duration;

use tiny_http::{Response, StatusCode};

use crate::host::command::print_notice;
use crate::host::preview::events::EventStream;
use crate::host::preview::request::{EVENTS_ADDRESS, Hosts, Request};
use crate::host::preview::router::{Reply, ReplyBody, Router};
use crate::host::preview::shown_state::ShownState;
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
    /// The hosts under which it answers.
    pub(super) hosts: Hosts,
}

/// The interval of empty connections: the longest that a connection waits which tiny_http left waiting, if it is the
/// only one.
const EMPTY_CONNECTION_INTERVAL: Duration = Duration::from_millis(250);

/// The content security policy: a page loads only files of its own site, and no other site embeds it. Inline styles
/// are allowed, because themes may use them; inline scripts are not.
const POLICY: &str = "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; object-src 'none'; \
                      base-uri 'none'; form-action 'self'; frame-ancestors 'self'";

impl Server {
    /// Replaces the shown state, and sends an event to open pages.
    pub(super) fn publish(&self, state: Arc<ShownState>, event: &str) {
        *self.state.write().unwrap_or_else(PoisonError::into_inner) = state;
        self.events.broadcast(Arc::from(event));
    }

    /// Answers requests on a listener until the program ends.
    ///
    /// # Errors
    /// The listener cannot be used.
    pub(super) fn start(self: &Arc<Self>, listener: TcpListener) -> io::Result<()> {
        let address = reachable(listener.local_addr()?);
        let mut incoming = Some(incoming(&listener)?);
        let server = Arc::clone(self);
        Builder::new().spawn(move || {
            loop {
                thread::sleep(EMPTY_CONNECTION_INTERVAL);
                drop(TcpStream::connect(address));
            }
        })?;
        Builder::new().spawn(move || {
            let is_lost = note_lost_listener();
            let mut is_told = false;
            loop {
                let Some(requests) = &incoming else {
                    thread::sleep(EMPTY_CONNECTION_INTERVAL);
                    incoming = self::incoming(&listener).ok();
                    continue;
                };
                let received = requests.recv_timeout(EMPTY_CONNECTION_INTERVAL);
                let received = match is_lost.swap(false, Ordering::SeqCst) {
                    true => Err(io::Error::other("no file descriptor left")),
                    false => received,
                };
                match received {
                    Ok(None) => {}
                    Ok(Some(request)) => {
                        is_told = false;
                        let server = Arc::clone(&server);
                        // Where the system gives no thread, the connection closes.
                        let _ = Builder::new().spawn(move || server.answer(request));
                    }
                    // Mostly the system has no file descriptor left; then listening begins anew until there is one.
                    Err(error) => {
                        if !std::mem::replace(&mut is_told, true) {
                            server.print_not_listening(&error);
                        }
                        incoming = None;
                    }
                }
            }
        })?;
        Ok(())
    }

    fn print_not_listening(&self, error: &io::Error) {
        let state = Arc::clone(&self.state.read().unwrap_or_else(PoisonError::into_inner));
        print_notice(
            &mut io::stderr(),
            state.style,
            Notice::NotListening,
            &[("reason", error)],
        );
    }

    fn answer(&self, request: tiny_http::Request) {
        let target = request.url().to_owned();
        let lines = request.headers().iter();
        let lines = lines.map(|line| (line.field.as_str().as_str(), line.value.as_str()));
        let validated = Request {
            method: request.method().as_str(),
            target: &target,
            headers: lines.collect(),
        }
        .validate(&self.hosts);
        // A client that leaves is no error.
        let _ = match validated {
            Ok(target) if target.path == EVENTS_ADDRESS && *request.method() == tiny_http::Method::Get => {
                self.events.serve(&mut *request.into_writer());
                Ok(())
            }
            Ok(target) => {
                let with_body = *request.method() == tiny_http::Method::Get;
                let state = Arc::clone(&self.state.read().unwrap_or_else(PoisonError::into_inner));
                let reply = self.router.reply(&state, &target);
                drop(state);
                send(&mut *request.into_writer(), reply, with_body)
            }
            // Before the answer is out, nothing may wait for a body that does not come.
            Err(rejection) => {
                let (status, text) = rejection.answer();
                request.respond(Response::from_string(text).with_status_code(status))
            }
        };
    }
}

/// Notes when tiny_http gives up: where it has no file descriptor left, its thread that takes connections panics
/// (`util/refined_tcp_stream.rs`), and nothing else tells of it.
fn note_lost_listener() -> Arc<AtomicBool> {
    let is_lost = Arc::new(AtomicBool::new(false));
    let noted = Arc::clone(&is_lost);
    let usual = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        match info.location().is_some_and(|at| at.file().contains("tiny_http")) {
            true => noted.store(true, Ordering::SeqCst),
            false => usual(info),
        }
    }));
    is_lost
}

/// Begins to take requests from a listener.
fn incoming(listener: &TcpListener) -> io::Result<tiny_http::Server> {
    tiny_http::Server::from_listener(listener.try_clone()?, None).map_err(io::Error::other)
}

/// The address at which this machine reaches a listener.
fn reachable(address: SocketAddr) -> SocketAddr {
    let host = match address {
        SocketAddr::V4(address) if address.ip().is_unspecified() => Ipv4Addr::LOCALHOST.into(),
        SocketAddr::V6(address) if address.ip().is_unspecified() => Ipv6Addr::LOCALHOST.into(),
        SocketAddr::V4(_) | SocketAddr::V6(_) => address.ip(),
    };
    SocketAddr::new(host, address.port())
}

fn send(out: &mut dyn Write, reply: Reply, with_body: bool) -> io::Result<()> {
    let length = match &reply.body {
        ReplyBody::Bytes(bytes) => bytes.len() as u64,
        ReplyBody::File(_, length) => *length,
    };
    let status = StatusCode(reply.status);
    let location = reply.location.map(|location| format!("Location: {location}\r\n"));
    write!(
        out,
        "HTTP/1.1 {} {}\r\nContent-Type: {}\r\nContent-Length: {length}\r\n{}Cache-Control: no-store\r\n\
         X-Content-Type-Options: nosniff\r\nContent-Security-Policy: {POLICY}\r\n\
         Cross-Origin-Resource-Policy: same-origin\r\nReferrer-Policy: no-referrer\r\nConnection: close\r\n\r\n",
        status.0,
        status.default_reason_phrase(),
        reply.media_type,
        location.unwrap_or_default(),
    )?;
    match reply.body {
        _ if !with_body => {}
        ReplyBody::Bytes(bytes) => out.write_all(&bytes)?,
        ReplyBody::File(file, length) => {
            io::copy(&mut file.take(length), out)?;
        }
    }
    out.flush()
}
