//! The provisions of a body: what can be linked to in a document.

use crate::base::address::Address;
use crate::base::shared_str::SharedStr;
use crate::base::span::Span;
use crate::input::body::label::LabelStyle;

/// What a row of the provisions is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProvisionKind {
    /// A numbered item.
    Item,
    /// A heading, numbered or not.
    Heading,
    /// A paragraph, list or table of its own.
    Paragraph,
    /// The first paragraph of an item, whose words the item's own row has.
    First,
}

/// Something that can be linked to in a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Provision {
    /// Its address, which is the `id` on the page.
    pub address: Address,
    /// The label as printed; empty where none is.
    pub label: String,
    /// The style of the label.
    pub style: LabelStyle,
    /// Its own words, without the label: those of a heading, or of a text. The first paragraph of an item has the same.
    pub words: SharedStr,
    /// What it is.
    pub row: ProvisionKind,
    /// The provision that holds it.
    pub parent: Option<usize>,
    /// Its bytes in the file (the first block).
    pub span: Span,
}

impl Provision {
    /// The words of a heading; `None` where it is none.
    pub fn heading(&self) -> Option<&str> {
        (self.row == ProvisionKind::Heading).then_some(&*self.words)
    }

    /// The words of a text; none where it is a heading.
    pub fn text(&self) -> &str {
        self.heading().map_or(&*self.words, |_| "")
    }

    /// Says whether it is a paragraph rather than an item or heading.
    pub fn is_paragraph(&self) -> bool {
        matches!(self.row, ProvisionKind::Paragraph | ProvisionKind::First)
    }

    /// Says whether its words stand in its parent's row too.
    pub fn repeats_parent(&self) -> bool {
        self.row == ProvisionKind::First
    }

    /// Says whether it has a printed label.
    pub fn is_numbered(&self) -> bool {
        !self.label.is_empty()
    }
}

/// The provisions of a body by their addresses, former ones too. It holds positions alone, since each file has one.
#[derive(Clone, Debug, Default)]
pub struct ProvisionAddresses {
    /// The provisions, by their addresses; of several with one address the last.
    sorted: Vec<u32>,
    /// Former addresses of provisions, each with the provision that has it now.
    old: Vec<(Address, usize)>,
    /// The former addresses in their order.
    sorted_old: Vec<u32>,
}

impl ProvisionAddresses {
    /// Sorts the addresses of provisions, and the former ones that are handed over: each with the one that has it now.
    /// One that a provision still has stays with it.
    pub(crate) fn of<'a>(provisions: &[Provision], handed: impl Iterator<Item = (&'a Address, &'a Address)>) -> Self {
        let mut places = ProvisionAddresses {
            sorted: (0..).take(provisions.len()).collect(),
            ..ProvisionAddresses::default()
        };
        let address = |at: &u32| &provisions[*at as usize].address;
        places.sorted.sort_by(|a, b| address(a).cmp(address(b)).then(b.cmp(a)));
        places.sorted.dedup_by(|next, kept| address(next) == address(kept));
        for (old, new) in handed {
            if let (Some(now), Err(at)) = (places.find(provisions, new), places.find_old(old))
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
        let old = || {
            self.find_old(address)
                .ok()
                .map(|at| self.old[self.sorted_old[at] as usize].1)
        };
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
