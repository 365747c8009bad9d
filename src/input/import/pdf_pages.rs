//! Makes the paragraphs, tables and footnotes of .pdf pages from words at their places.

use crate::input::import::column_tables::table;
use crate::input::import::old_text;
use crate::input::import::pdf_words::pages;
use crate::input::import::placed_lines::{PlacedLine, PlacedWord, are_apart, joined_words, lines};
use crate::input::import::source_text::{
    NoteId, SourceBlock, SourceLines, SourceNote, SourceParagraph, SourceRun, SourceScript, SourceText,
};
use crate::input::import::text_columns::{GapWidths, regions};

/// A gap between columns, a gutter, and a gap that no words of a cell have, by the height of the letters.
const WIDE_GAP: f32 = 1.3;
const GUTTER: f32 = 0.3;
const GROUP_GAP: f32 = 0.7;
/// The distance of two lines between which there is an empty one, by the height of the letters.
const EMPTY_LINE: f32 = 1.6;
/// The largest height of a footnote, beside the text.
const NOTE_HEIGHT: f32 = 0.9;
/// How far a centred line may be from the middle, and how far from the margin it is at least, by the width of the text.
const CENTRE_TOLERANCE: f32 = 0.08;
const MIN_INDENT: f32 = 0.1;
/// The longest mark of a footnote, in letters.
const MAX_MARK: usize = 3;

/// Reads the words of a .pdf file.
pub(super) fn read(text: &str) -> SourceText {
    let mut source = SourceText {
        lines: SourceLines::ArePrinted,
        ..SourceText::default()
    };
    let words = pages(text);
    let usual: Vec<f32> = words.iter().map(|words| usual_height(words)).collect();
    let mut all: Vec<Vec<PlacedLine>> = words.into_iter().map(lines).collect();
    for (line, number) in all.iter_mut().flatten().zip(1..) {
        line.line = number;
    }
    old_text::decode_lines(&mut all, &mut source.repairs);
    for (at, (mut lines, usual)) in all.into_iter().zip(usual).enumerate() {
        if at > 0 {
            source.blocks.push(SourceBlock::PageBreak);
        }
        let notes = notes(&mut lines, usual);
        let page = Page {
            usual,
            start: lines.iter().map(PlacedLine::start).fold(f32::MAX, f32::min),
            end: lines.iter().map(PlacedLine::end).fold(0.0, f32::max),
            first_note: source.notes.len(),
            marks: notes.iter().map(|(mark, _)| mark.clone()).collect(),
        };
        page.write(&lines, &mut source.blocks);
        source.notes.extend(notes.into_iter().map(|(_, note)| note));
    }
    source
}

/// The height of most letters of a page.
fn usual_height(words: &[PlacedWord]) -> f32 {
    let mut heights: Vec<f32> = words.iter().map(PlacedWord::height).collect();
    heights.sort_by(f32::total_cmp);
    heights.get(heights.len() / 2).copied().unwrap_or(0.0)
}

/// What the lines of a page are measured by.
struct Page {
    usual: f32,
    start: f32,
    end: f32,
    /// The place of its first footnote in [`SourceText::notes`].
    first_note: usize,
    /// The marks of its footnotes.
    marks: Vec<String>,
}

impl Page {
    /// Writes the lines of a page as blocks.
    fn write(&self, lines: &[PlacedLine], blocks: &mut Vec<SourceBlock>) {
        let gaps = GapWidths {
            wide: self.usual * WIDE_GAP,
            gutter: self.usual * GUTTER,
            group: self.usual * GROUP_GAP,
        };
        let mut at = 0;
        for region in regions(lines, gaps) {
            let Some(table) = table(&region, lines) else { continue };
            self.write_lines(&lines[at..region.lines.start], blocks);
            blocks.push(SourceBlock::Table(table));
            at = region.lines.end;
        }
        self.write_lines(&lines[at..], blocks);
    }

    fn write_lines(&self, lines: &[PlacedLine], blocks: &mut Vec<SourceBlock>) {
        let mut before: Option<&PlacedLine> = None;
        for line in lines {
            let height = line.height().max(before.map_or(0.0, PlacedLine::height));
            if before.is_some_and(|before| line.middle() - before.middle() > height * EMPTY_LINE) {
                blocks.push(SourceBlock::Paragraph(SourceParagraph::plain(line.line, "")));
            }
            blocks.push(SourceBlock::Paragraph(self.paragraph(line)));
            before = Some(line);
        }
    }

