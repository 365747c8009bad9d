//! Finds citations by number: the number with its kind, date and issuer, in any order that occurs.
//!
//! Takes normalized text; `recognizer` finds everything else that a text mentions.

use std::ops::Range;

use crate::base::byte_scan;
use crate::base::fingerprint::Fingerprinted;
use crate::base::number::DocNumber;
use crate::base::pattern::Pattern;
use crate::base::word_list::WordList;
use crate::input::citations::date_context::{date_before, date_of_issue};
use crate::input::citations::lexicon::{Kind, Lexicon};
use crate::input::citations::mention::NumberedMention;
use crate::input::citations::normalized_text::{NormalizedText, start_of_last};
use crate::input::citations::number_context::{
    after_number, kind_word, leading_kind, qualified_kind, start_without_kind, words_before,
};
use crate::input::citations::number_shape::{Introduction, digit_runs, longest_number};
use crate::input::citations::shared_symbols::list_members;

/// `N`, optionally `/YYYY`, then symbols joined by `-` or `/` with optional blanks; the first hyphen may be a blank
/// (`84 QĐ/TWĐTN`).
static NUMBER: Pattern = Pattern::new(
    r"^[0-9]{1,6}(?:\.[0-9]{1,2})?[a-zA-Z]?(?: ?/ ?(?:19|20)[0-9]{2})?(?: ?\p{Lu}\p{L}{0,5})?(?: ? ?[-/] ?(?:T\.[WƯ]|\p{Lu}[\p{L}0-9&]*(?:\.\p{Lu}{2,})?))+",
);
/// A date right after a number without a symbol.
static BARE_DATED: Pattern =
    Pattern::new(r"^(?:, ?| )(?:ngày )?[0-9]{1,2} ?[-/.] ?[0-9]{1,2} ?[-/.] ?(?:19|20)[0-9]{2}");
/// Such a date in words.
static BARE_DATED_IN_WORDS: Pattern = Pattern::new(r"^ ngày [0-9]{1,2} tháng [0-9]{1,2} năm (?:19|20)[0-9]{2}");
/// Text between two numbers that share one kind word.
static BETWEEN: Pattern = Pattern::new(r"^ *(?:,|;|và|hoặc|, *và) *(?:số *:? *)?$");
/// Maximum length of `Số:` before the text's own number, in bytes.
const MAX_OWN_NUMBER_PREFIX: usize = 12;
static OWN_NUMBER: Pattern = Pattern::new(r"(?:^|[^\p{L}] ?)Số ?: ?$");

/// Words before a number that make it the number of something other than a document.
static OTHER_THINGS: Pattern = Pattern::new(
    r"(?i)(?:^|[^\p{L}])(?:mẫu|biểu|biểu mẫu|phụ lục|tài khoản|điện thoại|hợp đồng|hóa đơn|hoá đơn|tờ khai|công báo|biển số|giấy phép|giấy chứng nhận|giấy ủy quyền|giấy uỷ quyền|chứng chỉ|bản án|nhà|tổ hợp|HĐ)(?: (?:kèm theo|in|xe))?$",
);

/// Finds the citations by number in a normalized text, in order, not overlapping; each with its range there.
pub(crate) fn find_numbered(
    normalized: &NormalizedText<'_>,
    lexicon: &Lexicon,
) -> Vec<(NumberedMention, Range<usize>)> {
    let text = normalized.text();
    let mut found: Vec<(NumberedMention, Range<usize>)> = Vec::new();
    let (mut read, mut read_bare) = (0, 0);
    let mut bare_ones = Vec::new();
    for digits in digit_runs(text) {
        if digits.start >= read
            && may_be_continued(&text[digits.end..])
            && let Some(matched) = NUMBER.find(&text[digits.start..])
        {
            read = digits.start + matched.end();
            found.extend(at_number(normalized, digits.start..read, lexicon, found.last()));
        }
        if digits.start >= read_bare
            && let Some(length) = bare_length(text, &digits)
        {
            read_bare = digits.end + length;
            bare_ones.extend(bare(normalized, digits, lexicon));
        }
    }
    found.append(&mut bare_ones);
    found.sort_by_key(|(_, range)| range.start);
    let mut members = Vec::new();
    for at in 0..found.len() {
        let (before, behind) = found.split_at_mut(at);
        let last = behind.first_mut().map(|(mention, range)| (mention, range.start));
        members.extend(last.map_or_else(Vec::new, |last| list_members(normalized, before.last(), last, lexicon)));
    }
    if !members.is_empty() {
        found.extend(members);
        found.sort_by_key(|(_, range)| range.start);
    }
    found
}

/// Maximum length of the rest of an ordinal after its digits: `.16a`.
const MAX_ORDINAL_SUFFIX: usize = 4;

/// Returns whether the text after some digits may be the rest of a number.
fn may_be_continued(behind: &str) -> bool {
    let is_ordinal = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'.';
    let ordinal = behind.bytes().take(MAX_ORDINAL_SUFFIX).take_while(is_ordinal).count();
    behind[ordinal..]
        .trim_start_matches(' ')
        .starts_with(|letter: char| matches!(letter, '-' | '/') || letter.is_uppercase())
}

