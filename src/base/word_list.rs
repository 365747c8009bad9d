//! Constant lists of words and phrases.

/// Words or phrases in one text, separated by `|`: `nêu trên|nói trên`.
#[derive(Clone, Copy)]
pub(crate) struct WordList(pub(crate) &'static str);

impl WordList {
    /// The words in order.
    pub(crate) fn iter(self) -> impl Iterator<Item = &'static str> {
        self.0.split('|')
    }

    /// Returns whether a text is one of the words.
    pub(crate) fn contains(self, text: &str) -> bool {
        self.iter().any(|word| word == text)
    }

    /// Returns whether a text begins with one of the words.
    pub(crate) fn begin(self, text: &str) -> bool {
        self.iter().any(|word| text.starts_with(word))
    }
}
