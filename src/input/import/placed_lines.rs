//! Words with their places on paper, and the lines that they make.

/// How much of its height a word may be above or below the middle of its line.
const MAX_SHIFT: f32 = 0.3;
/// How small the letters of a raised mark are, beside those of the text.
const RAISED_HEIGHT: f32 = 0.72;
/// How much of its height a small word shares with its line.
const MIN_OVERLAP: f32 = 0.6;
/// How much of the height of a line is between two words at least.
const MIN_BLANK: f32 = 0.08;

/// A word at its place.
#[derive(Clone, Debug)]
pub(super) struct PlacedWord {
    /// Its left edge.
    pub(super) start: f32,
    /// Its right edge.
    pub(super) end: f32,
    /// Its upper edge; places grow downwards.
    pub(super) top: f32,
    /// Its lower edge.
    pub(super) bottom: f32,
    /// Its letters.
    pub(super) text: String,
    /// Whether it is small and above the middle of its line, as the mark of a note.
    pub(super) is_raised: bool,
}

impl PlacedWord {
    pub(super) fn height(&self) -> f32 {
        self.bottom - self.top
    }

    fn middle(&self) -> f32 {
        (self.bottom + self.top) / 2.0
    }
}

/// A line: its words from left to right.
#[derive(Clone, Debug, Default)]
pub(super) struct PlacedLine {
    /// Its number in the source, from 1.
    pub(super) line: u32,
    /// Its words; none in an empty line.
    pub(super) words: Vec<PlacedWord>,
}

impl PlacedLine {
    /// Its left edge.
    pub(super) fn start(&self) -> f32 {
        self.words.first().map_or(0.0, |word| word.start)
    }

    /// Its right edge.
    pub(super) fn end(&self) -> f32 {
        self.words.iter().map(|word| word.end).fold(0.0, f32::max)
    }

    /// The height of its largest word.
    pub(super) fn height(&self) -> f32 {
        self.words.iter().map(PlacedWord::height).fold(0.0, f32::max)
    }

    /// The middle of its largest word.
    pub(super) fn middle(&self) -> f32 {
        let largest = self
            .words
            .iter()
            .max_by(|one, other| one.height().total_cmp(&other.height()));
        largest.map_or(0.0, PlacedWord::middle)
    }

    /// Returns whether a gap of at least some width is in it.
    pub(super) fn is_gapped(&self, gap: f32) -> bool {
        self.words.windows(2).any(|pair| pair[1].start - pair[0].end >= gap)
    }
}

/// Words with one blank between them, none where they touch.
pub(super) fn joined_words(words: &[PlacedWord]) -> String {
    let mut out = String::new();
    let mut before: Option<&PlacedWord> = None;
    for word in words {
        if before.is_some_and(|before| are_apart(before, word)) {
            out.push(' ');
        }
        out.push_str(&word.text);
        before = Some(word);
    }
    out
}

/// Returns whether a blank is between two words of a line.
pub(super) fn are_apart(before: &PlacedWord, next: &PlacedWord) -> bool {
    next.start - before.end >= MIN_BLANK * before.height().max(next.height())
}

/// The lines of a page from its words, from above; they have no numbers yet.
pub(super) fn lines(mut words: Vec<PlacedWord>) -> Vec<PlacedLine> {
    words.retain(|word| word.height() > 0.0 && word.end >= word.start);
    let usual = usual_height(&words);
    let (small, plain): (Vec<PlacedWord>, Vec<PlacedWord>) = words
        .into_iter()
        .partition(|word| word.height() < usual * RAISED_HEIGHT);
    let mut lines = grouped(plain);
    let mut own = Vec::new();
    for mut word in small {
        // Lines are in order, so that those near a word are found by halves.
        let near = lines.partition_point(|line| line.middle() < word.middle() - usual);
        let fits = |line: &&mut PlacedLine| shares_height(line, &word);
        match lines[near..].iter_mut().take(3).find(fits) {
            Some(line) => {
                word.is_raised = word.middle() < line.middle();
                line.words.push(word);
            }
            None => own.push(word),
        }
    }
    lines.extend(grouped(own));
    lines.sort_by(|one, other| one.middle().total_cmp(&other.middle()));
    for line in &mut lines {
        line.words.sort_by(|one, other| one.start.total_cmp(&other.start));
    }
    lines
}

fn usual_height(words: &[PlacedWord]) -> f32 {
    let mut heights: Vec<f32> = words.iter().map(PlacedWord::height).collect();
    heights.sort_by(f32::total_cmp);
    heights.get(heights.len() / 2).copied().unwrap_or(0.0)
}

fn shares_height(line: &PlacedLine, word: &PlacedWord) -> bool {
    let (top, bottom) = (line.middle() - line.height() / 2.0, line.middle() + line.height() / 2.0);
    bottom.min(word.bottom) - top.max(word.top) >= MIN_OVERLAP * word.height()
}

/// Lines of words of about one height.
fn grouped(mut words: Vec<PlacedWord>) -> Vec<PlacedLine> {
    words.sort_by(|one, other| one.middle().total_cmp(&other.middle()));
    let mut lines: Vec<PlacedLine> = Vec::new();
    for word in words {
        let is_same = |line: &&mut PlacedLine| {
            let first = &line.words[0];
            (first.middle() - word.middle()).abs() < MAX_SHIFT * first.height().max(word.height())
        };
        match lines.last_mut().filter(is_same) {
            Some(line) => line.words.push(word),
            None => lines.push(PlacedLine {
                line: 0,
                words: vec![word],
            }),
        }
    }
    lines
}
