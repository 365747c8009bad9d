//! Provisions whose words are the same while marks of footnotes or cells of tables stand elsewhere.

use std::collections::HashSet;

use crate::base::html::text_of;
use crate::base::word_diff::word_runs;
use crate::edition::diff::difference::{PartChange, ProvisionChange};
use crate::edition::diff::document_pairs::SiteView;
use crate::edition::diff::provision_pairs::ProvisionPairs;
use crate::input::body::markup::Markup;
use crate::input::body::printed_text::marked_text;
use crate::input::document::Document;
use crate::model::indexes::DocIx;
use crate::output::document_names::place;

/// Gives the provisions whose marks or cells changed and whose words did not.
pub(super) fn mark_changes(
    (base, head): (&SiteView<'_>, &SiteView<'_>),
    (former, present): (DocIx, DocIx),
    pairs: &ProvisionPairs<'_>,
) -> Vec<ProvisionChange> {
    let (before, now) = (base.document(former), head.document(present));
    let (old, new) = (base.site.documents.markup(former), head.site.documents.markup(present));
    if old.linked == new.linked {
        return Vec::new();
    }
    let notes = [before, now].map(note_words);
    let shared: HashSet<&String> = {
        let known: HashSet<&String> = notes[0].iter().collect();
        notes[1].iter().filter(|note| known.contains(note)).collect()
    };
    // A note that only bears another number is the same; one with other words is reported itself.
    let by_words = |notes: &[String], number: usize| match notes.get(number.wrapping_sub(1)) {
        Some(words) if shared.contains(words) => format!(" [{words}] "),
        Some(_) | None => " [] ".to_owned(),
    };
    let printed = |number: usize| format!(" [{number}] ");
    let rows = now
        .provisions
        .iter()
        .enumerate()
        .filter(|(_, row)| !row.repeats_parent());
    let pairs = rows.filter_map(|(at, row)| {
        let found = pairs.former_of(at)?;
        let is_same = before.provisions[found]
            .words
            .split_whitespace()
            .eq(row.words.split_whitespace());
        is_same.then_some((found, at))
    });
    let changed = pairs.filter(|(found, at)| {
        let before = own_text(before, &old, *found, &|number| by_words(&notes[0], number));
        before != own_text(now, &new, *at, &|number| by_words(&notes[1], number))
    });
    changed
        .map(|(found, at)| {
            let before = own_text(before, &old, found, &printed);
            let after = own_text(now, &new, at, &printed);
            ProvisionChange {
                place: place(now, head.texts, Some(at)),
                kind: PartChange::Words(word_runs(&before, &after)),
            }
        })
        .collect()
}

/// The words of each footnote.
fn note_words(document: &Document) -> Vec<String> {
    let words = |html: &str| text_of(html, " ").split_whitespace().collect::<Vec<_>>().join(" ");
    document.footnotes.iter().map(|note| words(&note.html)).collect()
}

/// The text of a provision without its label and those below it, with its marks and the edges of its cells.
fn own_text(document: &Document, markup: &Markup, provision: usize, mark: &dyn Fn(usize) -> String) -> String {
    let range = markup.own_range(&document.provisions, provision);
    let text = marked_text(&markup.linked, &range, mark);
    // Another number is reported as such.
    let label = &*document.provisions[provision].label;
    text.strip_prefix(label).unwrap_or(&text).trim_start().to_owned()
}
