//! Builds that are killed (`kill -9`) at random moments: each published file is always one of two whole editions, and
//! the next build finishes what the killed one began.
//!
//! `CONGBO_KILLS` says how many; what a dying disk leaves at every single step is in `publish/failures.rs`.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use tempfile::TempDir;

use crate::support::write_files;
use crate::web::files_of;

/// Documents of the site: enough that a build takes long enough to be met.
const DOCUMENTS: usize = 60;

type Files = BTreeMap<String, Vec<u8>>;

/// One edition of the site's files: every text holds its name, so that every page differs between editions.
fn edition(name: &str) -> String {
    let mut files = String::new();
    for at in 0..DOCUMENTS {
        let before = at.saturating_sub(1);
        let _ = write!(
            files,
            "-- content/{at}.md --\n---\nloại: Quyết định\nsố ký hiệu: {at}-QĐ/TU\nngày ban hành: 1/2/2011\n\
             trích yếu: Việc {at} {name}\n---\n\n1. Theo Quyết định {before}-QĐ/TU.\n"
        );
    }
    files
}

fn start_build(source: &Path, output: &Path) -> Child {
    Command::new(env!("CARGO_BIN_EXE_congbo"))
        .args(["build", "--source"])
        .arg(source)
        .arg("--output")
        .arg(output)
        .stderr(Stdio::null())
        .spawn()
        .expect("the program starts")
}

/// Builds to the end; gives what was published and how long it took.
fn build(source: &Path, output: &Path) -> (Files, Duration) {
    let started = Instant::now();
    let ended = start_build(source, output).wait().expect("the program ends");
    assert!(ended.success(), "{ended}");
    (files_of(output), started.elapsed())
}

/// Fails where a published file is of neither edition, or one that both have is missing.
fn assert_whole(found: &Files, editions: &[Files; 2], seed: u64) {
    for (path, bytes) in found {
        let is_whole = editions.iter().any(|edition| edition.get(path) == Some(bytes));
        assert!(is_whole, "{path} is of neither edition (seed {seed})");
    }
    for path in editions[0].keys().filter(|path| editions[1].contains_key(*path)) {
        assert!(found.contains_key(path), "{path} is missing (seed {seed})");
    }
}

/// The next number of a xorshift generator.
fn next(state: &mut u64) -> u64 {
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    *state
}

#[test]
#[ignore = "needs minutes; a step of its own in .ci/run"]
fn builds_killed_at_random_moments_leave_whole_files_and_the_next_one_finishes() {
    let wanted = std::env::var("CONGBO_KILLS").map_or(5, |number| number.parse().expect("a number of kills"));
    let folders: [TempDir; 2] = ["cũ", "mới"].map(|name| {
        let folder = tempfile::tempdir().expect("a temporary folder");
        write_files(&edition(name), folder.path());
        folder
    });
    let place = tempfile::tempdir().expect("a temporary folder");
    let clean = [0, 1].map(|at| build(folders[at].path(), &place.path().join(format!("clean-{at}"))));
    let longest = clean[0].1.max(clean[1].1).as_micros() as u64;
    let editions = clean.map(|(files, _)| files);
    assert!(editions[0].keys().any(|path| editions[0][path] != editions[1][path]));

    let output = place.path().join("public");
    build(folders[0].path(), &output);
    let seed = u64::from(std::process::id()) << 20 | 1;
    let (mut random, mut killed) = (seed, 0);
    for turn in 1.. {
        let target = turn % 2;
        let mut running = start_build(folders[target].path(), &output);
        sleep(Duration::from_micros(next(&mut random) % longest));
        running.kill().expect("a process of ours");
        // One that had ended before does not count.
        killed += usize::from(!running.wait().expect("the program ends").success());
        assert_whole(&files_of(&output), &editions, seed);
        let (finished, _) = build(folders[target].path(), &output);
        assert!(
            finished == editions[target],
            "the next build differs from a clean one (seed {seed})"
        );
        if killed >= wanted {
            break;
        }
    }
    println!("{killed} builds killed, of {longest} µs at most");
}
