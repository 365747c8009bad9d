//! Citations by number: the number with its kind, date and issuer, in any order that occurs.
//!
//! Works on the shadow of a text; what else a text mentions is found in `mentions`.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::base::byte_scan;
use crate::base::fingerprint::Fingerprinted;
use crate::base::number::DocNumber;
use crate::input::citations::lexicon::{Kind, Lexicon};
use crate::input::citations::mention::NumberedMention;
use crate::input::citations::normalized_text::{NormalizedText, start_of_last};
use crate::input::citations::number_context::{
    after_number, kind_word, led_by, qualified_kind, start_without_kind, words_before,
};
use crate::input::citations::number_shape::{Introduction, longest_number, rows_of_digits};

/// `N`, perhaps `/YYYY`, then symbols joined by `-` or `/`, blanks around each; a blank for the first hyphen
/// (`84 QĐ/TWĐTN`).
static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"^[0-9]{1,6}(?:\.[0-9]{1,2})?[a-zA-Z]?(?: ?/ ?(?:19|20)[0-9]{2})?(?: \p{Lu}\p{L}{0,5})?(?: ? ?[-/] ?(?:T\.[WƯ]|\p{Lu}[\p{L}0-9&]*(?:\.\p{Lu}{2,})?))+",
    )
    .expect("a constant pattern")
});
/// A date right behind a number without a symbol.
static BARE_DATED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:, ?| )(?:ngày )?[0-9]{1,2} ?[-/.] ?[0-9]{1,2} ?[-/.] ?(?:19|20)[0-9]{2}")
        .expect("a constant pattern")
});
/// The same in words.
static BARE_DATED_IN_WORDS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^ ngày [0-9]{1,2} tháng [0-9]{1,2} năm (?:19|20)[0-9]{2}").expect("a constant pattern")
});
/// What may stand between two numbers that share one kind word.
static BETWEEN: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^ *(?:,|;|và|hoặc|, *và) *(?:số *:? *)?$").expect("a constant pattern"));
/// Furthest that `Số:` stands before the text's own number, in bytes.
const OWN_NUMBER_BEFORE: usize = 12;
static OWN_NUMBER: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?:^|[^\p{L}] ?)Số ?: ?$").expect("a constant pattern"));

/// Words before a number that make it the number of something else than a document.
static OTHER_THINGS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)(?:^|[^\p{L}])(?:mẫu|biểu|biểu mẫu|phụ lục|tài khoản|điện thoại|hợp đồng|hóa đơn|hoá đơn|tờ khai|công báo|biển số|giấy phép|giấy chứng nhận|giấy ủy quyền|giấy uỷ quyền|chứng chỉ|bản án|nhà|tổ hợp|HĐ)(?: (?:kèm theo|in|xe))?$")
        .expect("a constant pattern")
});

/// Finds the citations by number in a shadow, in order, not overlapping; each with its range there.
pub(crate) fn in_shadow(shadow: &NormalizedText<'_>, lexicon: &Lexicon) -> Vec<(NumberedMention, Range<usize>)> {
    let text = shadow.text();
    let mut found: Vec<(NumberedMention, Range<usize>)> = Vec::new();
    let (mut read, mut read_bare) = (0, 0);
    let mut bare_ones = Vec::new();
    for digits in rows_of_digits(text) {
        if digits.start >= read
            && may_go_on(&text[digits.end..])
            && let Some(matched) = NUMBER.find(&text[digits.start..])
        {
            read = digits.start + matched.end();
            found.extend(at_number(shadow, digits.start..read, lexicon, found.last()));
        }
        if digits.start >= read_bare
            && let Some(length) = bare_length(text, &digits)
        {
            read_bare = digits.end + length;
            bare_ones.extend(bare(shadow, digits, lexicon));
        }
    }
    found.append(&mut bare_ones);
    found.sort_by_key(|(_, range)| range.start);
    found
}

/// What an ordinal may have behind its digits: `.16a`.
const LONGEST_FURTHER: usize = 4;

/// Says whether what stands behind digits may be the rest of a number.
fn may_go_on(behind: &str) -> bool {
    let is_ordinal = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'.';
    let ordinal = behind.bytes().take(LONGEST_FURTHER).take_while(is_ordinal).count();
    behind[ordinal..]
        .trim_start_matches(' ')
        .starts_with(|letter: char| matches!(letter, '-' | '/') || letter.is_uppercase())
}

/// `số N` with neither symbol nor year behind it, but a date or an issuer; with a date the kind word is enough. Gives the
/// length of what was looked at behind the digits.
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
    let says_number = word.ends_with("số") || word.ends_with("Số");
    let dated = BARE_DATED.find(behind);
    let dated = dated.or_else(|| says_number.then(|| BARE_DATED_IN_WORDS.find(behind)).flatten());
    let issued = || {
        let issuer = behind.strip_prefix(" của ").filter(|_| word.len() < before.len())?;
        let first = issuer.chars().next().filter(|first| first.is_uppercase())?;
        Some(" của ".len() + first.len_utf8())
    };
    dated.map(|dated| dated.end()).or_else(issued)
}

/// Kinds known by their ordinal and their issuer alone.
const BY_ORDINAL: [&str; 7] = [
    "Nghị quyết",
    "Chỉ thị",
    "Quyết định",
    "Quy định",
    "Kết luận",
    "Nghị định",
    "Thông tư",
];

