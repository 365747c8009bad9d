//! Decides which part of a match is the number of a document: without text glued to it; not a plan figure or the code
//! of a form.

use std::ops::Range;

use crate::base::byte_scan;
use crate::base::number::DocNumber;
use crate::input::citations::lexicon::Lexicon;

/// The ranges of consecutive digits in a text, in order.
pub(crate) fn digit_runs(text: &str) -> impl Iterator<Item = Range<usize>> {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + byte_scan::position(&bytes[at..], |byte| byte.is_ascii_digit())?;
        let length = bytes[start..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        at = start + length;
        Some(start..at)
    })
}

/// Maximum number of hyphens and slashes that are read, more than any number has: `30/2020/TTLT-BNV-VPCP-BTC`.
const MAX_SEPARATORS: usize = 12;

/// Takes the longest part of a match that is the number of a document.
pub(crate) fn longest_number(
    text: &str,
    matched: Range<usize>,
    (lexicon, introduction): (&Lexicon, Introduction),
) -> Option<(Range<usize>, DocNumber)> {
    let signs = text[matched.clone()].match_indices(['-', '/']);
    let mut end = signs
        .map(|(at, _)| matched.start + at)
        .nth(MAX_SEPARATORS)
        .unwrap_or(matched.end);
    end = matched.start + without_tail(&text[matched.start..end], lexicon);
    loop {
        let candidate = &text[matched.start..end];
        let after = &text[end..];
        let is_file = after.starts_with('.') && after[1..].starts_with(char::is_lowercase);
        // `66/1998/TT'LT/BTC`: a sign that was misread cuts the number.
        let is_torn = after
            .strip_prefix(['\'', '’'])
            .is_some_and(|rest| rest.starts_with(char::is_uppercase));
        let followed = is_file || is_torn || after.starts_with(|c: char| c.is_lowercase() || matches!(c, '_' | '%'));
        let is_cut = end < matched.end && without_tail(&text[matched.clone()], lexicon) + matched.start == end;
        if (!followed || is_cut)
            && let Some(number) = parsed(candidate, (lexicon, introduction))
            && is_plausible(candidate, &number, (lexicon, introduction))
        {
            return Some(with_series(text, matched.start..end).unwrap_or((matched.start..end, number)));
        }
        let cut = candidate.rfind(['-', '/'])?;
        end = matched.start + candidate[..cut].trim_end().len();
    }
}

/// A number of the first years with the series behind it: `102-SL/L-004`.
fn with_series(text: &str, range: Range<usize>) -> Option<(Range<usize>, DocNumber)> {
    let series = text[range.end..]
        .strip_prefix(['-', '.'])
        .filter(|_| text[range.clone()].ends_with("SL/L"))?;
    let digits = series.bytes().take_while(u8::is_ascii_digit).count();
    let end = range.end + 1 + digits;
    let number = DocNumber::parse(&text[range.start..end]).filter(|_| digits == 3)?;
    Some((range.start..end, number))
}

/// Parses a candidate as a whole. If a blank takes the place of the first hyphen, a kind word or `số` must precede, and
/// the symbol of a kind must follow; so too if nothing does (`2472QĐ/GTVT`).
fn parsed(candidate: &str, (lexicon, introduction): (&Lexicon, Introduction)) -> Option<DocNumber> {
    let digits = candidate.find(|c: char| !c.is_ascii_digit())?;
    let symbol = candidate[digits..].trim_start();
    let letters = symbol.chars().take_while(|letter| letter.is_alphabetic()).count();
    let is_open = symbol.starts_with(char::is_uppercase) && (candidate[digits..].starts_with(' ') || letters > 1);
    if !is_open {
        return DocNumber::parse(candidate);
    }
    let hyphenated = format!("{}-{}", &candidate[..digits], candidate[digits..].trim_start());
    let number = DocNumber::parse(&hyphenated)?;
    let is_known = lexicon.kinds_of_abbreviation(number.symbols().next()?).next().is_some();
    (is_known && (introduction.by_kind || introduction.by_number_word)).then_some(number)
}

/// Words that are found glued to the end of numbers.
const GLUED: [&str; 5] = ["ngày", "của", "về", "năm", "và"];

/// Maximum number of digits in the mark of a footnote.
const MAX_MARK_DIGITS: usize = 2;

/// Returns whether the part of a number before its last symbol belongs to a letter (công văn): `1234/UBND-`.
fn is_letter(before: &str, lexicon: &Lexicon) -> bool {
    let symbols = before.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '/' | '-' | ' '));
    let writer = symbols.split(['-', '/']).next().unwrap_or("").trim();
    let is_kind = |symbol: &str| lexicon.kinds_of_abbreviation(symbol).next().is_some();
    // Of two symbols without a kind, the second is that of a department, which may end in a digit: `12/QLCL-CL2`.
    LETTER_WRITERS.iter().any(|writer| symbols.starts_with(writer))
        || (symbols.ends_with('-') && writer.chars().count() > 1 && !is_kind(writer))
}

/// Symbols of issuers that add the symbol of a department to the numbers of their letters.
const LETTER_WRITERS: [&str; 4] = ["UBND-", "HĐND-", "VPCP-", "TTg-"];

