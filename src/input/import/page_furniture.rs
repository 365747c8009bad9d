//! Leaves out what pages add to a text: page numbers, running heads, page breaks, rules; and blank lines between lines.

use std::collections::BTreeMap;

use crate::input::body::label_parser::candidates;
use crate::input::body::page_numbers::page_number;
use crate::input::body::pasted_lines::is_rule;
use crate::input::import::import_report::Repair;
use crate::input::import::source_text::{SourceBlock, SourceLines, SourceText};
use crate::messages::import_text::RepairRule;

/// The most lines at the top or foot of a page that may belong to the page.
const MAX_EDGE_LINES: usize = 2;

/// The fewest pages on which a line is repeated that runs along with the text.
const MIN_REPEATED: usize = 2;

/// Leaves out page numbers, running heads and page breaks.
pub(super) fn leave_out(source: &mut SourceText) {
    let texts: Vec<String> = source.blocks.iter().map(words).collect();
    let mut rules: Vec<Option<RepairRule>> = vec![None; texts.len()];
    let pages = pages(source);
    mark_running_heads(&texts, &pages, &mut rules);
    mark_page_numbers(&texts, &pages, &mut rules);
    for (at, text) in texts.iter().enumerate() {
        let is_ornament = !text.is_empty() && !text.contains('|') && (is_rule(text) || is_ornament(text));
        if rules[at].is_none() && is_ornament {
            rules[at] = Some(RepairRule::Rule);
        }
    }
    let mut at = 0;
    let mut repairs = Vec::new();
    source.blocks.retain(|block| {
        let rule = rules[at].take();
        let is_kept = match (&rule, block) {
            // Rules end titles: the readers of parts need them.
            (Some(RepairRule::Rule), _) => true,
            (Some(_), _) | (None, SourceBlock::PageBreak) => false,
            (None, SourceBlock::Paragraph(_) | SourceBlock::Table(_)) => true,
        };
        if let (Some(rule), SourceBlock::Paragraph(paragraph)) = (rule, block) {
            repairs.push(Repair {
                rule,
                line: paragraph.line,
                before: texts[at].clone(),
                after: String::new(),
            });
        }
        at += 1;
        is_kept
    });
    source.repairs.append(&mut repairs);
    if source.lines != SourceLines::AreParagraphs {
        drop_double_spacing(source);
    }
}

/// The words of a paragraph; none of another block.
fn words(block: &SourceBlock) -> String {
    match block {
        SourceBlock::Paragraph(paragraph) => paragraph.text().trim().to_owned(),
        SourceBlock::Table(_) | SourceBlock::PageBreak => String::new(),
    }
}

/// Returns whether a line is an ornament below the last line of a text: `-----o0o-----`, `./.`
fn is_ornament(text: &str) -> bool {
    let signs = text.trim_matches(|letter: char| "-–—_*=~. ".contains(letter));
    signs.len() < text.len() && matches!(signs, "o0o" | "oOo" | "o o o" | "O0O" | "ooo" | "OOO" | "o")
}

/// The blocks of each page; one page if the source has no page breaks.
fn pages(source: &SourceText) -> Vec<Vec<usize>> {
    let mut pages = vec![Vec::new()];
    for (at, block) in source.blocks.iter().enumerate() {
        match block {
            SourceBlock::PageBreak => pages.push(Vec::new()),
            SourceBlock::Paragraph(paragraph) if !paragraph.text().trim().is_empty() => {
                pages.last_mut().expect("a page").push(at);
            }
            SourceBlock::Paragraph(_) => {}
            SourceBlock::Table(_) => pages.last_mut().expect("a page").push(at),
        }
    }
    pages
}

/// The first lines of a page and the last.
fn edges(page: &[usize]) -> (Vec<usize>, Vec<usize>) {
    let top = page.iter().take(MAX_EDGE_LINES).copied().collect();
    let foot = page.iter().rev().take(MAX_EDGE_LINES).copied().collect();
    (top, foot)
}