/// A number without symbol: only with its kind word, `số` and a date is it told from any other number.
fn bare(
    shadow: &NormalizedText<'_>,
    digits: Range<usize>,
    lexicon: &Lexicon,
) -> Option<(NumberedMention, Range<usize>)> {
    let text = shadow.text();
    let (kind, start) = kind_word(text, words_before(text, digits.start), lexicon)?;
    let after = after_number(text, digits.end);
    let is_capital = text[start..].starts_with(char::is_uppercase);
    let mention = NumberedMention {
        surface: shadow.original(start..after.end),
        number: DocNumber::bare(&text[digits.clone()])?,
        number_at: shadow.original(digits),
        kind: Some(kind.clone()),
        date: after.date,
        issuer: after.issuer.map(Fingerprinted::from),
        title: after.title,
    };
    // `Phương án 1 của …` may be anybody's first.
    let is_told = mention.date.is_some() || (mention.issuer.is_some() && BY_ORDINAL.contains(&kind.name.as_str()));
    (is_capital && is_told).then_some((mention, start..after.end))
}

/// Cheap test before any pattern runs: a digit, then a hyphen, a slash or what may be another dash.
pub(crate) fn may_hold_number(text: &str) -> bool {
    let bytes = text.as_bytes();
    let digit = byte_scan::position(bytes, |byte| byte.is_ascii_digit());
    digit.is_some_and(|at| {
        let has_sign = byte_scan::position(&bytes[at..], |byte| matches!(byte, b'-' | b'/' | 0xe2)).is_some();
        has_sign || text.contains("số ") || text.contains("Số ")
    })
}

fn at_number(
    shadow: &NormalizedText<'_>,
    matched: Range<usize>,
    lexicon: &Lexicon,
    previous: Option<&(NumberedMention, Range<usize>)>,
) -> Option<(NumberedMention, Range<usize>)> {
    let text = shadow.text();
    let before = words_before(text, matched.start);
    if !may_be_number(text, &matched, &before) {
        return None;
    }
    let word = kind_word(text, before.clone(), lexicon);
    let says_number = !text[before.end..matched.start].trim().is_empty();
    let is_document = word.is_some() || start_without_kind(text, before.clone(), matched.start) < matched.start;
    let shared = shared_kind(text, matched.start, previous);
    let introduction = Introduction {
        by_kind: word.is_some(),
        by_number_word: says_number,
        by_document_word: is_document || shared.is_some(),
        fully: is_document && says_number,
    };
    let (range, number) = longest_number(text, matched, (lexicon, introduction))?;
    // `Thông báo kết luận số 254-TB/TW`: where word and symbol disagree, the symbol tells.
    let word = word
        .filter(|(kind, _)| may_stand_for(&number, kind, lexicon))
        .or_else(|| {
            says_number.then_some(())?;
            qualified_kind(text, before.clone(), (&number, lexicon))
        });
    let led = word.is_none().then(|| led_by(text, before.clone(), lexicon)).flatten();
    let start = match (&word, &led) {
        (Some((_, start)), _) => *start,
        (None, Some(led)) if led.is_part && says_number => led.start,
        (None, _) => start_without_kind(text, before, range.start),
    };
    let start = previous.map_or(start, |(_, taken)| start.max(taken.end));
    let shared = shared.or(led.as_ref().map(|led| &led.kind));
    let kind = word
        .map(|(kind, _)| kind.clone())
        .or_else(|| fitting_kind(&number, shared, lexicon));
    let after = after_number(text, range.end);
    let mention = NumberedMention {
        surface: shadow.original(start..after.end),
        number_at: shadow.original(range),
        number,
        kind,
        date: after.date,
        issuer: after.issuer.or(led.and_then(|led| led.issuer)).map(Fingerprinted::from),
        title: after.title,
    };
    Some((mention, start..after.end))
}

/// Says whether the symbol of a number may stand for a kind: it does, or stands for none that is known.
fn may_stand_for(number: &DocNumber, kind: &Kind, lexicon: &Lexicon) -> bool {
    let Some(symbol) = number.symbols().next() else {
        return true;
    };
    let mut kinds = lexicon.kinds_of_abbreviation(symbol).peekable();
    kinds.peek().is_none() || kinds.any(|fitting| fitting == kind)
}

/// Says whether a number may begin where it stands: not glued to anything but `số`, not the text's own, not that of a
/// form or an account.
fn may_be_number(text: &str, matched: &Range<usize>, before: &Range<usize>) -> bool {
    let head = &text[..matched.start];
    let is_glued = head.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '-' | '/' | '.' | '_' | '='));
    if is_glued && !["số", "Số", "SỐ"].iter().any(|word| head.ends_with(word)) {
        return false;
    }
    // `Số: 393-QĐ/TU` above a text is the text's own number.
    if OWN_NUMBER.is_match(&text[start_of_last(text, matched.start, OWN_NUMBER_BEFORE)..matched.start]) {
        return false;
    }
    text[matched.clone()].contains("QH") || !OTHER_THINGS.is_match(&text[before.clone()])
}

/// The kind of the number before, where both stand in one list.
fn shared_kind<'p>(text: &str, at: usize, previous: Option<&'p (NumberedMention, Range<usize>)>) -> Option<&'p Kind> {
    let (mention, taken) = previous?;
    let between = text.get(taken.end..at)?;
    mention.kind.as_ref().filter(|_| BETWEEN.is_match(between))
}

/// The kind of a number without a word of its own: the shared one if its symbol allows, or the
/// only one that the symbol stands for.
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
