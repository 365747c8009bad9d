//! Reads the context of a number: the kind word before it; date, issuer and title after it.
//!
//! Takes normalized text and gives byte positions in it.

use std::ops::{Range, RangeInclusive};

use regex::Match;

use crate::base::date::PartialDate;
use crate::base::number::DocNumber;
use crate::base::pattern::Pattern;
use crate::input::citations::date_context::{DateBehind, date_at, date_in_clause};
use crate::input::citations::lexicon::{Kind, Lexicon};
use crate::input::citations::mention::DateDoubt;
use crate::input::citations::normalized_text::{first_of, start_of_last};

/// Maximum length of an issuer, in characters.
const MAX_ISSUER_CHARS: usize = 121;
/// A title in quotation marks, after number, date and issuer: `về việc “Tiếp tục đổi mới…”`.
static TITLE: Pattern =
    Pattern::new(r"^,?(?: của ([^,;.:()“”\x22]{2,}))?[,:]? *(?:(?:về việc|về|V/v) *)?[“\x22]([^“”\x22]+)[”\x22]");
/// A citation in quotation marks: kind and number.
static CITATION: Pattern = Pattern::new(r"^\p{L}+ \p{L}+ (?:số )?[0-9]+ ?[-/]");
/// `số` and blanks right before a number; some texts repeat the word by mistake.
static BEFORE: Pattern = Pattern::new(r" *(?:(?i:số|sô) ?:? *){0,2}$");
/// A word for documents in general, which is not a kind.
static ANY_KIND: Pattern =
    Pattern::new(r"(?:^|[^\p{L}])([Vv]ăn bản(?: hợp nhất)?|[Cc]ông hàm|[Gg]iấy mời|[Tt]hư công tác)$");

/// Maximum distance before a number at which its kind word is looked for, in bytes.
const MAX_LOOK_BACK: usize = 160;
/// Maximum number of words between a kind and `số`: `Báo cáo thẩm tra số`, `Thông báo kết luận số`.
const MAX_QUALIFIERS: usize = 3;
/// Lengths that a title in quotation marks may have, in characters.
const TITLE_CHARS: RangeInclusive<usize> = 8..=400;
/// Maximum distance between a number or its date and the title, in bytes.
const MAX_TITLE_DISTANCE: usize = 200;

/// The words before a number among which its kind word is looked for, without `số` and blanks at their end.
pub(crate) fn words_before(text: &str, number_start: usize) -> Range<usize> {
    let from = start_of_last(text, number_start, MAX_LOOK_BACK);
    let window = &text[from..number_start];
    let end = BEFORE.find(window).map_or(window.len(), |found| found.start());
    from..from + window[..end].trim_end().len()
}

/// The kind word at the end of `words`: the kind and the byte at which it begins.
pub(crate) fn kind_word<'l>(text: &str, words: Range<usize>, lexicon: &'l Lexicon) -> Option<(&'l Kind, usize)> {
    let (kind, length) = lexicon.kind_at_end(&text[words.clone()])?;
    Some((kind, words.end - length))
}

/// The kind word near the end of `words`, before a few lower-case qualifiers, if the number's symbol confirms it: `Báo
/// cáo thẩm tra số 441/BC-…`.
pub(crate) fn qualified_kind<'l>(
    text: &str,
    words: Range<usize>,
    (number, lexicon): (&DocNumber, &'l Lexicon),
) -> Option<(&'l Kind, usize)> {
    let symbol = number.symbols().next()?;
    let mut end = words.end;
    for _ in 0..MAX_QUALIFIERS {
        let cut = text[words.start..end].rfind(' ')?;
        let qualifier = &text[words.start + cut + 1..end];
        if !qualifier.chars().all(char::is_lowercase) {
            return None;
        }
        end = words.start + cut;
        let found = kind_word(text, words.start..end, lexicon);
        if let Some((kind, start)) = found {
            let fits = lexicon.kinds_of_abbreviation(symbol).any(|fitting| fitting == kind);
            return fits.then_some((kind, start));
        }
    }
    None
}

