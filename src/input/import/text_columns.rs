//! Finds where lines are laid out in columns: letterheads, signatures and tables that have no marks of their own.
//!
//! A gutter is a strip that no word of some lines in a row touches. A line of a paragraph closes it.

use std::ops::Range;

use crate::input::body::label_parser::candidates;
use crate::input::import::placed_lines::{PlacedLine, PlacedWord, joined_words};

/// The widths that part words, in the unit of the places.
#[derive(Clone, Copy, Debug)]
pub(super) struct GapWidths {
    /// A gap that no line of a paragraph has.
    pub(super) wide: f32,
    /// The narrowest gutter between two columns.
    pub(super) gutter: f32,
    /// A gap that words of one group seldom have.
    pub(super) group: f32,
}

/// Lines in columns.
#[derive(Clone, Debug)]
pub(super) struct ColumnRegion {
    /// The lines.
    pub(super) lines: Range<usize>,
    /// The left and right edge of each column.
    pub(super) columns: Vec<(f32, f32)>,
}

/// How far the next line of a region may be, in lines: a signature has room above the name.
const MAX_DISTANCE: f32 = 12.0;

/// How far one line is below another that is beside it, in lines.
const MAX_BESIDE: f32 = 0.95;
/// How far the rest of a cell is below it, in lines.
const MAX_REST_DISTANCE: f32 = 1.3;

/// The regions of some lines in columns.
pub(super) fn regions(lines: &[PlacedLine], gaps: GapWidths) -> Vec<ColumnRegion> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        if is_labelled(&lines[at], gaps) {
            at += 1;
            continue;
        }
        let is_open = lines[at].is_gapped(gaps.wide);
        if !is_open && lines.get(at + 1).is_none_or(|next| !are_beside(&lines[at], next, gaps)) {
            at += 1;
            continue;
        }
        let mut end = region_end(lines, at, gaps);
        let columns = columns(&lines[at..end], gaps);
        while columns.len() > 1
            && lines
                .get(end)
                .is_some_and(|next| continues(next, &lines[end - 1], &columns, gaps))
        {
            end += 1;
        }
        if columns.len() > 1 {
            out.push(ColumnRegion {
                lines: at..end,
                columns,
            });
        }
        at = end;
    }
    out
}

impl ColumnRegion {
    /// The words of a line in each column.
    pub(super) fn cells(&self, line: &PlacedLine) -> Vec<String> {
        let ends: Vec<f32> = self.columns.iter().map(|(_, end)| *end).collect();
        let mut cells = vec![Vec::new(); ends.len()];
        for word in &line.words {
            let middle = (word.start + word.end) / 2.0;
            let column = ends.partition_point(|end| *end < middle).min(ends.len() - 1);
            cells[column].push(word.clone());
        }
        cells.iter().map(|words| joined_words(words)).collect()
    }
}

/// Where words are, from the left: parts that do not touch each other.
#[derive(Clone, Default)]
struct Occupied(Vec<(f32, f32)>);

impl Occupied {
    fn add(&mut self, line: &PlacedLine) {
        let mut parts = std::mem::take(&mut self.0);
        parts.extend(line.words.iter().map(|word| (word.start, word.end)));
        parts.sort_by(|one, other| one.0.total_cmp(&other.0));
        for (start, end) in parts {
            match self.0.last_mut().filter(|(_, last)| *last >= start) {
                Some((_, last)) => *last = last.max(end),
                None => self.0.push((start, end)),
            }
        }
    }

    /// The free strips between words, of at least some width.
    fn gutters(&self, width: f32) -> Vec<(f32, f32)> {
        let pairs = self.0.windows(2).map(|pair| (pair[0].1, pair[1].0));
        pairs.filter(|(start, end)| end - start >= width).collect()
    }
}

/// The end of the region that begins at a line: behind its last line with a gap.
fn region_end(lines: &[PlacedLine], start: usize, gaps: GapWidths) -> usize {
    let mut occupied = Occupied::default();
    occupied.add(&lines[start]);
    let mut end = start + 1;
    let mut last = &lines[start];
    for (at, line) in lines.iter().enumerate().skip(start + 1) {
        if line.words.is_empty() {
            continue;
        }
        let distance = line.middle() - last.middle();
        if distance > MAX_DISTANCE * line.height().max(last.height()) {
            break;
        }
        if closes(line, &occupied, gaps) || begins_recipients(line, gaps) || is_labelled(line, gaps) {
            break;
        }
        let mut next = occupied.clone();
        next.add(line);
        if next.gutters(gaps.gutter).is_empty() {
            break;
        }
        occupied = next;
        if line.is_gapped(gaps.wide) || are_beside(last, line, gaps) {
            end = at + 1;
        }
        last = line;
    }
    end
}

