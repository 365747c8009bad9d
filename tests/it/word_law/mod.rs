//! The word law: the words of a page's body are the words of its file's body, in order, whatever the Markdown.
//!
//! A file with an error has no page and is excused; a file with a warning is not. What the file says is read by
//! `stripped`, which shares nothing with the parser; what the page says, from its HTML.

mod generated;
pub mod shown;
mod stripped;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use congbo::internals::base::RelPath;
use congbo::internals::input::{Lexicon, SourceFile, parse};
use congbo::internals::messages::Diagnostic;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

use self::generated::body;
use self::shown::{body_words, words_of_html, words_of_template};
use self::stripped::stripped;
use crate::support::{Fixture, cases, compiled, crate_root, files_below, write_files};
use crate::web::html::inside;
use crate::web::real_site;

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::built_in);

const HEAD: &str = "---\nloại: Quyết định\nsố ký hiệu: 9-QĐ/TU\ntrích yếu: Công tác dân vận\n---\n\n";

/// How a file keeps the law.
#[derive(Debug, PartialEq, Eq)]
enum Verdict {
    /// Its page says what it says.
    Kept,
    /// It has an error, so that no page is made of it.
    Excused,
    /// Its page says other words: the first that differ, of the file and of the page.
    Broken(String),
}

/// Compares the words of a file with those of its HTML.
fn verdict(text: &str) -> Verdict {
    let path = RelPath::new("content/van-ban.md").expect("a sound path");
    let parsed = parse(&SourceFile::decode(path, text.as_bytes()), &LEXICON);
    let Some(document) = parsed.value else {
        return Verdict::Excused;
    };
    if parsed.diagnostics.iter().any(Diagnostic::is_error) {
        return Verdict::Excused;
    }
    let said = stripped(document.source());
    let shown = words_of_template(&document.markup(&LEXICON).linked);
    let title = match said.has_head {
        true => Vec::new(),
        false => words_of_html(document.title.as_ref().map_or("", |title| &title.html)),
    };
    // Without a head the first heading is the title, which a page shows above its body.
    let is_titled = !title.is_empty() && said.words.starts_with(&title) && !shown.starts_with(&title);
    let words = if is_titled {
        &said.words[title.len()..]
    } else {
        &said.words[..]
    };
    if let Some(difference) = difference(words, &shown) {
        return Verdict::Broken(difference);
    }
    let notes: Vec<Vec<String>> = document.footnotes.iter().map(words_of_template).collect();
    match difference(&said.notes.concat(), &notes.concat()) {
        Some(difference) => Verdict::Broken(format!("notes: {difference}")),
        None => Verdict::Kept,
    }
}

/// The first words that differ, with those before them.
fn difference(said: &[String], shown: &[String]) -> Option<String> {
    let same = said.iter().zip(shown).take_while(|(said, shown)| said == shown).count();
    if same == said.len() && same == shown.len() {
        return None;
    }
    let near = |words: &[String]| words[same.saturating_sub(5)..words.len().min(same + 8)].join(" ");
    Some(format!("the file says “{}”, the page “{}”", near(said), near(shown)))
}

/// All Markdown files below a folder, and all texts.
fn texts_below(folder: &Path) -> Vec<PathBuf> {
    let mut found = files_below(folder, ".md");
    found.extend(files_below(folder, ".txt"));
    found
}

/// Checks files by their text; returns how many keep the law.
fn all_keep(files: impl IntoIterator<Item = (String, String)>) -> usize {
    let mut kept = 0;
    let mut broken = Vec::new();
    for (name, text) in files {
        match verdict(&text) {
            Verdict::Kept => kept += 1,
            Verdict::Excused => {}
            Verdict::Broken(why) => broken.push(format!("{name}: {why}")),
        }
    }
    assert!(
        broken.is_empty(),
        "{} files lose words:\n{}",
        broken.len(),
        broken.join("\n")
    );
    kept
}

#[test]
fn pages_of_all_fixtures_say_what_their_files_say() {
    let mut files = Vec::new();
    for folder in [
        "tests/cases",
        "tests/provisions",
        "tests/mentions",
        "tests/fixes",
        "tests/search",
    ] {
        for path in files_below(&crate_root().join(folder), ".txt") {
            let fixture = Fixture::read(&path);
            if fixture.files.contains(" -> ") {
                // A link may lead in a circle.
                continue;
            }
            let root = tempfile::tempdir().expect("a temporary folder");
            write_files(&fixture.files, root.path());
            for file in files_below(root.path(), ".md") {
                let text = fs::read(&file).expect("a file");
                let name = format!("{} {}", path.display(), file.display());
                files.push((name, String::from_utf8_lossy(&text).into_owned()));
            }
        }
    }
    for folder in ["tests/sites", "tests/programme", "content"] {
        for path in files_below(&crate_root().join(folder), ".md") {
            let text = fs::read_to_string(&path).expect("a file");
            files.push((path.display().to_string(), text));
        }
    }
    assert!(all_keep(files) > 200, "most fixtures are right");
}