/// A kind word that is separated from its number: `các Quyết định: số …`, `Quyết định của Ban Thường vụ Tỉnh ủy số …`.
pub(crate) struct LeadingKind {
    /// The kind that the word names.
    pub(crate) kind: Kind,
    /// Where the kind word begins.
    pub(crate) start: usize,
    /// The issuer between kind and number.
    pub(crate) issuer: Option<String>,
    /// Whether kind, issuer and number are one citation.
    pub(crate) is_part: bool,
}

/// Text between a kind word and the number that it leads.
static LEADING: Pattern = Pattern::new(r"^(?: của (\p{Lu}[^;,.:()“”\x220-9]{2,}?))?( ?[:(])?$");

/// The most letters of an issuer before a title, and before a number that its kind leads. In the patterns the bounds would
/// make them as many times as large.
const MAX_BEFORE_TITLE: usize = 80;
const MAX_BEFORE_NUMBER: usize = 81;

/// Returns whether an issuer is no longer than this, if there is one.
fn is_at_most(issuer: Option<Match<'_>>, letters: usize) -> bool {
    issuer.is_none_or(|issuer| issuer.as_str().chars().count() <= letters)
}

/// Finds the kind word that leads a number, in the words before it.
pub(crate) fn leading_kind(text: &str, words: Range<usize>, lexicon: &Lexicon) -> Option<LeadingKind> {
    let window = &text[words.clone()];
    let (word, kind) = lexicon.kind_words(window).last()?;
    let between = LEADING.captures(&window[word.end..])?;
    if !is_at_most(between.get(1), MAX_BEFORE_NUMBER) {
        return None;
    }
    let issuer = between.get(1).map(|issuer| issuer.as_str().trim());
    let issuer = match issuer {
        Some(issuer) if body_name(issuer) != issuer => return None,
        issuer => issuer.map(str::to_owned),
    };
    let is_list = between.get(2).is_some();
    (issuer.is_some() || is_list).then(|| LeadingKind {
        kind: kind.clone(),
        start: words.start + word.start,
        is_part: issuer.is_some() && !is_list,
        issuer,
    })
}

/// The beginning of a citation without a kind word: a word for documents in general, else the number.
pub(crate) fn start_without_kind(text: &str, words: Range<usize>, number_start: usize) -> usize {
    let word = ANY_KIND.captures(&text[words.clone()]).and_then(|found| found.get(1));
    word.map_or(number_start, |word| words.start + word.start())
}

/// The context after a number.
pub(crate) struct Trailing {
    /// The date after the number.
    pub(crate) date: Option<PartialDate>,
    /// What is in the place of a date, or near, and is none for certain.
    pub(crate) doubt: Option<DateDoubt>,
    /// The issuer after it (`của Tỉnh ủy`).
    pub(crate) issuer: Option<String>,
    /// The title after it (`về việc …`).
    pub(crate) title: Option<String>,
    /// The end of the number or of its date.
    pub(crate) end: usize,
}

/// Reads the date and the issuer after a number, in either order, and a title in quotation marks.
pub(crate) fn after_number(text: &str, end: usize) -> Trailing {
    let rest = &text[end..];
    let (found, named) = match date_at(rest) {
        Some(found) => (Some(found), None),
        None => match issuer_and_date(rest) {
            Some((issuer, found)) => (Some(found), Some(issuer.to_owned())),
            None => (None, None),
        },
    };
    let date = found.as_ref().and_then(|found| found.date);
    let impossible = found.as_ref().filter(|found| found.date.is_none());
    let impossible = impossible.map(|found| DateDoubt::Impossible(rest[found.words.clone()].into()));
    let length = found.filter(|found| found.date.is_some() && found.is_part);
    let length = length.map_or(0, |found| found.words.end);
    let title = title(&rest[length..]);
    // `số 46-QĐ/TU “Về công tác thanh niên” ngày 4/5/2012 của …`: the title may come first.
    let (date, behind) = match (date, &title) {
        (None, Some((_, title_end))) => {
            let behind = &rest[length + title_end..];
            let dated = date_at(behind).and_then(|found| Some((found.date?, found.words.end)));
            dated.map_or((None, &rest[length..]), |(date, end)| (Some(date), &behind[end..]))
        }
        _ => (date, &rest[length..]),
    };
    let nearby = || date_in_clause(rest).map(DateDoubt::Nearby);
    Trailing {
        doubt: impossible.or_else(|| date.is_none().then(nearby).flatten()),
        date,
        issuer: named.or_else(|| issuer_after(behind)),
        title: title.map(|(title, _)| title),
        end: end + length,
    }
}

