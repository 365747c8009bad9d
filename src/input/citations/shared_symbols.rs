//! Reads lists of numbers that share one symbol, printed behind the last: `Quyết định số 10, 11 và 12-QĐ/TU`.

use std::ops::Range;

use crate::base::number::DocNumber;
use crate::base::pattern::Pattern;
use crate::input::citations::lexicon::Lexicon;
use crate::input::citations::mention::NumberedMention;
use crate::input::citations::normalized_text::{NormalizedText, start_of_last};
use crate::input::citations::number_context::{kind_word, words_before};

/// An ordinal, perhaps with its year, and what leads to the next number.
static ORDINAL: Pattern =
    Pattern::new(r"(?:^| )([0-9]{1,5}[a-z]?)(?:/((?:19|20)[0-9]{2}))?(?:[,;] ?|,? (?:và|hoặc|đến) | ?÷ ?)(?:số )?$");
/// Maximum number of members before the last.
const MAX_MEMBERS: usize = 30;
/// Maximum length of one member with the words behind it, in bytes.
const MAX_MEMBER_LENGTH: usize = 32;

/// Text between the number before a list and the first member of the list.
static BETWEEN: Pattern = Pattern::new(r"^(?:[,;]|,? (?:và|hoặc)) (?:số )?$");

/// The members of a list before its last number, which begins at `at`; none where neither a kind word nor a number with
/// a kind leads the list.
pub(crate) fn list_members(
    normalized: &NormalizedText<'_>,
    previous: Option<&(NumberedMention, Range<usize>)>,
    (last, at): (&mut NumberedMention, usize),
    lexicon: &Lexicon,
) -> Vec<(NumberedMention, Range<usize>)> {
    let text = normalized.text();
    // The kind word of a list is not right before its last number.
    let may_be_last = text[at..].starts_with(|first: char| first.is_ascii_digit()) && !last.number.is_bare();
    let ordinals = match may_be_last {
        true => ordinals_before(text, at),
        false => Vec::new(),
    };
    let Some(first) = ordinals.last() else {
        return Vec::new();
    };
    let leading = previous.and_then(|(mention, taken)| {
        let between = text.get(taken.end..first.start)?;
        Some((mention.kind.as_ref()?, first.start)).filter(|_| BETWEEN.is_match(between))
    });
    let word = || kind_word(text, words_before(text, first.start), lexicon);
    let Some((kind, start)) = leading.or_else(word) else {
        return Vec::new();
    };
    let symbol = last.number.symbols().next().unwrap_or("");
    let mut kinds = lexicon.kinds_of_abbreviation(symbol).peekable();
    if kinds.peek().is_some() && !kinds.any(|fitting| fitting == kind) {
        return Vec::new();
    }
    last.kind = Some(kind.clone());
    let count = ordinals.len();
    let member = |(index, ordinal): (usize, &Range<usize>)| {
        let begin = if index + 1 == count { start } else { ordinal.start };
        let whole = begin..ordinal.end;
        let mention = NumberedMention {
            surface: normalized.original(whole.clone()),
            number_at: normalized.original(ordinal.clone()),
            number: with_symbol(&text[ordinal.clone()], &last.number)?,
            title: None,
            ..last.clone()
        };
        Some((mention, whole))
    };
    ordinals.iter().enumerate().filter_map(member).collect()
}

/// The number of a member: its own ordinal and year, the symbol of the last.
fn with_symbol(ordinal: &str, last: &DocNumber) -> Option<DocNumber> {
    let printed = last.printed();
    let digits = printed.find(['-', '/'])?;
    let rest = &printed[digits..];
    let rest = match (ordinal.contains('/'), last.year()) {
        (true, Some(_)) => rest.get("/2012".len()..)?,
        (true, None) | (false, _) => rest,
    };
    DocNumber::parse(&[ordinal, rest].concat())
}

/// The ordinals before the number that begins at `at`, from the last to the first.
fn ordinals_before(text: &str, mut at: usize) -> Vec<Range<usize>> {
    let mut ordinals = Vec::new();
    while ordinals.len() < MAX_MEMBERS {
        let from = start_of_last(text, at, MAX_MEMBER_LENGTH);
        let Some(found) = ORDINAL.captures(&text[from..at]) else {
            break;
        };
        let end = found.get(2).or(found.get(1)).map_or(0, |part| part.end());
        at = from + found.get(1).map_or(0, |part| part.start());
        ordinals.push(at..from + end);
    }
    ordinals
}
