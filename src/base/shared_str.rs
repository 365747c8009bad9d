//! A stretch of a text: what stands in a file word for word is held once, with the file.

use std::fmt;
use std::ops::{Deref, Range};
use std::sync::Arc;

/// Words of a text that is shared; they compare as words, wherever they stand.
#[derive(Clone)]
pub struct SharedStr {
    text: Arc<str>,
    at: Range<usize>,
}

impl SharedStr {
    /// Some bytes of a text, which must begin and end between letters.
    pub fn of(text: &Arc<str>, at: Range<usize>) -> Self {
        debug_assert!(text.get(at.clone()).is_some(), "{at:?} cuts a letter");
        SharedStr {
            text: Arc::clone(text),
            at,
        }
    }
}

impl Deref for SharedStr {
    type Target = str;

    fn deref(&self) -> &str {
        &self.text[self.at.clone()]
    }
}

impl From<&str> for SharedStr {
    fn from(words: &str) -> Self {
        SharedStr {
            text: words.into(),
            at: 0..words.len(),
        }
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
