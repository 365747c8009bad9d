//! Puts runs together: those of one look become one, tables inside cells become paragraphs.

use crate::input::import::source_text::{SourceBlock, SourceCell, SourceParagraph, SourceRun, SourceTable};

/// Returns whether two runs are letters of one look.
pub(crate) fn is_same_look(left: &SourceRun, right: &SourceRun) -> bool {
    let look = |run: &SourceRun| (run.is_bold, run.is_italic, run.script);
    let is_text = |run: &SourceRun| run.note.is_none() && run.image.is_none();
    is_text(left) && is_text(right) && look(left) == look(right) && left.link == right.link
}

/// Adds a run, to the last one where it looks the same.
pub(crate) fn push_run(runs: &mut Vec<SourceRun>, run: SourceRun) {
    match runs.last_mut() {
        Some(last) if is_same_look(last, &run) => last.text.push_str(&run.text),
        _ => runs.push(run),
    }
}

/// Runs without blanks and line breaks at both ends.
pub(crate) fn trimmed(mut runs: Vec<SourceRun>) -> Vec<SourceRun> {
    let is_text = |run: &SourceRun| run.note.is_none() && run.image.is_none();
    let is_blank = |letter: char| matches!(letter, ' ' | '\n');
    while let Some(first) = runs.first_mut().filter(|first| is_text(first)) {
        first.text = first.text.trim_start_matches(is_blank).to_owned();
        if !first.text.is_empty() {
            break;
        }
        runs.remove(0);
    }
    while let Some(last) = runs.last_mut().filter(|last| is_text(last)) {
        last.text.truncate(last.text.trim_end_matches(is_blank).len());
        if !last.text.is_empty() {
            break;
        }
        runs.pop();
    }
    runs
}

/// Blocks as paragraphs. A table among them becomes lines, a row each with tabs, and its text is given to `on_table`.
pub(crate) fn as_paragraphs(blocks: Vec<SourceBlock>, mut on_table: impl FnMut(String)) -> Vec<SourceParagraph> {
    let mut paragraphs = Vec::new();
    for block in blocks {
        match block {
            SourceBlock::Paragraph(paragraph) => paragraphs.push(paragraph),
            SourceBlock::Table(table) => {
                let flat = flattened(table);
                let text: Vec<String> = flat.iter().map(SourceParagraph::text).collect();
                on_table(text.join("\n"));
                paragraphs.extend(flat);
            }
            SourceBlock::PageBreak => {}
        }
    }
    paragraphs
}

/// A table inside a cell as paragraphs: a row is one, with tabs between its cells.
fn flattened(table: SourceTable) -> Vec<SourceParagraph> {
    let rows = table.rows.into_iter().map(flattened_row);
    rows.filter(|row| !row.runs.is_empty()).collect()
}

fn flattened_row(cells: Vec<SourceCell>) -> SourceParagraph {
    let mut joined = SourceParagraph::default();
    for (at, cell) in cells.into_iter().enumerate() {
        if at > 0 {
            push_run(&mut joined.runs, SourceRun::plain("\t"));
        }
        for (at, paragraph) in cell.paragraphs.into_iter().enumerate() {
            if joined.line == 0 {
                joined.line = paragraph.line;
            }
            if at > 0 {
                push_run(&mut joined.runs, SourceRun::plain(" "));
            }
            let mark = match (paragraph.number, paragraph.is_bullet) {
                (Some(number), _) => Some(SourceRun::plain(format!("{number} "))),
                (None, true) => Some(SourceRun::plain("- ")),
                (None, false) => None,
            };
            for run in mark.into_iter().chain(paragraph.runs) {
                push_run(&mut joined.runs, run);
            }
        }
    }
    joined
}
