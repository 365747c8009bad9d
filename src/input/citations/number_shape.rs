//! Which part of a match is the number of a document: not what was glued to it, not a plan figure or the code of a form.

use std::ops::Range;

use crate::base::byte_scan;
use crate::base::number::DocNumber;
use crate::input::citations::lexicon::Lexicon;

/// The rows of digits in a text, in order.
pub(crate) fn rows_of_digits(text: &str) -> impl Iterator<Item = Range<usize>> {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + byte_scan::position(&bytes[at..], |byte| byte.is_ascii_digit())?;
        let length = bytes[start..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        at = start + length;
        Some(start..at)
    })
}

/// More hyphens and slashes than any number has: `30/2020/TTLT-BNV-VPCP-BTC`.
const MOST_SIGNS: usize = 12;

/// Takes the longest part of a match that is the number of a document.
pub(crate) fn longest_number(
    text: &str,
    matched: Range<usize>,
    (lexicon, introduction): (&Lexicon, Introduction),
) -> Option<(Range<usize>, DocNumber)> {
    let signs = text[matched.clone()].match_indices(['-', '/']);
    let mut end = signs
        .map(|(at, _)| matched.start + at)
        .nth(MOST_SIGNS)
        .unwrap_or(matched.end);
    end = matched.start + without_tail(&text[matched.start..end]);
    loop {
        let candidate = &text[matched.start..end];
        let after = &text[end..];
        let is_file = after.starts_with('.') && after[1..].starts_with(char::is_lowercase);
        let followed = is_file || after.starts_with(|c: char| c.is_lowercase() || matches!(c, '_' | '%'));
        let is_cut = end < matched.end && without_tail(&text[matched.start..matched.end]) + matched.start == end;
        if (!followed || is_cut)
            && let Some(number) = parsed(candidate, (lexicon, introduction))
            && is_plausible(candidate, &number, (lexicon, introduction))
        {
            return Some((matched.start..end, number));
        }
        let cut = candidate.rfind(['-', '/'])?;
        end = matched.start + candidate[..cut].trim_end().len();
    }
}

/// The number that is all of some words. Where a blank stands for the first hyphen, a kind word or `số` must stand
/// before, and the symbol of a kind behind.
fn parsed(candidate: &str, (lexicon, introduction): (&Lexicon, Introduction)) -> Option<DocNumber> {
    let digits = candidate.find(|c: char| !c.is_ascii_digit())?;
    let is_blank =
        candidate[digits..].trim_start().starts_with(char::is_uppercase) && candidate[digits..].starts_with(' ');
    if !is_blank {
        return DocNumber::parse(candidate);
    }
    let number = DocNumber::parse(&format!(
        "{}-{}",
        &candidate[..digits],
        candidate[digits..].trim_start()
    ))?;
    let is_known = lexicon.kinds_of_abbreviation(number.symbols().next()?).next().is_some();
    (is_known && (introduction.by_kind || introduction.by_number_word)).then_some(number)
}

/// Words that follow numbers.
const GLUED: [&str; 5] = ["ngày", "của", "về", "năm", "và"];

/// Digits of the mark of a footnote.
const LONGEST_MARK: usize = 2;

/// Says whether the part of a number before its last symbol is a letter's: `1234/UBND-`.
fn is_letter(before: &str) -> bool {
    let symbols = before.trim_start_matches(|c: char| c.is_ascii_digit() || c == '/');
    LETTER_WRITERS.iter().any(|writer| symbols.starts_with(writer))
}

/// Who writes letters with the sign of a desk behind their own.
const LETTER_WRITERS: [&str; 4] = ["UBND-", "HĐND-", "VPCP-", "TTg-"];

