//! The words that two texts share, and those that only one of them has. The only user of `similar`.

use std::collections::HashMap;
use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

/// Which of two texts has some words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum WordState {
    /// Both.
    Kept,
    /// Only the former text.
    Removed,
    /// Only the present text.
    Added,
}

/// Words in a row that the same texts have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct WordRun {
    /// Which text has them.
    pub state: WordState,
    /// The words, with one blank for any number of blanks.
    pub words: String,
    /// Whether no blank parts them from the words before.
    pub is_glued: bool,
}

/// The most pairs of words that are compared: two texts of six thousand words each. Longer ones that differ all over
/// are shown one after the other, since the comparison of such texts takes quadratic time.
const MAX_PAIRS: usize = 36_000_000;

/// Shared words between two changes that are so few belong to the change for a reader.
const MAX_ABSORBED: usize = 2;

/// The most words of a change that count in that: a long one must not take in all short ones behind it.
const MAX_COUNTED: usize = 6;

/// A stretch of both texts, as positions of words.
struct Block {
    is_kept: bool,
    old: Range<usize>,
    new: Range<usize>,
}

/// Compares two texts word by word. A word is what stands between blanks; the signs at its ends are words of their own.
pub(crate) fn word_runs(old: &str, new: &str) -> Vec<WordRun> {
    let (before, now) = (tokens(old), tokens(new));
    let texts = |tokens: &[Range<usize>], text: &'_ str| -> Vec<String> {
        tokens.iter().map(|at| text[at.clone()].to_owned()).collect()
    };
    let mut runs = Vec::new();
    let mut push = |state: WordState, text: &str, tokens: &[Range<usize>]| {
        if let [first, ..] = tokens {
            let end = tokens.last().unwrap_or(first).end;
            let is_glued = text[..first.start]
                .chars()
                .next_back()
                .is_some_and(|letter| !letter.is_whitespace());
            let words: Vec<&str> = text[first.start..end].split_whitespace().collect();
            let words = words.join(" ");
            runs.push(WordRun { state, words, is_glued });
        }
    };
    for block in joined(blocks(&texts(&before, old), &texts(&now, new))) {
        if block.is_kept {
            push(WordState::Kept, new, &now[block.new]);
        } else {
            push(WordState::Removed, old, &before[block.old]);
            push(WordState::Added, new, &now[block.new]);
        }
    }
    runs
}

/// The same for texts that are shown one after the other.
pub(crate) fn replaced(old: &str, new: &str) -> Vec<WordRun> {
    let sides = [(WordState::Removed, old), (WordState::Added, new)];
    let run = |(state, words): (WordState, &str)| WordRun {
        state,
        words: words.split_whitespace().collect::<Vec<_>>().join(" "),
        is_glued: false,
    };
    sides.into_iter().map(run).filter(|run| !run.words.is_empty()).collect()
}

/// Returns one of the texts again: all runs but those of the other text.
pub(crate) fn joined_words(runs: &[WordRun], other: WordState) -> String {
    let mut out = String::new();
    for run in runs.iter().filter(|run| run.state != other) {
        if !out.is_empty() && !run.is_glued {
            out.push(' ');
        }
        out.push_str(&run.words);
    }
    out
}

/// The words of a text and the signs at their ends.
fn tokens(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for word in text.split_whitespace() {
        let start = word.as_ptr() as usize - text.as_ptr() as usize;
        let core = word.trim_matches(is_sign);
        let sign = |(at, sign): (usize, char)| start + at..start + at + sign.len_utf8();
        if core.is_empty() {
            found.push(start..start + word.len());
            continue;
        }
        let lead = word.find(|letter| !is_sign(letter)).unwrap_or(0);
        found.extend(word[..lead].char_indices().map(sign));
        let end = lead + core.len();
        found.push(start + lead..start + end);
        found.extend(word[end..].char_indices().map(|(at, letter)| sign((at + end, letter))));
    }
    found
}

fn is_sign(letter: char) -> bool {
    matches!(
        letter,
        ',' | '.' | ';' | ':' | '!' | '?' | '(' | ')' | '[' | ']' | '“' | '”' | '"' | '‘' | '’' | '«' | '»' | '…'
    )
}

fn blocks<S: Eq + std::hash::Hash>(old: &[S], new: &[S]) -> Vec<Block> {
    let first = old.iter().zip(new).take_while(|(left, right)| left == right).count();
    let (rest, other) = (&old[first..], &new[first..]);
    let pairs = rest.iter().rev().zip(other.iter().rev());
    let last = pairs.take_while(|(left, right)| left == right).count();
    let (old_end, new_end) = (old.len() - last, new.len() - last);
    let block = |is_kept, old, new| Block { is_kept, old, new };
    let mut found = vec![block(true, 0..first, 0..first)];
    let (inner, other) = (&old[first..old_end], &new[first..new_end]);
    if inner.len().saturating_mul(other.len()) > MAX_PAIRS {
        found.push(block(false, first..old_end, first..new_end));
    } else {
        found.extend(
            capture_diff_slices(Algorithm::Myers, inner, other)
                .into_iter()
                .map(|op| {
                    let is_kept = matches!(op, DiffOp::Equal { .. });
                    let moved = |range: Range<usize>| range.start + first..range.end + first;
                    block(is_kept, moved(op.old_range()), moved(op.new_range()))
                }),
        );
    }
    found.push(block(true, old_end..old.len(), new_end..new.len()));
    found.retain(|block| !block.old.is_empty() || !block.new.is_empty());
    found
}

