//! Documents by a key, where nearly every key leads to one document.

use rustc_hash::FxHashMap;

use crate::base::fingerprint::Fingerprint;
use crate::model::indexes::DocIx;

/// The documents of each key.
#[derive(Debug, Default)]
pub(super) struct KeyTable(FxHashMap<Fingerprint, KeyMatch>);

/// One document, or several in their order.
#[derive(Debug)]
enum KeyMatch {
    One([DocIx; 1]),
    Several(Vec<DocIx>),
}

impl KeyMatch {
    fn as_slice(&self) -> &[DocIx] {
        match self {
            KeyMatch::One(only) => only,
            KeyMatch::Several(all) => all,
        }
    }

    /// Adds the newest document, unless it is already there.
    fn push(&mut self, index: DocIx) {
        match self {
            KeyMatch::One([only]) if *only == index => {}
            KeyMatch::One([only]) => *self = KeyMatch::Several(vec![*only, index]),
            KeyMatch::Several(all) if all.last() == Some(&index) => {}
            KeyMatch::Several(all) => all.push(index),
        }
    }
}

impl KeyTable {
    /// An empty table with room for some keys.
    pub(super) fn with_capacity(keys: usize) -> Self {
        let mut table = KeyTable::default();
        table.0.reserve(keys);
        table
    }

    /// The documents of a key, in their order.
    pub(super) fn get(&self, key: Fingerprint) -> &[DocIx] {
        self.0.get(&key).map_or(&[], KeyMatch::as_slice)
    }

    /// Adds a document under a key; documents come in their order.
    pub(super) fn add(&mut self, key: Fingerprint, index: DocIx) {
        self.0
            .entry(key)
            .and_modify(|known| known.push(index))
            .or_insert(KeyMatch::One([index]));
    }
}
