//! Which provision of a new text is which of the former one, and what that says: words changed, parts added, removed,
//! moved, or renumbered.

use std::collections::HashMap;

use crate::base::word_diff::{likeness, word_runs};
use crate::edition::diff::difference::{PartChange, ProvisionChange};
use crate::input::body::provisions::Provision;
use crate::input::document::Document;
use crate::output::document_names::place;
use crate::output::ui_strings::UiStrings;

/// The provisions of two versions of a text that are one, by their indexes.
pub(super) struct ProvisionPairs<'a> {
    former: &'a Document,
    present: &'a Document,
    /// For each former provision, the present one.
    to_present: Vec<Option<usize>>,
    /// For each present provision, the former one.
    to_former: Vec<Option<usize>>,
}

/// How alike the words of two provisions are at least, in hundredths, if they are one whatever number they bear.
const MIN_LIKENESS: usize = 60;

/// The same where the number is one too.
const MIN_LIKENESS_OF_NUMBER: usize = 34;

/// The most provisions on each side that are compared each with each.
const MAX_COMPARED: usize = 80;

impl<'a> ProvisionPairs<'a> {
    /// Finds the pairs of two versions.
    pub(super) fn of(former: &'a Document, present: &'a Document) -> Self {
        let mut pairs = ProvisionPairs {
            former,
            present,
            to_present: vec![None; former.provisions.len()],
            to_former: vec![None; present.provisions.len()],
        };
        pairs.pair_same();
        pairs.pair_same_words();
        pairs.pair_alike_by_number();
        pairs.pair_most_alike();
        pairs.pair_by_address();
        pairs
    }

    fn join(&mut self, former: usize, present: usize) {
        self.to_present[former] = Some(present);
        self.to_former[present] = Some(former);
    }

    /// The former provisions that are still alone.
    fn alone_before(&self) -> Vec<usize> {
        alone(&self.former.provisions, &self.to_present)
    }

    /// The present provisions that are still alone.
    fn alone_now(&self) -> Vec<usize> {
        alone(&self.present.provisions, &self.to_former)
    }

    /// Joins what has the same address and the same words.
    fn pair_same(&mut self) {
        let now = by_address(&self.present.provisions, &self.alone_now());
        for at in self.alone_before() {
            let row = &self.former.provisions[at];
            if let Some(found) = now.get(row.address.as_str())
                && self.present.provisions[*found].words == row.words
            {
                self.join(at, *found);
            }
        }
    }

    /// Joins what has the same words that no other has.
    fn pair_same_words(&mut self) {
        let now = unique_words(&self.present.provisions, &self.alone_now());
        let before = unique_words(&self.former.provisions, &self.alone_before());
        for at in self.alone_before() {
            let words = &*self.former.provisions[at].words;
            if before.contains_key(words)
                && let Some(Some(found)) = now.get(words)
                && before[words].is_some()
            {
                self.join(at, *found);
            }
        }
    }

    /// Joins what has the same number within the same part, and most words in common.
    fn pair_alike_by_number(&mut self) {
        let mut now: HashMap<(Option<usize>, &str), usize> = HashMap::new();
        for at in self.alone_now() {
            let row = &self.present.provisions[at];
            if row.is_numbered() {
                now.insert((row.parent(), &*row.label), at);
            }
        }
        for at in self.alone_before() {
            let row = &self.former.provisions[at];
            let parent = row.parent().map(|parent| self.to_present[parent]);
            let parent = match parent {
                Some(None) => continue,
                Some(Some(parent)) => Some(parent),
                None => None,
            };
            let found = now.get(&(parent, &*row.label)).copied();
            if let Some(found) = found.filter(|found| self.to_former[*found].is_none())
                && likeness(&row.words, &self.present.provisions[found].words) >= MIN_LIKENESS_OF_NUMBER
            {
                self.join(at, found);
            }
        }
    }

    /// Joins what has most words in common.
    fn pair_most_alike(&mut self) {
        let before = self.alone_before();
        if before.len() > MAX_COMPARED || self.alone_now().len() > MAX_COMPARED {
            return;
        }
        for at in before {
            let row = &self.former.provisions[at];
            let now = self.alone_now().into_iter();
            let alike = now.map(|found| (likeness(&row.words, &self.present.provisions[found].words), found));
            // Of two that are as alike, the first one.
            let best = alike.max_by_key(|(likeness, found)| (*likeness, std::cmp::Reverse(*found)));
            if let Some((likeness, found)) = best
                && likeness >= MIN_LIKENESS
                && !row.words.is_empty()
            {
                self.join(at, found);
            }
        }
    }

    /// Joins what has the same address, whatever its words are.
    fn pair_by_address(&mut self) {
        let now = by_address(&self.present.provisions, &self.alone_now());
        for at in self.alone_before() {
            let address = self.former.provisions[at].address.as_str();
            if let Some(found) = now.get(address).filter(|found| self.to_former[**found].is_none()) {
                self.join(at, *found);
            }
        }
    }

    /// The pairs of provisions with other numbers, each without those that follow from it: former, present.
    pub(super) fn renumbered(&self) -> Vec<(usize, usize)> {
        let pairs = self.to_present.iter().enumerate();
        let pairs = pairs.filter_map(|(at, found)| Some((at, (*found)?)));
        let is_renumbered = |(at, found): &(usize, usize)| {
            let (before, now) = (&self.former.provisions[*at], &self.present.provisions[*found]);
            let is_numbered = before.is_numbered() && now.is_numbered();
            let follows = match (before.parent(), now.parent()) {
                (Some(outer), Some(inner)) => self.to_present[outer] == Some(inner) && before.label == now.label,
                (None, None) => before.label == now.label,
                (Some(_), None) | (None, Some(_)) => false,
            };
            is_numbered && before.address != now.address && !follows
        };
        pairs.filter(is_renumbered).collect()
    }