/// Matches `số N` with a date or an issuer after it instead of a symbol or year; before a date, the kind word alone is
/// enough. Returns the length of the text read after the digits.
fn bare_length(text: &str, digits: &Range<usize>) -> Option<usize> {
    let behind = &text[digits.end..];
    if digits.len() > 4 || !behind.starts_with([' ', ',']) {
        return None;
    }
    let before = &text[..digits.start];
    let word = before.strip_suffix(' ').unwrap_or(before);
    if !word.ends_with(char::is_alphabetic) {
        return None;
    }
    let has_number_word = word.ends_with("số") || word.ends_with("Số");
    let dated = BARE_DATED.find(behind);
    let dated = dated.or_else(|| has_number_word.then(|| BARE_DATED_IN_WORDS.find(behind)).flatten());
    let issued = || {
        let issuer = behind.strip_prefix(" của ").filter(|_| word.len() < before.len())?;
        let first = issuer.chars().next().filter(|first| first.is_uppercase())?;
        Some(" của ".len() + first.len_utf8())
    };
    dated.map(|dated| dated.end()).or_else(issued)
}

/// Kinds whose documents an ordinal and an issuer identify.
const BY_ORDINAL: WordList = WordList("Nghị quyết|Chỉ thị|Quyết định|Quy định|Kết luận|Nghị định|Thông tư");

/// A number without a symbol: only its kind word with a date or an issuer distinguishes it from any other number.
fn bare(
    normalized: &NormalizedText<'_>,
    digits: Range<usize>,
    lexicon: &Lexicon,
) -> Option<(NumberedMention, Range<usize>)> {
    let text = normalized.text();
    let (kind, start) = kind_word(text, words_before(text, digits.start), lexicon)?;
    let after = after_number(text, digits.end);
    let is_capital = text[start..].starts_with(char::is_uppercase);
    let mention = NumberedMention {
        surface: normalized.original(start..after.end),
        number: DocNumber::bare(&text[digits.clone()])?,
        number_at: normalized.original(digits),
        kind: Some(kind.clone()),
        date: after.date,
        doubt: after.doubt,
        issuer: after.issuer.map(Fingerprinted::from),
        title: after.title,
    };
    // `Phương án 1 của …` may be the first option of any plan.
    let is_identified = mention.date.is_some() || (mention.issuer.is_some() && BY_ORDINAL.contains(&kind.name));
    (is_capital && is_identified).then_some((mention, start..after.end))
}

/// Returns whether a text may contain a number, before any pattern runs: a digit, then a hyphen, a slash or a byte that
/// may begin another dash.
pub(crate) fn may_hold_number(text: &str) -> bool {
    let bytes = text.as_bytes();
    let digit = byte_scan::position(bytes, |byte| byte.is_ascii_digit());
    digit.is_some_and(|at| {
        let has_sign = byte_scan::position(&bytes[at..], |byte| matches!(byte, b'-' | b'/' | 0xe2)).is_some();
        has_sign || text.contains("số ") || text.contains("Số ")
    })
}

fn at_number(
    normalized: &NormalizedText<'_>,
    matched: Range<usize>,
    lexicon: &Lexicon,
    previous: Option<&(NumberedMention, Range<usize>)>,
) -> Option<(NumberedMention, Range<usize>)> {
    let text = normalized.text();
    let thousands = thousands(text, &matched);
    let first = thousands.unwrap_or(matched.start);
    let before = words_before(text, first);
    if !may_be_number(text, &(first..matched.end), &before) {
        return None;
    }
    let word = kind_word(text, before.clone(), lexicon);
    let has_number_word = !text[before.end..first].trim().is_empty();
    let is_document = word.is_some() || start_without_kind(text, before.clone(), first) < first;
    let shared = shared_kind(text, first, previous);
    let introduction = Introduction {
        by_kind: word.is_some(),
        by_number_word: has_number_word,
        by_document_word: is_document || shared.is_some(),
        fully: is_document && has_number_word,
    };
    let (range, number) = longest_number(text, matched, (lexicon, introduction))?;
    let (range, number) = match thousands {
        Some(first) => with_thousands(text, first..range.end)?,
        None => (range, number),
    };
    // `Quyết định ngày 15/3/2012 số 12-QĐ/TU`: kind and issuer come before the date.
    let dated = has_number_word.then(|| date_before(&text[before.clone()])).flatten();
    let before = dated.map_or(before.clone(), |(_, at)| {
        let words = text[before.start..before.start + at].trim_end_matches([' ', ',']);
        before.start..before.start + words.len()
    });
    let word = word.or_else(|| dated.and_then(|_| kind_word(text, before.clone(), lexicon)));
    // `Thông báo kết luận số 254-TB/TW`: if word and symbol disagree, the symbol decides.
    let word = word
        .filter(|(kind, _)| may_stand_for(&number, kind, lexicon))
        .or_else(|| {
            has_number_word.then_some(())?;
            qualified_kind(text, before.clone(), (&number, lexicon))
        });
    let leads = || leading_kind(text, before.clone(), lexicon);
    let leading = word.is_none().then(leads).flatten();
    let start = match (&word, &leading) {
        (Some((_, start)), _) => *start,
        (None, Some(leading)) if leading.is_part && has_number_word => leading.start,
        (None, _) => start_without_kind(text, before, range.start),
    };
    let start = previous.map_or(start, |(_, taken)| start.max(taken.end));
    let shared = shared.or(leading.as_ref().map(|leading| &leading.kind));
    let kind = word
        .map(|(kind, _)| kind.clone())
        .or_else(|| fitting_kind(&number, shared, lexicon));
    let after = after_number(text, range.end);
    let earlier = || dated.map(|(date, _)| date).or_else(|| date_of_issue(text, start));
    let date = after.date.or_else(earlier);
    let mention = NumberedMention {
        surface: normalized.original(start..after.end),
        number_at: normalized.original(range),
        number,
        kind,
        doubt: after.doubt.filter(|_| date.is_none()),
        date,
        issuer: after
            .issuer
            .or(leading.and_then(|leading| leading.issuer))
            .map(Fingerprinted::from),
        title: after.title,
    };
    Some((mention, start..after.end))
}

