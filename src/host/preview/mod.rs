//! `serve`: a preview that follows the typing.
//!
//! The folder is read, compiled, and shown; pages are rendered when a browser asks. When something changes on
//! disk, what differs is read again, everything is linked anew, and open pages are told. Mutable state lives here
//! and nowhere else: the state that is shown now, and who listens.

mod address;
mod desk;
mod door;
mod guard;
mod head;
mod hub;
mod in_process;
mod memory;
mod state;
mod watch;
mod workshop;

use std::io::{self, Write};
use std::net::{IpAddr, SocketAddr, TcpListener, ToSocketAddrs};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::{Arc, RwLock};
use std::thread;
use std::time::{Duration, Instant};

use desk::Desk;
use door::Door;
use guard::Guard;
use head::Hosts;
use hub::Hub;
pub use in_process::Preview;
use memory::{forget, take_any_pages, take_small_pages};
use state::State;
use tempfile::TempDir;
use watch::{Blind, Wake, Watch};
use workshop::Workshop;

use super::job::{Ending, machine, say};
use super::report::{self, Style};
use crate::base::catalogue::{Language, Notice};
use crate::edition::Options;

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
    take_small_pages();
    match begin(job, &listener) {
        Ok(running) => running.run(job, &listener, style, out),
        Err(error) => {
            machine(out, style, &std::env::temp_dir(), &error);
            Ending::Machine
        }
    }
}

/// A preview at work.
struct Running {
    workshop: Workshop,
    door: Arc<Door>,
    guard: Arc<Guard>,
    watch: Watch,
    state: Arc<State>,
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

fn begin(job: &PreviewJob, listener: &TcpListener) -> io::Result<Running> {
    let folder = tempfile::Builder::new().prefix("congbo-").tempdir()?;
    let socket = folder.path().join("trang");
    end_at_once(folder)?;
    // Watching begins before reading, so that nothing that changes in between is missed.
    let watch = Watch::new(&job.source, job.poll);
    let mut workshop = Workshop::new(&job.source, job.options.clone(), job.language, job.style.language);
    let state = workshop.look(None, &Wake::Time);
    let state = Arc::new(state.expect("the first look always makes a state"));
    let door = Arc::new(Door {
        state: RwLock::new(Arc::clone(&state)),
        hub: Hub::new(),
        desk: Desk::of(&job.source, job.editor),
    });
    door.hub.tell(Arc::from(state.event(job.follow)));
    door.open(&socket)?;
    let host = listener
        .local_addr()
        .map_or_else(|_| job.host.clone(), |address| address.ip().to_string());
    let guard = Guard::new(socket, Hosts::new(&[job.host.as_str(), host.as_str()]));
    Ok(Running {
        workshop,
        door,
        guard,
        watch,
        state,
    })
}

/// Ends the program at once when asked to (Ctrl-C), with nothing left behind.
fn end_at_once(folder: TempDir) -> io::Result<()> {
    let mut folder = Some(folder);
    ctrlc::set_handler(move || {
        drop(folder.take());
        std::process::exit(i32::from(Ending::Fine.code()));
    })
    .map_err(io::Error::other)
}

impl Running {
    fn run(self, job: &PreviewJob, listener: &TcpListener, style: Style, out: &mut dyn Write) -> Ending {
        let address = match listener.local_addr() {
            Ok(address) => address,
            Err(error) => {
                machine(out, style, &job.source, &error);
                return Ending::Machine;
            }
        };
        let guard = Arc::clone(&self.guard);
        let taken = match listener.try_clone() {
            Ok(listener) => thread::Builder::new().spawn(move || guard.stand(&listener)),
            Err(error) => Err(error),
        };
        if let Err(error) = taken {
            machine(out, style, &job.source, &error);
            return Ending::Machine;
        }
        self.greet(job, address, out);
        self.follow(job, out)
    }

    /// Follows the folder for as long as the program runs.
    fn follow(mut self, job: &PreviewJob, out: &mut dyn Write) -> ! {
        let mut looking = Duration::ZERO;
        let mut is_first = true;
        loop {
            let (workshop, state) = (&mut self.workshop, &self.state);
            let wake = self.watch.next(looking, |touched| workshop.look_ahead(state, touched));
            let since = Instant::now();
            let next = self.workshop.look(Some(&self.state), &wake);
            looking = since.elapsed();
            if is_first && next.is_none() {
                self.workshop.rehearse(&self.state);
            }
            is_first = false;
            let Some(next) = next else { continue };
            let next = Arc::new(next);
            let event = next.event(job.follow);
            let old = self.door.show(Arc::clone(&next), &event);
            self.state = next;
            self.say_what_changed(&old, out);
            forget(old);
            if matches!(wake, Wake::Time) && self.watch.blind().is_none() {
                self.watch.surprised();
                self.say_if_blind(out);
            }
            looking = Duration::ZERO;
        }
    }

    fn terminal(&self, job: &PreviewJob) -> Style {
        Style {
            colour: job.style.colour,
            ..self.state.style
        }
    }

    /// Says where to look, and what is wrong already.
    fn greet(&self, job: &PreviewJob, address: SocketAddr, out: &mut dyn Write) {
        let style = self.terminal(job);
        self.print_errors(style, out);
        if !address.ip().is_loopback() {
            say(out, style, Notice::OpenToOthers, &[("address", address.to_string())]);
        }
        self.say_if_blind(out);
        let shown = match address.ip() {
            ip if ip.is_unspecified() && ip.is_ipv4() => SocketAddr::new(IpAddr::from([127, 0, 0, 1]), address.port()),
            _ => address,
        };
        let url = format!("http://{shown}/");
        say(out, style, Notice::Serving, &[("url", url.clone())]);
        let _ = out.flush();
        if job.open {
            open(&url);
        }
    }

    fn say_if_blind(&self, out: &mut dyn Write) {
        let style = self.state.style;
        match self.watch.blind() {
            None | Some(Blind::Asked) => {}
            Some(Blind::Limit) => say(out, style, Notice::WatchLimit, &[]),
            Some(Blind::Refused(reason)) => say(out, style, Notice::WatchRefused, &[("reason", reason.clone())]),
            Some(Blind::Silent) => say(out, style, Notice::WatchSilent, &[]),
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

/// Opens a browser; where there is none, the address stands on the terminal.
fn open(url: &str) {
    let (program, arguments): (&str, &[&str]) = if cfg!(target_os = "macos") {
        ("open", &[])
    } else if cfg!(target_os = "windows") {
        ("explorer", &[])
    } else {
        ("xdg-open", &[])
    };
    let mut command = Command::new(program);
    command.args(arguments).arg(url);
    // The browser inherits how memory is asked for, and has its own needs.
    take_any_pages();
    let _ = command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
    take_small_pages();
}
