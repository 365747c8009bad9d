//! Keys of texts: what is compared often is compared as two numbers, without looking at the letters again.

use std::fmt;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::Deref;

/// A digest of a text, for tables in memory. Two texts of one key are taken for one: with 128 bits that does not happen
/// by chance, and nobody gains by it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key(u64, u64);

impl Key {
    /// The key of a text.
    pub fn of(text: &str) -> Self {
        let digest = |seed: u8| {
            let mut hasher = DefaultHasher::new();
            hasher.write_u8(seed);
            hasher.write(text.as_bytes());
            hasher.finish()
        };
        Key(digest(0), digest(1))
    }
}

/// It is a digest already: half of it tells the place in a table.
impl Hash for Key {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_u64(self.0);
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}{:016x}", self.0, self.1)
    }
}

/// A text with its key.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Keyed {
    text: Box<str>,
    key: Key,
}

impl Keyed {
    /// The key of the text.
    pub fn key(&self) -> Key {
        self.key
    }
}

impl From<String> for Keyed {
    fn from(text: String) -> Self {
        Keyed {
            key: Key::of(&text),
            text: text.into(),
        }
    }
}

impl Deref for Keyed {
    type Target = str;

    fn deref(&self) -> &str {
        &self.text
    }
}

impl fmt::Debug for Keyed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.text, f)
    }
}

#[cfg(test)]
mod tests {
    use super::Key;

    #[test]
    fn texts_have_keys_of_their_own() {
        assert_eq!(Key::of("393-qd-tu"), Key::of("393-qd-tu"));
        assert_ne!(Key::of("393-qd-tu"), Key::of("393-qđ-tu"));
    }
}
