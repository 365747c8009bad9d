//! The list of the parts that contain a term, in bytes as it is published.
//!
//! For each item, a number: the difference to the item before, times two, plus one if only one of its parts has the
//! term; otherwise the number of parts follows. Then for each part a number: the difference to the part before, times
//! sixteen, plus four times the field (0 … 3), plus the weight (0 … 3). Numbers are LEB128, as in DWARF and WebAssembly.

use rustc_hash::FxHashMap;

use crate::base::exact::exact;

/// A list longer than this keeps its best parts only, and the set of its items: a query of frequent words would
/// otherwise load the whole site.
const MAX_WHOLE_LIST_BYTES: usize = 2048;

/// The parts that a shortened list keeps.
const KEPT_PARTS: usize = 300;

/// The parts of one item that a shortened list keeps.
const KEPT_PARTS_OF_AN_ITEM: usize = 6;

/// A part that contains a term: the item, the part, and field and weight as `field << 2 | weight`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Posting {
    pub item: u32,
    pub part: u32,
    pub place: u32,
}

/// A list that is being written.
#[derive(Debug, Default)]
pub(super) struct PostingList {
    bytes: Vec<u8>,
    last_item: u32,
}

impl PostingList {
    /// Adds the parts of an item that comes after all items of the list.
    pub(super) fn push(&mut self, postings: &[Posting]) {
        let Some(first) = postings.first() else { return };
        let step = first.item - self.last_item;
        self.last_item = first.item;
        if postings.len() == 1 {
            push_number(&mut self.bytes, step << 1 | 1);
        } else {
            push_number(&mut self.bytes, step << 1);
            push_number(&mut self.bytes, postings.len() as u32);
        }
        let mut before = 0;
        for posting in postings {
            push_number(&mut self.bytes, (posting.part - before) << 4 | posting.place);
            before = posting.part;
        }
    }

    /// The list in a buffer of exact size.
    pub(super) fn shrunk(self) -> PostingList {
        PostingList {
            bytes: exact(self.bytes),
            last_item: self.last_item,
        }
    }

    /// Adds a list whose items come after all items of this one.
    pub(super) fn append(&mut self, other: &PostingList) {
        let mut rest = other.bytes.as_slice();
        if let Some(first) = next_number(&mut rest) {
            push_number(&mut self.bytes, first - (self.last_item << 1));
            self.bytes.extend_from_slice(rest);
            self.last_item = other.last_item;
        }
    }

    /// Writes the list: a byte that tells whether it is whole (0), else how the set of its items is written (1 as
    /// differences, 2 as bits) and that set; then the list. Sets and lists are preceded by their lengths.
    pub(super) fn write(&self, out: &mut Vec<u8>) {
        if self.bytes.len() <= MAX_WHOLE_LIST_BYTES {
            out.push(0);
            push_bytes(out, &self.bytes);
            return;
        }
        let postings = self.postings();
        let mut items: Vec<u32> = postings.iter().map(|posting| posting.item).collect();
        items.dedup();
        let (steps, bits) = (steps_of(&items), bits_of(&items));
        let (sign, set) = if steps.len() < bits.len() {
            (1, steps)
        } else {
            (2, bits)
        };
        out.push(sign);
        push_bytes(out, &set);
        push_bytes(out, &shortened(&postings).bytes);
    }

    fn postings(&self) -> Vec<Posting> {
        let mut postings = Vec::new();
        let mut rest = self.bytes.as_slice();
        let mut item = 0;
        while let Some(number) = next_number(&mut rest) {
            item += number >> 1;
            let parts = if number & 1 == 1 {
                Some(1)
            } else {
                next_number(&mut rest)
            };
            let mut part = 0;
            for number in (0..parts.unwrap_or(0)).map_while(|_| next_number(&mut rest)) {
                part += number >> 4;
                let place = number & 15;
                postings.push(Posting { item, part, place });
            }
        }
        postings
    }
}

/// The number of places of a posting: four fields with four weights.
const PLACES: usize = 16;

/// Keeps the best parts: by field, by weight, then of the newest items. They are put where their place says, which is
/// quicker than sorting them: frequent words have most of all postings.
fn shortened(postings: &[Posting]) -> PostingList {
    let mut by_place: [Vec<Posting>; PLACES] = Default::default();
    for same in postings.chunk_by(|left, right| left.item == right.item).rev() {
        same.iter()
            .for_each(|posting| by_place[posting.place as usize % PLACES].push(*posting));
    }
    let mut kept_of_item: FxHashMap<u32, usize> = FxHashMap::default();
    let is_kept = |posting: &&Posting| {
        let kept = kept_of_item.entry(posting.item).or_default();
        *kept += 1;
        *kept <= KEPT_PARTS_OF_AN_ITEM
    };
    let best = by_place.iter().rev().flatten();
    let mut postings: Vec<Posting> = best.filter(is_kept).take(KEPT_PARTS).copied().collect();
    postings.sort_unstable();
    let mut list = PostingList::default();
    for same in postings.chunk_by(|left, right| left.item == right.item) {
        list.push(same);
    }
    list
}

fn steps_of(items: &[u32]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut before = 0;
    for item in items {
        push_number(&mut out, item - before);
        before = *item;
    }
    out
}

fn bits_of(items: &[u32]) -> Vec<u8> {
    let length = items.last().map_or(0, |last| *last as usize / 8 + 1);
    let mut bits = vec![0; length];
    for item in items {
        bits[*item as usize / 8] |= 1 << (item % 8);
    }
    bits
}

/// Appends bytes with their length before them.
pub(super) fn push_bytes(out: &mut Vec<u8>, bytes: &[u8]) {
    push_number(out, u32::try_from(bytes.len()).expect("a file of the index is small"));
    out.extend_from_slice(bytes);
}

/// Appends a number, seven bits a byte, the lowest first.
pub(super) fn push_number(out: &mut Vec<u8>, mut number: u32) {
    while number >= 0x80 {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

fn next_number(rest: &mut &[u8]) -> Option<u32> {
    let mut number = 0;
    for (position, byte) in rest.iter().enumerate() {
        number |= u32::from(byte & 0x7f) << (7 * position);
        if byte & 0x80 == 0 {
            *rest = &rest[position + 1..];
            return Some(number);
        }
    }
    None
}
