//! Draws links of a site by chance, to be read by hand: `cargo run --example draw_links -- SITE SORT SEED COUNT`.
//!
//! SORT is `number`, `name`, `own` (a provision of the document itself), `amending` (a provision in an act that amends),
//! `list` (a member of a list), `effective` (the day from which a text says that it is in force), `amends` (a document that
//! a text says it amends), or `all`. Prints the number of links of each sort, then a row for each link drawn: place, words, target, sentence.
//! The same seed draws the same links of the same site.

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    clippy::missing_docs_in_private_items,
    clippy::print_stderr,
    clippy::print_stdout,
    missing_docs,
    unreachable_pub,
    reason = "a program for developers, which touches the machine and has no users"
)]

use std::collections::BTreeMap;
use std::path::PathBuf;

use congbo::internals::base::RelationKind;
use congbo::internals::base::line_column;
use congbo::internals::edition::{MentionTarget, Options, compile};
use congbo::internals::host::load;
use congbo::internals::input::{Document, Lexicon, MentionedThing, PlacedMention, parse};
use congbo::internals::model::{stated_effective, stated_relation};

struct Row {
    sort: &'static str,
    amends: bool,
    in_list: bool,
    printed: String,
}

fn main() {
    let mut arguments = std::env::args().skip(1);
    let mut next = |what: &str| arguments.next().unwrap_or_else(|| panic!("{what} is missing"));
    let (folder, sort) = (PathBuf::from(next("SITE")), next("SORT"));
    let seed: u64 = next("SEED").parse().expect("SEED is a number");
    let count: usize = next("COUNT").parse().expect("COUNT is a number");
    let rows = rows(&folder);
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for row in &rows {
        *counts.entry(row.sort).or_default() += 1;
        if row.amends {
            *counts.entry("amending").or_default() += 1;
        }
        if row.in_list {
            *counts.entry("list").or_default() += 1;
        }
    }
    eprintln!("{counts:?}");
    let is_asked = |row: &&Row| {
        sort == "all" || row.sort == sort || (sort == "amending" && row.amends) || (sort == "list" && row.in_list)
    };
    let mut asked: Vec<&Row> = rows.iter().filter(is_asked).collect();
    if sort != "all" {
        shuffle(&mut asked, seed);
        asked.truncate(count);
    }
    for row in asked {
        println!("{}", row.printed);
    }
}

/// Every mention that leads somewhere.
fn rows(folder: &std::path::Path) -> Vec<Row> {
    let snapshot = load(folder).expect("a readable folder");
    let outcome = compile(&snapshot, &Options::default());
    let site = outcome.site.expect("a site without errors");
    let mut rows = Vec::new();
    for file in snapshot.documents.iter() {
        let document = parse(file, &Lexicon::built_in()).value.expect("a readable head");
        let targets = site.mention_targets(&file.path).unwrap_or_default();
        let path = file.path.as_str();
        let mentions = &document.references.mentions;
        rows.extend(in_force(path, &document));
        for (at, (mention, (target, length))) in mentions.iter().zip(&targets).enumerate() {
            let before = at.checked_sub(1).map(|before| &mentions[before]);
            let in_list = follows(before, Some(mention)) || follows(Some(mention), mentions.get(at + 1));
            let row = row(path, (&document, mention), (target, *length));
            rows.extend(row.map(|row| Row { in_list, ..row }));
        }
    }
    rows
}

/// The day from which a document says that it is in force.
fn in_force(path: &str, document: &Document) -> Option<Row> {
    let stated = stated_effective(document)?;
    let own = document
        .head
        .number
        .as_ref()
        .map_or("", |number| number.value.printed());
    let date = document
        .head
        .date
        .as_ref()
        .map_or_else(String::new, |date| date.value.iso());
    let address = &document.provisions[stated.provision].address;
    let printed = format!(
        "{path} | {own} {date} | {address} | {} | {}",
        stated.date.iso(),
        stated.sentence
    );
    Some(Row {
        sort: "effective",
        amends: false,
        in_list: false,
        printed,
    })
}

/// Returns whether two mentions are members of one list, with a comma or a word between them.
fn follows(first: Option<&PlacedMention>, second: Option<&PlacedMention>) -> bool {
    let (Some(first), Some(second)) = (first, second) else {
        return false;
    };
    let is_named = |mention: &PlacedMention| matches!(mention.what, MentionedThing::Titled(_));
    let gap = second.surface.start.checked_sub(first.surface.end);
    first.text == second.text && !is_named(first) && !is_named(second) && gap.is_some_and(|gap| gap <= MAX_GAP)
}

/// Maximum number of bytes between two members of a list: `, khoản`, ` và `.
const MAX_GAP: usize = 8;

fn row(
    path: &str,
    (document, mention): (&Document, &PlacedMention),
    (target, length): (&MentionTarget, Option<usize>),
) -> Option<Row> {
    let (MentionTarget::One(key), Some(number)) = (target, document.head.number.as_ref()) else {
        return None;
    };
    let own = number.value.printed();
    let is_place = matches!(mention.what, MentionedThing::Place(_) | MentionedThing::This(_));
    let is_own = key.split(['#', '@']).next() == Some(own);
    let sort = match &mention.what {
        _ if stated_relation(document, mention) == RelationKind::Amends => "amends",
        MentionedThing::Place(_) | MentionedThing::This(_) if is_own => "own",
        MentionedThing::Place(_) | MentionedThing::This(_) => "scoped",
        MentionedThing::Number(_) => "number",
        MentionedThing::Titled(_) => "name",
        MentionedThing::Short { .. } | MentionedThing::Above(_) | MentionedThing::Member { .. } => "back",
    };
    let title = document.head.title.as_ref().map_or("", |title| title.value.as_str());
    let (sentence, range) = mention.occurrence.sentence();
    let end = length.map_or(range.end, |length| range.start + length);
    let place = line_column(document.source(), mention.occurrence.span.start);
    let date = document
        .head
        .date
        .as_ref()
        .map_or_else(String::new, |date| date.value.iso());
    let words = &sentence[range.start..end];
    Some(Row {
        in_list: false,
        sort,
        amends: is_place && title.to_lowercase().contains("sửa đổi"),
        printed: format!("{path}:{} | {own} {date} | {words} | {key} | {sentence}", place.line),
    })
}

/// Shuffles by a linear congruential generator, so that a seed means the same everywhere.
fn shuffle(rows: &mut [&Row], seed: u64) {
    let mut state = seed.wrapping_mul(2).wrapping_add(1);
    for at in (1..rows.len()).rev() {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        let other = (state >> 33) % (at as u64 + 1);
        rows.swap(at, usize::try_from(other).expect("a position of the rows"));
    }
}
