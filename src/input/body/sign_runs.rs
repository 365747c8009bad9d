//! Finds runs of asterisks and underscores that the Markdown parser left in the text, and pairs those that were meant
//! as bold or italic.
//!
//! CommonMark reads `**Điều 1.**Phạm vi` and `** chữ **` as signs, since blanks and punctuation decide which run may
//! open and which may close (section 6.2). A word processor puts them anywhere.

use std::collections::BTreeMap;

use crate::base::span::Span;
use crate::input::body::blocks::Token;
use crate::input::body::literal_emphasis::is_mark;
use crate::input::body::sign_text::is_escaped;

/// A run of signs in the texts of a block.
#[derive(Clone, Debug)]
pub(super) struct SignRun {
    /// Its first token, and the byte there.
    pub(super) first: (usize, usize),
    /// Its last token, and the byte behind it there.
    pub(super) last: (usize, usize),
    /// Its bytes in the file.
    pub(super) span: Span,
    /// The letter before it; a line break at the start.
    pub(super) before: char,
    /// The letter behind it.
    pub(super) after: char,
    /// `*` or `_`.
    pub(super) sign: u8,
    /// Number of signs.
    pub(super) length: usize,
    /// The innermost element that contains it, by its number.
    element: usize,
    line: usize,
}

impl SignRun {
    /// Returns whether it is beside the word before it.
    fn follows_word(&self) -> bool {
        !self.before.is_whitespace()
    }

    /// Returns whether it is beside the word behind it.
    fn precedes_word(&self) -> bool {
        !self.after.is_whitespace()
    }

    fn is_bold(&self) -> bool {
        self.sign == b'*' && self.length > 1
    }
}

/// Finds the runs in the tokens of a block.
pub(super) fn runs(text: &str, tokens: &[Token]) -> Vec<SignRun> {
    let mut found: Vec<SignRun> = Vec::new();
    let mut elements = vec![0];
    let (mut count, mut line) = (0, 0);
    for (index, token) in tokens.iter().enumerate() {
        match token {
            Token::Text(words, span) => {
                let from = found.len();
                runs_of_text(text, (index, words, *span), &mut found);
                for run in &mut found[from..] {
                    (run.element, run.line) = (elements.last().copied().unwrap_or(0), line);
                }
            }
            Token::SoftBreak | Token::HardBreak => line += 1,
            Token::Edge(_) => {
                count += 1;
                line += 1;
                elements = vec![count];
            }
            Token::LinkEnd => drop(elements.pop()),
            Token::Inline(tag) if tag.starts_with("</") => drop(elements.pop()),
            Token::Inline(_) | Token::Link(..) => {
                count += 1;
                elements.push(count);
            }
            Token::Code(_) | Token::Footnote(..) | Token::Wiki(..) | Token::Quote(..) | Token::Image(_) => {}
        }
    }
    for run in &mut found {
        run.before = text[..run.span.start].chars().next_back().unwrap_or('\n');
        run.after = text[run.span.end..].chars().next().unwrap_or('\n');
    }
    found
}

/// Adds the runs of one text. The parser cuts a text at each sign, so that a run may be in several.
fn runs_of_text(text: &str, (index, words, span): (usize, &str, Span), found: &mut Vec<SignRun>) {
    if text.get(span.start..span.end) != Some(words) {
        return;
    }
    let mut at = 0;
    while let Some(start) = words[at..].find(['*', '_']).map(|start| at + start) {
        let sign = words.as_bytes()[start];
        let length = words[start..].bytes().take_while(|byte| *byte == sign).count();
        at = start + length;
        let bytes = Span::new(span.start + start, span.start + at);
        if is_escaped(text, bytes.start) {
            at = start + 1;
            continue;
        }
        let is_same = |last: &&mut SignRun| last.span.end == bytes.start && last.sign == sign;
        if let Some(last) = found.last_mut().filter(is_same) {
            (last.last, last.span.end) = ((index, at), bytes.end);
            last.length += length;
            continue;
        }
        found.push(SignRun {
            first: (index, start),
            last: (index, at),
            span: bytes,
            before: '\n',
            after: '\n',
            sign,
            length,
            element: 0,
            line: 0,
        });
    }
}