/// Joins neighbouring blocks of one state, then replaced words with a word or two between them: read alone such words
/// mean nothing.
fn joined(blocks: Vec<Block>) -> Vec<Block> {
    let mut out: Vec<Block> = Vec::new();
    for block in merged(blocks) {
        if let [.., before, between] = out.as_slice()
            && is_absorbed(before, between, &block)
        {
            out.pop();
            out.pop();
            let (old, new) = (
                before_start(&out, |last| last.old.end),
                before_start(&out, |last| last.new.end),
            );
            out.push(Block {
                is_kept: false,
                old: old..block.old.end,
                new: new..block.new.end,
            });
        } else {
            out.push(block);
        }
    }
    out
}

/// Where the block behind some blocks begins.
fn before_start(blocks: &[Block], end: impl Fn(&Block) -> usize) -> usize {
    blocks.last().map_or(0, end)
}

/// Joins neighbouring blocks of one state.
fn merged(blocks: Vec<Block>) -> Vec<Block> {
    let mut out: Vec<Block> = Vec::new();
    for block in blocks {
        match out.last_mut().filter(|last| last.is_kept == block.is_kept) {
            Some(last) => {
                last.old.end = last.old.end.max(block.old.end);
                last.new.end = last.new.end.max(block.new.end);
            }
            None => out.push(block),
        }
    }
    out
}

/// Returns whether kept words belong to the replaced ones around them.
fn is_absorbed(before: &Block, between: &Block, after: &Block) -> bool {
    let size = |block: &Block| block.old.len().max(block.new.len()).min(MAX_COUNTED);
    let is_replaced = |block: &Block| !block.is_kept && !block.old.is_empty() && !block.new.is_empty();
    let count = between.new.len();
    between.is_kept
        && is_replaced(before)
        && is_replaced(after)
        && count <= MAX_ABSORBED
        && size(before) + size(after) >= count * 4
}

/// Returns how alike two texts are, in hundredths: the share of words that both have, whatever their order.
pub(crate) fn likeness(old: &str, new: &str) -> usize {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    let mut total = 0;
    for word in old.split_whitespace() {
        *counts.entry(word).or_insert(0) += 1;
        total += 1;
    }
    let mut common = 0;
    for word in new.split_whitespace() {
        total += 1;
        if let Some(count) = counts.get_mut(word).filter(|count| **count > 0) {
            *count -= 1;
            common += 1;
        }
    }
    match total {
        0 => 100,
        total => common * 200 / total,
    }
}

#[cfg(test)]
mod tests {
    use super::{WordRun, WordState, joined_words, likeness, word_runs};

    fn shown(old: &str, new: &str) -> String {
        let part = |run: WordRun| {
            let blank = if run.is_glued { "" } else { " " };
            match run.state {
                WordState::Kept => format!("{blank}{}", run.words),
                WordState::Removed => format!("{blank}[-{}-]", run.words),
                WordState::Added => format!("{blank}[+{}+]", run.words),
            }
        };
        let runs = word_runs(old, new);
        assert_eq!(joined_words(&runs, WordState::Added), old);
        assert_eq!(joined_words(&runs, WordState::Removed), new);
        runs.into_iter().map(part).collect::<String>().trim_start().to_owned()
    }

    #[test]
    fn marks_words() {
        assert_eq!(shown("", ""), "");
        assert_eq!(shown("một hai", "một hai"), "một hai");
        assert_eq!(
            shown("trước ngày 30/6 hằng năm", "trước ngày 15/7 hằng năm"),
            "trước ngày [-30/6-] [+15/7+] hằng năm"
        );
        assert_eq!(shown("một ba", "một hai ba"), "một [+hai+] ba");
        assert_eq!(shown("a b x c d", "e f x g h"), "[-a b x c d-] [+e f x g h+]");
        assert_eq!(shown("một một", "một"), "một [-một-]");
        assert_eq!(
            shown("tiếp dân.", "tiếp dân, tiếp khách;"),
            "tiếp dân[-.-][+, tiếp khách;+]"
        );
        assert_eq!(shown("(xem “Điều 3”)", "(xem “Điều 4”)"), "(xem “Điều [-3-] [+4+]”)");
    }

    #[test]
    fn long_texts_that_share_nothing_are_shown_whole() {
        let long = |letter: &str| vec![letter; 10_000].join(" ");
        assert_eq!(word_runs(&long("a"), &long("b")).len(), 2);
    }

    #[test]
    fn compares_words() {
        assert_eq!(likeness("một hai ba bốn", "bốn ba hai một"), 100);
        assert_eq!(likeness("một hai", "ba bốn"), 0);
        assert_eq!(likeness("", ""), 100);
    }
}
