//! Finds kind words with the words after them: candidates for names that the document index may know.

use std::ops::Range;

use crate::base::date::PartialDate;
use crate::base::fingerprint::Fingerprint;
use crate::base::fold::name_key;
use crate::input::citations::lexicon::Kind;
use crate::input::citations::mention::{MentionedThing, NamedReference, ProperName};
use crate::input::citations::names::{self, ProperNameMatch};
use crate::input::citations::normalized_text::NormalizedText;
use crate::input::citations::number_context::date_after;
use crate::input::citations::proper_names::key_of;

/// Maximum number of words in a name.
const MAX_NAME_WORDS: usize = 30;

/// Finds kind words with words after them, outside the `taken` ranges; in order, each a name that may end at any word.
pub(crate) fn find_candidates(
    normalized: &NormalizedText<'_>,
    taken: &[Range<usize>],
    kind_words: &[(Range<usize>, &Kind)],
) -> Vec<(MentionedThing, Range<usize>)> {
    let text = normalized.text();
    let mut found = Vec::new();
    let mut named_to = 0;
    for (word, _) in kind_words.iter().cloned() {
        let next = taken.partition_point(|range| range.end <= word.start);
        let limit = match taken.get(next) {
            Some(range) if range.start < word.end => continue,
            Some(range) => range.start,
            None => text.len(),
        };
        // A draft is not a document yet.
        if text[..word.start].ends_with("dự thảo ") || text[..word.start].ends_with("Dự thảo ") {
            continue;
        }
        // The laws that an amending law names are part of its name.
        if word.start < named_to {
            continue;
        }
        let name = DatedName::at(text, &word, limit);
        named_to = name.as_ref().map_or(named_to, |name| name.end);
        let is_capital = text[word.start..].starts_with(char::is_uppercase);
        if !is_capital && name.is_none() {
            continue;
        }
        let mut ends = ends(text, word.clone(), limit);
        if let Some(name) = &name
            && let Err(at) = ends.binary_search(&name.end)
        {
            ends.insert(at, name.end);
        }
        found.extend(candidate(normalized, word.start, ends, name));
    }
    found
}

/// The candidate that begins at `start` and may end at each of `ends`; `None` if there is no end.
fn candidate(
    normalized: &NormalizedText<'_>,
    start: usize,
    ends: Vec<usize>,
    name: Option<DatedName>,
) -> Option<(MentionedThing, Range<usize>)> {
    let text = normalized.text();
    let range = start..ends.last().copied()?;
    let proper = name.and_then(|name| {
        let end = ends.binary_search(&name.end).ok()?;
        let key = name.key(text)?;
        let date = name.date;
        Some(ProperName { end, key, date })
    });
    let words = text[range.clone()].to_owned();
    let beginning = beginning_key(&words);
    let ends = ends
        .into_iter()
        .map(|end| (end - start, normalized.original(start..end).end))
        .collect();
    Some((
        MentionedThing::Titled(NamedReference {
            words,
            beginning,
            ends,
            proper,
        }),
        range,
    ))
}

/// A proper name after a kind word, with the date after it.
struct DatedName {
    name: ProperNameMatch,
    date: Option<PartialDate>,
    /// The end of the date, or else of the name.
    end: usize,
}

impl DatedName {
    fn at(text: &str, kind: &Range<usize>, limit: usize) -> Option<Self> {
        let name = names::name_of(text, kind).filter(|name| name.range.end <= limit)?;
        let dated = date_after(text, name.range.end).filter(|(_, end)| *end <= limit);
        Some(DatedName {
            end: dated.map_or(name.range.end, |(_, end)| end),
            date: dated.map(|(date, _)| date),
            name,
        })
    }

    /// Its key; the year of its date identifies a law as well as a year in its name.
    fn key(&self, text: &str) -> Option<String> {
        let key = key_of(&text[self.name.range.clone()], self.name.kind)?;
        let has_year = key.ends_with(|c: char| c.is_ascii_digit());
        Some(match self.date {
            Some(date) if !has_year => format!("{key} {}", date.year()),
            _ => key,
        })
    }
}

/// The ends that a name after a kind word may have: after each word, up to the end of the sentence.
fn ends(text: &str, kind: Range<usize>, limit: usize) -> Vec<usize> {
    let mut found = Vec::new();
    let mut at = kind.end;
    for word in text[kind.end..limit].split_inclusive(' ').take(MAX_NAME_WORDS) {
        let start = at;
        at += word.len();
        let bare = word.trim_end();
        if bare.is_empty() {
            continue;
        }
        let plain = bare.trim_end_matches(['.', ',', ';', ':', '!', '?', '”', '"']);
        if !plain.is_empty() {
            found.push(start + plain.len());
        }
        // A name may end with a quotation: `Đề án “Xây dựng tổ tự quản”`.
        let quoted = bare.trim_end_matches(['.', ',', ';', ':']);
        if quoted.ends_with(['”', '"']) {
            found.push(start + quoted.len());
        }
        if bare.ends_with(['.', ';', ':', '!', '?', '”', '"']) {
            break;
        }
    }
    found
}

/// Number of words by which names are preselected before they are looked up.
const BEGINNING_WORDS: usize = 3;

/// Returns the key of the first words of a text; a name at the beginning of the text has the same key.
pub(crate) fn beginning_key(words: &str) -> Fingerprint {
    let first = words.split(' ').filter(|word| !word.is_empty()).take(BEGINNING_WORDS);
    let key = name_key(&first.collect::<Vec<_>>().join(" "));
    let bare = key
        .split(' ')
        .take(BEGINNING_WORDS)
        .map(|word| word.trim_end_matches([',', '.', ';', ':', ')']));
    Fingerprint::of(&bare.collect::<Vec<_>>().join(" "))
}
