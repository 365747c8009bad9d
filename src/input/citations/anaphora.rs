//! Finds references that depend on earlier text: short forms (`Đề án 04`), `nêu trên`, `này`, sets with a count.

use std::ops::Range;

use crate::base::fingerprint::Fingerprinted;
use crate::base::pattern::Pattern;
use crate::base::word_list::WordList;
use crate::input::citations::lexicon::Kind;
use crate::input::citations::mention::{MentionedThing, overlap};
use crate::input::citations::normalized_text::{NormalizedText, start_of_last};
use crate::input::citations::number_context::issuer_after;

/// Words after a kind word that refer back to an earlier document.
const REFER_BACK: WordList =
    WordList(" nêu trên| nói trên| kể trên| đã nêu trên| trên đây| nêu tại| dẫn trên| đã nêu ở trên");
/// Maximum distance before a count at which the preceding word is read, in bytes.
const MAX_LOOK_BACK: usize = 24;
/// Numbers in words before a kind, from two on.
const COUNTS: WordList = WordList("hai|ba|bốn|năm|sáu|bảy|tám|chín");
/// Words before a number that make it an ordinal (`Điều 2`) rather than a count.
static ORDINAL_WORDS: Pattern = Pattern::new(concat!(
    r"(?:điều|khoản|điểm|mục|phụ lục|mẫu|quý|chương|phần|bảng|biểu|tháng|năm|số|ngày|khóa|kỳ|đợt|lần|",
    r"thứ|tuần|bước|nhóm|loại) $"
));
/// Units after a number that make it a quantity rather than an ordinal: `Kế hoạch 5 năm`, `Đề án 10 triệu cây xanh`.
const UNITS: [&str; 23] = [
    "năm", "tháng", "tuần", "quý", "triệu", "tỷ", "tỉ", "nghìn", "ngàn", "đồng", "người", "hộ", "lần", "điểm", "nội",
    "nhiệm", "mục", "chỉ", "giai", "xã", "huyện", "bước", "cấp",
];
/// Kinds whose documents are numbered by year rather than by ordinal: `Hiến pháp 1992`.
const BY_YEAR: [&str; 4] = ["Luật", "Bộ luật", "Hiến pháp", "Pháp lệnh"];
/// Maximum count of a set whose members become mentions of their own.
const MAX_SET_MEMBERS: usize = 9;

/// Finds anaphoric references outside the `taken` ranges of a normalized text, with their ranges, in order.
pub(crate) fn find_anaphora(
    normalized: &NormalizedText<'_>,
    taken: &[Range<usize>],
    kind_words: &[(Range<usize>, &Kind)],
) -> Vec<(MentionedThing, Range<usize>)> {
    let text = normalized.text();
    let mut found: Vec<(MentionedThing, Range<usize>)> = Vec::new();
    for (word, kind) in kind_words.iter().cloned() {
        let next = taken.partition_point(|range| range.end <= word.start);
        if taken.get(next).is_some_and(|range| overlap(range, &word)) {
            continue;
        }
        let mut members = set(text, word.clone(), kind);
        if members.is_empty() {
            members.extend(pointer(text, word, kind));
        }
        let from = found.last().map_or(0, |(_, last)| last.end);
        if members.first().is_some_and(|(_, range)| from <= range.start) {
            found.extend(members);
        }
    }
    found
}

/// `Đề án 04`, `Quyết định nêu trên`, `chương trình này`.
fn pointer(text: &str, word: Range<usize>, kind: &Kind) -> Option<(MentionedThing, Range<usize>)> {
    let rest = &text[word.end..];
    if let Some(length) = ends_word(rest, " này") {
        return Some((MentionedThing::This(kind.clone()), word.start..word.end + length));
    }
    if let Some(length) = REFER_BACK.iter().find_map(|words| ends_word(rest, words)) {
        return Some((MentionedThing::Above(kind.clone()), word.start..word.end + length));
    }
    short(text, word, kind)
}

/// Returns the length of `words` if `rest` begins with them and they end at a word boundary.
fn ends_word(rest: &str, words: &str) -> Option<usize> {
    let after = rest.strip_prefix(words)?;
    (!after.starts_with(char::is_alphanumeric)).then_some(words.len())
}

