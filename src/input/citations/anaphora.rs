//! Finds references that depend on earlier text: short forms (`Đề án 04`), `nêu trên`, `này`, sets with a count.

use std::ops::Range;

use crate::base::fingerprint::Fingerprinted;
use crate::base::pattern::Pattern;
use crate::base::word_list::WordList;
use crate::input::citations::lexicon::Kind;
use crate::input::citations::mention::{MentionedThing, overlap};
use crate::input::citations::normalized_text::{NormalizedText, start_of_last};
use crate::input::citations::number_context::issuer_after;
use crate::input::citations::short_forms::short_form;

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
    // Kinds of which the last document so far has no number: `nêu trên` means that one.
    let mut unnumbered: Vec<&Kind> = Vec::new();
    for (word, kind) in kind_words.iter().cloned() {
        let next = taken.partition_point(|range| range.end <= word.start);
        if taken.get(next).is_some_and(|range| overlap(range, &word)) {
            unnumbered.retain(|other| *other != kind);
            continue;
        }
        let mut members = set(text, word.clone(), kind);
        if members.is_empty() {
            let is_known =
                |what: &MentionedThing| !matches!(what, MentionedThing::Above(_)) || !unnumbered.contains(&kind);
            members.extend(pointer(text, word.clone(), kind).filter(|(what, _)| is_known(what)));
        }
        if members.is_empty() && is_without_number(text, &word, kind) && !unnumbered.contains(&kind) {
            unnumbered.push(kind);
        }
        let from = found.last().map_or(0, |(_, last)| last.end);
        if members.first().is_some_and(|(_, range)| from <= range.start) {
            found.extend(members);
        }
    }
    found
}

/// Words behind a kind word that speak of a document named before, or of documents in general.
const NOT_NAMING: WordList = WordList(
    "có|được|đã|là|và|thì|phải|sẽ|cũng|không|chưa|hoặc|hay|đó|ấy|trên|này|nêu|nói|kể|dẫn|đang|bị|tại|theo|do|để|mà|nên|\
     số|nào|khác|mới|cũ|hành|trong|với|cho|khi",
);

/// Returns whether a kind word names a document by other words than its number: `quyết định khen thưởng năm hộ`.
fn is_without_number(text: &str, word: &Range<usize>, kind: &Kind) -> bool {
    let before = &text[..word.start];
    // `theo quy định của pháp luật` names none.
    let is_general = kind.name == "Quy định" && text[word.clone()].starts_with(char::is_lowercase)
        || ["các ", "những ", "mọi ", "từng ", "Các "]
            .iter()
            .any(|many| before.ends_with(many));
    let next = text[word.end..].strip_prefix(' ').unwrap_or("");
    let next = next.split(|letter: char| !letter.is_alphabetic()).next().unwrap_or("");
    !is_general && next.starts_with(char::is_lowercase) && !NOT_NAMING.contains(next)
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
    let form = short_form(text, &word, kind)?;
    let issuer = issuer_after(&text[form.range.end..]);
    let what = MentionedThing::Short {
        kind: form.kind,
        ordinal: form.ordinal,
        year: None,
        issuer: issuer.map(Fingerprinted::from),
    };
    Some((what, form.range))
}

/// Returns the length of `words` if `rest` begins with them and they end at a word boundary.
fn ends_word(rest: &str, words: &str) -> Option<usize> {
    let after = rest.strip_prefix(words)?;
    (!after.starts_with(char::is_alphanumeric)).then_some(words.len())
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
