//! MentionedThing a text mentions: other documents by number, name, short form or pointer, and places in them.
//!
//! Takes a text, gives spans of it. Must not know which documents exist: what a mention points to is
//! decided when all files are together.

use std::cmp::Reverse;
use std::ops::Range;

use crate::input::citations::lexicon::Lexicon;
use crate::input::citations::mention::{Mention, MentionedThing, NamedReference, NumberedMention};
use crate::input::citations::normalized_text::NormalizedText;
use crate::input::citations::passage::numbers_and_names;
use crate::input::citations::provision_refs::{self, ProvisionRef, place_before};
use crate::input::citations::{anaphora, numbers, title_candidates};

/// Finds the citations by number in a text, in order, not overlapping.
pub fn numbered(text: &str, lexicon: &Lexicon) -> Vec<NumberedMention> {
    if !numbers::may_hold_number(text) {
        return Vec::new();
    }
    let found = numbers::in_shadow(&NormalizedText::of(text), lexicon);
    found.into_iter().map(|(mention, _)| mention).collect()
}

/// Finds everything that a text of a document mentions, in order of its beginnings.
///
/// Only names may hold other mentions: which of them is meant, the register decides.
pub fn mentions(text: &str, lexicon: &Lexicon) -> Vec<Mention> {
    let has_number = numbers::may_hold_number(text);
    let has_place = provision_refs::may_hold_place(text);
    let shadow = NormalizedText::of(text);
    let kind_words: Vec<_> = lexicon.kind_words(shadow.text()).collect();
    if !has_number && !has_place && kind_words.is_empty() {
        return Vec::new();
    }
    let numbered = match has_number {
        true => numbers_and_names(&shadow, lexicon).0,
        false => Vec::new(),
    };
    // An ordinal without symbol and date is short for a number that stands before.
    let is_whole = |mention: &NumberedMention| !mention.number.is_bare() || mention.date.is_some();
    let numbered: Vec<_> = numbered.into_iter().filter(|(mention, _)| is_whole(mention)).collect();
    let mut taken: Vec<Range<usize>> = numbered.iter().map(|(_, range)| range.clone()).collect();
    let pointers = anaphora::in_shadow(&shadow, &taken, &kind_words);
    taken.extend(pointers.iter().map(|(_, range)| range.clone()));
    taken.sort_by_key(|range| range.start);
    let titled = title_candidates::in_shadow(&shadow, &taken, &kind_words);
    let mut found: Vec<(Range<usize>, Range<usize>, MentionedThing)> = Vec::new();
    found.extend(
        numbered
            .into_iter()
            .map(|(mention, range)| (range, mention.number_at.clone(), MentionedThing::Number(mention))),
    );
    let whole = |range: &Range<usize>| shadow.original(range.clone());
    found.extend(
        pointers
            .into_iter()
            .map(|(what, range)| (range.clone(), whole(&range), what)),
    );
    found.extend(
        titled
            .into_iter()
            .map(|(what, range)| (range.clone(), whole(&range), what)),
    );
    let mut all: Vec<Mention> = found.into_iter().map(|found| with_place(&shadow, found)).collect();
    let order = |mention: &Mention| (mention.surface.start, Reverse(mention.surface.end));
    all.sort_by_key(order);
    if has_place {
        all.extend(places_alone(&shadow, &all));
        all.sort_by_key(order);
    }
    all
}

/// A mention together with the provision before it.
fn with_place(
    shadow: &NormalizedText<'_>,
    (range, core, what): (Range<usize>, Range<usize>, MentionedThing),
) -> Mention {
    let takes_place = !matches!(what, MentionedThing::Member { .. });
    let place = takes_place.then(|| place_before(shadow.text(), range.start)).flatten();
    // A `khoản` without its Điều is no place that can be looked up.
    let place = place.filter(|place| !place.is_relative);
    let start = place.as_ref().map_or(range.start, |place| place.range.start);
    Mention {
        surface: shadow.original(start..range.end),
        core,
        what,
        place: place.map(|place| place.address),
    }
}

/// Provisions that no document stands behind.
fn places_alone(shadow: &NormalizedText<'_>, mentions: &[Mention]) -> Vec<Mention> {
    let text = shadow.text();
    let mut found: Vec<Mention> = Vec::new();
    // From the last to the first: in `Điều 1 và Điều 3 của Quy chế`, what holds of the last holds of both.
    let mut next: Option<(usize, bool)> = None;
    let mut left = mentions.len();
    for ProvisionRef {
        address,
        is_whole,
        range,
        ..
    } in provision_refs::places(text).into_iter().rev()
    {
        let surface = shadow.original(range.clone());
        while left > 0 && mentions[left - 1].surface.start >= surface.end {
            left -= 1;
        }
        let is_taken = mentions[..left]
            .iter()
            .rev()
            .take(MOST_OVERLAPPING)
            // MentionedThing may be a name and what may not is not known here.
            .filter(|mention| {
                !matches!(
                    mention.what,
                    MentionedThing::Titled(NamedReference { proper: None, .. })
                )
            })
            .any(|mention| mention.surface.end > surface.start);
        let joined = next.is_some_and(|(start, _)| matches!(&text[range.end..start], ", " | " và " | " hoặc " | ","));
        let with_next = joined && next.is_some_and(|(_, is_others)| is_others);
        let is_others = is_taken || with_next || is_followed_by_another(&text[range.end..]);
        next = Some((range.start, is_others));
        if is_whole && !is_others {
            found.push(Mention {
                core: surface.clone(),
                surface,
                what: MentionedThing::Place,
                place: Some(address),
            });
        }
    }
    found
}

/// So many mentions before a provision can reach over it: a name, what it holds, what holds that.
const MOST_OVERLAPPING: usize = 4;

/// Says whether what stands behind a provision names what it belongs to: `Điều 1 Điều lệ Hội`, `mục 3 của bảng`.
fn is_followed_by_another(rest: &str) -> bool {
    let belongs = [" của ", " trong ", " tại ", ", của "]
        .iter()
        .any(|words| rest.starts_with(words));
    let named = rest.strip_prefix(' ').is_some_and(|rest| {
        let is_place = ["Điều ", "Khoản ", "Mục ", "Phần ", "Điểm "]
            .iter()
            .filter_map(|word| rest.strip_prefix(word))
            .any(|number| !number.starts_with(char::is_lowercase));
        rest.starts_with(char::is_uppercase) && !is_place
    });
    belongs || named
}
