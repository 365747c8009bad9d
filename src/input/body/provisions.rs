//! The types of provisions, the parts of a document that links can point to, and the table of their addresses.

use std::cell::LazyCell;
use std::collections::HashMap;

use crate::base::address::Address;
use crate::base::position::Position;
use crate::base::shared_str::SharedStr;
use crate::base::span::Span;
use crate::input::body::label::LabelStyle;

/// The kind of a provision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProvisionKind {
    /// A numbered item.
    Item,
    /// A heading, numbered or not.
    Heading,
    /// A paragraph, list or table without a label.
    Paragraph,
    /// The first paragraph of an item, whose words the item has too.
    First,
    /// Text that the document quotes as a block: the labels and references in it are those of another document.
    Quotation,
}

/// A part of a document that links can point to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Provision {
    /// Its address, which is the `id` on the page.
    pub address: Address,
    /// The label as printed; empty if there is none.
    pub label: Box<str>,
    /// The style of the label.
    pub style: LabelStyle,
    /// Its own words, without the label: those of a heading, or of a text. The first paragraph of an item has the same
    /// as the item.
    pub words: SharedStr,
    /// Its kind.
    pub row: ProvisionKind,
    /// The provision that contains it.
    pub(super) parent: Option<Position>,
    /// The bytes of its first block in the file.
    pub span: Span,
}

impl Provision {
    /// The words of a heading; `None` if it is not a heading.
    pub fn heading(&self) -> Option<&str> {
        (self.row == ProvisionKind::Heading).then_some(&*self.words)
    }

    /// The words of a text; empty if it is a heading.
    pub fn text(&self) -> &str {
        self.heading().map_or(&*self.words, |_| "")
    }

    /// The provision that contains it, by index.
    pub fn parent(&self) -> Option<usize> {
        self.parent.map(Position::get)
    }

    /// Returns whether it is a paragraph rather than an item or heading.
    pub fn is_paragraph(&self) -> bool {
        matches!(
            self.row,
            ProvisionKind::Paragraph | ProvisionKind::First | ProvisionKind::Quotation
        )
    }

    /// Returns whether its parent has the same words.
    pub fn repeats_parent(&self) -> bool {
        self.row == ProvisionKind::First
    }

    /// Returns whether it has a printed label.
    pub fn is_numbered(&self) -> bool {
        !self.label.is_empty()
    }
}

/// How often a provision may have been renumbered.
const MAX_RENUMBERINGS: usize = 32;

/// An index of provisions by their addresses, former ones included. It stores positions only, to save memory: every
/// file has one.
#[derive(Clone, Debug, Default)]
pub struct ProvisionAddresses {
    /// The provisions sorted by address; of several with one address, the last one.
    sorted: Vec<u32>,
    /// Former addresses of provisions, each with the provision that has it now.
    old: Vec<(Address, usize)>,
    /// Positions in `old`, sorted by address.
    sorted_old: Vec<u32>,
}

impl ProvisionAddresses {
    /// Indexes the addresses of provisions, and the pairs of former and current addresses in `handed`. A former address
    /// that a provision still has stays with that provision.
    pub(crate) fn of<'a>(provisions: &[Provision], handed: impl Iterator<Item = (&'a Address, &'a Address)>) -> Self {
        let mut places = ProvisionAddresses {
            sorted: (0..).take(provisions.len()).collect(),
            ..ProvisionAddresses::default()
        };
        let address = |at: &u32| &provisions[*at as usize].address;
        places.sorted.sort_by(|a, b| address(a).cmp(address(b)).then(b.cmp(a)));
        places.sorted.dedup_by(|next, kept| address(next) == address(kept));
        let handed: Vec<(&Address, &Address)> = handed.collect();
        let next: LazyCell<HashMap<&Address, &Address>, _> = LazyCell::new(|| handed.iter().rev().copied().collect());
        // A provision that was renumbered twice is found by following the former addresses, which may be a loop.
        let follow = |places: &Self, mut address: &'a Address| {
            for _ in 0..MAX_RENUMBERINGS {
                match places.find(provisions, address) {
                    Some(now) => return Some(now),
                    None => address = *next.get(address)?,
                }
            }
            None
        };
        for (old, new) in handed.iter().copied() {
            if let (Some(now), Err(at)) = (follow(&places, new), places.find_old(old))
                && places.find_now(provisions, old).is_none()
            {
                let position = u32::try_from(places.old.len()).expect("a file holds no such number of lines");
                places.sorted_old.insert(at, position);
                places.old.push((old.clone(), now));
            }
        }
        places
    }

    /// The former addresses, in the order of the file.
    pub fn old(&self) -> &[(Address, usize)] {
        &self.old
    }

    /// The provision that has an address, or had it formerly.
    pub(crate) fn find(&self, provisions: &[Provision], address: &Address) -> Option<usize> {
        let old = || Some(self.old[self.sorted_old[self.find_old(address).ok()?] as usize].1);
        self.find_now(provisions, address).or_else(old)
    }

    fn find_now(&self, provisions: &[Provision], address: &Address) -> Option<usize> {
        let compare = |at: &u32| provisions[*at as usize].address.cmp(address);
        let found = self.sorted.binary_search_by(compare).ok()?;
        Some(self.sorted[found] as usize)
    }

    fn find_old(&self, address: &Address) -> Result<usize, usize> {
        let compare = |at: &u32| self.old[*at as usize].0.cmp(address);
        self.sorted_old.binary_search_by(compare)
    }
}