/// Pairs of runs, the opening one first, and the bold ones that pair with none, by their positions.
pub(super) fn paired(runs: &[SignRun]) -> (Vec<(usize, usize)>, Vec<usize>) {
    let mut groups: BTreeMap<(usize, u8, usize), Vec<usize>> = BTreeMap::new();
    for (index, run) in runs.iter().enumerate() {
        let is_meant = matches!((run.sign, run.length), (b'*', 1..=3) | (b'_', 2));
        if is_meant && !is_mark(run.before, run.after) {
            groups
                .entry((run.element, run.sign, run.length))
                .or_default()
                .push(index);
        }
    }
    let (mut pairs, mut lone) = (Vec::new(), Vec::new());
    for group in groups.values() {
        pair_group(runs, group, (&mut pairs, &mut lone));
    }
    pairs.sort_unstable();
    let crossing = without_crossing(&mut pairs);
    lone.extend(crossing.into_iter().filter(|first| runs[*first].is_bold()));
    lone.sort_unstable();
    (pairs, lone)
}

/// Leaves out the pairs that begin inside another one and end behind it: elements cannot cross. Returns where they begin.
fn without_crossing(pairs: &mut Vec<(usize, usize)>) -> Vec<usize> {
    let mut ends: Vec<usize> = Vec::new();
    let mut crossing = Vec::new();
    pairs.retain(|(first, second)| {
        while ends.last().is_some_and(|end| end < first) {
            ends.pop();
        }
        let crosses = ends.last().is_some_and(|end| end < second);
        match crosses {
            true => crossing.push(*first),
            false => ends.push(*second),
        }
        !crosses
    });
    crossing
}

fn pair_group(runs: &[SignRun], group: &[usize], (pairs, lone): (&mut Vec<(usize, usize)>, &mut Vec<usize>)) {
    let mut open: Option<usize> = None;
    let mut give_up = |index: usize| {
        let run = &runs[index];
        if run.is_bold() {
            lone.push(index);
        }
    };
    let mut later = later_on_line(runs, group).into_iter();
    for index in group.iter().copied() {
        let is_even = later.next().is_some_and(|count| count % 2 == 0);
        match open.filter(|first| is_pair(&runs[*first], &runs[index], is_even)) {
            Some(first) => {
                pairs.push((first, index));
                open = None;
            }
            None => {
                if let Some(first) = open.replace(index) {
                    give_up(first);
                }
            }
        }
    }
    if let Some(first) = open {
        give_up(first);
    }
}

/// For each run of a group the number of later ones in its line.
fn later_on_line(runs: &[SignRun], group: &[usize]) -> Vec<usize> {
    let mut counts = vec![0; group.len()];
    for at in (1..group.len()).rev() {
        if runs[group[at - 1]].line == runs[group[at]].line {
            counts[at - 1] = counts[at] + 1;
        }
    }
    counts
}

/// Returns whether two runs were meant as the two ends of bold or italic words. `is_even` if the second leaves an even
/// number of runs in its line.
fn is_pair(first: &SignRun, second: &SignRun, is_even: bool) -> bool {
    let is_one_line = first.line == second.line;
    if first.is_bold() {
        // `5** và 6**` are marks, each behind its word.
        let opens = first.precedes_word() || first.before.is_whitespace() || "([“‘«:".contains(first.before);
        let closes = second.follows_word() && (is_one_line || first.precedes_word()) || is_one_line && is_even;
        return opens && closes;
    }
    // A lone asterisk is a mark or a sign of arithmetic; italics begin at a word.
    let opens = !first.before.is_alphanumeric() && (first.after.is_alphabetic() || "“‘\"«".contains(first.after));
    let is_free = !second.precedes_word() || ".,;:!?)".contains(second.after);
    opens && is_one_line && (second.follows_word() || is_free)
}
