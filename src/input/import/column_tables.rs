//! Makes tables of lines in columns: of letterheads and signatures without borders, of tables with the rows of their cells.

use crate::input::body::label_parser::candidates;
use crate::input::body::pasted_lines::{PastedLine, pasted_line};
use crate::input::import::placed_lines::PlacedLine;
use crate::input::import::signers::is_post;
use crate::input::import::source_text::{SourceCell, SourceParagraph, SourceTable};
use crate::input::import::text_columns::ColumnRegion;

/// The fewest lines of a table of two columns: fewer may be anything.
const MIN_PAIRS: usize = 3;
/// How much further the next row is than the next line of a cell.
const ROW_DISTANCE: f32 = 1.15;
/// The smallest part of its height that one line is below another, if they are not beside each other.
const MIN_PITCH: f32 = 0.7;

/// The table that a region is; `None` where its lines are only words with wide blanks.
pub(super) fn table(region: &ColumnRegion, lines: &[PlacedLine]) -> Option<SourceTable> {
    let lines = &lines[region.lines.clone()];
    let rows: Vec<Vec<String>> = lines.iter().map(|line| region.cells(line)).collect();
    let number = lines.first().map_or(0, |line| line.line);
    let numbered = || lines.iter().map(|line| line.line).zip(&rows);
    if rows.iter().flatten().any(|cell| is_of_head(cell)) {
        let rows = numbered().filter(|(_, row)| row.iter().any(|cell| !cell.is_empty()));
        return Some(SourceTable {
            line: number,
            rows: rows.map(|(line, row)| source_row(&[(line, row.as_slice())])).collect(),
            ..SourceTable::default()
        });
    }
    let filled: Vec<usize> = (0..rows.len()).filter(|at| !lines[*at].words.is_empty()).collect();
    let mut grouped: Vec<Vec<(u32, &[String])>> = Vec::new();
    let starts = row_starts(&filled, lines, &rows);
    for (at, begins) in filled.into_iter().zip(starts) {
        let own = (lines[at].line, rows[at].as_slice());
        match grouped.last_mut().filter(|_| !begins) {
            Some(open) => open.push(own),
            None => grouped.push(vec![own]),
        }
    }
    let rows: Vec<Vec<SourceCell>> = grouped.iter().map(|lines| source_row(lines)).collect();
    is_grid(&rows).then_some(SourceTable {
        line: number,
        header_rows: 1,
        has_borders: true,
        rows,
        ..SourceTable::default()
    })
}

/// Returns whether a cell is of a letterhead or of a signature.
fn is_of_head(cell: &str) -> bool {
    let is_recipients = cell.to_lowercase().starts_with("nơi nhận");
    let is_line = |line: PastedLine| match line {
        PastedLine::Printed(_)
        | PastedLine::Number(_)
        | PastedLine::PlaceAndDate(..)
        | PastedLine::Recipients
        | PastedLine::SigningForm => true,
        PastedLine::Role => false,
    };
    // The first part of a line that a narrow column wrapped.
    let is_printed = ["CỘNG HÒA XÃ HỘI", "CỘNG HOÀ XÃ HỘI", "ĐẢNG CỘNG SẢN"]
        .iter()
        .any(|own| cell.starts_with(own));
    is_recipients || is_printed || is_post(cell) || pasted_line(cell).is_some_and(is_line)
}

/// Returns whether rows are those of a table: several cells again and again, the first of which are no labels.
fn is_grid(rows: &[Vec<SourceCell>]) -> bool {
    let count = |row: &&Vec<SourceCell>| row.iter().filter(|cell| !cell.paragraphs.is_empty()).count();
    let pairs: Vec<&Vec<SourceCell>> = rows.iter().filter(|row| count(row) > 1).collect();
    let columns = rows.first().map_or(0, Vec::len);
    let is_item = |row: &&Vec<SourceCell>| {
        let first = row[0].paragraphs.first().map(SourceParagraph::text).unwrap_or_default();
        first.starts_with(['-', '+', '*', '•']) || !candidates(&format!("{first} x"), false).is_empty()
    };
    match columns {
        0 | 1 => false,
        2 => pairs.len() >= MIN_PAIRS && !pairs.iter().any(is_item),
        _ => pairs.len() > 1 && rows.iter().filter(|row| count(row) > 2).count() > 1,
    }
}

/// For each line whether it begins a row: by the distances of lines, or by the cells that it fills.
fn row_starts(filled: &[usize], lines: &[PlacedLine], rows: &[Vec<String>]) -> Vec<bool> {
    let distances: Vec<f32> = filled
        .windows(2)
        .map(|pair| lines[pair[1]].middle() - lines[pair[0]].middle())
        .collect();
    let height = filled.iter().map(|at| lines[*at].height()).fold(0.0, f32::max);
    let pitches = distances.iter().copied().filter(|own| *own > height * MIN_PITCH);
    let pitch = pitches.fold(f32::MAX, f32::min);
    let is_far = |distance: f32| distance > pitch * ROW_DISTANCE;
    let is_parted = distances.iter().any(|own| is_far(*own))
        && distances.iter().filter(|own| is_far(**own)).count() * 4 >= distances.len();
    let all_far = distances.iter().all(|own| *own >= height * MIN_PITCH) && distances.iter().all(|own| !is_far(*own));
    let count = |at: usize| rows[at].iter().filter(|cell| !cell.is_empty()).count();
    let first_filled = filled.iter().filter(|at| !rows[**at][0].is_empty()).count();
    let by_first = first_filled * 2 >= filled.len();
    let begins = |(index, at): (usize, &usize)| {
        let Some(distance) = index.checked_sub(1).map(|before| distances[before]) else {
            return true;
        };
        if is_parted && !all_far {
            return is_far(distance);
        }
        let is_full = count(*at) + 1 >= rows[*at].len().max(3);
        distance >= height * MIN_PITCH && (!by_first || !rows[*at][0].is_empty() || is_full)
    };
    filled.iter().enumerate().map(begins).collect()
}

/// A row from its lines.
fn source_row(lines: &[(u32, &[String])]) -> Vec<SourceCell> {
    let columns = lines.first().map_or(0, |(_, row)| row.len());
    let cell = |column: usize| {
        let words: Vec<&str> = lines
            .iter()
            .map(|(_, row)| row[column].as_str())
            .filter(|words| !words.is_empty())
            .collect();
        let line = lines.first().map_or(0, |(line, _)| *line);
        SourceCell {
            paragraphs: (!words.is_empty())
                .then(|| SourceParagraph::plain(line, &words.join(" ")))
                .into_iter()
                .collect(),
            ..SourceCell::default()
        }
    };
    (0..columns).map(cell).collect()
}
