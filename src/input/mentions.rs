//! What a text mentions: other documents by number or proper name, and places in them.
//!
//! Takes a text, gives spans of it. Must not know which documents exist: what a mention points to is
//! decided when all files are together.

use std::ops::Range;

use super::lexicon::{Kind, Lexicon};
use super::names::{Name, names};
use super::numbers;
use super::places::{Place, place_before};
use super::shadow::Shadow;
use crate::base::address::Address;
use crate::base::date::PartialDate;
use crate::base::number::DocNumber;

/// A citation by number, as found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NumberedMention {
    /// The bytes of the text from the kind word to the end of the date (or of the number).
    pub surface: Range<usize>,
    /// The bytes of the number alone.
    pub number_at: Range<usize>,
    /// The number.
    pub number: DocNumber,
    /// The kind, from the word before the number or from its symbol where that is plain.
    pub kind: Option<Kind>,
    /// The date after the number.
    pub date: Option<PartialDate>,
    /// The issuer named after number or date.
    pub issuer: Option<String>,
}

/// A citation by proper name: `Luật Đất đai năm 2013`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedMention {
    /// The bytes of the name, its year and date included.
    pub surface: Range<usize>,
    /// Its kind.
    pub kind: Kind,
    /// The date behind it.
    pub date: Option<PartialDate>,
}

/// A document that a text cites.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cited {
    /// By its number.
    Number(NumberedMention),
    /// By its proper name.
    Name(NamedMention),
}

/// A citation, and the provision of the cited document that stands before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citation {
    /// The document.
    pub cited: Cited,
    /// Its provision, and the bytes of the words that name it.
    pub place: Option<(Address, Range<usize>)>,
}

impl Citation {
    /// The bytes of the citation, without its provision.
    pub fn surface(&self) -> &Range<usize> {
        match &self.cited {
            Cited::Number(cited) => &cited.surface,
            Cited::Name(cited) => &cited.surface,
        }
    }
}

/// Finds the citations by number in a text, in order, not overlapping.
pub fn numbered(text: &str, lexicon: &Lexicon) -> Vec<NumberedMention> {
    if !numbers::may_hold_number(text) {
        return Vec::new();
    }
    let found = numbers::in_shadow(&Shadow::of(text), lexicon);
    found.into_iter().map(|(mention, _)| mention).collect()
}

/// Finds the citations by number and by proper name in a text, in order, not overlapping.
pub fn citations(text: &str, lexicon: &Lexicon) -> Vec<Citation> {
    let shadow = Shadow::of(text);
    let mut numbered = numbers::in_shadow(&shadow, lexicon);
    let named = names(shadow.text());
    let mut found: Vec<(Range<usize>, Cited)> = Vec::new();
    for name in named {
        let next = numbered.partition_point(|(_, range)| range.end <= name.range.start);
        let next = numbered.get_mut(next);
        match next.filter(|(_, range)| bears(shadow.text(), &name, range)) {
            // `Luật Đất đai số 31/2024/QH15`: one citation, by number.
            Some((mention, range)) => {
                range.start = range.start.min(name.range.start);
                mention.surface.start = shadow.original(range.clone()).start;
                mention.kind = mention.kind.take().or_else(|| kind_of(&name, lexicon));
            }
            None => found.extend(named_mention(&shadow, name, lexicon)),
        }
    }
    found.extend(
        numbered
            .into_iter()
            .map(|(mention, range)| (range, Cited::Number(mention))),
    );
    found.sort_by_key(|(range, _)| range.start);
    let mut end = 0;
    found.retain(|(range, _)| {
        let is_free = range.start >= end;
        end = if is_free { range.end } else { end };
        is_free
    });
    let place = |range: &Range<usize>| {
        let Place { address, range } = place_before(shadow.text(), range.start)?;
        Some((address, shadow.original(range)))
    };
    found
        .into_iter()
        .map(|(range, cited)| Citation {
            place: place(&range),
            cited,
        })
        .collect()
}

/// Says whether a number belongs to a name: it stands inside it or right behind.
fn bears(text: &str, name: &Name, number: &Range<usize>) -> bool {
    if overlap(number, &name.range) {
        return true;
    }
    let between = text.get(name.range.end..number.start).unwrap_or("-");
    matches!(between.trim_matches([' ', ',']), "" | "(" | "số" | "(số")
        && number.start >= name.range.end
        && between.len() < 16
}

fn overlap(left: &Range<usize>, right: &Range<usize>) -> bool {
    left.start < right.end && right.start < left.end
}

fn kind_of(name: &Name, lexicon: &Lexicon) -> Option<Kind> {
    lexicon.kind_at_start(name.kind).cloned()
}

fn named_mention(shadow: &Shadow, name: Name, lexicon: &Lexicon) -> Option<(Range<usize>, Cited)> {
    let kind = kind_of(&name, lexicon)?;
    let dated = numbers::date_after(shadow.text(), name.range.end);
    let end = dated.map_or(name.range.end, |(_, end)| end);
    let range = name.range.start..end;
    let mention = NamedMention {
        surface: shadow.original(range.clone()),
        kind,
        date: dated.map(|(date, _)| date),
    };
    Some((range, Cited::Name(mention)))
}
