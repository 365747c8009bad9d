//! How long the preview takes to follow: from a saved file until a GET returns the new text, and from a saved title
//! until the year's list shows it.
//!
//! `cargo bench --bench preview [-- COUNT…]`; a corpus of each size is made in a temporary folder. Times are taken
//! from outside, over the network, with a real file saved each time: watching, its 30 ms of quiet, reading,
//! linking, rendering and the answer are all in them.

#[path = "preview_corpus/mod.rs"]
mod corpus;

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use corpus::Document;

const EDITS: usize = 50;

fn main() {
    let counts: Vec<usize> = std::env::args().filter_map(|argument| argument.parse().ok()).collect();
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
        measure(count);
    }
}

fn measure(count: usize) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let documents = corpus::write(folder.path(), count);
    let since = Instant::now();
    let mut served = Served::start(folder.path());
    let ready = since.elapsed();
    let since = Instant::now();
    assert!(served.get(&documents[0].address).contains(&documents[0].title));
    let first = since.elapsed();
    let texts = edits(&served, folder.path(), &documents, |document, text, mark| {
        let text = text.replacen("xét đề nghị của", &format!("xét đề nghị {mark} của"), 1);
        (document.path.clone(), text, document.address.clone())
    });
    // Lists show the newest two hundred: those of December are among them.
    let late: Vec<&Document> = documents.iter().filter(|document| document.date.1 == 12).collect();
    let titles = edits(&served, folder.path(), &documents, |document, _, mark| {
        let document = late[document.date.2 % late.len()];
        let text = corpus::text(document, &documents);
        let text = text.replacen("title: \"", &format!("title: \"{mark} "), 1);
        (document.path.clone(), text, format!("/thoi-gian/{}/", document.date.0))
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
fn edits(
    served: &Served,
    root: &Path,
    documents: &[Document],
    edit: impl Fn(&Document, &str, &str) -> (String, String, String),
) -> (Duration, Duration) {
    let mut times: Vec<Duration> = (0..EDITS)
        .map(|number| {
            let document = &documents[number * 7919 % documents.len()];
            let mark = format!("lần sửa {number} trang {}", documents.len());
            let (path, text, address) = edit(document, &corpus::text(document, documents), &mark);
            // Between two edits a person breathes: what follows an edit must not be measured with the next.
            std::thread::sleep(Duration::from_millis(400));
            let since = Instant::now();
            fs::write(root.join(path), text).expect("a writable file");
            while !served.get(&address).contains(&mark) {
                assert!(
                    since.elapsed() < Duration::from_secs(60),
                    "{address} never shows {mark}"
                );
            }
            since.elapsed()
        })
        .collect();
    times.sort_unstable();
    (times[EDITS / 2], times[EDITS - 1])
}

struct Served {
    child: Child,
    address: SocketAddr,
}

impl Served {
    fn start(source: &Path) -> Served {
        let mut child = Command::new(env!("CARGO_BIN_EXE_congbo"))
            .args(["serve", "--port", "0", "--source"])
            .arg(source)
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program runs");
        let mut lines = BufReader::new(child.stderr.take().expect("a pipe"));
        let address = loop {
            let mut line = String::new();
            assert!(lines.read_line(&mut line).expect("printed in UTF-8") > 0, "it ended");
            if let Some((_, rest)) = line.split_once("http://") {
                let address = rest.split('/').next().expect("an address");
                break address.parse().expect("an address with its port");
            }
        };
        std::thread::spawn(move || std::io::copy(&mut lines, &mut std::io::sink()));
        Served { child, address }
    }

    fn get(&self, path: &str) -> String {
        let mut stream = TcpStream::connect(self.address).expect("it takes connections");
        let head = format!("GET {path} HTTP/1.1\r\nHost: {}\r\n\r\n", self.address);
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
