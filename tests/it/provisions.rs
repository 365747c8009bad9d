//! How official texts become provisions: a fixture and its outline, a new case is a new file.

use std::fmt::Write as _;
use std::path::Path;

use crate::support::golden;
use congbo::internals::base::line_column;
use congbo::internals::host::load;
use congbo::internals::input::{Document, Lexicon, Provision, ProvisionKind, parse};
use congbo::internals::messages::Diagnostic;

/// Words of a provision shown in an outline, in characters.
const FIRST_WORDS: usize = 48;

#[test]
fn every_text_has_the_outline_that_its_file_says() {
    golden("tests/provisions", outlines);
}

/// The outline of every file of a folder, and where something was found.
fn outlines(root: &Path) -> String {
    let mut out = String::new();
    for file in load(root).expect("a readable folder").documents.iter() {
        let parsed = parse(file, &Lexicon::built_in());
        let document = parsed.value.expect("a readable head");
        for provision in &document.provisions {
            let _ = writeln!(out, "{}", row(&document, provision));
        }
        for diagnostic in &parsed.diagnostics {
            let _ = writeln!(out, "! {}", found(&document, diagnostic));
        }
    }
    out
}

/// One provision: address, label, heading, first words, indented below what holds it.
fn row(document: &Document, provision: &Provision) -> String {
    let parent = |index: usize| document.provisions[index].parent();
    let depth = std::iter::successors(provision.parent(), |index| parent(*index)).count();
    let address = format!("{}{}", "  ".repeat(depth), provision.address.as_str());
    let label = match provision.row {
        ProvisionKind::Item | ProvisionKind::Heading => format!("[{}]", provision.label),
        ProvisionKind::Paragraph => "¶".to_owned(),
        ProvisionKind::First => "=".to_owned(),
        ProvisionKind::Quotation => "“".to_owned(),
    };
    let heading = provision.heading().map(|words| format!("<{words}> "));
    let words = provision.text().replace('\n', " / ");
    let words = match words.char_indices().nth(FIRST_WORDS) {
        Some((end, _)) if provision.row != ProvisionKind::First => format!("{}…", &words[..end]),
        _ if provision.row == ProvisionKind::First => String::new(),
        _ => words,
    };
    format!("{address:<24} {label:<10} {}{words}", heading.unwrap_or_default())
        .trim_end()
        .to_owned()
}

fn found(document: &Document, diagnostic: &Diagnostic) -> String {
    let place = diagnostic
        .place
        .span
        .map(|span| line_column(document.source(), span.start));
    let place = place.map_or_else(String::new, |at| format!(" {}:{}", at.line, at.column));
    let values: Vec<String> = diagnostic
        .arguments
        .iter()
        .map(|(name, value)| format!("{name}={value:?}"))
        .collect();
    format!("{}{place} {}", diagnostic.code.name(), values.join(" "))
}
