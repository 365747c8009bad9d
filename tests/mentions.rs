//! Which words of a text are citations by number: a fixture and what is found, a new case is a new file.

mod support;

use std::fmt::Write as _;
use std::path::Path;

use congbo::base::span::line_column;
use congbo::host::load::load;
use congbo::input::body::Mention;
use congbo::input::document::{Document, parse};
use congbo::input::lexicon::Lexicon;
use support::golden;

#[test]
fn every_text_has_the_citations_that_its_file_says() {
    golden("tests/mentions", citations);
}

fn citations(root: &Path) -> String {
    let mut out = String::new();
    for file in load(root).expect("a readable folder").documents {
        let parsed = parse(&file, &Lexicon::built_in());
        let document = parsed.value.expect("a readable head");
        for mention in &document.tables.mentions {
            let _ = writeln!(out, "{}", row(&document, mention));
        }
        for finding in &parsed.findings {
            let _ = writeln!(out, "! {}", finding.code.name());
        }
    }
    out
}

/// One citation: place, surface, number, kind, date, issuer; `-` for what is not stated.
fn row(document: &Document, mention: &Mention) -> String {
    let (sentence, range) = &mention.standing.sentence;
    let place = line_column(document.source(), mention.standing.span.start);
    let cited = &mention.cited;
    let kind = cited.kind.as_ref().map_or("-", |kind| kind.name.as_str());
    let date = cited.date.map_or_else(|| "-".to_owned(), |date| date.iso());
    let issuer = cited.issuer.as_deref().unwrap_or("-");
    let surface = sentence[range.clone()].replace('\u{a0}', "⍽").replace('\u{ad}', "¬");
    format!(
        "{}:{} [{surface}] {} | {kind} | {date} | {issuer}",
        place.line,
        place.column,
        cited.number.printed()
    )
}