/// Returns whether a line is a paragraph behind its label: `a)      Quán triệt`.
fn is_labelled(line: &PlacedLine, gaps: GapWidths) -> bool {
    let Some([first, next]) = line.words.first_chunk() else {
        return false;
    };
    let is_alone = !line.words[1..]
        .windows(2)
        .any(|pair| pair[1].start - pair[0].end >= gaps.wide);
    let is_label = || {
        matches!(first.text.as_str(), "-" | "+" | "*" | "•")
            || !candidates(&format!("{} x", first.text), false).is_empty()
    };
    next.start - first.end >= gaps.wide && is_alone && is_label()
}

/// Returns whether a line is the first of a signature, which may follow a table at once.
fn begins_recipients(line: &PlacedLine, gaps: GapWidths) -> bool {
    let text = joined_words(&line.words[..line.words.len().min(3)]).to_lowercase();
    text.starts_with("nơi nhận") && line.is_gapped(gaps.wide)
}

/// Returns whether two lines are beside each other: columns may have lines of their own.
fn are_beside(one: &PlacedLine, other: &PlacedLine, gaps: GapWidths) -> bool {
    let distance = other.middle() - one.middle();
    let is_near = distance < MAX_BESIDE * one.height().min(other.height());
    let have_words = !one.words.is_empty() && !other.words.is_empty();
    let touches = |word: &PlacedWord| {
        let mut others = other.words.iter();
        others.any(|next| word.start < next.end + gaps.gutter && next.start < word.end + gaps.gutter)
    };
    have_words && is_near && !one.words.iter().any(touches)
}

/// Returns whether a line right below a region is the rest of a cell: in one column, but not in the first.
fn continues(next: &PlacedLine, last: &PlacedLine, columns: &[(f32, f32)], gaps: GapWidths) -> bool {
    let distance = next.middle() - last.middle();
    let is_near = distance > 0.0 && distance <= MAX_REST_DISTANCE * last.height().max(next.height());
    let is_inside = |(start, end): &(f32, f32)| next.start() >= start - gaps.gutter && next.end() <= end + gaps.gutter;
    !next.words.is_empty() && is_near && columns.iter().skip(1).any(is_inside)
}

/// Returns whether a line of one group is none of the columns: it is between two, or leaves the first one of a table.
fn closes(line: &PlacedLine, occupied: &Occupied, gaps: GapWidths) -> bool {
    if line.is_gapped(gaps.group) {
        return false;
    }
    let gutters = occupied.gutters(gaps.gutter);
    let (start, end) = (line.start(), line.end());
    let is_between = gutters.iter().any(|gutter| gutter.0 < start && end < gutter.1);
    let leaves_first = gutters.len() > 1 && gutters.first().is_some_and(|first| start < first.0 && end > first.0);
    is_between || leaves_first
}

/// The columns of lines: each between two gutters that a wide gap of some line shows.
fn columns(lines: &[PlacedLine], gaps: GapWidths) -> Vec<(f32, f32)> {
    let mut occupied = Occupied::default();
    lines.iter().for_each(|line| occupied.add(line));
    let left = lines
        .iter()
        .filter(|line| !line.words.is_empty())
        .map(PlacedLine::start);
    let mut start = left.fold(f32::MAX, f32::min);
    let right = lines.iter().map(PlacedLine::end).fold(0.0, f32::max);
    let mut out = Vec::new();
    for (from, to) in occupied.gutters(gaps.gutter) {
        let is_shown = lines.iter().any(|line| {
            let mut pairs = line.words.windows(2);
            pairs.any(|pair| {
                pair[0].end <= from + 1.0 && pair[1].start >= to - 1.0 && pair[1].start - pair[0].end >= gaps.wide
            })
        });
        if is_shown || to - from >= gaps.gutter * 2.0 {
            out.push((start, from));
            start = to;
        }
    }
    out.push((start, right));
    out
}
