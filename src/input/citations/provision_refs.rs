//! Finds references to provisions (`điểm a khoản 2 Điều 5`, `điểm 1.5, mục 1, phần II`) and gives their addresses.
//!
//! Takes normalized text and gives ranges of it.

use std::ops::Range;
use std::sync::LazyLock;

use regex::{Captures, Regex};

use crate::base::address::Address;
use crate::base::pattern::Pattern;
use crate::input::citations::mention::Level;
use crate::input::citations::normalized_text::start_of_last;

/// A reference to a provision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ProvisionRef {
    /// The address as the printed numbers make it.
    pub(crate) address: Address,
    /// Whether it identifies the provision without its context.
    pub(crate) is_whole: bool,
    /// Whether it begins with a `khoản`, or a `điểm` with a letter: such a reference needs its article to be looked up.
    pub(crate) is_relative: bool,
    /// Its words.
    pub(crate) range: Range<usize>,
}

/// One level with its number.
const PIECE: &str = r"(?:(?i:phần) (?:thứ )?[IVXLC]+|(?i:mục) (?:[IVXLC]+(?:\.[0-9]{1,3})*|[0-9]{1,3}(?:\.[0-9]{1,3})*)|Điều [0-9]{1,3}[a-zđ]?|(?i:khoản) [0-9]{1,3}[a-zđ]?|(?i:điểm) (?:[0-9]{1,3}(?:\.[0-9]{1,3})*|[a-zđ]))";

static CHAIN: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(&format!(r"{PIECE}(?:(?:, ?| )(?:của )?{PIECE})*")).expect("a constant pattern"));
static ONE: Pattern = Pattern::new(
    r"(?i:(phần)|(mục)|(điều)|(khoản)|(điểm)) (?:thứ )?([IVXLC]+(?:\.[0-9]+)*|[0-9]+(?:\.[0-9]+)*[a-zđ]?|[a-zđ])",
);
/// Text between a provision and its document.
static JOINT: Pattern = Pattern::new(r"^,? ?(?:(?:của|tại|trong|ban hành kèm theo) )?$");

/// Maximum distance before a document at which a reference begins, in bytes.
const MAX_LOOK_BACK: usize = 160;

/// Words that give the next word another meaning: an account (`tài khoản`), a sum of money, a mark, a catalogue.
const OTHER_THINGS: [&str; 10] = [
    "tài ", "Tài ", "các ", "địa ", "thời ", "danh ", "hạng ", "chuyên ", "trọng ", "đặc ",
];

/// Returns whether a text may contain a reference: a cheap test before any other pattern runs.
pub(crate) fn may_hold_provision(text: &str) -> bool {
    static WORDS: Pattern = Pattern::new("(?:iều|hoản|iểm|ục|hần)[ \n]");
    WORDS.is_match(text)
}

/// Finds the references to provisions in a normalized text, in order.
pub(crate) fn provision_refs(text: &str) -> Vec<ProvisionRef> {
    let mut found = Vec::new();
    for matched in CHAIN.find_iter(text) {
        let before = &text[..matched.start()];
        let starts_word =
            !before.ends_with(char::is_alphanumeric) && !OTHER_THINGS.iter().any(|word| before.ends_with(word));
        let ends_word = !text[matched.end()..].starts_with(|c: char| c.is_alphanumeric());
        if starts_word && ends_word {
            chains(matched.as_str(), matched.start(), &mut found);
        }
    }
    found
}

/// The reference right before the document that begins at `at`.
pub(crate) fn provision_before(text: &str, at: usize) -> Option<ProvisionRef> {
    let from = start_of_last(text, at, MAX_LOOK_BACK);
    let window = &text[from..at];
    if !may_hold_provision(window) {
        return None;
    }
    let last = provision_refs(window).pop()?;
    let range = last.range.start + from..last.range.end + from;
    JOINT
        .is_match(&window[last.range.end..])
        .then_some(ProvisionRef { range, ..last })
}

/// Splits a chain of levels into references, so that no level occurs twice in one: `khoản 1, khoản 2 Điều 5` are two.
fn chains(words: &str, start: usize, found: &mut Vec<ProvisionRef>) {
    let mut open: Vec<(Level, &str)> = Vec::new();
    let mut range = start..start;
    let mut close = |pieces: &mut Vec<(Level, &str)>, range: &Range<usize>| {
        let place = address(std::mem::take(pieces)).map(|(address, widest)| ProvisionRef {
            is_whole: widest <= Level::Article,
            is_relative: widest == Level::Clause
                || (widest == Level::Point && !address.as_str().starts_with(|c: char| c.is_ascii_digit())),
            address,
            range: range.clone(),
        });
        found.extend(place);
    };
    for captures in ONE.captures_iter(words) {
        let (Some(whole), Some((level, number))) = (captures.get(0), piece(&captures)) else {
            continue;
        };
        if open.iter().any(|(other, _)| *other == level) {
            close(&mut open, &range);
        }
        if open.is_empty() {
            range.start = start + whole.start();
        }
        open.push((level, number));
        range.end = start + whole.end();
    }
    close(&mut open, &range);
}

/// The address of a chain of levels, from the widest or the narrowest level on, and its widest level.
fn address(mut pieces: Vec<(Level, &str)>) -> Option<(Address, Level)> {
    pieces.sort_by_key(|(level, _)| *level);
    let widest = pieces.first()?.0;
    let mut out = String::new();
    for (_, number) in &pieces {
        // The address omits the parent's number if the number repeats it: 1.5 below 1 of II is II.1.5.
        let last = out.rsplit('.').next().unwrap_or("").to_owned();
        let repeats = number.strip_prefix(&format!("{last}.")).filter(|_| !last.is_empty());
        let own = repeats.unwrap_or(number);
        if !out.is_empty() {
            out.push('.');
        }
        out.push_str(own);
    }
    Some((Address::new(&out)?, widest))
}

fn piece<'t>(found: &Captures<'t>) -> Option<(Level, &'t str)> {
    let levels = [Level::Part, Level::Section, Level::Article, Level::Clause, Level::Point];
    let level = (1..=5).find(|group| found.get(*group).is_some())?;
    Some((levels[level - 1], found.get(6)?.as_str()))
}

#[cfg(test)]
mod tests {
    use super::{provision_before, provision_refs};

    #[test]
    fn levels_make_addresses_in_either_order() {
        for (words, address) in [
            ("điểm 1.5 mục 1 phần II", "II.1.5"),
            ("điểm 1.5, mục 1, phần II", "II.1.5"),
            ("phần II, mục 1, điểm 1.5", "II.1.5"),
            ("khoản 2 Điều 5", "5.2"),
            ("điểm a khoản 2 Điều 5", "5.2.a"),
            ("điểm đ, khoản 2, Điều 5", "5.2.đ"),
            ("mục II.2.3", "II.2.3"),
            ("Điều 20", "20"),
        ] {
            let found = provision_refs(words);
            assert_eq!(found.len(), 1, "{words}: {found:?}");
            assert_eq!(found[0].address.as_str(), address, "{words}");
        }
    }

    #[test]
    fn a_provision_belongs_to_the_document_behind_it() {
        let text = "theo khoản 1 Điều 3 của Nghị định";
        let place = provision_before(text, text.find("Nghị").expect("there")).expect("a place");
        assert_eq!(place.address.as_str(), "3.1");
        let text = "theo Điều 3. Nghị định";
        assert_eq!(provision_before(text, text.find("Nghị").expect("there")), None);
    }
}
