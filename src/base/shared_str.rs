//! A slice of a shared text: words that a file contains are kept in memory once, with the text of the file.

use std::fmt;
use std::ops::{Deref, Range};
use std::sync::Arc;

use crate::base::position::Position;

/// A slice of a shared text. Slices are equal where their words are equal, wherever they come from.
#[derive(Clone)]
pub struct SharedStr {
    text: Arc<str>,
    start: Position,
    end: Position,
}

impl SharedStr {
    /// Takes a range of bytes of a text, which must begin and end at character boundaries.
    pub fn of(text: &Arc<str>, at: Range<usize>) -> Self {
        debug_assert!(text.get(at.clone()).is_some(), "{at:?} cuts a letter");
        SharedStr {
            text: Arc::clone(text),
            start: Position::new(at.start),
            end: Position::new(at.end),
        }
    }
}

impl Deref for SharedStr {
    type Target = str;

    fn deref(&self) -> &str {
        &self.text[self.start.get()..self.end.get()]
    }
}

impl From<&str> for SharedStr {
    fn from(words: &str) -> Self {
        SharedStr::of(&words.into(), 0..words.len())
    }
}

impl PartialEq for SharedStr {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl Eq for SharedStr {}

impl fmt::Debug for SharedStr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&**self, f)
    }
}
