//! Reads the texts of items: for each word and each pair of neighbouring words, the parts that contain it.

use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::output::page_context::PageContext;
use crate::output::search::fields::{SearchedField, gather};
use crate::output::search::item_parts::ItemParts;
use crate::output::search::posting_list::{Posting, PostingList};
use crate::output::search::search_items::SearchItem;
use crate::output::search::word_folding::{Word, WordList};

/// The second word of a term that is one word.
pub(super) const NO_SECOND_WORD: u32 = u32::MAX;

/// The words of some items, and for each term its list.
#[derive(Debug)]
pub(super) struct TermTable {
    pub words: Vec<Word>,
    /// First and second word of each term.
    pub terms: Vec<(u32, u32)>,
    pub lists: Vec<PostingList>,
}

/// Reads the items of a range.
pub(super) fn read(context: PageContext<'_>, items: &[SearchItem], range: Range<usize>) -> TermTable {
    let mut reader = TermReader::default();
    for position in range {
        reader.read_item(context, position as u32, items[position]);
    }
    TermTable {
        words: reader.vocabulary.words,
        terms: reader.terms.terms,
        lists: reader.lists.into_iter().map(PostingList::shrunk).collect(),
    }
}

/// The number of each term.
#[derive(Default)]
struct TermNumbers {
    /// The number of each word alone, by the word; `NO_SECOND_WORD` where it has none yet.
    words: Vec<u32>,
    pairs: FxHashMap<(u32, u32), u32>,
    terms: Vec<(u32, u32)>,
}

impl TermNumbers {
    fn word(&mut self, word: u32) -> u32 {
        let position = word as usize;
        if self.words.len() <= position {
            self.words.resize(position + 1, NO_SECOND_WORD);
        }
        if self.words[position] == NO_SECOND_WORD {
            self.words[position] = self.terms.len() as u32;
            self.terms.push((word, NO_SECOND_WORD));
        }
        self.words[position]
    }

    fn pair(&mut self, first: u32, second: u32) -> u32 {
        *self.pairs.entry((first, second)).or_insert_with(|| {
            self.terms.push((first, second));
            self.terms.len() as u32 - 1
        })
    }
}

/// A term in a part, in one number, so that sorting is fast: term, part (21 bits), field (3 bits).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Token(u64);

impl Token {
    fn new(term: u32, part: usize, field: SearchedField) -> Token {
        let part = part.min((1 << 21) - 1) as u64;
        Token(u64::from(term) << 24 | part << 3 | field as u64)
    }

    fn term(self) -> usize {
        (self.0 >> 24) as usize
    }

    fn part(self) -> u32 {
        (self.0 >> 3) as u32 & ((1 << 21) - 1)
    }

    fn has_field(self, field: SearchedField) -> bool {
        self.0 & 7 == field as u64
    }
}

#[derive(Default)]
struct TermReader {
    vocabulary: WordList,
    terms: TermNumbers,
    lists: Vec<PostingList>,
    tokens: Vec<Token>,
    /// The number of words of each part.
    lengths: Vec<usize>,
    postings: Vec<Posting>,
}

impl TermReader {
    fn read_item(&mut self, context: PageContext<'_>, position: u32, item: SearchItem) {
        let parts = ItemParts::of(context, item);
        self.tokens.clear();
        self.lengths.clear();
        self.lengths.resize(parts.count(), 0);
        gather(context, item, &parts, &mut |part, field, text| {
            self.vocabulary.read(text, |word, before| {
                self.lengths[part] += usize::from(field != SearchedField::Topic);
                let alone = self.terms.word(word);
                self.tokens.push(Token::new(alone, part, field));
                if let Some(before) = before {
                    let pair = self.terms.pair(before, word);
                    self.tokens.push(Token::new(pair, part, field));
                }
            });
        });
        self.lists.resize_with(self.terms.terms.len(), PostingList::default);
        self.tokens.sort_unstable();
        for same in self.tokens.chunk_by(|left, right| left.term() == right.term()) {
            self.postings.clear();
            add_postings(same, position, &parts, &self.lengths, &mut self.postings);
            self.lists[same[0].term()].push(&self.postings);
        }
    }
}

/// Adds a posting for each part with a term.
fn add_postings(tokens: &[Token], item: u32, parts: &ItemParts, lengths: &[usize], out: &mut Vec<Posting>) {
    let has_names = tokens.iter().any(|token| token.has_field(SearchedField::Name));
    let is_named = |part: usize| {
        let name = Token::new(tokens[0].term() as u32, part, SearchedField::Name);
        tokens.binary_search(&name).is_ok()
    };
    for same in tokens.chunk_by(|left, right| left.part() == right.part()) {
        let in_topic = same
            .iter()
            .filter(|token| token.has_field(SearchedField::Topic))
            .count();
        // Within a part the weightiest field comes last.
        let best = same[same.len() - 1];
        if in_topic == same.len() {
            continue;
        }
        let part = best.part();
        let field = match best.0 & 7 {
            name if name == SearchedField::Name as u64 => 3,
            summary if summary == SearchedField::Summary as u64 => 2,
            subject if subject == SearchedField::Subject as u64 => 2,
            // Below a heading that has the term too.
            _ if has_names && parts.outer(part as usize).any(is_named) => 2,
            heading if heading == SearchedField::Heading as u64 => 1,
            _ => u32::from(in_topic > 0),
        };
        let is_about = best.has_field(SearchedField::Line) || best.has_field(SearchedField::Note);
        let weight = match is_about {
            true => 0,
            false => weight(same.len() - in_topic, lengths[part as usize]),
        };
        let place = field << 2 | weight;
        out.push(Posting { item, part, place });
    }
}

/// Returns the weight of a term in a part of a length (BM25 with k1 = 0.6 and b = 0.75 against 120 words), in four steps.
fn weight(times: usize, length: usize) -> u32 {
    let (times, length) = (times as f32, length as f32);
    let weight = times * 1.6 / (times + 0.6 * (0.25 + 0.75 * length / 120.0));
    [0.7, 1.05, 1.3].iter().filter(|step| weight >= **step).count() as u32
}
