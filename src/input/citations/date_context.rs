//! Finds the date of a cited document around its number: behind it, behind its issuer, before it, or in its clause.
//!
//! Takes normalized text and gives byte positions in it.

use crate::base::date::PartialDate;
use crate::base::pattern::Pattern;
use crate::base::word_list::WordList;
use crate::input::citations::dates::{WrittenDate, in_brackets, written_date};
use crate::input::citations::normalized_text::{first_of, start_of_last};

/// A date behind a number.
pub(crate) struct DateBehind {
    /// The date; `None` if no calendar has it.
    pub(crate) date: Option<PartialDate>,
    /// Where its words begin and end, in the text behind the number.
    pub(crate) words: std::ops::Range<usize>,
    /// Whether it is a part of the citation: a verb (`ban hành ngày`) makes a clause of it.
    pub(crate) is_part: bool,
}

/// The words that may be between a number, or its issuer, and the date.
static LEAD: Pattern = Pattern::new(concat!(
    r"^(?:\[[0-9]{1,2}\])? *(?:,? ?\(?(?:[Kk]h[oó][aá] [IVX]{1,5}|nhiệm kỳ [0-9]{4} ?- ?[0-9]{4})\)?)?[,(]? *",
    r"((?:được |do )?(?:ký ban hành|ban hành|ký|ra|thông qua) (?:vào )?)?",
    r"((?i:ngày)(?: ban hành| ký)?:? *)?",
));
/// Number of bytes behind a number in which its date is looked for.
const NEAR: usize = 160;

/// The date at the beginning of the words behind a number: `, ngày 15/3/2012`, `(3/2012)`, `ban hành ngày 15/3/2012`.
pub(crate) fn date_at(words: &str) -> Option<DateBehind> {
    let near = first_of(words, NEAR);
    if !may_lead(near) || !near.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    if let Some(year) = glued_year(near) {
        return Some(year);
    }
    let blanks = near.len() - near.trim_start_matches(' ').len();
    if let Some(WrittenDate { date, length }) = in_brackets(&near[blanks..]) {
        return Some(DateBehind {
            date,
            words: blanks..blanks + length,
            is_part: true,
        });
    }
    if let Some(plain) = plain_date(near) {
        return Some(plain);
    }
    let lead = LEAD.captures(near)?;
    let start = lead[0].len();
    let WrittenDate { date, length } = written_date(&near[start..], lead.get(2).is_some())?;
    let end = start + length;
    let is_closed = lead[0].contains('(') && !lead[0].contains(')') && near[end..].starts_with(')');
    Some(DateBehind {
        date,
        words: start..end + usize::from(is_closed),
        is_part: lead.get(1).is_none(),
    })
}

/// The date in the commonest form, ` ngày 15/3/2012` or `, ngày 15/3/2012`, for which no pattern is needed.
fn plain_date(words: &str) -> Option<DateBehind> {
    let lead = [" ngày ", ", ngày "].iter().find(|lead| words.starts_with(**lead))?;
    let start = lead.len();
    let behind = &words[start..];
    if !behind.starts_with(|first: char| first.is_ascii_digit()) {
        return None;
    }
    let WrittenDate { date, length } = written_date(behind, true)?;
    Some(DateBehind {
        date,
        words: start..start + length,
        is_part: true,
    })
}

/// Returns whether words may begin with a date or with what leads to one: a cheap test before the pattern runs.
fn may_lead(words: &str) -> bool {
    let first = words.trim_start_matches(' ').chars().next();
    first.is_some_and(|first| first.is_ascii_digit() || "[,(/-nNkKđdbrtT".contains(first))
}

/// The year of `26-NQ/TW/2008`.
fn glued_year(words: &str) -> Option<DateBehind> {
    let digits = words.strip_prefix(['/', '-'])?;
    let length = digits.bytes().take(5).take_while(u8::is_ascii_digit).count();
    let year = digits[..length]
        .parse()
        .ok()
        .filter(|year| (1900..2100).contains(year))?;
    let is_cut = digits[length..].starts_with(|next: char| next.is_alphanumeric() || matches!(next, '/' | '-'));
    (!is_cut).then(|| DateBehind {
        date: Some(PartialDate::Year(year)),
        words: 1..1 + length,
        is_part: false,
    })
}

/// Words that show that a date is that of something else than a document: of an effect, an end, a meeting.
const OTHER_DATES: WordList =
    WordList("hiệu lực|từ |đến |tới |trước |sau |hết |thi hành|hội nghị|Hội nghị|họp|tổ chức|lễ|chậm nhất|kỷ niệm");

/// A date in the clause of a number that may be its date or not.
pub(crate) fn date_in_clause(words: &str) -> Option<PartialDate> {
    let near = first_of(words, NEAR);
    let is_end = |letter: char| matches!(letter, ',' | ';' | ':' | '(' | ')' | '"' | '“' | '”' | '\u{2029}');
    let clause = &near[..near.find(is_end).unwrap_or(near.len())];
    let at = clause.find("ngày ")?;
    let before = &clause[..at];
    let is_other = before.contains(|letter: char| letter.is_ascii_digit() || letter == '.')
        || OTHER_DATES.iter().any(|word| before.contains(word));
    let found = (!is_other).then(|| written_date(&near[at + "ngày ".len()..], true));
    found.flatten()?.date
}

/// Maximum distance before a number at which its date is looked for, in bytes.
const MAX_LOOK_BACK: usize = 140;

/// The date at the end of the words before a number, and where `ngày` begins: `Quyết định ngày 15/3/2012 số …`.
pub(crate) fn date_before(words: &str) -> Option<(PartialDate, usize)> {
    let from = start_of_last(words, words.len(), "ngày mười lăm tháng mười hai năm 2012, ".len());
    let window = words[from..].trim_end_matches([' ', ',']);
    let at = window.rfind("ngày ")?;
    let start = at + "ngày ".len();
    let found = written_date(&window[start..], true)?;
    (start + found.length == window.len()).then_some((found.date?, from + at))
}

/// The date at the head of a sentence that says that a body issued the document behind it: `Ngày 15/3/2012, Tỉnh ủy ban
/// hành …`.
pub(crate) fn date_of_issue(text: &str, at: usize) -> Option<PartialDate> {
    let window = &text[start_of_last(text, at, MAX_LOOK_BACK)..at];
    let clause = window.trim_end();
    let clause = ["ban hành", "thông qua", "ký"]
        .iter()
        .find_map(|verb| clause.strip_suffix(verb))?;
    let start = clause.rfind("gày ")? + "gày ".len();
    let WrittenDate { date, length } = written_date(&clause[start..], true)?;
    let body = clause[start + length..].strip_prefix(", ")?;
    let is_one =
        !body.contains(|letter: char| letter.is_ascii_digit() || matches!(letter, ',' | ';' | '.' | ':' | '('));
    date.filter(|_| is_one)
}
