//! Joins the lines of a text that was wrapped into its paragraphs.

use std::collections::BTreeSet;

use crate::input::body::label::{LabelStyle, PrintedLabel};
use crate::input::body::label_parser::candidates;
use crate::input::body::paragraph_breaks::missing_breaks;
use crate::input::import::import_report::Repair;
use crate::input::import::layout_lines::{marked_text, one_blank};
use crate::input::import::source_text::{SourceBlock, SourceLines, SourceParagraph, SourceRun};
use crate::messages::import_text::RepairRule;

/// The widest line of a text that may be wrapped, in letters.
const MAX_WIDTH: usize = 130;

/// One line in this many may be longer all the same.
const MAX_LONG_SHARE: usize = 20;

/// The fewest lines that the next one continues in a wrapped text.
const MIN_CONTINUED: usize = 3;

/// Joins lines; a text that is not wrapped has a paragraph in each line.
pub(super) fn join(blocks: Vec<SourceBlock>, lines: SourceLines, repairs: &mut Vec<Repair>) -> Vec<SourceBlock> {
    let texts: Vec<String> = blocks.iter().map(line_text).collect();
    let width = wrapped_width(&texts).or_else(|| (lines == SourceLines::ArePrinted).then(|| printed_width(&texts)));
    let Some(width) = width else {
        return blocks;
    };
    let labels = label_lines(&texts);
    let is_centred: Vec<bool> = blocks.iter().map(is_centred).collect();
    let mut out: Vec<SourceBlock> = Vec::with_capacity(blocks.len());
    let mut before: Option<usize> = None;
    // Whether the open paragraph is an article, whose name ends without a sign.
    let mut is_article = false;
    let mut is_after_blank = false;
    for (at, block) in blocks.into_iter().enumerate() {
        let SourceBlock::Paragraph(paragraph) = block else {
            before = None;
            out.push(block);
            continue;
        };
        if texts[at].is_empty() {
            is_after_blank = true;
            continue;
        }
        let joins = before.is_some_and(|before| {
            let lines = Lines {
                before: &texts[before],
                next: &texts[at],
                width,
            };
            let begins_items = is_article && begins_first_item(&texts[at]);
            let may_join = !is_centred[before] && !is_centred[at]
                || is_centred[before] && is_centred[at] && continues(lines.before, lines.next);
            may_join && !labels.contains(&at) && !begins_items && lines.are_one_paragraph(is_after_blank)
        });
        if !joins {
            is_article = has_label(&texts[at], |label| label.style == LabelStyle::Article);
        }
        match out.last_mut() {
            Some(SourceBlock::Paragraph(open)) if joins => append(open, paragraph, repairs),
            Some(_) | None => out.push(SourceBlock::Paragraph(paragraph)),
        }
        before = Some(at);
        is_after_blank = false;
    }
    out
}

fn has_label(text: &str, is_such: impl Fn(&PrintedLabel) -> bool) -> bool {
    candidates(text, false).iter().any(is_such)
}

/// Returns whether a line begins the first item of an article: no reference inside its name is `1.` with words behind.
fn begins_first_item(text: &str) -> bool {
    has_label(text, |label| {
        let is_item = matches!(label.style, LabelStyle::Arabic | LabelStyle::Letter);
        is_item && label.is_first() && label.is_closed()
    })
}

fn is_centred(block: &SourceBlock) -> bool {
    match block {
        SourceBlock::Paragraph(paragraph) => paragraph.is_centered,
        SourceBlock::Table(_) | SourceBlock::PageBreak => false,
    }
}

fn line_text(block: &SourceBlock) -> String {
    match block {
        SourceBlock::Paragraph(paragraph) => one_blank(&marked_text(paragraph)),
        SourceBlock::Table(_) | SourceBlock::PageBreak => String::new(),
    }
}

/// The width of a wrapped text; `None` where lines are paragraphs.
fn wrapped_width(texts: &[String]) -> Option<usize> {
    let length = |text: &String| text.chars().count();
    let lines: Vec<&String> = texts.iter().filter(|text| !text.is_empty()).collect();
    let long = lines.iter().filter(|text| length(text) > MAX_WIDTH).count();
    if long * MAX_LONG_SHARE > lines.len() {
        return None;
    }
    let continued: Vec<usize> = lines
        .windows(2)
        .filter(|pair| continues(pair[0], pair[1]) && length(pair[0]) <= MAX_WIDTH)
        .map(|pair| length(pair[0]))
        .collect();
    let width = *continued.iter().max()?;
    let full = continued.iter().filter(|own| **own * 4 >= width * 3).count();
    (continued.len() >= MIN_CONTINUED && full * 5 >= continued.len() * 4).then_some(width)
}

