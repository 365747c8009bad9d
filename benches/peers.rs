//! What `benches/compare` runs beside the programs: the same documents as sites of three programs, and the floor.
//!
//! `peers write FOLDER COUNT` writes `congbo`, `hugo` and `zola` below a folder. `peers floor SITE BUILT OUTPUT` does only
//! what no program that makes a site can leave out: reads the files, their heads as YAML and their bodies as Markdown, on
//! as many threads as there are cores, and writes as many files of the same lengths as `BUILT` has.

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

#[allow(dead_code, reason = "the preview uses the rest")]
mod corpus;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::exit;

use rayon::prelude::*;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words[..] {
        ["write", folder, count] => write(Path::new(folder), count.parse().expect("a number of documents")),
        ["floor", site, built, output] => floor(Path::new(site), Path::new(built), Path::new(output)),
        _ => {
            eprintln!("usage: peers write FOLDER COUNT | peers floor SITE BUILT OUTPUT");
            exit(2);
        }
    }
}

fn write(folder: &Path, count: usize) {
    let documents = corpus::heads(count);
    corpus::write(&folder.join("congbo"), &documents);
    corpus::hugo::write(&folder.join("hugo"), &documents);
    corpus::zola::write(&folder.join("zola"), &documents);
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let found = walkdir::WalkDir::new(folder).into_iter().filter_map(Result::ok);
    let found = found.filter(|entry| entry.file_type().is_file());
    found.map(walkdir::DirEntry::into_path).collect()
}

fn floor(site: &Path, built: &Path, output: &Path) {
    let made: usize = files(&site.join("content"))
        .par_iter()
        .map(|path| {
            let text = fs::read_to_string(path).expect("a readable file");
            let (head, body) = text
                .trim_start_matches("---\n")
                .split_once("\n---\n")
                .unwrap_or(("", &text));
            let head: serde_yaml::Value = serde_yaml::from_str(head).unwrap_or_default();
            let events = pulldown_cmark::Parser::new_ext(body, pulldown_cmark::Options::all());
            events.count() + usize::from(head.is_mapping())
        })
        .sum();
    println!("{made} events of Markdown");
    files(built).par_iter().for_each(|path| {
        let length = fs::metadata(path).expect("a file").len();
        let to = output.join(path.strip_prefix(built).expect("below the folder"));
        fs::create_dir_all(to.parent().expect("a folder")).expect("a folder");
        fs::write(to, vec![b' '; usize::try_from(length).expect("a length")]).expect("a writable file");
    });
}
