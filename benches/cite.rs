//! What citations cost: recognising and resolving them, beside all of parsing (which recognition is a part of).
//!
//! `cargo bench --bench cite`; `CONGBO_CORPUS=DIR` measures the files of a folder that holds `content/` instead of the
//! generated ones. Of the figures, `recognise` + `resolve` may be at most half of `parse_stage` − `recognise`.

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

use std::path::PathBuf;
use std::sync::{Arc, LazyLock};

use congbo::internals::base::RelPath;
use congbo::internals::input::{Lexicon, SourceFile, mentions, parse, read_vocabulary};
use congbo::internals::model::{DocumentIndex, Excluded, IndexInput, LinkUnit, build_index, link};
use divan::Bencher;

/// Documents of the generated corpus.
const DOCUMENTS: usize = 1000;

static FILES: LazyLock<Vec<SourceFile>> = LazyLock::new(|| match std::env::var_os("CONGBO_CORPUS") {
    Some(folder) => congbo::internals::host::load(&PathBuf::from(folder))
        .expect("a readable folder")
        .documents
        .to_vec(),
    None => {
        let heads = corpus::heads(DOCUMENTS);
        let file = |head: &corpus::Document| {
            let path = RelPath::new(&head.path).expect("a sound path");
            SourceFile::decode(path, corpus::text(head, &heads).as_bytes())
        };
        heads.iter().map(file).collect()
    }
});
static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::built_in);

fn parsed() -> Vec<Arc<LinkUnit>> {
    let parsed = FILES.iter().filter_map(|file| parse(file, &LEXICON).value);
    parsed.map(|document| Arc::new(LinkUnit::new(document))).collect()
}

fn assembled() -> DocumentIndex {
    let vocabulary = Arc::new(read_vocabulary(None, None, None, None).value);
    let objects = IndexInput {
        documents: parsed(),
        attachments: Vec::new(),
        excluded: Excluded::default(),
    };
    build_index(objects, vocabulary, &|_| String::new()).value
}

fn main() {
    divan::main();
}

#[divan::bench(sample_count = 20)]
fn parse_stage(bencher: Bencher) {
    LazyLock::force(&FILES);
    bencher.bench_local(parsed);
}

#[divan::bench(sample_count = 20)]
fn recognise(bencher: Bencher) {
    // Each paragraph and item stands on a line of its own, as the parser hands them over.
    let bodies: Vec<&str> = FILES
        .iter()
        .flat_map(|file| file.text.split_once("\n---\n").map_or("", |(_, body)| body).lines())
        .filter(|line| !line.is_empty())
        .collect();
    bencher.bench_local(|| bodies.iter().map(|text| mentions(text, &LEXICON).len()).sum::<usize>());
}

#[divan::bench(sample_count = 20)]
fn resolve(bencher: Bencher) {
    let documents = assembled();
    bencher.bench_local(|| link(&documents));
}