/// The width of printed lines of which few continue others.
fn printed_width(texts: &[String]) -> usize {
    texts.iter().map(|text| text.chars().count()).max().unwrap_or(0)
}

/// Returns whether a line certainly continues the one before: it begins with a small letter that is no label.
fn continues(before: &str, next: &str) -> bool {
    let mut letters = next.chars();
    let begins_low = letters.next().is_some_and(char::is_lowercase);
    begins_low && letters.next().is_some_and(char::is_alphabetic) && !before.ends_with(['.', ':', ';'])
}

/// The lines that begin with a label, as the reader of bodies finds them.
fn label_lines(texts: &[String]) -> BTreeSet<usize> {
    let mut starts = Vec::with_capacity(texts.len());
    let mut body = String::new();
    for text in texts {
        starts.push(body.len());
        body.push_str(text);
        body.push('\n');
    }
    let breaks = missing_breaks(&body).insertions.into_iter();
    let breaks: BTreeSet<usize> = breaks.filter(|own| own.text == "\n").map(|own| own.at).collect();
    let is_label = |(_, start): &(usize, &usize)| breaks.contains(*start);
    starts.iter().enumerate().filter(is_label).map(|(at, _)| at).collect()
}

/// Two lines of a wrapped text.
struct Lines<'t> {
    before: &'t str,
    next: &'t str,
    width: usize,
}

impl Lines<'_> {
    fn are_one_paragraph(&self, are_apart: bool) -> bool {
        let ends_sentence = self.before.ends_with(['.', '…', ':', '”', '!', '?', '"']);
        let ends_item = ends_sentence || self.before.ends_with(';');
        if self.next.starts_with("- ") || self.next.starts_with("+ ") {
            return false;
        }
        if are_apart {
            // The end of a page in the middle of a sentence.
            return continues(self.before, self.next) && !self.before.ends_with(',') | self.is_full(4);
        }
        let begins_low = self.next.starts_with(char::is_lowercase);
        // A line that is much longer was not wrapped; a label behind the end of a sentence begins a provision.
        let is_long = self.before.chars().count() * 7 > self.width * 8;
        if is_long || (ends_item && !candidates(self.next, false).is_empty()) {
            return false;
        }
        if self.is_full(8) {
            let is_end = ends_sentence && !begins_low && !self.next.starts_with(|letter: char| letter.is_ascii_digit());
            return !(is_end && self.has_room());
        }
        // Bold letters are wide, and a long word leaves much room.
        match begins_low {
            true => !ends_item || self.is_full(3),
            false => !ends_item && self.is_full(4),
        }
    }

    /// Returns whether the line before has no room for the first word of the next, but for a part of the width:
    /// letters are not of one width.
    fn is_full(&self, part: usize) -> bool {
        self.needed() * part > self.width * (part - 1)
    }

    fn has_room(&self) -> bool {
        self.needed() <= self.width
    }

    fn needed(&self) -> usize {
        let word = self.next.split(' ').next().unwrap_or("");
        self.before.chars().count() + 1 + word.chars().count()
    }
}

fn append(open: &mut SourceParagraph, next: SourceParagraph, repairs: &mut Vec<Repair>) {
    // The last run with words alone: a paragraph may have a thousand lines.
    let end = open.runs.iter().rev().find(|run| !run.text.trim().is_empty());
    let before = end.map_or("", |run| run.text.trim_end());
    let after = next.text();
    let last = |text: &str| text.rsplit(char::is_whitespace).next().unwrap_or("").to_owned();
    let first = |text: &str| text.split_whitespace().next().unwrap_or("").to_owned();
    repairs.push(Repair {
        rule: RepairRule::Joined,
        line: next.line,
        before: format!("{} ⏎ {}", last(before), first(&after)),
        after: format!("{} {}", last(before), first(&after)),
    });
    open.runs.push(SourceRun::plain(" "));
    open.runs.extend(next.runs);
}
