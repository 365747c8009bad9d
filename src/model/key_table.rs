//! Documents by a key, where nearly every key leads to one document.

use rustc_hash::FxHashMap;

use crate::base::fingerprint::Fingerprint;
use crate::model::indexes::DocIx;

/// The documents of each key.
#[derive(Debug, Default)]
pub(super) struct KeyTable(FxHashMap<Fingerprint, Holders>);

/// The documents that have a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Holders {
    /// None.
    None,
    /// Just one.
    One([DocIx; 1]),
    /// Several, in their order.
    Several(Vec<DocIx>),
}

impl Holders {
    /// All of them.
    pub(super) fn as_slice(&self) -> &[DocIx] {
        match self {
            Holders::None => &[],
            Holders::One(only) => only,
            Holders::Several(all) => all,
        }
    }

    /// Adds the newest document, unless it is already there.
    fn push(&mut self, index: DocIx) {
        match self {
            Holders::None => *self = Holders::One([index]),
            Holders::One([only]) if *only == index => {}
            Holders::One([only]) => *self = Holders::Several(vec![*only, index]),
            Holders::Several(all) if all.last() == Some(&index) => {}
            Holders::Several(all) => all.push(index),
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
        self.0.get(&key).map_or(&[], Holders::as_slice)
    }

    /// Adds a document under a key; documents come in their order.
    pub(super) fn add(&mut self, key: Fingerprint, index: DocIx) {
        self.0.entry(key).or_insert(Holders::None).push(index);
    }
}
