//! Previews at work: congbo's and those of its peers, started, asked and ended in the same way.
//!
//! Nothing is read from what they print: they are given a free port, and are ready when a page comes.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio, exit};
use std::time::{Duration, Instant};

use tempfile::TempDir;

use crate::corpus::{self, Document};

/// Whose preview is measured.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Whose {
    /// `congbo serve`.
    Congbo,
    /// `hugo server`.
    Hugo,
    /// `zola serve`.
    Zola,
    /// `zola serve --fast`, which remakes the page that was saved and no list that shows it.
    ZolaFast,
}

impl Whose {
    /// Writes its site around the documents.
    pub fn write(self, root: &Path, documents: &[Document]) {
        match self {
            Whose::Congbo => corpus::write(root, documents),
            Whose::Hugo => corpus::hugo::write(root, documents),
            Whose::Zola | Whose::ZolaFast => corpus::zola::write(root, documents),
        }
    }

    /// The whole file of a document.
    pub fn text(self, document: &Document, documents: &[Document]) -> String {
        match self {
            Whose::Congbo => corpus::text(document, documents),
            Whose::Hugo => corpus::hugo::text(document, documents),
            Whose::Zola | Whose::ZolaFast => corpus::zola::text(document, documents),
        }
    }

    /// The address of a document's page.
    pub fn page(self, document: &Document) -> String {
        match self {
            Whose::Congbo => document.address.clone(),
            Whose::Hugo | Whose::Zola | Whose::ZolaFast => corpus::address_by_path(document),
        }
    }

    /// The address of a year's list, or of its first page.
    pub fn list(self, year: usize) -> String {
        match self {
            Whose::Congbo => format!("/thoi-gian/{year}/"),
            Whose::Hugo | Whose::Zola | Whose::ZolaFast => format!("/van-ban/{year}/"),
        }
    }

    /// Whether its lists follow what is saved.
    pub fn has_lists(self) -> bool {
        self != Whose::ZolaFast
    }

    /// The program: the one that its variable names, else the one on the search path.
    fn program(self) -> PathBuf {
        let named = |variable: &str, name: &str| std::env::var_os(variable).map_or_else(|| name.into(), PathBuf::from);
        match self {
            Whose::Congbo => env!("CARGO_BIN_EXE_congbo").into(),
            Whose::Hugo => named("CONGBO_HUGO", "hugo"),
            Whose::Zola | Whose::ZolaFast => named("CONGBO_ZOLA", "zola"),
        }
    }

    /// What it says of its version; ends this program where there is none to ask.
    pub fn version(self) -> String {
        let program = self.program();
        let asked = match self {
            Whose::Hugo => "version",
            Whose::Congbo | Whose::Zola | Whose::ZolaFast => "--version",
        };
        match Command::new(&program).arg(asked).output() {
            Ok(said) => {
                let said = String::from_utf8_lossy(&said.stdout);
                said.lines().next().unwrap_or_default().to_owned()
            }
            Err(error) => {
                eprintln!(
                    "{} cannot be run: {error}. Install it, or name the program: CONGBO_HUGO=/path/to/hugo, \
                     CONGBO_ZOLA=/path/to/zola.",
                    program.display()
                );
                exit(1);
            }
        }
    }

    fn command(self, source: &Path, port: u16) -> Command {
        let port = port.to_string();
        let mut command = Command::new(self.program());
        match self {
            Whose::Congbo => command.args(["serve", "--port", &port, "--source"]).arg(source),
            Whose::Hugo => {
                let arguments = ["server", "--bind", "127.0.0.1", "--port", &port, "--source"];
                command.args(arguments).arg(source)
            }
            Whose::Zola | Whose::ZolaFast => {
                // It waits for a second of quiet by default, which is a choice and no cost: as many as congbo here.
                let arguments = ["serve", "--interface", "127.0.0.1", "--debounce", "30", "--port", &port];
                command.arg("--root").arg(source).args(arguments)
            }
        };
        if self == Whose::ZolaFast {
            command.arg("--fast");
        }
        command
    }
}

/// A preview at work, until this is dropped.
pub struct Served {
    child: Child,
    address: SocketAddr,
    said: TempDir,
}

impl Served {
    /// Starts the preview of a folder.
    pub fn start(whose: Whose, source: &Path) -> Served {
        let said = tempfile::tempdir().expect("a temporary folder");
        let words = File::create(said.path().join("said.txt")).expect("a writable file");
        let address = free();
        let child = whose
            .command(source, address.port())
            .stdin(Stdio::null())
            .stdout(words.try_clone().expect("a file with two writers"))
            .stderr(words)
            .spawn()
            .expect("the program runs: it told its version");
        Served { child, address, said }
    }

    /// Waits until it answers a page; ends this program where it does not come to that.
    pub fn ready(&mut self, page: &str) -> String {
        let since = Instant::now();
        loop {
            if let Some(page) = self.get(page) {
                return page;
            }
            let has_ended = self.child.try_wait().expect("a child of ours").is_some();
            if has_ended || since.elapsed() > Duration::from_secs(600) {
                let words = fs::read_to_string(self.said.path().join("said.txt")).unwrap_or_default();
                eprintln!("{page} never came. What it said:\n{words}");
                self.stop();
                exit(1);
            }
            std::thread::sleep(pause(since));
        }
    }

    /// A page, where it answers one: 200 and nothing else.
    pub fn get(&self, path: &str) -> Option<String> {
        let answer = self.answer(path).ok()?;
        answer
            .split_once(' ')
            .is_some_and(|(_, rest)| rest.starts_with("200"))
            .then_some(answer)
    }

    fn answer(&self, path: &str) -> io::Result<String> {
        let mut stream = TcpStream::connect(self.address)?;
        stream.set_read_timeout(Some(Duration::from_secs(60)))?;
        let head = format!(
            "GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n",
            self.address
        );
        stream.write_all(head.as_bytes())?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer)?;
        Ok(String::from_utf8_lossy(&answer).into_owned())
    }

    /// The most memory it ever had, where the system tells.
    pub fn megabytes(&self) -> Option<usize> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id())).ok()?;
        let line = status.lines().find(|line| line.starts_with("VmHWM"))?;
        let kilobytes: usize = line.split_whitespace().nth(1)?.parse().ok()?;
        Some(kilobytes / 1024)
    }

    fn stop(&mut self) {
        // It may have ended by itself, and then there is nothing to stop.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        self.stop();
    }
}

/// An address that nobody listens to now.
fn free() -> SocketAddr {
    TcpListener::bind((Ipv4Addr::LOCALHOST, 0))
        .and_then(|listener| listener.local_addr())
        .expect("a free port")
}

/// How long to wait before asking again. Asking takes time from what is measured, which a browser never does: it asks
/// once, when it is told to. So a result may be four milliseconds late, or a fiftieth.
pub fn pause(since: Instant) -> Duration {
    (since.elapsed() / 50).max(Duration::from_millis(4))
}
