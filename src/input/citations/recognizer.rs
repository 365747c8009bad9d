//! Finds everything that a text mentions: other documents by number, name, short form or anaphora, and provisions.
//!
//! Takes a text, gives spans of it. Must not know which documents exist: mentions are resolved when all files are
//! known.

use std::cmp::Reverse;
use std::ops::Range;

use crate::base::word_list::WordList;
use crate::input::citations::lexicon::Lexicon;
use crate::input::citations::mention::{Mention, MentionedThing, NamedReference, NumberedMention, Scope};
use crate::input::citations::normalized_text::NormalizedText;
use crate::input::citations::passage::numbers_and_names;
use crate::input::citations::provision_refs::{self, ProvisionRef, provision_before};
use crate::input::citations::{anaphora, numbers, title_candidates};

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
    let has_place = provision_refs::may_hold_provision(text);
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
    let anaphoric = anaphora::find_anaphora(&normalized, &taken, &kind_words);
    taken.extend(anaphoric.iter().map(|(_, range)| range.clone()));
    taken.sort_by_key(|range| range.start);
    let titled = title_candidates::find_candidates(&normalized, &taken, &kind_words);
    let mut found: Vec<(Range<usize>, Range<usize>, MentionedThing)> = Vec::new();
    let by_number =
        |(mention, range): (NumberedMention, _)| (range, mention.number_at.clone(), MentionedThing::Number(mention));
    found.extend(numbered.into_iter().map(by_number));
    let whole = |range: &Range<usize>| normalized.original(range.clone());
    let others = anaphoric.into_iter().chain(titled);
    found.extend(others.map(|(what, range)| (range.clone(), whole(&range), what)));
    let mut all: Vec<Mention> = found.into_iter().map(|found| with_place(&normalized, found)).collect();
    let order = |mention: &Mention| (mention.surface.start, Reverse(mention.surface.end));
    all.sort_by_key(order);
    if has_place {
        all.extend(lone_provisions(&normalized, &all));
        all.sort_by_key(order);
    }
    all
}

/// A mention together with the provision before it.
fn with_place(
    normalized: &NormalizedText<'_>,
    (range, core, what): (Range<usize>, Range<usize>, MentionedThing),
) -> Mention {
    let takes_place = !matches!(what, MentionedThing::Member { .. });
    let place = takes_place
        .then(|| provision_before(normalized.text(), range.start))
        .flatten();
    // A `khoản` without its Điều cannot be looked up.
    let place = place.filter(|place| !place.is_relative);
    let start = place.as_ref().map_or(range.start, |place| place.range.start);
    Mention {
        surface: normalized.original(start..range.end),
        core,
        what,
        place: place.map(|place| place.address),
    }
}

/// References to provisions without a document after them.
fn lone_provisions(normalized: &NormalizedText<'_>, mentions: &[Mention]) -> Vec<Mention> {
    let text = normalized.text();
    let mut found: Vec<Mention> = Vec::new();
    // From the last to the first: in `Điều 1 và Điều 3 của Quy chế`, the document after the last applies to both.
    let mut next: Option<(usize, bool)> = None;
    let mut left = mentions.len();
    for ProvisionRef {
        address,
        is_whole,
        range,
        ..
    } in provision_refs::provision_refs(text).into_iter().rev()
    {
        let surface = normalized.original(range.clone());
        while left > 0 && mentions[left - 1].surface.start >= surface.end {
            left -= 1;
        }
        // A candidate for a name without a proper name may turn out to be none.
        let may_be_none =
            |what: &MentionedThing| matches!(what, MentionedThing::Titled(NamedReference { proper: None, .. }));
        let mut near = mentions[..left].iter().rev().take(MAX_OVERLAPPING);
        let is_taken = near.any(|mention| !may_be_none(&mention.what) && mention.surface.end > surface.start);
        let joined = next.is_some_and(|(start, _)| matches!(&text[range.end..start], ", " | " và " | " hoặc " | ","));
        let with_next = joined && next.is_some_and(|(_, is_others)| is_others);
        let is_others = is_taken || with_next || is_followed_by_another(&text[range.end..]);
        next = Some((range.start, is_others));
        if is_whole && !is_others {
            found.push(Mention {
                core: surface.clone(),
                surface,
                what: MentionedThing::Place(Scope::Context),
                place: Some(address),
            });
        }
    }
    found
}

/// Maximum number of earlier mentions that may overlap a provision: a name, a mention inside it, a name around it.
const MAX_OVERLAPPING: usize = 4;

/// Words before the number of another provision.
const LEVELS: WordList = WordList("Điều |Khoản |Mục |Phần |Điểm ");

/// Returns whether the text after a provision names the document that it belongs to: `Điều 1 Điều lệ Hội`, `mục 3 của
/// bảng`.
fn is_followed_by_another(rest: &str) -> bool {
    let belongs = WordList(" của | trong | tại |, của ").begin(rest);
    let named = rest.strip_prefix(' ').is_some_and(|rest| {
        let mut numbers = LEVELS.iter().filter_map(|word| rest.strip_prefix(word));
        let is_place = numbers.any(|number| !number.starts_with(char::is_lowercase));
        rest.starts_with(char::is_uppercase) && !is_place
    });
    belongs || named
}
