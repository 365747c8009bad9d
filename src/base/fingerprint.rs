//! Fingerprints of texts: texts that are compared often are compared as two numbers, without reading them again.

use std::fmt;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::Deref;

/// A digest of a text, for tables in memory. Two texts with one fingerprint count as equal: with 128 bits that does not
/// happen by chance, and an attacker has nothing to gain from it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fingerprint(u64, u64);

impl Fingerprint {
    /// Computes the fingerprint of a text.
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

/// A fingerprint is a digest already: half of it serves as the hash.
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

/// A text with its fingerprint.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprinted {
    text: Box<str>,
    key: Fingerprint,
}

impl Fingerprinted {
    /// The fingerprint of the text.
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
    fn different_texts_have_different_fingerprints() {
        assert_eq!(Fingerprint::of("393-qd-tu"), Fingerprint::of("393-qd-tu"));
        assert_ne!(Fingerprint::of("393-qd-tu"), Fingerprint::of("393-qđ-tu"));
    }
}
