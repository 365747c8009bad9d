//! Kind words with the words after them: names that the register may know.

use std::ops::Range;

use crate::base::fingerprint::Fingerprint;
use crate::base::fold::name_key;
use crate::input::citations::lexicon::Kind;
use crate::input::citations::mention::{MentionedThing, NamedReference, ProperName};
use crate::input::citations::names;
use crate::input::citations::normalized_text::NormalizedText;
use crate::input::citations::number_context::date_after;
use crate::input::citations::proper_names::key_of;

/// Most words of a name.
const LONGEST: usize = 30;

/// Finds kind words with words after them, outside what is taken; sorted, each a name that may end at any word.
pub(crate) fn in_shadow(
    shadow: &NormalizedText<'_>,
    taken: &[Range<usize>],
    kind_words: &[(Range<usize>, &Kind)],
) -> Vec<(MentionedThing, Range<usize>)> {
    let text = shadow.text();
    let mut found = Vec::new();
    let mut named_to = 0;
    for (word, _) in kind_words.iter().cloned() {
        let next = taken.partition_point(|range| range.end <= word.start);
        let limit = match taken.get(next) {
            Some(range) if range.start < word.end => continue,
            Some(range) => range.start,
            None => text.len(),
        };
        // MentionedThing is still a draft is no document yet.
        if text[..word.start].ends_with("dự thảo ") || text[..word.start].ends_with("Dự thảo ") {
            continue;
        }
        // The laws that an amending one names are part of its name.
        if word.start < named_to {
            continue;
        }
        let name = names::name_of(text, &word).filter(|name| name.range.end <= limit);
        let dated = name.as_ref().and_then(|name| date_after(text, name.range.end));
        let dated = dated.filter(|(_, end)| *end <= limit);
        let name_end = name.as_ref().map(|name| name.range.end);
        let proper_end = dated.map(|(_, end)| end).or(name_end);
        named_to = proper_end.unwrap_or(named_to);
        let is_capital = text[word.start..].starts_with(char::is_uppercase);
        if !is_capital && proper_end.is_none() {
            continue;
        }
        let mut ends = ends(text, word.clone(), limit);
        if let Some(end) = proper_end
            && let Err(at) = ends.binary_search(&end)
        {
            ends.insert(at, end);
        }
        if let Some(last) = ends.last().copied() {
            let range = word.start..last;
            let proper = proper_end.zip(name).and_then(|(end, name)| {
                let key = key_of(&text[name.range], name.kind)?;
                // A law is known by the year of its day as by the year in its name.
                let has_year = key.ends_with(|c: char| c.is_ascii_digit());
                let key = match dated {
                    Some((date, _)) if !has_year => format!("{key} {}", date.year()),
                    _ => key,
                };
                let end = ends.binary_search(&end).ok()?;
                Some(ProperName { end, key })
            });
            let words = text[range.clone()].to_owned();
            let what = MentionedThing::Titled(NamedReference {
                beginning: beginning(&words),
                words,
                ends: ends
                    .into_iter()
                    .map(|end| (end - word.start, shadow.original(word.start..end).end))
                    .collect(),
                proper,
            });
            found.push((what, range));
        }
    }
    found
}

/// Where a name that begins with a kind word may end: behind each word, up to the end of the sentence.
fn ends(text: &str, kind: Range<usize>, limit: usize) -> Vec<usize> {
    let mut found = Vec::new();
    let mut at = kind.end;
    for word in text[kind.end..limit].split_inclusive(' ').take(LONGEST) {
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
        // A name may end with a quotation in it: `Đề án “Xây dựng tổ tự quản”`.
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

/// Words by which names are told apart before they are looked up.
const NAME_WORDS: usize = 3;

/// The key of the words with which a text begins: a name with which the text begins has the same.
pub(crate) fn beginning(words: &str) -> Fingerprint {
    let first: Vec<&str> = words
        .split(' ')
        .filter(|word| !word.is_empty())
        .take(NAME_WORDS)
        .collect();
    let key = name_key(&first.join(" "));
    let bare: Vec<&str> = key
        .split(' ')
        .take(NAME_WORDS)
        .map(|word| word.trim_end_matches([',', '.', ';', ':', ')']))
        .collect();
    Fingerprint::of(&bare.join(" "))
}
