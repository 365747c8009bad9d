//! Keys of texts: what is compared often is compared as two numbers, without looking at the letters again.

use std::fmt;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::Deref;

/// A digest of a text, for tables in memory. Two texts of one key are taken for one: with 128 bits that does not happen
/// by chance, and nobody gains by it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fingerprint(u64, u64);

impl Fingerprint {
    /// The key of a text.
    pub fn of(text: &str) -> Self {
        let digest = |seed: u8| {
            let mut hasher = DefaultHasher::new();
            hasher.write_u8(seed);
            hasher.write(text.as_bytes());
            hasher.finish()
        };
        Fingerprint(digest(0), digest(1))
    }
}

/// It is a digest already: half of it tells the place in a table.
impl Hash for Fingerprint {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_u64(self.0);
    }
}

impl fmt::Debug for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}{:016x}", self.0, self.1)
    }
}

/// A text with its key.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprinted {
    text: Box<str>,
    key: Fingerprint,
}

impl Fingerprinted {
    /// The key of the text.
    pub fn key(&self) -> Fingerprint {
        self.key
    }
}

impl From<String> for Fingerprinted {
    fn from(text: String) -> Self {
        Fingerprinted {
            key: Fingerprint::of(&text),
            text: text.into(),
        }
    }
}

impl Deref for Fingerprinted {
    type Target = str;

    fn deref(&self) -> &str {
        &self.text
    }
}

impl fmt::Debug for Fingerprinted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.text, f)
    }
}

#[cfg(test)]
mod tests {
    use super::Fingerprint;

    #[test]
    fn texts_have_keys_of_their_own() {
        assert_eq!(Fingerprint::of("393-qd-tu"), Fingerprint::of("393-qd-tu"));
        assert_ne!(Fingerprint::of("393-qd-tu"), Fingerprint::of("393-qđ-tu"));
    }
}