    fn paragraph(&self, line: &PlacedLine) -> SourceParagraph {
        let mut runs: Vec<SourceRun> = Vec::new();
        let mut before: Option<&PlacedWord> = None;
        for word in &line.words {
            let blanks = match before {
                Some(before) if word.start - before.end >= self.usual * WIDE_GAP => "    ",
                Some(before) if are_apart(before, word) => " ",
                Some(_) | None => "",
            };
            before = Some(word);
            if word.is_raised {
                runs.push(self.raised(word));
                continue;
            }
            match runs.last_mut() {
                Some(open) if open.note.is_none() && open.script == SourceScript::Normal => {
                    open.text.push_str(blanks);
                    open.text.push_str(&word.text);
                }
                Some(_) | None => runs.push(SourceRun::plain(format!("{blanks}{}", word.text))),
            }
        }
        let width = self.end - self.start;
        let (left, right) = (line.start() - self.start, self.end - line.end());
        SourceParagraph {
            line: line.line,
            is_centered: left >= width * MIN_INDENT && (left - right).abs() <= width * CENTRE_TOLERANCE,
            runs,
            ..SourceParagraph::default()
        }
    }

    /// A raised word: the mark of a footnote of the page, or raised letters.
    fn raised(&self, word: &PlacedWord) -> SourceRun {
        let note = self.marks.iter().position(|mark| *mark == bare_mark(&word.text));
        match note {
            Some(at) => SourceRun {
                note: Some(NoteId(self.first_note + at)),
                ..SourceRun::default()
            },
            None => SourceRun {
                script: SourceScript::Superscript,
                ..SourceRun::plain(word.text.clone())
            },
        }
    }
}

/// The mark of a note without brackets.
fn bare_mark(text: &str) -> String {
    text.trim_matches(['(', ')', '[', ']']).to_owned()
}

/// Takes the footnotes off the foot of a page: small lines that begin with a mark that is raised in the text.
fn notes(lines: &mut Vec<PlacedLine>, usual: f32) -> Vec<(String, SourceNote)> {
    // The mark may be larger than the words behind it.
    let is_small = |line: &PlacedLine| {
        let words = &line.words[usize::from(line.words.len() > 1)..];
        words.iter().all(|word| word.height() < usual * NOTE_HEIGHT)
    };
    let is_number = |line: &PlacedLine| {
        let text = joined_words(&line.words);
        text.chars().all(|letter| letter.is_ascii_digit())
    };
    let mut end = lines.len();
    while end > 0 && is_number(&lines[end - 1]) {
        end -= 1;
    }
    let from = lines[..end]
        .iter()
        .rposition(|line| !is_small(line))
        .map_or(0, |last| last + 1);
    // The first word of a line is no mark in the text: it may be that of a note.
    let words = lines[..end].iter().flat_map(|line| line.words.iter().skip(1));
    let marks = words.filter(|word| word.is_raised);
    let marks: Vec<String> = marks.map(|word| bare_mark(&word.text)).collect();
    let mark_of = |line: &PlacedLine| {
        let mark = bare_mark(&line.words.first()?.text);
        (mark.chars().count() <= MAX_MARK && marks.contains(&mark)).then_some(mark)
    };
    let begins_raised = |line: &PlacedLine| line.words.len() > 1 && line.words[0].is_raised;
    let begins = |at: &usize| mark_of(&lines[*at]).is_some() && (*at >= from || begins_raised(&lines[*at]));
    let Some(first) = (0..end).find(begins) else {
        return Vec::new();
    };
    let mut notes: Vec<(String, SourceNote)> = Vec::new();
    for line in lines.drain(first..end) {
        let number = line.line;
        let mark = mark_of(&line).filter(|mark| notes.iter().all(|(own, _)| own != mark));
        let words = joined_words(&line.words[usize::from(mark.is_some())..]);
        match (mark, notes.last_mut().and_then(|(_, note)| note.paragraphs.last_mut())) {
            (None, Some(open)) => open.runs.push(SourceRun::plain(format!(" {words}"))),
            (mark, _) => {
                let paragraphs = vec![SourceParagraph::plain(number, &words)];
                notes.push((mark.unwrap_or_default(), SourceNote { paragraphs }));
            }
        }
    }
    notes
}
