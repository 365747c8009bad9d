//! The documents that a text cites by number or proper name, for a reader without a site.

use std::ops::Range;

use crate::base::address::Address;
use crate::base::date::PartialDate;
use crate::input::citations::lexicon::{Kind, Lexicon};
use crate::input::citations::mention::{NumberedMention, overlap};
use crate::input::citations::names::{Name, names};
use crate::input::citations::normalized_text::NormalizedText;
use crate::input::citations::provision_refs::{ProvisionRef, place_before};
use crate::input::citations::{number_context, numbers};

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

/// A document that a text cites, for a reader without a site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CitedThing {
    /// By its number.
    Number(NumberedMention),
    /// By its proper name.
    Name(NamedMention),
}

/// A citation, and the provision of the cited document that stands before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citation {
    /// The document.
    pub cited: CitedThing,
    /// Its provision, and the bytes of the words that name it.
    pub place: Option<(Address, Range<usize>)>,
}

impl Citation {
    /// The bytes of the citation, without its provision.
    pub fn surface(&self) -> &Range<usize> {
        match &self.cited {
            CitedThing::Number(cited) => &cited.surface,
            CitedThing::Name(cited) => &cited.surface,
        }
    }
}

/// Finds the citations by number and by proper name in a text, in order, not overlapping.
pub fn citations(text: &str, lexicon: &Lexicon) -> Vec<Citation> {
    let shadow = NormalizedText::of(text);
    let (numbered, names) = numbers_and_names(&shadow, lexicon);
    let named = names
        .into_iter()
        .filter_map(|name| named_mention(&shadow, name, lexicon));
    let mut found: Vec<(Range<usize>, CitedThing)> = named.collect();
    let numbered = numbered.into_iter();
    found.extend(numbered.map(|(mention, range)| (range, CitedThing::Number(mention))));
    found.sort_by_key(|(range, _)| range.start);
    let mut end = 0;
    found.retain(|(range, _)| {
        let is_free = range.start >= end;
        end = if is_free { range.end } else { end };
        is_free
    });
    let place = |range: &Range<usize>| {
        let ProvisionRef { address, range, .. } = place_before(shadow.text(), range.start)?;
        Some((address, shadow.original(range)))
    };
    let citation = |(range, cited): (Range<usize>, CitedThing)| Citation {
        place: place(&range),
        cited,
    };
    found.into_iter().map(citation).collect()
}

/// Finds numbers and proper names; the number of a name is one citation with it: `Luật Đất đai số 31/2024/QH15`.
pub(crate) fn numbers_and_names(
    shadow: &NormalizedText<'_>,
    lexicon: &Lexicon,
) -> (Vec<(NumberedMention, Range<usize>)>, Vec<Name>) {
    let mut numbered = numbers::in_shadow(shadow, lexicon);
    let mut alone = Vec::new();
    for name in names(shadow.text()) {
        let next = numbered.partition_point(|(_, range)| range.end <= name.range.start);
        let own = kind_of(&name, lexicon);
        let is_of_kind = |mention: &NumberedMention| {
            mention.kind.is_none()
                || mention.kind == own
                || mention.number.symbols().any(|symbol| symbol.contains("QH"))
        };
        let next = numbered.get_mut(next);
        match next.filter(|(mention, range)| is_of_kind(mention) && bears(shadow.text(), &name, range)) {
            Some((mention, range)) => {
                range.start = range.start.min(name.range.start);
                mention.surface.start = shadow.original(range.clone()).start;
                mention.kind = mention.kind.take().or(own);
            }
            None => alone.push(name),
        }
    }
    (numbered, alone)
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

fn kind_of(name: &Name, lexicon: &Lexicon) -> Option<Kind> {
    lexicon.kind_at_start(name.kind).cloned()
}

fn named_mention(shadow: &NormalizedText<'_>, name: Name, lexicon: &Lexicon) -> Option<(Range<usize>, CitedThing)> {
    let kind = kind_of(&name, lexicon)?;
    let dated = number_context::date_after(shadow.text(), name.range.end);
    let end = dated.map_or(name.range.end, |(_, end)| end);
    let range = name.range.start..end;
    let mention = NamedMention {
        surface: shadow.original(range.clone()),
        kind,
        date: dated.map(|(date, _)| date),
    };
    Some((range, CitedThing::Name(mention)))
}
