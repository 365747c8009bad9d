//! A position in the text or in a table of one file, kept in half the memory of a `usize`.

/// A position in the text or in a table of one file: a byte, an index, an ordinal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position(u32);

impl Position {
    /// Keeps a position. Panics from four billion on, which no file that can be read has.
    pub fn new(position: usize) -> Self {
        Position(u32::try_from(position).expect("a file has fewer than four billion bytes"))
    }

    /// The position.
    pub fn get(self) -> usize {
        self.0 as usize
    }
}