/// The length of a number without what was glued to it: the mark of a footnote (`66-NQ/TW1`), the next word
/// (`75/2024/TT-BTCQuy định`). The symbols of a legislature end in the number of its term.
fn without_tail(candidate: &str) -> usize {
    let symbol = candidate.rfind(['-', '/']).map_or(0, |at| at + 1);
    let last = candidate[symbol..].trim_start();
    let start = candidate.len() - last.len();
    // A word glued to the number, as texts from PDF have it: `152/2025/TT-BTCngày`.
    let has_small = last.contains(|letter: char| letter.is_ascii_lowercase());
    if let Some(glued) = GLUED
        .iter()
        .filter(|_| has_small)
        .filter_map(|word| last.find(word))
        .min()
        .filter(|at| *at >= 2)
    {
        return start + glued;
    }
    let letters = last.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = last.len() - letters.len();
    if digits > 0 {
        // The National Assembly is in its sixteenth term: a third digit is a mark.
        if letters.ends_with("QH") && digits > LONGEST_MARK {
            return candidate.len() - (digits - LONGEST_MARK);
        }
        let of_term = letters.contains("QH")
            || (digits == 2 && letters.starts_with("UB") && !letters.starts_with("UBND"))
            || (digits == 2 && letters.contains("HĐND"))
            || letters.contains("HĐNN")
            || digits > LONGEST_MARK
            // Nor is a mark glued to the name of a steering committee, or to the desk that writes a letter.
            || (letters.starts_with("BCĐ") && digits > 1)
            || is_letter(&candidate[..symbol]);
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

/// How a number is introduced.
#[derive(Clone, Copy)]
pub(crate) struct Introduction {
    /// A kind word stands before it.
    pub(crate) by_kind: bool,
    /// `số` stands before it.
    pub(crate) by_number_word: bool,
    /// A kind word or another word for documents stands before it.
    pub(crate) by_document_word: bool,
    /// Such a word, and `số`.
    pub(crate) fully: bool,
}

/// Symbols of the first decades, alone behind the ordinal: `Nghị định 88/CP`.
const OLD_SYMBOLS: [&str; 9] = ["CP", "HĐBT", "HĐCP", "HĐNN", "TTg", "NV", "SL", "CT", "PL"];

/// Tells numbers of documents from plan figures and ranges that look like them.
fn is_plausible(written: &str, number: &DocNumber, (lexicon, introduction): (&Lexicon, Introduction)) -> bool {
    let parts: Vec<&str> = number.symbols().collect();
    let Some(&first) = parts.first() else { return false };
    let capitals = |part: &str| part.chars().filter(|c| c.is_uppercase()).count();
    let known = lexicon.kinds_of_abbreviation(first).next().is_some();
    let is_known = |part: &str| known && part == first;
    let symbols = parts
        .iter()
        .all(|part| is_known(part) || capitals(part) >= 1 && capitals(part) * 2 >= part.chars().count().min(6));
    let is_unspaced = !written.contains(' ');
    match parts.len() {
        1 => {
            let is_symbol = first.chars().count() >= 2 && is_unspaced && symbols;
            let is_old = introduction.by_kind && OLD_SYMBOLS.contains(&first);
            // `12/QĐ` alone is anything.
            let is_introduced = introduction.by_document_word || introduction.by_number_word;
            ((known || introduction.fully) && is_introduced && is_symbol)
                || (is_old && symbols)
                || (number.year().is_some() && is_law(first))
        }
        // A symbol that is no kind's is a letter's (`5973/UBND-KT`), or the code of a form, a model, a table.
        _ if !known && !introduction.fully => {
            let all_capitals = |part: &&str| {
                let is_capital = |c: char| c.is_uppercase() || c.is_ascii_digit() || matches!(c, '&' | '.');
                *part == "TTg" || part.chars().all(is_capital)
            };
            let is_issuer = ISSUERS.iter().any(|issuer| first.starts_with(issuer));
            let is_introduced = introduction.by_document_word || introduction.by_number_word;
            // `số 38-CTrPH/BDVTU-CAT`: what `số` introduces may have a small letter in its symbol.
            let is_shaped = match introduction.by_number_word {
                true => parts.last().is_some_and(all_capitals),
                false => parts.iter().all(all_capitals),
            };
            symbols && is_unspaced && capitals(first) >= 2 && (is_introduced || is_issuer) && is_shaped
        }
        _ => symbols,
    }
}

/// With these begin the symbols of those who write letters.
const ISSUERS: [&str; 9] = ["UBND", "HĐND", "VPCP", "TTg", "VP", "B", "S", "TANDTC", "TU"];

/// Says whether a lone symbol is a legislature's: `QH14`, `UBTVQH15`, `L-CTN`.
fn is_law(symbol: &str) -> bool {
    symbol.trim_end_matches(|c: char| c.is_ascii_digit()).ends_with("QH")
}
