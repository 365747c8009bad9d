//! Parts paragraphs of a word processor at the line breaks inside them (Shift+Enter) that begin a provision.
//!
//! Other breaks stay: they become blanks, as in a title on two lines.

use crate::input::body::label_parser::candidates;
use crate::input::import::import_report::{Doubt, Repair};
use crate::input::import::source_text::{SourceBlock, SourceParagraph, SourceRun};
use crate::messages::import_text::{DoubtReason, RepairRule};

/// Signs that end a sentence or a part of it.
const ENDS: [char; 7] = ['.', ';', ':', '!', '?', ')', '”'];

/// The longest title of an article, in letters.
const MAX_TITLE: usize = 160;

/// Parts the paragraphs of some blocks. A break that stays inside the title of an article is doubtful.
pub(super) fn part(blocks: Vec<SourceBlock>, repairs: &mut Vec<Repair>, doubts: &mut Vec<Doubt>) -> Vec<SourceBlock> {
    let mut out = Vec::with_capacity(blocks.len());
    for block in blocks {
        match block {
            SourceBlock::Paragraph(paragraph) if paragraph.runs.iter().any(|run| run.text.contains('\n')) => {
                part_one(paragraph, &mut out, repairs, doubts);
            }
            block => out.push(block),
        }
    }
    out
}

fn part_one(
    paragraph: SourceParagraph,
    out: &mut Vec<SourceBlock>,
    repairs: &mut Vec<Repair>,
    doubts: &mut Vec<Doubt>,
) {
    let mut parts: Vec<Vec<SourceRun>> = vec![Vec::new()];
    let mut before = paragraph.number.clone().unwrap_or_default();
    for line in lines(&paragraph.runs) {
        let text = text_of(&line);
        let is_first = parts.len() == 1 && parts[0].is_empty();
        let look = |run: Option<&SourceRun>| run.map(|run| (run.is_bold, run.is_italic));
        let above = parts.last().and_then(|part| part.last());
        let is_other_look = look(above).is_some() && look(above) != look(line.first());
        if !is_first && begins(&before, &text, is_other_look) {
            repairs.push(Repair {
                rule: RepairRule::Parted,
                line: paragraph.line,
                before: String::new(),
                after: text.trim().to_owned(),
            });
            parts.push(line);
        } else if let Some(part) = parts.last_mut() {
            if !is_first && is_article(&before) && text.trim().starts_with(char::is_uppercase) {
                doubts.push(Doubt {
                    reason: DoubtReason::BrokenTitle,
                    line: paragraph.line,
                    text: text.trim().to_owned(),
                });
            }
            if !is_first && let Some(first) = line.first() {
                part.push(SourceRun {
                    text: "\n".to_owned(),
                    note: None,
                    image: None,
                    ..first.clone()
                });
            }
            part.extend(line);
        }
        before = match is_first {
            true => format!("{before} {text}").trim().to_owned(),
            false => text.trim().to_owned(),
        };
    }
    let rest = SourceParagraph {
        number: None,
        is_bullet: false,
        runs: Vec::new(),
        ..paragraph.clone()
    };
    for (at, runs) in parts.into_iter().enumerate() {
        let own = if at == 0 { paragraph.clone() } else { rest.clone() };
        out.push(SourceBlock::Paragraph(SourceParagraph { runs, ..own }));
    }
}

/// The runs of each line.
fn lines(runs: &[SourceRun]) -> Vec<Vec<SourceRun>> {
    let mut lines: Vec<Vec<SourceRun>> = vec![Vec::new()];
    for run in runs {
        for (at, piece) in run.text.split('\n').enumerate() {
            if at > 0 {
                lines.push(Vec::new());
            }
            let is_needed = !piece.is_empty() || run.note.is_some() || run.image.is_some();
            if let Some(line) = lines.last_mut().filter(|_| is_needed) {
                line.push(SourceRun {
                    text: piece.to_owned(),
                    ..run.clone()
                });
            }
        }
    }
    lines
}

fn text_of(line: &[SourceRun]) -> String {
    line.iter().map(|run| run.text.as_str()).collect()
}

/// Returns whether a line begins a paragraph behind another line: it has a label, and no sentence is open before it, or
/// it is the text below the title of an article.
fn begins(before: &str, text: &str, is_other_look: bool) -> bool {
    let (before, text) = (before.trim_end(), text.trim());
    let is_article = is_article(before);
    let is_closed = before.ends_with(ENDS) || is_article;
    let is_item = ["- ", "+ ", "– "].iter().any(|mark| text.starts_with(mark));
    let is_sentence = text.starts_with(char::is_uppercase) && (text.ends_with(ENDS) || is_other_look);
    is_closed && (is_labelled(text) || is_item) || is_article && is_sentence
}

/// Returns whether a line is the number and title of an article.
fn is_article(line: &str) -> bool {
    line.starts_with("Điều ") && is_labelled(line) && line.chars().count() < MAX_TITLE && !line.ends_with(ENDS)
}

fn is_labelled(line: &str) -> bool {
    !candidates(line, false).is_empty()
}
