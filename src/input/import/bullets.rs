//! Bullets at the start of paragraphs become marks of lists. A dash may be a minus, and a sign in a cell may be all that
//! the cell says: those stay.

use crate::base::word_bullets;
use crate::input::body::label_parser::candidates;
use crate::input::import::import_report::Repair;
use crate::input::import::source_text::{SourceBlock, SourceParagraph};
use crate::input::import::symbol_fonts::{bullet_as_seen, is_private};
use crate::messages::import_text::RepairRule;

/// Where a paragraph is that may begin with a bullet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum BulletPlace {
    /// Near a paragraph that begins with the same dash.
    Listed,
    /// In the text otherwise.
    Alone,
    /// In a cell of a table.
    Cell,
}

/// The dashes that programs make of a hyphen at the start of a line, and the sign for minus.
const DASHES: [char; 3] = ['–', '—', '−'];

/// How many paragraphs away an item of the same list is looked for.
const MAX_DISTANCE: usize = 6;

/// The places of the paragraphs among some blocks, one for each block.
pub(super) fn places(blocks: &[SourceBlock]) -> Vec<BulletPlace> {
    let lines: Vec<(usize, &SourceParagraph)> = blocks.iter().enumerate().filter_map(line).collect();
    let mut places = vec![BulletPlace::Alone; blocks.len()];
    for (at, (block, own)) in lines.iter().enumerate() {
        let Some(sign) = dash(own) else { continue };
        let is_listed = has_item(sign, lines[..at].iter().rev()) || has_item(sign, lines[at + 1..].iter());
        if is_listed {
            places[*block] = BulletPlace::Listed;
        }
    }
    places
}

/// A paragraph with words, and its block.
fn line((at, block): (usize, &SourceBlock)) -> Option<(usize, &SourceParagraph)> {
    match block {
        SourceBlock::Paragraph(paragraph) => Some((at, paragraph)).filter(|_| !paragraph.runs.is_empty()),
        SourceBlock::Table(_) | SourceBlock::PageBreak => None,
    }
}

/// Returns whether an item with a dash is among the next lines, before one with a number.
fn has_item<'s>(sign: char, lines: impl Iterator<Item = &'s (usize, &'s SourceParagraph)>) -> bool {
    let near = lines.take(MAX_DISTANCE).map(|(_, paragraph)| *paragraph);
    let is_numbered = |line: &SourceParagraph| line.number.is_some() || !candidates(&line.text(), false).is_empty();
    near.take_while(|line| dash(line).is_some() || !is_numbered(line))
        .any(|line| dash(line) == Some(sign))
}

/// The dash with which a paragraph begins, parted from its words by a blank.
fn dash(paragraph: &SourceParagraph) -> Option<char> {
    let text = paragraph.runs.first()?.text.trim_start();
    let sign = text.chars().next().filter(|sign| DASHES.contains(sign))?;
    text[sign.len_utf8()..].starts_with([' ', '\t']).then_some(sign)
}

/// Turns a bullet at the start of a paragraph into the mark of a list.
pub(super) fn clean_bullet(paragraph: &mut SourceParagraph, place: BulletPlace, repairs: &mut Vec<Repair>) {
    let line = paragraph.line;
    let Some((sign, start, end)) = found_bullet(paragraph) else {
        return;
    };
    let words = words_behind(paragraph, end);
    let is_number = words.starts_with(|letter: char| letter.is_ascii_digit());
    let Some(first) = paragraph.runs.first_mut() else {
        return;
    };
    let gap = &first.text[start + sign.len_utf8()..end];
    let is_dash = DASHES.contains(&sign);
    let is_minus = is_number && (sign == '−' || place != BulletPlace::Listed) && is_dash && !gap.contains('\t');
    let is_mark = match place {
        // What a cell says may be a sign alone, or a number.
        BulletPlace::Cell => !is_number && !words.is_empty(),
        BulletPlace::Listed | BulletPlace::Alone => !is_minus,
    };
    if !is_mark {
        let seen = bullet_as_seen(sign).to_string();
        first.text.replace_range(start..start + sign.len_utf8(), &seen);
        return;
    }
    first.text.drain(..end);
    paragraph.is_bullet = true;
    let shown = match is_private(sign) {
        // Only a font of symbols shows it.
        true => format!("U+{:04X}", u32::from(sign)),
        false => sign.to_string(),
    };
    repairs.push(Repair {
        rule: RepairRule::Bullet,
        line,
        before: shown,
        after: "-".to_owned(),
    });
}

/// The bullet with which a paragraph begins: its sign, where that begins, and where the words behind it begin.
fn found_bullet(paragraph: &SourceParagraph) -> Option<(char, usize, usize)> {
    let text = &paragraph.runs.first()?.text;
    if let Some(bullet) = word_bullets::at_start(text) {
        return Some((bullet.sign, bullet.start, bullet.end));
    }
    let sign = dash(paragraph)?;
    let start = text.find(sign)?;
    let behind = &text[start + sign.len_utf8()..];
    Some((sign, start, text.len() - behind.trim_start().len()))
}

/// The words of a paragraph from a byte of its first run.
fn words_behind(paragraph: &SourceParagraph, end: usize) -> String {
    let mut runs = paragraph.runs.iter();
    let first = runs.next().map(|first| &first.text[end..]).unwrap_or_default();
    let words: String = std::iter::once(first)
        .chain(runs.map(|run| run.text.as_str()))
        .collect();
    words.trim_start().to_owned()
}
