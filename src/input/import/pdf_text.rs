//! Reads what `pdftotext` makes of a .pdf file: words at their places (`-bbox`), or lines as they lie on paper, with form
//! feeds between pages (`-layout`).
//!
//! Lines stay lines; page numbers and running heads are left out later.

use crate::input::import::import_report::Doubt;
use crate::input::import::old_text;
use crate::input::import::source_text::{SourceBlock, SourceText};
use crate::input::import::{pdf_pages, pdf_words, plain_text};
use crate::messages::import_text::{DoubtReason, ImportProblem};

/// A page of text has some 300 words. A scan has none, or only those of a digital signature.
const MIN_WORDS_A_PAGE: usize = 15;
/// One word in this many may be without a vowel, such as a unit.
const WORDS_TO_ONE_WITHOUT_VOWEL: usize = 20;
/// How many columns further right a centred line may begin than it ends before the margin.
const CENTRE_TOLERANCE: usize = 6;
/// The smallest indent of a centred line; a paragraph is indented less.
const MIN_CENTRE_INDENT: usize = 8;

/// Reads the text of a .pdf file.
///
/// # Errors
/// Where its pages are pictures, or its fonts lost letters.
pub fn read(text: &str) -> Result<SourceText, ImportProblem> {
    if pdf_words::is_word_list(text) {
        return read_words(text);
    }
    let text = text.trim_end_matches(['\u{c}', '\n', ' ']);
    let pages: Vec<&str> = text.split('\u{c}').collect();
    let words = text
        .split_whitespace()
        .filter(|word| word.contains(char::is_alphanumeric));
    if words.count() < MIN_WORDS_A_PAGE * pages.len() {
        return Err(ImportProblem::Scan);
    }
    if has_lost_letters(text) {
        return Err(ImportProblem::BrokenLetters);
    }
    let mut source = plain_text::read(text)?;
    old_text::decode(&mut source);
    mark_centred(&mut source);
    report_empty_pages(&pages, &mut source);
    Ok(source)
}

/// Reads words at their places; what they are judged by is their text.
fn read_words(text: &str) -> Result<SourceText, ImportProblem> {
    let pages: Vec<String> = pdf_words::pages(text)
        .iter()
        .map(|words| words.iter().map(|word| format!("{}\n", word.text)).collect())
        .collect();
    let pages: Vec<&str> = pages.iter().map(String::as_str).collect();
    let is_word = |word: &&str| word.contains(char::is_alphanumeric);
    let words = pages.iter().flat_map(|page| page.split_whitespace()).filter(is_word);
    if words.count() < MIN_WORDS_A_PAGE * pages.len().max(1) {
        return Err(ImportProblem::Scan);
    }
    if has_lost_letters(&pages.concat()) {
        return Err(ImportProblem::BrokenLetters);
    }
    let mut source = pdf_pages::read(text);
    report_empty_pages(&pages, &mut source);
    Ok(source)
}

/// Returns whether letters with diacritics are missing inside words, as they are if a font has no names for them:
/// what is left of `Tỉnh ủy` is `T nh y`. In capitals, words without a vowel are abbreviations.
fn has_lost_letters(text: &str) -> bool {
    let unreadable = text
        .chars()
        .filter(|letter| matches!(letter, '\u{fffd}' | '\u{e000}'..='\u{efff}'))
        .count();
    let letters = text.chars().filter(|letter| letter.is_alphabetic()).count();
    if unreadable * 20 > letters {
        return true;
    }
    let words = text
        .split(|letter: char| !letter.is_alphabetic())
        .filter(|word| !word.is_empty());
    let small = words.filter(|word| word.chars().any(char::is_lowercase));
    let (mut all, mut without_vowel) = (0, 0);
    for word in small {
        all += 1;
        // The letter of an item is a word of its own.
        let is_fragment = word.chars().count() > 1 && word.chars().all(is_consonant);
        without_vowel += usize::from(is_fragment);
    }
    without_vowel * WORDS_TO_ONE_WITHOUT_VOWEL > all
}

fn is_consonant(letter: char) -> bool {
    "bcdđghklmnpqrstvxfjwz".contains(letter.to_lowercase().next().unwrap_or(letter))
}

/// Marks lines in the middle of their page: as far from its left margin as from its right one.
fn mark_centred(source: &mut SourceText) {
    let is_break = |block: &SourceBlock| matches!(block, SourceBlock::PageBreak);
    for page in source.blocks.split_mut(is_break) {
        let lines: Vec<String> = page.iter().map(line_of).collect();
        let filled = || lines.iter().filter(|line| !line.trim().is_empty());
        let width = filled().map(|line| line.trim_end().chars().count()).max().unwrap_or(0);
        let margin = filled().map(|line| indent(line)).min().unwrap_or(0);
        for (block, line) in page.iter_mut().zip(&lines) {
            let SourceBlock::Paragraph(paragraph) = block else {
                continue;
            };
            let left = indent(line).saturating_sub(margin);
            let right = width - line.trim_end().chars().count().min(width);
            let has_columns = line.trim().contains("   ");
            paragraph.is_centered = left >= MIN_CENTRE_INDENT
                && left.abs_diff(right) <= CENTRE_TOLERANCE
                && !has_columns
                && !line.trim().is_empty();
        }
    }
}

fn line_of(block: &SourceBlock) -> String {
    match block {
        SourceBlock::Paragraph(paragraph) => paragraph.text(),
        SourceBlock::Table(_) | SourceBlock::PageBreak => String::new(),
    }
}

fn indent(line: &str) -> usize {
    line.chars().take_while(|letter| letter.is_whitespace()).count()
}

/// Reports pages without letters among others: a scanned annex would be lost without a word.
fn report_empty_pages(pages: &[&str], source: &mut SourceText) {
    let mut line = 1;
    for (page, number) in pages.iter().zip(1..) {
        if !page.contains(char::is_alphanumeric) {
            let reason = DoubtReason::EmptyPage(number);
            source.doubts.push(Doubt {
                reason,
                line,
                text: String::new(),
            });
        }
        line += u32::try_from(page.matches('\n').count()).unwrap_or(0);
    }
}
