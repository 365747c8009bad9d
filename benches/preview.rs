//! How long the preview takes to follow: from a saved file until a GET returns the new text, and from a saved title
//! until the year's list shows it.
//!
//! `cargo bench --bench preview [-- [--hugo] COUNT…]`; a corpus of each size is made in a temporary folder. Times are taken
//! from outside, over the network, with a real file saved each time: watching, its 30 ms of quiet, reading,
//! linking, rendering and the answer are all in them. `--hugo` measures the `hugo server` on the search path with the
//! same documents in the same way.

mod corpus;

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use corpus::Document;

const EDITS: usize = 50;

/// Whose preview is measured.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Whose {
    Congbo,
    Hugo,
}

impl Whose {
    fn write(self, root: &Path, documents: &[Document]) {
        match self {
            Whose::Congbo => corpus::write(root, documents),
            Whose::Hugo => corpus::hugo::write(root, documents),
        }
    }

    fn text(self, document: &Document, documents: &[Document]) -> String {
        match self {
            Whose::Congbo => corpus::text(document, documents),
            Whose::Hugo => corpus::hugo::text(document, documents),
        }
    }

    fn page(self, document: &Document) -> String {
        match self {
            Whose::Congbo => document.address.clone(),
            Whose::Hugo => corpus::hugo::address(document),
        }
    }

    fn list(self, year: usize) -> String {
        match self {
            Whose::Congbo => format!("/thoi-gian/{year}/"),
            Whose::Hugo => format!("/van-ban/{year}/"),
        }
    }
}

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let whose = if arguments.iter().any(|argument| argument == "--hugo") {
        Whose::Hugo
    } else {
        Whose::Congbo
    };
    let counts: Vec<usize> = arguments.iter().filter_map(|argument| argument.parse().ok()).collect();
    let counts = if counts.is_empty() {
        vec![100, 1_000, 10_000]
    } else {
        counts
    };
    println!(
        "{:>9} {:>9} {:>11} {:>17} {:>17} {:>8}",
        "documents", "ready ms", "1st page ms", "text ms (worst)", "list ms (worst)", "MB"
    );
    for count in counts {
        measure(whose, count);
    }
}

fn measure(whose: Whose, count: usize) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let documents = corpus::heads(count);
    whose.write(folder.path(), &documents);
    let since = Instant::now();
    let mut served = Served::start(whose, folder.path());
    let ready = since.elapsed();
    let since = Instant::now();
    assert!(served.get(&whose.page(&documents[0])).contains(&documents[0].title));
    let first = since.elapsed();
    let any = |number: usize| &documents[number * 7919 % count];
    let texts = edits(&served, folder.path(), |number, mark| {
        let text = whose.text(any(number), &documents);
        let text = text.replacen("xét đề nghị của", &format!("xét đề nghị {mark} của"), 1);
        (any(number).path.clone(), text, whose.page(any(number)))
    });
    // Lists show the newest two hundred: those of December are among them.
    let late: Vec<&Document> = documents.iter().filter(|document| document.date.1 == 12).collect();
    let titles = edits(&served, folder.path(), |number, mark| {
        let document = late[number * 7919 % late.len()];
        let text = whose.text(document, &documents);
        let text = text.replacen("title: \"", &format!("title: \"{mark} "), 1);
        (document.path.clone(), text, whose.list(document.date.0))
    });
    println!(
        "{count:>9} {:>9.0} {:>11.1} {:>9.1} ({:>5.1}) {:>9.1} ({:>5.1}) {:>8}",
        ms(ready),
        ms(first),
        ms(texts.0),
        ms(texts.1),
        ms(titles.0),
        ms(titles.1),
        served.megabytes().map_or_else(|| "?".to_owned(), |mb| mb.to_string()),
    );
    served.stop();
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

/// Saves a file [`EDITS`] times, each time another one, and waits until a page shows it: median and worst.
fn edits(served: &Served, root: &Path, edit: impl Fn(usize, &str) -> (String, String, String)) -> (Duration, Duration) {
    let time = |number: usize| {
        let mark = format!("lần sửa {number} trang");
        let (path, text, address) = edit(number, &mark);
        // Between two edits a person breathes: what follows an edit must not be measured with the next.
        std::thread::sleep(Duration::from_millis(1_000));
        let since = Instant::now();
        fs::write(root.join(path), text).expect("a writable file");
        while !served.get(&address).contains(&mark) {
            assert!(
                since.elapsed() < Duration::from_secs(60),
                "{address} never shows {mark}"
            );
            // Asking without a pause would take the time that is to be measured.
            std::thread::sleep(Duration::from_millis(1));
        }
        since.elapsed()
    };
    let mut times: Vec<Duration> = (0..EDITS).map(time).collect();
    times.sort_unstable();
    (times[EDITS / 2], times[EDITS - 1])
}

struct Served {
    child: Child,
    address: SocketAddr,
}

impl Served {
    fn start(whose: Whose, source: &Path) -> Served {
        let mut command = match whose {
            Whose::Congbo => Command::new(env!("CARGO_BIN_EXE_congbo")),
            Whose::Hugo => Command::new("hugo"),
        };
        match whose {
            Whose::Congbo => command.args(["serve", "--port", "0"]),
            Whose::Hugo => command.args(["server", "--port", "13131", "--bind", "127.0.0.1"]),
        };
        command.arg("--source").arg(source);
        let mut child = command
            .stderr(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the program runs");
        let (words, data) = (child.stderr.take(), child.stdout.take());
        let mut lines: BufReader<Box<dyn Read + Send>> = match whose {
            Whose::Congbo => BufReader::new(Box::new(words.expect("a pipe"))),
            Whose::Hugo => BufReader::new(Box::new(data.expect("a pipe"))),
        };
        let address = loop {
            let mut line = String::new();
            assert!(lines.read_line(&mut line).expect("printed in UTF-8") > 0, "it ended");
            if let Some((_, rest)) = line.split_once("http://") {
                let address = rest.split(['/', ' ']).next().expect("an address");
                break address
                    .replace("localhost", "127.0.0.1")
                    .parse()
                    .expect("an address with its port");
            }
        };
        std::thread::spawn(move || std::io::copy(&mut lines, &mut std::io::sink()));
        Served { child, address }
    }

    fn get(&self, path: &str) -> String {
        let mut stream = TcpStream::connect(self.address).expect("it takes connections");
        let head = format!(
            "GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n",
            self.address
        );
        stream.write_all(head.as_bytes()).expect("it reads");
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).expect("it answers");
        String::from_utf8_lossy(&answer).into_owned()
    }

    /// Memory in use, where the system tells.
    fn megabytes(&self) -> Option<usize> {
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
