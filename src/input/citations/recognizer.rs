//! Finds everything that a text mentions: other documents by number, name, short form or anaphora, and provisions.
//!
//! Takes a text, gives spans of it. Must not know which documents exist: mentions are resolved when all files are
//! known.

use std::cmp::Reverse;
use std::ops::Range;

use crate::input::citations::lexicon::Lexicon;
use crate::input::citations::mention::{Mention, MentionedThing, NumberedMention};
use crate::input::citations::normalized_text::NormalizedText;
use crate::input::citations::passage::numbers_and_names;
use crate::input::citations::pointer_scopes::Places;
use crate::input::citations::pointer_units::may_hold_unit;
use crate::input::citations::short_forms::ShortForm;
use crate::input::citations::{anaphora, numbers, short_forms, title_candidates};

/// Finds the citations by number in a text, in order, not overlapping.
pub(crate) fn numbered(text: &str, lexicon: &Lexicon) -> Vec<NumberedMention> {
    if !numbers::may_hold_number(text) {
        return Vec::new();
    }
    let found = numbers::find_numbered(&NormalizedText::of(text), lexicon);
    found.into_iter().map(|(mention, _)| mention).collect()
}

/// Finds everything that a text of a document mentions, in order of its beginnings.
///
/// Only candidates for names may contain other mentions: the linker decides between them.
pub fn mentions(text: &str, lexicon: &Lexicon) -> Vec<Mention> {
    let has_number = numbers::may_hold_number(text);
    let has_place = may_hold_unit(text);
    let normalized = NormalizedText::of(text);
    let kind_words: Vec<_> = lexicon.kind_words(normalized.text()).collect();
    if !has_number && !has_place && kind_words.is_empty() {
        return Vec::new();
    }
    let numbered = match has_number {
        true => numbers_and_names(&normalized, lexicon).0,
        false => Vec::new(),
    };
    // An ordinal without symbol and date is short for a number earlier in the text.
    let is_whole = |mention: &NumberedMention| !mention.number.is_bare() || mention.date.is_some();
    let numbered: Vec<_> = numbered.into_iter().filter(|(mention, _)| is_whole(mention)).collect();
    let mut taken: Vec<Range<usize>> = numbered.iter().map(|(_, range)| range.clone()).collect();
    let short = match has_number {
        true => short_forms::with_years(normalized.text(), &taken, lexicon),
        false => Vec::new(),
    };
    taken.extend(short.iter().map(|form| form.range.clone()));
    taken.sort_by_key(|range| range.start);
    let anaphoric = anaphora::find_anaphora(&normalized, &taken, &kind_words);
    taken.extend(anaphoric.iter().map(|(_, range)| range.clone()));
    taken.sort_by_key(|range| range.start);
    let titled = title_candidates::find_candidates(&normalized, &taken, &kind_words);
    let mut found: Vec<(Range<usize>, Range<usize>, MentionedThing)> = Vec::new();
    let by_number =
        |(mention, range): (NumberedMention, _)| (range, mention.number_at.clone(), MentionedThing::Number(mention));
    found.extend(numbered.into_iter().map(by_number));
    let whole = |range: &Range<usize>| normalized.original(range.clone());
    let short = short.into_iter().map(short_mention);
    let others = anaphoric.into_iter().chain(titled).chain(short);
    found.extend(others.map(|(what, range)| (range.clone(), whole(&range), what)));
    let mut places = match has_place {
        true => Places::of(normalized.text()),
        false => Places::default(),
    };
    let found = found.into_iter();
    let mut all: Vec<Mention> = found
        .map(|found| with_place((&normalized, &mut places), found))
        .collect();
    let order = |mention: &Mention| (mention.surface.start, Reverse(mention.surface.end));
    all.sort_by_key(order);
    if has_place {
        all.extend(places.without_document(text, &normalized, &all));
        all.sort_by_key(order);
    }
    all
}

fn short_mention(form: ShortForm) -> (MentionedThing, Range<usize>) {
    let what = MentionedThing::Short {
        kind: form.kind,
        ordinal: form.ordinal,
        year: form.year,
        issuer: None,
    };
    (what, form.range)
}

/// A mention together with the provision before it, which it becomes the document of.
fn with_place(
    (normalized, places): (&NormalizedText<'_>, &mut Places),
    (range, core, what): (Range<usize>, Range<usize>, MentionedThing),
) -> Mention {
    let takes_place = !matches!(what, MentionedThing::Member { .. });
    let place = takes_place
        .then(|| places.take_before(normalized, range.start))
        .flatten();
    let start = place.as_ref().map_or(range.start, |(start, _)| *start);
    Mention {
        surface: normalized.original(start..range.end),
        core,
        what,
        place: place.map(|(_, address)| address),
    }
}
