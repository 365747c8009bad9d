//! How long the preview takes to follow: from a saved file until a GET returns the new text, and from a saved title
//! until the year's list shows it.
//!
//! `cargo bench --bench preview [-- [--hugo | --zola | --zola-fast] [--edits N] [COUNT…]]`; a corpus of each size is
//! made in a temporary folder. Times are taken from outside, over the network, with a real file saved each time:
//! watching, its 30 ms of quiet, reading, linking, rendering and the answer are all in them. The columns: from the
//! start of the process until it first answers a page; a page that nobody asked for before; the text; the list;
//! the most memory that the process ever had. Times but the first are the median and the worst of 50, or of N.
//!
//! The peers get the same documents in the same way, and do less for them (`corpus/hugo.rs`). `--hugo` measures
//! `hugo server` as it comes: it remakes the saved page and those asked for lately, not the others. `--zola` measures
//! `zola serve`, with congbo's 30 ms of quiet instead of its own second; `--zola-fast` its mode that leaves lists
//! as they were. Hugo (0.111 or newer) and Zola (0.22 or newer) are taken from the search path, or from where
//! `CONGBO_HUGO` and `CONGBO_ZOLA` say: the program itself, for a script around it has another memory.

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    clippy::missing_docs_in_private_items,
    clippy::print_stderr,
    clippy::print_stdout,
    missing_docs,
    unreachable_pub,
    reason = "a benchmark is a program, which touches the machine and has no users"
)]

mod corpus;
mod served;

use std::fmt;
use std::fs;
use std::path::Path;
use std::process::exit;
use std::time::{Duration, Instant};

use corpus::Document;
use served::{Served, Whose, pause};

/// After this an edit counts as lost.
const LIMIT: Duration = Duration::from_secs(120);

/// What is asked for.
struct Asked {
    whose: Whose,
    edits: usize,
    counts: Vec<usize>,
}

fn asked() -> Result<Asked, String> {
    let mut asked = Asked {
        whose: Whose::Congbo,
        edits: 50,
        counts: Vec::new(),
    };
    let number = |word: &str| match word.parse::<usize>() {
        Ok(number) if number > 0 => Ok(number),
        _ => Err(format!("{word} is neither an argument of this benchmark nor a number")),
    };
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        match word.as_str() {
            // Said by cargo.
            "--bench" => {}
            "--hugo" => asked.whose = Whose::Hugo,
            "--zola" => asked.whose = Whose::Zola,
            "--zola-fast" => asked.whose = Whose::ZolaFast,
            "--edits" => asked.edits = number(&words.next().unwrap_or_default())?,
            word => match number(word)? {
                few @ ..100 => return Err(format!("{few} documents are too few: a hundred at least")),
                count => asked.counts.push(count),
            },
        }
    }
    if asked.counts.is_empty() {
        asked.counts = vec![100, 1_000, 10_000];
    }
    Ok(asked)
}

fn main() {
    let asked = asked().unwrap_or_else(|error| {
        eprintln!("{error}");
        exit(2);
    });
    println!("{}", asked.whose.version());
    println!(
        "{:>9} {:>9} {:>17} {:>17} {:>17} {:>8}",
        "documents", "ready ms", "page ms (worst)", "text ms (worst)", "list ms (worst)", "MB"
    );
    for count in &asked.counts {
        measure(&asked, *count);
    }
}

fn measure(asked: &Asked, count: usize) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let documents = corpus::heads(count);
    asked.whose.write(folder.path(), &documents);
    let since = Instant::now();
    let mut served = Served::start(asked.whose, folder.path());
    let first = served.ready(&asked.whose.page(&documents[0]));
    let ready = since.elapsed();
    // Zola writes strokes in titles as references.
    let first = first.replace("&#x2F;", "/");
    assert!(first.contains(&documents[0].title), "another page came");
    let site = Site {
        whose: asked.whose,
        root: folder.path(),
        documents: &documents,
        served: &served,
    };
    let pages = Times::of(asked.edits.min(count - 1), |number| site.page(number));
    let texts = Times::of(asked.edits, |number| site.text(number));
    let titles = asked
        .whose
        .has_lists()
        .then(|| Times::of(asked.edits, |number| site.title(number)));
    println!(
        "{count:>9} {:>9.0} {pages:>17} {texts:>17} {:>17} {:>8}",
        ms(ready),
        titles.map_or_else(|| "-".to_owned(), |times| times.to_string()),
        served.megabytes().map_or_else(|| "?".to_owned(), |mb| mb.to_string()),
    );
}

/// A site that is served.
struct Site<'a> {
    whose: Whose,
    root: &'a Path,
    documents: &'a [Document],
    served: &'a Served,
}

impl Site<'_> {
    /// The time that a page takes for which nobody asked before.
    fn page(&self, number: usize) -> Duration {
        let address = self.whose.page(&self.documents[number + 1]);
        let since = Instant::now();
        assert!(self.served.get(&address).is_some(), "{address} is not there");
        since.elapsed()
    }

    /// The time until a text is on its page.
    fn text(&self, number: usize) -> Duration {
        let document = &self.documents[number * 7919 % self.documents.len()];
        let edit = |text: &str, mark: &str| text.replacen("xét đề nghị của", &format!("xét đề nghị {mark} của"), 1);
        self.follow(number, document, edit, &self.whose.page(document))
    }

    /// The time until a title is on its year's list. That shows the newest two hundred: those of December are among
    /// them.
    fn title(&self, number: usize) -> Duration {
        let late: Vec<&Document> = self.documents.iter().filter(|one| one.date.1 == 12).collect();
        let document = late[number * 7919 % late.len()];
        let edit = |text: &str, mark: &str| text.replacen("title: \"", &format!("title: \"{mark} "), 1);
        self.follow(number, document, edit, &self.whose.list(document.date.0))
    }

    /// Saves a document with words that no other has, another time each, and takes the time until a page shows them.
    fn follow(
        &self,
        number: usize,
        document: &Document,
        edit: impl Fn(&str, &str) -> String,
        address: &str,
    ) -> Duration {
        let mark = format!("lần sửa {number} trang");
        let text = edit(&self.whose.text(document, self.documents), &mark);
        assert!(text.contains(&mark), "{} has no place for it", document.path);
        // Between two edits a person breathes: what follows an edit must not be measured with the next. Not always as
        // long: a preview that looks by the clock, as Hugo's does every half second, would be met at one point of its
        // beat.
        std::thread::sleep(Duration::from_millis(1_000 + (number as u64 * 211) % 500));
        let since = Instant::now();
        fs::write(self.root.join(&document.path), text).expect("a writable file");
        while !self.served.get(address).is_some_and(|page| page.contains(&mark)) {
            assert!(since.elapsed() < LIMIT, "{address} never shows {mark}");
            std::thread::sleep(pause(since));
        }
        since.elapsed()
    }
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

/// Times of the same thing done several times.
struct Times {
    median: Duration,
    worst: Duration,
}

impl Times {
    fn of(count: usize, once: impl FnMut(usize) -> Duration) -> Times {
        let mut times: Vec<Duration> = (0..count).map(once).collect();
        times.sort_unstable();
        Times {
            median: times[count / 2],
            worst: times[count - 1],
        }
    }
}

impl fmt::Display for Times {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.pad(&format!("{:.1} ({:.1})", ms(self.median), ms(self.worst)))
    }
}
