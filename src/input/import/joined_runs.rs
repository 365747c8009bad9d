//! Puts runs together: those of one look become one, tables inside cells become paragraphs.

use crate::input::import::source_text::{SourceCell, SourceParagraph, SourceRun, SourceTable};

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

/// A table inside a cell as paragraphs: a row is one, with tabs between its cells.
pub(crate) fn flattened(table: SourceTable) -> Vec<SourceParagraph> {
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
            let number = paragraph.number.map(|number| SourceRun::plain(format!("{number} ")));
            for run in number.into_iter().chain(paragraph.runs) {
                push_run(&mut joined.runs, run);
            }
        }
    }
    joined
}