/// Lower-case syllables that continue the name of a body.
static IN_NAMES: Pattern = Pattern::new(concat!(
    r"^(?:nhân|dân|tỉnh|thành|phố|huyện|thị|xã|phường|trấn|quận|đặc|khu|các|nông|thôn|nước|toàn|quốc|",
    r"chấp|hành|thường|vụ|trung|ương|đảng|đoàn|lâm|thời|liên|ngành|trực|thuộc|công|nghiệp|kinh|tế|",
    r"chính|trị|hội|trưởng)$"
));
/// Lower-case words that follow the name of a body, as opposed to the second syllable of a word of the name.
const AFTER_NAMES: [&str; 58] = [
    "về", "trong", "tại", "làm", "phê", "nhiệm", "sửa", "quy", "do", "theo", "thì", "đã", "được", "là", "để", "cho",
    "từ", "khi", "nhằm", "gồm", "trên", "với", "có", "ở", "nêu", "này", "số", "ngày", "năm", "ký", "giao", "đối",
    "yêu", "chỉ", "đề", "nói", "kể", "bổ", "thay", "bãi", "như", "cùng", "sau", "trước", "đến", "tới", "vào", "ra",
    "hay", "hoặc", "mà", "nên", "phải", "sẽ", "cũng", "không", "chưa", "bị",
];
/// Such words that have two syllables.
const LONG_AFTER_NAMES: [&str; 4] = ["hướng dẫn", "triển khai", "thực hiện", "hiện nay"];
/// Words after `và` that begin another citation rather than a body's name.
static OTHER_CITATIONS: Pattern = Pattern::new(concat!(
    r"^(?:Kế hoạch|Quyết định|Nghị quyết|Nghị định|Chỉ thị|Đề án|Kết luận|Thông tư|Thông tri|Thông báo|",
    r"Hướng dẫn|Báo cáo|Quy chế|Quy định|Chương trình|Luật|Công văn)"
));

/// The name of a body at the beginning of `words`: capitalized syllables, one lower-case syllable after each of them,
/// and the syllables that continue names.
fn body_name(words: &str) -> &str {
    let mut end = 0;
    let mut at = 0;
    let mut after_capital = false;
    let mut joint = false;
    for word in words.split_inclusive(' ') {
        let start = at;
        at += word.len();
        let syllable = word.trim_end();
        let is_capital = syllable.starts_with(char::is_uppercase);
        if joint && (!is_capital || OTHER_CITATIONS.is_match(&words[start..])) {
            break;
        }
        joint = matches!(syllable, "và" | "-");
        if joint || syllable.is_empty() {
            continue;
        }
        let follows = after_capital && !is_after_name(&words[start..], syllable);
        let is_continued = is_capital || follows || IN_NAMES.is_match(syllable);
        if !is_continued {
            break;
        }
        let is_numeral = syllable.chars().all(|letter| matches!(letter, 'I' | 'V' | 'X'));
        after_capital = is_capital && !is_numeral;
        end = start + syllable.len();
    }
    &words[..end]
}

/// Returns whether `words` are no part of a body's name; `syllable` is the first of them, with the punctuation after
/// it.
fn is_after_name(words: &str, syllable: &str) -> bool {
    let end = syllable.find(|letter: char| !letter.is_alphanumeric());
    AFTER_NAMES.contains(&&syllable[..end.unwrap_or(syllable.len())])
        || LONG_AFTER_NAMES.iter().any(|after| begins(words, after))
}

/// Returns whether `words` begin with `others`, at a word boundary.
fn begins(words: &str, others: &str) -> bool {
    let rest = words.strip_prefix(others);
    rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
}

