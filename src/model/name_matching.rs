//! Finds the longest known name at the beginning of some words.

use crate::base::fingerprint::Fingerprint;
use crate::base::fold::name_key;
use crate::base::kind::Form;
use crate::input::body::html_template::PlacedMention;
use crate::input::citations::mention::NamedReference;
use crate::input::document::Document;
use crate::model::document_index::DocumentIndex;
use crate::model::indexes::DocIx;

/// The longest name of the index with which some words begin, however it is spelled; with the position of its end.
pub(super) fn longest_name<'r>(documents: &'r DocumentIndex, titled: &NamedReference) -> Option<(usize, &'r [DocIx])> {
    let NamedReference {
        words,
        beginning,
        ends,
        proper,
    } = titled;
    let proper = proper
        .as_ref()
        .map(|proper| (proper.end, documents.with_proper_name(&proper.key)));
    let proper = proper.filter(|(_, found)| !found.is_empty());
    let from = proper.map_or(0, |(end, _)| end);
    let written = documents.may_begin_name(*beginning).then(|| {
        let named = |end: usize| {
            let name = &words[..ends[end].0];
            let found = documents.with_name(name);
            // A title is no declared name: where further words may belong to it, the title is another document's.
            let goes_on = goes_on(&words[ends[end].0..]);
            let counts = !found.is_empty() && (!goes_on || documents.is_declared_name(name));
            counts.then_some((end, found))
        };
        (from..ends.len()).rev().find_map(named)
    });
    written.flatten().or(proper)
}

/// Returns whether no name of the index begins with the first of some words, nor the document's own title.
pub(super) fn begins_no_name(documents: &DocumentIndex, document: &Document, beginning: Fingerprint) -> bool {
    !documents.may_begin_name(beginning) && !document.lookup_keys.beginnings.contains(&beginning)
}

/// Words of the own title after its kind that must match: fewer do not distinguish it from others of its kind.
const MIN_TITLE_WORDS: usize = 4;

/// Returns whether some words begin as the document's own title does: `Trên đây là Chương trình hành động thực hiện …`.
pub(super) fn begins_own_title(document: &Document, NamedReference { words, beginning, .. }: &NamedReference) -> bool {
    let own = document.lookup_keys.whole.as_ref();
    let may_begin = document.kind.form == Form::Official && document.lookup_keys.beginnings.contains(beginning);
    let Some(own) = own.filter(|_| may_begin) else {
        return false;
    };
    let kind = name_key(&document.kind.name);
    let key = name_key(words);
    let pairs = own.split(' ').zip(key.split(' '));
    let same = pairs.take_while(|(own, word)| *own == word.trim_end_matches([',', '.', ';', ':']));
    same.count() >= kind.split(' ').count() + MIN_TITLE_WORDS
}

/// The end of the name that is the first of some mentions: a name that contains another citation ends before it. The
/// name of an amending law contains that of the amended one and is one citation all the same.
pub(super) fn end_before_inner_name(
    documents: &DocumentIndex,
    mentions: &[PlacedMention],
    (titled, end): (&NamedReference, usize),
) -> usize {
    let NamedReference { ends, proper, .. } = titled;
    if proper.as_ref().is_some_and(|proper| proper.end == end) {
        return end;
    }
    let is_inside = |inner: &&PlacedMention| inner.text == mentions[0].text && inner.surface.start < ends[end].1;
    let inside = mentions[1..].iter().take_while(is_inside);
    let is_known = |titled: &NamedReference| longest_name(documents, titled).is_some();
    let known = inside.filter(|inner| inner.titled().is_some_and(is_known));
    let first = known.map(|inner| inner.surface.start).min();
    let before = first.and_then(|first| ends.partition_point(|(_, at)| *at <= first).checked_sub(1));
    before.unwrap_or(end)
}

/// Returns whether the words after a name may belong to it.
fn goes_on(rest: &str) -> bool {
    let next = rest.trim_start_matches(['”', '"']);
    let Some(next) = next.strip_prefix(' ') else {
        return next.starts_with(char::is_alphanumeric);
    };
    let word = next.split([' ', ',', '.', ';', ':', ')']).next().unwrap_or("");
    !matches!(
        word,
        "" | "và" | "là" | "đã" | "được" | "có" | "thì" | "hoặc" | "để" | "cũng" | "nhằm"
    )
}
