//! Byte ranges of a file's text, and their lines and columns for people.

/// A half-open range of bytes in one file's text; both ends lie on character boundaries.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// Byte after the last one.
    pub end: usize,
}

impl Span {
    /// A span from `start` to `end`.
    pub fn new(start: usize, end: usize) -> Self {
        debug_assert!(start <= end, "a span runs forwards");
        Span { start, end }
    }

    /// The same span, `by` bytes further on.
    pub fn shifted(self, by: usize) -> Self {
        Span::new(self.start + by, self.end + by)
    }

    /// The nearest span that lies within `text` on character boundaries.
    pub fn clamped(self, text: &str) -> Self {
        let floor = |mut at: usize| {
            at = at.min(text.len());
            while !text.is_char_boundary(at) {
                at -= 1;
            }
            at
        };
        let start = floor(self.start);
        Span::new(start, floor(self.end).max(start))
    }
}

/// A position as people count: both 1-based, the column in code points.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LineColumn {
    /// Line, from 1.
    pub line: usize,
    /// Column in code points, from 1.
    pub column: usize,
}

/// Returns line and column of a byte offset (the nearest character boundary before it).
pub fn line_column(text: &str, offset: usize) -> LineColumn {
    let at = Span::new(offset, offset).clamped(text).start;
    let before = &text[..at];
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    LineColumn {
        line: before.bytes().filter(|byte| *byte == b'\n').count() + 1,
        column: before[line_start..].chars().count() + 1,
    }
}

/// Returns the byte offset of a 1-based line and column (in code points); the end of a shorter line.
pub fn offset_of(text: &str, place: LineColumn) -> usize {
    let mut start = 0;
    for _ in 1..place.line {
        match text[start..].find('\n') {
            Some(newline) => start += newline + 1,
            None => return text.len(),
        }
    }
    let line = text[start..].split('\n').next().unwrap_or("");
    let within = line.char_indices().nth(place.column.saturating_sub(1));
    start + within.map_or(line.len(), |(at, _)| at)
}

/// Returns the span of the line that contains `offset`, without its line break.
pub(crate) fn line_span(text: &str, offset: usize) -> Span {
    let at = Span::new(offset, offset).clamped(text).start;
    let start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    let end = text[at..].find('\n').map_or(text.len(), |newline| at + newline);
    Span::new(start, end)
}

#[cfg(test)]
mod tests {
    use super::{LineColumn, line_column, offset_of};

    #[test]
    fn columns_count_code_points() {
        let text = "số ký hiệu\nQuyết định 393";
        let at = text.find("393").expect("present");
        let place = line_column(text, at);
        assert_eq!(place, LineColumn { line: 2, column: 12 });
        assert_eq!(offset_of(text, place), at);
    }
}