/// Where a number with a point or blank before its last three digits begins: `1.234/QĐ-UBND`, `số 1 234/QĐ-UBND`.
fn thousands(text: &str, matched: &Range<usize>) -> Option<usize> {
    let head = &text[..matched.start];
    let digits = text[matched.clone()].bytes().take_while(u8::is_ascii_digit).count();
    let before = head.strip_suffix(['.', ' ']).filter(|_| digits == 3)?;
    let words = before.trim_end_matches(|letter: char| letter.is_ascii_digit());
    let is_number = (1..=3).contains(&(before.len() - words.len()));
    let word = words.trim_end();
    let is_introduced = ["số", "Số", "SỐ"].iter().any(|number| word.ends_with(number));
    (is_number && is_introduced).then_some(words.len())
}

/// Parses a number without the point or blank inside its ordinal.
fn with_thousands(text: &str, range: Range<usize>) -> Option<(Range<usize>, DocNumber)> {
    let written = &text[range.clone()];
    let sign = written.find(['.', ' '])?;
    let number = DocNumber::parse(&[&written[..sign], &written[sign + 1..]].concat())?;
    Some((range, number))
}

/// Returns whether the symbol of a number is compatible with a kind: it denotes that kind, or no known kind.
fn may_stand_for(number: &DocNumber, kind: &Kind, lexicon: &Lexicon) -> bool {
    let Some(symbol) = number.symbols().next() else {
        return true;
    };
    let mut kinds = lexicon.kinds_of_abbreviation(symbol).peekable();
    kinds.peek().is_none() || kinds.any(|fitting| fitting == kind)
}

/// Returns whether a number at this position may be a citation: not glued to anything but `số`, not the text's own
/// number, not that of a form or an account.
fn may_be_number(text: &str, matched: &Range<usize>, before: &Range<usize>) -> bool {
    let head = &text[..matched.start];
    let is_glued = head.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '-' | '/' | '.' | '_' | '='));
    if is_glued && !["số", "Số", "SỐ"].iter().any(|word| head.ends_with(word)) {
        return false;
    }
    // `Số: 393-QĐ/TU` above a text is the text's own number.
    if OWN_NUMBER.is_match(&text[start_of_last(text, matched.start, MAX_OWN_NUMBER_PREFIX)..matched.start]) {
        return false;
    }
    text[matched.clone()].contains("QH") || !OTHER_THINGS.is_match(&text[before.clone()])
}

/// The kind of the previous number, if both are in one list.
fn shared_kind<'p>(text: &str, at: usize, previous: Option<&'p (NumberedMention, Range<usize>)>) -> Option<&'p Kind> {
    let (mention, taken) = previous?;
    let between = text.get(taken.end..at)?;
    mention.kind.as_ref().filter(|_| BETWEEN.is_match(between))
}

/// The kind of a number without a kind word of its own: the shared one if the symbol allows it, or the only one that
/// the symbol denotes.
fn fitting_kind(number: &DocNumber, shared: Option<&Kind>, lexicon: &Lexicon) -> Option<Kind> {
    let symbol = number.symbols().next()?;
    let mut kinds = lexicon.kinds_of_abbreviation(symbol);
    let first = kinds.next();
    if let Some(shared) = shared {
        let fits = first == Some(shared) || lexicon.kinds_of_abbreviation(symbol).any(|kind| kind == shared);
        if fits || first.is_none() {
            return Some(shared.clone());
        }
    }
    if let Some(kind) = lexicon.kind_of_symbol(symbol) {
        return Some(kind.clone());
    }
    match (first, kinds.next()) {
        (Some(only), None) => Some(only.clone()),
        _ => None,
    }
}
