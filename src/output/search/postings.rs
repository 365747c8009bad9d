//! Words and pairs of words, each with the items that contain it: the files in which the script looks words up.
//!
//! A file is an object: folded word or pair → its forms with tones → numbers. Each number is the difference to the
//! position of the item before, times sixteen, plus the field that contains the word (0 text … 3 name) times four, plus
//! its weight there (0 … 3).

use std::collections::HashMap;
use std::ops::Range;

use crate::base::thread_chunks::in_parts;
use crate::output::page_context::PageContext;
use crate::output::search::fields::{SearchedField, gather};
use crate::output::search::search_items::SearchItem;
use crate::output::search::word_folding::{Word, WordList};
use crate::site::search_layout::{DIGEST_SEED, digest};

/// The second word of a term that is one word.
const NO_SECOND_WORD: u32 = (1 << WORD_BITS) - 1;

/// Bits of a word's number in a term while an item is read.
const WORD_BITS: u32 = 30;

/// A word or a pair, and an item with field and weight.
type Posting = (u32, u32, u32);

/// The words of some items, and their postings for each file.
struct PostingPart {
    words: Vec<Word>,
    files: Vec<Vec<Posting>>,
}

/// Writes the files of words.
pub(super) fn write(context: PageContext<'_>, files: usize, items: &[SearchItem]) -> Vec<Vec<u8>> {
    let parts = in_parts(items.len(), |range| read(context, files, items, range));
    let shared = SharedWords::new(&parts);
    let written = in_parts(files, |range| {
        range
            .map(|file| write_file(&parts, &shared, file))
            .collect::<Vec<Vec<u8>>>()
    });
    written.into_iter().flatten().collect()
}

fn read(context: PageContext<'_>, files: usize, items: &[SearchItem], range: Range<usize>) -> PostingPart {
    let mut vocabulary = WordList::default();
    let mut part = PostingPart {
        words: Vec::new(),
        files: vec![Vec::new(); files],
    };
    let mut terms: Vec<u64> = Vec::new();
    for item in range {
        terms.clear();
        let mut length = 0;
        gather(context, items[item], &mut |field, text| {
            vocabulary.read(text, |word, before| {
                length += 1;
                terms.push(term(word, NO_SECOND_WORD, field));
                terms.extend(before.map(|before| term(before, word, field)));
            });
        });
        terms.sort_unstable();
        for same in terms.chunk_by(|left, right| left >> 2 == right >> 2) {
            // Within a term the weightiest field comes last.
            let (first, second, field) = split_term(*same.last().expect("a chunk is never empty"));
            let place = (item as u32) << 4 | field << 2 | weight(same.len(), length);
            let file = file_of(&vocabulary.words, first, second, files);
            part.files[file].push((first, second, place));
        }
    }
    part.words = vocabulary.words;
    part
}

fn term(first: u32, second: u32, field: SearchedField) -> u64 {
    u64::from(first) << (WORD_BITS + 2) | u64::from(second) << 2 | field as u64
}

fn split_term(term: u64) -> (u32, u32, u32) {
    let (first, second) = ((term >> (WORD_BITS + 2)) as u32, (term >> 2) as u32 & NO_SECOND_WORD);
    (first, second, (term & 3) as u32)
}

fn file_of(words: &[Word], first: u32, second: u32, files: usize) -> usize {
    let first = &words[first as usize];
    let sum = match second {
        NO_SECOND_WORD => digest(DIGEST_SEED, &first.folded),
        second => digest(first.before_another, &words[second as usize].folded),
    };
    sum as usize % files
}

/// Returns the weight of a term in a text of a length (BM25 with k1 = 0.6 and b = 0.9 against a thousand words), in four steps.
fn weight(times: usize, length: usize) -> u32 {
    let (times, length) = (times as f32, length as f32);
    let weight = times * 1.6 / (times + 0.6 * (0.1 + 0.9 * length / 1000.0));
    [0.8, 1.15, 1.4].iter().filter(|step| weight >= **step).count() as u32
}