/// A title and the end of its quotation; the pattern runs only if quotation marks are near.
fn title(behind: &str) -> Option<(String, usize)> {
    let near = behind.len().min(MAX_TITLE_DISTANCE);
    let may_hold = behind.as_bytes()[..near].iter().any(|byte| matches!(byte, b'"' | 0xe2));
    let found = may_hold.then(|| TITLE.captures(behind)).flatten()?;
    let title = found.get(2).map(|title| title.as_str())?;
    if !is_at_most(found.get(1), MAX_BEFORE_TITLE) || !TITLE_CHARS.contains(&title.chars().count()) {
        return None;
    }
    let title = title.trim();
    // A whole citation may be in quotation marks too.
    (!CITATION.is_match(title)).then(|| (title.to_owned(), found.get(0).map_or(0, |whole| whole.end())))
}

/// The issuer at the beginning of `words`: ` của Tỉnh ủy Thái Nguyên`.
pub(crate) fn issuer_after(words: &str) -> Option<String> {
    let words = words.trim_start_matches(' ');
    let words = words.strip_prefix([',', ')']).unwrap_or(words).trim_start_matches(' ');
    let words = words.strip_prefix("của ")?.trim_start_matches(' ');
    if !words.starts_with(char::is_uppercase) {
        return None;
    }
    let is_end = |letter: char| matches!(letter, ',' | ';' | '.' | ':' | '(' | ')' | '“' | '”' | '"' | '\n');
    let mut letters = words.char_indices().take(MAX_ISSUER_CHARS);
    let stop = letters.find(|(_, letter)| is_end(*letter)).map(|(at, _)| at);
    let next = || {
        words
            .char_indices()
            .nth(MAX_ISSUER_CHARS)
            .map_or(words.len(), |(at, _)| at)
    };
    let issuer = &words[..stop.unwrap_or_else(next)];
    issuer.chars().nth(1).is_some().then(|| body_name(issuer).to_owned())
}

/// The issuer and the date after it: `của Tỉnh ủy (khóa X), ngày 4/5/2012`, `được Tỉnh ủy ban hành ngày 4/5/2012`.
fn issuer_and_date(rest: &str) -> Option<(&str, DateBehind)> {
    let leads = [" của ", " do ", " được "];
    let lead = leads.iter().find(|lead| rest.starts_with(**lead))?;
    let words = rest[lead.len()..].trim_start_matches(' ');
    let is_end = |letter: char| letter.is_ascii_digit() || ",;.:()“”\"".contains(letter);
    let words_end = words.find(is_end).unwrap_or(words.len()).min(MAX_ISSUER_CHARS);
    let name = body_name(first_of(words, words_end).trim_end());
    // A name has two letters at least.
    name.chars().nth(1)?;
    let start = rest.len() - words.len() + name.len();
    let found = date_at(&rest[start..]).or_else(|| {
        // A short note of the name in brackets: `(khóa X)`.
        let note = rest[start..].trim_start_matches(' ').strip_prefix('(')?;
        let end = first_of(note, MAX_NOTE).find([')', '('])?;
        let behind = note[end..].strip_prefix(')')?;
        let skipped = rest.len() - start - behind.len();
        let found = date_at(behind)?;
        let words = found.words.start + skipped..found.words.end + skipped;
        Some(DateBehind { words, ..found })
    })?;
    // Only a verb makes a date of `được Tỉnh ủy … ngày`.
    let is_issued = *lead == " của " || !found.is_part;
    is_issued.then(|| {
        let words = found.words.start + start..found.words.end + start;
        (name, DateBehind { words, ..found })
    })
}

/// Maximum length of a note in brackets behind the name of a body, in bytes.
const MAX_NOTE: usize = 40;

/// The full date (day, month, year) right after a byte, and its end.
pub(crate) fn date_after(text: &str, at: usize) -> Option<(PartialDate, usize)> {
    let found = date_at(&text[at..]).filter(|found| found.is_part)?;
    let date = found.date.filter(|date| matches!(date, PartialDate::Day(_)))?;
    Some((date, at + found.words.end))
}
