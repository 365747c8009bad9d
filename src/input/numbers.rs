//! Citations by number: the number with its kind, date and issuer, in any order that occurs.
//!
//! Works on the shadow of a text; what else a text mentions is found in `mentions`.

use std::ops::Range;
use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::around::{After, after_number, kind_word, qualified_kind, start_without_kind, words_before};
use super::lexicon::{Kind, Lexicon};
use super::mentions::NumberedMention;
use super::shadow::Shadow;
use crate::base::number::DocNumber;

/// `N`, perhaps `/YYYY`, then symbols joined by `-` or `/`, blanks around each.
static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(\d{1,6}[a-zA-Z]?)(?: ?/ ?(?:19|20)\d\d)?(?: ? ?[-/] ?\p{Lu}[\p{L}\d]*)+").expect("a constant pattern")
});
/// `số N` with neither symbol nor year behind it.
static BARE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"[Ss]ố ?(\d{1,4})(?:, ?| )(?:ngày )?\d{1,2} ?[-/.] ?\d{1,2} ?[-/.] ?(?:19|20)\d\d")
        .expect("a constant pattern")
});
/// What may stand between two numbers that share one kind word.
static BETWEEN: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^ *(?:,|;|và|hoặc|, *và) *(?:số *:? *)?$").expect("a constant pattern"));
static OWN_NUMBER: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?:^|[^\p{L}] ?)Số ?: ?$").expect("a constant pattern"));

/// Words before a number that make it the number of something else than a document.
static OTHER_THINGS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)(?:^|[^\p{L}])(?:mẫu|biểu|biểu mẫu|phụ lục|tài khoản|điện thoại|hợp đồng|hóa đơn|hoá đơn|tờ khai|công báo|biển số)(?: (?:kèm theo|in|xe))?$")
        .expect("a constant pattern")
});

/// Finds the citations by number in a shadow, in order, not overlapping; each with its range there.
pub(super) fn in_shadow(shadow: &Shadow<'_>, lexicon: &Lexicon) -> Vec<(NumberedMention, Range<usize>)> {
    let mut found: Vec<(NumberedMention, Range<usize>)> = Vec::new();
    for matched in NUMBER.find_iter(shadow.text()) {
        if let Some(next) = at_number(shadow, matched.range(), lexicon, found.last()) {
            found.push(next);
        }
    }
    for matched in BARE.captures_iter(shadow.text()) {
        found.extend(bare(shadow, &matched, lexicon));
    }
    found.sort_by_key(|(_, range)| range.start);
    found
}

/// A number without symbol: only with its kind word, `số` and a date is it told from any other number.
fn bare(shadow: &Shadow<'_>, matched: &Captures<'_>, lexicon: &Lexicon) -> Option<(NumberedMention, Range<usize>)> {
    let text = shadow.text();
    let (digits, whole) = (matched.get(1)?, matched.get(0)?);
    let (kind, start) = kind_word(text, words_before(text, digits.start()), lexicon)?;
    let After {
        date,
        issuer,
        title,
        end,
    } = after_number(text, digits.end());
    let is_capital = text[start..].starts_with(char::is_uppercase);
    let mention = NumberedMention {
        surface: shadow.original(start..end),
        number_at: shadow.original(digits.range()),
        number: DocNumber::bare(digits.as_str())?,
        kind: Some(kind.clone()),
        date: Some(date?),
        issuer,
        title,
    };
    (is_capital && whole.start() >= start).then_some((mention, start..end))
}

/// Cheap test before any pattern runs: a digit, then a hyphen, a slash or what may be another dash.
pub(super) fn may_hold_number(text: &str) -> bool {
    let bytes = text.as_bytes();
    let digit = bytes.iter().position(u8::is_ascii_digit);
    digit.is_some_and(|at| bytes[at..].iter().any(|byte| matches!(byte, b'-' | b'/' | 0xe2)))
}

fn at_number(
    shadow: &Shadow<'_>,
    matched: Range<usize>,
    lexicon: &Lexicon,
    previous: Option<&(NumberedMention, Range<usize>)>,
) -> Option<(NumberedMention, Range<usize>)> {
    let text = shadow.text();
    let head = &text[..matched.start];
    let is_glued = head.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '-' | '/' | '.' | '_'));
    if is_glued && !["số", "Số", "SỐ"].iter().any(|word| head.ends_with(word)) {
        return None;
    }
    // `Số: 393-QĐ/TU` above a text is the text's own number.
    if OWN_NUMBER.is_match(&text[from_line(text, matched.start)..matched.start]) {
        return None;
    }
    let before = words_before(text, matched.start);
    if OTHER_THINGS.is_match(&text[before.clone()]) {
        return None;
    }
    let word = kind_word(text, before.clone(), lexicon);
    let says_number = !text[before.end..matched.start].trim().is_empty();
    let (range, number) = longest_number(text, matched, (lexicon, word.is_some() && says_number))?;
    let word = word.or_else(|| {
        says_number.then_some(())?;
        qualified_kind(text, before.clone(), (&number, lexicon))
    });
    let shared = shared_kind(text, range.start, previous);
    let start = word.map_or_else(|| start_without_kind(text, before, range.start), |(_, start)| start);
    let start = previous.map_or(start, |(_, taken)| start.max(taken.end));
    let kind = word
        .map(|(kind, _)| kind.clone())
        .or_else(|| fitting_kind(&number, shared, lexicon));
    let After {
        date,
        issuer,
        title,
        end,
    } = after_number(text, range.end);
    let mention = NumberedMention {
        surface: shadow.original(start..end),
        number_at: shadow.original(range),
        number,
        kind,
        date,
        issuer,
        title,
    };
    Some((mention, start..end))
}