/// The words of all parts, each once.
struct SharedWords<'a> {
    words: Vec<&'a Word>,
    /// For each part, the position in `words` of each of its words.
    numbers: Vec<Vec<u32>>,
}

impl<'a> SharedWords<'a> {
    fn new(parts: &'a [PostingPart]) -> Self {
        let mut words: Vec<&Word> = Vec::new();
        let mut known: HashMap<&str, u32> = HashMap::new();
        let mut number = |word: &'a Word| {
            *known.entry(&word.toned).or_insert_with(|| {
                words.push(word);
                words.len() as u32 - 1
            })
        };
        let numbers = parts
            .iter()
            .map(|part| part.words.iter().map(&mut number).collect())
            .collect();
        SharedWords { words, numbers }
    }
}

fn write_file(parts: &[PostingPart], shared: &SharedWords<'_>, file: usize) -> Vec<u8> {
    let mut postings: Vec<Posting> = Vec::new();
    for (part, numbers) in parts.iter().zip(&shared.numbers) {
        let word = |number: u32| match number {
            NO_SECOND_WORD => NO_SECOND_WORD,
            number => numbers[number as usize],
        };
        postings.extend(
            part.files[file]
                .iter()
                .map(|(a, b, place)| (word(*a), word(*b), *place)),
        );
    }
    // Stable: parts follow each other as their items do.
    postings.sort_by_key(|(first, second, _)| (*first, *second));
    let mut terms: Vec<(String, String, &[Posting])> = postings
        .chunk_by(|left, right| (left.0, left.1) == (right.0, right.1))
        .map(|same| {
            let words = [same[0].0, same[0].1];
            let words = words.iter().filter(|word| **word != NO_SECOND_WORD);
            let words: Vec<&Word> = words.map(|word| shared.words[*word as usize]).collect();
            let join = |form: fn(&Word) -> &str| words.iter().map(|word| form(word)).collect::<Vec<_>>().join(" ");
            (join(|word| &word.folded), join(|word| &word.toned), same)
        })
        .collect();
    terms.sort_unstable_by(|left, right| (&left.0, &left.1).cmp(&(&right.0, &right.1)));
    terms_json(&terms)
}

/// Writes terms as JSON. Words contain letters, digits and hyphens only, so that they need no escapes.
fn terms_json(terms: &[(String, String, &[Posting])]) -> Vec<u8> {
    let mut out = String::with_capacity(terms.len() * 32);
    out.push('{');
    for (at, forms) in terms.chunk_by(|left, right| left.0 == right.0).enumerate() {
        out.push_str(if at == 0 { "\n\"" } else { ",\n\"" });
        out.push_str(&forms[0].0);
        out.push_str("\":{");
        for (at, (_, toned, postings)) in forms.iter().enumerate() {
            out.push_str(if at == 0 { "\"" } else { ",\"" });
            out.push_str(toned);
            out.push_str("\":[");
            push_steps(&mut out, postings);
            out.push(']');
        }
        out.push('}');
    }
    out.push_str("\n}\n");
    out.into_bytes()
}

fn push_steps(out: &mut String, postings: &[Posting]) {
    let mut before = 0;
    for (at, (_, _, place)) in postings.iter().enumerate() {
        if at > 0 {
            out.push(',');
        }
        let item = place >> 4;
        push_number(out, (item - before) << 4 | place & 15);
        before = item;
    }
}

/// Appends a number. Millions of them are written, and the formatter takes four times as long.
fn push_number(out: &mut String, number: u32) {
    let mut digits = [0_u8; 10];
    let mut at = digits.len();
    let mut rest = number;
    loop {
        at -= 1;
        digits[at] = b'0' + (rest % 10) as u8;
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    out.push_str(std::str::from_utf8(&digits[at..]).expect("digits are ASCII"));
}
