//! `serve`: a preview that follows the typing.
//!
//! The folder is read, compiled, and shown; pages are rendered when a browser asks. When something changes on
//! disk, what differs is read again, everything is linked anew, and open pages are told. Mutable state lives here
//! and nowhere else: the state that is shown now, and who listens.

mod events;
mod in_process;
mod media_type;
mod rebuild;
mod request;
mod router;
mod server;
mod shown_state;
mod watch;

use std::io::{self, Write};
use std::net::{IpAddr, SocketAddr, TcpListener, ToSocketAddrs};
use std::path::PathBuf;
use std::sync::{Arc, RwLock};
use std::time::{Duration, Instant};

use events::EventStream;
pub use in_process::Preview;
use rebuild::Rebuilder;
use request::Hosts;
use router::Router;
use server::Server;
use shown_state::State;
use watch::{PollReason, Wake, Watch};

use crate::edition::Options;
use crate::host::command::{Ending, machine, say};
use crate::host::report::{self, Style};
use crate::host::signals::exit_on_signal;
use crate::messages::catalogue::{Language, Notice};

/// What a preview is asked for.
#[derive(Clone, Debug)]
pub struct PreviewJob {
    /// The folder that holds `content/`.
    pub source: PathBuf,
    /// The address to listen to.
    pub host: String,
    /// The port; `None` for the first free one from [`PORT`] on.
    pub port: Option<u16>,
    /// Whether to open a browser.
    pub open: bool,
    /// Whether to look now and then instead of waiting for events.
    pub poll: bool,
    /// Whether pages go by themselves to what changed.
    pub follow: bool,
    /// Whether lines lead into the editor.
    pub editor: bool,
    /// What to compile.
    pub options: Options,
    /// The language asked for; else the site's, else that of the style.
    pub language: Option<Language>,
    /// How to print.
    pub style: Style,
}

/// The usual port.
pub const PORT: u16 = 8411;

/// Ports tried where the usual one is taken.
const PORTS: u16 = 10;

/// Serves a folder until the program is ended.
pub fn serve(job: &PreviewJob, out: &mut dyn Write) -> Ending {
    let mut style = job.style;
    style.language = job.language.unwrap_or(style.language);
    if !job.source.is_dir() {
        say(
            out,
            style,
            Notice::NoSource,
            &[("path", job.source.display().to_string())],
        );
        return Ending::Usage;
    }
    let listener = match listen(job) {
        Ok(listener) => listener,
        Err(error) => {
            let port = job.port.unwrap_or(PORT).to_string();
            let values = [
                ("host", job.host.clone()),
                ("port", port),
                ("reason", error.to_string()),
            ];
            say(out, style, Notice::NoPort, &values);
            return Ending::Machine;
        }
    };
    match start(job, listener) {
        Ok(running) => running.run(job, out),
        Err(error) => {
            machine(out, style, &job.source, &error);
            Ending::Machine
        }
    }
}

/// A preview at work.
struct Running {
    rebuilder: Rebuilder,
    server: Arc<Server>,
    watch: Watch,
    state: Arc<State>,
    address: SocketAddr,
}

fn listen(job: &PreviewJob) -> io::Result<TcpListener> {
    let at = |port: u16| -> io::Result<TcpListener> {
        let addresses: Vec<SocketAddr> = (job.host.as_str(), port).to_socket_addrs()?.collect();
        TcpListener::bind(addresses.as_slice())
    };
    match job.port {
        Some(port) => at(port),
        None => (PORT..PORT + PORTS)
            .map(at)
            .find(Result::is_ok)
            .unwrap_or_else(|| at(PORT)),
    }
}

fn start(job: &PreviewJob, listener: TcpListener) -> io::Result<Running> {
    exit_on_signal()?;
    let address = listener.local_addr()?;
    // Watching begins before reading, so that nothing that changes in between is missed.
    let watch = Watch::new(&job.source, job.poll);
    let mut rebuilder = Rebuilder::new(&job.source, job.options.clone(), job.language, job.style.language);
    let state = rebuilder.rebuild(None);
    let state = Arc::new(state.expect("the first reading always makes a state"));
    let server = Arc::new(Server {
        state: RwLock::new(Arc::clone(&state)),
        events: EventStream::new(),
        router: Router::new(&job.source, job.editor),
        hosts: Hosts::new(&[&job.host, &address.ip().to_string()]),
    });
    server.events.broadcast(Arc::from(state.event(job.follow)));
    server.start(listener)?;
    Ok(Running {
        rebuilder,
        server,
        watch,
        state,
        address,
    })
}

impl Running {
    /// Follows the folder for as long as the program runs.
    fn run(mut self, job: &PreviewJob, out: &mut dyn Write) -> ! {
        self.greet(job, out);
        let mut last_scan = Duration::ZERO;
        loop {
            let wake = self.watch.next(last_scan);
            let since = Instant::now();
            let next = self.rebuilder.rebuild(Some(&self.state));
            last_scan = since.elapsed();
            let Some(next) = next else { continue };
            let old = std::mem::replace(&mut self.state, Arc::new(next));
            self.server
                .publish(Arc::clone(&self.state), &self.state.event(job.follow));
            self.say_what_changed(&old, out);
            if wake == Wake::Timer && self.watch.poll_reason().is_none() {
                self.watch.on_missed_event();
                self.say_if_polling(out);
            }
            last_scan = Duration::ZERO;
        }
    }

    fn terminal(&self, job: &PreviewJob) -> Style {
        Style {
            colour: job.style.colour,
            ..self.state.style
        }
    }

    /// Says where to look, and what is wrong already.
    fn greet(&self, job: &PreviewJob, out: &mut dyn Write) {
        let (style, address) = (self.terminal(job), self.address);
        self.print_errors(style, out);
        if !address.ip().is_loopback() {
            say(out, style, Notice::OpenToOthers, &[("address", address.to_string())]);
        }
        self.say_if_polling(out);
        let shown = match address.ip() {
            ip if ip.is_unspecified() && ip.is_ipv4() => SocketAddr::new(IpAddr::from([127, 0, 0, 1]), address.port()),
            _ => address,
        };
        let url = format!("http://{shown}/");
        say(out, style, Notice::Serving, &[("url", url.clone())]);
        let _ = out.flush();
        if job.open {
            // Where there is no browser, the address stands on the terminal.
            let _ = opener::open_browser(&url);
        }
    }

    fn say_if_polling(&self, out: &mut dyn Write) {
        let style = self.state.style;
        match self.watch.poll_reason() {
            None | Some(PollReason::Asked) => {}
            Some(PollReason::WatchLimit) => say(out, style, Notice::WatchLimit, &[]),
            Some(PollReason::Refused(reason)) => say(out, style, Notice::WatchRefused, &[("reason", reason.clone())]),
            Some(PollReason::NoEvents) => say(out, style, Notice::WatchSilent, &[]),
        }
        let _ = out.flush();
    }

    /// Prints errors when they came or changed, and says when they are gone.
    fn say_what_changed(&self, old: &State, out: &mut dyn Write) {
        let (before, now) = (old.errors_in_words(), self.state.errors_in_words());
        if before == now {
            return;
        }
        if now.is_empty() {
            say(out, self.state.style, Notice::Mended, &[]);
        } else {
            self.print_errors(self.state.style, out);
        }
        let _ = out.flush();
    }

    fn print_errors(&self, style: Style, out: &mut dyn Write) {
        if let Some(reason) = &self.state.unread {
            let _ = writeln!(out, "{reason}");
        }
        let text = report::short(&self.state.disk, &self.state.findings, style);
        let _ = out.write_all(text.as_bytes());
    }
}