/// The start of the words before a byte, as far as `Số:` may stand.
fn from_line(text: &str, at: usize) -> usize {
    let mut from = at.saturating_sub(12);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    from
}

/// The kind of the number before, where both stand in one list.
fn shared_kind<'p>(text: &str, at: usize, previous: Option<&'p (NumberedMention, Range<usize>)>) -> Option<&'p Kind> {
    let (mention, taken) = previous?;
    let between = text.get(taken.end..at)?;
    mention.kind.as_ref().filter(|_| BETWEEN.is_match(between))
}

/// More hyphens and slashes than any number has: `30/2020/TTLT-BNV-VPCP-BTC`.
const MOST_SIGNS: usize = 6;

/// Takes the longest part of a match that is the number of a document.
fn longest_number(
    text: &str,
    matched: Range<usize>,
    (lexicon, is_introduced): (&Lexicon, bool),
) -> Option<(Range<usize>, DocNumber)> {
    let signs = text[matched.clone()].match_indices(['-', '/']);
    let mut end = signs
        .map(|(at, _)| matched.start + at)
        .nth(MOST_SIGNS)
        .unwrap_or(matched.end);
    end = matched.start + without_tail(&text[matched.start..end]);
    loop {
        let candidate = &text[matched.start..end];
        let followed = text[end..].starts_with(|c: char| c.is_lowercase() || c == '_');
        let is_cut = end < matched.end && without_tail(&text[matched.start..matched.end]) + matched.start == end;
        if (!followed || is_cut)
            && let Some(number) = DocNumber::parse(candidate)
            && is_plausible(candidate, &number, (lexicon, is_introduced))
        {
            return Some((matched.start..end, number));
        }
        let cut = candidate.rfind(['-', '/'])?;
        end = matched.start + candidate[..cut].trim_end().len();
    }
}

/// The length of a number without what was glued to it: the mark of a footnote (`66-NQ/TW1`), the next word
/// (`75/2024/TT-BTCQuy định`). The symbols of a legislature end in the number of its term.
fn without_tail(candidate: &str) -> usize {
    let symbol = candidate.rfind(['-', '/']).map_or(0, |at| at + 1);
    let last = candidate[symbol..].trim_start();
    let start = candidate.len() - last.len();
    let letters = last.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = last.len() - letters.len();
    if digits > 0 {
        let of_term = letters.contains("QH")
            || (digits == 2 && letters.starts_with("UB") && !letters.starts_with("UBND"))
            || (digits == 2 && letters.contains("HĐND"));
        let is_mark = letters.chars().count() >= 2 && !of_term;
        return if is_mark {
            start + letters.len()
        } else {
            candidate.len()
        };
    }
    let small = last.chars().rev().take_while(|c| c.is_lowercase()).count();
    let capitals = last.chars().take_while(|c| c.is_uppercase()).count();
    if small >= 2 && capitals >= 3 && capitals + small == last.chars().count() {
        let kept: usize = last.chars().take(capitals - 1).map(char::len_utf8).sum();
        return start + kept;
    }
    candidate.len()
}

/// Tells numbers of documents from plan figures and ranges that look like them; `is_introduced` where a kind
/// word and `số` stand before.
fn is_plausible(written: &str, number: &DocNumber, (lexicon, is_introduced): (&Lexicon, bool)) -> bool {
    let segments = number.segments();
    let Some(first) = segments.first() else { return false };
    let capitals = |segment: &str| segment.chars().filter(|c| c.is_uppercase()).count();
    let symbols = segments
        .iter()
        .all(|segment| capitals(segment) >= 1 && capitals(segment) * 2 >= segment.chars().count().min(6));
    let known = lexicon.kinds_of_abbreviation(first).next().is_some();
    let spaced = written.contains(' ');
    match segments.len() {
        1 => {
            let alone = (known || is_introduced) && first.chars().count() >= 2 && !spaced && symbols;
            alone || (number.year().is_some() && is_law(first))
        }
        _ => symbols && (known || (capitals(first) >= 2 && !spaced) || is_introduced),
    }
}

/// Says whether a lone symbol is a legislature's: `QH14`, `UBTVQH15`, `L-CTN`.
fn is_law(symbol: &str) -> bool {
    symbol.trim_end_matches(|c: char| c.is_ascii_digit()).ends_with("QH")
}

/// The kind of a number without a word of its own: the shared one if its symbol allows, or the
/// only one that the symbol stands for.
fn fitting_kind(number: &DocNumber, shared: Option<&Kind>, lexicon: &Lexicon) -> Option<Kind> {
    let symbol = number.segments().first()?;
    let mut kinds = lexicon.kinds_of_abbreviation(symbol);
    let first = kinds.next();
    if let Some(shared) = shared {
        let fits = first == Some(shared) || lexicon.kinds_of_abbreviation(symbol).any(|kind| kind == shared);
        if fits || first.is_none() {
            return Some(shared.clone());
        }
    }
    match (first, kinds.next()) {
        (Some(only), None) => Some(only.clone()),
        _ => None,
    }
}
