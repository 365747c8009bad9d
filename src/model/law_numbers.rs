//! The numbers that one text gives to names of laws: `Luật Giá số 16/2023/QH15`.

use crate::base::fingerprint::Fingerprint;
use crate::base::position::Position;
use crate::base::word_list::WordList;
use crate::input::body::html_template::PlacedMention;
use crate::input::citations::lexicon::Kind;
use crate::input::citations::proper_names::proper_key;

/// A citation that gives the name of a law and its number: `Luật Giá số 16/2023/QH15`.
#[derive(Clone, Copy, Debug)]
pub(super) struct LawNumber {
    /// The key of the name, without a year.
    pub(super) name: Fingerprint,
    /// Its position among the citations.
    pub(super) citation: Position,
    /// Whether its paragraph says that something ends or is replaced: the law may be the one before.
    pub(super) has_ended: bool,
}

/// Words of paragraphs about what ends.
const ENDINGS: WordList = WordList("hết hiệu lực|bãi bỏ|thay thế");

/// The kinds whose documents are cited by name.
pub(super) const LAW_KINDS: [&str; 3] = ["Bộ luật ", "Luật ", "Pháp lệnh "];

/// The name that a citation by number gives to a law.
pub(super) fn law_number(mention: &PlacedMention, citation: Position) -> Option<LawNumber> {
    let cited = mention.number()?;
    let kind = &cited.kind.as_ref()?.name;
    let word = LAW_KINDS.into_iter().find(|word| word.trim_end() == kind)?;
    let (paragraph, range) = &mention.occurrence.words;
    let words = paragraph.get(range.clone())?;
    let words = &words[words.find(word)?..];
    let name = words[..words.find(" số ")?].trim_end_matches([',', ' ']);
    if name.len() <= word.len() {
        return None;
    }
    let key = proper_key(name)?;
    Some(LawNumber {
        name: Fingerprint::of(split_year(&key).0),
        citation,
        has_ended: ENDINGS.iter().any(|ending| paragraph.contains(ending)),
    })
}

/// Returns whether a citation without a name is that of a law that amends the one before it: `Luật Quản lý thuế số
/// 78/2006/QH11 được sửa đổi, bổ sung theo Luật số 21/2012/QH13`.
pub(super) fn is_amending(mention: &PlacedMention) -> bool {
    let kind = mention.number().and_then(|cited| cited.kind.as_ref());
    let is_law = |kind: &Kind| LAW_KINDS.iter().any(|word| word.trim_end() == kind.name);
    if !kind.is_some_and(is_law) {
        return false;
    }
    let (words, range) = &mention.occurrence.words;
    let is_bare = words
        .get(range.clone())
        .is_some_and(|words| words.starts_with("Luật số "));
    let before = words.get(..range.start).unwrap_or("");
    let clause = before.rsplit([';', '.']).next().unwrap_or("");
    is_bare && clause.contains("sửa đổi")
}

/// Splits the key of a law's name and the year at its end.
pub(super) fn split_year(key: &str) -> (&str, Option<i16>) {
    let split = key.rsplit_once(' ').and_then(|(name, year)| {
        let year = year.parse().ok().filter(|year| (1900..2100).contains(year))?;
        Some((name, year))
    });
    split.map_or((key, None), |(name, year)| (name, Some(year)))
}

/// Returns whether the key of a proper name is that of a law.
pub(super) fn is_law(key: &str) -> bool {
    ["luật ", "bộ luật ", "pháp lệnh ", "hiến pháp "]
        .iter()
        .any(|word| key.starts_with(word))
}

/// Returns whether the name of a law is abbreviated (`Luật NSNN`): other texts may mean another law by it.
pub(super) fn is_abbreviated(mention: &PlacedMention) -> bool {
    let Some(titled) = mention.titled() else { return false };
    let end = titled
        .proper
        .as_ref()
        .map_or(titled.words.len(), |proper| titled.ends[proper.end].0);
    let is_short = |word: &str| {
        let letters = word.chars().filter(|letter| letter.is_alphabetic()).count();
        (2..=MAX_ABBREVIATION).contains(&letters) && word.chars().all(|letter| !letter.is_lowercase())
    };
    let words = &titled.words[..end];
    let is_in_capitals = words.chars().all(|letter| !letter.is_lowercase());
    let is_year = |word: &str| word == "năm" || word.starts_with(|first: char| first.is_ascii_digit());
    !is_in_capitals && words.split(' ').skip(1).all(|word| is_short(word) || is_year(word))
}

/// Maximum number of letters of an abbreviated name.
const MAX_ABBREVIATION: usize = 8;
