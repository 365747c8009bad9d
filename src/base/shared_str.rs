//! A stretch of a text: what stands in a file word for word is held once, with the file.

use std::fmt;
use std::ops::{Deref, Range};
use std::sync::Arc;

/// Words of a text that is shared; they compare as words, wherever they stand.
#[derive(Clone)]
pub struct Excerpt {
    text: Arc<str>,
    at: Range<usize>,
}

impl Excerpt {
    /// Some bytes of a text, which must begin and end between letters.
    pub fn of(text: &Arc<str>, at: Range<usize>) -> Self {
        debug_assert!(text.get(at.clone()).is_some(), "{at:?} cuts a letter");
        Excerpt {
            text: Arc::clone(text),
            at,
        }
    }
}

impl Deref for Excerpt {
    type Target = str;

    fn deref(&self) -> &str {
        &self.text[self.at.clone()]
    }
}

impl From<&str> for Excerpt {
    fn from(words: &str) -> Self {
        Excerpt {
            text: words.into(),
            at: 0..words.len(),
        }
    }
}

impl PartialEq for Excerpt {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl Eq for Excerpt {}

impl fmt::Debug for Excerpt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&**self, f)
    }
}
