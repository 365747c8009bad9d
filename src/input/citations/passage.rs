//! Finds the documents that a text cites by number or proper name, without a site (the `cite` command).

use std::ops::Range;

use crate::base::address::Address;
use crate::base::date::PartialDate;
use crate::base::word_list::WordList;
use crate::input::citations::lexicon::{Kind, Lexicon};
use crate::input::citations::mention::{NumberedMention, overlap};
use crate::input::citations::names::{ProperNameMatch, names};
use crate::input::citations::normalized_text::NormalizedText;
use crate::input::citations::pointer_units::may_hold_unit;
use crate::input::citations::provision_refs::{pointer_before, pointers};
use crate::input::citations::short_forms::{ShortForm, short_form, with_years};
use crate::input::citations::{number_context, numbers};

/// A citation by proper name: `Luật Đất đai năm 2013`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct NamedMention {
    /// The bytes of the name, its year and date included.
    pub surface: Range<usize>,
    /// Its kind.
    pub kind: Kind,
    /// The date after it.
    pub date: Option<PartialDate>,
}

/// How a text cites a document, without a site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum CitedThing {
    /// By its number.
    Number(NumberedMention),
    /// By its proper name.
    Name(NamedMention),
}

/// A citation, and the provision of the cited document named before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Citation {
    /// The document.
    pub cited: CitedThing,
    /// Its provision, and the bytes of the words that name it.
    pub place: Option<(Address, Range<usize>)>,
}

impl Citation {
    /// The bytes of the citation, without its provision.
    pub(crate) fn surface(&self) -> &Range<usize> {
        match &self.cited {
            CitedThing::Number(cited) => &cited.surface,
            CitedThing::Name(cited) => &cited.surface,
        }
    }
}

/// Finds the citations by number and by proper name in a text, in order, not overlapping.
pub(crate) fn citations(text: &str, lexicon: &Lexicon) -> Vec<Citation> {
    let normalized = NormalizedText::of(text);
    let (numbered, names) = numbers_and_names(&normalized, lexicon);
    let named = names
        .into_iter()
        .filter_map(|name| named_mention(&normalized, name, lexicon));
    let mut found: Vec<(Range<usize>, CitedThing)> = named.collect();
    let numbered = numbered.into_iter();
    found.extend(numbered.map(|(mention, range)| (range, CitedThing::Number(mention))));
    found.sort_by_key(|(range, _)| range.start);
    let short = short_forms(&normalized, &found, lexicon);
    if !short.is_empty() {
        found.extend(short);
        found.sort_by_key(|(range, _)| range.start);
    }
    let mut end = 0;
    found.retain(|(range, _)| {
        let is_free = range.start >= end;
        end = if is_free { range.end } else { end };
        is_free
    });
    let pointers = match may_hold_unit(text) && !found.is_empty() {
        true => pointers(normalized.text()),
        false => Vec::new(),
    };
    let place = |range: &Range<usize>| {
        let (index, _) = pointer_before(normalized.text(), &pointers, range.start)?;
        let last = pointers[index].last()?;
        Some((last.address.clone()?, normalized.original(last.range.clone())))
    };
    let citation = |(range, cited): (Range<usize>, CitedThing)| Citation {
        place: place(&range),
        cited,
    };
    found.into_iter().map(citation).collect()
}

/// Kinds whose short forms name one document to a reader who has only the text.
const SHORT_KINDS: WordList = WordList("Nghị quyết|Chỉ thị|Quyết định|Quy định|Kết luận|Nghị định|Thông tư");

/// The short forms in a text, outside the citations found so far.
fn short_forms(
    normalized: &NormalizedText<'_>,
    found: &[(Range<usize>, CitedThing)],
    lexicon: &Lexicon,
) -> Vec<(Range<usize>, CitedThing)> {
    let text = normalized.text();
    let taken: Vec<Range<usize>> = found.iter().map(|(range, _)| range.clone()).collect();
    let is_free = |range: &Range<usize>| {
        let next = taken.partition_point(|other| other.end <= range.start);
        !taken.get(next).is_some_and(|other| overlap(other, range))
    };
    // Letters in capitals name no kind before the number of a list: `QUYẾT ĐỊNH 1. …`.
    let may_be_kind = |word: &Range<usize>, kind: &Kind| {
        SHORT_KINDS.contains(&kind.name) && text[word.clone()].contains(char::is_lowercase)
    };
    let words = lexicon.kind_words(text).filter(|(word, kind)| may_be_kind(word, kind));
    let forms = words.filter_map(|(word, kind)| short_form(text, &word, kind));
    let forms = forms.filter(|form| is_free(&form.range));
    let forms = forms.chain(with_years(text, &taken, lexicon));
    let cited = |form: ShortForm| {
        let mention = NumberedMention {
            surface: normalized.original(form.range.clone()),
            number_at: normalized.original(form.number_at.clone()),
            number: form.number(text)?,
            kind: Some(form.kind),
            date: None,
            doubt: None,
            issuer: None,
            title: None,
        };
        Some((form.range, CitedThing::Number(mention)))
    };
    forms.filter_map(cited).collect()
}

/// Finds numbers and proper names; a name and its number become one citation by number: `Luật Đất đai số 31/2024/QH15`.
pub(crate) fn numbers_and_names(
    normalized: &NormalizedText<'_>,
    lexicon: &Lexicon,
) -> (Vec<(NumberedMention, Range<usize>)>, Vec<ProperNameMatch>) {
    let mut numbered = numbers::find_numbered(normalized, lexicon);
    let mut alone = Vec::new();
    for name in names(normalized.text()) {
        let next = numbered.partition_point(|(_, range)| range.end <= name.range.start);
        let own = kind_of(&name, lexicon);
        let is_of_kind = |mention: &NumberedMention| {
            mention.kind.is_none()
                || mention.kind == own
                || mention.number.symbols().any(|symbol| symbol.contains("QH"))
        };
        let next = numbered.get_mut(next);
        match next.filter(|(mention, range)| is_of_kind(mention) && belongs_to(normalized.text(), &name, range)) {
            Some((mention, range)) => {
                range.start = range.start.min(name.range.start);
                mention.surface.start = normalized.original(range.clone()).start;
                mention.kind = mention.kind.take().or(own);
            }
            None => alone.push(name),
        }
    }
    (numbered, alone)
}

/// Returns whether a number belongs to a name: it is inside the name or right after it.
fn belongs_to(text: &str, name: &ProperNameMatch, number: &Range<usize>) -> bool {
    if overlap(number, &name.range) {
        return true;
    }
    let between = text.get(name.range.end..number.start).unwrap_or("-");
    matches!(between.trim_matches([' ', ',']), "" | "(" | "số" | "(số")
        && number.start >= name.range.end
        && between.len() < 16
}

fn kind_of(name: &ProperNameMatch, lexicon: &Lexicon) -> Option<Kind> {
    lexicon.kind_at_start(name.kind).cloned()
}

fn named_mention(
    normalized: &NormalizedText<'_>,
    name: ProperNameMatch,
    lexicon: &Lexicon,
) -> Option<(Range<usize>, CitedThing)> {
    let kind = kind_of(&name, lexicon)?;
    let dated = number_context::date_after(normalized.text(), name.range.end);
    let end = dated.map_or(name.range.end, |(_, end)| end);
    let range = name.range.start..end;
    let mention = NamedMention {
        surface: normalized.original(range.clone()),
        kind,
        date: dated.map(|(date, _)| date),
    };
    Some((range, CitedThing::Name(mention)))
}