fn mark_running_heads(texts: &[String], pages: &[Vec<usize>], rules: &mut [Option<RepairRule>]) {
    if pages.len() <= MIN_REPEATED {
        return;
    }
    let mut seen: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for page in &pages[1..] {
        let (top, foot) = edges(page);
        let mut own: Vec<usize> = top.into_iter().chain(foot).collect();
        own.sort_unstable();
        own.dedup();
        for at in own.into_iter().filter(|at| texts[*at].contains(char::is_alphabetic)) {
            seen.entry(&texts[at]).or_default().push(at);
        }
    }
    let is_running = |places: &&Vec<usize>| {
        let is_often = places.len() >= MIN_REPEATED && places.len() * 2 >= pages.len() - 1;
        is_often
            && places
                .first()
                .is_some_and(|at| candidates(&texts[*at], false).is_empty())
    };
    let running: BTreeMap<&str, Vec<usize>> = seen.into_iter().filter(|(_, places)| is_running(&places)).collect();
    let (top, foot) = edges(&pages[0]);
    let on_first = top
        .into_iter()
        .chain(foot)
        .filter(|at| running.contains_key(texts[*at].as_str()));
    for at in running.values().flatten().copied().chain(on_first) {
        rules[at] = Some(RepairRule::RunningHead);
    }
}

fn mark_page_numbers(texts: &[String], pages: &[Vec<usize>], rules: &mut [Option<RepairRule>]) {
    let mut bare = Vec::new();
    for (index, page) in pages.iter().enumerate() {
        let own: Vec<usize> = page.iter().copied().filter(|at| rules[*at].is_none()).collect();
        let (top, foot) = edges(&own);
        for (position, at) in own.iter().enumerate() {
            let Some((number, is_decorated)) = page_number(&texts[*at]) else {
                continue;
            };
            let is_ratio = texts[*at].starts_with(|letter: char| letter.is_ascii_digit());
            let is_outer = top.first() == Some(at) || foot.first() == Some(at);
            let begins_page = position == 0 && index > 0;
            let ends_page = position + 1 == own.len() && (index + 1 < pages.len() || index > 0);
            if (is_decorated && (!is_ratio || is_outer)) || (is_outer && (begins_page || ends_page)) {
                rules[*at] = Some(RepairRule::PageNumber);
            } else if !is_decorated {
                bare.push((*at, number));
            }
        }
    }
    let first_words = texts.iter().position(|text| !text.is_empty());
    let last_words = texts.iter().rposition(|text| !text.is_empty());
    for (index, (at, number)) in bare.iter().enumerate() {
        // Numbers alone in their lines that count on, or a single one at the end of the text.
        let counts_on = |other: Option<&(usize, usize)>, step: usize| {
            other.is_some_and(|(there, other)| at.abs_diff(*there) > 3 && number.abs_diff(*other) == step)
        };
        let before = index.checked_sub(1).and_then(|index| bare.get(index));
        let is_counted = counts_on(before, 1) || counts_on(bare.get(index + 1), 1);
        let is_last = last_words == Some(*at) || first_words == Some(*at);
        if is_counted || is_last {
            rules[*at] = Some(RepairRule::PageNumber);
        }
    }
}

/// Drops the blank lines of a text in which each line has one behind it; of several only one stays.
fn drop_double_spacing(source: &mut SourceText) {
    let texts: Vec<String> = source.blocks.iter().map(words).collect();
    let is_blank = |at: usize| {
        texts.get(at).is_none_or(String::is_empty) && !matches!(source.blocks.get(at), Some(SourceBlock::Table(_)))
    };
    let (mut spaced, mut tight) = (0, 0);
    // Only a line that the next one continues proves that the blank line between them is no paragraph's end.
    let (mut cut, mut whole) = (0, 0);
    for at in (0..texts.len()).filter(|at| !is_blank(*at) && at + 1 < texts.len()) {
        match is_blank(at + 1) {
            true => spaced += 1,
            false => tight += 1,
        }
        let next = texts.get(at + 2).map_or("", String::as_str);
        if is_blank(at + 1) && !is_blank(at + 2) {
            match next.starts_with(char::is_lowercase) && next.chars().nth(1).is_some_and(char::is_alphabetic) {
                true => cut += 1,
                false => whole += 1,
            }
        }
    }
    if spaced < 8 || tight * 4 > spaced || cut * 4 < whole {
        return;
    }
    let drop: Vec<bool> = (0..texts.len())
        .map(|at| is_blank(at) && at > 0 && !is_blank(at - 1))
        .collect();
    let mut at = 0;
    source.blocks.retain(|_| {
        at += 1;
        !drop[at - 1]
    });
}
