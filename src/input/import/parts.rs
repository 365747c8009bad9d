//! Parts a source into its head, its text, its signatures, and the texts behind them.

use crate::input::citations::lexicon::Lexicon;
use crate::input::import::import_report::{Doubt, Repair};
use crate::input::import::layout_lines::{LayoutLine, layout_lines};
use crate::input::import::letterhead::{self, Letterhead};
use crate::input::import::signature_block::{self, SignatureBlock};
use crate::input::import::source_text::{SourceBlock, SourceLines, SourceText};
use crate::input::import::{line_breaks, tab_tables, wrapped_lines};
use crate::messages::import_text::{DoubtReason, RepairRule};

/// The parts of a source.
#[derive(Debug)]
pub(super) struct Parts {
    /// The blocks above the text.
    pub(super) head: Letterhead,
    /// The blocks below it.
    pub(super) signature: SignatureBlock,
    /// The text: paragraphs and tables.
    pub(super) text: Vec<SourceBlock>,
    /// The texts behind the signatures.
    pub(super) attached: Vec<SourceBlock>,
}

/// Parts a source whose letters and pages are clean.
pub(super) fn split(source: &mut SourceText, lexicon: &Lexicon) -> Parts {
    let mut blocks = std::mem::take(&mut source.blocks);
    let lines = layout_lines(&blocks);
    let head = letterhead::read(&lines, lexicon);
    let from = head.lines;
    let signature = signature_block::find(&lines, from).unwrap_or_default();
    let text_start = block_at(&lines, from, blocks.len());
    let (text_end, attached_start) = match signature.lines.is_empty() {
        true => (blocks.len(), blocks.len()),
        false => (
            block_at(&lines, signature.lines.start, blocks.len()).max(text_start),
            block_at(&lines, signature.lines.end, blocks.len()).max(text_start),
        ),
    };
    // A table that the head or the signature begins or ends within is left whole to them.
    let is_in = |line: usize, block: usize| {
        line < from
            || signature.lines.contains(&line)
            || (text_start..text_end).contains(&block)
            || block >= attached_start.max(text_end)
    };
    let lost = lines
        .iter()
        .enumerate()
        .filter(|(at, line)| !line.is_blank() && !is_in(*at, line.block));
    source.doubts.extend(lost.map(|(_, line)| Doubt {
        reason: DoubtReason::Unplaced,
        line: line.line,
        text: line.text(),
    }));
    let attached = blocks.split_off(attached_start.max(text_end));
    blocks.truncate(text_end);
    let text = blocks.split_off(text_start.min(blocks.len()));
    let text = paragraphs(text, source);
    let attached = paragraphs(attached, source);
    Parts {
        head,
        signature,
        text,
        attached,
    }
}

/// The block at which a line begins.
fn block_at(lines: &[LayoutLine], line: usize, end: usize) -> usize {
    lines.get(line).map_or(end, |line| line.block)
}

/// The paragraphs and tables of some blocks, without rules and blank lines.
fn paragraphs(blocks: Vec<SourceBlock>, source: &mut SourceText) -> Vec<SourceBlock> {
    let repairs = &mut source.repairs;
    let blocks = tab_tables::gather(without_rules(blocks, repairs));
    let blocks = match source.lines {
        lines @ (SourceLines::MayBeWrapped | SourceLines::ArePrinted) => wrapped_lines::join(blocks, lines, repairs),
        SourceLines::AreParagraphs => line_breaks::part(blocks, repairs, &mut source.doubts),
    };
    blocks.into_iter().filter(|block| !is_blank(block)).collect()
}

fn is_blank(block: &SourceBlock) -> bool {
    match block {
        SourceBlock::Paragraph(paragraph) => {
            let is_text = |text: &str| !text.trim().is_empty();
            let has_mark = paragraph
                .runs
                .iter()
                .any(|run| run.note.is_some() || run.image.is_some());
            paragraph.number.is_none() && !has_mark && !is_text(&paragraph.text())
        }
        SourceBlock::Table(table) => table.rows.is_empty(),
        SourceBlock::PageBreak => true,
    }
}

fn without_rules(blocks: Vec<SourceBlock>, repairs: &mut Vec<Repair>) -> Vec<SourceBlock> {
    let mut out = Vec::with_capacity(blocks.len());
    for block in blocks {
        if let SourceBlock::Paragraph(paragraph) = &block
            && paragraph.number.is_none()
        {
            let text = paragraph.text();
            let words = text.trim();
            // A hyphen alone may be the mark of an item whose words are elsewhere.
            let is_rule = words.len() > 1 && !words.contains(char::is_alphanumeric) && !words.contains('|');
            let is_ornament = matches!(
                words.trim_matches(['-', '–', '*', '.', ' ', '_']),
                "o0o" | "oOo" | "O0O" | "OOO"
            );
            if is_rule || is_ornament || words == "*" {
                repairs.push(Repair {
                    rule: RepairRule::Rule,
                    line: paragraph.line,
                    before: words.to_owned(),
                    after: String::new(),
                });
                continue;
            }
        }
        out.push(block);
    }
    out
}
