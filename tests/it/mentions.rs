//! Which words of a text mention documents or provisions, and where each targets: a fixture and what is found, a new
//! case is a new file.

use std::fmt::Write as _;
use std::path::Path;

use crate::support::{files_below, golden};
use congbo::internals::base::line_column;
use congbo::internals::edition::{MentionTarget, Options, compile};
use congbo::internals::host::load;
use congbo::internals::input::{
    DateDoubt, Document, Lexicon, MentionedThing, NamedReference, PlacedMention, Scope, parse,
};

#[test]
fn every_text_has_the_citations_that_its_file_says() {
    golden("tests/mentions", citations);
}

/// MentionedThing the issue of citations asked for: every form has its cases.
#[test]
fn there_are_cases_enough() {
    let is_row = |line: &&str| line.contains(" -> ");
    let rows = files_below(&crate::support::crate_root().join("tests/mentions"), ".txt")
        .iter()
        .map(|path| {
            crate::support::Fixture::read(path)
                .expected
                .lines()
                .filter(is_row)
                .count()
        })
        .sum::<usize>();
    assert!(rows >= 150, "only {rows} cases");
}

/// The mentions of all files, by file where there are several.
fn citations(root: &Path) -> String {
    let snapshot = load(root).expect("a readable folder");
    let outcome = compile(&snapshot, &Options::default());
    let mut out = String::new();
    for file in snapshot.documents.iter() {
        let document = parse(file, &Lexicon::built_in()).value.expect("a readable head");
        if snapshot.documents.len() > 1 && !document.references.mentions.is_empty() {
            let _ = writeln!(out, "-- {} --", file.path);
        }
        // An outcome with an error has no site: its mentions have no targets.
        let targets = outcome
            .site
            .as_ref()
            .and_then(|edition| edition.mention_targets(&file.path));
        for (position, mention) in document.references.mentions.iter().enumerate() {
            let (lead, length) = targets
                .as_ref()
                .map_or((MentionTarget::Nowhere, None), |targets| targets[position].clone());
            // Any words behind a kind word may be a name: only one that was found, or is one anyhow, is told.
            let may_be_anything = matches!(
                &mention.what,
                MentionedThing::Titled(NamedReference { proper: None, .. })
            );
            if lead != MentionTarget::Nowhere || !may_be_anything {
                let _ = writeln!(out, "{} -> {}", row(&document, mention, length), told(&lead));
            }
        }
    }
    for diagnostic in &outcome.diagnostics {
        let _ = writeln!(out, "! {}", diagnostic.code.name());
    }
    out
}

fn told(lead: &MentionTarget) -> String {
    match lead {
        MentionTarget::One(key) => key.clone(),
        MentionTarget::Several(keys) => format!("? {}", keys.join(" ")),
        MentionTarget::Own => "own".to_owned(),
        MentionTarget::Nowhere => "-".to_owned(),
    }
}

/// One mention: place, surface, what it is; `-` for what is not stated.
fn row(document: &Document, mention: &PlacedMention, length: Option<usize>) -> String {
    let (sentence, range) = mention.occurrence.sentence();
    let place = line_column(document.source(), mention.occurrence.span.start);
    let length = length.or_else(|| match &mention.what {
        MentionedThing::Titled(NamedReference { proper, .. }) => mention.length_to(proper.as_ref()?.end),
        _ => None,
    });
    let end = length.map_or(range.end, |length| range.start + length);
    let surface = sentence[range.start..end].replace('\u{a0}', "⍽").replace('\u{ad}', "¬");
    let provision = mention
        .place
        .as_ref()
        .map_or_else(String::new, |place| format!(" # {place}"));
    let what = match &mention.what {
        MentionedThing::Number(cited) => {
            let kind = cited.kind.as_ref().map_or("-", |kind| kind.name.as_str());
            let date = match (&cited.date, &cited.doubt) {
                (Some(date), _) => date.iso(),
                (None, Some(DateDoubt::Nearby(date))) => format!("{}?", date.iso()),
                (None, Some(DateDoubt::Impossible(words))) => format!("!{words}"),
                (None, None) => "-".to_owned(),
            };
            let issuer = cited.issuer.as_deref().unwrap_or("-");
            let title = cited
                .title
                .as_ref()
                .map_or_else(String::new, |title| format!(" | “{title}”"));
            format!("{} | {kind} | {date} | {issuer}{title}", cited.number.printed())
        }
        MentionedThing::Titled(NamedReference { proper, .. }) => match proper {
            Some(proper) => format!("name: {}", proper.key),
            None => "name".to_owned(),
        },
        MentionedThing::Short {
            kind, ordinal, year, ..
        } => {
            let year = year.map_or_else(String::new, |year| format!("/{year}"));
            format!("short {} {ordinal}{year}", kind.name)
        }
        MentionedThing::Above(kind) => format!("above {}", kind.name),
        MentionedThing::This(kind) => format!("this {}", kind.name),
        MentionedThing::Member { kind, count, index, .. } => format!("member {} of {count} {}", index + 1, kind.name),
        MentionedThing::Place(Scope::Context) => "place".to_owned(),
        MentionedThing::Place(Scope::Here(_)) => "here".to_owned(),
        MentionedThing::Place(Scope::Of(_)) => "of".to_owned(),
    };
    format!("{}:{} [{surface}] {what}{provision}", place.line, place.column)
}
