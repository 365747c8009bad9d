//! Finds the columns of a text that blanks lay out, and makes tables of them.

use crate::input::import::column_tables::table;
use crate::input::import::layout_lines::marked_text;
use crate::input::import::placed_lines::{PlacedLine, PlacedWord};
use crate::input::import::source_text::{SourceBlock, SourceLines, SourceParagraph, SourceText};
use crate::input::import::text_columns::{GapWidths, regions};

/// Blanks that part columns, in letters.
const GAPS: GapWidths = GapWidths {
    wide: 3.0,
    gutter: 2.0,
    group: 2.0,
};

/// Makes tables of the lines of a text that are in columns.
pub(super) fn gather(source: &mut SourceText) {
    if source.is_markdown || source.lines != SourceLines::MayBeWrapped {
        return;
    }
    let blocks = std::mem::take(&mut source.blocks);
    let mut open: Vec<SourceParagraph> = Vec::new();
    for block in blocks {
        match block {
            SourceBlock::Paragraph(paragraph) if !paragraph.text().contains(['\t', '|']) => open.push(paragraph),
            other => {
                flush(&mut open, &mut source.blocks);
                source.blocks.push(other);
            }
        }
    }
    flush(&mut open, &mut source.blocks);
}

fn flush(open: &mut Vec<SourceParagraph>, out: &mut Vec<SourceBlock>) {
    let paragraphs = std::mem::take(open);
    let lines: Vec<PlacedLine> = paragraphs
        .iter()
        .zip(0..u16::MAX)
        .map(|(own, at)| placed(own, f32::from(at)))
        .collect();
    let mut next = paragraphs.into_iter();
    let mut at = 0;
    for region in regions(&lines, GAPS) {
        let Some(table) = table(&region, &lines) else { continue };
        let before = next.by_ref().take(region.lines.start - at);
        out.extend(before.map(SourceBlock::Paragraph));
        next.by_ref().take(region.lines.len()).for_each(drop);
        out.push(SourceBlock::Table(table));
        at = region.lines.end;
    }
    out.extend(next.map(SourceBlock::Paragraph));
}

/// The words of a line at their letters.
fn placed(paragraph: &SourceParagraph, at: f32) -> PlacedLine {
    // A bullet that became a mark is a word of its column.
    let text = marked_text(paragraph);
    let mut words: Vec<PlacedWord> = Vec::new();
    let mut column: u16 = 0;
    let mut is_open = false;
    for letter in text.chars() {
        let is_blank = letter.is_whitespace();
        if !is_blank && !is_open {
            words.push(PlacedWord {
                start: f32::from(column),
                end: f32::from(column),
                top: at,
                bottom: at + 1.0,
                text: String::new(),
                is_raised: false,
            });
        }
        if let Some(word) = words.last_mut().filter(|_| !is_blank) {
            word.text.push(letter);
            word.end += 1.0;
        }
        is_open = !is_blank;
        column = column.saturating_add(1);
    }
    PlacedLine {
        line: paragraph.line,
        words,
    }
}
