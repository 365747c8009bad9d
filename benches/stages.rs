//! What each stage of a build costs: reading, parsing and in it citations, linking, compiling, pages, search index, data.
//!
//! `cargo bench --bench stages`; `CONGBO_CORPUS=DIR` measures the files of a folder that holds `content/` instead of
//! documents of `benches/corpus`. Of the figures, `b_recognise` + `c_link` may be at most half of `b_parse` −
//! `b_recognise`. The whole program beside its peers: `benches/compare`.

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    clippy::missing_docs_in_private_items,
    missing_docs,
    unreachable_pub,
    reason = "a benchmark is a program, which touches the machine and has no users"
)]

#[allow(dead_code, reason = "the preview uses the rest")]
mod corpus;

use std::path::PathBuf;
use std::sync::{Arc, LazyLock};

use congbo::internals::edition::{Options, compile};
use congbo::internals::host::load;
use congbo::internals::input::{Lexicon, Snapshot, mentions, parse, read_vocabulary};
use congbo::internals::model::{DocumentIndex, Excluded, IndexInput, LinkUnit, build_index, link};
use divan::Bencher;

/// Documents of the generated corpus.
const DOCUMENTS: usize = 1000;

static GENERATED: LazyLock<tempfile::TempDir> = LazyLock::new(|| {
    let folder = tempfile::tempdir().expect("a temporary folder");
    corpus::write(folder.path(), &corpus::heads(DOCUMENTS));
    folder
});
static FOLDER: LazyLock<PathBuf> = LazyLock::new(|| match std::env::var_os("CONGBO_CORPUS") {
    Some(folder) => folder.into(),
    None => GENERATED.path().to_owned(),
});
static SNAPSHOT: LazyLock<Snapshot> = LazyLock::new(|| load(&FOLDER).expect("a readable folder"));
static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::built_in);

fn main() {
    divan::main();
}

fn units() -> Vec<Arc<LinkUnit>> {
    let parsed = SNAPSHOT.documents.iter().filter_map(|file| parse(file, &LEXICON).value);
    parsed.map(|document| Arc::new(LinkUnit::new(document))).collect()
}

fn documents() -> DocumentIndex {
    let vocabulary = Arc::new(read_vocabulary(None, None, None, None).value);
    let input = IndexInput {
        documents: units(),
        attachments: Vec::new(),
        excluded: Excluded::default(),
    };
    build_index(input, vocabulary, &|_| String::new()).value
}

#[divan::bench(sample_count = 10)]
fn a_read_folder(bencher: Bencher) {
    LazyLock::force(&FOLDER);
    bencher.bench_local(|| load(&FOLDER).expect("a readable folder").documents.len());
}

#[divan::bench(sample_count = 10)]
fn b_parse(bencher: Bencher) {
    LazyLock::force(&SNAPSHOT);
    bencher.bench_local(units);
}

#[divan::bench(sample_count = 10)]
fn b_recognise(bencher: Bencher) {
    // Each paragraph and item stands on a line of its own, as the parser hands them over.
    let bodies: Vec<&str> = SNAPSHOT
        .documents
        .iter()
        .flat_map(|file| file.text.split_once("\n---\n").map_or("", |(_, body)| body).lines())
        .filter(|line| !line.is_empty())
        .collect();
    bencher.bench_local(|| bodies.iter().map(|text| mentions(text, &LEXICON).len()).sum::<usize>());
}

#[divan::bench(sample_count = 10)]
fn c_link(bencher: Bencher) {
    let documents = documents();
    bencher.bench_local(|| link(&documents));
}

#[divan::bench(sample_count = 10)]
fn d_compile_all(bencher: Bencher) {
    LazyLock::force(&SNAPSHOT);
    bencher.bench_local(|| compile(&SNAPSHOT, &Options::default()));
}

/// Renders the files whose address is asked for; each time of a new site, since it keeps what it made.
fn rendered(bencher: Bencher<'_, '_>, is_asked: impl Fn(&str) -> bool) {
    bencher
        .with_inputs(|| {
            compile(&SNAPSHOT, &Options::default())
                .site
                .expect("a site without errors")
        })
        .bench_local_values(|site| {
            let asked = (0..site.pages()).filter(|position| is_asked(site.address_at(*position)));
            asked.for_each(|position| {
                let mut page = Vec::new();
                site.render(position, &mut page).expect("a sound page");
            });
            site
        });
}

#[divan::bench(sample_count = 5)]
fn e_pages(bencher: Bencher) {
    rendered(bencher, |address| address.ends_with('/'));
}

#[divan::bench(sample_count = 5)]
fn f_search_index(bencher: Bencher) {
    rendered(bencher, |address| address.contains("chi-muc/"));
}

#[divan::bench(sample_count = 5)]
fn g_data_files(bencher: Bencher) {
    rendered(bencher, |address| {
        address.starts_with("du-lieu/") && !address.ends_with('/')
    });
}
