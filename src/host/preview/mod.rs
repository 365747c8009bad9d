//! `serve`: a preview that is rebuilt whenever a file is saved.
//!
//! The folder is read and compiled; a page is rendered when a browser requests it. When the folder changes, the files
//! that differ are read again, everything is linked anew, and open pages get an event. Mutable state lives here and in
//! no other module: the state that is shown now, and the listeners.

mod connection;
mod events;
mod hosts;
mod in_process;
mod media_type;
mod network_address;
mod page_renderer;
mod panel;
mod rebuild;
mod refusals;
mod reply;
mod request;
mod router;
mod server;
mod shown_state;
mod site_page;
mod watch;
mod window;
mod window_page;
mod window_problem;
mod window_request;
mod window_trials;
mod window_view;

use std::io::{self, Write};
use std::net::{IpAddr, SocketAddr, TcpListener, ToSocketAddrs};
use std::path::PathBuf;
use std::sync::atomic::AtomicUsize;
use std::sync::{Arc, RwLock};
use std::time::{Duration, Instant};

use events::EventStream;
use hosts::Hosts;
pub use in_process::Preview;
use network_address::network_address;
use rebuild::Rebuilder;
use refusals::Refusals;
use request::Gate;
use router::Router;
use server::Server;
use shown_state::ShownState;
use watch::{PollReason, Wake, Watch};
use window::Window;

use crate::edition::Options;
use crate::host::command::{ExitStatus, check_source, print_machine_error, print_notice, shown_diagnostics};
use crate::host::report::{self, TerminalStyle, Values, Verbosity};
use crate::host::signals::exit_on_signal;
use crate::messages::catalogue::Language;
use crate::messages::notice::Notice;

/// The options of a preview.
#[derive(Clone, Debug)]
pub(crate) struct PreviewOptions {
    /// The folder that holds `content/`.
    pub source: PathBuf,
    /// The address to listen to.
    pub host: String,
    /// The port; `None` for the first free one from [`DEFAULT_PORT`] on.
    pub port: Option<u16>,
    /// Whether to open a browser.
    pub open: bool,
    /// Whether to poll the folder instead of waiting for events.
    pub poll: bool,
    /// Whether open pages move to the page that changed.
    pub follow: bool,
    /// Whether line numbers link to the editor.
    pub editor: bool,
    /// The options of the compilation.
    pub options: Options,
    /// The language that the command line names; else the site's, else that of the style.
    pub language: Option<Language>,
    /// How to print.
    pub style: TerminalStyle,
}

/// The port where none is given.
pub(crate) const DEFAULT_PORT: u16 = 8411;

/// The most ports tried, from the default one on.
const MAX_PORTS_TRIED: u16 = 10;

/// Serves a folder until the program is ended.
pub(crate) fn serve(job: &PreviewOptions, out: &mut dyn Write) -> ExitStatus {
    let style = match check_source(&job.source, (job.language, job.style), out) {
        Ok(style) => style,
        Err(status) => return status,
    };
    let listener = match listen(job) {
        Ok(listener) => listener,
        Err(error) => {
            let port = job.port.unwrap_or(DEFAULT_PORT);
            let values: Values<'_> = &[("host", &job.host), ("port", &port), ("reason", &error)];
            print_notice(out, style, Notice::NoPort, values);
            return ExitStatus::Machine;
        }
    };
    match start(job, listener) {
        Ok(running) => running.run(job, out),
        Err(error) => print_machine_error(out, style, &job.source, &error),
    }
}

/// A running preview.
struct Running {
    rebuilder: Rebuilder,
    server: Arc<Server>,
    watch: Watch,
    state: Arc<ShownState>,
    address: SocketAddr,
}

fn listen(job: &PreviewOptions) -> io::Result<TcpListener> {
    let at = |port: u16| -> io::Result<TcpListener> {
        let addresses: Vec<SocketAddr> = (job.host.as_str(), port).to_socket_addrs()?.collect();
        TcpListener::bind(addresses.as_slice())
    };
    match job.port {
        Some(port) => at(port),
        None => (DEFAULT_PORT..DEFAULT_PORT + MAX_PORTS_TRIED)
            .map(at)
            .find(Result::is_ok)
            .unwrap_or_else(|| at(DEFAULT_PORT)),
    }
}

