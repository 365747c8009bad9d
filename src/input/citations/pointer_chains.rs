//! Decides which units of a reference belong together, and the address of each: in `khoản 2 và khoản 7 Điều 29`, both
//! clauses are of the article.

use std::ops::Range;

use crate::base::address::Address;
use crate::input::citations::mention::Level;
use crate::input::citations::pointer_units::{Joint, Unit};

/// A reference to one provision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ProvisionRef {
    /// The address as the printed numbers make it; below the provision of the level `here` if there is one.
    pub(crate) address: Option<Address>,
    /// The level of which the provision around the words is meant: `Điều này`.
    pub(crate) here: Option<Level>,
    /// Whether it identifies the provision without its context.
    pub(crate) is_whole: bool,
    /// Whether it begins with a `khoản`, or a `điểm` with a letter: such a reference needs its article to be looked up.
    pub(crate) is_relative: bool,
    /// Whether it names an annex, or a place in one.
    pub(crate) is_annex: bool,
    /// Its words.
    pub(crate) range: Range<usize>,
}

/// The provisions that the units of a reference name, in their order.
pub(crate) fn provisions(units: &[Unit<'_>]) -> Vec<ProvisionRef> {
    let parents = parents(units);
    // A unit with a narrower one below it is no reference of its own.
    let mut is_parent = vec![false; units.len()];
    parents.iter().flatten().for_each(|parent| is_parent[*parent] = true);
    let mut found = Vec::new();
    let mut free = 0;
    for leaf in (0..units.len()).filter(|at| !is_parent[*at]) {
        let chain: Vec<usize> = std::iter::successors(Some(leaf), |at| parents[*at]).collect();
        let (mut first, mut last) = (leaf, leaf);
        while first > free && chain.contains(&(first - 1)) {
            first -= 1;
        }
        while chain.contains(&(last + 1)) {
            last += 1;
        }
        free = last + 1;
        let range = units[first].range.start..units[last].range.end;
        found.extend(provision(units, &chain, range));
    }
    found
}

/// For each unit, the wider one that contains it. Levels ascend mostly (`điểm a khoản 2 Điều 5`), sometimes they descend
/// (`Điều 5, khoản 2`); members of a list have one parent.
fn parents(units: &[Unit<'_>]) -> Vec<Option<usize>> {
    let mut parents: Vec<Option<usize>> = vec![None; units.len()];
    for at in (0..units.len().saturating_sub(1)).rev() {
        let (level, next) = (units[at].level, at + 1);
        let joint = units[next].joint;
        if units[next].level < level {
            parents[at] = Some(next).filter(|_| joint != Joint::List);
            continue;
        }
        // The widest unit that the next one belongs to, as far as it is not wider than this one.
        let mut top = next;
        while units[top].level > level
            && let Some(parent) = parents[top]
        {
            top = parent;
        }
        if units[top].level == level {
            parents[at] = parents[top];
        } else if units[top].level < level {
            parents[at] = Some(top);
        } else if joint != Joint::List {
            // `Điều 5, khoản 2 và khoản 3`: what follows is below this one.
            let inner = units[top].level;
            let is_free = |other: &usize| units[*other].level == inner && parents[*other].is_none();
            let below: Vec<usize> = (top..units.len()).take_while(is_free).collect();
            below.into_iter().for_each(|other| parents[other] = Some(at));
        }
    }
    parents
}

/// The provision of a chain of units, from the narrowest to the widest.
fn provision(units: &[Unit<'_>], chain: &[usize], range: Range<usize>) -> Option<ProvisionRef> {
    let here = chain.iter().position(|at| units[*at].number.is_none());
    let numbered = &chain[..here.unwrap_or(chain.len())];
    let mut pieces: Vec<(Level, &str)> = numbered
        .iter()
        .filter_map(|at| Some((units[*at].level, units[*at].number.as_deref()?)))
        .collect();
    pieces.sort_by_key(|(level, _)| *level);
    let widest = pieces.first().map(|(level, _)| *level);
    let here = here.map(|at| units[chain[at]].level);
    // Articles are numbered through, whatever parts and chapters they are in.
    let article = pieces.iter().position(|(level, _)| *level == Level::Article);
    let annex = usize::from(widest == Some(Level::Annex));
    pieces.drain(annex..article.unwrap_or(0).max(annex));
    let address = match pieces.is_empty() {
        true => None,
        false => Some(address(&pieces, here == Some(Level::Chapter))?),
    };
    let is_letter = |address: &Address| !address.as_str().starts_with(|c: char| c.is_ascii_digit());
    Some(ProvisionRef {
        is_whole: here.is_some() || widest.is_some_and(|widest| widest <= Level::Article),
        is_relative: here.is_none()
            && (widest == Some(Level::Clause)
                || (widest == Some(Level::Point) && address.as_ref().is_some_and(is_letter))),
        is_annex: widest == Some(Level::Annex),
        address,
        here,
        range,
    })
}

/// The address of some levels, from the widest to the narrowest.
fn address(pieces: &[(Level, &str)], in_chapter: bool) -> Option<Address> {
    let mut out = String::new();
    let in_chapter = in_chapter || pieces.iter().any(|(level, _)| *level == Level::Chapter);
    for (level, number) in pieces {
        // The address omits the parent's number if the number repeats it: 1.5 below 1 of II is II.1.5.
        let last = out.rsplit('.').next().unwrap_or("").to_owned();
        let repeats = number.strip_prefix(&format!("{last}.")).filter(|_| !last.is_empty());
        let own = repeats.unwrap_or(number);
        if !out.is_empty() {
            out.push('.');
        }
        match level {
            Level::Chapter => out.push_str("chuong-"),
            Level::Section if in_chapter => out.push_str("muc-"),
            Level::Annex | Level::Part | Level::Section | Level::Article | Level::Clause | Level::Point => {}
        }
        out.push_str(own);
    }
    Address::new(&out)
}