/// A kind and an ordinal without the symbol of a number after it: `Đề án 04`, `Nghị quyết số 26`.
fn short(text: &str, word: Range<usize>, kind: &Kind) -> Option<(MentionedThing, Range<usize>)> {
    if !text[word.start..].starts_with(char::is_uppercase) || BY_YEAR.contains(&kind.name.as_str()) {
        return None;
    }
    let rest = text[word.end..].strip_prefix(' ')?;
    let digits_from = if rest.starts_with("số ") { "số ".len() } else { 0 };
    let digits = &rest[digits_from..];
    let digits = &digits[..digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len())];
    let start = word.end + 1 + digits_from;
    let after = &text[start + digits.len()..];
    let is_continued = after.starts_with(char::is_alphanumeric)
        || after.trim_start().starts_with(['-', '/', '%'])
        || (after.starts_with(['.', ',']) && after[1..].starts_with(|c: char| c.is_ascii_digit()));
    let next = after
        .trim_start()
        .split(|c: char| !c.is_alphabetic())
        .next()
        .unwrap_or("");
    if digits.is_empty() || digits.len() > 4 || is_continued || UNITS.contains(&next) {
        return None;
    }
    let what = MentionedThing::Short {
        kind: kind.clone(),
        ordinal: digits.trim_start_matches('0').to_owned(),
        issuer: issuer_after(after).map(Fingerprinted::from),
    };
    Some((what, word.start..start + digits.len()))
}

/// `02 đề án của Tỉnh ủy`, `hai quyết định nêu trên`: one member for each document that the count announces.
fn set(text: &str, word: Range<usize>, kind: &Kind) -> Vec<(MentionedThing, Range<usize>)> {
    let before = text[..word.start].trim_end_matches(' ');
    let number_start = before
        .rfind(|c: char| !c.is_alphanumeric())
        .map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8));
    // `Điều 2 Quy chế này` names one regulation, not two.
    let lead = &before[start_of_last(before, number_start, MAX_LOOK_BACK)..number_start];
    if ORDINAL_WORDS.is_match(&lead.to_lowercase()) {
        return Vec::new();
    }
    let number = before[number_start..].to_lowercase();
    let written = COUNTS.iter().position(|name| name == number).map(|at| at + 2);
    let count = written.or_else(|| number.parse::<usize>().ok().filter(|_| number.len() <= 2));
    let Some(count) = count.filter(|count| (2..=MAX_SET_MEMBERS).contains(count)) else {
        return Vec::new();
    };
    let rest = &text[word.end..];
    let mut back = REFER_BACK.iter().chain([" trên", " này"]);
    let back = back.find_map(|words| ends_word(rest, words));
    let owner = rest.strip_prefix(" của ").map(|owner| {
        let words = owner.split(' ').take(2).collect::<Vec<_>>().join(" ");
        " của ".len() + words.trim_end_matches([',', '.', ';', ':']).len()
    });
    let is_owned = rest
        .strip_prefix(" của ")
        .is_some_and(|owner| owner.starts_with(char::is_uppercase));
    let Some(length) = back.or(owner.filter(|_| is_owned)) else {
        return Vec::new();
    };
    members(text, number_start..word.end + length, (kind, count, back.is_some()))
}

/// Divides the words of a set among its members.
fn members(
    text: &str,
    range: Range<usize>,
    (kind, count, points_back): (&Kind, usize, bool),
) -> Vec<(MentionedThing, Range<usize>)> {
    let mut words: Vec<Range<usize>> = Vec::new();
    let mut at = range.start;
    for word in text[range].split(' ') {
        if !word.is_empty() {
            words.push(at..at + word.len());
        }
        at += word.len() + 1;
    }
    if words.len() < count {
        return Vec::new();
    }
    let part = words.len().div_ceil(count);
    let member = |(index, words): (usize, &[Range<usize>])| {
        let range = words.first()?.start..words.last()?.end;
        let kind = kind.clone();
        Some((
            MentionedThing::Member {
                kind,
                count,
                index,
                points_back,
            },
            range,
        ))
    };
    words.chunks(part).enumerate().take(count).filter_map(member).collect()
}
