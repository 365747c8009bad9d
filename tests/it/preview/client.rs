//! A preview as a person starts it, and a browser's side of it.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Shutdown, SocketAddr, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

/// A running preview; ends when dropped.
pub struct Served {
    pub child: Child,
    pub address: SocketAddr,
    /// What it printed before it was ready.
    pub printed: String,
    /// What it prints later, line by line.
    pub later: Receiver<String>,
}

/// How long a test waits for anything before it fails.
pub const PATIENCE: Duration = Duration::from_secs(60);

impl Served {
    /// Serves a folder, with further arguments.
    pub fn start(source: &Path, arguments: &[&str]) -> Served {
        let mut command = Command::new(env!("CARGO_BIN_EXE_congbo"));
        command
            .args(["serve", "--port", "0", "--lang", "vi", "--source"])
            .arg(source)
            .args(arguments);
        Served::spawn(command)
    }

    /// Serves a folder, after a line of a shell.
    #[cfg(target_os = "linux")]
    pub fn start_in_shell(line: &str, source: &Path) -> Served {
        let mut command = Command::new("sh");
        let line = format!("{line}; exec \"$0\" serve --port 0 --lang vi --source \"$1\"");
        command.args(["-c", &line, env!("CARGO_BIN_EXE_congbo")]).arg(source);
        Served::spawn(command)
    }

    fn spawn(mut command: Command) -> Served {
        let mut child = command
            .env_remove("SOURCE_DATE_EPOCH")
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program runs");
        let mut lines = BufReader::new(child.stderr.take().expect("a pipe"));
        let mut printed = String::new();
        let address = loop {
            let mut line = String::new();
            let length = lines.read_line(&mut line).expect("printed in UTF-8");
            assert!(length > 0, "it ended before it was ready:\n{printed}");
            printed.push_str(&line);
            if let Some((_, rest)) = line.split_once("http://") {
                let address = rest.split('/').next().expect("an address");
                break address.parse().expect("an address with its port");
            }
        };
        // A pipe that nobody reads would stop it when full.
        let (sender, later) = channel();
        std::thread::spawn(move || {
            lines
                .lines()
                .map_while(Result::ok)
                .try_for_each(|line| sender.send(line))
        });
        Served {
            child,
            address,
            printed,
            later,
        }
    }

    pub fn connect(&self) -> TcpStream {
        connect(self.address)
    }

    /// Sends bytes as they are and reads until the other side closes.
    pub fn raw(&self, request: &[u8]) -> String {
        raw(self.address, request)
    }

    /// Sends bytes as they are, and nothing more, and reads what comes.
    pub fn raw_then_close(&self, request: &[u8]) -> String {
        let mut stream = self.connect();
        stream.write_all(request).expect("it reads");
        stream.shutdown(Shutdown::Write).expect("a socket");
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        String::from_utf8_lossy(&answer).into_owned()
    }

    /// Asks for a path with further header lines.
    pub fn ask(&self, path: &str, lines: &str) -> String {
        self.raw(
            format!(
                "GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n{lines}\r\n",
                self.address
            )
            .as_bytes(),
        )
    }

    /// The status of a path, and its body.
    pub fn get(&self, path: &str) -> (u16, String) {
        let answer = self.ask(path, "");
        (status(&answer), body(&answer).to_owned())
    }

    /// Listens to the stream of events.
    pub fn events(&self) -> Events {
        let mut stream = self.connect();
        let head = format!("GET /_congbo/events HTTP/1.1\r\nHost: {}\r\n\r\n", self.address);
        stream.write_all(head.as_bytes()).expect("it reads");
        Events(BufReader::new(stream))
    }
}

fn connect(address: SocketAddr) -> TcpStream {
    let stream = TcpStream::connect(address).expect("it takes connections");
    stream.set_read_timeout(Some(PATIENCE)).expect("a socket");
    stream.set_write_timeout(Some(PATIENCE)).expect("a socket");
    stream
}

/// Sends bytes as they are to a preview and reads until the other side closes.
pub fn raw(address: SocketAddr, request: &[u8]) -> String {
    let mut stream = connect(address);
    // It may refuse before everything is sent.
    let _ = stream.write_all(request);
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    String::from_utf8_lossy(&answer).into_owned()
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A stream of events.
pub struct Events(BufReader<TcpStream>);

impl Events {
    /// The next state that pages are told.
    pub fn next(&mut self) -> serde_json::Value {
        loop {
            let mut line = String::new();
            let length = self.0.read_line(&mut line).expect("an event in time");
            assert!(length > 0, "the stream ended");
            if let Some(data) = line.strip_prefix("data: ") {
                return serde_json::from_str(data).expect("JSON");
            }
        }
    }

    /// The first state to come that is as wanted.
    pub fn wait(&mut self, is_wanted: impl Fn(&serde_json::Value) -> bool) -> serde_json::Value {
        loop {
            let state = self.next();
            if is_wanted(&state) {
                return state;
            }
        }
    }
}

/// The status of an answer; 0 where there is none.
pub fn status(answer: &str) -> u16 {
    let code = answer.split(' ').nth(1).unwrap_or("0");
    code.parse().unwrap_or(0)
}

/// The body of an answer.
pub fn body(answer: &str) -> &str {
    answer.split_once("\r\n\r\n").map_or("", |(_, body)| body)
}

/// The head of an answer.
pub fn head(answer: &str) -> &str {
    answer.split_once("\r\n\r\n").map_or(answer, |(head, _)| head)
}

/// Takes the preview's one script out of a page.
pub fn without_script(page: &[u8]) -> Vec<u8> {
    let text = String::from_utf8(page.to_vec()).expect("a page is text");
    let Some(start) = text.find("<script src=\"/_congbo/preview.js\"") else {
        return text.into_bytes();
    };
    const END: &str = " defer></script>\n";
    let end = start + text[start..].find(END).expect("the script ends") + END.len();
    let rest = format!("{}{}", &text[..start], &text[end..]);
    assert!(!rest.contains("_congbo"), "one script only");
    rest.into_bytes()
}