fn start(job: &PreviewOptions, listener: TcpListener) -> io::Result<Running> {
    exit_on_signal()?;
    let address = listener.local_addr()?;
    // Watching begins before reading, so that nothing that changes in between is missed.
    let watch = Watch::new(&job.source, job.poll);
    let mut rebuilder = Rebuilder::new(&job.source, job.options.clone(), job.language, job.style.language);
    let state = rebuilder.rebuild(None);
    let state = Arc::new(state.expect("the first reading always makes a state"));
    // Where other machines reach the preview, nothing may be written from a browser.
    let token = address.ip().is_loopback().then(window_page::token).transpose()?;
    let window = token
        .clone()
        .map(|token| Arc::new(Window::new(&job.source, token, job.options.drafts)));
    let server = Arc::new(Server {
        state: RwLock::new(Arc::clone(&state)),
        events: EventStream::new(),
        router: Router::new(&job.source, job.editor, window),
        gate: Gate {
            hosts: Hosts::new(&[&job.host, &address.ip().to_string()]),
            token,
        },
        refusals: Refusals::new(job.style.verbosity, own_url(address)),
        connections: AtomicUsize::new(0),
        bodies: AtomicUsize::new(0),
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

/// The URL of the preview at an address of this machine.
fn url_at(own: IpAddr, listening: SocketAddr) -> String {
    format!("http://{}/", SocketAddr::new(own, listening.port()))
}

/// The URL under which the preview surely answers: in the network where it can be reached from there.
fn own_url(listening: SocketAddr) -> String {
    url_at(
        network_address(listening.ip()).unwrap_or(IpAddr::from([127, 0, 0, 1])),
        listening,
    )
}

impl Running {
    /// Rebuilds on each change, until the program ends.
    fn run(mut self, job: &PreviewOptions, out: &mut dyn Write) -> ! {
        self.print_start(job, out);
        let mut last_scan = Duration::ZERO;
        loop {
            let wake = self.watch.next(last_scan);
            let since = Instant::now();
            let next = self.rebuilder.rebuild(Some(&self.state));
            last_scan = since.elapsed();
            let Some(next) = next else { continue };
            let old = std::mem::replace(&mut self.state, Arc::new(next));
            let event = self.state.event(job.follow);
            self.server.publish(Arc::clone(&self.state), &event);
            self.print_changes(&old, self.terminal(job), out);
            if job.style.verbosity == Verbosity::Verbose {
                let milliseconds = last_scan.as_millis();
                let values: Values<'_> = &[("time", &format!("{milliseconds} ms"))];
                print_notice(out, self.state.style, Notice::Rebuilt, values);
            }
            // At midnight nothing on the disk changes, so that no event was missed.
            let is_new_day = old.disk.today != self.state.disk.today;
            if wake == Wake::Timer && !is_new_day && self.watch.poll_reason().is_none() {
                self.watch.on_missed_event();
                self.print_poll_reason(out);
            }
            last_scan = Duration::ZERO;
        }
    }

    fn terminal(&self, job: &PreviewOptions) -> TerminalStyle {
        TerminalStyle {
            colour: job.style.colour,
            verbosity: job.style.verbosity,
            ..self.state.style
        }
    }

    /// Prints the errors so far and the address of the preview; opens a browser where that is asked for.
    fn print_start(&self, job: &PreviewOptions, out: &mut dyn Write) {
        let (style, address) = (self.terminal(job), self.address);
        self.print_errors(style, out);
        if !address.ip().is_loopback() {
            print_notice(out, style, Notice::OpenToOthers, &[("address", &address)]);
        }
        self.print_poll_reason(out);
        let shown = match address.ip() {
            ip if ip.is_unspecified() && ip.is_ipv4() => IpAddr::from([127, 0, 0, 1]),
            ip => ip,
        };
        let url = url_at(shown, address);
        print_notice(out, style, Notice::Serving, &[("url", &url)]);
        if !address.ip().is_loopback() {
            match network_address(address.ip()) {
                Some(own) => print_notice(out, style, Notice::OnThePhone, &[("url", &url_at(own, address))]),
                None => print_notice(out, style, Notice::NoNetworkAddress, &[]),
            }
        }
        let _ = out.flush();
        if job.open {
            // Where there is no browser, the address on the terminal is enough.
            let _ = opener::open_browser(&url);
        }
    }

    fn print_poll_reason(&self, out: &mut dyn Write) {
        let style = self.state.style;
        match self.watch.poll_reason() {
            None | Some(PollReason::Asked) => {}
            Some(PollReason::WatchLimit) => print_notice(out, style, Notice::WatchLimit, &[]),
            Some(PollReason::Refused(reason)) => print_notice(out, style, Notice::WatchRefused, &[("reason", reason)]),
            Some(PollReason::NoEvents) => print_notice(out, style, Notice::WatchSilent, &[]),
        }
        let _ = out.flush();
    }

    /// Prints errors that are new or changed, and a notice when none is left.
    fn print_changes(&self, old: &ShownState, style: TerminalStyle, out: &mut dyn Write) {
        let (before, now) = (old.errors_in_words(), self.state.errors_in_words());
        if before == now {
            return;
        }
        if now.is_empty() {
            print_notice(out, style, Notice::Mended, &[]);
        } else {
            self.print_errors(style, out);
        }
        let _ = out.flush();
    }

    fn print_errors(&self, style: TerminalStyle, out: &mut dyn Write) {
        if let Some(reason) = &self.state.unread {
            let _ = writeln!(out, "{reason}");
        }
        let shown = shown_diagnostics(&self.state.diagnostics, false, style);
        let text = report::short(&self.state.disk, &shown, style);
        let _ = out.write_all(text.as_bytes());
    }
}
