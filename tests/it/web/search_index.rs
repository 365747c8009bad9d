//! Reads the search index of a built site as the page's script does.

use std::collections::{BTreeMap, BTreeSet};

use congbo::internals::site::{DIGEST_SEED, digest};
use flate2::read::ZlibDecoder;
use serde_json::Value;

use super::Built;

/// A list of the index: the places of its term, and the items of a shortened one.
pub struct List {
    /// Item and part, with the field (0 text, 1 text with a topic, 2 summary or below a heading, 3 name).
    pub places: BTreeMap<(u64, u64), u64>,
    /// The items, where the list was shortened.
    pub items: Option<BTreeSet<u64>>,
    /// The bytes of list and items.
    pub bytes: usize,
}

/// A built site and its index.
pub struct Index<'a> {
    /// The site.
    pub site: &'a Built,
    /// `dau.json`.
    pub head: Value,
    /// The rows of all items.
    pub rows: Vec<Value>,
}

impl<'a> Index<'a> {
    /// Reads what the index loads first, and all rows.
    pub fn of(site: &'a Built) -> Index<'a> {
        let read = |name: &str| json(site, name);
        let head = read("dau.json");
        let number = |key: &str| head[key].as_u64().expect("a number");
        let files = number("subjects").div_ceil(number("rows"));
        let rows = (0..files).flat_map(|file| read(&format!("hang-{file}.json")).as_array().expect("rows").clone());
        let rows = rows.collect();
        Index { head, rows, site }
    }

    /// A number of the head.
    pub fn number(&self, key: &str) -> u64 {
        self.head[key].as_u64().expect("a number")
    }

    /// The terms of a file of words, each with its forms.
    pub fn terms(&self, file: u64) -> BTreeMap<String, BTreeMap<String, List>> {
        let path = self.site.output().join(format!("tim-kiem/chi-muc/chu-{file}.bin"));
        let bytes = std::fs::read(&path).expect("a readable file");
        let mut reader = Reader(&bytes);
        let mut terms = BTreeMap::new();
        while !reader.0.is_empty() {
            let term = reader.text();
            let forms = (0..reader.number()).map(|_| reader.form(&term)).collect();
            terms.insert(term, forms);
        }
        terms
    }

    /// The file in which the script seeks a word or pair.
    pub fn file_of(&self, term: &str) -> u64 {
        u64::from(digest(DIGEST_SEED, term)) % self.number("words")
    }

    /// What the index knows of a folded word or pair: form → address, with `#` and the place of a provision → field.
    pub fn places(&self, term: &str) -> BTreeMap<String, BTreeMap<String, u64>> {
        let forms = self.terms(self.file_of(term)).remove(term).unwrap_or_default();
        let named = |list: List| {
            let places = list.places.into_iter();
            places
                .map(|((item, part), field)| (self.address(item, part), field))
                .collect()
        };
        forms.into_iter().map(|(form, list)| (form, named(list))).collect()
    }

    /// The addresses of what has a folded word or pair, whatever its tones, in order.
    pub fn having(&self, term: &str) -> Vec<String> {
        let places = self.places(term).into_values();
        let found: BTreeMap<String, u64> = places.flatten().collect();
        found.into_keys().collect()
    }

    /// The text file with a part of an item, and its row there.
    pub fn text(&self, item: u64, part: u64) -> (u64, Vec<String>) {
        let row = &self.rows[usize::try_from(item).expect("a position")];
        let mut numbers = row[8]
            .as_array()
            .expect("files of texts")
            .iter()
            .filter_map(Value::as_u64);
        let first = numbers.next().expect("a first file");
        let file = first + numbers.filter(|start| *start <= part).count() as u64;
        let path = self.site.output().join(format!("tim-kiem/chi-muc/loi-{file}.bin"));
        let deflated = std::fs::File::open(&path).expect("a readable file");
        let texts: Value = serde_json::from_reader(ZlibDecoder::new(deflated)).expect("valid JSON");
        let row = texts[format!("{item}.{part}")].as_array().expect("a text").clone();
        (
            file,
            row.iter()
                .map(|text| text.as_str().expect("a text").to_owned())
                .collect(),
        )
    }

    fn address(&self, item: u64, part: u64) -> String {
        let row = &self.rows[usize::try_from(item).expect("a position")];
        let document = row[0].as_str().expect("an address").to_owned();
        match part {
            0 => document,
            part => format!("{document}#{}", self.text(item, part).1[0]),
        }
    }
}

/// A file of the index, as JSON.
pub fn json(site: &Built, name: &str) -> Value {
    let text = site.file(&format!("tim-kiem/chi-muc/{name}"));
    serde_json::from_str(&text).expect("valid JSON")
}

struct Reader<'a>(&'a [u8]);

impl Reader<'_> {
    fn byte(&mut self) -> u8 {
        let (first, rest) = self.0.split_first().expect("a byte");
        self.0 = rest;
        *first
    }

    fn number(&mut self) -> u64 {
        let mut number = 0;
        for shift in (0..).step_by(7) {
            let byte = self.byte();
            number |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                break;
            }
        }
        number
    }

    fn piece(&mut self) -> Vec<u8> {
        let length = usize::try_from(self.number()).expect("a length");
        let (piece, rest) = self.0.split_at(length);
        self.0 = rest;
        piece.to_vec()
    }

    fn text(&mut self) -> String {
        String::from_utf8(self.piece()).expect("a text")
    }

    fn form(&mut self, term: &str) -> (String, List) {
        let form = Some(self.text()).filter(|form| !form.is_empty());
        let set = match self.byte() {
            0 => None,
            sign => Some((sign, self.piece())),
        };
        let list = self.piece();
        let list = List {
            bytes: list.len() + set.as_ref().map_or(0, |(_, set)| set.len()),
            places: places(&list),
            items: set.map(|(sign, set)| items(sign, &set)),
        };
        (form.unwrap_or_else(|| term.to_owned()), list)
    }
}

fn places(list: &[u8]) -> BTreeMap<(u64, u64), u64> {
    let (mut reader, mut item, mut found) = (Reader(list), 0, BTreeMap::new());
    while !reader.0.is_empty() {
        let step = reader.number();
        item += step >> 1;
        let count = if step & 1 == 1 { 1 } else { reader.number() };
        let mut part = 0;
        for _ in 0..count {
            let number = reader.number();
            part += number >> 4;
            found.insert((item, part), number >> 2 & 3);
        }
    }
    found
}

fn items(sign: u8, set: &[u8]) -> BTreeSet<u64> {
    let (mut reader, mut item, mut found) = (Reader(set), 0, BTreeSet::new());
    if sign == 2 {
        let bits = (0..set.len() * 8).filter(|at| set[at / 8] >> (at % 8) & 1 == 1);
        return bits.map(|at| at as u64).collect();
    }
    while !reader.0.is_empty() {
        item += reader.number();
        found.insert(item);
    }
    found
}
