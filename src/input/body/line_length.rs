//! Measures lines, to distinguish a wrapped line from one that ends a paragraph.

/// Maximum width of a text whose lines are wrapped, in characters.
const MAX_WIDTH: usize = 130;

/// Minimum number of wrapped lines, and of those for each shorter line that continues a sentence.
const MIN_FULL_LINES: usize = 3;

/// The length of some text.
///
/// Some programs wrap by characters and some by bytes, which Vietnamese letters have several of.
#[derive(Clone, Copy, Debug, Default)]
struct Extent {
    characters: usize,
    bytes: usize,
}

impl Extent {
    fn of(text: &str) -> Self {
        Extent {
            characters: text.chars().count(),
            bytes: text.len(),
        }
    }

    fn max(self, other: Extent) -> Self {
        Extent {
            characters: self.characters.max(other.characters),
            bytes: self.bytes.max(other.bytes),
        }
    }

    /// Returns whether a word fits behind it within a width.
    fn has_room(self, word: Extent, width: Extent) -> bool {
        let fits = self.characters + 1 + word.characters <= width.characters;
        fits && self.bytes + 1 + word.bytes <= width.bytes
    }
}

/// The length of a line, without the blanks before it and with them: the lines of a text are wrapped before or after
/// they are indented.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct LineLength {
    words: Extent,
    whole: Extent,
}

impl LineLength {
    /// The length of a line.
    pub(crate) fn of(line: &str) -> Self {
        let line = line.trim_end();
        LineLength {
            words: Extent::of(line.trim_start()),
            whole: Extent::of(line),
        }
    }

    /// The width at which the lines of a text are wrapped; none where lines that continue a sentence are shorter too.
    pub(crate) fn of_wrapping(text: &str) -> Option<Self> {
        let is_words = |line: &&str| !line.trim_start().starts_with(['#', '|', '>', '<', '[']);
        let lengths = text.lines().filter(is_words).map(LineLength::of);
        let width = lengths.fold(LineLength::default(), |longest, own| LineLength {
            words: longest.words.max(own.words),
            whole: longest.whole.max(own.whole),
        });
        if width.words.characters > MAX_WIDTH {
            return None;
        }
        let (mut full, mut short) = (0, 0);
        for (line, next) in text.lines().zip(text.lines().skip(1)) {
            let next = next.trim_start();
            let word = next.split(' ').next().unwrap_or(next);
            // `a)` begins an item.
            let continues =
                next.starts_with(char::is_lowercase) && word.chars().nth(1).is_some_and(char::is_alphabetic);
            if continues && !line.trim().is_empty() && is_words(&line) {
                let has_room = LineLength::of(line).has_room(word, width);
                *(if has_room { &mut short } else { &mut full }) += 1;
            }
        }
        (full >= MIN_FULL_LINES && full > short * MIN_FULL_LINES).then_some(width)
    }

    /// Returns whether a word fits behind the line in a text that is wrapped at a width.
    pub(crate) fn has_room(self, word: &str, width: LineLength) -> bool {
        let word = Extent::of(word);
        self.words.has_room(word, width.words) && self.whole.has_room(word, width.whole)
    }
}