/// `CONGBO_TEXTS` names folders, parted by `:`, of texts that are not ours to keep here.
#[test]
fn pages_of_other_texts_say_what_their_files_say() {
    let Ok(folders) = std::env::var("CONGBO_TEXTS") else {
        return;
    };
    let mut files = Vec::new();
    for path in folders.split(':').flat_map(|folder| texts_below(Path::new(folder))) {
        let text = String::from_utf8_lossy(&fs::read(&path).expect("a file")).into_owned();
        let is_bare = !text.trim_start_matches('\u{feff}').starts_with("---");
        let text = if is_bare { format!("{HEAD}{text}") } else { text };
        files.push((path.display().to_string(), text));
    }
    let count = files.len();
    println!(
        "{} of {count} files keep the law; the others have an error",
        all_keep(files)
    );
}

#[test]
fn pages_of_the_real_site_say_what_their_files_say() {
    let site = real_site();
    let mut bodies: Vec<Vec<String>> = Vec::new();
    for (path, bytes) in site.files() {
        if path.ends_with(".html") {
            let page = String::from_utf8_lossy(&bytes).into_owned();
            bodies.extend(body_words(&page));
            // What the site says in place of a text stands under a label.
            let label = "<div class=\"site-words\"";
            let parts = page
                .match_indices(label)
                .filter_map(|(at, _)| inside(&page[at..], label));
            bodies.extend(parts.map(words_of_html));
        }
    }
    for path in files_below(&crate_root().join("content"), ".md") {
        let text = fs::read_to_string(&path).expect("a file");
        let words = stripped(&text).words;
        let is_shown = bodies.iter().any(|shown| shown.ends_with(&words));
        assert!(is_shown, "no page says the words of {}", path.display());
    }
}

/// How many texts are made in a run, and how many of them make a site.
const TEXTS: u32 = 2_000;
const PAGES: usize = 160;

#[test]
fn generated_pages_say_what_their_files_say() {
    let config = ProptestConfig {
        cases: cases(TEXTS),
        max_shrink_iters: 3_000,
        ..ProptestConfig::default()
    };
    let kept = std::cell::Cell::new(0);
    let outcome = TestRunner::new(config).run(&body(), |text| {
        match verdict(&format!("{HEAD}{text}")) {
            Verdict::Kept => kept.set(kept.get() + 1),
            Verdict::Excused => {}
            Verdict::Broken(why) => return Err(TestCaseError::fail(format!("{why}\n{text}"))),
        }
        Ok(())
    });
    if let Err(failure) = outcome {
        panic!("{failure}");
    }
    assert!(kept.get() > cases(TEXTS) / 4, "only {} texts are right", kept.get());
}

/// The same of whole pages: links, marks and tools of the site stand in them.
#[test]
fn generated_sites_say_what_their_files_say() {
    let mut runner = TestRunner::deterministic();
    let folder = tempfile::tempdir().expect("a temporary folder");
    let content = folder.path().join("content");
    fs::create_dir(&content).expect("a folder");
    let mut texts = BTreeMap::new();
    for number in 1..=PAGES {
        let text = body().new_tree(&mut runner).expect("a text").current();
        let file = format!(
            "---\nloại: Quyết định\nsố ký hiệu: {number}-QĐ/TU\nngày ban hành: 1/2/2012\ntrích yếu: Việc {number}\n---\n\n{text}\n"
        );
        fs::write(content.join(format!("{number}.md")), &file).expect("a file");
        texts.insert(number, file);
    }
    // Files with an error are taken away, until those that are left make a site.
    let edition = loop {
        let (_, outcome) = compiled(folder.path());
        if let Some(edition) = outcome.site {
            break edition;
        }
        for diagnostic in outcome.diagnostics.iter().filter(|diagnostic| diagnostic.is_error()) {
            let number = Path::new(diagnostic.place.path.as_str())
                .file_stem()
                .and_then(|stem| stem.to_str());
            let number: usize = number.and_then(|number| number.parse().ok()).expect("a file of a text");
            if texts.remove(&number).is_some() {
                fs::remove_file(content.join(format!("{number}.md"))).expect("a file");
            }
        }
    };
    assert!(texts.len() > PAGES / 8, "only {} texts are right", texts.len());
    let files = edition.files();
    for (number, text) in &texts {
        let path = format!("quyet-dinh/2012/{number}-qd-tu/index.html");
        let page = files.iter().position(|file| file.path == path).expect("the page");
        let mut html = Vec::new();
        edition.render(page, &mut html).expect("a page");
        let shown = body_words(&String::from_utf8(html).expect("UTF-8")).unwrap_or_default();
        // A link made of words may begin inside a run of letters.
        assert_eq!(stripped(text).words.concat(), shown.concat(), "{text}");
    }
}

/// The law would have failed on each of these once, and fails where the reader of files is wrong.
#[test]
fn the_law_sees_what_is_lost() {
    for (text, words) in [
        ("## A {tạm thời}\n", "A tạm thời"),
        ("> 3) ba\n> 7) bảy\n", "3 ba 7 bảy"),
        ("- a\n\n  5. năm\n  5. năm\n", "a 5 năm 5 năm"),
        ("Một <!-- hai --> ba[^1].\n\n[^1]: Chú.\n", "Một ba"),
        ("[a](b.md) ![c](d.svg) [[12-QĐ/TU#II.1]]\n", "a c 12 QĐ TU mục II 1"),
        ("1. # a\n   b\n2. - c\n   d\n", "1 a b 2 c d"),
        ("|a|b|\n|---|---|\n|c|d|\n", "a b c d"),
    ] {
        let file = format!("{HEAD}{text}");
        assert_eq!(stripped(&file).words.join(" "), words);
        assert_eq!(verdict(&file), Verdict::Kept, "{text}");
    }
}