/// The length of a number without text glued to it: the mark of a footnote (`66-NQ/TW1`), the next word
/// (`75/2024/TT-BTCQuy định`). The symbols of a legislature end in the number of its term.
fn without_tail(candidate: &str, lexicon: &Lexicon) -> usize {
    let symbol = candidate.rfind(['-', '/']).map_or(0, |at| at + 1);
    let last = candidate[symbol..].trim_start();
    let start = candidate.len() - last.len();
    // A word glued to the number, as in texts from PDF files: `152/2025/TT-BTCngày`.
    let has_small = last.contains(|letter: char| letter.is_ascii_lowercase());
    let glued = GLUED
        .iter()
        .filter(|_| has_small)
        .filter_map(|word| last.find(word))
        .min();
    if let Some(glued) = glued.filter(|at| *at >= 2) {
        return start + glued;
    }
    let letters = last.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = last.len() - letters.len();
    if digits > 0 {
        // The National Assembly is in its sixteenth term: a third digit is a mark.
        if letters.ends_with("QH") && digits > MAX_MARK_DIGITS {
            return candidate.len() - (digits - MAX_MARK_DIGITS);
        }
        let of_term = letters.contains("QH")
            || (digits == 2 && letters.starts_with("UB") && !letters.starts_with("UBND"))
            || (digits == 2 && letters.contains("HĐND"))
            || ["HĐNN", "HDNN", "HDND"].iter().any(|organ| letters.contains(organ))
            || digits > MAX_MARK_DIGITS
            // The symbols of steering committees and of the departments that write letters may end in digits too.
            || (letters.starts_with("BCĐ") && digits > 1)
            || is_letter(&candidate[..symbol], lexicon);
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
    /// A kind word precedes it.
    pub(crate) by_kind: bool,
    /// `số` precedes it.
    pub(crate) by_number_word: bool,
    /// A kind word or another word for documents precedes it.
    pub(crate) by_document_word: bool,
    /// Both such a word and `số` precede it.
    pub(crate) fully: bool,
}

/// Symbols of the first decades, alone after the ordinal: `Nghị định 88/CP`.
const OLD_SYMBOLS: [&str; 9] = ["CP", "HĐBT", "HĐCP", "HĐNN", "TTg", "NV", "SL", "CT", "PL"];

/// Returns whether a number is that of a document, rather than a plan figure or range that looks like one.
fn is_plausible(written: &str, number: &DocNumber, (lexicon, introduction): (&Lexicon, Introduction)) -> bool {
    let parts: Vec<&str> = number.symbols().collect();
    let Some(&first) = parts.first() else { return false };
    if is_of_court(&parts) || (!introduction.by_document_word && is_form(&parts)) {
        return false;
    }
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
            // `12/QĐ` alone may be anything.
            let is_introduced = introduction.by_document_word || introduction.by_number_word;
            ((known || introduction.fully) && is_introduced && is_symbol)
                || (is_old && symbols)
                || (number.year().is_some() && is_law(first))
        }
        // A symbol that belongs to no kind is that of a letter (`5973/UBND-KT`), or the code of a form, a model, a
        // table.
        _ if !known && !introduction.fully => {
            let all_capitals = |part: &&str| {
                let is_capital = |c: char| c.is_uppercase() || c.is_ascii_digit() || matches!(c, '&' | '.');
                *part == "TTg" || part.chars().all(is_capital)
            };
            let is_issuer = ISSUERS.iter().any(|issuer| first.starts_with(issuer));
            let is_introduced = introduction.by_document_word || introduction.by_number_word;
            // `số 38-CTrPH/BDVTU-CAT`: a number after `số` may have a lower-case letter in its symbol.
            let is_shaped = match introduction.by_number_word {
                true => parts.last().is_some_and(all_capitals),
                false => parts.iter().all(all_capitals),
            };
            symbols && is_unspaced && capitals(first) >= 2 && (is_introduced || is_issuer) && is_shaped
        }
        _ => symbols,
    }
}

/// Sorts of cases, and the stages in which courts decide them: `12/2020/HS-ST`, `05/2021/QĐST-DS`.
const CASES: [&str; 9] = ["HS", "DS", "HC", "LĐ", "KDTM", "KT", "HNGĐ", "HNGD", "PS"];
const STAGES: [&str; 4] = ["ST", "PT", "GĐT", "TLVA"];

/// Returns whether symbols are those of a court's case or decision.
fn is_of_court(parts: &[&str]) -> bool {
    let of_stage = |part: &str| {
        STAGES.iter().any(|stage| {
            let rest = part.strip_suffix(stage);
            rest.is_some_and(|rest| matches!(rest, "QĐ" | "TL") || CASES.contains(&rest))
        })
    };
    let is_case = parts.first().is_some_and(|first| CASES.contains(first));
    let is_stage = parts.last().is_some_and(|last| STAGES.contains(last));
    (is_case && is_stage) || parts.iter().any(|part| of_stage(part))
}

/// Symbols of forms for taxes and invoices: `04/SS-HĐĐT`, `01/GTGT`.
const FORMS: [&str; 12] = [
    "HĐĐT", "BLĐT", "PSĐT", "CTĐT", "TTGD", "GTGT", "TNDN", "TNCN", "TTĐB", "NTNN", "TĐTĐ", "ĐKTĐ",
];

/// Returns whether symbols are those of a form.
fn is_form(parts: &[&str]) -> bool {
    parts.iter().any(|part| FORMS.contains(part))
}

/// Beginnings of the symbols of issuers that write letters.
const ISSUERS: [&str; 9] = ["UBND", "HĐND", "VPCP", "TTg", "VP", "B", "S", "TANDTC", "TU"];

/// Returns whether a lone symbol is that of a legislature: `QH14`, `UBTVQH15`, `L-CTN`.
fn is_law(symbol: &str) -> bool {
    symbol.trim_end_matches(|c: char| c.is_ascii_digit()).ends_with("QH")
}