    /// What happened to the parts of the text, in the order of the new one; what is gone at the end. A part that came or
    /// went with all that it holds is one change.
    pub(super) fn changes(&self, former_texts: &UiStrings, texts: &UiStrings) -> Vec<ProvisionChange> {
        let mut changes = Vec::new();
        let moved = self.out_of_order();
        let added = self.alone_now();
        for (at, row) in self.present.provisions.iter().enumerate() {
            if row.repeats_parent() {
                continue;
            }
            let mut push = |kind: PartChange| {
                let place = place(self.present, texts, Some(at));
                changes.push(ProvisionChange { place, kind });
            };
            let Some(before) = self.to_former[at] else {
                if is_outermost(&self.present.provisions, &added, at) {
                    push(PartChange::Added(with_inner(&self.present.provisions, &added, at)));
                }
                continue;
            };
            let former = &self.former.provisions[before];
            // A number that differs is a renumbering; only how the same number is printed is a change of words.
            let is_relabelled = former.address == row.address && former.label != row.label;
            let (old, new) = match is_relabelled {
                true => (whole(former), whole(row)),
                false => (former.words.to_string(), row.words.to_string()),
            };
            if old.split_whitespace().ne(new.split_whitespace()) {
                push(PartChange::Words(word_runs(&old, &new)));
            }
            let is_renumbered = row.is_numbered() && former.address != row.address;
            if moved.binary_search(&at).is_ok() && !is_renumbered {
                push(PartChange::Moved(place(self.former, former_texts, Some(before))));
            }
        }
        let removed = self.alone_before();
        for at in removed.iter().copied() {
            if is_outermost(&self.former.provisions, &removed, at) {
                let words = with_inner(&self.former.provisions, &removed, at);
                let (place, kind) = (place(self.former, former_texts, Some(at)), PartChange::Removed(words));
                changes.push(ProvisionChange { place, kind });
            }
        }
        changes
    }

    /// The provision that a present one was.
    pub(super) fn former_of(&self, present: usize) -> Option<usize> {
        self.to_former[present]
    }

    /// The provision that a former one is now.
    pub(super) fn present_of(&self, former: usize) -> Option<usize> {
        self.to_present[former]
    }

    /// The present provisions that stand elsewhere in the order of the text: all but a longest row that kept its order.
    fn out_of_order(&self) -> Vec<usize> {
        let sequence: Vec<usize> = self.to_present.iter().filter_map(|found| *found).collect();
        let kept = longest_ascending(&sequence);
        sequence
            .into_iter()
            .filter(|at| kept.binary_search(at).is_err())
            .collect()
    }
}

fn alone(rows: &[Provision], pairs: &[Option<usize>]) -> Vec<usize> {
    let is_alone = |at: &usize| pairs[*at].is_none() && !rows[*at].repeats_parent();
    (0..rows.len()).filter(is_alone).collect()
}

fn by_address<'r>(rows: &'r [Provision], among: &[usize]) -> HashMap<&'r str, usize> {
    among.iter().map(|at| (rows[*at].address.as_str(), *at)).collect()
}

/// The provisions by their words; `None` for words that several have.
fn unique_words<'r>(rows: &'r [Provision], among: &[usize]) -> HashMap<&'r str, Option<usize>> {
    let mut found: HashMap<&str, Option<usize>> = HashMap::new();
    for at in among {
        let words = &*rows[*at].words;
        if !words.is_empty() {
            found
                .entry(words)
                .and_modify(|known| *known = None)
                .or_insert(Some(*at));
        }
    }
    found
}

/// Returns whether a provision is none of those that another one of the same list holds.
fn is_outermost(rows: &[Provision], list: &[usize], at: usize) -> bool {
    rows[at]
        .parent()
        .is_none_or(|parent| list.binary_search(&parent).is_err())
}

/// The words of a provision, then those of the provisions of a list that it holds, with their labels.
fn with_inner(rows: &[Provision], list: &[usize], at: usize) -> String {
    let mut out = rows[at].words.to_string();
    let mut inside = vec![at];
    for inner in list.iter().copied().filter(|inner| *inner > at) {
        // Provisions follow the one that holds them.
        if !rows[inner].parent().is_some_and(|parent| inside.contains(&parent)) {
            break;
        }
        inside.push(inner);
        out.push_str(" / ");
        out.push_str(&whole(&rows[inner]));
    }
    out
}

/// The label and the words of a provision.
fn whole(row: &Provision) -> String {
    format!("{} {}", row.label, &*row.words).trim().to_owned()
}

/// A longest ascending selection of different numbers, in order (patience sorting).
fn longest_ascending(numbers: &[usize]) -> Vec<usize> {
    let mut tops: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(numbers.len());
    for (at, number) in numbers.iter().enumerate() {
        let pile = tops.partition_point(|top| numbers[*top] < *number);
        before.push(pile.checked_sub(1).map(|left| tops[left]));
        match tops.get_mut(pile) {
            Some(top) => *top = at,
            None => tops.push(at),
        }
    }
    let chain = std::iter::successors(tops.last().copied(), |at| before[*at]);
    let mut found: Vec<usize> = chain.map(|at| numbers[at]).collect();
    found.reverse();
    found
}

#[cfg(test)]
mod tests {
    use super::longest_ascending;

    #[test]
    fn keeps_the_longest_row() {
        assert!(longest_ascending(&[]).is_empty());
        assert_eq!(longest_ascending(&[0, 1, 2]), [0, 1, 2]);
        assert_eq!(longest_ascending(&[3, 0, 1, 2]), [0, 1, 2]);
        assert_eq!(longest_ascending(&[0, 2, 1, 3]), [0, 1, 3]);
    }
}
